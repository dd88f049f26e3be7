import type { Directory, Person } from '../directory/directory'
import { type Entry, isReadable } from '../knowledge/entry'
import type { PositionKnowledge } from '../knowledge/knowledge'
import { firstDueOn } from '../knowledge/occurrences'
import { visibleEntries } from '../knowledge/visibility'
import { addDays } from '../shared/calendar'
import type { EntryType } from '../shared/entry-type'

/** The parts of a beginning. */
export const beginnings = ['first-day', 'first-week', 'first-month'] as const
export type Beginning = (typeof beginnings)[number]

/**
 * One thing to look at. `dueOn` is a local date; `variants` means that only a task's special cases are meant, the task
 * itself came before.
 */
export interface Lesson {
	readonly entry: Entry
	readonly dueOn?: string
	readonly variants?: true
}

const typesOf: Readonly<Record<Beginning, readonly EntryType[]>> = {
	'first-day': ['advice', 'contact', 'system'],
	'first-week': ['advice', 'deadline', 'task', 'risk'],
	'first-month': ['advice', 'rule', 'source', 'case', 'task'],
}
/**
 * The blocks of the interview that ask for advice about a time, and about what can wait. Other advice of an interview
 * is for the first day, what was written without one for the first week.
 */
const laterAdvice: Readonly<Record<string, Beginning>> = {
	'first-week': 'first-week',
	'first-100-days': 'first-month',
	change: 'first-month',
}
const soonDays = 28

/**
 * What a person who begins in a position looks at on the first day, in the first week and in the first month: released
 * entries that they may see.
 */
export function onboardingOf(
	directory: Directory,
	knowledge: PositionKnowledge,
	person: Person,
	today: string,
): Readonly<Record<Beginning, readonly Lesson[]>> {
	const entries = visibleEntries(directory, knowledge, person, today).filter(isReadable)
	const lessonsOf = (part: Beginning, type: EntryType): Lesson[] =>
		entries
			.filter((entry) => entry.type === type && (type !== 'advice' || adviceIsFor(entry) === part))
			.flatMap((entry) => lessonOf(part, entry, today) ?? [])
	const partOf = (part: Beginning) => typesOf[part].flatMap((type) => lessonsOf(part, type).sort(byDate))
	return { 'first-day': partOf('first-day'), 'first-week': partOf('first-week'), 'first-month': partOf('first-month') }
}

function lessonOf(part: Beginning, entry: Entry, today: string): Lesson | undefined {
	if (part === 'first-month' && entry.type === 'task')
		return entry.fields.variants ? { entry, variants: true } : undefined
	if (entry.type !== 'deadline' || entry.recurrence?.nextOn === undefined) return { entry }
	const dueOn = firstDueOn(entry.recurrence, today)
	return dueOn !== undefined && dueOn <= addDays(today, soonDays) ? { entry, dueOn } : undefined
}

/** What has a date comes first, by date. */
function byDate({ dueOn: one = '~' }: Lesson, { dueOn: other = '~' }: Lesson): number {
	return one < other ? -1 : one > other ? 1 : 0
}

function adviceIsFor({ from }: Entry): Beginning {
	if (from === undefined) return 'first-week'
	const block = from.split('#')[1] ?? ''
	return (Object.hasOwn(laterAdvice, block) ? laterAdvice[block] : undefined) ?? 'first-day'
}
