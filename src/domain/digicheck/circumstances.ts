import { type Directory, headsOf, type Person } from '../directory/directory'
import { may } from '../directory/may'
import type { Catalogue } from '../maturity/catalogue'
import type { AnswerKey } from '../questionnaire/answer'
import { type Audience, type Walk, walk } from '../questionnaire/walk'
import type { Guard } from '../shared/guard'
import type { Reply } from './reply'
import { answersOf, participation, type Session, withParticipation } from './session'

/** All that a decision may look at beside the session itself. */
export interface Circumstances {
	readonly catalogue: Catalogue
	readonly directory: Directory
	readonly actor: Person
	/** Today's local date in the town. */
	readonly today: string
	/** What must not be written down; absent where nothing is written. */
	readonly guard?: Guard
}

/** One decision: the new state (absent if nothing changes) and what the person sees. */
export interface Decision {
	readonly next?: Session
	readonly reply: Reply
}

/** Whether the person is asked and shown the questions meant for the lead. */
export function audienceOf(person: Person, departmentId: string): Audience {
	return may(person, 'answer-departures', departmentId) ? 'lead' : 'everyone'
}

/** The pass as the acting person sees it. */
export function walked(session: Session, circumstances: Pick<Circumstances, 'catalogue' | 'actor'>): Walk {
	return walk(
		circumstances.catalogue.questionnaire,
		answersOf(session),
		audienceOf(circumstances.actor, session.departmentId),
	)
}

/** Who takes care of an open point: the one who was named, else the head of the department. */
export function ownerOf(session: Session, key: AnswerKey, directory: Directory): string | undefined {
	return (
		(Object.hasOwn(session.owners, key) ? session.owners[key] : undefined) ??
		headsOf(directory, session.departmentId)[0]?.id
	)
}

/** Something else than a page is before the person now, so what they type next is no answer to a page's question. */
export function awayFromPage(session: Session, personId: string, reply: Reply): Decision {
	return {
		...(participation(session, personId).page !== undefined && {
			next: withParticipation(session, personId, { page: undefined }),
		}),
		reply,
	}
}
