import { addDays, addMonths, daysBetween } from '../shared/calendar'
import type { Recurrence, Rhythm } from './entry'

/** Months from one date of a rhythm to the next; the others count in days. */
const months: Partial<Record<Rhythm, number>> = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 }

/** The first date on or after `from` on which it is due; none where it is only described, or was due once and that has gone by. */
export function firstDueOn({ rhythm, nextOn }: Recurrence, from: string): string | undefined {
	if (nextOn === undefined || nextOn >= from) return nextOn
	if (rhythm === 'once') return undefined
	if (rhythm === 'daily') return from
	if (rhythm === 'weekly') return addDays(nextOn, 7 * Math.ceil(daysBetween(nextOn, from) / 7))
	const each = months[rhythm] ?? 12
	// Counted from the first date each time, so that the 31st comes back after a shorter month.
	let times = Math.floor(daysBetween(nextOn, from) / (31 * each))
	while (addMonths(nextOn, times * each) < from) times++
	return addMonths(nextOn, times * each)
}
