import type { ZodType, z } from 'zod'
import type { Shown } from '../dialog/shown'
import { townKey, type Verb } from '../dialog/verbs'
import type { Directory } from '../domain/directory/directory'
import { importedId } from '../domain/shared/ids'
import { atlas } from './atlas'
import { channels } from './channels'
import { digicheck } from './digicheck'
import { entries } from './entries'
import { everywhere } from './everywhere'
import { type TypedNames, typedNames } from './find-by-name'
import { handover } from './handover'
import { knowledge } from './knowledge'
import { asNamedToday } from './moved'
import { ownData } from './own-data'
import { plan } from './plan'
import { reminders } from './reminders'
import type { Turn, VerbRow } from './row'
import { search } from './search'
import { successor } from './successor'

/** A row whose data only it knows itself. */
export type AnyRow = Pick<VerbRow<never, Shown['kind']>, 'may' | 'shows'> & {
	readonly reads: ZodType
	readonly does: (turn: Turn, data: never) => ReturnType<VerbRow<never, Shown['kind']>['does']>
}

/** Everything that a button can do, one row for each verb. */
export const rows = {
	...everywhere,
	...digicheck,
	...plan,
	...channels,
	...reminders,
	...knowledge,
	...entries,
	...search,
	...handover,
	...successor,
	...atlas,
	...ownData,
} as const satisfies Readonly<Record<Verb, AnyRow>>

/** What a person wants, read and checked in its form; whether they may is not checked yet. */
export type Wish = {
	[V in Verb]: {
		readonly verb: V
		readonly data: z.output<(typeof rows)[V]['reads']>
		/** Names that were typed beside lists, and what they were typed into; they count before what was chosen. */
		readonly typed?: TypedNames
	}
}[Verb]

/** What a pressed button sent, and of which town its card says it is. */
export interface Sent {
	readonly ofTown?: string
	readonly button: { readonly verb: Verb; readonly data: Readonly<Record<string, unknown>> }
}

/** Kept beside the wish, where no flow reads it: a card decides nothing about the town. */
const sent = new WeakMap<Wish, Sent>()

/** What a wish was read from; nothing of one that was typed. */
export function sentWith(wish: Wish): Sent | undefined {
	return sent.get(wish)
}

/** Keys that Teams itself may put into the data of a card action. */
const platformKeys = new Set(['msteams', 'v', '__flowData'])

/**
 * An input in the one form that all rows read, whatever the client makes of it: nothing but blanks is nothing, several
 * values are one text, a number and a tick are their words.
 */
function entered(value: unknown): unknown {
	if (typeof value === 'string') return value.trim() === '' ? '' : value
	// With a comma, because three digits after a point would be thousands.
	if (typeof value === 'number') return String(value).replace('.', ',')
	if (typeof value === 'boolean') return String(value)
	return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join(',') : value
}

/**
 * Reads a pressed button; `undefined` means it is none of ours or has been tampered with. With the directory it is
 * understood as its names are today.
 */
export function readWish(verb: unknown, data: unknown, directory?: Directory): Wish | undefined {
	if (typeof verb !== 'string' || !Object.hasOwn(rows, verb)) return undefined
	if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined
	const { [townKey]: ofTown, ...rest } = data as Readonly<Record<string, unknown>>
	if (ofTown !== undefined && !(typeof ofTown === 'string' && importedId.test(ofTown))) return undefined
	const own = Object.fromEntries(
		Object.entries(rest)
			.filter(([name, value]) => !platformKeys.has(name) && value !== null)
			.map(([name, value]) => [name, entered(value)]),
	)
	const typed = typedNames(verb as Verb, own)
	if (!typed) return undefined
	const today = directory ? asNamedToday(typed.data, directory) : { data: typed.data, anew: false }
	const read = rows[verb as Verb].reads.safeParse(today.data)
	if (!read.success) return undefined
	// What was asked on that card may stand elsewhere now; then the person looks first.
	const wish = today.anew
		? ({
				verb: 'start',
				data: { sessionId: String(today.data.s), event: { type: 'opened' }, remark: 'moved' },
			} as const)
		: ({ verb, data: read.data, ...(typed.names.length > 0 && { typed: { ...typed, data: today.data } }) } as Wish)
	sent.set(wish, { ...(ofTown !== undefined && { ofTown }), button: { verb: verb as Verb, data: own } })
	return wish
}
