import { clean } from '../shared/text'
import type { Entry } from './entry'
import { longestComment, stampOfContents } from './entry-content'
import { type EntryDecision, type EntryEvent, refusedEntry } from './entry-event'
import { tellOfRelease, tellOfReturn } from './entry-news'
import { releasersOf, type Waiting, waitingFor } from './four-eyes'
import { entryById, type KnowledgeCircumstances, type PositionKnowledge, withEntry } from './knowledge'

/** Says of some waiting texts what was shown of them. */
export function stampOfWaiting(waiting: readonly Waiting[]): string {
	return stampOfContents(waiting.map(({ entry, content }) => ({ id: entry.id, content })))
}

/**
 * A second person takes over responsibility for one text or for all of the position that they have before them, exactly
 * as they were shown.
 */
export function releaseEntries(
	knowledge: PositionKnowledge,
	entryId: string | undefined,
	stamp: string,
	{ actor, today, directory }: KnowledgeCircumstances,
): EntryDecision {
	const all = waitingFor(directory, knowledge, actor)
	const chosen = entryId === undefined ? all : all.filter(({ entry }) => entry.id === entryId)
	if (chosen.length === 0) return refusedRelease(knowledge, entryId, { actor, directory })
	if (stampOfWaiting(chosen) !== stamp) return refusedEntry('outdated', entryId === undefined ? {} : { entryId })
	const next = chosen.reduce((at, waiting) => withEntry(at, released(waiting, actor.id, today)), knowledge)
	return {
		next: tellOfRelease(
			next,
			chosen.map(({ by }) => by),
			today,
		),
		said: { remark: 'released', count: chosen.length, ...(entryId !== undefined && { entryId }) },
	}
}

/**
 * The author learns that another person has to release it, the person who has released it that it is done; everybody
 * else learns nothing.
 */
function refusedRelease(
	knowledge: PositionKnowledge,
	entryId: string | undefined,
	{ actor, directory }: Pick<KnowledgeCircumstances, 'actor' | 'directory'>,
): EntryDecision {
	const entry = entryById(knowledge, entryId)
	const writer = entry?.proposal ? entry.proposal.by : entry?.authorId
	if (entry && writer === actor.id && (entry.proposal || entry.state === 'submitted'))
		return refusedEntry('own-words', { entryId: entry.id })
	if (entry?.releasedBy === actor.id) return refusedEntry('already', { entryId: entry.id })
	const releases = releasersOf(directory, knowledge.positionId, undefined).some((one) => one.id === actor.id)
	return refusedEntry(entryId === undefined && releases ? 'already' : 'not-there')
}

function released({ entry, content, by }: Waiting, releasedBy: string, today: string): Entry {
	const { returnedWith: _comment, proposal, confirmedOn: _earlier, recurrence: _before, authorId, ...rest } = entry
	const author = proposal ? by || undefined : authorId
	return {
		...rest,
		...content,
		...(author !== undefined && { authorId: author }),
		state: 'released',
		revision: entry.revision + 1,
		releasedOn: today,
		releasedBy,
	}
}

/** Back to its author with a word about what is missing. The text stays, and waits for its author only. */
export function returnEntry(
	knowledge: PositionKnowledge,
	event: Extract<EntryEvent, { type: 'returned' }>,
	circumstances: KnowledgeCircumstances,
): EntryDecision {
	const { actor, directory, guard } = circumstances
	const { entryId } = event
	const [waiting] = waitingFor(directory, knowledge, actor).filter(({ entry }) => entry.id === entryId)
	if (!waiting) {
		const entry = entryById(knowledge, entryId)
		const writer = entry?.proposal ? entry.proposal.by : entry?.authorId
		const mine = releasersOf(directory, knowledge.positionId, writer).some((one) => one.id === actor.id)
		return refusedEntry(entry?.returnedWith !== undefined && mine ? 'already' : 'not-there')
	}
	const comment = clean(event.comment)
	if (comment === '') return refusedEntry('comment-missing', { entryId })
	const sensitive = guard(comment)
	if (sensitive) return refusedEntry('sensitive', { entryId, sensitive, at: 'comment' })
	if (comment.length > longestComment) return refusedEntry('too-long', { entryId, at: 'comment' })
	if (stampOfWaiting([waiting]) !== event.stamp) return refusedEntry('outdated', { entryId })
	const next = withEntry(knowledge, { ...waiting.entry, returnedWith: comment })
	return { next: tellOfReturn(next, waiting.by, entryId, comment, actor.id), said: { remark: 'returned', entryId } }
}
