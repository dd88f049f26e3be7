import type { EntriesShown, EntryPage, ShownRisks } from '../../dialog/entries-shown'
import type { EntryLook } from '../../dialog/entry-look'
import type { Refused, ShownOf } from '../../dialog/shown'
import { may } from '../../domain/directory/may'
import { positionById, positionsOf, superiorsOf } from '../../domain/directory/positions'
import { canHandIn, type DraftStand, draftStands } from '../../domain/knowledge/draft-stands'
import { usualVisibility } from '../../domain/knowledge/entry'
import { contentOf } from '../../domain/knowledge/entry-content'
import type { EntrySaid } from '../../domain/knowledge/entry-event'
import { isCaretaker, mayWrite, readBy, type Waiting, waitingFor } from '../../domain/knowledge/four-eyes'
import { type HandoverCase, isOver, positionOfCase } from '../../domain/knowledge/handover-case'
import { entryById, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import { knowledgeOf, riskOf } from '../../domain/knowledge/risk'
import { isClose, maySeeEntry, visibleEntries } from '../../domain/knowledge/visibility'
import type { Recognised } from '../directory/recognise'
import { readKnowledge, readTownsKnowledge } from '../documents/position-knowledge'
import { readDrafts } from '../documents/read-drafts'
import { refused } from '../refused'
import type { Tools } from '../tools'
import { whichPosition } from './which-position'

/**
 * A person looks at entries. What is not there and what is not theirs are answered alike. `known` is what the position
 * knows, if a decision has just read it.
 */
export async function lookAtEntries(
	tools: Tools,
	who: Recognised,
	look: EntryLook,
	said?: EntrySaid,
	known?: PositionKnowledge,
): Promise<EntriesShown | ShownOf<'which-one'> | Refused> {
	if (look.page === 'risks' || look.page === 'risk') return risks(tools, who, look)
	const { directory, person } = who
	const shown = (page: EntryPage, remark = said): EntriesShown => ({
		kind: 'entries',
		page,
		...(remark && { said: remark }),
		directory,
		person,
		today: tools.today(),
	})
	if (!may(person, 'search-knowledge', person.departmentId)) return refused(who)
	switch (look.page) {
		case 'drafts':
		case 'draft': {
			const found = await ownInterviews(tools, who, look.caseId, known)
			const [only, ...others] = found
			if (!only || others.length > 0)
				return shown({ page: 'interviews', handovers: found.map(({ handover }) => handover) })
			const { handover } = only
			const stands = await standsOf(tools, who, only)
			if (look.page === 'drafts') return shown({ page: 'drafts', handover, stands })
			const stand = stands.find(({ draft }) => draft.key === look.key)
			if (!stand) return shown({ page: 'drafts', handover, stands }, said ?? { remark: 'not-there' })
			return shown({
				page: 'draft',
				handover,
				stand,
				left: stands.filter((one) => one !== stand && canHandIn(one)).length,
			})
		}
		case 'releases':
			return shown(await releases(tools, who, look.positionId))
		case 'waiting': {
			const knowledge = known ?? (await readKnowledge(tools, directory.town.id, look.positionId))
			const all = waitingFor(directory, knowledge, person)
			const waiting = all.find(({ entry }) => entry.id === look.entryId)
			if (!waiting) return shown(await releases(tools, who), said ?? { remark: 'not-there' })
			const before = waiting.entry.proposal && contentOf(waiting.entry)
			const next = nextWaiting(knowledge, all, look.entryId)
			return shown({
				page: 'waiting',
				positionId: look.positionId,
				waiting,
				left: all.length - 1,
				...(before && { before }),
				...(next && { next: next.entry.id }),
			})
		}
		default: {
			const own = positionsOf(directory, person).map(({ id }) => id)
			if (look.positionId === undefined && own.length > 1) return whichPosition(who, 'position', own)
			const positionId = look.positionId ?? own[0]
			if (positionId === undefined) return shown({ page: 'no-position' })
			if (positionById(directory, positionId) === undefined) return refused(who)
			const knowledge = known ?? (await readKnowledge(tools, directory.town.id, positionId))
			const { page, remark } = pageOf(who, knowledge, look, tools.today())
			return page ? shown(page, said ?? (remark && { remark })) : refused(who)
		}
	}
}

type PositionLook = Extract<EntryLook, { page: 'position' | 'entry' | 'kinds' | 'write' | 'change' }>

/**
 * A page of one position; where it cannot be, the position's own, and where there is nothing for the person at all,
 * none.
 */
function pageOf(
	{ directory, person }: Recognised,
	knowledge: PositionKnowledge,
	look: PositionLook,
	today: string,
): { page?: EntryPage; remark?: EntrySaid['remark'] } {
	const { positionId } = knowledge
	const rights = {
		write: mayWrite(directory, knowledge, person, today),
		tend: isCaretaker(directory, positionId, person),
	}
	const entries = visibleEntries(directory, knowledge, person, today).map((entry) =>
		readBy(directory, knowledge, entry, person),
	)
	if (entries.length === 0 && !rights.write && !isClose(directory, knowledge, person, today)) return {}
	const shelf: EntryPage = { page: 'position', positionId, shelf: 'all', from: 0, entries, rights }
	switch (look.page) {
		case 'position':
			return { page: { ...shelf, shelf: look.shelf ?? 'all', from: look.from ?? 0 } }
		case 'kinds':
			return rights.write ? { page: { page: 'kinds', positionId } } : { page: shelf, remark: 'not-there' }
		case 'write': {
			if (!rights.write) return { page: shelf, remark: 'not-there' }
			return {
				page: {
					page: 'write',
					positionId,
					content: { type: look.type, title: '', fields: {}, visibility: usualVisibility[look.type] },
				},
			}
		}
		case 'entry': {
			const entry = entries.find(({ id }) => id === look.entryId)
			if (!entry) return { page: shelf, remark: 'not-there' }
			return { page: { page: 'entry', positionId, entry, proposal: entry.proposal !== undefined, rights } }
		}
		case 'change': {
			const entry = entryById(knowledge, look.entryId)
			if (!entry || !maySeeEntry(directory, knowledge, entry, person, today))
				return { page: shelf, remark: 'not-there' }
			const own = entry.state === 'submitted' && entry.authorId === person.id
			const reread: EntryPage = {
				page: 'entry',
				positionId,
				entry: readBy(directory, knowledge, entry, person),
				proposal: false,
				rights,
			}
			if (!own && (entry.state !== 'released' || !rights.write)) return { page: reread, remark: 'not-there' }
			if (entry.proposal && entry.proposal.by !== person.id) return { page: reread, remark: 'waits-already' }
			const content = entry.proposal ? entry.proposal.content : contentOf(entry)
			const withdrawable = own || entry.proposal !== undefined
			return {
				page: { page: 'change', positionId, entryId: entry.id, revision: entry.revision, content, withdrawable },
			}
		}
	}
}

/** A handover that a person is interviewed about, with what its position knows. */
export interface RunningInterview {
	readonly handover: HandoverCase
	readonly knowledge: PositionKnowledge
}

/**
 * The person's own interviews that are going on: a certain one, those of the positions they hold, or any of the town.
 */
export async function ownInterviews(
	tools: Tools,
	who: Recognised,
	caseId: string | undefined,
	known?: PositionKnowledge,
): Promise<readonly RunningInterview[]> {
	const { directory, person } = who
	const own = ({ cases }: PositionKnowledge) =>
		cases.filter((one) => !isOver(one, tools.today()) && may(person, 'answer-interview', undefined, one.personId))
	const of = async (positionId: string) =>
		known?.positionId === positionId ? known : readKnowledge(tools, directory.town.id, positionId)
	const among = (all: readonly PositionKnowledge[]) =>
		all.flatMap((knowledge) => own(knowledge).map((handover) => ({ handover, knowledge })))
	if (caseId !== undefined)
		return among([await of(positionOfCase(caseId))]).filter(({ handover }) => handover.id === caseId)
	const ofOwn = among(await Promise.all(positionsOf(directory, person).map(({ id }) => of(id))))
	// Who holds another position by now may still hand over the one before.
	return ofOwn.length > 0 ? ofOwn : among(await readTownsKnowledge(tools.store, directory))
}

export async function standsOf(
	tools: Tools,
	who: Recognised,
	{ handover, knowledge }: RunningInterview,
): Promise<readonly DraftStand[]> {
	return draftStands(knowledge, handover.id, who.person.id, await readDrafts(tools, who, handover))
}

/** What waits after that entry, beginning again at the top, so that nothing which was passed over stays behind. */
export function nextWaiting(
	{ entries }: PositionKnowledge,
	waiting: readonly Waiting[],
	entryId: string,
): Waiting | undefined {
	const at = (id: string) => entries.findIndex((one) => one.id === id)
	const others = waiting.filter(({ entry }) => entry.id !== entryId)
	return others.find(({ entry }) => at(entry.id) > at(entryId)) ?? others[0]
}

/** All that waits for the person in the town, or at one position. */
async function releases({ store }: Tools, { directory, person }: Recognised, positionId?: string): Promise<EntryPage> {
	const all = await readTownsKnowledge(store, directory)
	const positions = all
		.filter((knowledge) => positionId === undefined || knowledge.positionId === positionId)
		.map((knowledge) => ({ positionId: knowledge.positionId, waiting: waitingFor(directory, knowledge, person) }))
		.filter(({ waiting }) => waiting.length > 0)
	return { page: 'releases', positions }
}

async function risks(
	tools: Tools,
	who: Recognised,
	look: Extract<EntryLook, { page: 'risks' | 'risk' }>,
): Promise<ShownRisks | Refused> {
	const { directory, person } = who
	const positionId = look.page === 'risk' ? look.positionId : undefined
	const departmentId = look.page === 'risks' ? look.departmentId : undefined
	const positions = directory.positions.filter(
		(one) =>
			(may(person, 'see-knowledge-risks', one.departmentId) ||
				superiorsOf(directory, one.id).some(({ id }) => id === person.id)) &&
			(positionId === undefined || one.id === positionId) &&
			(departmentId === undefined || one.departmentId === departmentId),
	)
	const allowed = may(person, 'see-knowledge-risks', person.departmentId) || positions.length > 0
	if (!allowed || (positions.length === 0 && positionId !== undefined)) return refused(who)
	const [only] = positions
	const all =
		positionId !== undefined && only
			? [await readKnowledge(tools, directory.town.id, only.id)]
			: await readTownsKnowledge(tools.store, directory)
	const today = tools.today()
	return {
		kind: 'risks',
		...(positionId !== undefined && { positionId }),
		...(departmentId !== undefined && { departmentId }),
		risks: positions.map((position) => riskOf(directory, knowledgeOf(directory, all, position), position, today)),
		directory,
		person,
	}
}
