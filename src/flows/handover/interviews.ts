import type { Refused, ShownOf } from '../../dialog/shown'
import { awayFromPage, type Circumstances, type Decision } from '../../domain/digicheck/circumstances'
import { participation, type Session, withParticipation } from '../../domain/digicheck/session'
import { positionById } from '../../domain/directory/positions'
import { caseIdOf, interviewKeptUntil, isInterviewOf, newInterview } from '../../domain/handover/interview'
import { type HandoverCase, positionOfCase } from '../../domain/knowledge/handover-case'
import { caseById, interviewId, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import { withHandover } from '../../domain/maturity/catalogue'
import { sessionFrom } from '../../store/documents'
import type { Recognised } from '../directory/recognise'
import { catalogueOf, changeSession, type Outcome } from '../documents/change-session'
import { readKnowledge, readKnowledgeOf, readTownsKnowledge } from '../documents/position-knowledge'
import { refused } from '../refused'
import type { Tools } from '../tools'

interface Found {
	readonly knowledge: PositionKnowledge
	readonly handover: HandoverCase
}

/**
 * The door to a person's own interview: its modules, or the choice if there are several. Whose other interviews exist
 * is not told.
 */
export async function showInterview(
	tools: Tools,
	who: Recognised,
	caseId: string | undefined,
): Promise<ShownOf<'interviews' | 'session'> | Refused> {
	const { directory, person } = who
	const found = caseId === undefined ? await ownHandovers(tools, who) : await ownHandover(tools, who, caseId)
	if (caseId !== undefined && found.length === 0) return refused({ person })
	const [only, ...others] = withHandover(tools.catalogues.latest) ? found : []
	const open = found.map(({ knowledge, handover }) => ({
		caseId: handover.id,
		positionId: knowledge.positionId,
		short: handover.kind === 'absence',
	}))
	if (!only || others.length > 0) return { kind: 'interviews', open: only ? open : [], directory, person }
	const first = beginning(tools, who, only)
	const stored = await changeSession(tools, who, { id: interviewId(only.handover.id) }, (session, circumstances) =>
		overview(session, only.handover, circumstances),
	)
	if (stored)
		return { kind: 'session', reply: stored.reply, session: stored.session, circumstances: stored.circumstances }
	if (!first) return { kind: 'interviews', open: [], directory, person }
	const circumstances = {
		catalogue: catalogueOf(tools, first),
		directory,
		actor: person,
		today: tools.today(),
		guard: tools.guard,
	}
	return { kind: 'session', reply: { kind: 'review' }, session: first, circumstances }
}

/** The modules, with no page before the person any more; a handover that was put off keeps its answers longer. */
function overview(session: Session, handover: HandoverCase, { actor }: Circumstances): Decision {
	if (session.interview?.ownerId !== actor.id) return { reply: { kind: 'refused', reason: 'not-permitted' } }
	const keptUntil = interviewKeptUntil(handover)
	const kept =
		session.interview.keptUntil === keptUntil ? session : { ...session, interview: { ...session.interview, keptUntil } }
	const { next = kept, reply } = awayFromPage(kept, actor.id, { kind: 'review' })
	return { ...(next !== session && { next }), reply }
}

/**
 * Changes an interview: a point read each of the handover and of the interview, and one conditional write. A handover
 * that has ended takes no more answers: they could not be handed in.
 */
export async function changeInterview(
	tools: Tools,
	who: Recognised,
	sessionId: string,
	decide: (session: Session, circumstances: Circumstances) => Decision,
	cardId?: string,
): Promise<Outcome | undefined> {
	const [found] = await ownHandover(tools, who, caseIdOf(sessionId))
	return found && changeSession(tools, who, { id: sessionId, first: beginning(tools, who, found), cardId }, decide)
}

/** The interview that a person works on, as long as they have not turned to their DigiCheck since. */
export async function interviewAtHand(tools: Tools, who: Recognised): Promise<string | undefined> {
	const { person, directory } = who
	const own = await readKnowledgeOf(tools.store, directory, person.positionIds ?? [])
	const cases = own.flatMap((knowledge) =>
		knowledge.cases.filter((one) => isInterviewOf(one, person.id, tools.today())),
	)
	for (const { id } of cases) {
		const stored = await tools.store.data.read(directory.town.id, interviewId(id))
		const session = stored && sessionFrom(stored.document)
		if (session?.interview?.ownerId === person.id && isAtHand(session, person.id)) return session.id
	}
	return undefined
}

/** Turning to the DigiCheck lays the interview aside, so that what is typed next lands where the person is. */
export async function layAsideInterview(tools: Tools, who: Recognised): Promise<void> {
	const id = await interviewAtHand(tools, who)
	if (id === undefined) return
	await changeSession(tools, who, { id }, (session, { actor }) => ({
		...(isAtHand(session, actor.id) && {
			next: withParticipation(session, actor.id, { page: undefined, module: undefined }),
		}),
		reply: undefined,
	}))
}

function isAtHand(session: Session, personId: string): boolean {
	const { page, module } = participation(session, personId)
	return page !== undefined || module !== undefined
}

function beginning(
	{ catalogues, today }: Tools,
	{ directory, person }: Recognised,
	{ knowledge, handover }: Found,
): Session | undefined {
	const position = positionById(directory, knowledge.positionId)
	return (
		position &&
		catalogues.latest.handover &&
		newInterview({
			handover,
			ownerId: person.id,
			position,
			directory,
			catalogue: catalogues.latest,
			today: today(),
		})
	)
}

/** The handover of this id, if it is the person's own and still open. */
async function ownHandover(tools: Tools, { directory, person }: Recognised, caseId: string): Promise<readonly Found[]> {
	const knowledge = await readKnowledge(tools, directory.town.id, positionOfCase(caseId))
	const handover = caseById(knowledge, caseId)
	return handover && isInterviewOf(handover, person.id, tools.today()) ? [{ knowledge, handover }] : []
}

/** The person's open handovers: those of their own positions, else any of the town. */
async function ownHandovers(tools: Tools, who: Recognised): Promise<readonly Found[]> {
	const { directory, person } = who
	const among = (all: readonly PositionKnowledge[]): Found[] =>
		all.flatMap((knowledge) =>
			knowledge.cases
				.filter((one) => isInterviewOf(one, person.id, tools.today()))
				.map((handover) => ({ knowledge, handover })),
		)
	const own = among(await readKnowledgeOf(tools.store, directory, person.positionIds ?? []))
	return own.length > 0 ? own : among(await readTownsKnowledge(tools.store, directory))
}
