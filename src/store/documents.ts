import { type Atlas, atlasId } from '../domain/atlas/atlas'
import type { Channel } from '../domain/channels/channels'
import type { Recorded, Session } from '../domain/digicheck/session'
import { knowledgeId, type PositionKnowledge } from '../domain/knowledge/knowledge'
import type { Notice } from '../domain/notices/notice'
import { planId, type TownPlan } from '../domain/plan/town-plan'
import type { Answer, AnswerKey, Withheld } from '../domain/questionnaire/answer'
import { type Ledger, newLedger } from '../domain/reminders/ledger'
import { addHalfYears, firstDayOf } from '../domain/shared/half-year'
import type { Document } from './store'

/** Stored shapes and their versions. The domain's types may change; a shape once written is read for ever. */
const sessionShape = 1
const planShape = 1
const channelsShape = 1
const ledgerShape = 1
const knowledgeShape = 1
const atlasShape = 1
export const ledgerId = 'reminders'
/** All ledgers have this state, so that those that are due are found by an index. */
export const ledgerState = 'scheduled'

const codes = { unknown: 'u', 'not-applicable': 'n', later: 'l' } as const satisfies Record<Withheld, string>
const statuses: Readonly<Record<string, Withheld>> = { u: 'unknown', n: 'not-applicable', l: 'later' }

/**
 * An answer with the revision that wrote it, short because a pass holds some hundred of them: `[7, "yes"]`, `[7, null,
 * "u"]`.
 */
type Compact = readonly [revision: number, value: unknown] | readonly [revision: number, value: null, code: string]

export function documentOf(session: Session): Document {
	const { id, townId, answers, released, ...rest } = session
	return {
		id,
		partition: townId,
		kind: 'session',
		dueAt: keptUntil(session),
		...(session.pending.length > 0 && { waiting: true as const }),
		shape: sessionShape,
		body: {
			...rest,
			answers: mapped(answers, ({ answer, revision }) => compact(answer, revision)),
			...(released && { released: mapped(released, (answer) => compact(answer, 0)) }),
		},
	}
}

/**
 * Answers go two years after their round began, those of an interview some time after the handover; the notices say so.
 * Local date.
 */
export function keptUntil(session: Pick<Session, 'round' | 'interview'>): string {
	return session.interview?.keptUntil ?? firstDayOf(addHalfYears(session.round, 4))
}

export function sessionFrom(document: Document): Session {
	if (document.kind !== 'session' || document.shape !== sessionShape)
		throw new Error(
			`cannot read ${document.kind} shape ${document.shape} of ${document.id}; a newer version of the service wrote it`,
		)
	const body = document.body as Omit<Session, 'id' | 'townId' | 'answers' | 'released'> & {
		answers: Record<AnswerKey, Compact>
		released?: Record<AnswerKey, Compact>
	}
	const { answers, released, ...rest } = body
	return {
		...rest,
		id: document.id,
		townId: document.partition,
		answers: mapped(answers, full),
		...(released && { released: mapped(released, (one) => full(one).answer) }),
	}
}

export function planDocument({ townId, ...body }: TownPlan): Document {
	return {
		id: planId,
		partition: townId,
		kind: 'plan',
		...(body.pending.length > 0 && { waiting: true as const }),
		shape: planShape,
		body,
	}
}

export function planFrom(document: Document): TownPlan {
	if (document.kind !== 'plan' || document.shape !== planShape)
		throw new Error(
			`cannot read ${document.kind} shape ${document.shape} of ${document.id}; a newer version of the service wrote it`,
		)
	return { ...(document.body as Omit<TownPlan, 'townId'>), townId: document.partition }
}

/** What a position knows, with its handovers. */
export function knowledgeDocument({ townId, ...body }: PositionKnowledge): Document {
	const waiting = body.pending.length > 0 && { waiting: true as const }
	return {
		id: knowledgeId(body.positionId),
		partition: townId,
		kind: 'knowledge',
		...waiting,
		shape: knowledgeShape,
		body,
	}
}

export function knowledgeFrom(document: Document): PositionKnowledge {
	if (document.kind !== 'knowledge' || document.shape !== knowledgeShape)
		throw new Error(
			`cannot read ${document.kind} shape ${document.shape} of ${document.id}; a newer version of the service wrote it`,
		)
	return { ...(document.body as Omit<PositionKnowledge, 'townId'>), townId: document.partition }
}

/** The published groups of a town's age structure, and their dates. */
export function atlasDocument({ townId, ...body }: Atlas): Document {
	return { id: atlasId, partition: townId, kind: 'atlas', shape: atlasShape, body }
}

export function atlasFrom(document: Document): Atlas {
	if (document.kind !== 'atlas' || document.shape !== atlasShape)
		throw new Error(
			`cannot read ${document.kind} shape ${document.shape} of ${document.id}; a newer version of the service wrote it`,
		)
	return { ...(document.body as Omit<Atlas, 'townId'>), townId: document.partition }
}

/** The notices that wait in a document. Whatever kind it is, they lie under the same name. */
export function pendingIn(document: Document): readonly Notice[] {
	return (document.body as { readonly pending?: readonly Notice[] }).pending ?? []
}

/** The same document after its notices were taken over. */
export function clearPending({ waiting: _none, ...document }: Document): Document {
	return { ...document, body: { ...(document.body as object), pending: [] } }
}

/** A town's linked channels are one document. */
export const channelsId = 'channels'

export function channelsDocument(townId: string, channels: readonly Channel[]): Document {
	return { id: channelsId, partition: townId, kind: 'channels', shape: channelsShape, body: { channels } }
}

export function channelsFrom(document: Document): readonly Channel[] {
	if (document.kind !== 'channels' || document.shape !== channelsShape)
		throw new Error(
			`cannot read ${document.kind} shape ${document.shape} of ${document.id}; a newer version of the service wrote it`,
		)
	return (document.body as { readonly channels: readonly Channel[] }).channels
}

/** A town's reminders. `dueAt` is the instant at which they are to be decided next. */
export function ledgerDocument(ledger: Ledger, dueAt: string): Document {
	const { townId, ...body } = ledger
	return {
		id: ledgerId,
		partition: townId,
		kind: 'reminders',
		state: ledgerState,
		dueAt,
		...(ledger.pending.length > 0 && { waiting: true as const }),
		shape: ledgerShape,
		body,
	}
}

/** A new town's reminders; the next tick begins with them, since every instant lies behind this one. */
export function firstLedger(townId: string): Document {
	return ledgerDocument(newLedger(townId), '1970-01-01T00:00:00.000Z')
}

export function ledgerFrom(document: Document): Ledger {
	if (document.kind !== 'reminders' || document.shape !== ledgerShape)
		throw new Error(
			`cannot read ${document.kind} shape ${document.shape} of ${document.partition}; a newer version of the service wrote it`,
		)
	return { ...(document.body as Omit<Ledger, 'townId'>), townId: document.partition }
}

function compact(answer: Answer, revision: number): Compact {
	return answer.status === 'given' ? [revision, answer.value] : [revision, null, codes[answer.status]]
}

function full([revision, value, code]: Compact): Recorded {
	if (code === undefined)
		return { revision, answer: { status: 'given', value: value as (Answer & { status: 'given' })['value'] } }
	const status = statuses[code]
	if (!status) throw new Error(`unknown answer code ${code}`)
	return { revision, answer: { status } }
}

function mapped<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
