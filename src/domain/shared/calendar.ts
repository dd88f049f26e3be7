import { Temporal } from '@js-temporal/polyfill'

/** German towns live by this clock, whatever the server's says. */
export const zone = 'Europe/Berlin'

const quarterHour = 15 * 60_000
const dayMs = 24 * 60 * 60_000

/**
 * The local date `YYYY-MM-DD` at an instant given in milliseconds since 1970. Midnight falls on a quarter-hour in every
 * zone and season, so the date is worked out once for each.
 */
export function localDate(epochMs: number): string {
	return remembered(dates, Math.floor(epochMs / quarterHour), () =>
		Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate().toString(),
	)
}

/** The local time of day `HH:MM` at an instant in milliseconds since 1970. */
export function localTime(epochMs: number): string {
	return Temporal.Instant.fromEpochMilliseconds(epochMs)
		.toZonedDateTimeISO(zone)
		.toPlainTime()
		.toString({ smallestUnit: 'minute' })
}

/**
 * Milliseconds since 1970 at which the clocks in Germany show this date and time (`HH:MM`). The hour that summer time
 * skips is taken as the one after it, of the hour that comes twice the first: nothing falls into a gap and nothing
 * happens twice.
 */
export function instantAt(date: string, time: string): number {
	const key = `${date}T${time}`
	return remembered(
		instants,
		key,
		() => Temporal.PlainDateTime.from(key).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
	)
}

const dates = new Map<number, string>()
const instants = new Map<string, number>()
const mostRemembered = 20_000

/** All towns ask for the same few instants, and zones are slow to work out. */
function remembered<Key, Value>(known: Map<Key, Value>, key: Key, workOut: () => Value): Value {
	const found = known.get(key)
	if (found !== undefined) return found
	const value = workOut()
	if (known.size >= mostRemembered) known.clear()
	known.set(key, value)
	return value
}

/** Local dates have neither hours nor summer time, so days are added where every day is as long as the next. */
export function addDays(date: string, count: number): string {
	return new Date(Date.parse(date) + count * dayMs).toISOString().slice(0, 10)
}

export function addWeeks(date: string, count: number): string {
	return addDays(date, 7 * count)
}

/**
 * The same day of another month, or that month's last day if it is shorter: one month after 31 January is 28 or 29
 * February.
 */
export function addMonths(date: string, count: number): string {
	// Asked for every entry of a town at once; the polyfill takes fifty times as long.
	const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number)
	const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
	return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10)
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date: string): number {
	return new Date(Date.parse(date)).getUTCDay() || 7
}

/** The Monday of the week in which a date lies. */
export function mondayOf(date: string): string {
	return addDays(date, 1 - weekday(date))
}

/** Days from one local date to another; negative if the other is earlier. */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

/** Whether a text is a date of the calendar, written `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
}
