import { may } from '../directory/may'
import { positionById } from '../directory/positions'
import { entryTypes } from '../shared/entry-type'
import { canHandIn, draftStands, originOf } from './draft-stands'
import type { Draft, Entry, EntryContent } from './entry'
import { type CheckedContent, checkedContent, contentOf, sameContent } from './entry-content'
import { type EntryDecision, type EntryEvent, type EntrySaid, refusedEntry } from './entry-event'
import { tellOfSubmission } from './entry-news'
import { isCaretaker, mayWrite } from './four-eyes'
import { caseById, entryById, type KnowledgeCircumstances, type PositionKnowledge, withEntry } from './knowledge'
import { releaseEntries, returnEntry } from './release-entry'
import { maySeeEntry } from './visibility'

/** More than any position should have to read. */
const mostEntries = 400

/** Takes one step in the life of a position's entries. Pure; permission is decided here and nowhere else. */
export function decideEntry(
	knowledge: PositionKnowledge,
	event: EntryEvent,
	circumstances: KnowledgeCircumstances,
): EntryDecision {
	if (positionById(circumstances.directory, knowledge.positionId) === undefined) return refusedEntry('not-there')
	switch (event.type) {
		case 'handed-in':
			return handIn(knowledge, event.caseId, event.drafts, circumstances)
		case 'written':
			return write(knowledge, event.content, circumstances)
		case 'changed':
			return change(knowledge, event, circumstances)
		case 'withdrawn':
			return withdraw(knowledge, event.entryId, circumstances)
		case 'released':
			return releaseEntries(knowledge, event.entryId, event.stamp, circumstances)
		case 'returned':
			return returnEntry(knowledge, event, circumstances)
		case 'confirmed':
			return confirm(knowledge, event.entries, circumstances)
		case 'archived':
		case 'restored':
			return putAway(knowledge, event.entryId, event.type, circumstances)
		case 'helped':
			return thank(knowledge, event.entryId, event.seen, circumstances)
	}
}

function problemOf(
	checked: Exclude<CheckedContent, { content: unknown }>,
	about: Partial<EntrySaid> = {},
): EntryDecision {
	const { problem, kept, sensitive, at } = checked
	return refusedEntry(problem, { kept, ...(sensitive && { sensitive }), ...(at !== undefined && { at }), ...about })
}

function handIn(
	knowledge: PositionKnowledge,
	caseId: string,
	chosen: readonly Draft[],
	circumstances: KnowledgeCircumstances,
): EntryDecision {
	const { actor, today, guard, directory } = circumstances
	const handover = caseById(knowledge, caseId)
	if (!handover || handover.closedOn !== undefined || !may(actor, 'answer-interview', undefined, handover.personId))
		return refusedEntry('not-there')
	if (chosen.length === 0) return refusedEntry('nothing-chosen')
	let next = knowledge
	let count = 0
	for (const draft of chosen) {
		const [stand] = draftStands(next, caseId, actor.id, [draft])
		if (!stand || !canHandIn(stand)) continue
		const checked = checkedContent(draft, guard)
		// What the interview took has passed the guard; if the rules have become stricter since, nothing of this lot is
		// kept.
		if ('problem' in checked) return problemOf(checked)
		const { entry } = stand
		if (!entry && next.entries.length >= mostEntries) return refusedEntry('full')
		next = entry
			? submitted(next, entry, checked.content, actor.id, today)
			: added(next, checked.content, actor.id, today, originOf(caseId, draft))
		count++
	}
	if (count === 0) return refusedEntry('already')
	return { next: tellOfSubmission(next, knowledge, actor.id, directory, today), said: { remark: 'handed-in', count } }
}

function write(
	knowledge: PositionKnowledge,
	given: EntryContent,
	circumstances: KnowledgeCircumstances,
): EntryDecision {
	const { actor, today, guard, directory } = circumstances
	if (!mayWrite(directory, knowledge, actor, today) || !entryTypes.includes(given.type))
		return refusedEntry('not-there')
	const checked = checkedContent(given, guard)
	if ('problem' in checked) return problemOf(checked)
	const { content } = checked
	const same = knowledge.entries.find(
		(entry) => entry.authorId === actor.id && entry.state !== 'archived' && sameContent(entry, content),
	)
	if (same) return refusedEntry('already', { entryId: same.id })
	if (knowledge.entries.length >= mostEntries) return refusedEntry('full', { kept: content })
	const next = added(knowledge, content, actor.id, today)
	return {
		next: tellOfSubmission(next, knowledge, actor.id, directory, today),
		said: { remark: 'written', entryId: `e${knowledge.nextNumber}` },
	}
}

/**
 * A released text stays as it is and the change waits beside it; what is not released yet is simply written anew by its
 * author.
 */
function change(
	knowledge: PositionKnowledge,
	event: Extract<EntryEvent, { type: 'changed' }>,
	circumstances: KnowledgeCircumstances,
): EntryDecision {
	const { actor, today, guard, directory } = circumstances
	const entry = entryById(knowledge, event.entryId)
	const own = entry?.state === 'submitted' && entry.authorId === actor.id
	if (!entry || entry.state === 'archived' || event.content.type !== entry.type) return refusedEntry('not-there')
	if (!own && (entry.state === 'submitted' || !mayWrite(directory, knowledge, actor, today)))
		return refusedEntry('not-there')
	const checked = checkedContent(
		{ ...event.content, ...(entry.serviceId !== undefined && { serviceId: entry.serviceId }) },
		guard,
	)
	if ('problem' in checked) return problemOf(checked, { entryId: entry.id })
	const { content } = checked
	const before = entry.proposal ? entry.proposal.content : entry
	const again =
		entry.returnedWith === undefined &&
		(entry.proposal ? entry.proposal.by === actor.id : true) &&
		sameContent(before, content)
	if (again || (entry.state === 'released' && sameContent(entry, content)))
		return refusedEntry('already', { entryId: entry.id })
	if (entry.proposal && entry.proposal.by !== actor.id)
		return refusedEntry('waits-already', { entryId: entry.id, kept: content })
	if (entry.revision !== event.revision) return refusedEntry('outdated', { entryId: entry.id, kept: content })
	const next = submitted(knowledge, entry, content, actor.id, today)
	return {
		next: tellOfSubmission(next, knowledge, actor.id, directory, today),
		said: { remark: 'changed', entryId: entry.id },
	}
}

/**
 * Until it is released the author decides. What is withdrawn is gone from here; its words go back to the person who
 * wrote them.
 */
function withdraw(knowledge: PositionKnowledge, entryId: string, { actor }: KnowledgeCircumstances): EntryDecision {
	const entry = entryById(knowledge, entryId)
	if (!entry) return refusedEntry('not-there')
	const revision = knowledge.revision + 1
	if (entry.proposal?.by === actor.id) {
		const { proposal, returnedWith: _comment, ...rest } = entry
		return { next: withEntry(knowledge, rest), said: { remark: 'withdrawn', entryId, kept: proposal.content } }
	}
	if (entry.state !== 'submitted' || entry.authorId !== actor.id) return refusedEntry('not-there')
	const caseId = entry.from?.split('#', 1)[0]
	// A question that it would have answered waits again.
	const questions = knowledge.questions.map(({ entryId: answer, ...question }) =>
		answer === undefined || answer === entryId ? question : { ...question, entryId: answer },
	)
	const entries = knowledge.entries.filter((one) => one.id !== entryId)
	return {
		next: { ...knowledge, revision, entries, questions },
		said: { remark: 'withdrawn', kept: contentOf(entry), ...(caseId !== undefined && { caseId }) },
	}
}

/** "Still right", for one or several; what has changed since the card was made has to be read first. */
function confirm(
	knowledge: PositionKnowledge,
	chosen: readonly { id: string; revision: number }[],
	{ actor, today, directory }: KnowledgeCircumstances,
): EntryDecision {
	if (!isCaretaker(directory, knowledge.positionId, actor)) return refusedEntry('not-there')
	const entries = chosen.map(({ id }) => entryById(knowledge, id))
	if (chosen.length === 0) return refusedEntry('nothing-chosen')
	if (entries.some((entry) => entry?.state !== 'released')) return refusedEntry('not-there')
	if (chosen.some(({ revision }, at) => entries[at]?.revision !== revision)) return refusedEntry('outdated')
	const ids = new Set(entries.flatMap((entry) => (entry && entry.confirmedOn !== today ? [entry.id] : [])))
	if (ids.size === 0) return refusedEntry('already')
	const confirmed = knowledge.entries.map((entry) => (ids.has(entry.id) ? { ...entry, confirmedOn: today } : entry))
	return {
		next: { ...knowledge, revision: knowledge.revision + 1, entries: confirmed },
		said: { remark: 'confirmed', count: ids.size },
	}
}

/** Puts a released entry away or takes it out again; its text stays what it was. */
function putAway(
	knowledge: PositionKnowledge,
	entryId: string,
	to: 'archived' | 'restored',
	{ actor, directory }: KnowledgeCircumstances,
): EntryDecision {
	const entry = entryById(knowledge, entryId)
	if (!entry || entry.state === 'submitted' || !isCaretaker(directory, knowledge.positionId, actor))
		return refusedEntry('not-there')
	const state = to === 'archived' ? 'archived' : 'released'
	if (entry.state === state) return refusedEntry('already', { entryId })
	return { next: withEntry(knowledge, { ...entry, state }), said: { remark: to, entryId } }
}

/** Counts that it helped. Who said so is not kept, and authors cannot thank themselves. */
function thank(
	knowledge: PositionKnowledge,
	entryId: string,
	seen: number,
	{ actor, directory, today }: KnowledgeCircumstances,
): EntryDecision {
	const entry = entryById(knowledge, entryId)
	if (entry?.state !== 'released' || !maySeeEntry(directory, knowledge, entry, actor, today))
		return refusedEntry('not-there')
	if (entry.authorId === actor.id) return refusedEntry('own-words', { entryId })
	if (entry.helped !== seen) return refusedEntry('already', { entryId })
	return { next: withEntry(knowledge, { ...entry, helped: seen + 1 }), said: { remark: 'thanked', entryId } }
}

function added(
	knowledge: PositionKnowledge,
	content: EntryContent,
	authorId: string,
	today: string,
	from?: string,
): PositionKnowledge {
	const id = `e${knowledge.nextNumber}`
	const entry: Entry = {
		...content,
		id,
		...(from !== undefined && { from }),
		authorId,
		state: 'submitted',
		revision: 0,
		submittedOn: today,
		helped: 0,
		answered: [],
	}
	return {
		...knowledge,
		revision: knowledge.revision + 1,
		nextNumber: knowledge.nextNumber + 1,
		entries: [...knowledge.entries, entry],
	}
}

/** The same entry with new words that wait. */
function submitted(
	knowledge: PositionKnowledge,
	entry: Entry,
	content: EntryContent,
	by: string,
	today: string,
): PositionKnowledge {
	const { returnedWith: _comment, ...rest } = entry
	if (entry.state === 'released') return withEntry(knowledge, { ...rest, proposal: { content, by, on: today } })
	const { recurrence: _before, ...fresh } = rest
	return withEntry(knowledge, { ...fresh, ...content, submittedOn: today })
}
