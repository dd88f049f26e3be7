import type { Held, Kind, StoredKind } from './kinds'
import { register } from './register'
import type { Row } from './row'
import type { Document } from './store'
/** The kind of a document; an outgoing message names whom or what it waits for instead. */
export function kindOf(stored: StoredKind): Kind {
	return /^(life|decision|notice):/.test(stored) ? 'entry' : (stored as Kind)
}

/** What a document holds, in whatever shape it was written. Throws for another kind and for a shape that is newer. */
export function valueIn<Each extends Kind>(kind: Each, document: Document): Held[Each] {
	const { read, older } = register[kind]
	if (kindOf(document.kind) !== kind)
		throw new Error(`cannot read ${document.kind} shape ${document.shape} of ${document.id}; ${kind} was asked for`)
	return read(broughtUp(document, older), document)
}

/** A document as it is written today. */
export function documentFor<Each extends Kind>(kind: Each, { partition, id }: Place, value: Held[Each]): Document {
	const { write, older } = register[kind]
	return { id, partition, kind, ...write(value), shape: older.length + 1 }
}

/** The body in the newest shape. */
export function broughtUp({ kind, shape, id, body }: Document, older: Row<unknown>['older']): unknown {
	if (!Number.isInteger(shape) || shape < 1 || shape > older.length + 1)
		throw new Error(
			`cannot read ${kind} shape ${shape} of ${id}; a newer version of the service wrote it. Start that version again, or go back to the copy of the data from before it ran.`,
		)
	return older.slice(shape - 1).reduce((raised, lift) => lift(raised), body)
}

/** The partitions in which a town's documents of a kind lie; none for those of the service. */
export function partitionsOf(
	kind: Kind,
	town: { readonly id: string; readonly entraTenantId: string },
): readonly string[] {
	switch (register[kind].of) {
		case 'town':
			return [town.id]
		case 'tenant':
			return [town.entraTenantId, firstVersionPartition]
		case 'service':
			return []
	}
}

/** Where a document of a kind lies. */
export interface Place {
	readonly partition: string
	readonly id: string
}

/** Where the first version kept the messages of all towns. */
export const firstVersionPartition = '0'
