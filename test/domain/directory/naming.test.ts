import fc from 'fast-check'
import type { Directory, Person, Position } from '../../../src/domain/directory/directory'
import {
	departmentNameOf,
	isSameName,
	nameOf,
	positionNameOf,
	type TellingName,
} from '../../../src/domain/directory/naming'
import { town } from '../knowledge/entries'

const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
	id,
	name,
	language: 'de',
	roles: ['staff'],
	...more,
})
const written = (telling: TellingName | undefined) =>
	telling && (telling.beside === undefined ? telling.name : `${telling.name} (${telling.beside})`)
const said = (directory: Directory) => directory.people.map(({ id }) => written(nameOf(directory, id)))
const withPeople = (...people: readonly Person[]): Directory => ({ ...town, people })

describe('two people of one name', () => {
	test('a name that is the only one stands alone', () => {
		expect(said(withPeople(person('a', 'Petra Müller'), person('b', 'Peter Müller')))).toEqual([
			'Petra Müller',
			'Peter Müller',
		])
		expect(nameOf(town, 'nobody')).toBeUndefined()
		expect(nameOf(town, undefined)).toBeUndefined()
	})

	test.each<[string, Partial<Person>, Partial<Person>, string, string]>([
		['the department', { departmentId: 'taxes' }, { departmentId: 'registry' }, 'Steuern', 'Standesamt'],
		[
			'the position in the same department',
			{ departmentId: 'registry', positionIds: ['births'] },
			{ departmentId: 'registry', positionIds: ['deaths'] },
			'Geburten',
			'Sterbefälle',
		],
		[
			'the other position where one is shared',
			{ departmentId: 'registry', positionIds: ['births', 'deaths'] },
			{ departmentId: 'registry', positionIds: ['births', 'head'] },
			'Sterbefälle',
			'Leitung',
		],
		[
			'the beginning of the address',
			{ departmentId: 'registry', email: 'petra.mueller@x.example' },
			{ departmentId: 'registry', email: 'petra.mueller2@x.example' },
			'petra.mueller',
			'petra.mueller2',
		],
		[
			'the whole address',
			{ email: 'petra@eins.example' },
			{ email: 'petra@zwei.example' },
			'petra@eins.example',
			'petra@zwei.example',
		],
		['a number if nothing differs', {}, {}, '1', '2'],
		[
			'a department that another one lacks',
			{ departmentId: 'taxes' },
			{ email: 'petra.mueller@x.example' },
			'Steuern',
			'petra.mueller',
		],
	])('are told apart by %s', (_what, one, other, first, second) => {
		const directory = withPeople(person('a', 'Petra Müller', one), person('b', 'Petra Müller', other))
		expect(said(directory)).toEqual([`Petra Müller (${first})`, `Petra Müller (${second})`])
	})

	test.each(['Petra Mueller', 'petra  MÜLLER', 'Müller, Petra', 'Petra Mu\u0308ller'])(
		'"%s" is the same name',
		(name) => {
			expect(isSameName('Petra Müller', name)).toBe(true)
			const directory = withPeople(
				person('a', 'Petra Müller', { departmentId: 'taxes' }),
				person('b', name, { departmentId: 'registry' }),
			)
			expect(said(directory)).toEqual(['Petra Müller (Steuern)', `${name} (Standesamt)`])
		},
	)

	test('a long department is cut, and no help where the rest is alike', () => {
		const long = 'Fachbereich für Bürgerdienste, Sicherheit und Ordnung'
		const departments = ['Nord', 'Süd'].map((end) => ({ id: end, name: `${long} ${end}`, area: 'central' }))
		const people = departments.map(({ id }) =>
			person(id, 'Petra Müller', { departmentId: id, email: `${id.toLowerCase()}@x.example` }),
		)
		expect(said({ ...town, departments, people })).toEqual(['Petra Müller (nord)', 'Petra Müller (süd)'])
	})
})

test('positions of one name: their department, in the same one who holds them', () => {
	const clerk = (id: string, departmentId: string): Position => ({ id, name: 'Sachbearbeitung', departmentId })
	const directory: Directory = {
		...town,
		positions: [clerk('a', 'registry'), clerk('b', 'taxes'), clerk('c', 'central'), clerk('d', 'central')],
		people: [person('p', 'Petra Müller', { departmentId: 'central', positionIds: ['d'] })],
	}
	expect(['a', 'b', 'c', 'd'].map((id) => written(positionNameOf(directory, id)))).toEqual([
		'Sachbearbeitung (Standesamt)',
		'Sachbearbeitung (Steuern)',
		'Sachbearbeitung (3)',
		'Sachbearbeitung (Petra Müller)',
	])
})

test('departments of one name: who leads them', () => {
	const directory: Directory = {
		...town,
		departments: ['a', 'b'].map((id) => ({ id, name: 'Sachgebiet 1', area: 'central' })),
		people: [
			person('p', 'Petra Müller', { departmentId: 'a', roles: ['departmentHead'] }),
			person('q', 'Omar Said', { departmentId: 'b', roles: ['departmentHead'] }),
		],
	}
	expect(['a', 'b'].map((id) => written(departmentNameOf(directory, id)))).toEqual([
		'Sachgebiet 1 (Petra Müller)',
		'Sachgebiet 1 (Omar Said)',
	])
})

test('whoever lives in a town, no two are said alike, and no id is ever said', () => {
	let doubled = 0
	const someone = fc.record({
		name: fc.constantFrom('Petra Müller', 'petra mueller', 'Müller Petra', 'Omar Said', '…'),
		departmentId: fc.constantFrom('registry', 'taxes', 'central', 'gone'),
		positionIds: fc.subarray(['births', 'deaths', 'dogs', 'gone'], { maxLength: 2 }),
		email: fc.constantFrom('a@x.example', 'b@x.example', 'a@y.example', ''),
	})
	fc.assert(
		fc.property(fc.array(someone, { minLength: 1, maxLength: 9 }), (some) => {
			const directory = withPeople(...some.map((more, at) => person(`id-of-${at}`, more.name, more)))
			const names = said(directory).map((name) => (name ?? '').toLowerCase())
			expect(new Set(names).size).toBe(names.length)
			expect(names.join()).not.toMatch(/id-of/)
			doubled += names.filter((name) => name.endsWith(')')).length
		}),
		{ numRuns: 300, seed: 5 },
	)
	expect(doubled).toBeGreaterThan(300)
})
