import type { Directory } from '../../domain/directory/directory'
import { firstLedger } from '../../store/documents'
import type { Collection, Document, Store } from '../../store/store'
import { tenantsPartition } from './directories'

export type Imported = 'created' | 'changed' | 'unchanged'

/**
 * Puts a town's directory into the store and the town onto its tenant's list. Importing the same again changes nothing.
 * The round that is running stays unless the import names one: a new directory must not move departments into a new
 * DigiCheck by accident.
 */
export async function importTown(store: Store, directory: Directory, keepRound: boolean): Promise<Imported> {
	const { town } = directory
	const written = await put(
		store.data,
		{ id: 'directory', partition: town.id, kind: 'directory', shape: 1 },
		(before: Directory | undefined) =>
			before && keepRound ? { ...directory, town: { ...town, round: before.town.round } } : directory,
	)
	// A town that moved stays on its old tenant's list; there it counts for nothing, since its directory names the new
	// tenant.
	await put(
		store.data,
		{ id: town.entraTenantId, partition: tenantsPartition, kind: 'tenant', shape: 1 },
		(before: { readonly towns: readonly string[] } | undefined) => ({
			towns: [...new Set([...(before?.towns ?? []), town.id])].sort(),
		}),
	)
	if (written === 'created') await store.data.create(firstLedger(town.id))
	if (written === 'changed') await forgetPeopleWhoLeft(store, directory)
	return written
}

/**
 * Whoever is no longer in the directory leaves no trace of how to reach them. Their department's answers carry no name.
 */
async function forgetPeopleWhoLeft(store: Store, { town, people }: Directory): Promise<void> {
	const staying = new Set(people.map((person) => person.id))
	for (const kind of ['reach', 'link']) {
		for (const { document } of await store.data.find({ partition: town.id, kind, limit: 10_000 })) {
			const { personId } = document.body as { personId?: string }
			if (!staying.has(personId ?? document.id.slice('reach:'.length))) await store.data.remove(town.id, document.id)
		}
	}
}

/**
 * Makes the body from the one that is stored now, again if somebody else was faster: two imports at once must not undo
 * each other.
 */
async function put<Body>(
	data: Collection,
	address: Omit<Document, 'body'>,
	make: (before: Body | undefined) => Body,
): Promise<Imported> {
	for (let attempt = 0; attempt < 5; attempt++) {
		const stored = await data.read(address.partition, address.id)
		const body = make(stored?.document.body as Body | undefined)
		if (stored && JSON.stringify(stored.document.body) === JSON.stringify(body)) return 'unchanged'
		const written = stored
			? await data.replace({ ...address, body }, stored.etag)
			: await data.create({ ...address, body })
		if (typeof written !== 'string') return stored ? 'changed' : 'created'
	}
	throw new Error(`${address.id} of ${address.partition} is being changed by somebody else; import again`)
}
