import { addDays, instantAt, localDate } from '../../domain/shared/calendar'

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
	for (let date = addDays(from, 1); date <= until; date = addDays(date, 1)) yield date
}
