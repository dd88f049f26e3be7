import type { ZodType } from 'zod'
import type { Answered, Refused, Shown } from '../dialog/shown'
import type { Permission } from '../domain/directory/may'
import type { Recognised } from '../flows/directory/recognise'
import type { Tools } from '../flows/tools'

/** Who pressed or typed, and on which card. */
export interface Turn {
	readonly tools: Tools
	readonly who: Recognised
	readonly cardId?: string | undefined
}

/** What a verb of these cards comes to; a refusal or a person whom the directory no longer knows is always possible. */
type Outcome<Kind extends Shown['kind']> =
	| Extract<Shown, { kind: Kind }>
	| Refused
	| Extract<Shown, { kind: 'stranger' }>
	| Answered

/** One thing that people can do by pressing a button: all there is to know about it, in one row. */
export interface VerbRow<Data, Kind extends Shown['kind']> {
	/**
	 * What its button may send. Card data is in the hands of the person who clicks, so only opaque ids, the stamp of what
	 * was shown and the inputs are read; every other key, type or length is refused.
	 */
	readonly reads: ZodType<Data>
	/**
	 * A person who has this permission for nothing at all is refused at once. How far it reaches, to which department or
	 * person, is decided with the document in hand.
	 */
	readonly may: Permission | 'everybody'
	readonly does: (turn: Turn, data: Data) => Outcome<Kind> | Promise<Outcome<Kind>>
	/** The kinds of card it answers with. */
	readonly shows: readonly Kind[]
}

/** Ties the four columns of a row together, so that the compiler holds them against each other. */
export function row<Data, Kind extends Shown['kind']>(one: VerbRow<Data, Kind>): VerbRow<Data, Kind> {
	return one
}
