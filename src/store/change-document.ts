import { setTimeout as pause } from 'node:timers/promises'
import { documentFor, type Place, valueIn } from './document-values'
import type { Held, Kind } from './kinds'
import { register } from './register'
import { type Store, type Stored, StoreUnavailable } from './store'

const attempts = 5
const pauseMs = 15

/** What was decided: the next value, absent if nothing is to change, and what there is to say about it. */
export interface DocumentDecision<Value, Said> {
	readonly next?: Value | undefined
	readonly said: Said
}

/** What came of a change. */
export interface Changed<Said> {
	/** Of the decision that counts, made on what was really stored. */
	readonly said: Said
	readonly written: 'created' | 'changed' | 'unchanged'
	/** Whether messages wait in what was written; then the caller rings `noticesWaiting`. */
	readonly waiting: boolean
	/** How often another writer was faster. */
	readonly lost: number
}

/**
 * Load, decide, commit: one point read and, if something changes, one conditional write. If another writer was faster
 * it loads and decides again, so a decision is always made on what is really stored; one that may be made several times
 * must have no effect of its own. `found` saves the first read where the document was just found. Throws
 * `StoreUnavailable` when others are faster again and again.
 */
export async function changeDocument<Each extends Kind, Said>(
	store: Store,
	kind: Each,
	place: Place,
	decide: (
		value: Held[Each] | undefined,
	) => DocumentDecision<Held[Each], Said> | Promise<DocumentDecision<Held[Each], Said>>,
	found?: Stored,
): Promise<Changed<Said>> {
	const collection = store[register[kind].collection]
	for (let lost = 0; lost < attempts; lost++) {
		// A writer that has lost twice to others steps out of their rhythm.
		if (lost > 1) await pause((lost - 1) * pauseMs * Math.random())
		const stored = lost === 0 && found ? found : await collection.read(place.partition, place.id)
		const { next, said } = await decide(stored && valueIn(kind, stored.document))
		if (next === undefined) return { said, written: 'unchanged', waiting: false, lost }
		const document = documentFor(kind, place, next)
		const written = stored ? await collection.replace(document, stored.etag) : await collection.create(document)
		if (typeof written !== 'string')
			return { said, written: stored ? 'changed' : 'created', waiting: document.waiting === true, lost }
	}
	throw new StoreUnavailable(
		`${place.id} of ${place.partition} was changed by others ${attempts} times in a row; doing it again later is safe`,
	)
}
