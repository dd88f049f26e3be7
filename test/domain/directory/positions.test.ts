import fc from 'fast-check'
import type { Directory, Person, Position } from '../../../src/domain/directory/directory'
import {
	deputiesOf,
	holdersOf,
	holds,
	positionsOf,
	superiorsOf,
	worksIn,
} from '../../../src/domain/directory/positions'
import { releasersOf } from '../../../src/domain/knowledge/four-eyes'
import { newKnowledge } from '../../../src/domain/knowledge/knowledge'
import { maySeeEntry } from '../../../src/domain/knowledge/visibility'
import { known } from '../handover/support'
import { dan, gudrun, hanna, positions, tom, town } from '../knowledge/entries'

const ids = (people: readonly { readonly id: string }[]) => people.map(({ id }) => id)
const holding = (person: Person, ...positionIds: readonly string[]): Person => ({ ...person, positionIds })
const withPeople = (...people: readonly Person[]): Directory => ({ ...town, people })

describe('a small town, where one person does the work of three', () => {
	// Hanna leads the registry office and registers births herself, and she collects the dog tax.
	const small = withPeople(holding(hanna, 'head', 'births', 'dogs'), dan, gudrun)

	test('a person holds all their positions, the main one first', () => {
		expect(ids(positionsOf(small, small.people[0] as Person))).toEqual(['head', 'births', 'dogs'])
		expect(ids(holdersOf(small, 'dogs'))).toEqual(['hanna'])
		expect(positionsOf(small, gudrun)).toEqual([])
	})

	test('nobody is above themselves: the next ones up the line are', () => {
		expect(ids(superiorsOf(small, 'births'))).toEqual(['gudrun'])
		expect(ids(superiorsOf(small, 'deaths'))).toEqual(['hanna'])
	})

	test('nobody releases their own words through their second position', () => {
		expect(ids(releasersOf(small, 'births', 'hanna'))).toEqual(['gudrun'])
		expect(ids(releasersOf(small, 'births', 'dan'))).toEqual(['gudrun'])
		expect(ids(releasersOf(small, 'head', 'hanna'))).toEqual(['gudrun'])
	})

	test('a head who holds a position together with a colleague is above the colleague, somebody else above the head', () => {
		const shared = withPeople(holding(hanna, 'head', 'births'), holding(dan, 'births'), gudrun)
		expect(ids(superiorsOf(shared, 'births'))).toEqual(['hanna', 'gudrun'])
		expect(ids(releasersOf(shared, 'births', 'hanna'))).toEqual(['gudrun'])
	})

	test('nobody is their own deputy', () => {
		const alone = withPeople(holding(dan, 'births', 'deaths'), hanna)
		expect(deputiesOf(alone, 'births')).toEqual([])
		const shared = withPeople(holding(dan, 'births', 'deaths'), holding(tom, 'births'), hanna)
		expect(ids(deputiesOf(shared, 'births'))).toEqual(['dan'])
	})

	test('what superiors do in other departments has nothing to do with the position', () => {
		const mayor: Position = { id: 'mayor', name: 'Bürgermeisterin', departmentId: 'taxes' }
		const lines = [...positions.map((one) => (one.id === 'dogs' ? { ...one, superiorId: 'mayor' } : one)), mayor]
		const directory = {
			...town,
			positions: lines,
			people: [holding(hanna, 'head', 'dogs'), holding(dan, 'births'), holding(tom, 'mayor'), gudrun],
		}
		// Hanna's words for births, which she stands above: Tom is above her second position only.
		expect(ids(releasersOf(directory, 'births', 'hanna'))).toEqual(['gudrun'])
	})

	test('a person of two departments reads what either may read, and is no head of the second one', () => {
		const archive: Position = { id: 'archive', name: 'Archiv', departmentId: 'registry' }
		const people = [holding(tom, 'dogs', 'archive'), dan, hanna]
		const both = { ...town, positions: [...positions, archive], people }
		const person = both.people[0] as Person
		expect([
			worksIn(both, person, 'taxes'),
			worksIn(both, person, 'registry'),
			worksIn(both, person, 'central'),
		]).toEqual([true, true, false])
		const entry = known('e1', { type: 'task', visibility: 'department' })
		const sees = (one: Person) => maySeeEntry(both, newKnowledge('eschenwerder', 'births'), entry, one, '2026-11-03')
		expect([sees(person), sees({ ...tom, id: 'other' })]).toEqual([true, false])
		const heading = holding({ ...tom, roles: ['departmentHead'] }, 'dogs', 'archive')
		expect(ids(superiorsOf({ ...both, people: [heading, gudrun] }, 'births'))).toEqual(['gudrun'])
	})
})

const names = ['a', 'b', 'c', 'd', 'e'] as const
const someTown = fc
	.record({
		positions: fc.tuple(
			...names.map((id) =>
				fc.record({
					id: fc.constant(id),
					name: fc.constant(id),
					departmentId: fc.constantFrom('registry', 'taxes'),
					superiorId: fc.constantFrom(...names),
					deputyId: fc.constantFrom(...names),
				}),
			),
		),
		people: fc.array(
			fc.record({
				departmentId: fc.constantFrom('registry', 'taxes'),
				role: fc.constantFrom('staff', 'staff', 'departmentHead', 'knowledgeGuide'),
				positionIds: fc.subarray([...names], { maxLength: 3 }),
			}),
			{ minLength: 1, maxLength: 6 },
		),
	})
	.map(
		({ positions: all, people }): Directory => ({
			...town,
			positions: all,
			people: people.map(({ role, ...person }, at) => ({
				id: `p${at}`,
				name: `P${at}`,
				language: 'de',
				roles: [role as 'staff'],
				...person,
			})),
		}),
	)

test('whoever holds what: no one releases their own words, is above themselves alone, or is their own only deputy', () => {
	let several = 0
	fc.assert(
		fc.property(someTown, (directory) => {
			for (const { id } of directory.positions) {
				const holders = holdersOf(directory, id)
				for (const person of directory.people) {
					expect(ids(releasersOf(directory, id, person.id))).not.toContain(person.id)
					if (!holds(person, id)) continue
					if ((person.positionIds ?? []).length > 1) several++
					if (holders.length === 1)
						for (const people of [superiorsOf(directory, id), deputiesOf(directory, id)])
							expect(ids(people)).not.toContain(person.id)
					if (directory.people.some((one) => one.id !== person.id && one.roles.includes('knowledgeGuide')))
						expect(superiorsOf(directory, id).some((one) => one.id !== person.id)).toBe(true)
				}
			}
		}),
		{ numRuns: 300, seed: 21 },
	)
	expect(several).toBeGreaterThan(300)
})
