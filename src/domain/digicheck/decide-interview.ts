import { may } from '../directory/may'
import { moduleOf } from '../questionnaire/questionnaire'
import { sectionsOf } from '../questionnaire/walk'
import { awayFromPage, type Circumstances, type Decision, walked } from './circumstances'
import { answerPage, goBack, openNext, openThisPage, postponePage } from './decide-answers'
import { changeItems, openItems } from './decide-items'
import { type Interview, participation, type Session, withParticipation } from './session'
import type { SessionEvent } from './session-event'

/** Raised when the notice before the interview changes in substance; the person who answers then reads it again. */
export const interviewNoticeVersion = 1

/**
 * What a person did in their own handover interview. One person answers it and no other sees anything of it, whatever
 * their role; nothing of it is told in a channel, and handing in happens with its drafts. Everything else is the same
 * engine.
 */
export function decideInterview(
	session: Session,
	{ ownerId }: Interview,
	event: SessionEvent,
	circumstances: Circumstances,
): Decision {
	const { actor } = circumstances
	if (!may(actor, 'answer-interview', undefined, ownerId))
		return { reply: { kind: 'refused', reason: 'not-permitted' } }
	const noticed = participation(session, actor.id).notice === interviewNoticeVersion
	if (event.type === 'notice-accepted') {
		const accepted = noticed ? session : withParticipation(session, actor.id, { notice: interviewNoticeVersion })
		const { next = accepted, reply } = openNext(accepted, [], circumstances)
		return { ...(next !== session && { next }), reply }
	}
	if (!noticed) {
		const chosen = event.type === 'module-opened' && hasModule(session, event.module, circumstances)
		return {
			...(chosen && { next: withParticipation(session, actor.id, { module: event.module }) }),
			reply: { kind: 'notice' },
		}
	}
	switch (event.type) {
		case 'opened':
		case 'went-on':
			return openNext(session, [], circumstances)
		case 'module-opened':
			return openModule(session, event.module, circumstances)
		case 'page-answered':
			return answerPage(session, event, circumstances)
		case 'page-postponed':
			return postponePage(session, event, circumstances)
		case 'page-opened':
			return openThisPage(session, event.page, circumstances)
		case 'question-opened': {
			const page = walked(session, circumstances).pages.find(({ steps }) => steps.some(({ key }) => key === event.key))
			return openThisPage(session, page?.key ?? '', circumstances)
		}
		case 'went-back':
			return goBack(session, event.from, circumstances)
		case 'items-opened':
			return openItems(session, event.question, circumstances)
		case 'item-changed':
			return changeItems(session, event, circumstances)
		case 'paused':
			return {
				next: withParticipation(session, actor.id, { plannedSeconds: 0, page: undefined }),
				reply: { kind: 'paused' },
			}
		case 'review-opened':
			return awayFromPage(
				session,
				actor.id,
				event.section === undefined ? { kind: 'review' } : { kind: 'section', section: event.section },
			)
		// What belongs to a department's DigiCheck and not to an interview leads to its modules.
		case 'clarifications-opened':
		case 'owner-named':
		case 'handed-in':
		case 'taken-back':
		case 'returned':
		case 'released':
		case 'correction-started':
			return awayFromPage(session, actor.id, { kind: 'review' })
	}
}

/** The module's next open page; one that is finished is shown with its answers. */
function openModule(session: Session, module: string, circumstances: Circumstances): Decision {
	if (!hasModule(session, module, circumstances)) return openNext(session, [], circumstances)
	const chosen = withParticipation(session, circumstances.actor.id, { module })
	const { next = chosen, reply } = openNext(chosen, [], circumstances)
	const pages = walked(session, circumstances).pages
	const here = reply.kind === 'page' && pages.some((page) => page.key === reply.page && moduleOf(page.block) === module)
	const undecided = pages.some(
		(page) => moduleOf(page.block) === module && page.steps.some((step) => step.relevance === 'undecided'),
	)
	if (here || undecided) return { next, reply }
	const section = sectionsOf(walked(session, circumstances)).find(({ block }) => moduleOf(block) === module)
	return section
		? awayFromPage(session, circumstances.actor.id, { kind: 'section', section: section.key })
		: { next, reply }
}

function hasModule(session: Session, module: string, circumstances: Circumstances): boolean {
	return walked(session, circumstances).pages.some(({ block }) => moduleOf(block) === module)
}
