import { addDays, addMonths } from '../shared/calendar'
import { nextWorkingDay, onOrBefore, type WorkingCalendar } from '../shared/working-calendar'

/**
 * Why knowledge is handed over. An absence has no reason: whether a person is ill or on holiday is of no concern here.
 */
export const handoverKinds = ['retirement', 'leaving', 'entry', 'absence'] as const

export type HandoverKind = (typeof handoverKinds)[number]

/** What a successor says of an entry. `revision` is the entry's when it was said. */
export interface Mark {
	readonly says: 'understood' | 'unclear'
	readonly revision: number
	/** What they would like to ask; the agenda of the talk is made of these. */
	readonly question?: string
	readonly answer?: string
}

/** One handover of one position: a person leaves, comes or stays away for a while. */
export interface HandoverCase {
	/** `<position>:<number>`; the interview's session is `interview:<id>`. */
	readonly id: string
	readonly kind: HandoverKind
	/** Who hands over; absent where a person only begins. */
	readonly personId?: string
	/** Who takes over, once it is known; in an absence who stands in. */
	readonly successorId?: string
	readonly guideId?: string
	/** `YYYY-MM`, all that has to be said of the future. The month in which the person leaves, begins or is away. */
	readonly month: string
	/** The real last working day, as soon as it is known; until then the month's last one counts. Local date. */
	readonly lastDayOn?: string
	/** First day of the successor, or of the absence. Local date. */
	readonly startsOn?: string
	/** Last day of an absence. Local date. */
	readonly until?: string
	readonly openedBy: string
	/** Local date. */
	readonly openedOn: string
	/**
	 * When its dates were last set; no step is planned before. Without one the day on which it was opened. Local date.
	 */
	readonly plannedOn?: string
	/** Steps that are done, with the local date on which that was said; see schedule.ts. */
	readonly steps: Readonly<Record<string, string>>
	/** By entry id. */
	readonly marks: Readonly<Record<string, Mark>>
	/** When the successor said "I can act". Local date. */
	readonly canActOn?: string
	/** When it ended, however it ended. Local date. */
	readonly closedOn?: string
}

/** The position that a handover is about; its id says so. */
export function positionOfCase(caseId: string): string {
	return caseId.slice(0, Math.max(0, caseId.lastIndexOf(':')))
}

/**
 * Weekends and the turn of the year only, so that a plan of years never shifts; holidays count when it is reminded of.
 */
export const everyWeek: WorkingCalendar = { holidays: new Set(), quiet: [] }

export type Dates = Pick<HandoverCase, 'month' | 'lastDayOn' | 'startsOn'>

/** The real last working day if it is known, because leave that is left over counts; else the last one of the month. */
export function lastDayOf({ month, lastDayOn }: Dates): string {
	return lastDayOn ?? onOrBefore(everyWeek, addDays(addMonths(`${month}-01`, 1), -1))
}

/** The first day of the person who begins or is away: as it was said, or the first working day of the month. */
export function firstDayOfCase({ month, startsOn }: Dates): string {
	return startsOn ?? nextWorkingDay(everyWeek, `${month}-01`)
}

/** Ended by hand, or an absence whose last day has gone by: then no reminders go out and nothing is shown as running. */
export function isOver(
	{ kind, until, closedOn }: Pick<HandoverCase, 'kind' | 'until' | 'closedOn'>,
	today: string,
): boolean {
	return closedOn !== undefined || (kind === 'absence' && until !== undefined && until < today)
}

/**
 * The handovers that still go on: what an absence opened to a deputy ends with its last day, also where it was not
 * closed by hand.
 */
export function runningCases(
	{ cases }: { readonly cases: readonly HandoverCase[] },
	today: string,
): readonly HandoverCase[] {
	return cases.filter((one) => !isOver(one, today))
}
