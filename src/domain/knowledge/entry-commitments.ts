import type { Directory } from '../directory/directory'
import { caretakersOf, positionById } from '../directory/positions'
import type { Commitment, CommitmentStage } from '../notices/reminder'
import { addDays, addMonths } from '../shared/calendar'
import { halfYearOf } from '../shared/half-year'
import { type Entry, reviewDueOn } from './entry'
import type { PositionKnowledge } from './knowledge'
import { occurrencesOf } from './occurrences'

/** Days: how far deadlines are looked at ahead and back. */
const ahead = 60
const back = 30

/**
 * What a position's released entries ask of its caretakers: each occurrence of a recurring deadline, and once a month
 * to say whether what falls due for review in that month is still right. They belong to the position: those who take
 * care of it on that day are asked, and its superiors as soon as it is vacant. What is put away asks for
 * nothing.
 */
export function entryCommitments(
	knowledge: PositionKnowledge,
	directory: Directory,
	today: string,
): readonly Commitment[] {
	const position = positionById(directory, knowledge.positionId)
	if (!position) return []
	const released = knowledge.entries.filter(({ state }) => state === 'released')
	const ownerIds = caretakersOf(directory, position.id).map(({ id }) => id)
	const shared = (dueOn: string) => ({
		dueOn,
		ownerIds,
		done: false,
		unit: position.departmentId,
		halfYear: halfYearOf(dueOn),
	})
	const deadlines = released.flatMap((entry) =>
		occurrencesFor(entry, today).map(
			(dueOn): Commitment => ({
				id: `deadline:${position.id}:${entry.id}:${dueOn}`,
				kind: 'deadline',
				title: { de: entry.title, en: entry.title },
				...shared(dueOn),
				place: { positionId: position.id, entryId: entry.id },
				stages: stagesOf(entry),
			}),
		),
	)
	const rechecks = [...reviewMonths(released, today)].map(
		(month): Commitment => ({
			id: `recheck:${position.id}:${month}`,
			kind: 'recheck',
			title: { de: position.name, en: position.name },
			...shared(lastDayOf(month)),
			place: { positionId: position.id },
			stages: ['today', 'overdue'],
		}),
	)
	return [...deadlines, ...rechecks]
}

/** What comes every day needs no reminder, and what comes every week none before its day. */
function occurrencesFor({ recurrence }: Entry, today: string): readonly string[] {
	if (!recurrence || recurrence.rhythm === 'daily') return []
	return occurrencesOf(recurrence, addDays(today, -back), addDays(today, ahead))
}

/** What is done every month needs no reminder two weeks before as well. */
function stagesOf({ recurrence }: Entry): readonly CommitmentStage[] {
	switch (recurrence?.rhythm) {
		case 'weekly':
			return ['today']
		case 'monthly':
			return ['close', 'overdue']
		default:
			return ['soon', 'close', 'overdue']
	}
}

/**
 * The months up to the one that `ahead` reaches in which reviews fall due; a month is over when all of it is confirmed.
 */
function reviewMonths(released: readonly Entry[], today: string): ReadonlySet<string> {
	const last = addDays(today, ahead).slice(0, 7)
	return new Set(released.map((entry) => reviewDueOn(entry).slice(0, 7)).filter((month) => month <= last))
}

/** All that falls due in a month is asked for on one day that stays the same while people confirm. */
function lastDayOf(month: string): string {
	return addDays(addMonths(`${month}-01`, 1), -1)
}
