import { becoming } from '../../domain/directory/becoming'
import { type ChangeLine, type CheckedChanges, checkChanges } from '../../domain/directory/changes'
import type { Directory } from '../../domain/directory/directory'
import { changesNothing, mayGoIn, type Review, reviewImport, type Words } from '../../domain/directory/review-import'
import { changeDocument, type DocumentDecision } from '../../store/change-document'
import { firstLedger } from '../../store/documents'
import { readValue } from '../../store/read-documents'
import type { Store } from '../../store/store'
import { directoryId, tenantsPartition } from './directories'
import { readImportFacts } from './import-facts'
import { removeStrangers } from './remove-strangers'

/** What is said beside the directory that comes in. */
export interface ImportOptions {
	/**
	 * The round that is running stays unless the import names one: a new directory must not move departments into a new
	 * DigiCheck by accident.
	 */
	readonly keepRound: boolean
	/** Which departments and positions have become others, as the town says. */
	readonly changes?: readonly ChangeLine[]
	/** What the operator repeated of an earlier review. */
	readonly words?: Words
}

/** What importing would do, and what of the town's lines about its organisation is to be done. */
export interface TownReview extends Review {
	readonly changes: CheckedChanges
}

export interface Imported {
	/** `refused`: nothing at all was written. */
	readonly done: 'created' | 'changed' | 'unchanged' | 'refused'
	readonly review: TownReview
	/** Ids of people of whom the stored way to reach them was removed. */
	readonly unreachable: readonly string[]
}

/** What importing this would do now; only reads. */
export async function previewImport(store: Store, directory: Directory, options: ImportOptions): Promise<TownReview> {
	const before = await readValue(store, 'directory', { partition: directory.town.id, id: directoryId })
	return review(store, before, directory, options)
}

/**
 * Puts a town's directory into the store and the town onto its tenant's list, if the review of it allows or what it asks
 * for was said. Importing the same again changes nothing. What hangs on departments and positions that became others is
 * moved afterwards, by `moveTown`.
 */
export async function importTown(store: Store, directory: Directory, options: ImportOptions): Promise<Imported> {
	const { town } = directory
	const { written, said } = await changeDocument(
		store,
		'directory',
		{ partition: town.id, id: directoryId },
		async (before: Directory | undefined): Promise<DocumentDecision<Directory, Decided>> => {
			const found = await review(store, before, directory, options)
			const isSound = found.changes.problems.length === 0
			if (!isSound || (!changesNothing(found) && !mayGoIn(found, options.words ?? {})))
				return { said: { found, refused: true } }
			const after = withRound(before, directory, options)
			const { next } = unlessSame(before, becoming(before, after, found.changes.changes))
			return { ...(next && { next }), said: { found, refused: false } }
		},
	)
	if (said.refused) return { done: 'refused', review: said.found, unreachable: [] }
	// A town that moved stays on its old tenant's list; there it counts for nothing, since its directory names the new
	// tenant.
	await changeDocument(store, 'tenant', { partition: tenantsPartition, id: town.entraTenantId }, (before) =>
		unlessSame(before, { towns: [...new Set([...(before?.towns ?? []), town.id])].sort() }),
	)
	if (written === 'created') await store.data.create(firstLedger(town.id))
	const unreachable = written === 'changed' ? await removeStrangers(store, directory) : []
	return { done: written, review: said.found, unreachable: [...new Set(unreachable)] }
}

interface Decided {
	readonly found: TownReview
	readonly refused: boolean
}

async function review(
	store: Store,
	before: Directory | undefined,
	directory: Directory,
	{ changes: lines = [], ...options }: ImportOptions,
): Promise<TownReview> {
	const after = withRound(before, directory, options)
	const changes = checkChanges(lines, before, after)
	const found = reviewImport(before, after, await readImportFacts(store, before, after), changes.changes)
	return { ...found, changes }
}

function withRound(
	before: Directory | undefined,
	directory: Directory,
	{ keepRound }: Pick<ImportOptions, 'keepRound'>,
): Directory {
	return before && keepRound ? { ...directory, town: { ...directory.town, round: before.town.round } } : directory
}

function unlessSame<Value>(before: Value | undefined, next: Value): DocumentDecision<Value, undefined> {
	return { ...(JSON.stringify(before) !== JSON.stringify(next) && { next }), said: undefined }
}
