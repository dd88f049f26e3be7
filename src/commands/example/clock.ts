import { instantAt, localDate } from '../../domain/shared/calendar'

const dayMs = 24 * 60 * 60_000

/** A clock that runs on from where it was put last; it only ever goes forward. */
export function movableClock(startMs: number, realMs: () => number) {
	let offset = startMs - realMs()
	return {
		now: () => realMs() + offset,
		today: () => localDate(realMs() + offset),
		/** Puts the clock to nine in the morning of a local date, if that is still to come. */
		moveTo: (date: string) => {
			offset = Math.max(offset, instantAt(date, '09:00') - realMs())
		},
	}
}

export type MovableClock = ReturnType<typeof movableClock>

/** Every local date from the day after the first to the second, in order. */
export function* daysAfter(from: string, until: string): Generator<string> {
	for (let at = Date.parse(`${from}T12:00:00Z`) + dayMs; at <= Date.parse(`${until}T12:00:00Z`); at += dayMs) yield new Date(at).toISOString().slice(0, 10)
}
