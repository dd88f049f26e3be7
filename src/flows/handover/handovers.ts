import type { HandoverView, ShownHandover } from '../../dialog/handover-shown'
import type { Refused, ShownOf } from '../../dialog/shown'
import type { Directory, Person, Position } from '../../domain/directory/directory'
import { caretakersOf, deputiesOf, holdersOf, positionById } from '../../domain/directory/positions'
import { mayOpen, maySeeCase, maySeeCounts, mayTend, mayTick } from '../../domain/handover/case-access'
import { factsOf } from '../../domain/handover/case-facts'
import { type CaseSaid, caseNews, mayStillReopen } from '../../domain/handover/decide-case'
import { plannedSteps } from '../../domain/handover/planned-steps'
import { openQuestions } from '../../domain/knowledge/decide-question'
import { waitingFor } from '../../domain/knowledge/four-eyes'
import { type HandoverCase, isOver, positionOfCase } from '../../domain/knowledge/handover-case'
import { caseById, openCases, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import type { Recognised } from '../directory/recognise'
import { readKnowledge, readTownsKnowledge } from '../documents/position-knowledge'
import { refused } from '../refused'
import type { Tools } from '../tools'

type ShownCase = Extract<ShownHandover, { kind: 'handover' }>
type Remark = NonNullable<ShownCase['remark']>
export type Case = ShownOf<'handover'> | Refused
export type CaseOrForm = Case | ShownOf<'handover-form'>

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

export function isNews(is: CaseSaid['is']): boolean {
	return caseNews.some((news) => news === is)
}

export async function oneHandover(
	tools: Tools,
	who: Recognised,
	caseId: string,
	remark?: Remark | 'ending',
): Promise<Case> {
	const knowledge = await readKnowledge(tools, who.directory.town.id, positionOfCase(caseId))
	return shownCase(tools, who, knowledge, caseId, remark)
}

/** Whether it does not exist or is not for this person, the answer is the same. */
export function shownCase(
	tools: Tools,
	{ directory, person }: Recognised,
	knowledge: PositionKnowledge,
	caseId: string,
	remark?: Remark | 'ending',
): Case {
	const found = caseById(knowledge, caseId)
	const view = found && maySeeCase(directory, person, found) ? viewOf(knowledge, found, directory, person) : undefined
	if (!found || !view) return refused({ person })
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
	// What was given back waits for its author only.
	const count = (state: 'submitted' | 'released') =>
		own.filter((entry) => entry.state === state && (state === 'released' || !entry.returnedWith)).length
	return { ...view, counts: { submitted: count('submitted'), released: count('released'), unclear: unclear.length } }
}

export function formOf(
	tools: Tools,
	{ directory, person }: Recognised,
	found: HandoverCase,
	remark?: CaseSaid['is'],
	wanted = factsOf(found),
): CaseOrForm {
	const position = positionById(directory, positionOfCase(found.id))
	if (!position) return refused({ person })
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
export function peopleToOpenFor(
	directory: Directory,
	actor: Person,
): readonly { readonly position: Position; readonly holder: Person }[] {
	return directory.positions.flatMap((position) =>
		holdersOf(directory, position.id)
			.filter((holder) => mayOpen(directory, actor, position.id, { personId: holder.id }))
			.map((holder) => ({ position, holder })),
	)
}
