import fc from 'fast-check'
import { addDays, instantAt } from '../../../src/domain/shared/calendar'
import { dateReading, readDate } from '../../../src/domain/shared/read-date'

const said = '2026-07-20'

test.each([
	'2026-07-20',
	'2026-7-20',
	'2026-07-20T00:00:00.000Z',
	'2026-07-20T00:00:00',
	'2026-07-20 14:30:00',
	'2026-07-20T23:30:00',
	'2026-07-20T00:00:00+02:00',
	'2026-07-20T00:00:00-05:00',
	'2026-07-19T22:00:00.000Z',
	'20260720',
	'2026/07/20',
	'2026. 07. 20.',
	'20.07.2026',
	'20.7.2026',
	'20.7.26',
	'20.07.26',
	' 20. 07. 2026 ',
	'20.07.2026 00:00:00',
	'20.07.2026, 08:15 Uhr',
	'20. Juli 2026',
	'20 Juli 2026',
	'20. Jul. 2026',
	'20. juli 26',
	'20-Jul-26',
	'20-Jul-2026',
	'Montag, 20. Juli 2026',
	'Mo, 20.07.2026',
	'Montag, den 20. Juli 2026',
	'July 20, 2026',
	'Jul 20 2026',
	'July 20th, 2026',
	'Monday, July 20, 2026 12:00 AM',
	'Mon Jul 20 2026 00:00:00 GMT+0200 (Central European Summer Time)',
	'07/20/2026',
	'7/20/26',
	'07/20/2026 00:00:00',
	'7/20/2026 12:00:00 AM',
	'20/07/2026',
	'20-07-2026',
	'07-20-2026',
	'\u200e20\u200e.\u200e07\u200e.\u200e2026',
	'20\u00a0Juli\u00a02026',
	'\uff12\uff10.\uff10\uff17.\uff12\uff10\uff12\uff16',
])('"%s" is the twentieth of July', (text) => {
	expect(readDate(text)).toBe(said)
})

test.each([
	['1. März 2028', '2028-03-01'],
	['1. Ma\u0308rz 2028', '2028-03-01'],
	['1. Maerz 2028', '2028-03-01'],
	['1. Marz 2028', '2028-03-01'],
	['01. Mrz 28', '2028-03-01'],
	['1. Jänner 2028', '2028-01-01'],
	['1. Mai 2028', '2028-05-01'],
	['May 1, 2028', '2028-05-01'],
	['29.02.2028', '2028-02-29'],
	['05-05-2028', '2028-05-05'],
	['2028-03-31T22:00:00Z', '2028-04-01'],
	['2028-12-31T23:00:00Z', '2029-01-01'],
])('"%s" is %s', (text, date) => {
	expect(readDate(text)).toBe(date)
})

test.each([
	['', 'unreadable'],
	['bald', 'unreadable'],
	['Juli 2026', 'unreadable'],
	['20.07.', 'unreadable'],
	['46223', 'unreadable'],
	['20.07.20260', 'unreadable'],
	['20.07.0026', 'unreadable'],
	['20. Brumaire 2026', 'unreadable'],
	['2026-07-20/2026-07-31', 'unreadable'],
	['14:30', 'unreadable'],
	['30.02.2026', 'no-such-day'],
	['2026-02-30', 'no-such-day'],
	['31. Juni 2026', 'no-such-day'],
	['2026-13-01', 'no-such-day'],
	['03-04-2028', 'two-days'],
	['26-07-20', 'two-days'],
	['26/07/20', 'two-days'],
	['03/04/2028', 'two-days'],
	['20.07.99', 'two-days'],
	['03/31/2028 22:00:00', 'two-days'],
	['01/31/2028 23:00:00', 'two-days'],
] as const)('"%s" is not guessed: %s', (text, problem) => {
	expect(dateReading(text)).toEqual({ problem })
	expect(readDate(text)).toBeUndefined()
})

const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1970-01-01', days))

test('every day is read from every form that a runtime writes', () => {
	fc.assert(
		fc.property(anyDay, fc.constantFrom('full', 'long', 'medium'), (day, dateStyle) => {
			for (const language of ['de', 'en-US'])
				expect(
					readDate(new Intl.DateTimeFormat(language, { dateStyle, timeZone: 'UTC' }).format(Date.parse(day))),
				).toBe(day)
			expect(readDate(new Date(instantAt(day, '00:00')).toISOString())).toBe(day)
		}),
	)
})

test('whatever is written, a day is one of the calendar', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[0-9./ -]{0,14}$/), (text) => {
			expect(readDate(text) ?? '2026-01-01').toMatch(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)
		}),
	)
})
