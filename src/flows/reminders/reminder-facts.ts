import { type Directory, defaultLand, type Land } from '../../domain/directory/directory'
import { knowledgeCommitments } from '../../domain/handover/handover-commitments'
import type { PositionKnowledge } from '../../domain/knowledge/knowledge'
import type { PlanFacts, ReminderFactsOf } from '../../domain/reminders/rules'
import type { DateRange, WorkingCalendar } from '../../domain/shared/working-calendar'

/** What the plan says about time; without one, nothing is known but when the town began. */
export type PlanFactsOf = (townId: string) => Promise<PlanFacts | undefined>
export type CalendarOf = (land: Land, year: number, quiet: readonly DateRange[]) => WorkingCalendar
export type KnowledgeOf = (
	directory: Directory,
	positionIds?: readonly string[],
) => Promise<readonly PositionKnowledge[]>

/** Half-years that are reminded of as long as there is no plan: seven years. */
const usualLength = 14

/** Puts together what a town's reminders are made from. */
export function reminderFacts(
	planFactsOf: PlanFactsOf,
	knowledgeOf: KnowledgeOf,
	calendarOf: CalendarOf,
	today: () => string,
): ReminderFactsOf {
	/** One calendar for each directory object and year, so that what is worked out from it is remembered with it. */
	const calendars = new WeakMap<Directory, { readonly year: number; readonly calendar: WorkingCalendar }>()
	return async (directory, positionIds) => {
		const { town, people, positions } = directory
		const year = Number(today().slice(0, 4))
		const known = calendars.get(directory)
		const entry =
			known?.year === year ? known : { year, calendar: calendarOf(town.land ?? defaultLand, year, town.quiet ?? []) }
		calendars.set(directory, entry)
		const [planned, knowledge] = await Promise.all([planFactsOf(town.id), knowledgeOf(directory, positionIds)])
		const plan = planned ?? { first: town.round, length: usualLength, commitments: [] }
		const commitments = [...plan.commitments, ...knowledgeCommitments(knowledge, directory, today())]
		return { ...plan, commitments, calendar: entry.calendar, people, positions }
	}
}
