import type { Directory } from '../domain/directory/directory'
import type { Collection, Document, Store } from '../store/store'
import { tenantsPartition } from './directories'

export type Imported = 'created' | 'changed' | 'unchanged'

/**
 * Puts a town's directory into the store and the town onto its tenant's list. Importing the same again changes nothing. The round that
 * is running stays unless the import names one: a new directory must not move departments into a new DigiCheck by accident.
 */
export async function importTown(store: Store, directory: Directory, keepRound: boolean): Promise<Imported> {
	const { town } = directory
	const before = (await store.data.read(town.id, 'directory'))?.document.body as Directory | undefined
	const kept: Directory = before && keepRound ? { ...directory, town: { ...town, round: before.town.round } } : directory
	const written = await put(store.data, { id: 'directory', partition: town.id, kind: 'directory', shape: 1, body: kept })
	const list = (await store.data.read(tenantsPartition, town.entraTenantId))?.document.body as { towns: readonly string[] } | undefined
	const towns = [...new Set([...(list?.towns ?? []), town.id])].sort()
	await put(store.data, { id: town.entraTenantId, partition: tenantsPartition, kind: 'tenant', shape: 1, body: { towns } })
	return written
}

async function put(data: Collection, document: Document): Promise<Imported> {
	for (let attempt = 0; attempt < 5; attempt++) {
		const stored = await data.read(document.partition, document.id)
		if (stored && JSON.stringify(stored.document.body) === JSON.stringify(document.body)) return 'unchanged'
		const written = stored ? await data.replace(document, stored.etag) : await data.create(document)
		if (typeof written !== 'string') return stored ? 'changed' : 'created'
	}
	throw new Error(`${document.id} of ${document.partition} is being changed by somebody else; import again`)
}
