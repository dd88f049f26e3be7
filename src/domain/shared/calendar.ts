import { Temporal } from '@js-temporal/polyfill'

/** German towns live by this clock, whatever the server's says. */
export const zone = 'Europe/Berlin'

/** The local date `YYYY-MM-DD` at an instant given in milliseconds since 1970. */
export function localDate(epochMs: number): string {
	return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate().toString()
}
