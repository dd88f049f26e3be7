import type { Directory } from '../../domain/directory/directory'
import { changeDocument, type DocumentDecision } from '../../store/change-document'
import { firstLedger } from '../../store/documents'
import type { Store } from '../../store/store'
import { directoryId, tenantsPartition } from './directories'
import { removeStrangers } from './remove-strangers'

export type Imported = 'created' | 'changed' | 'unchanged'

/**
 * Puts a town's directory into the store and the town onto its tenant's list. Importing the same again changes nothing.
 * The round that is running stays unless the import names one: a new directory must not move departments into a new
 * DigiCheck by accident.
 */
export async function importTown(store: Store, directory: Directory, keepRound: boolean): Promise<Imported> {
	const { town } = directory
	const { written } = await changeDocument(
		store,
		'directory',
		{ partition: town.id, id: directoryId },
		(before: Directory | undefined) =>
			unlessSame(
				before,
				before && keepRound ? { ...directory, town: { ...town, round: before.town.round } } : directory,
			),
	)
	// A town that moved stays on its old tenant's list; there it counts for nothing, since its directory names the new
	// tenant.
	await changeDocument(store, 'tenant', { partition: tenantsPartition, id: town.entraTenantId }, (before) =>
		unlessSame(before, { towns: [...new Set([...(before?.towns ?? []), town.id])].sort() }),
	)
	if (written === 'created') await store.data.create(firstLedger(town.id))
	if (written === 'changed') await removeStrangers(store, directory)
	return written
}

function unlessSame<Value>(before: Value | undefined, next: Value): DocumentDecision<Value, undefined> {
	return { ...(JSON.stringify(before) !== JSON.stringify(next) && { next }), said: undefined }
}
