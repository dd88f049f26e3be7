import { addDays, addMonths } from '../shared/calendar'
import type { EntryType } from '../shared/entry-type'

/** What each kind is made of beside its title, in the order in which it is read. */
export const entryFields = {
	task: ['trigger', 'steps', 'result', 'tools', 'variants'],
	deadline: ['action', 'consequence', 'where'],
	contact: ['purpose', 'reach', 'history'],
	system: ['purpose', 'access', 'manual'],
	case: ['state', 'nextStep', 'reference'],
	rule: ['content', 'reason'],
	risk: ['sign', 'emergency', 'history'],
	source: ['place', 'content'],
	advice: ['content'],
	story: ['content'],
} as const satisfies Readonly<Record<EntryType, readonly string[]>>

/** After how many months it has to be confirmed again. */
export const reviewMonths: Readonly<Record<EntryType, number>> = {
	task: 12,
	deadline: 6,
	contact: 6,
	system: 6,
	case: 1,
	rule: 12,
	risk: 6,
	source: 12,
	advice: 24,
	story: 24,
}

/**
 * Who may read it once it is released: those who hold, inherit, stand in for or lead the position; the department;
 * everybody in the town.
 */
export const visibilities = ['position', 'department', 'town'] as const
export type Visibility = (typeof visibilities)[number]

export const usualVisibility: Readonly<Record<EntryType, Visibility>> = {
	task: 'department',
	deadline: 'department',
	contact: 'department',
	system: 'department',
	case: 'position',
	rule: 'department',
	risk: 'department',
	source: 'department',
	advice: 'position',
	story: 'position',
}

/** How often a deadline comes back. */
export const rhythms = ['once', 'daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'] as const
export type Rhythm = (typeof rhythms)[number]

/**
 * `nextOn` is a local date on which it is due; the later ones follow from the rhythm. Without a date it is only
 * described.
 */
export interface Recurrence {
	readonly rhythm: Rhythm
	readonly nextOn?: string
}

/** What a person writes down. */
export interface EntryContent {
	readonly type: EntryType
	readonly title: string
	/** By the names in `entryFields`; what is empty is absent. */
	readonly fields: Readonly<Record<string, string>>
	readonly recurrence?: Recurrence
	readonly visibility: Visibility
	/** The service of the catalogue it belongs to. */
	readonly serviceId?: string
}

/**
 * Not stored: what an interview would say if it were handed in now. `key` names the block and its item, `task@own-1`.
 */
export interface Draft extends EntryContent {
	readonly key: string
}

/**
 * A piece of knowledge. It belongs to its position and stays there when people come and go. Only what is released is
 * read by others; what is changed later waits as `proposal` beside what counts.
 */
export interface Entry extends EntryContent {
	/** Unique in the position, `e7`; never given twice. */
	readonly id: string
	/** The draft it came from, `<case>#<draft key>`. */
	readonly from?: string
	/** Whose words they are. Goes a year after they left, or when they wish. */
	readonly authorId?: string
	readonly state: 'submitted' | 'released' | 'archived'
	/** Counts the releases; what a successor has understood is one revision of it. */
	readonly revision: number
	/** Local dates. */
	readonly submittedOn: string
	readonly releasedOn?: string
	readonly releasedBy?: string
	/** When it was last confirmed; the release counts as such. */
	readonly confirmedOn?: string
	readonly proposal?: { readonly content: EntryContent; readonly by: string; readonly on: string }
	/** What the second pair of eyes wrote when giving it back. */
	readonly returnedWith?: string
	/** How often people said that it helped; by whom is not kept. */
	readonly helped: number
	/** Questions about it that were answered, for everybody who reads it later. */
	readonly answered: readonly { readonly question: string; readonly answer: string; readonly on: string }[]
}

export type EntryState = 'draft' | 'submitted' | 'released' | 'to-review' | 'stale' | 'archived'

/** Beyond this many days after its review was due an entry is called stale. */
const graceDays = 60

/** Local date on which it has to be confirmed again. */
export function reviewDueOn(entry: Pick<Entry, 'type' | 'releasedOn' | 'confirmedOn' | 'submittedOn'>): string {
	return addMonths(entry.confirmedOn ?? entry.releasedOn ?? entry.submittedOn, reviewMonths[entry.type])
}

/** Where an entry stands on a day; growing old is worked out and never stored. */
export function stateOf(entry: Entry, today: string): EntryState {
	if (entry.state !== 'released') return entry.state
	const due = reviewDueOn(entry)
	if (today < due) return 'released'
	return today <= addDays(due, graceDays) ? 'to-review' : 'stale'
}

/** Whether others may read it, if they may see it at all. */
export function isReadable(entry: Pick<Entry, 'state' | 'releasedOn'>): boolean {
	return entry.state === 'released'
}
