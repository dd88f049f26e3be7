import type { Directory } from '../directory/directory'
import { positionById } from '../directory/positions'
import { entryCommitments } from '../knowledge/entry-commitments'
import { firstDayOfCase, type HandoverCase, isOver } from '../knowledge/handover-case'
import { openCases, type PositionKnowledge } from '../knowledge/knowledge'
import type { Commitment } from '../notices/reminder'
import { addDays, addWeeks } from '../shared/calendar'
import { halfYearOf } from '../shared/half-year'
import { type PlannedStep, plannedSteps } from './planned-steps'

/**
 * Days: who looks at their reminders sees what is near. An open step is asked for at most so long afterwards; the
 * handover itself keeps it.
 */
const ahead = 70
const behind = 60

/**
 * What the steps of all open handovers ask of people on a day (local date). A person without a step has none; nothing
 * falls to people who are not involved.
 */
export function handoverCommitments(
	all: readonly PositionKnowledge[],
	directory: Directory,
	today: string,
): readonly Commitment[] {
	return all.flatMap((knowledge) =>
		openCases(knowledge).flatMap((one) => commitmentsOfCase(knowledge.positionId, one, directory, today)),
	)
}

/** Everything of a town's knowledge that people are reminded of. */
export function knowledgeCommitments(
	all: readonly PositionKnowledge[],
	directory: Directory,
	today: string,
): readonly Commitment[] {
	const ofEntries = all.flatMap((knowledge) => entryCommitments(knowledge, directory, today))
	return [...handoverCommitments(all, directory, today), ...ofEntries].filter(({ ownerIds }) => ownerIds.length > 0)
}

function commitmentsOfCase(
	positionId: string,
	handover: HandoverCase,
	directory: Directory,
	today: string,
): readonly Commitment[] {
	const position = positionById(directory, positionId)
	if (!position || isOver(handover, today)) return []
	const steps = plannedSteps(handover, directory)
	return [...steps.filter(({ step }) => step !== 'packet'), ...packetsNow(steps, today)]
		.filter(({ dueOn, who }) => who.length > 0 && addDays(today, -behind) <= dueOn && dueOn <= addDays(today, ahead))
		.map(
			({ id, step, dueOn, who, doneOn }): Commitment => ({
				id: `handover:${handover.id}:${id}`,
				kind: 'handover',
				title: { de: position.name, en: position.name },
				dueOn,
				ownerIds: who,
				done: doneOn !== undefined,
				unit: position.departmentId,
				halfYear: halfYearOf(dueOn),
				place: { positionId, caseId: handover.id, step: id },
				stages: step === 'packet' || asksTooLate(step, dueOn, handover) ? ['today'] : ['today', 'overdue'],
			}),
		)
}

/**
 * A packet that did not fit is not missed: the next one comes in a week. And a person who is away by then is left in
 * peace.
 */
function asksTooLate(step: PlannedStep['step'], dueOn: string, handover: HandoverCase): boolean {
	return step === 'short-interview' && addWeeks(dueOn, 1) >= firstDayOfCase(handover)
}

/** The packet of this week and the next one, so that after a pause the missed ones do not all come at once. */
function packetsNow(steps: readonly PlannedStep[], today: string): readonly PlannedStep[] {
	const packets = steps.filter(({ step }) => step === 'packet')
	const latest = packets.findLast(({ dueOn }) => dueOn <= today)
	const next = packets.find(({ dueOn }) => dueOn > today)
	return [latest, next].filter((one) => one !== undefined)
}
