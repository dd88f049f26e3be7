import { may } from '../directory/may'
import type { AnswerKey } from '../questionnaire/answer'
import { isAsked, type PageKey, type SectionKey } from '../questionnaire/walk'
import { awayFromPage, type Circumstances, type Decision, walked } from './circumstances'
import { answerPage, goBack, openNext, openThisPage, postponePage } from './decide-answers'
import { decideInterview } from './decide-interview'
import { changeItems, openItems } from './decide-items'
import { handIn, nameOwner, release, returnToTeam, startCorrection, takeBack } from './decide-release'
import { withMilestones } from './milestones'
import type { Refusal, Reply } from './reply'
import { participation, type Session, withParticipation } from './session'
import type { SessionEvent } from './session-event'

/** Raised when the notice before the first question changes in substance; everybody then reads it again. */
export const noticeVersion = 1

/** What a person did to a session, decided purely: no clock, no store, no card. Refusals are replies, bugs throw. */
export function decideSession(session: Session, event: SessionEvent, circumstances: Circumstances): Decision {
	if (session.interview) return decideInterview(session, session.interview, event, circumstances)
	return withMilestones(session, decide(session, event, circumstances), circumstances)
}

function decide(session: Session, event: SessionEvent, circumstances: Circumstances): Decision {
	const { actor } = circumstances
	const permitted = {
		answer: may(actor, 'answer-digicheck', session.departmentId),
		release: may(actor, 'release-digicheck', session.departmentId),
		handIn: may(actor, 'hand-in-digicheck', session.departmentId),
		settle: may(actor, 'settle-clarification', session.departmentId),
		correct: may(actor, 'correct-digicheck', session.departmentId),
		seeClarifications: may(actor, 'see-clarifications', session.departmentId),
	}
	const refused = (reason: Refusal): Decision => ({ reply: { kind: 'refused', reason } })
	const noticed = participation(session, actor.id).notice === noticeVersion

	switch (event.type) {
		case 'clarifications-opened':
			if (!permitted.seeClarifications) return refused('not-permitted')
			// A person from outside the department sees what has been released, and nothing of a correction under way.
			if (actor.departmentId !== session.departmentId && session.status !== 'released') return refused('not-handed-in')
			return awayFromPage(session, actor.id, { kind: 'clarifications' })
		case 'owner-named':
			return permitted.settle ? nameOwner(session, event.key, event.ownerId, circumstances) : refused('not-permitted')
		case 'returned':
			return permitted.release ? returnToTeam(session, event.comment, circumstances) : refused('not-permitted')
		case 'released':
			return permitted.release ? release(session, circumstances) : refused('not-permitted')
		case 'correction-started':
			return permitted.correct ? startCorrection(session, circumstances) : refused('not-permitted')
		case 'paused':
			return permitted.answer
				? {
						next: withParticipation(session, actor.id, { plannedSeconds: 0, page: undefined }),
						reply: { kind: 'paused' },
					}
				: refused('not-permitted')
	}
	if (!permitted.answer) return refused('not-permitted')
	if (event.type === 'notice-accepted') {
		const accepted = noticed ? session : withParticipation(session, actor.id, { notice: noticeVersion })
		const opened = whereWeAre(accepted, circumstances)
		return accepted === session ? opened : { next: opened.next ?? accepted, reply: opened.reply }
	}
	if (!noticed) return { reply: { kind: 'notice' } }
	if (event.type === 'opened') return whereWeAre(session, circumstances)
	if (event.type === 'review-opened')
		return awayFromPage(session, actor.id, reviewFor(session, permitted.release, event.section))
	if (event.type === 'handed-in') return permitted.handIn ? handIn(session, circumstances) : refused('not-permitted')
	if (event.type === 'taken-back') return takeBack(session, circumstances)

	if (session.status === 'released') return { reply: { kind: 'released' } }
	if (session.status === 'handed-in' && !permitted.release) return { reply: { kind: 'handed-in' } }
	switch (event.type) {
		case 'page-answered':
			return answerPage(session, event, circumstances)
		case 'page-postponed':
			return postponePage(session, event, circumstances)
		case 'page-opened':
			return openThisPage(session, event.page, circumstances)
		case 'question-opened':
			return openThisPage(session, pageOf(event.key, session, circumstances), circumstances)
		case 'went-on':
		case 'module-opened':
			return openNext(session, [], circumstances)
		case 'went-back':
			return goBack(session, event.from, circumstances)
		case 'items-opened':
			return openItems(session, event.question, circumstances)
		case 'item-changed':
			return changeItems(session, event, circumstances)
	}
}

/**
 * What an open card should show now, decided without changing anything: the same page while it is asked, else the right
 * card.
 */
export function lookAgain(session: Session, page: PageKey | undefined, circumstances: Circumstances): Reply {
	const { reply } = decideSession(session, { type: 'opened' }, circumstances)
	if (reply.kind !== 'page' && reply.kind !== 'review') return reply
	const stand = walked(session, circumstances).pages.find((one) => one.key === page)
	return stand ? { kind: 'page', page: stand.key, editing: !stand.steps.some(isAsked), problems: {}, saved: [] } : reply
}

/** The right card for a person who just comes in, whatever they clicked or said before. */
function whereWeAre(session: Session, circumstances: Circumstances): Decision {
	const head = may(circumstances.actor, 'release-digicheck', session.departmentId)
	if (session.status === 'released') return { reply: { kind: 'released' } }
	if (session.status === 'handed-in')
		return head ? { reply: { kind: 'release-preview' } } : { reply: { kind: 'handed-in' } }
	return openNext(session, [], circumstances)
}

function reviewFor(session: Session, mayRelease: boolean, section: SectionKey | undefined): Reply {
	if (section !== undefined) return { kind: 'section', section }
	if (session.status === 'released') return { kind: 'released' }
	if (session.status === 'handed-in') return mayRelease ? { kind: 'release-preview' } : { kind: 'handed-in' }
	return { kind: 'review' }
}

function pageOf(key: AnswerKey, session: Session, circumstances: Circumstances): PageKey {
	return walked(session, circumstances).pages.find((page) => page.steps.some((step) => step.key === key))?.key ?? ''
}
