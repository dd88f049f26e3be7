import { Temporal } from '@js-temporal/polyfill'

/** German towns live by this clock, whatever the server's says. */
export const zone = 'Europe/Berlin'

const quarterHour = 15 * 60_000
let last = { quarter: Number.NaN, date: '' }

/**
 * The local date `YYYY-MM-DD` at an instant given in milliseconds since 1970. Midnight falls on a quarter-hour in every zone and season, so
 * the date is worked out once for each.
 */
export function localDate(epochMs: number): string {
	const quarter = Math.floor(epochMs / quarterHour)
	if (quarter !== last.quarter) last = { quarter, date: Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate().toString() }
	return last.date
}

/** Milliseconds since 1970 of a wall-clock time in the town: `instantAt('2027-03-28', '09:00')`, whatever the season. */
export function instantAt(date: string, time: string): number {
	return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds
}
