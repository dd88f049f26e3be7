import { addDays, addMonths, addWeeks, isDate } from '../shared/calendar'
import type { Recurrence, Rhythm } from './entry'

const monthsOf: Partial<Record<Rhythm, number>> = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 }

/**
 * The local dates from one to another, both included, on which a deadline is due; none before its `nextOn`, from which all are counted. So what
 * is due on the 31st comes on the last day of shorter months and on the 31st again, and what is due on 29 February on the 28th in other years.
 */
export function occurrencesOf({ rhythm, nextOn }: Recurrence, from: string, to: string): readonly string[] {
	if (nextOn === undefined || !isDate(nextOn) || nextOn > to) return []
	if (rhythm === 'once') return nextOn >= from ? [nextOn] : []
	const months = monthsOf[rhythm]
	const nth = (count: number) => {
		if (months !== undefined) return addMonths(nextOn, months * count)
		return rhythm === 'weekly' ? addWeeks(nextOn, count) : addDays(nextOn, count)
	}
	// What lies years back is passed over, not counted through.
	const days = months !== undefined ? months * 31 : rhythm === 'weekly' ? 7 : 1
	const found: string[] = []
	for (let count = Math.max(0, Math.floor((Date.parse(from) - Date.parse(nextOn)) / (days * 24 * 60 * 60_000))); nth(count) <= to; count++)
		if (nth(count) >= from) found.push(nth(count))
	return found
}
