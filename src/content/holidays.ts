import Holidays from 'date-holidays'
import type { Land } from '../domain/directory/directory'
import type { DateRange, WorkingCalendar } from '../domain/shared/working-calendar'

const known = new Map<string, readonly string[]>()
const calendars = new Map<string, ReadonlySet<string>>()

/**
 * The public holidays of a Land in a year as local dates. Only days that are free in the whole Land count; what is free
 * in some of its communes (Augsburg, parts of Bavaria, Saxony and Thuringia) a town enters among its quiet days.
 */
export function holidaysOf(land: Land, year: number): readonly string[] {
	const key = `${land} ${year}`
	const found =
		known.get(key) ??
		new Holidays('DE', land, { types: ['public'] }).getHolidays(year).map((one) => one.date.slice(0, 10))
	known.set(key, found)
	return found
}

/** The working days around a year: from the year before to the year after, which is as far as reminders look. */
export function workingCalendar(land: Land, year: number, quiet: readonly DateRange[] = []): WorkingCalendar {
	const key = `${land} ${year}`
	const holidays = calendars.get(key) ?? new Set([year - 1, year, year + 1].flatMap((one) => holidaysOf(land, one)))
	calendars.set(key, holidays)
	return { holidays, quiet }
}
