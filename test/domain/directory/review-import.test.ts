import fc from 'fast-check'
import { type Changes, noChanges } from '../../../src/domain/directory/changes'
import { type Directory, type Person, type Role, roles } from '../../../src/domain/directory/directory'
import { type ImportFacts, noFacts } from '../../../src/domain/directory/import-facts'
import {
	changesNothing,
	mayGoIn,
	mostUnspoken,
	type Review,
	reviewImport,
	unsaid,
	type Words,
} from '../../../src/domain/directory/review-import'
import type { HalfYear } from '../../../src/domain/shared/half-year'

/** Whose leaving stops somebody else's work; written out by hand on purpose. */
const neededByOthers: readonly Role[] = ['departmentHead', 'projectLead', 'hr', 'knowledgeGuide', 'administrator']
const mostDepartments = 5
const numbered = (prefix: string, length: number) => Array.from({ length }, (_, at) => `${prefix}${at + 1}`)

const someTown: fc.Arbitrary<Directory> = fc
	.record({
		departments: fc.integer({ min: 1, max: mostDepartments }),
		positions: fc.array(fc.nat(), { maxLength: 12 }),
		people: fc.array(
			fc.record({ roles: fc.subarray([...roles], { minLength: 1 }), of: fc.nat(), email: fc.boolean() }),
			{ minLength: 1, maxLength: 20 },
		),
	})
	.map(({ departments, positions, people }) => {
		const ids = numbered('d', departments)
		const of = (number: number) => ids[number % ids.length] as string
		return {
			town: { id: 'auental', name: 'Auental', entraTenantId: 't1', round: '2026-H2' as HalfYear },
			departments: ids.map((id) => ({ id, name: `Amt ${id}`, area: 'citizens' })),
			positions: positions.map((number, at) => ({
				id: `s${at + 1}`,
				name: `Stelle ${at + 1}`,
				departmentId: of(number),
			})),
			people: people.map(
				(one, at): Person => ({
					id: `p${at + 1}`,
					name: `Vorname${at} Nachname${at}`,
					...(one.email ? { email: `p${at + 1}@auental.example` } : { entraObjectId: `o${at + 1}` }),
					language: 'de',
					roles: one.roles,
					departmentId: of(one.of),
				}),
			),
		}
	})

/** A town, and the same town with lines cut off its files; what the lines left over name is still there. */
const cutTown = someTown.chain((before) =>
	fc
		.record({
			people: fc.subarray([...before.people]),
			positions: fc.subarray([...before.positions]),
			departments: fc.subarray([...before.departments], { minLength: 1 }),
		})
		.map((left) => ({ before, after: { ...before, ...left } })),
)

/** Things hang on some departments and positions, and some people take care of something. */
const someFacts = fc
	.record({
		departments: fc.subarray(numbered('d', mostDepartments)),
		positions: fc.subarray(numbered('s', 12)),
		people: fc.subarray(numbered('p', 20), { maxLength: 3 }),
	})
	.map(
		({ departments, positions, people }): ImportFacts => ({
			departments: new Map(departments.map((id) => [id, [{ kind: 'digicheck', things: ['2026-H2, begun'] }]])),
			positions: new Map(positions.map((id) => [id, [{ kind: 'entry', things: ['e1'] }]])),
			people: new Map(people.map((id) => [id, [{ kind: 'successor', of: 's1:1' }]])),
			otherTowns: [],
		}),
	)

const ids = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id)
const review = (before: Directory | undefined, after: Directory, facts = noFacts, changes = noChanges) =>
	reviewImport(before, after, facts, changes)

describe('whatever is cut from a folder', () => {
	test('everybody and everything that is missing is listed, and nothing else', () => {
		fc.assert(
			fc.property(cutTown, someFacts, ({ before, after }, facts) => {
				const { leaving, vanishing, difference } = review(before, after, facts)
				const missing = (key: 'people' | 'departments' | 'positions') =>
					ids(before[key]).filter((id) => !ids(after[key]).includes(id))
				expect(ids(leaving.map(({ person }) => person))).toEqual(missing('people'))
				expect(ids(vanishing)).toEqual([...missing('departments'), ...missing('positions')])
				expect(difference.people.come).toEqual([])
			}),
		)
	})

	test('without a word nobody leaves beyond the rule, and nothing vanishes that something hangs on', () => {
		fc.assert(
			fc.property(cutTown, someFacts, ({ before, after }, facts) => {
				const found = review(before, after, facts)
				if (!mayGoIn(found, {})) return
				const gone = before.people.filter(({ id }) => !ids(after.people).includes(id))
				expect(gone.length).toBeLessThanOrEqual(mostUnspoken)
				expect(after.people).not.toEqual([])
				expect(gone.flatMap((one) => one.roles.filter((role) => neededByOthers.includes(role)))).toEqual([])
				expect(gone.filter(({ id }) => facts.people.has(id))).toEqual([])
				const left = [...ids(after.departments), ...ids(after.positions)]
				const all = [...ids(before.departments), ...ids(before.positions)]
				const lost = all.filter((id) => !left.includes(id))
				expect(lost.filter((id) => facts.departments.has(id) || facts.positions.has(id))).toEqual([])
				expect(lost.length).toBeLessThanOrEqual(mostUnspoken)
			}),
			{ numRuns: 300 },
		)
	})

	test('the words that are asked for are enough, any other number is not', () => {
		fc.assert(
			fc.property(cutTown, fc.integer({ min: 0, max: 30 }), ({ before, after }, number) => {
				const found = review(before, after)
				if (found.faults.length > 0) return
				expect(mayGoIn(found, found.needed)).toBe(true)
				const { length } = before.people.filter(({ id }) => !ids(after.people).includes(id))
				if (number !== length) expect(mayGoIn(found, { ...found.needed, leaving: number })).toBe(false)
				if (number !== unsaid(found.vanishing).length)
					expect(mayGoIn(found, { ...found.needed, vanishing: number })).toBe(false)
			}),
		)
	})

	test('no word helps where everybody is missing or something would be orphaned', () => {
		fc.assert(
			fc.property(cutTown, someFacts, ({ before, after }, facts) => {
				const nobody = review(before, { ...after, people: [] }, facts)
				expect(mayGoIn(nobody, nobody.needed)).toBe(false)
				const found = review(before, after, facts)
				const orphaned = found.vanishing.some(({ hanging }) => hanging.length > 0)
				expect(found.faults.some(({ is }) => is === 'still-hanging')).toBe(orphaned)
				if (orphaned) expect(mayGoIn(found, found.needed)).toBe(false)
			}),
		)
	})

	test('what the town says became of it is not orphaned, and a town against itself is nothing', () => {
		fc.assert(
			fc.property(cutTown, someFacts, ({ before, after }, facts) => {
				const gone = (key: 'departments' | 'positions') =>
					ids(before[key])
						.filter((id) => !ids(after[key]).includes(id))
						.map((from) => ({ from, to: [ids(after[key])[0] ?? 'heir'] }))
				const changes: Changes = { departments: gone('departments'), positions: gone('positions') }
				const found = review(before, after, facts, changes)
				expect(found.faults.filter(({ is }) => is === 'still-hanging')).toEqual([])
				expect(found.needed.vanishing).toBeUndefined()
				expect(unsaid(found.vanishing)).toEqual([])
				expect(changesNothing(review(before, before, facts))).toBe(true)
			}),
		)
	})
})

const person = (id: string, more: Partial<Person> = {}): Person => ({
	id,
	name: `${id} Beispiel`,
	email: `${id}@auental.example`,
	language: 'de',
	roles: ['staff'],
	...more,
})
const town: Directory = {
	town: { id: 'auental', name: 'Auental', entraTenantId: 't1', round: '2026-H2' as HalfYear },
	departments: [
		{ id: 'trade', name: 'Gewerbe', area: 'order-trade' },
		{ id: 'taxes', name: 'Steuern', area: 'finance-tax' },
	],
	positions: [
		{ id: 'head', name: 'Leitung', departmentId: 'trade' },
		{ id: 'desk', name: 'Schalter', departmentId: 'trade', superiorId: 'head', deputyId: 'head' },
	],
	people: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map((id) => person(id)),
}
const without = (...gone: readonly string[]): Directory => ({
	...town,
	people: town.people.filter(({ id }) => !gone.includes(id)),
})
const faultsOf = ({ faults }: Review) => faults.map(({ is }) => is)

test('three ordinary people may go, a fourth takes a word', () => {
	expect(mayGoIn(review(town, without('p1', 'p2', 'p3')), {})).toBe(true)
	const found = review(town, without('p1', 'p2', 'p3', 'p4'))
	expect(found.needed).toEqual({ leaving: 4 })
	expect([undefined, 3, 4, 5].map((leaving) => mayGoIn(found, { leaving }))).toEqual([false, false, true, false])
})

test.each(neededByOthers)('a single %s who goes takes a word', (role) => {
	const before = { ...town, people: [...town.people, person('p9', { roles: ['staff', role] })] }
	const found = review(before, town)
	expect(found.needed).toEqual({ leaving: 1 })
	expect(found.leaving).toMatchObject([{ parts: [role] }])
	expect(found.rolesWithoutHolder).toEqual([role])
})

test.each(['leaver', 'successor', 'guide', 'open-point', 'passed-on'] as const)(
	'a person who is needed as %s takes a word',
	(kind) => {
		const facts = { ...noFacts, people: new Map([['p1', [{ kind, of: 'desk:1' }]]]) }
		expect(review(town, without('p1'), facts).needed).toEqual({ leaving: 1 })
		expect(review(town, without('p2'), facts).needed).toEqual({})
	},
)

describe('an id is the person', () => {
	const renumbered = (change: Partial<Person>) => ({
		...without('p1'),
		people: [...without('p1').people, person('n1', change)],
	})
	const account = { entraObjectId: 'o1', email: 'p1@auental.example' }
	const known = { ...town, people: town.people.map((one) => (one.id === 'p1' ? { ...one, ...account } : one)) }

	test.each<[string, Directory, Partial<Person>, readonly string[]]>([
		['the same object id', known, { entraObjectId: 'o1', email: 'new@auental.example' }, ['other-id']],
		['the same address', town, { email: 'p1@auental.example' }, ['other-id']],
		['the same address, given to another account', known, { entraObjectId: 'o7', email: 'p1@auental.example' }, []],
		['another address', town, { email: 'n1@auental.example' }, []],
	])('new numbers with %s', (_what, before, change, faults) => {
		const found = review(before, renumbered(change))
		expect(faultsOf(found)).toEqual(faults)
		expect(mayGoIn(found, { leaving: 1 })).toBe(faults.length === 0)
	})

	test.each<[string, Partial<Person>, readonly string[]]>([
		['another name and another account', { name: 'Ida Ohm', email: 'ida.ohm@auental.example' }, ['other-person']],
		['another family name and address', { name: 'P1 Neuname', email: 'p1.neuname@auental.example' }, []],
		['another account', { email: 'neu@auental.example' }, []],
		['an object id instead of the address', { name: 'Ida Ohm', entraObjectId: 'o8', email: undefined as never }, []],
	])('%s at the same id', (_what, change, faults) => {
		const after = { ...town, people: town.people.map((one) => (one.id === 'p1' ? { ...one, ...change } : one)) }
		expect(faultsOf(review(town, after))).toEqual(faults)
	})

	test('all numbers moved on by one are refused, whoever they are', () => {
		const account = (at: number) => ({ email: `v${at}@auental.example`, name: `Vorname${at} Nachname${at}` })
		const before = { ...town, people: [1, 2, 3, 4].map((at) => ({ ...person(`p${at}`), ...account(at) })) }
		const after = { ...town, people: [1, 2, 3].map((at) => ({ ...person(`p${at}`), ...account(at + 1) })) }
		expect(review(before, after).faults.length).toBe(4)
	})
})

test('who names a position that vanishes is listed, and keeps it from nothing', () => {
	const { departmentId, ...desk } = { ...town.positions[1], departmentId: 'trade' }
	const after = { ...town, positions: [{ id: 'desk', name: desk.name ?? '', departmentId }] }
	const found = review(town, after)
	expect(found.vanishing).toMatchObject([
		{
			id: 'head',
			hanging: [
				{ kind: 'superior-of', things: ['desk'] },
				{ kind: 'deputy-of', things: ['desk'] },
			],
		},
	])
	expect(mayGoIn(found, {})).toBe(true)
})

test('the same id under another name is renamed, not gone', () => {
	const after = { ...town, departments: town.departments.map((one) => ({ ...one, name: `${one.name} neu` })) }
	const found = review(town, after)
	expect(found.vanishing).toEqual([])
	expect(found.difference.departments.changed.map(({ after: { name } }) => name)).toEqual([
		'Gewerbe neu',
		'Steuern neu',
	])
})

test('what only follows from a mapping is no change of a person or a position', () => {
	const moved: Directory = {
		...town,
		departments: town.departments.map((one) => (one.id === 'trade' ? { ...one, id: 'order' } : one)),
		positions: town.positions.map((one) => ({ ...one, departmentId: 'order' })),
		people: town.people,
	}
	const before = { ...town, people: town.people.map((one) => ({ ...one, departmentId: 'trade' })) }
	const after = { ...moved, people: town.people.map((one) => ({ ...one, departmentId: 'order' })) }
	const changes: Changes = { departments: [{ from: 'trade', to: ['order'] }], positions: [] }
	const { difference } = review(before, after, noFacts, changes)
	expect(difference.people.changed).toEqual([])
	expect(difference.positions.changed).toEqual([])
})

test.each<[string, Partial<Directory['town']>, Words]>([
	['another tenant', { entraTenantId: 't2' }, { tenant: 't2' }],
	['an earlier round', { round: '2026-H1' as HalfYear }, { round: '2026-H1' }],
	['a later round', { round: '2027-H1' as HalfYear }, {}],
	['another name', { name: 'Stadt Auental' }, {}],
])('%s takes its word', (_what, change, needed) => {
	const found = review(town, { ...town, town: { ...town.town, ...change } })
	expect(found.needed).toEqual(needed)
	expect(found.difference.town).toHaveLength(1)
	expect(mayGoIn(found, needed)).toBe(true)
})

test('an account in another town of the tenant is named, with the id it has there', () => {
	const there = { id: 'x7', email: 'p1@auental.example' }
	const facts = { ...noFacts, otherTowns: [{ townId: 'erlenbruch', people: [there, { id: 'p2', email: 'other@x' }] }] }
	expect(review(undefined, town, facts).elsewhere).toEqual([
		{ person: town.people[0], townId: 'erlenbruch', idThere: 'x7' },
	])
})
