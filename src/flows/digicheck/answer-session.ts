import type { Answered, Refused, Shown, ShownOf } from '../../dialog/shown'
import type { Circumstances } from '../../domain/digicheck/circumstances'
import { decideSession, lookAgain } from '../../domain/digicheck/decide-session'
import { participation, type Session, sessionId, withParticipation } from '../../domain/digicheck/session'
import type { SessionEvent } from '../../domain/digicheck/session-event'
import { departmentOf } from '../../domain/directory/directory'
import { may } from '../../domain/directory/may'
import { isInterviewId } from '../../domain/handover/interview'
import type { PageKey } from '../../domain/questionnaire/walk'
import type { Recognised } from '../directory/recognise'
import { changeSession, type Outcome } from '../documents/change-session'
import { changeInterview, layAsideInterview } from '../handover/interviews'
import { refused } from '../refused'
import type { Tools } from '../tools'

/** What happens to which session. */
export interface SessionStep {
	readonly sessionId?: string | undefined
	readonly event: SessionEvent
	/** What is said above the card, if it has room for it. */
	readonly remark?: 'moved'
}

/**
 * Something happens to a session, a DigiCheck's or an interview's; without an id to the DigiCheck of the person's own
 * department. Nothing for a person without a department.
 */
export async function answerSession(
	tools: Tools,
	who: Recognised,
	{ sessionId: asked, event, remark }: SessionStep,
	cardId: string | undefined,
): Promise<Answered | undefined> {
	const id = asked ?? ownSession(who)
	if (id === undefined) return undefined
	const department = id === ownSession(who) ? who.person.departmentId : undefined
	const decide = (session: Session, circumstances: Circumstances) => decideSession(session, event, circumstances)
	const outcome = isInterviewId(id)
		? await changeInterview(tools, who, id, decide, cardId)
		: await changeSession(tools, who, { id, first: department, cardId }, decide)
	if (!outcome) return { shown: refused(who, notThere(who, id)) }
	// A person who may not, learns nothing: neither whether it exists nor whose it is.
	if (outcome.reply.kind === 'refused' && outcome.reply.reason === 'not-permitted')
		return { shown: refused(who, 'not-permitted') }
	await turnTo(tools, who, outcome)
	const { reply } = outcome
	const hasRoom = reply.kind === 'page' || reply.kind === 'review' || reply.kind === 'release-preview'
	return answered(remark && hasRoom ? { ...outcome, reply: { ...reply, remark } } : outcome, who, cardId)
}

/** The DigiCheck session of the person's own department in the running round. */
export function ownSession({ directory, person }: Recognised): string | undefined {
	const department = departmentOf(directory, person)
	return department && sessionId(department.id, directory.town.round)
}

/**
 * A page comes before the person that was not there: what they type next is meant for it. So the page of the other, the
 * DigiCheck or the interview, is laid aside. From page to page nothing has to be done.
 */
export async function turnTo(
	tools: Tools,
	who: Recognised,
	{ session, before }: Pick<Outcome, 'session' | 'before'>,
): Promise<void> {
	const pageIn = (one: Session) => participation(one, who.person.id).page
	if (pageIn(session) === undefined || pageIn(before) !== undefined) return
	if (!session.interview) return layAsideInterview(tools, who)
	const own = ownSession(who)
	if (own === undefined) return
	await changeSession(tools, who, { id: own }, (other, { actor }) => ({
		...(pageIn(other) !== undefined && { next: withParticipation(other, actor.id, { page: undefined }) }),
		reply: undefined,
	}))
}

/** The new card after a change, and the one it replaces if that is another message. */
export function answered(outcome: Outcome, who: Recognised, cardId: string | undefined): Answered {
	const { session, reply, circumstances, before } = outcome
	const shown: Shown = { kind: 'session', reply, session, circumstances }
	const earlier = participation(before, who.person.id)
	if (earlier.cardId === undefined || earlier.cardId === cardId) return { shown, remember: session.id }
	return {
		shown,
		remember: session.id,
		close: {
			cardId: earlier.cardId,
			shown: { kind: 'closed', session, circumstances, ...(earlier.page !== undefined && { page: earlier.page }) },
		},
	}
}

/** Notes which message now carries the person's open card. */
export async function rememberCard(tools: Tools, who: Recognised, id: string, cardId: string): Promise<void> {
	await changeSession(tools, who, { id }, (session, { actor }) => {
		const same =
			participation(session, actor.id).cardId === cardId || participation(session, actor.id).notice === undefined
		return { ...(!same && { next: withParticipation(session, actor.id, { cardId }) }), reply: undefined }
	})
}

/** The card as it should look now. Looking changes nothing, so nothing is written and the page stays the one it was. */
export async function refreshSession(
	tools: Tools,
	who: Recognised,
	asked: { readonly sessionId: string; readonly page?: PageKey | undefined },
	cardId: string | undefined,
): Promise<ShownOf<'session' | 'closed'> | Refused> {
	const outcome = await changeSession(tools, who, { id: asked.sessionId }, (session, circumstances) => ({
		reply: lookAgain(session, asked.page, circumstances),
	}))
	if (!outcome) return refused(who, notThere(who, asked.sessionId))
	const { session, reply, circumstances } = outcome
	if (reply.kind === 'refused' && reply.reason === 'not-permitted') return refused(who, 'not-permitted')
	const current = participation(session, who.person.id).cardId
	if (reply.kind !== 'refused' && current !== undefined && current !== cardId)
		return { kind: 'closed', session, circumstances, ...(asked.page !== undefined && { page: asked.page }) }
	return { kind: 'session', reply, session, circumstances }
}

/**
 * A session that is not there is told only to those who see all of the town's; for everybody else it is one that they
 * may not see. Of an interview no other person is told, whatever their role.
 */
function notThere(who: Recognised, id: string): 'not-started' | 'not-permitted' {
	return !isInterviewId(id) && may(who.person, 'see-towns-digichecks', undefined) ? 'not-started' : 'not-permitted'
}
