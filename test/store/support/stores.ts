import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DefaultAzureCredential } from '@azure/identity'
import { openCosmos } from '../../../src/store/cosmos'
import { openSqlite } from '../../../src/store/sqlite'
import type { Store } from '../../../src/store/store'
import { openEmulatedCosmos } from '../../support/service'

export interface Opened {
	readonly store: Store
	/** Closes the store and takes away what it needed. */
	stop(): Promise<void>
}

export interface StoreKind {
	readonly name: string
	open(): Promise<Opened>
}

/** Every store that the contract is proven for; a real account joins when COSMOS_ENDPOINT names one. */
export const stores: readonly StoreKind[] = [
	{ name: 'SQLite in memory', open: async () => ended(openSqlite(':memory:')) },
	{
		name: 'SQLite in a file',
		open: async () => {
			const folder = mkdtempSync(join(tmpdir(), 'store-'))
			return ended(openSqlite(join(folder, 'digicheck.sqlite')), () => rmSync(folder, { recursive: true }))
		},
	},
	{
		name: 'Cosmos DB (emulator)',
		open: async () => {
			const { store, stop } = await openEmulatedCosmos()
			return ended(store, stop)
		},
	},
	...(process.env.COSMOS_ENDPOINT
		? [{ name: 'Cosmos DB (account)', open: () => openAccount(process.env.COSMOS_ENDPOINT ?? '') }]
		: []),
]

/** The two that the flows are tested over. */
export const [inMemory, , emulated] = stores as readonly [StoreKind, StoreKind, StoreKind]

async function openAccount(endpoint: string): Promise<Opened> {
	const key = process.env.COSMOS_KEY
	const access = key ? { key } : { aadCredentials: new DefaultAzureCredential() }
	return ended(await openCosmos({ endpoint, database: process.env.COSMOS_DATABASE ?? 'digicheck-test', ...access }))
}

function ended(store: Store, after: () => Promise<void> | void = () => undefined): Opened {
	return { store, stop: () => store.close().then(after) }
}
