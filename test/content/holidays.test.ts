import { holidaysOf, workingCalendar } from '../../src/content/holidays'
import { lands } from '../../src/domain/directory/directory'
import { addDays } from '../../src/domain/shared/calendar'
import { isWorkingDay, nextWorkingDay, onOrBefore } from '../../src/domain/shared/working-calendar'
import { easterOf, holidaysInNrw } from '../domain/support/holidays'

const years = Array.from({ length: 17 }, (_, at) => 2024 + at)

test.each([
	[2024, '2024-03-31'],
	[2025, '2025-04-20'],
	[2026, '2026-04-05'],
	[2038, '2038-04-25'],
	[2040, '2040-04-01'],
])('the rule that this test works out Easter by is right for %i', (year, date) => {
	expect(easterOf(year)).toBe(date)
})

test.each(years)('NRW has its eleven holidays in %i', (year) => {
	expect([...holidaysOf('NW', year)].sort()).toEqual(holidaysInNrw(year))
})

/** How many days are free in the whole Land, from its own law. */
const counts = {
	BB: 12,
	BE: 10,
	BW: 12,
	BY: 12,
	HB: 10,
	HE: 10,
	HH: 10,
	MV: 11,
	NI: 10,
	NW: 11,
	RP: 11,
	SH: 10,
	SL: 12,
	SN: 11,
	ST: 11,
	TH: 11,
} as const

test.each(lands)('%s has as many as its law says, each a date of that year', (land) => {
	const dates = holidaysOf(land, 2026)
	expect(new Set(dates).size).toBe(counts[land])
	expect(dates.every((date) => /^2026-\d{2}-\d{2}$/.test(date))).toBe(true)
})

test('are read once for each year and Land', () => {
	expect(holidaysOf('NW', 2031)).toBe(holidaysOf('NW', 2031))
	expect(workingCalendar('NW', 2031).holidays).toBe(workingCalendar('NW', 2031).holidays)
	expect(workingCalendar('NW', 2031).holidays).not.toBe(workingCalendar('BY', 2031).holidays)
})

describe('working days', () => {
	const calendar = workingCalendar('NW', 2026, [{ from: '2026-07-20', to: '2026-07-24' }])

	test.each([
		['2026-11-03', true, 'a Tuesday'],
		['2026-11-07', false, 'a Saturday'],
		['2026-11-08', false, 'a Sunday'],
		['2026-06-04', false, 'Corpus Christi'],
		['2026-12-23', true, 'the day before Christmas Eve'],
		['2026-12-24', false, 'Christmas Eve'],
		['2026-12-28', false, 'a Monday between the years'],
		['2026-12-31', false, "New Year's Eve"],
		['2027-01-01', false, "New Year's Day"],
		['2027-01-04', true, 'the first Monday'],
		['2026-07-17', true, 'before the quiet week'],
		['2026-07-20', false, 'its first day'],
		['2026-07-24', false, 'its last day'],
		['2026-07-27', true, 'after it'],
	])('%s: %s (%s)', (date, expected) => {
		expect(isWorkingDay(calendar, date)).toBe(expected)
	})

	test('the next and the one before leap over everything that is none', () => {
		expect(nextWorkingDay(calendar, '2026-12-24')).toBe('2027-01-04')
		expect(onOrBefore(calendar, '2027-01-03')).toBe('2026-12-23')
		expect(nextWorkingDay(calendar, '2026-07-18')).toBe('2026-07-27')
		expect(onOrBefore(calendar, '2026-07-26')).toBe('2026-07-17')
		expect(nextWorkingDay(calendar, '2026-11-03')).toBe('2026-11-03')
	})

	test('a town that never works is told so instead of being searched for ever', () => {
		const never = { holidays: new Set<string>(), quiet: [{ from: '2020-01-01', to: addDays('2020-01-01', 10_000) }] }
		expect(() => nextWorkingDay(never, '2026-01-01')).toThrow('no working day')
	})
})
