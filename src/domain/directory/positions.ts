import { type Directory, headsOf, type Person, type Position } from './directory'

type People = Pick<Directory, 'people' | 'positions'>

export function positionById(
	{ positions }: Pick<Directory, 'positions'>,
	positionId: string | undefined,
): Position | undefined {
	return positions.find((position) => position.id === positionId)
}

export function holds({ positionIds = [] }: Pick<Person, 'positionIds'>, positionId: string): boolean {
	return positionIds.includes(positionId)
}

/** The positions that a person holds today, the main one first. */
export function positionsOf(
	directory: Pick<Directory, 'positions'>,
	{ positionIds = [] }: Pick<Person, 'positionIds'>,
): readonly Position[] {
	return positionIds.flatMap((id) => positionById(directory, id) ?? [])
}

/** Whether a person works in a department: it is theirs, or one of their positions lies in it. */
export function worksIn(directory: Pick<Directory, 'positions'>, person: Person, departmentId: string): boolean {
	return (
		person.departmentId === departmentId ||
		positionsOf(directory, person).some((position) => position.departmentId === departmentId)
	)
}

/** Who holds a position today; none while it is vacant. */
export function holdersOf({ people }: Pick<Directory, 'people'>, positionId: string): readonly Person[] {
	return people.filter((person) => holds(person, positionId))
}

/**
 * Whom a position answers to: who holds the position above it, else the heads of its department, else those who guide
 * handovers in the town. Nobody is above themselves: where a holder meets only themselves there, because they hold both
 * positions, the next ones up the line join them, so that there is always a second pair of eyes.
 */
export function superiorsOf(directory: People, positionId: string): readonly Person[] {
	const position = positionById(directory, positionId)
	if (!position) return []
	const holders = holdersOf(directory, positionId)
	const levels = [
		...(position.superiorId === undefined ? [] : [holdersOf(directory, position.superiorId)]),
		headsOf(directory, position.departmentId),
		...higherUp(directory, position).map(({ id }) => holdersOf(directory, id)),
		directory.people.filter((person) => person.roles.includes('knowledgeGuide')),
	]
	const found = new Map<string, Person>()
	for (const level of levels) {
		for (const person of level) found.set(person.id, person)
		if (found.size > 0 && holders.every((holder) => [...found.keys()].some((id) => id !== holder.id))) break
	}
	const [only, ...others] = holders
	return [...found.values()].filter(({ id }) => others.length > 0 || id !== only?.id)
}

/** The positions above the one above it, the nearest first; a circle ends where it would begin again. */
function higherUp(directory: People, position: Position): readonly Position[] {
	const line = [position]
	for (;;) {
		const next = positionById(directory, line.at(-1)?.superiorId)
		if (!next || line.includes(next)) return line.slice(2)
		line.push(next)
	}
}

/** Who stands in for a position. Whoever alone holds it is no deputy of theirs, even if they hold the deputy's too. */
export function deputiesOf(directory: People, positionId: string): readonly Person[] {
	const deputyId = positionById(directory, positionId)?.deputyId
	if (deputyId === undefined) return []
	const [only, ...others] = holdersOf(directory, positionId)
	return holdersOf(directory, deputyId).filter(({ id }) => others.length > 0 || id !== only?.id)
}

/** Who takes care of what a position knows: its holders, and its superiors as soon as it is vacant. */
export function caretakersOf(directory: People, positionId: string): readonly Person[] {
	const holders = holdersOf(directory, positionId)
	return holders.length > 0 ? holders : superiorsOf(directory, positionId)
}
