import { Temporal } from '@js-temporal/polyfill'
import {
	addDays,
	addMonths,
	addWeeks,
	daysBetween,
	instantAt,
	isDate,
	localDate,
	localTime,
	mondayOf,
	weekday,
} from '../../../src/domain/shared/calendar'

/** Germany is one hour ahead of UTC in winter and two in summer, whatever the clock of the server says. */
test.each([
	['winter, just before midnight', '2026-11-03T22:59:59.999Z', '2026-11-03'],
	['winter, midnight', '2026-11-03T23:00:00Z', '2026-11-04'],
	['summer, just before midnight', '2026-07-14T21:59:59.999Z', '2026-07-14'],
	['summer, midnight', '2026-07-14T22:00:00Z', '2026-07-15'],
	['the night the clocks go forward, before', '2026-03-28T22:59:59Z', '2026-03-28'],
	['the night the clocks go forward, midnight is still winter time', '2026-03-28T23:00:00Z', '2026-03-29'],
	['the hour that does not exist', '2026-03-29T01:30:00Z', '2026-03-29'],
	['the evening after is summer time', '2026-03-29T22:00:00Z', '2026-03-30'],
	['the night the clocks go back, midnight is still summer time', '2026-10-24T22:00:00Z', '2026-10-25'],
	['the hour that comes twice, first', '2026-10-25T00:30:00Z', '2026-10-25'],
	['the hour that comes twice, again', '2026-10-25T01:30:00Z', '2026-10-25'],
	['the evening after is not over an hour early', '2026-10-25T22:59:59Z', '2026-10-25'],
	['the evening after is winter time', '2026-10-25T23:00:00Z', '2026-10-26'],
	['the turn of the year', '2026-12-31T23:00:00Z', '2027-01-01'],
	['the turn of the half-year', '2026-06-30T22:00:00Z', '2026-07-01'],
	['a leap day', '2028-02-28T23:30:00Z', '2028-02-29'],
])('%s: %s is %s', (_name, instant, date) => {
	expect(localDate(Date.parse(instant))).toBe(date)
})

test.each([
	['winter', '2026-11-03', '09:00', '2026-11-03T08:00:00.000Z'],
	['summer', '2026-07-14', '09:00', '2026-07-14T07:00:00.000Z'],
	['the day the clocks go forward', '2026-03-29', '09:00', '2026-03-29T07:00:00.000Z'],
	['the day before', '2026-03-28', '09:00', '2026-03-28T08:00:00.000Z'],
	['the hour that does not exist becomes the next', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
	['the day the clocks go back', '2026-10-25', '09:00', '2026-10-25T08:00:00.000Z'],
	['of the hour that comes twice the first', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
	['a leap day', '2028-02-29', '09:00', '2028-02-29T08:00:00.000Z'],
])('%s: %s at %s', (_name, date, time, instant) => {
	expect(new Date(instantAt(date, time)).toISOString()).toBe(instant)
	if (time === '09:00') expect([localDate(Date.parse(instant)), localTime(Date.parse(instant))]).toEqual([date, time])
})

test('days, weeks and months are those of the calendar, not of the clock', () => {
	expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
	expect(addDays('2026-10-26', -2)).toBe('2026-10-24')
	expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
	expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
	expect(addWeeks('2027-01-01', -8)).toBe('2026-11-06')
	expect(addMonths('2027-01-31', 1)).toBe('2027-02-28')
	expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
	expect(addMonths('2026-07-01', 3)).toBe('2026-10-01')
	expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
	expect([weekday('2026-11-02'), weekday('2026-11-08')]).toEqual([1, 7])
	expect([mondayOf('2026-11-02'), mondayOf('2026-11-08'), mondayOf('2027-01-01')]).toEqual([
		'2026-11-02',
		'2026-11-02',
		'2026-12-28',
	])
})

test.each(['2026-02-30', '2026-2-3', '2026-13-01', '', 'x', '2026-11-03T09:00', '20261103'])(
	'"%s" is no date',
	(text) => {
		expect(isDate(text)).toBe(false)
	},
)

test('months are added as the calendar of the standard adds them, and what is no date is refused', () => {
	for (let start = 0; start < 1_500; start += 7) {
		const date = addDays('2026-01-25', start)
		for (const count of [-240, -24, -13, -1, 0, 1, 2, 6, 11, 12, 25, 240]) {
			expect(addMonths(date, count)).toBe(Temporal.PlainDate.from(date).add({ months: count }).toString())
		}
	}
	for (const none of ['', '-01', 'tomorrow']) expect(() => addMonths(none, 1)).toThrow(RangeError)
})
