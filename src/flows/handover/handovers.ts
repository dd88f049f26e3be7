import type { HandoverView, ShownHandover } from '../../dialog/handover-shown'
import type { Refused, ShownOf } from '../../dialog/shown'
import type { Directory, Person, Position } from '../../domain/directory/directory'
import { caretakersOf, deputiesOf, holdersOf, positionById } from '../../domain/directory/positions'
import { mayOpen, maySeeCase, maySeeCounts, mayTend, mayTick } from '../../domain/handover/case-access'
import { type CaseFacts, type CaseRequest, factsOf, noFacts } from '../../domain/handover/case-facts'
import {
	type CaseSaid,
	caseNews,
	changeCase,
	closeCase,
	mayStillReopen,
	openCase,
	reopenCase,
	tickStep,
} from '../../domain/handover/decide-case'
import { plannedSteps } from '../../domain/handover/planned-steps'
import { openQuestions } from '../../domain/knowledge/decide-question'
import { waitingFor } from '../../domain/knowledge/four-eyes'
import { type HandoverCase, type HandoverKind, isOver, positionOfCase } from '../../domain/knowledge/handover-case'
import {
	caseById,
	type KnowledgeCircumstances,
	type KnowledgeDecision,
	openCases,
	type PositionKnowledge,
} from '../../domain/knowledge/knowledge'
import type { Recognised } from '../directory/recognise'
import { changeKnowledge, readKnowledge, readTownsKnowledge } from '../knowledge/knowledge'
import type { Tools } from '../tools'

type ShownCase = Extract<ShownHandover, { kind: 'handover' }>
type Remark = NonNullable<ShownCase['remark']>
type Case = ShownOf<'handover'> | Refused
type CaseOrForm = Case | ShownOf<'handover-form'>

/** The door `cases`: one handover, or all that this person may know of. */
export async function showHandovers(
	tools: Tools,
	who: Recognised,
	caseId: string | undefined,
): Promise<ShownOf<'handovers'> | Case> {
	if (caseId !== undefined) return oneHandover(tools, who, caseId)
	const { directory, person } = who
	const today = tools.today()
	const all = await readTownsKnowledge(tools.store, directory)
	const seen = all.flatMap((knowledge) =>
		knowledge.cases
			.filter((one) => !isOver(one, today) || (mayStillReopen(one, today) && mayTend(directory, person, one)))
			.filter((one) => maySeeCase(directory, person, one))
			.flatMap((one) => viewOf(knowledge, one, directory, person) ?? []),
	)
	return {
		kind: 'handovers',
		views: seen,
		mayOpen: peopleToOpenFor(directory, person).length > 0,
		today,
		directory,
		person,
	}
}

/** The door `home`: everything about knowledge that concerns this person. */
export async function showKnowledgeHome(
	tools: Tools,
	{ directory, person }: Recognised,
): Promise<ShownOf<'knowledge-home'>> {
	const today = tools.today()
	const all = await readTownsKnowledge(tools.store, directory)
	const views = all.flatMap((knowledge) =>
		openCases(knowledge)
			.filter((one) => !isOver(one, today) && maySeeCase(directory, person, one))
			.flatMap((one) => viewOf(knowledge, one, directory, person) ?? []),
	)
	return {
		kind: 'knowledge-home',
		own: views.filter(({ handover }) => handover.personId === person.id),
		takeOvers: views.filter(({ handover }) => handover.successorId === person.id),
		deputyFor: directory.positions.filter(({ id }) => deputiesOf(directory, id).some((one) => one.id === person.id)),
		waiting: all.flatMap((knowledge) => waitingFor(directory, knowledge, person)).length,
		questions: all
			.filter(({ positionId }) => caretakersOf(directory, positionId).some(({ id }) => id === person.id))
			.flatMap(openQuestions).length,
		open: views.length,
		mayOpen: peopleToOpenFor(directory, person).length > 0,
		today,
		directory,
		person,
	}
}

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
	if (people.length === 0) return refused(person)
	const chosen = people.find(({ position, holder }) => position.id === positionId && holder.id === personId)
	if (kind === undefined || !chosen) {
		const remark = kind === undefined ? {} : { remark: 'nobody-chosen' as const }
		return { kind: 'handover-new', people, ...(departmentId !== undefined && { departmentId }), ...remark, ...reader }
	}
	const { position, holder } = chosen
	const facts = kind === 'entry' ? { ...noFacts, successorId: holder.id } : noFacts
	return { kind: 'handover-form', why: kind, position, about: holder, facts, ...reader }
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
	if (said.is === 'not-permitted' || !position) return refused(person)
	const about = directory.people.find(
		({ id }) => id === (request.kind === 'entry' ? request.successorId : request.personId),
	)
	const shown = {
		kind: 'handover-form',
		why: request.kind,
		position,
		...(about && { about }),
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
	if (!found || !maySeeCase(directory, person, found)) return refused(person)
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
	// Outdated: what is true now is shown; anything else is shown as it was wanted, so that nobody enters it twice.
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

function decided(
	tools: Tools,
	who: Recognised,
	caseId: string,
	decide: (knowledge: PositionKnowledge, circumstances: KnowledgeCircumstances) => KnowledgeDecision<CaseSaid>,
) {
	return changeKnowledge(tools, who, positionOfCase(caseId), decide)
}

function isNews(is: CaseSaid['is']): boolean {
	return caseNews.some((news) => news === is)
}

async function oneHandover(tools: Tools, who: Recognised, caseId: string, remark?: Remark | 'ending'): Promise<Case> {
	const knowledge = await readKnowledge(tools, who.directory.town.id, positionOfCase(caseId))
	return shownCase(tools, who, knowledge, caseId, remark)
}

/** Whether it does not exist or is not for this person, the answer is the same. */
function shownCase(
	tools: Tools,
	{ directory, person }: Recognised,
	knowledge: PositionKnowledge,
	caseId: string,
	remark?: Remark | 'ending',
): Case {
	const found = caseById(knowledge, caseId)
	const view = found && maySeeCase(directory, person, found) ? viewOf(knowledge, found, directory, person) : undefined
	if (!found || !view) return refused(person)
	const tends = mayTend(directory, person, found)
	return {
		kind: 'handover',
		view,
		mayTend: tends,
		tickable: view.steps.filter(({ id }) => mayTick(directory, person, found, id)).map(({ id }) => id),
		...(remark === 'ending'
			? tends && found.closedOn === undefined && { ending: true as const }
			: remark !== undefined && { remark }),
		today: tools.today(),
		directory,
		person,
	}
}

function viewOf(
	knowledge: PositionKnowledge,
	handover: HandoverCase,
	directory: Directory,
	person: Person,
): HandoverView | undefined {
	const position = positionById(directory, knowledge.positionId)
	if (!position) return undefined
	const view = { handover, position, steps: plannedSteps(handover, directory) }
	if (!maySeeCounts(directory, person, handover)) return view
	const own = knowledge.entries.filter(({ from }) => from?.startsWith(`${handover.id}#`))
	const unclear = Object.values(handover.marks).filter(({ says, answer }) => says === 'unclear' && answer === undefined)
	// What was given back waits for its author and for nobody else.
	const count = (state: 'submitted' | 'released') =>
		own.filter((entry) => entry.state === state && (state === 'released' || !entry.returnedWith)).length
	return { ...view, counts: { submitted: count('submitted'), released: count('released'), unclear: unclear.length } }
}

function formOf(
	tools: Tools,
	{ directory, person }: Recognised,
	found: HandoverCase,
	remark?: CaseSaid['is'],
	wanted = factsOf(found),
): CaseOrForm {
	const position = positionById(directory, positionOfCase(found.id))
	if (!position) return refused(person)
	const about = directory.people.find(({ id }) => id === (found.kind === 'entry' ? found.successorId : found.personId))
	const shown = {
		kind: 'handover-form',
		why: found.kind,
		position,
		...(about && { about }),
		handover: found,
		facts: wanted,
	} as const
	return { ...shown, ...(remark && { remark }), today: tools.today(), directory, person }
}

/** Everybody for whom this person may open a handover: only who is there and holds a position. */
function peopleToOpenFor(
	directory: Directory,
	actor: Person,
): readonly { readonly position: Position; readonly holder: Person }[] {
	return directory.positions.flatMap((position) =>
		holdersOf(directory, position.id)
			.filter((holder) => mayOpen(directory, actor, position.id, { personId: holder.id }))
			.map((holder) => ({ position, holder })),
	)
}

function refused({ language }: Person): Refused {
	return { kind: 'refused', reason: 'not-permitted', language }
}
