import type { Directory, Person } from '../directory/directory'
import { deputiesOf, holdersOf, positionById, superiorsOf, worksIn } from '../directory/positions'
import { type Entry, isReadable } from './entry'
import { releasersOf } from './four-eyes'
import { runningCases } from './handover-case'
import type { PositionKnowledge } from './knowledge'

/**
 * Whether a person belongs to a position: holds it, takes it over, stands in for it, leads it or guides its handover.
 */
export function isClose(directory: Directory, knowledge: PositionKnowledge, person: Person, today: string): boolean {
	const { positionId } = knowledge
	const inCase = runningCases(knowledge, today).some((one) =>
		[one.personId, one.successorId, one.guideId].includes(person.id),
	)
	const around = [
		...holdersOf(directory, positionId),
		...superiorsOf(directory, positionId),
		...deputiesOf(directory, positionId),
	]
	return inCase || around.some((one) => one.id === person.id)
}

/**
 * Whether a person may read an entry. What is not released is read by its author and by those who release it;
 * everything else follows its visibility. An archived entry is read by those who belong to the position.
 */
export function maySeeEntry(
	directory: Directory,
	knowledge: PositionKnowledge,
	entry: Entry,
	person: Person,
	today: string,
): boolean {
	if (entry.authorId === person.id) return true
	if (entry.state === 'submitted')
		return releasersOf(directory, knowledge.positionId, entry.authorId).some((one) => one.id === person.id)
	if (isClose(directory, knowledge, person, today)) return true
	if (!isReadable(entry) || entry.visibility === 'position') return false
	const departmentId = positionById(directory, knowledge.positionId)?.departmentId
	return entry.visibility === 'town' || (departmentId !== undefined && worksIn(directory, person, departmentId))
}

/** The entries of a position that a person may read. */
export function visibleEntries(
	directory: Directory,
	knowledge: PositionKnowledge,
	person: Person,
	today: string,
): readonly Entry[] {
	return knowledge.entries.filter((entry) => maySeeEntry(directory, knowledge, entry, person, today))
}
