import { townStoreConfig } from '../config'
import { openSqlite } from '../store/sqlite'
import type { Store } from '../store/store'
import { openConfiguredCosmos } from './production'

/** Works in the store that the environment names, and closes it afterwards. `where` is its address, for people. */
export async function inTownStore(work: (store: Store, where: string) => Promise<void>): Promise<void> {
	const where = townStoreConfig(process.env)
	const store = 'cosmos' in where ? await openConfiguredCosmos(where.cosmos) : openSqlite(where.sqlite)
	try {
		await work(store, 'cosmos' in where ? where.cosmos.endpoint : where.sqlite)
	} finally {
		await store.close()
	}
}
