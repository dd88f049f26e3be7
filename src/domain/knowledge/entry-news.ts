import type { Directory } from '../directory/directory'
import type { Notice } from '../notices/notice'
import { addDays } from '../shared/calendar'
import { releasersOf, waitingFor } from './four-eyes'
import type { PositionKnowledge } from './knowledge'
import { telling } from './tell'

/** A person who was told within so many days that something waits is not told again while it waits. */
const daysOfPatience = 7

/**
 * Tells those who release that something waits. Several submissions in a row are one message: a person who was told
 * lately and could not look yet is not told again, and what is withdrawn and handed in again on the same day is told
 * once.
 */
export function tellOfSubmission(
	next: PositionKnowledge,
	before: PositionKnowledge,
	authorId: string,
	directory: Directory,
	today: string,
): PositionKnowledge {
	const to = releasersOf(directory, next.positionId, authorId).filter(
		(person) => !waitingFor(directory, before, person).some(({ on }) => on > addDays(today, -daysOfPatience)),
	)
	// Looked at again means a new lot: what was released or given back meanwhile counts.
	const looked = before.entries.reduce(
		(sum, { revision, returnedWith }) => sum + revision + (returnedWith === undefined ? 0 : before.revision),
		0,
	)
	const notices = to.map(
		({ id }): Notice => ({
			key: `handover:${next.positionId}:${today}.${looked}:entry-submitted:${id}`,
			kind: 'handover',
			about: 'entry-submitted',
			positionId: next.positionId,
			to: { personId: id },
		}),
	)
	return withNotices(next, notices)
}

/** Thanks the authors of what was released: one message each day, however many steps it took. */
export function tellOfRelease(
	next: PositionKnowledge,
	authorIds: readonly (string | undefined)[],
	today: string,
): PositionKnowledge {
	const notices = [...new Set(authorIds)]
		.filter((id) => id !== undefined)
		.map(
			(id): Notice => ({
				key: `handover:${next.positionId}:${today}:entries-released:${id}`,
				kind: 'handover',
				about: 'entries-released',
				positionId: next.positionId,
				to: { personId: id },
			}),
		)
	return withNotices(next, notices)
}

/** Brings the author the comment. */
export function tellOfReturn(
	next: PositionKnowledge,
	authorId: string | undefined,
	entryId: string,
	comment: string,
	byId: string,
): PositionKnowledge {
	return telling(next, [authorId], { about: 'entry-returned', entryId, comment, byId })
}

function withNotices(next: PositionKnowledge, notices: readonly Notice[]): PositionKnowledge {
	const known = new Set(next.pending.map(({ key }) => key))
	const fresh = notices.filter(({ key }) => !known.has(key))
	return fresh.length === 0 ? next : { ...next, pending: [...next.pending, ...fresh] }
}
