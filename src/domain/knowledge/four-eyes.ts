import { type Directory, headsOf, type Person } from '../directory/directory'
import { caretakersOf, holds, positionById, positionsOf, superiorsOf } from '../directory/positions'
import type { Entry, EntryContent } from './entry'
import { contentOf } from './entry-content'
import { runningCases } from './handover-case'
import type { PositionKnowledge } from './knowledge'

/** Words that wait for a second pair of eyes. */
export interface Waiting {
	readonly entry: Entry
	readonly content: EntryContent
	/** Whose words they are; absent when the name was taken out. */
	readonly by: string | undefined
	/** Local date on which they were handed in. */
	readonly on: string
}

/**
 * Who releases what a person has written for a position: those whom it answers to, but never the author. If that leaves
 * no one, it goes up the line: to the superiors of those superiors, then to the heads of the department, then to those
 * who guide handovers in the town. Empty only where there is really no other person.
 */
export function releasersOf(directory: Directory, positionId: string, authorId: string | undefined): readonly Person[] {
	const position = positionById(directory, positionId)
	if (!position) return []
	const superiors = superiorsOf(directory, positionId)
	// A superior's other positions, in other departments, have nothing to do with this one.
	const leadsAs = (one: Person) =>
		positionsOf(directory, one).filter(({ id, departmentId }) =>
			position.superiorId !== undefined && holds(one, position.superiorId)
				? id === position.superiorId
				: id !== positionId && departmentId === position.departmentId,
		)
	const above = superiors.flatMap(leadsAs).flatMap(({ id }) => superiorsOf(directory, id))
	const guides = directory.people.filter((person) => person.roles.includes('knowledgeGuide'))
	const line = [superiors, above, headsOf(directory, position.departmentId), guides]
	for (const people of line) {
		const others = people.filter((person) => person.id !== authorId)
		if (others.length > 0) return [...new Map(others.map((person) => [person.id, person])).values()]
	}
	return []
}

/** Who writes for a position: its caretakers, and the person who hands it over just now. */
export function mayWrite(directory: Directory, knowledge: PositionKnowledge, person: Person, today: string): boolean {
	const { positionId } = knowledge
	if (positionById(directory, positionId) === undefined) return false
	return (
		isCaretaker(directory, positionId, person) ||
		runningCases(knowledge, today).some((one) => one.personId === person.id)
	)
}

/** Who says that an entry is still right and puts it away: those who take care of the position now. */
export function isCaretaker(directory: Directory, positionId: string, person: Person): boolean {
	return caretakersOf(directory, positionId).some((one) => one.id === person.id)
}

/** What of an entry waits for its release; nothing while it is with its author again or put away. */
export function waitingIn(entry: Entry): Waiting | undefined {
	if (entry.returnedWith !== undefined) return undefined
	if (entry.state === 'submitted')
		return { entry, content: contentOf(entry), by: entry.authorId, on: entry.submittedOn }
	if (entry.state === 'released' && entry.proposal)
		return { entry, content: entry.proposal.content, by: entry.proposal.by || undefined, on: entry.proposal.on }
	return undefined
}

/** What of a position waits for this person's eyes, the oldest first. */
export function waitingFor(
	directory: Directory,
	knowledge: Pick<PositionKnowledge, 'positionId' | 'entries'>,
	person: Person,
): readonly Waiting[] {
	return knowledge.entries
		.flatMap((entry) => waitingIn(entry) ?? [])
		.filter(({ by }) => releasersOf(directory, knowledge.positionId, by).some((one) => one.id === person.id))
		.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

/** Who gets to read a change that is not released: its author and those who release it. */
export function maySeeProposal(
	directory: Directory,
	knowledge: Pick<PositionKnowledge, 'positionId'>,
	entry: Entry,
	person: Person,
): boolean {
	if (!entry.proposal) return false
	return (
		entry.proposal.by === person.id ||
		releasersOf(directory, knowledge.positionId, entry.proposal.by).some((one) => one.id === person.id)
	)
}

/**
 * An entry as this person reads it: without a change that is not released and without what was said when giving it
 * back, unless both are theirs.
 */
export function readBy(
	directory: Directory,
	knowledge: Pick<PositionKnowledge, 'positionId'>,
	entry: Entry,
	person: Person,
): Entry {
	if (entry.proposal ? maySeeProposal(directory, knowledge, entry, person) : entry.state === 'submitted') return entry
	const { proposal: _hidden, returnedWith: _comment, ...rest } = entry
	return rest
}
