import { type Directory, headsOf, type Person } from '../directory/directory'
import { may } from '../directory/may'
import { deputiesOf, holdersOf, positionById, superiorsOf } from '../directory/positions'
import { addMonths, isDate } from '../shared/calendar'
import { dayFault } from '../shared/entered-dates'
import { type HandoverCase, runningCases } from './handover-case'
import { type KnowledgeCircumstances, type KnowledgeDecision, type PositionKnowledge, withCase } from './knowledge'
import { telling } from './tell'

/** No call lasts longer than this. */
const longestMonths = 12

/** The absence that lasts on a day: a deputy was called and the last day has not gone by. */
export function ongoingAbsence(knowledge: Pick<PositionKnowledge, 'cases'>, today: string): HandoverCase | undefined {
	return runningCases(knowledge, today).findLast(({ kind }) => kind === 'absence')
}

/**
 * Who may see a position's sheet: those who hold it, stand in for it or lead it, its successor, and the deputy who was
 * called, as long as the call lasts.
 */
export function maySeeSheet(
	directory: Directory,
	knowledge: PositionKnowledge,
	person: Person,
	today: string,
): boolean {
	const { positionId } = knowledge
	const position = positionById(directory, positionId)
	if (!position) return false
	if (runningCases(knowledge, today).some(({ successorId }) => successorId === person.id)) return true
	const around = [
		...holdersOf(directory, positionId),
		...deputiesOf(directory, positionId),
		...superiorsOf(directory, positionId),
		...headsOf(directory, position.departmentId),
	]
	return around.some(({ id }) => id === person.id)
}

/** Whether a person may call a deputy for a position. */
export function mayCall(directory: Directory, positionId: string, person: Person): boolean {
	const position = positionById(directory, positionId)
	return position !== undefined && may(person, 'call-deputy', position.departmentId)
}

/**
 * Who can be called: everybody but the holders; those who stand in anyway first, then the department, then the rest of
 * the town.
 */
export function callable(directory: Directory, positionId: string): readonly Person[] {
	const departmentId = positionById(directory, positionId)?.departmentId
	const holders = holdersOf(directory, positionId)
	const usual = deputiesOf(directory, positionId)
	const nearness = (person: Person) => (usual.includes(person) ? 0 : person.departmentId === departmentId ? 1 : 2)
	return directory.people
		.filter((person) => !holders.includes(person))
		.sort((one, other) => nearness(one) - nearness(other))
}

/** What came of a call. */
export type CallSaid = 'called' | 'already' | 'not-permitted' | 'no-such-person' | 'no-such-date' | 'day-unreadable'

/** The last day that can be chosen. */
export function lastCallDay(today: string): string {
	return addMonths(today, longestMonths)
}

/**
 * A person is asked to stand in until a date, from today. Why is neither asked nor kept. Another call during the same
 * absence takes its place.
 */
export function callDeputy(
	knowledge: PositionKnowledge,
	{ personId, until }: { readonly personId: string; readonly until: string },
	{ directory, actor, today }: Omit<KnowledgeCircumstances, 'guard'>,
): KnowledgeDecision<CallSaid> {
	const { positionId } = knowledge
	if (!mayCall(directory, positionId, actor)) return { said: 'not-permitted' }
	const deputy = callable(directory, positionId).find(({ id }) => id === personId)
	if (!deputy) return { said: 'no-such-person' }
	if (dayFault(until) === 'day-unreadable') return { said: 'day-unreadable' }
	if (!isDate(until) || until < today || until > lastCallDay(today)) return { said: 'no-such-date' }
	const current = ongoingAbsence(knowledge, today)
	if (current?.successorId === deputy.id && current.until === until) return { said: 'already' }
	const holders = holdersOf(directory, positionId)
	const changed = current
		? withCase(knowledge, { ...current, successorId: deputy.id, until })
		: openAbsence(knowledge, {
				deputyId: deputy.id,
				until,
				openedBy: actor.id,
				today,
				...(holders.length === 1 && holders[0] && { personId: holders[0].id }),
			})
	const caseId = current?.id ?? changed.cases.at(-1)?.id
	return {
		next: telling(changed, [deputy.id], { about: 'deputy-called', ...(caseId !== undefined && { caseId }) }),
		said: 'called',
	}
}

/** A position's knowledge with an absence that begins today. */
export function openAbsence(
	knowledge: PositionKnowledge,
	{
		deputyId,
		until,
		openedBy,
		today,
		personId,
	}: { deputyId: string; until: string; openedBy: string; today: string; personId?: string },
): PositionKnowledge {
	const { positionId, nextNumber, revision, cases } = knowledge
	const opened: HandoverCase = {
		id: `${positionId}:${nextNumber}`,
		kind: 'absence',
		...(personId !== undefined && { personId }),
		successorId: deputyId,
		month: today.slice(0, 7),
		startsOn: today,
		until,
		openedBy,
		openedOn: today,
		steps: {},
		marks: {},
	}
	return { ...knowledge, revision: revision + 1, nextNumber: nextNumber + 1, cases: [...cases, opened] }
}
