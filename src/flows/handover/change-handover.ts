import type { Refused, ShownOf } from '../../dialog/shown'
import type { Directory, Person, Position } from '../../domain/directory/directory'
import { positionById } from '../../domain/directory/positions'
import { maySeeCase, mayTend } from '../../domain/handover/case-access'
import { type CaseFacts, type CaseRequest, noFacts } from '../../domain/handover/case-facts'
import { type CaseSaid, changeCase, closeCase, openCase, reopenCase, tickStep } from '../../domain/handover/decide-case'
import { type HandoverKind, positionOfCase } from '../../domain/knowledge/handover-case'
import {
	caseById,
	type KnowledgeCircumstances,
	type KnowledgeDecision,
	type PositionKnowledge,
} from '../../domain/knowledge/knowledge'
import type { Recognised } from '../directory/recognise'
import { changeKnowledge, readKnowledge } from '../documents/position-knowledge'
import { refused } from '../refused'
import type { Tools } from '../tools'
import {
	type Case,
	type CaseOrForm,
	formOf,
	isNews,
	oneHandover,
	peopleToOpenFor,
	showHandovers,
	shownCase,
} from './handovers'
/** What the card that opens a handover has asked so far. */
export interface NewHandover {
	readonly departmentId?: string | undefined
	readonly positionId?: string | undefined
	readonly personId?: string | undefined
	readonly kind?: HandoverKind | undefined
}

/** First for whom, then why: a form once both are known. A large town asks for the department before. */
export function beginHandover(
	tools: Tools,
	{ directory, person }: Recognised,
	{ departmentId, positionId, personId, kind }: NewHandover,
): ShownOf<'handover-new' | 'handover-form'> | Refused {
	const reader = { today: tools.today(), directory, person }
	const people = peopleToOpenFor(directory, person)
	if (people.length === 0) return refused({ person })
	const chosen = people.find(({ position, holder }) => position.id === positionId && holder.id === personId)
	if (kind === undefined || !chosen) {
		const remark = kind === undefined ? {} : { remark: 'nobody-chosen' as const }
		return { kind: 'handover-new', people, ...(departmentId !== undefined && { departmentId }), ...remark, ...reader }
	}
	const { position, holder } = chosen
	const facts = kind === 'entry' ? { ...noFacts, successorId: holder.id } : noFacts
	const each = kind === 'entry' ? undefined : eachOf(directory, person, holder)
	return { kind: 'handover-form', why: kind, position, about: holder, facts, ...(each && { each }), ...reader }
}

/** The positions of a person for which a handover may be opened; nothing to choose from where it is one. */
function eachOf(directory: Directory, actor: Person, holder: Person): readonly Position[] | undefined {
	const positions = peopleToOpenFor(directory, actor)
		.filter((one) => one.holder.id === holder.id)
		.map(({ position }) => position)
	return positions.length > 1 ? positions : undefined
}

/** Opens a handover for each of these positions of one person; what stops the first one stops all. */
export async function openHandovers(
	tools: Tools,
	who: Recognised,
	{ positionIds, request }: { readonly positionIds: readonly string[]; readonly request: CaseRequest },
): Promise<CaseOrForm | ShownOf<'handovers'>> {
	const [first = '', ...others] = [...new Set(positionIds)]
	let opened = await openHandover(tools, who, { positionId: first, request })
	for (const positionId of others) {
		if (opened.kind !== 'handover') return opened
		opened = await openHandover(tools, who, { positionId, request })
	}
	if (opened.kind !== 'handover' || others.length === 0) return opened
	const shown = await showHandovers(tools, who, undefined)
	return shown.kind === 'handovers' ? { ...shown, opened: others.length + 1 } : opened
}

export async function openHandover(
	tools: Tools,
	who: Recognised,
	{ positionId, request }: { readonly positionId: string; readonly request: CaseRequest },
): Promise<CaseOrForm> {
	const { directory, person } = who
	const { said, knowledge } = await changeKnowledge(tools, who, positionId, (known, circumstances) =>
		openCase(known, request, circumstances),
	)
	if (said.caseId !== undefined) return shownCase(tools, who, knowledge, said.caseId, said.is)
	const position = positionById(directory, positionId)
	if (said.is === 'not-permitted' || !position) return refused({ person })
	const about = directory.people.find(
		({ id }) => id === (request.kind === 'entry' ? request.successorId : request.personId),
	)
	const each = about && request.kind !== 'entry' ? eachOf(directory, person, about) : undefined
	const shown = {
		kind: 'handover-form',
		why: request.kind,
		position,
		...(about && { about }),
		...(each && { each }),
		facts: request,
		remark: said.is,
	} as const
	return { ...shown, today: tools.today(), directory, person }
}

/** The form with which the dates and people of a handover are changed. */
export async function openHandoverForm(tools: Tools, who: Recognised, caseId: string): Promise<CaseOrForm> {
	const { directory, person } = who
	const knowledge = await readKnowledge(tools, directory.town.id, positionOfCase(caseId))
	const found = caseById(knowledge, caseId)
	if (!found || !maySeeCase(directory, person, found)) return refused({ person })
	if (found.closedOn !== undefined || !mayTend(directory, person, found))
		return shownCase(tools, who, knowledge, found.id, 'not-permitted')
	return formOf(tools, who, found)
}

/** `stamp` is that of the facts that the form showed. */
export async function changeHandover(
	tools: Tools,
	who: Recognised,
	{ caseId, facts, stamp }: { readonly caseId: string; readonly facts: CaseFacts; readonly stamp: string },
): Promise<CaseOrForm> {
	const { said, knowledge } = await decided(tools, who, caseId, (known, circumstances) =>
		changeCase(known, caseId, facts, stamp, circumstances),
	)
	const found = caseById(knowledge, caseId)
	const fits = isNews(said.is) || said.is === 'closed' || said.is === 'not-permitted' || said.is === 'no-such-handover'
	if (fits || !found) return shownCase(tools, who, knowledge, caseId, said.is)
	// Outdated: what is true now is shown; anything else is shown as it was wanted, so that it need not be entered twice.
	return formOf(tools, who, found, said.is, said.is === 'outdated' ? undefined : facts)
}

/** Ticks a step off, or takes that back. An empty step means that none was chosen. */
export async function tickHandoverStep(
	tools: Tools,
	who: Recognised,
	{ caseId, step, done }: { readonly caseId: string; readonly step: string; readonly done: boolean },
): Promise<Case> {
	if (step === '') return oneHandover(tools, who, caseId, 'nothing-chosen')
	const { said, knowledge } = await decided(tools, who, caseId, (known, circumstances) =>
		tickStep(known, caseId, step, done, circumstances),
	)
	return shownCase(tools, who, knowledge, caseId, said.is)
}

/** Ends a handover: asked first, done when `sure`. */
export async function closeHandover(
	tools: Tools,
	who: Recognised,
	{ caseId, sure }: { readonly caseId: string; readonly sure: boolean },
): Promise<Case> {
	if (!sure) return oneHandover(tools, who, caseId, 'ending')
	const { said, knowledge } = await decided(tools, who, caseId, (known, circumstances) =>
		closeCase(known, caseId, circumstances),
	)
	return shownCase(tools, who, knowledge, caseId, said.is)
}

export async function reopenHandover(tools: Tools, who: Recognised, caseId: string): Promise<Case> {
	const { said, knowledge } = await decided(tools, who, caseId, (known, circumstances) =>
		reopenCase(known, caseId, circumstances),
	)
	return shownCase(tools, who, knowledge, caseId, said.is)
}

/** Says in the reminders that a step is done, or takes it back; whether that went. */
export async function tickFromReminder(
	tools: Tools,
	who: Recognised,
	caseId: string,
	step: string,
	done: boolean,
): Promise<boolean> {
	const { said } = await decided(tools, who, caseId, (known, circumstances) =>
		tickStep(known, caseId, step, done, circumstances),
	)
	return isNews(said.is)
}

export function decided(
	tools: Tools,
	who: Recognised,
	caseId: string,
	decide: (knowledge: PositionKnowledge, circumstances: KnowledgeCircumstances) => KnowledgeDecision<CaseSaid>,
) {
	return changeKnowledge(tools, who, positionOfCase(caseId), decide)
}
