import type { Directory, Person } from '../directory/directory'
import { may } from '../directory/may'
import { holdersOf, positionById, superiorsOf } from '../directory/positions'
import { type HandoverCase, positionOfCase } from '../knowledge/handover-case'
import { plannedSteps } from './planned-steps'

type About = Pick<HandoverCase, 'id' | 'personId' | 'successorId' | 'guideId'>

/** For whom a handover would be or is: the person who leaves or is away, else the one who begins. */
function ownerOf({ personId, successorId }: Pick<HandoverCase, 'personId' | 'successorId'>): string | undefined {
	return personId ?? successorId
}

function leads(directory: Directory, positionId: string, { id }: Person): boolean {
	return superiorsOf(directory, positionId).some((one) => one.id === id)
}

/** HR for the town, the head for the department, everybody for their own position. */
export function mayOpen(
	directory: Directory,
	actor: Person,
	positionId: string,
	about: Pick<HandoverCase, 'personId' | 'successorId'>,
): boolean {
	const position = positionById(directory, positionId)
	if (!position) return false
	const own = holdersOf(directory, positionId).some(({ id }) => id === actor.id) ? ownerOf(about) : undefined
	return may(actor, 'open-handover', position.departmentId, own)
}

/** Whether a person may know of a handover at all: by role, or because they are part of it. */
export function maySeeCase(directory: Directory, actor: Person, about: About): boolean {
	const positionId = positionOfCase(about.id)
	const position = positionById(directory, positionId)
	if (!position) return false
	const part = [about.personId, about.successorId, about.guideId].includes(actor.id)
	return (
		part || leads(directory, positionId, actor) || may(actor, 'see-handovers', position.departmentId, ownerOf(about))
	)
}

/** Whether a person may change, close or reopen it: who may open it, its guide, and the guides of the town. */
export function mayTend(directory: Directory, actor: Person, about: About): boolean {
	const positionId = positionOfCase(about.id)
	const position = positionById(directory, positionId)
	if (!position) return false
	if (about.guideId === actor.id || leads(directory, positionId, actor)) return true
	return (
		may(actor, 'open-handover', position.departmentId, ownerOf(about)) ||
		may(actor, 'guide-handovers', position.departmentId)
	)
}

/** Those who look after the handover, and those the step is for, may say that it is done. */
export function mayTick(directory: Directory, actor: Person, handover: HandoverCase, stepId: string): boolean {
	if (mayTend(directory, actor, handover)) return true
	return plannedSteps(handover, directory).some(({ id, who }) => id === stepId && who.includes(actor.id))
}

/** How much is written down is for those who work on the handover; HR needs the month and the steps only. */
export function maySeeCounts(directory: Directory, actor: Person, about: About): boolean {
	const positionId = positionOfCase(about.id)
	const departmentId = positionById(directory, positionId)?.departmentId
	if (departmentId === undefined) return false
	if ([about.personId, about.successorId, about.guideId].includes(actor.id) || leads(directory, positionId, actor))
		return true
	return (
		may(actor, 'guide-handovers', departmentId) ||
		(actor.roles.includes('departmentHead') && actor.departmentId === departmentId)
	)
}
