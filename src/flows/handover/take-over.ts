import type { KnowledgeLook } from '../../dialog/knowledge-look'
import type { Refused, Shown, ShownOf } from '../../dialog/shown'
import type { TakeOverShown } from '../../dialog/successor-shown'
import {
	decideTakeOver,
	type TakeOverEvent,
	type TakeOverPage,
	type TakeOverRemark,
} from '../../domain/handover/decide-take-over'
import { agendaOf, reviewDue, seesAgenda } from '../../domain/handover/take-over'
import { type HandoverCase, positionOfCase } from '../../domain/knowledge/handover-case'
import { caseById, openCases, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import type { HandoverNotice } from '../../domain/notices/handover-notice'
import { addMonths } from '../../domain/shared/calendar'
import type { Recognised } from '../directory/recognise'
import { changeKnowledge, readKnowledge, readTownsKnowledge } from '../documents/position-knowledge'
import { deputyCalled } from '../knowledge/deputy'
import { refused } from '../refused'
import type { Tools } from '../tools'

/**
 * So long after its end a successor still finds a handover without being led there: until the last look back is over.
 */
const findableMonths = 6

type TakeOver = ShownOf<'take-over'> | Refused

/** Another page of the successor's dialog; nothing changes. */
export async function lookAtTakeOver(
	tools: Tools,
	who: Recognised,
	{ caseId, page }: { readonly caseId: string; readonly page: TakeOverPage },
): Promise<TakeOver> {
	const knowledge = await readKnowledge(tools, who.directory.town.id, positionOfCase(caseId))
	return pageShown(tools, who, knowledge, { caseId, page })
}

/** The door to the successor's dialog; those who hand over, guide or lead find the agenda of the talk behind it. */
export async function openTakeOver(
	tools: Tools,
	who: Recognised,
	{ caseId, positionId, entryId }: KnowledgeLook,
): Promise<TakeOver | ShownOf<'take-overs'>> {
	const { directory, person } = who
	const townId = directory.town.id
	if (caseId !== undefined) {
		const knowledge = await readKnowledge(tools, townId, positionOfCase(caseId))
		const page = firstPage(knowledge, caseId, who, tools.today(), entryId)
		return pageShown(tools, who, knowledge, { caseId, page })
	}
	const all =
		positionId === undefined
			? await readTownsKnowledge(tools.store, directory)
			: [await readKnowledge(tools, townId, positionId)]
	const found = ownCases(all, who, tools.today())
	const [only] = found
	if (only && found.length === 1) {
		const page = firstPage(only.knowledge, only.one.id, who, tools.today())
		return pageShown(tools, who, only.knowledge, { caseId: only.one.id, page })
	}
	const cases = found.map(({ knowledge, one }) => ({ caseId: one.id, positionId: knowledge.positionId }))
	return { kind: 'take-overs', cases, directory, person, today: tools.today() }
}

/**
 * The handovers that a person takes part in, those they take over first; what is over long ago only if they are led
 * there.
 */
function ownCases(
	all: readonly PositionKnowledge[],
	{ person }: Recognised,
	today: string,
): { knowledge: PositionKnowledge; one: HandoverCase }[] {
	const takesPart = (one: HandoverCase) =>
		one.kind !== 'absence' && [one.personId, one.successorId, one.guideId].includes(person.id)
	const open = all
		.flatMap((knowledge) => openCases(knowledge).map((one) => ({ knowledge, one })))
		.filter(({ one }) => takesPart(one))
	const over = all
		.flatMap((knowledge) => knowledge.cases.map((one) => ({ knowledge, one })))
		.filter(({ one }) => lookBackFor(one, person.id, today))
	return [
		...open.filter(({ one }) => one.successorId === person.id),
		...over,
		...open.filter(({ one }) => one.successorId !== person.id),
	]
}

function lookBackFor(one: HandoverCase, personId: string, today: string): boolean {
	if (one.closedOn === undefined || one.kind === 'absence' || one.successorId !== personId) return false
	return today < addMonths(one.closedOn, findableMonths) && reviewDue(one, today) !== undefined
}

function firstPage(
	knowledge: PositionKnowledge,
	caseId: string,
	{ person }: Recognised,
	today: string,
	entryId?: string,
): TakeOverPage {
	const one = caseById(knowledge, caseId)
	if (one?.successorId !== person.id) return { page: 'agenda' }
	if (one.canActOn === undefined && one.closedOn === undefined)
		return entryId === undefined ? { page: 'overview' } : { page: 'entry', entryId }
	return { page: reviewDue(one, today) ? 'look-back' : 'acting' }
}

/** Something happens in the successor's dialog. */
export async function takeOver(
	tools: Tools,
	who: Recognised,
	{ caseId, event }: { readonly caseId: string; readonly event: TakeOverEvent },
): Promise<TakeOver> {
	const { knowledge, said } = await changeKnowledge(tools, who, positionOfCase(caseId), (before, around) =>
		decideTakeOver(before, caseId, event, around),
	)
	if ('refused' in said) return { kind: 'refused', reason: said.refused, language: who.person.language }
	const { remark, ...page } = said
	return pageShown(tools, who, knowledge, { caseId, page, ...(remark && { remark }) })
}

/** A page of a handover, and what is said beside it. */
interface PageWanted {
	readonly caseId: string
	readonly page: TakeOverPage
	readonly remark?: TakeOverRemark
	readonly begun?: NonNullable<TakeOverShown['begun']>
	readonly byId?: string
}

/**
 * A page, if this person may see it. Those who may not see it learn neither whether there is such a handover nor what
 * it is about.
 */
function pageShown(
	tools: Pick<Tools, 'today'>,
	{ directory, person }: Recognised,
	knowledge: PositionKnowledge,
	{ caseId, page, ...beside }: PageWanted,
): TakeOver {
	const one = caseById(knowledge, caseId)
	if (!one || one.kind === 'absence') return refused({ person })
	const successor = one.successorId === person.id
	const over = one.closedOn !== undefined
	if (!successor && (over || page.page !== 'agenda' || !seesAgenda(directory, knowledge, one, person)))
		return refused({ person })
	const stays = page.page === 'acting' || page.page === 'look-back'
	return {
		kind: 'take-over',
		look: over && !stays ? { page: 'acting' } : page,
		caseId,
		knowledge,
		...beside,
		directory,
		person,
		today: tools.today(),
	}
}

/**
 * What a message about a takeover or a deputy shows at the moment it is sent; nothing where it is no longer true, no
 * longer theirs or about something else.
 */
export async function successorNews(
	tools: Pick<Tools, 'store' | 'today' | 'documentAddress'>,
	who: Recognised,
	{ about, positionId, caseId, entryId, byId }: HandoverNotice,
): Promise<Shown | undefined> {
	if (about === 'deputy-called') return deputyCalled(tools, who, positionId)
	// Thanks for an entry that helped are not those for a handover.
	if (
		caseId === undefined ||
		entryId !== undefined ||
		(about !== 'unclear-point' && about !== 'unclear-answered' && about !== 'can-act' && about !== 'thanks')
	)
		return undefined
	const knowledge = await readKnowledge(tools, who.directory.town.id, positionId)
	const one = caseById(knowledge, caseId)
	if (!one) return undefined
	const beside = { begun: about, ...(byId !== undefined && { byId }) }
	// Told and thanked are people even if the handover has been closed meanwhile; nothing of what is known stands on the
	// card.
	if (about === 'can-act' || about === 'thanks')
		return { kind: 'take-over', look: { page: 'acting' }, caseId, knowledge, ...beside, ...who, today: tools.today() }
	const page: TakeOverPage = about === 'unclear-answered' ? { page: 'overview' } : { page: 'agenda' }
	const shown = pageShown(tools, who, knowledge, { caseId, page, ...beside })
	return shown.kind === 'refused' || (about === 'unclear-point' && agendaOf(knowledge, one).length === 0)
		? undefined
		: shown
}
