import fc from 'fast-check'
import {
	type AgeCounts,
	type Atlas,
	departmentIn,
	newAtlas,
	staffOf,
	townIn,
	unitsIn,
} from '../../../src/domain/atlas/atlas'
import { horizonOf, outlookOf } from '../../../src/domain/atlas/outlook'
import { releaseFrom } from '../../../src/domain/atlas/publish'
import { viewAtlas } from '../../../src/domain/atlas/view-atlas'
import { counted, someAtlas, someCounts, someDirectory } from '../../support/atlas-town'

const bands = fc.tuple(...Array.from({ length: 6 }, () => fc.integer({ min: 0, max: 40 })))
const town = fc
	.array(bands, { minLength: 1, maxLength: 8 })
	.map((rows): AgeCounts => new Map(rows.map((row, at) => [`d${at}`, row])))
const staffIn = (counts: AgeCounts, ids = [...counts.keys()]) =>
	ids.flatMap((id) => counts.get(id) ?? []).reduce((sum, one) => sum + one, 0)
const changed = (counts: AgeCounts, changes: Readonly<Record<string, readonly number[]>>): AgeCounts =>
	new Map([...counts].map(([id, row]) => [id, row.map((one, band) => one + (changes[id]?.[band] ?? 0))]))
const dated = (atlas: Atlas) =>
	Object.fromEntries(unitsIn(atlas).map(({ departments, on }) => [departments.join('+'), on.slice(0, 4)]))

test('everybody stands in exactly one group of five or more, and departments in exactly one unit', () => {
	fc.assert(
		fc.property(town, (counts) => {
			const release = releaseFrom(newAtlas('t'), counts, '2026-06-30')
			if (!release) return
			const ids = release.units.flatMap(({ departments }) => departments)
			expect(new Set(ids).size).toBe(ids.length)
			for (const unit of release.units) {
				expect(unit.people.filter((people) => people < 5)).toEqual([])
				expect([unit.people.length, unit.cuts.length > 0, staffOf(unit)]).toEqual([
					unit.cuts.length + 1,
					true,
					staffIn(counts, [...unit.departments]),
				])
			}
			expect(release.complete).toBe(true)
		}),
		{ seed: 1 },
	)
})

test('departments that are too small, or of one age, are merged with so many others that nothing is left to subtract', () => {
	const atlas = someAtlas()
	expect(Object.keys(dated(atlas)).sort()).toEqual([
		'bauen',
		'buergerservice',
		'finanzen+kultur+standesamt',
		'ordnung',
		'zentrale-dienste',
	])
	expect(departmentIn(atlas, 'standesamt')).toBeUndefined()
	expect(horizonOf(atlas, 'standesamt')).toBeUndefined()
	const old = counted(
		newAtlas('t'),
		new Map(
			[...someCounts]
				.filter(([id]) => id !== 'standesamt' && id !== 'kultur')
				.map(([id, row]) => [id, id === 'ordnung' ? [0, 0, 0, 0, 20, 28] : row]),
		),
		'2026-06-30',
	)
	expect(departmentIn(old, 'ordnung')).toBeUndefined()
})

test.each([
	[
		'99 people: the town only, in coarse bands',
		[
			[5, 10, 15, 15, 10, 5],
			[6, 10, 10, 5, 5, 3],
		],
		[['d0', 'd1']],
		[35, 55],
	],
	['few old people: fewer bands', [[5, 10, 15, 15, 2, 2]], [['d0']], [35]],
	['few people', [[1, 1, 2, 2, 1, 0]], undefined, undefined],
	['nobody but the young', [[40, 0, 0, 0, 0, 0]], undefined, undefined],
	['nobody at all', [[0, 0, 0, 0, 0, 0]], undefined, undefined],
])('a small town, %s', (_what, rows, units, cuts) => {
	const atlas = counted(newAtlas('t'), new Map(rows.map((row, at) => [`d${at}`, row])), '2026-06-30')
	expect(atlas.releases[0]?.units.map(({ departments }) => departments)).toEqual(units)
	expect(townIn(atlas)?.cuts).toEqual(cuts)
	expect(
		rows.map((_row, at) => (units?.length === 1 && rows.length > 1 ? horizonOf(atlas, `d${at}`) : undefined)),
	).toEqual(rows.map(() => undefined))
})

describe('a year later', () => {
	test.each([
		['the same numbers', {}, '2027'],
		['one person gone', { bauen: [0, 0, 0, 0, 0, -1] }, '2026'],
		['four come', { bauen: [2, 2, 0, 0, 0, 0] }, '2026'],
		['six grown older', { bauen: [0, 0, 0, -6, 6, 0] }, '2027'],
		['five come, all of one group', { bauen: [0, 5, 0, 0, 0, 0] }, '2027'],
	] as const)('%s: the department is of %s', (_what, changes, year) => {
		const atlas = counted(someAtlas(), changed(someCounts, changes), '2027-06-30')
		expect(dated(atlas).bauen).toBe(year)
		expect(dated(atlas).ordnung).toBe('2027')
		// Without all of it there is no new sum, or the missing part could be read from it.
		expect(townIn(atlas)?.on.slice(0, 4)).toBe(year)
	})

	test('one person grown older is not seen: the bands on both sides of them are shown as one', () => {
		const atlas = counted(someAtlas(), changed(someCounts, { bauen: [0, 0, 0, 0, -1, 1] }), '2027-06-30')
		expect(departmentIn(atlas, 'bauen')).toMatchObject({
			on: '2027-06-30',
			cuts: [35, 45, 55],
			people: [14, 14, 12, 22],
		})
		expect(townIn(atlas)).toMatchObject({ on: '2027-06-30', cuts: [35, 45, 55] })
	})

	test('what a department keeps to, departments together keep to as well', () => {
		const moved = { bauen: [0, 0, 6, 0, 0, 0], ordnung: [0, 0, -5, 0, 0, 0] }
		const { bauen, ordnung } = dated(counted(someAtlas(), changed(someCounts, moved), '2027-06-30'))
		expect([bauen, ordnung].sort()).toEqual(['2026', '2027'])
	})

	test('a new department that is too small stays out, and nothing of it can be told from the others', () => {
		const atlas = counted(someAtlas(), new Map([...someCounts, ['neu', [0, 1, 1, 0, 0, 1]]]), '2027-06-30')
		expect(dated(atlas)).toMatchObject({ bauen: '2027', 'finanzen+kultur+standesamt': '2026' })
		expect([departmentIn(atlas, 'neu'), townIn(atlas)?.on]).toEqual([undefined, '2026-06-30'])
	})

	test('a town that has become small is no longer told by departments', () => {
		const atlas = counted(
			someAtlas(),
			changed(
				someCounts,
				Object.fromEntries([...someCounts].map(([id, row]) => [id, row.map((one) => -Math.floor(one * 0.8))])),
			),
			'2027-06-30',
		)
		expect(atlas.releases.at(-1)?.units.map(({ departments, cuts }) => [departments.length, cuts])).toEqual([
			[7, [35, 55]],
		])
		expect(someDirectory.departments.map(({ id }) => horizonOf(atlas, id))).toEqual(
			someDirectory.departments.map(() => undefined),
		)
	})
})

test('the outlook grows from half-year to half-year, later leaving means fewer, and it begins after the day of the count', () => {
	const unit = townIn(someAtlas())
	if (!unit) throw new Error('the town is not shown')
	const [early, usual, late] = ([63, 65, 67] as const).map((age) => outlookOf(unit, age))
	expect([usual?.[0]?.halfYear, usual?.[19]?.halfYear]).toEqual(['2026-H2', '2036-H1'])
	for (const steps of [early, usual, late]) {
		steps?.forEach((step, at) => {
			expect(step.from < step.to && step.to <= 100).toBe(true)
			if (at > 0)
				expect([step.from >= (steps[at - 1]?.from ?? 0), step.to >= (steps[at - 1]?.to ?? 0)]).toEqual([true, true])
		})
	}
	expect((early?.[19]?.from ?? 0) > (late?.[19]?.from ?? 0)).toBe(true)
	expect((usual?.[9]?.from ?? 0) >= (late?.[9]?.from ?? 0)).toBe(true)
})

test('departments that are gone are no longer listed, and those that were never counted are hidden', () => {
	const departments = [
		...someDirectory.departments.filter(({ id }) => id !== 'bauen'),
		{ id: 'neu', name: 'Neues Amt', area: 'central' },
	]
	const view = viewAtlas(someAtlas(), { ...someDirectory, departments })
	expect(view.departments.map(({ departmentId }) => departmentId)).toEqual([
		'buergerservice',
		'ordnung',
		'zentrale-dienste',
	])
	expect(view.hidden).toEqual(['standesamt', 'finanzen', 'kultur', 'neu'])
})
