import type { CommitmentStage, LeadRule } from '../notices/reminder'
import { addDays, addMonths, addWeeks } from '../shared/calendar'
import { addHalfYears, firstDayOf, type HalfYear } from '../shared/half-year'
import { nextWorkingDay, onOrBefore, type WorkingCalendar } from '../shared/working-calendar'

/**
 * The working day on which a rule reminds of a half-year. What prepares for a day comes on the working day before if
 * its own is none, so that no time is lost; what looks at something that has begun comes on the working day after.
 */
export function leadDate(rule: LeadRule, halfYear: HalfYear, calendar: WorkingCalendar): string {
	return remembered(calendar, `${rule}:${halfYear}`, () => dateOf(rule, halfYear, calendar))
}

/** A town asks for the same dates every day. */
const dates = new WeakMap<WorkingCalendar, Map<string, string>>()

function remembered(calendar: WorkingCalendar, key: string, workOut: () => string): string {
	const known = dates.get(calendar) ?? new Map<string, string>()
	dates.set(calendar, known)
	const date = known.get(key) ?? workOut()
	known.set(key, date)
	return date
}

function dateOf(rule: LeadRule, halfYear: HalfYear, calendar: WorkingCalendar): string {
	const start = firstDayOf(halfYear)
	const next = firstDayOf(addHalfYears(halfYear, 1))
	switch (rule) {
		case 'preparation':
			return onOrBefore(calendar, addWeeks(start, -8))
		case 'capacity':
			return onOrBefore(calendar, addWeeks(start, -4))
		case 'last-week':
			return onOrBefore(calendar, addWeeks(start, -1))
		case 'start':
			return nextWorkingDay(calendar, start)
		case 'midpoint':
			return nextWorkingDay(calendar, addMonths(start, 3))
		case 'closing':
			return onOrBefore(calendar, addWeeks(addDays(next, -1), -4))
		case 'review':
			return nextWorkingDay(calendar, addWeeks(next, 2))
	}
}

/** The working day of a commitment's own reminders. */
export function commitmentDate(
	stage: Exclude<CommitmentStage, 'given'>,
	dueOn: string,
	calendar: WorkingCalendar,
): string {
	return remembered(calendar, `${stage}:${dueOn}`, () => {
		switch (stage) {
			case 'soon':
				return onOrBefore(calendar, addDays(dueOn, -14))
			case 'close':
				return onOrBefore(calendar, addDays(dueOn, -3))
			case 'today':
				return nextWorkingDay(calendar, dueOn)
			case 'overdue':
				return nextWorkingDay(calendar, addDays(dueOn, 7))
		}
	})
}
