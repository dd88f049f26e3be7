import { type Directory, headsOf, type Person, type Position } from './directory'

type People = Pick<Directory, 'people' | 'positions'>

export function positionById(
	{ positions }: Pick<Directory, 'positions'>,
	positionId: string | undefined,
): Position | undefined {
	return positions.find((position) => position.id === positionId)
}

/** Who holds a position today; none while it is vacant. */
export function holdersOf({ people }: Pick<Directory, 'people'>, positionId: string): readonly Person[] {
	return people.filter((person) => person.positionId === positionId)
}

/**
 * Whom a position answers to: who holds the position above it, else the heads of its department who do not hold it
 * themselves, else those who guide handovers in the town, so that there is always a second pair of eyes.
 */
export function superiorsOf(directory: People, positionId: string): readonly Person[] {
	const position = positionById(directory, positionId)
	if (!position) return []
	const above = position.superiorId === undefined ? [] : holdersOf(directory, position.superiorId)
	if (above.length > 0) return above
	const heads = headsOf(directory, position.departmentId).filter((person) => person.positionId !== positionId)
	return heads.length > 0
		? heads
		: directory.people.filter((person) => person.roles.includes('knowledgeGuide') && person.positionId !== positionId)
}

/** Who stands in for a position. */
export function deputiesOf(directory: People, positionId: string): readonly Person[] {
	const deputyId = positionById(directory, positionId)?.deputyId
	return deputyId === undefined ? [] : holdersOf(directory, deputyId)
}

/** Who takes care of what a position knows: its holders, and its superiors as soon as it is vacant. */
export function caretakersOf(directory: People, positionId: string): readonly Person[] {
	const holders = holdersOf(directory, positionId)
	return holders.length > 0 ? holders : superiorsOf(directory, positionId)
}
