import { existsSync } from 'node:fs'
import { townStoreConfig } from '../config'
import { openSqlite } from '../store/sqlite'
import type { Store } from '../store/store'
import { openConfiguredCosmos } from './production'

/** Works in the store that the environment names, and closes it afterwards. `where` is its address, for people. */
export async function inTownStore(work: (store: Store, where: string) => Promise<void>): Promise<void> {
	const { store, where } = await open()
	try {
		await work(store, where)
	} finally {
		await store.close()
	}
}

/** Looks into the same store and makes none. Says why where there is nothing to look into. */
export async function lookIntoTownStore<Found>(
	look: (store: Store) => Promise<Found>,
): Promise<{ readonly found: Found } | { readonly none: string }> {
	const config = townStoreConfig(process.env)
	if ('sqlite' in config && !existsSync(config.sqlite)) return { none: `there is no database at ${config.sqlite} yet` }
	const reached = await reach()
	if ('none' in reached) return reached
	try {
		return { found: await look(reached.store) }
	} finally {
		await reached.store.close()
	}
}

async function reach(): Promise<{ readonly store: Store } | { readonly none: string }> {
	try {
		const { store } = await open()
		await store.ready()
		return { store }
	} catch (fault) {
		return { none: `the store cannot be reached (${fault instanceof Error ? fault.message : String(fault)})` }
	}
}

async function open(): Promise<{ readonly store: Store; readonly where: string }> {
	const config = townStoreConfig(process.env)
	return 'cosmos' in config
		? { store: await openConfiguredCosmos(config.cosmos), where: config.cosmos.endpoint }
		: { store: openSqlite(config.sqlite), where: config.sqlite }
}
