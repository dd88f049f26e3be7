import type { HandoverNotice } from '../notices/handover-notice'
import type { Notice } from '../notices/notice'
import type { PositionKnowledge } from './knowledge'

/** What a person is to be told; the position follows from the document it is written with. */
export type News = Omit<HandoverNotice, 'kind' | 'positionId'>

/**
 * The same knowledge with a message for each of some people, in the write that causes it. No person is told twice of
 * one change, and a repeated decision about the same revision makes the same keys.
 */
export function telling(
	knowledge: PositionKnowledge,
	toIds: readonly (string | undefined)[],
	news: News,
): PositionKnowledge {
	const { positionId, revision, pending } = knowledge
	const about = [news.about, news.caseId?.split(':').pop(), news.entryId, news.questionId]
		.filter((part) => part !== undefined)
		.join('.')
	const known = new Set(pending.map(({ key }) => key))
	const notices = [...new Set(toIds)]
		.filter((id) => id !== undefined)
		.map(
			(personId): Notice => ({
				...news,
				key: `handover:${positionId}:${revision}:${about}:${personId}`,
				kind: 'handover',
				positionId,
				to: { personId },
			}),
		)
		.filter(({ key }) => !known.has(key))
	return notices.length === 0 ? knowledge : { ...knowledge, pending: [...pending, ...notices] }
}
