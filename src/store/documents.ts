import type { Channel } from '../domain/directory/channels'
import type { Notice } from '../domain/messages/notice'
import type { Answer, AnswerKey, Withheld } from '../domain/questionnaire/answer'
import type { Recorded, Session } from '../domain/questionnaire/session'
import { addHalfYears, firstDayOf } from '../domain/shared/half-year'
import type { Document } from './store'

/** Stored shapes and their versions. The domain's types may change; a shape once written is read for ever. */
const sessionShape = 1
const channelsShape = 1

const codes = { unknown: 'u', 'not-applicable': 'n', later: 'l' } as const satisfies Record<Withheld, string>
const statuses: Readonly<Record<string, Withheld>> = { u: 'unknown', n: 'not-applicable', l: 'later' }

/** An answer with the revision that wrote it, short because a pass holds some hundred of them: `[7, "yes"]`, `[7, null, "u"]`. */
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

/** Answers go two years after their round began; the notice before the first question says so. Local date. */
export function keptUntil(session: Pick<Session, 'round'>): string {
	return firstDayOf(addHalfYears(session.round, 4))
}

export function sessionFrom(document: Document): Session {
	if (document.kind !== 'session' || document.shape !== sessionShape)
		throw new Error(`cannot read ${document.kind} shape ${document.shape} of ${document.id}; a newer version of the service wrote it`)
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

/** A town's linked channels are one document. */
export const channelsId = 'channels'

export function channelsDocument(townId: string, channels: readonly Channel[]): Document {
	return { id: channelsId, partition: townId, kind: 'channels', shape: channelsShape, body: { channels } }
}

export function channelsFrom(document: Document): readonly Channel[] {
	if (document.kind !== 'channels' || document.shape !== channelsShape)
		throw new Error(`cannot read ${document.kind} shape ${document.shape} of ${document.id}; a newer version of the service wrote it`)
	return (document.body as { readonly channels: readonly Channel[] }).channels
}

/** The notices that wait in a document. Whatever kind it is, they lie under the same name. */
export function pendingIn(document: Document): readonly Notice[] {
	return (document.body as { readonly pending?: readonly Notice[] }).pending ?? []
}

/** The same document after its notices were taken over. */
export function clearPending({ waiting: _none, ...document }: Document): Document {
	return { ...document, body: { ...(document.body as object), pending: [] } }
}

function compact(answer: Answer, revision: number): Compact {
	return answer.status === 'given' ? [revision, answer.value] : [revision, null, codes[answer.status]]
}

function full([revision, value, code]: Compact): Recorded {
	if (code === undefined) return { revision, answer: { status: 'given', value: value as (Answer & { status: 'given' })['value'] } }
	const status = statuses[code]
	if (!status) throw new Error(`unknown answer code ${code}`)
	return { revision, answer: { status } }
}

function mapped<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
