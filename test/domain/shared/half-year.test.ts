import fc from 'fast-check'
import {
	addHalfYears,
	firstDayOf,
	type HalfYear,
	halfYearOf,
	halfYearsBetween,
	parseHalfYear,
	partsOfHalfYear,
} from '../../../src/domain/shared/half-year'

function halfYear(text: string): HalfYear {
	const parsed = parseHalfYear(text)
	if (!parsed) throw new Error(`${text} is no half-year`)
	return parsed
}

const anyHalfYear = fc
	.tuple(fc.integer({ min: 1950, max: 2900 }), fc.constantFrom(1, 2))
	.map(([year, half]) => halfYear(`${year}-H${half}`))
const steps = fc.integer({ min: -80, max: 80 })

function check<Value extends [unknown, ...unknown[]]>(property: fc.IProperty<Value>): void {
	fc.assert(property, { seed: 30, numRuns: 1_000 })
}

test.each(['2026-H2', '1900-H1', '2999-H2'])('%s is one', (text) => {
	expect(parseHalfYear(text)).toBe(text)
})

test.each([
	'',
	'2026',
	'2026-H0',
	'2026-H3',
	'2026-h2',
	' 2026-H2',
	'2026-H2 ',
	'2026-H2\n',
	'26-H2',
	'1899-H2',
	'3000-H1',
	'2026-H22',
	'٢٠٢٦-H1',
])('%j is none', (text) => {
	expect(parseHalfYear(text)).toBeUndefined()
})

test.each([
	['2026-01-01', '2026-H1'],
	['2026-06-30', '2026-H1'],
	['2026-07-01', '2026-H2'],
	['2026-12-31', '2026-H2'],
])('%s lies in %s', (date, expected) => {
	expect(halfYearOf(date)).toBe(expected)
})

test.each(['', '2026', '2026-00-10', '2026-13-01', 'soon', '2026-H2'])('%j is no date', (date) => {
	expect(() => halfYearOf(date)).toThrow(RangeError)
})

test.each<[string, number, string]>([
	['2026-H2', 0, '2026-H2'],
	['2026-H2', 1, '2027-H1'],
	['2026-H1', -1, '2025-H2'],
	['2022-H1', 13, '2028-H2'],
	['2026-H1', 19, '2035-H2'],
])('%s and %i more is %s', (from, count, to) => {
	expect(addHalfYears(halfYear(from), count)).toBe(to)
	expect(halfYearsBetween(halfYear(from), halfYear(to))).toBe(count)
})

test('going on and back leads home, and steps add up', () => {
	check(
		fc.property(anyHalfYear, steps, steps, (start, one, other) => {
			expect(addHalfYears(addHalfYears(start, one), -one)).toBe(start)
			expect(addHalfYears(addHalfYears(start, one), other)).toBe(addHalfYears(start, one + other))
			expect(halfYearsBetween(start, addHalfYears(start, one))).toBe(one)
			expect(parseHalfYear(addHalfYears(start, one))).toBeDefined()
		}),
	)
})

test('as texts they stand in the order of time', () => {
	check(
		fc.property(anyHalfYear, anyHalfYear, (one, other) => {
			expect(one < other).toBe(halfYearsBetween(one, other) > 0)
		}),
	)
})

test('each begins on its first day, the day before is still the one before', () => {
	check(
		fc.property(anyHalfYear, (start) => {
			expect(halfYearOf(firstDayOf(start))).toBe(start)
			const dayBefore = new Date(Date.parse(firstDayOf(start)) - 86_400_000).toISOString().slice(0, 10)
			expect(halfYearOf(dayBefore)).toBe(addHalfYears(start, -1))
			const { year, half } = partsOfHalfYear(start)
			expect(`${year}-H${half}`).toBe(start)
		}),
	)
})
