import type { Person } from '../../domain/directory/directory'
import { type EntryWish, mentions } from '../../domain/own-data/forget'
import { changeDocument } from '../../store/change-document'
import { valueIn } from '../../store/document-values'
import type { Kind } from '../../store/kinds'
import { documentsOf, readValue } from '../../store/read-documents'
import { kinds, register } from '../../store/register'
import type { Store, Stored } from '../../store/store'
import { directoryId } from '../directory/directories'

/** More documents than any town has. */
const all = 10_000

/** What was done for a person who is to be forgotten. It names no content and can be handed to them. */
export interface Receipt {
	readonly townId: string
	/** Local date. */
	readonly on: string
	readonly entries: EntryWish
	/** How many documents of each kind were changed or removed. */
	readonly changed: Readonly<Record<string, number>>
	/**
	 * Documents in which colleagues wrote the person's name into a text. They must not be changed by machine: a colleague
	 * has to read them.
	 */
	readonly nameInTexts: readonly string[]
	/** What is not in the service's hands. */
	readonly remains: readonly ('backups' | 'teams' | 'import')[]
}

/**
 * Takes a person out of everything that is stored about a town, kind by kind as the register says, document by
 * document, each by a conditional write. If it is interrupted it is simply done again: what is gone stays gone, and the
 * directory comes last, so that the person is still found by name until then.
 */
export async function forgetPerson(
	store: Store,
	townId: string,
	personId: string,
	entries: EntryWish,
	today: string,
): Promise<Receipt | undefined> {
	const directory = await readValue(store, 'directory', { partition: townId, id: directoryId })
	if (!directory) return undefined
	const person = directory.people.find((one) => one.id === personId)
	const changed: Record<string, number> = {}
	for (const kind of kinds) {
		if ('holdsNoPerson' in register[kind].forget) continue
		for (const stored of await documentsOf(store, kind, directory.town)) {
			const done = await takeOut(store, kind, stored, personId, entries)
			if (done !== undefined) changed[done] = (changed[done] ?? 0) + 1
		}
	}
	return {
		townId,
		on: today,
		entries,
		changed,
		nameInTexts: person ? await textsNaming(store, directory.town, person) : [],
		remains: ['backups', 'teams', 'import'],
	}
}

/**
 * Leaves a document alone that does not name the person, so that doing it twice writes once. Returns what the receipt
 * calls a document that was changed or removed.
 */
async function takeOut<Each extends Kind>(
	store: Store,
	kind: Each,
	stored: Stored,
	personId: string,
	wish: EntryWish,
): Promise<string | undefined> {
	const { forget, collection } = register[kind]
	const { partition, id, body } = stored.document
	if ('holdsNoPerson' in forget || !mentions([body, id], personId)) return undefined
	const { goesWith, removedAs = kind, without } = forget
	if (goesWith?.(valueIn(kind, stored.document), personId, id)) {
		await store[collection].remove(partition, id)
		return removedAs
	}
	if (!without) return undefined
	const change = await changeDocument(
		store,
		kind,
		{ partition, id },
		(value) => {
			const next = value && mentions(value, personId) ? without(value, personId, wish) : value
			return { ...(JSON.stringify(next) !== JSON.stringify(value) && { next }), said: undefined }
		},
		stored,
	)
	return change.written === 'unchanged' ? undefined : kind
}

/** Where a text still holds the name or the address of the person: written by others, in a sentence. */
async function textsNaming(
	store: Store,
	town: { readonly id: string; readonly entraTenantId: string },
	{ name, email }: Person,
): Promise<readonly string[]> {
	const words = [name, ...(email ? [email] : [])].map((word) => JSON.stringify(word).slice(1, -1).toLowerCase())
	const left = [
		...(await store.data.find({ partition: town.id, limit: all })),
		...(await documentsOf(store, 'entry', town)),
	]
	return left
		.filter(({ document }) => words.some((word) => JSON.stringify(document).toLowerCase().includes(word)))
		.map(({ document }) => document.id)
}
