import type { EntriesShown } from '../../dialog/entries-shown'
import { type EntryChange, type EntryLook, everyDraft, type HandingIn } from '../../dialog/entry-look'
import type { Refused, ShownOf } from '../../dialog/shown'
import { decideEntry } from '../../domain/knowledge/decide-entry'
import { canHandIn, type DraftStand } from '../../domain/knowledge/draft-stands'
import type { EntryContent } from '../../domain/knowledge/entry'
import type { EntrySaid } from '../../domain/knowledge/entry-event'
import { waitingFor } from '../../domain/knowledge/four-eyes'
import { positionOfCase } from '../../domain/knowledge/handover-case'
import { entryById, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import type { Recognised } from '../directory/recognise'
import { changeKnowledge } from '../documents/position-knowledge'
import type { Tools } from '../tools'
import { lookAtEntries, nextWaiting, ownInterviews, standsOf } from './entry-pages'

type EntriesOrRefused = EntriesShown | ShownOf<'which-one'> | Refused

/** Something happens to an entry of a position; what is shown is where the person stands afterwards. */
export async function changeEntry(
	tools: Tools,
	who: Recognised,
	{ positionId, event }: EntryChange,
): Promise<EntriesOrRefused> {
	const { knowledge, said } = await changeKnowledge(tools, who, positionId, (now, circumstances) =>
		decideEntry(now, event, circumstances),
	)
	return shownAfter(tools, who, knowledge, event, said)
}

/** Hands drafts of an interview in. The texts are read from the interview itself; the card only says which. */
export async function handInDrafts(
	tools: Tools,
	who: Recognised,
	{ caseId, keys, visibility, after }: HandingIn,
): Promise<EntriesOrRefused> {
	const [interview] = await ownInterviews(tools, who, caseId)
	if (!interview) return lookAtEntries(tools, who, { page: 'drafts', caseId }, { remark: 'not-there' })
	const stands = await standsOf(tools, who, interview)
	const chosen = (one: DraftStand) => (keys.includes(everyDraft) ? canHandIn(one) : keys.includes(one.draft.key))
	const drafts = stands.filter(chosen).map(({ draft }) => (visibility === undefined ? draft : { ...draft, visibility }))
	const { knowledge, said } = await changeKnowledge(tools, who, positionOfCase(caseId), (now, circumstances) =>
		decideEntry(now, { type: 'handed-in', caseId, drafts }, circumstances),
	)
	const next = after === 'next' ? stands.find((one) => canHandIn(one) && !keys.includes(one.draft.key)) : undefined
	return lookAtEntries(
		tools,
		who,
		next ? { page: 'draft', caseId, key: next.draft.key } : { page: 'drafts', caseId },
		said,
		knowledge,
	)
}

/** Where a person stands after a step, or before it where nothing came of it. */
function shownAfter(
	tools: Tools,
	who: Recognised,
	knowledge: PositionKnowledge,
	event: EntryChange['event'],
	said: EntrySaid,
): Promise<EntriesOrRefused> {
	const { positionId } = knowledge
	const go = (look: EntryLook) => lookAtEntries(tools, who, look, said, knowledge)
	const typedForm = async (content: EntryContent, look: EntryLook) => withTyped(await go(look), content)
	const entryOr = (entryId: string | undefined): EntryLook =>
		entryById(knowledge, entryId) && entryId !== undefined
			? { page: 'entry', positionId, entryId }
			: { page: 'position', positionId }
	switch (event.type) {
		case 'written':
			return said.kept
				? typedForm(said.kept, { page: 'write', positionId, type: event.content.type })
				: go(entryOr(said.entryId))
		case 'changed': {
			if (!said.kept || said.remark === 'waits-already') return go(entryOr(event.entryId))
			return typedForm(said.kept, { page: 'change', positionId, entryId: event.entryId })
		}
		case 'withdrawn': {
			if (!said.kept || said.entryId !== undefined) return go(entryOr(event.entryId))
			if (said.caseId !== undefined) return go({ page: 'drafts', caseId: said.caseId })
			return typedForm(said.kept, { page: 'write', positionId, type: said.kept.type })
		}
		case 'released':
		case 'returned': {
			const again = ['outdated', 'comment-missing', 'sensitive', 'too-long'].includes(said.remark)
			if (event.entryId === undefined) return go({ page: 'releases' })
			if (again) return go({ page: 'waiting', positionId, entryId: event.entryId })
			// A reader of one goes on with the next: there may be dozens.
			const next = nextWaiting(knowledge, waitingFor(who.directory, knowledge, who.person), event.entryId)
			return go(next ? { page: 'waiting', positionId, entryId: next.entry.id } : { page: 'releases' })
		}
		case 'confirmed':
			return go(
				event.entries.length === 1 ? entryOr(event.entries[0]?.id) : { page: 'position', positionId, shelf: 'check' },
			)
		default:
			return go(entryOr(event.entryId))
	}
}

/** A form with what was typed, for a person who may use it; anything else stays as it is. */
function withTyped(shown: EntriesOrRefused, content: EntryContent): EntriesOrRefused {
	if (shown.kind !== 'entries' || (shown.page.page !== 'write' && shown.page.page !== 'change')) return shown
	return { ...shown, page: { ...shown.page, content } }
}
