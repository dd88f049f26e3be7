import type { Action, ChannelAction } from '../dialog/action'
import type { DepartmentStand, EarlierRelease, ResultPart, Shown } from '../dialog/shown'
import type { Circumstances } from '../domain/digicheck/circumstances'
import { decideSession, lookAgain } from '../domain/digicheck/decide-session'
import { answersOf, participation, type Session, sessionId, withParticipation } from '../domain/digicheck/session'
import { departmentOf } from '../domain/directory/directory'
import { may } from '../domain/directory/may'
import { reachId } from '../domain/directory/reach'
import { isInterviewId } from '../domain/handover/interview'
import { carryOver } from '../domain/maturity/carry-over'
import { progressOf } from '../domain/questionnaire/walk'
import { addHalfYears } from '../domain/shared/half-year'
import { sessionFrom } from '../store/documents'
import { readValue } from '../store/read-documents'
import { actOnAtlas } from './atlas/atlas'
import { channelList, unlinkFromList } from './channels/channels'
import { settleDelivery, showDeliveries } from './channels/deliveries'
import { changeSession, type Outcome } from './digicheck/change-session'
import { type Recognised, writeReach } from './directory/recognise'
import { actOnHandover } from './handover/handovers'
import { changeInterview, layAsideInterview } from './handover/interviews'
import { actAsSuccessor } from './handover/take-over'
import { actOnEntries } from './knowledge/entries'
import { openDoor } from './knowledge/knowledge-doors'
import { actOnSearch } from './knowledge/search-knowledge'
import { actOnOwnData } from './own-data/own-data'
import { actOnPlan } from './plan/plan'
import { reminders } from './reminders/change-reminders'
import type { Tools } from './tools'

/**
 * More than any town has, interviews and earlier rounds included: what lies beyond would look as if it had not begun.
 */
const mostSessions = 10_000

/** What to show, and which older card to close because this one takes its place. */
export interface Answered {
	readonly shown: Shown
	readonly close?: { readonly cardId: string; readonly shown: Shown }
	/** The session whose participation should remember the new card, when it goes out as a message of its own. */
	readonly remember?: string
}

/** A button was pressed. */
export async function act(tools: Tools, who: Recognised, action: Action, cardId?: string): Promise<Answered> {
	switch (action.do) {
		case 'session': {
			const id = action.sessionId ?? ownSession(who)
			if (id === undefined) return withoutDepartment(tools, who)
			const department = id === ownSession(who) ? who.person.departmentId : undefined
			const decide = (session: Session, circumstances: Circumstances) =>
				decideSession(session, action.event, circumstances)
			const outcome = isInterviewId(id)
				? await changeInterview(tools, who, id, decide, cardId)
				: await changeSession(tools, who, id, department, decide, cardId)
			if (!outcome) return { shown: refusal(who, notThere(who, id)) }
			// Whoever may not, learns nothing: neither whether it exists nor whose it is.
			if (outcome.reply.kind === 'refused' && outcome.reply.reason === 'not-permitted')
				return { shown: refusal(who, 'not-permitted') }
			await turnTo(tools, who, outcome)
			return answered(outcome, who, cardId)
		}
		case 'refresh':
			return { shown: await refreshed(tools, who, action, cardId) }
		case 'plan-look':
		case 'plan-preview':
		case 'plan-draft':
		case 'plan-discard':
		case 'plan-agree':
		case 'bundle':
		case 'review-half-year':
			return { shown: await actOnPlan(tools, who, action) }
		case 'knowledge':
			return { shown: await openDoor(tools, who, action) }
		case 'handover-new':
		case 'handover-open':
		case 'handover-form':
		case 'handover-change':
		case 'handover-step':
		case 'handover-close':
		case 'handover-reopen':
			return { shown: await actOnHandover(tools, who, action) }
		case 'entry-look':
		case 'hand-in-drafts':
		case 'entry':
			return { shown: await actOnEntries(tools, who, action) }
		case 'take-over':
		case 'take-over-look':
		case 'deputy-form':
		case 'call-deputy':
			return { shown: await actAsSuccessor(tools, who, action) }
		case 'atlas-look':
		case 'atlas-form':
		case 'atlas-preview':
		case 'atlas-publish':
			return { shown: await actOnAtlas(tools, who, action) }
		case 'find':
		case 'find-open':
		case 'ask':
		case 'ask-send':
		case 'ask-list':
		case 'ask-answer':
			return { shown: await actOnSearch(tools, who, action) }
		case 'own-entries':
		case 'withdraw-interview':
			return { shown: await actOnOwnData(tools, who, action) }
		case 'reminders':
			return { shown: await reminders(tools, who, action.change) }
		default:
			return { shown: await look(tools, who, action) }
	}
}

/** What has no flow of its own. */
type Looking = Extract<
	Action,
	{
		do:
			| 'help'
			| 'privacy'
			| 'departments'
			| 'result'
			| 'channels'
			| ChannelAction['do']
			| 'deliveries'
			| 'settle-delivery'
			| 'language'
	}
>

/** Everything that only looks and changes nothing in a session. */
export async function look(tools: Tools, who: Recognised, action: Looking): Promise<Shown> {
	const { directory, person } = who
	switch (action.do) {
		case 'help':
		case 'privacy':
			return { kind: action.do, directory, person }
		case 'departments':
			return departments(tools, who)
		case 'result':
			return result(tools, who, action.sessionId, action.part)
		case 'channels':
		// A channel's card, pressed in another chat, means none: the list says how a channel is linked.
		case 'set-up-channel':
		case 'link-channel':
			return channelList(tools.store, who)
		case 'unlink-channel':
			return unlinkFromList(tools.store, who, action.channelId)
		case 'deliveries':
			return showDeliveries(tools, who)
		case 'settle-delivery':
			return settleDelivery(tools, who, action)
		case 'language': {
			const reach = await readValue(tools.store, 'reach', { partition: directory.town.id, id: reachId(person.id) })
			if (reach) await writeReach(tools.store, directory, person.id, { ...reach, language: action.language })
			return { kind: 'help', directory, person: { ...person, language: action.language } }
		}
	}
}

/** The DigiCheck session of the person's own department in the running round. */
export function ownSession({ directory, person }: Recognised): string | undefined {
	const department = departmentOf(directory, person)
	return department && sessionId(department.id, directory.town.round)
}

/**
 * Somebody without a department: the lead sees all departments, who may see the plan sees that, others learn whom to
 * ask.
 */
export async function withoutDepartment(tools: Tools, who: Recognised): Promise<Answered> {
	if (may(who.person, 'see-towns-digichecks', undefined)) return { shown: await departments(tools, who) }
	if (may(who.person, 'see-plan', undefined))
		return { shown: await actOnPlan(tools, who, { do: 'plan-look', look: { page: 'overview' } }) }
	return { shown: { kind: 'refused', reason: 'no-department', language: who.person.language } }
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
	await changeSession(tools, who, own, undefined, (other, { actor }) => ({
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
	await changeSession(tools, who, id, undefined, (session, { actor }) => {
		const same =
			participation(session, actor.id).cardId === cardId || participation(session, actor.id).notice === undefined
		return { ...(!same && { next: withParticipation(session, actor.id, { cardId }) }), reply: undefined }
	})
}

/** The card as it should look now. Looking changes nothing, so nothing is written and the page stays the one it was. */
async function refreshed(
	tools: Tools,
	who: Recognised,
	action: Extract<Action, { do: 'refresh' }>,
	cardId: string | undefined,
): Promise<Shown> {
	const outcome = await changeSession(tools, who, action.sessionId, undefined, (session, circumstances) => ({
		reply: lookAgain(session, action.page, circumstances),
	}))
	if (!outcome) return refusal(who, notThere(who, action.sessionId))
	const { session, reply, circumstances } = outcome
	if (reply.kind === 'refused' && reply.reason === 'not-permitted') return refusal(who, 'not-permitted')
	const current = participation(session, who.person.id).cardId
	if (reply.kind !== 'refused' && current !== undefined && current !== cardId)
		return { kind: 'closed', session, circumstances, ...(action.page !== undefined && { page: action.page }) }
	return { kind: 'session', reply, session, circumstances }
}

async function departments(tools: Tools, who: Recognised): Promise<Shown> {
	const { directory, person } = who
	if (!may(person, 'see-towns-digichecks', undefined)) return refusal(who, 'not-permitted')
	const stored = await tools.store.data.find({ partition: directory.town.id, kind: 'session', limit: mostSessions })
	const sessions = stored
		.map(({ document }) => sessionFrom(document))
		.filter((session) => !session.interview && session.round === directory.town.round)
	const stands = directory.departments.map((department): DepartmentStand => {
		const session = sessions.find((one) => one.departmentId === department.id)
		return {
			department,
			sessionId: sessionId(department.id, directory.town.round),
			status: session?.status ?? 'not-started',
			released: session?.released !== undefined,
			minutesPlanned: session ? plannedMinutes(tools, session) : 0,
		}
	})
	return { kind: 'departments', stands, directory, person }
}

async function result(tools: Tools, who: Recognised, asked: string | undefined, part: ResultPart): Promise<Shown> {
	const id = asked ?? ownSession(who)
	const stored = id === undefined ? undefined : await tools.store.data.read(who.directory.town.id, id)
	const read = stored && sessionFrom(stored.document)
	const session = read?.interview ? undefined : read
	if (asked === undefined && !session && may(who.person, 'see-towns-digichecks', undefined))
		return departments(tools, who)
	// Permission comes before existence: whether there is a session is told only to those who may see it.
	if (
		!may(
			who.person,
			'see-digicheck-result',
			session?.departmentId ?? (asked === undefined ? who.person.departmentId : undefined),
		)
	)
		return refusal(who, 'not-permitted')
	if (
		!session?.released &&
		!(session?.status === 'handed-in' && may(who.person, 'release-digicheck', session.departmentId))
	)
		return refusal(who, 'not-handed-in')
	const earlier = part === 'overview' ? await earlierRelease(tools, session) : undefined
	return {
		kind: 'result',
		part,
		session,
		...(earlier && { earlier }),
		catalogue: tools.catalogues.get(session.version),
		directory: who.directory,
		person: who.person,
	}
}

function refusal(who: Recognised, reason: Extract<Shown, { kind: 'refused' }>['reason']): Shown {
	return { kind: 'refused', reason, language: who.person.language }
}

function plannedMinutes(tools: Tools, session: Session): number {
	return progressOf(tools.catalogues.get(session.version).questionnaire, answersOf(session), 'everyone').minutesPlanned
}

/**
 * What the department released in the latest round before this one. Sessions are kept for four half-years, so there are
 * no more to ask for.
 */
async function earlierRelease(tools: Tools, session: Session): Promise<EarlierRelease | undefined> {
	for (let back = 1; back <= 4; back++) {
		const round = addHalfYears(session.round, -back)
		const stored = await tools.store.data.read(session.townId, sessionId(session.departmentId, round))
		const before = stored && sessionFrom(stored.document)
		if (!before?.released) continue
		if (Number(before.version) > Number(session.version)) return undefined
		const versions = tools.catalogues.versions.map((version) => tools.catalogues.get(version))
		return { round, answers: carryOver(before.released, before.version, session.version, versions) }
	}
	return undefined
}

/**
 * A session that is not there is told only to those who see all of the town's; for everybody else it is one that they
 * may not see. Of an interview nobody is told, whatever their role.
 */
function notThere(who: Recognised, id: string): 'not-started' | 'not-permitted' {
	return !isInterviewId(id) && may(who.person, 'see-towns-digichecks', undefined) ? 'not-started' : 'not-permitted'
}
