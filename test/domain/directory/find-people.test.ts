import type { Directory, Person } from '../../../src/domain/directory/directory'
import { findHolders, findPeople } from '../../../src/domain/directory/find-people'
import { town } from '../knowledge/entries'

const person = (id: string, name: string, departmentId: string, ...positionIds: string[]): Person => ({
	id,
	name,
	email: `${id}@x.example`,
	language: 'de',
	roles: ['staff'],
	departmentId,
	positionIds,
})
const directory: Directory = {
	...town,
	people: [
		person('petra.mueller', 'Petra Müller', 'taxes', 'dogs'),
		person('petra.mueller2', 'Petra Mueller', 'registry', 'births', 'deaths'),
		person('omar', 'Omar Said', 'registry', 'head'),
		person('petra-k', 'Petra Müllerkamp', 'registry'),
	],
}

test.each([
	['Petra Müller', ['petra.mueller', 'petra.mueller2']],
	['müller, petra', ['petra.mueller', 'petra.mueller2']],
	['Mueller Steuern', ['petra.mueller']],
	['müller hundesteuer', ['petra.mueller']],
	['petra.mueller2', ['petra.mueller2']],
	['Petra Muller', ['petra.mueller', 'petra.mueller2']],
	['omar', ['omar']],
	['Standesamt', []],
	['Rumpel', []],
	['', []],
	['  ', []],
])('"%s" means %j', (text, expected) => {
	expect(findPeople(directory, text).map(({ id }) => id)).toEqual(expected)
})

test('whoever holds several positions stands there with each, and a position brings its holders', () => {
	const found = (text: string) => findHolders(directory, text).map(({ position, holder }) => [position.id, holder.id])
	expect(found('petra.mueller2')).toEqual([
		['births', 'petra.mueller2'],
		['deaths', 'petra.mueller2'],
	])
	expect(found('Hundesteuer')).toEqual([['dogs', 'petra.mueller']])
})
