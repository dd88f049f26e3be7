import type { CardSubject, Milestone } from '../channels/milestone'
import {
	type Moves,
	movedCase,
	movedCommitment,
	movedDepartment,
	movedItem,
	movedNumber,
	movedPosition,
	movedReminderKey,
	movedSession,
} from '../directory/moves'
import type { Notice } from './notice'
import type { Commitment, DueReminder, KnowledgePlace } from './reminder'

/**
 * The message after a change of the organisation. Its key stays: it names the cause, and by it no message goes out
 * twice.
 */
export function followNotice<Any extends Notice>(notice: Any, moves: Moves): Any
export function followNotice(notice: Notice, moves: Moves): Notice {
	switch (notice.kind) {
		case 'milestone':
			return { ...notice, to: followAudience(notice.to, moves), milestone: followMilestone(notice.milestone, moves) }
		case 'redraw':
			return { ...notice, to: followAudience(notice.to, moves), subject: followSubject(notice.subject, moves) }
		case 'digicheck-handed-in':
		case 'digicheck-returned':
		case 'digicheck-released':
			return { ...notice, sessionId: movedSession(moves, notice.sessionId) }
		case 'reminder':
			return { ...notice, reminders: notice.reminders.map((one) => followReminder(one, moves)) }
		case 'schedule-gap':
			return { ...notice, missed: notice.missed.map((one) => ({ ...one, key: movedReminderKey(moves, one.key) })) }
		case 'handover': {
			const { positionId, caseId, entryId, questionId } = notice
			return {
				...notice,
				positionId: movedPosition(moves, positionId),
				...(caseId !== undefined && { caseId: movedCase(moves, caseId) }),
				...(entryId !== undefined && { entryId: movedNumber(moves, positionId, entryId) }),
				...(questionId !== undefined && { questionId: movedNumber(moves, positionId, questionId) }),
			}
		}
		default:
			return notice
	}
}

function followAudience(
	{ channelsOf }: { readonly channelsOf: readonly string[] },
	moves: Moves,
): { readonly channelsOf: readonly string[] } {
	return { channelsOf: [...new Set(channelsOf.map((one) => movedDepartment(moves, one)))] }
}

function followMilestone(milestone: Milestone, moves: Moves): Milestone {
	return {
		...milestone,
		...('departmentId' in milestone && { departmentId: movedDepartment(moves, milestone.departmentId) }),
		...('unit' in milestone && { unit: movedDepartment(moves, milestone.unit) }),
		...('item' in milestone && { item: movedItem(moves, milestone.item) }),
	}
}

export function followSubject(subject: CardSubject, moves: Moves): CardSubject {
	switch (subject.about) {
		case 'digicheck':
			return { ...subject, departmentId: movedDepartment(moves, subject.departmentId) }
		case 'bundle':
			return { ...subject, unit: movedDepartment(moves, subject.unit) }
		default:
			return subject
	}
}

export function followReminder(reminder: DueReminder, moves: Moves): DueReminder {
	const key = movedReminderKey(moves, reminder.key)
	return reminder.rule === 'commitment'
		? { ...reminder, key, commitment: followCommitment(reminder.commitment, moves) }
		: { ...reminder, key }
}

function followCommitment({ id, unit, place, ...rest }: Commitment, moves: Moves): Commitment {
	const moved = place && followPlace(place, moves)
	return {
		id: movedCommitment(moves, id),
		...rest,
		unit: (moved && moves.homes.get(moved.positionId)) ?? movedDepartment(moves, unit),
		...(moved && { place: moved }),
	}
}

function followPlace({ positionId, caseId, entryId, ...rest }: KnowledgePlace, moves: Moves): KnowledgePlace {
	return {
		positionId: movedPosition(moves, positionId),
		...(caseId !== undefined && { caseId: movedCase(moves, caseId) }),
		...rest,
		...(entryId !== undefined && { entryId: movedNumber(moves, positionId, entryId) }),
	}
}
