import fc from 'fast-check'
import { type AgeCounts, type Atlas, newAtlas, townIn, unitsIn } from '../../../src/domain/atlas/atlas'
import { publishCount, tryCount } from '../../../src/domain/atlas/decide-atlas'
import { someAtlas, someCounts } from '../../support/atlas-town'

/** A count that came shorter than the one before says nothing of those who are missing in it. */
const departments = [...someCounts.keys()]
const today = '2027-11-03'
const before = someAtlas()

function tried(atlas: Atlas, counts: AgeCounts, of: readonly string[] = departments) {
	const made = tryCount(atlas, counts, { on: '2027-06-30', today, departments: of })
	if ('refused' in made) throw new Error(made.refused)
	return { ...made, after: publishCount(atlas, made) }
}

const grown: AgeCounts = new Map([...someCounts].map(([id, bands]) => [id, bands.map((count) => count + 6)]))
/** Some departments are missing, others stand there without people; at least one is left. */
const shorter = fc
	.tuple(fc.subarray(departments, { minLength: 1, maxLength: departments.length - 1 }), fc.boolean())
	.map(([missing, empty]) => ({
		missing,
		counts: new Map(
			[...grown].flatMap(([id, bands]) =>
				!missing.includes(id) ? [[id, bands] as const] : empty ? [[id, bands.map(() => 0)] as const] : [],
			),
		),
	}))

test('whatever is missing is named and stays as it is known, and so does the town', () => {
	fc.assert(
		fc.property(shorter, ({ missing, counts }) => {
			const { unsaid, after, release } = tried(before, counts)
			expect(unsaid).toEqual(departments.filter((id) => missing.includes(id)))
			expect(townIn(after)).toEqual(townIn(before))
			expect(release?.complete).not.toBe(true)
			const unitOf = (atlas: Atlas, id: string) => unitsIn(atlas).find((unit) => unit.departments.includes(id))
			for (const id of missing) expect(unitOf(after, id)).toEqual(unitOf(before, id))
			expect(
				unitsIn(after)
					.flatMap((unit) => unit.departments)
					.sort(),
			).toEqual([...departments].sort())
		}),
		{ seed: 1 },
	)
})

test('the others are renewed in bands as fine as before', () => {
	const { after, release } = tried(before, new Map([['bauen', grown.get('bauen') ?? []]]))
	const bauen = (atlas: Atlas) => unitsIn(atlas).find((unit) => unit.departments.join() === 'bauen')
	expect(release?.units.map((unit) => unit.departments)).toEqual([['bauen']])
	expect(bauen(after)?.cuts).toEqual(expect.arrayContaining([...(bauen(before)?.cuts ?? [])]))
	expect(bauen(after)?.on).toBe('2027-06-30')
})

test('a whole count, a first count and a department that the town no longer has lack nothing', () => {
	expect(tried(before, grown)).toMatchObject({ unsaid: [], release: { complete: true } })
	expect(tried(newAtlas('t'), new Map([...grown].slice(0, 3))).unsaid).toEqual([])
	const left = new Map([...grown].filter(([id]) => id !== 'ordnung'))
	expect(tried(before, left, [...left.keys()]).unsaid).toEqual([])
})
