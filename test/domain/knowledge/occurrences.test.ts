import fc from 'fast-check'
import { type Rhythm, rhythms } from '../../../src/domain/knowledge/entry'
import { occurrencesOf } from '../../../src/domain/knowledge/occurrences'
import { addDays, addMonths, daysBetween, weekday } from '../../../src/domain/shared/calendar'

test.each<[string, Rhythm, string, string, string, readonly string[]]>([
	[
		'the 31st of each month',
		'monthly',
		'2027-01-31',
		'2027-01-01',
		'2027-06-30',
		['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30'],
	],
	[
		'29 February',
		'yearly',
		'2028-02-29',
		'2028-01-01',
		'2032-12-31',
		['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
	],
	[
		'every quarter',
		'quarterly',
		'2026-11-30',
		'2026-11-30',
		'2027-08-31',
		['2026-11-30', '2027-02-28', '2027-05-30', '2027-08-30'],
	],
	['every half-year', 'half-yearly', '2026-08-31', '2026-01-01', '2027-03-01', ['2026-08-31', '2027-02-28']],
	[
		'weekly over the end of summer time',
		'weekly',
		'2026-10-19',
		'2026-10-19',
		'2026-11-02',
		['2026-10-19', '2026-10-26', '2026-11-02'],
	],
	[
		'daily over the beginning of summer time',
		'daily',
		'2026-03-28',
		'2026-03-28',
		'2026-03-31',
		['2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31'],
	],
	['once', 'once', '2026-11-03', '2026-11-03', '2030-01-01', ['2026-11-03']],
	['once, and it is over', 'once', '2026-11-02', '2026-11-03', '2030-01-01', []],
	['not before it begins', 'monthly', '2027-05-01', '2026-01-01', '2027-06-30', ['2027-05-01', '2027-06-01']],
	['begun long ago', 'monthly', '1999-12-31', '2026-02-01', '2026-03-31', ['2026-02-28', '2026-03-31']],
])('%s', (_what, rhythm, nextOn, from, to, expected) => {
	expect(occurrencesOf({ rhythm, nextOn }, from, to)).toEqual(expected)
})

test.each([undefined, '', '2027-02-30', 'bald'])('without a date (%j) it is only described', (nextOn) => {
	expect(
		occurrencesOf({ rhythm: 'monthly', ...(nextOn !== undefined && { nextOn }) }, '2026-01-01', '2030-01-01'),
	).toEqual([])
})

const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('1990-01-01', count))
const span = fc.tuple(day, fc.nat(800)).map(([from, length]) => [from, addDays(from, length)] as const)
const longest: Readonly<Record<Rhythm, number>> = {
	once: 0,
	daily: 1,
	weekly: 7,
	monthly: 31,
	quarterly: 92,
	'half-yearly': 184,
	yearly: 366,
}

test('occurrences lie in the span, come in order, never twice, and leave no gap longer than their rhythm', () => {
	fc.assert(
		fc.property(fc.constantFrom(...rhythms), day, span, (rhythm, nextOn, [from, to]) => {
			const found = occurrencesOf({ rhythm, nextOn }, from, to)
			const [, first = from] = [from, nextOn].toSorted()
			for (const [at, date] of found.entries()) {
				expect(date >= first && date <= to).toBe(true)
				const next = found[at + 1]
				if (next !== undefined) expect(daysBetween(date, next)).toBeGreaterThan(0)
				if (next !== undefined) expect(daysBetween(date, next)).toBeLessThanOrEqual(longest[rhythm])
			}
			if (rhythm !== 'once' && first <= to) {
				expect(daysBetween(first, found[0] ?? addDays(to, 1))).toBeLessThanOrEqual(longest[rhythm])
				expect(daysBetween(found.at(-1) ?? addDays(first, -1), to)).toBeLessThanOrEqual(longest[rhythm])
			}
		}),
		{ seed: 5, numRuns: 300 },
	)
})

test('two spans side by side say the same as both in one, so that a day that was skipped loses nothing', () => {
	fc.assert(
		fc.property(fc.constantFrom(...rhythms), day, span, fc.nat(800), (rhythm, nextOn, [from, to], cut) => {
			const recurrence = { rhythm, nextOn }
			const middle = addDays(from, Math.min(cut, daysBetween(from, to)))
			const both = [...occurrencesOf(recurrence, from, middle), ...occurrencesOf(recurrence, addDays(middle, 1), to)]
			expect(both).toEqual(occurrencesOf(recurrence, from, to))
		}),
		{ seed: 6, numRuns: 300 },
	)
})

test('the day of the month or of the week is kept wherever the month is long enough', () => {
	fc.assert(
		fc.property(day, span, (nextOn, [from, to]) => {
			for (const date of occurrencesOf({ rhythm: 'weekly', nextOn }, from, to))
				expect(weekday(date)).toBe(weekday(nextOn))
			for (const date of occurrencesOf({ rhythm: 'monthly', nextOn }, from, to)) {
				const last = addDays(addMonths(`${date.slice(0, 7)}-01`, 1), -1)
				expect(date.slice(8)).toBe([nextOn.slice(8), last.slice(8)].toSorted()[0])
			}
		}),
		{ seed: 7, numRuns: 200 },
	)
})
