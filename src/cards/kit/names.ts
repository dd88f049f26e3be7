import type { Person } from '../../domain/directory/directory'
import {
	departmentNameOf,
	nameOf,
	type Organisation,
	positionNameOf,
	type TellingName,
} from '../../domain/directory/naming'
import { plain, shortened } from './wording'

/** Names of people, positions and departments, told apart where two are called the same. */
const longestName = 90
/** Of a long name so much stays beside what tells it apart. */
const leastOfName = 40

/** A person by name, escaped; a person who is no longer in the directory has none. */
export function personName(directory: Organisation, personId: string | undefined, length = longestName): string {
	return plain(personTitle(directory, personId, length))
}

/** A position by its name, escaped; one that is no longer there has none. */
export function positionName(directory: Organisation, positionId: string | undefined, length = longestName): string {
	return plain(positionTitle(directory, positionId, length))
}

/** A department by its name, escaped; one that is no longer there has none. */
export function departmentName(
	directory: Organisation,
	departmentId: string | undefined,
	length = longestName,
): string {
	return plain(departmentTitle(directory, departmentId, length))
}

/** The same as plain text, for lists to choose from. */
export function personTitle(directory: Organisation, personId: string | undefined, length = longestName): string {
	return told(nameOf(directory, personId), length)
}

export function positionTitle(directory: Organisation, positionId: string | undefined, length = longestName): string {
	return told(positionNameOf(directory, positionId), length)
}

export function departmentTitle(
	directory: Organisation,
	departmentId: string | undefined,
	length = longestName,
): string {
	return told(departmentNameOf(directory, departmentId), length)
}

/** People to choose from. */
export function personChoices(
	directory: Organisation,
	people: readonly Pick<Person, 'id'>[],
	length = longestName,
): readonly { readonly title: string; readonly value: string }[] {
	return people.map(({ id }) => ({ title: personTitle(directory, id, length), value: id }))
}

/** What tells two apart is never what is cut. */
function told(telling: TellingName | undefined, length: number): string {
	if (!telling) return ''
	const { name, beside } = telling
	if (beside === undefined) return shortened(name, length)
	const end = ` (${beside})`
	return `${shortened(name, Math.max(leastOfName, length - end.length))}${end}`
}

/** A person with the department, whether or not the name needs it; for long lists that are read by department. */
export function placedPerson(directory: Organisation, personId: string): string {
	const telling = nameOf(directory, personId)
	const departmentId = directory.people.find(({ id }) => id === personId)?.departmentId
	return placed(telling, directory, departmentId)
}

/** A position with its department, whether or not the name needs it. */
export function placedPosition(directory: Organisation, positionId: string): string {
	const departmentId = directory.positions.find(({ id }) => id === positionId)?.departmentId
	return placed(positionNameOf(directory, positionId), directory, departmentId)
}

function placed(telling: TellingName | undefined, directory: Organisation, departmentId: string | undefined): string {
	const department = departmentTitle(directory, departmentId, 50)
	if (!telling || department === '') return told(telling, 120)
	const { name, beside } = telling
	const needed = beside === undefined || department.startsWith(beside) ? { name } : { name, beside }
	return `${told(needed, 70)} · ${department}`
}
