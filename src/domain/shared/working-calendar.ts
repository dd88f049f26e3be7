import { addDays, weekday } from './calendar'

/** From the first to the last date, both included. */
export interface DateRange {
	readonly from: string
	readonly to: string
}

/** On which days a town works. Holidays come in as data: the domain knows no Land. */
export interface WorkingCalendar {
	/** Local dates. */
	readonly holidays: ReadonlySet<string>
	/** When the town wants to be left alone, beside the days around the turn of the year. */
	readonly quiet: readonly DateRange[]
}

/** Monday to Friday, no holiday, not between Christmas Eve and New Year, and not when the town wants quiet. */
export function isWorkingDay(calendar: WorkingCalendar, date: string): boolean {
	if (weekday(date) > 5 || isTurnOfYear(date) || calendar.holidays.has(date)) return false
	return !calendar.quiet.some(({ from, to }) => from <= date && date <= to)
}

/** The date itself, or the first working day after it. */
export function nextWorkingDay(calendar: WorkingCalendar, date: string): string {
	return firstWorkingDay(calendar, date, 1)
}

/** The date itself, or the last working day before it. */
export function onOrBefore(calendar: WorkingCalendar, date: string): string {
	return firstWorkingDay(calendar, date, -1)
}

function isTurnOfYear(date: string): boolean {
	const day = date.slice(5)
	return day >= '12-24' || day === '01-01'
}

/** A town that wants quiet for ever would never be reminded; that is a fault of its settings. */
const longestQuiet = 366

function firstWorkingDay(calendar: WorkingCalendar, from: string, step: 1 | -1): string {
	let date = from
	for (let tried = 0; tried < longestQuiet; tried++, date = addDays(date, step))
		if (isWorkingDay(calendar, date)) return date
	throw new RangeError(`no working day within a year of ${from}`)
}
