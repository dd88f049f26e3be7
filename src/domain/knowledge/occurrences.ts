import { addDays, addMonths, addWeeks, daysBetween, isDate } from '../shared/calendar'
import type { Recurrence, Rhythm } from './entry'

const monthsOf: Partial<Record<Rhythm, number>> = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 }

/**
 * The local dates on which a deadline is due, in order, from one on; none before its `nextOn`, from which all are
 * counted. So what is due on the 31st comes on the last day of shorter months and on the 31st again, and what is due on
 * 29 February on the 28th in other years.
 */
function* datesFrom({ rhythm, nextOn }: Recurrence, from: string): Generator<string, undefined> {
	if (nextOn === undefined || !isDate(nextOn)) return undefined
	if (rhythm === 'once') {
		if (nextOn >= from) yield nextOn
		return undefined
	}
	const months = monthsOf[rhythm]
	const nth = (count: number) => {
		if (months !== undefined) return addMonths(nextOn, months * count)
		return rhythm === 'weekly' ? addWeeks(nextOn, count) : addDays(nextOn, count)
	}
	// What lies years back is passed over, not counted through.
	const days = months !== undefined ? months * 31 : rhythm === 'weekly' ? 7 : 1
	for (let count = Math.max(0, Math.floor(daysBetween(nextOn, from) / days)); ; count++)
		if (nth(count) >= from) yield nth(count)
}

/** Those from one local date to another, both included. */
export function occurrencesOf(recurrence: Recurrence, from: string, to: string): readonly string[] {
	const found: string[] = []
	for (const date of datesFrom(recurrence, from)) {
		if (date > to) break
		found.push(date)
	}
	return found
}

/** The first on or after `from`; none where it is only described, or was due once and that has gone by. */
export function firstDueOn(recurrence: Recurrence, from: string): string | undefined {
	return datesFrom(recurrence, from).next().value
}
