/**
 * What a town has beside its directory, as an import has to know it: what hangs on its departments, positions and
 * people, and who is in the other towns of its tenant.
 */
export interface ImportFacts {
	/** By the id of the department. */
	readonly departments: Hangings
	/** By the id of the position. */
	readonly positions: Hangings
	/** What only this person takes care of, by their id. */
	readonly people: ReadonlyMap<string, readonly Care[]>
	readonly otherTowns: readonly OtherTown[]
}

export type Hangings = ReadonlyMap<string, readonly Hanging[]>

export interface Hanging {
	readonly kind: HangingKind
	/** Each thing by its name or id, such as `2026-H2, released`. */
	readonly things: readonly string[]
}

/** What can hang on a department or a position. */
export type HangingKind =
	| 'digicheck'
	| 'plan-item'
	| 'bundle'
	| 'channel'
	| 'age-group'
	| 'entry'
	| 'handover'
	| 'question'
	| 'passed-on'
	/** Positions that stay and name it as the one above them or as their deputy. */
	| 'superior-of'
	| 'deputy-of'
	/** A document that this version of the service cannot read. */
	| 'unreadable'

/** For what a person is needed until another one takes it over. */
export interface Care {
	readonly kind: 'leaver' | 'successor' | 'guide' | 'open-point' | 'passed-on'
	/** The handover, the DigiCheck or the commitment. */
	readonly of: string
}

/** A town of the same tenant, and the accounts that are in it. */
export interface OtherTown {
	readonly townId: string
	readonly people: readonly {
		readonly id: string
		readonly entraObjectId?: string
		readonly email?: string
	}[]
}

export const noFacts: ImportFacts = {
	departments: new Map(),
	positions: new Map(),
	people: new Map(),
	otherTowns: [],
}
