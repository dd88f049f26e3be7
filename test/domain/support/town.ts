import { type Circumstances, walked } from '../../../src/domain/digicheck/circumstances'
import { decideSession, noticeVersion } from '../../../src/domain/digicheck/decide-session'
import type { Reply } from '../../../src/domain/digicheck/reply'
import { newSession, type Session, stampOf, withParticipation } from '../../../src/domain/digicheck/session'
import type { SessionEvent } from '../../../src/domain/digicheck/session-event'
import type { Directory, Person, Role } from '../../../src/domain/directory/directory'
import type { Catalogue } from '../../../src/domain/maturity/catalogue'
import type { Input } from '../../../src/domain/questionnaire/read-input'
import type { HalfYear } from '../../../src/domain/shared/half-year'

/** The invented town of Auental on a Tuesday. */
export const tuesday = '2026-11-03'
export const round = '2026-H2' as HalfYear

function person(id: string, roles: readonly Role[], departmentId?: string): Person {
	return { id, name: id, language: 'de', roles, ...(departmentId !== undefined && { departmentId }) }
}

/** Of the department `trade`: two colleagues and the head. */
export const ada = person('ada', ['staff'], 'trade')
export const bo = person('bo', ['staff'], 'trade')
export const clara = person('clara', ['departmentHead'], 'trade')
/** Of the department `taxes`. */
export const dora = person('dora', ['staff'], 'taxes')
/** Leads the project for the whole town and belongs to no department. */
export const emil = person('emil', ['projectLead'])

export const auental: Directory = {
	town: { id: 'auental', name: 'Auental', entraTenantId: '00000000-0000-4000-8000-000000000001', round },
	departments: [
		{ id: 'trade', name: 'Ordnung und Gewerbe', area: 'order-trade' },
		{ id: 'taxes', name: 'Steuern', area: 'finance-tax' },
	],
	positions: [],
	people: [ada, bo, clara, dora, emil],
}

export function circumstances(catalogue: Catalogue, actor: Person): Circumstances {
	return { catalogue, directory: auental, actor, today: tuesday }
}

/** A pass of the department `trade` in which these people have accepted the notice. */
export function begun(people: readonly Person[] = [ada, bo, clara]): Session {
	return people.reduce(
		(session, one) => withParticipation(session, one.id, { notice: noticeVersion }),
		newSession('auental', 'trade', round, '1'),
	)
}

/** Decides and says what the state is afterwards, changed or not. */
export function decide(catalogue: Catalogue, session: Session, actor: Person, event: SessionEvent): Decided {
	const { next, reply } = decideSession(session, event, circumstances(catalogue, actor))
	return { next, reply, session: next ?? session }
}

interface Decided {
	/** Undefined if nothing changed. */
	readonly next: Session | undefined
	readonly reply: Reply
	readonly session: Session
}

/** The answer that a card made from `session` sends: it names what it showed and the stamp of how that stood. */
export function answering(
	catalogue: Catalogue,
	session: Session,
	actor: Person,
	inputs: Readonly<Record<string, string | Input>>,
): SessionEvent {
	const shown = Object.keys(inputs)
	const page =
		walked(session, circumstances(catalogue, actor)).pages.find((one) =>
			one.steps.some((step) => step.key === shown[0]),
		)?.key ?? 'gone'
	const typed = Object.fromEntries(
		Object.entries(inputs).map(([key, input]) => [key, typeof input === 'string' ? { main: input } : input]),
	)
	return { type: 'page-answered', page, shown, stamp: stampOf(session, shown), inputs: typed }
}

/** Answers one after the other, each on a fresh card. */
export function answered(
	catalogue: Catalogue,
	session: Session,
	actor: Person,
	...inputs: readonly Readonly<Record<string, string | Input>>[]
): Session {
	return inputs.reduce((at, one) => decide(catalogue, at, actor, answering(catalogue, at, actor, one)).session, session)
}
