import type { Recorded, Session } from '../domain/digicheck/session'
import type { Answer, AnswerKey, Withheld } from '../domain/questionnaire/answer'
import { addHalfYears, firstDayOf } from '../domain/shared/half-year'

const codes = { unknown: 'u', 'not-applicable': 'n', later: 'l' } as const satisfies Record<Withheld, string>
const statuses: Readonly<Record<string, Withheld>> = { u: 'unknown', n: 'not-applicable', l: 'later' }

/**
 * An answer with the revision that wrote it, short because a pass holds some hundred of them: `[7, "yes"]`, `[7, null,
 * "u"]`.
 */
type Compact = readonly [revision: number, value: unknown] | readonly [revision: number, value: null, code: string]

type SessionBody = Omit<Session, 'id' | 'townId' | 'answers' | 'released'> & {
	readonly answers: Readonly<Record<AnswerKey, Compact>>
	readonly released?: Readonly<Record<AnswerKey, Compact>>
}

export function sessionBody({ id: _id, townId: _town, answers, released, ...rest }: Session): SessionBody {
	return {
		...rest,
		answers: mapped(answers, ({ answer, revision }) => compact(answer, revision)),
		...(released && { released: mapped(released, (answer) => compact(answer, 0)) }),
	}
}

export function sessionOf(id: string, townId: string, { answers, released, ...rest }: SessionBody): Session {
	return {
		...rest,
		id,
		townId,
		answers: mapped(answers, full),
		...(released && { released: mapped(released, (one) => full(one).answer) }),
	}
}

/**
 * Answers go two years after their round began, those of an interview some time after the handover; the notices say so.
 * Local date.
 */
export function keptUntil(session: Pick<Session, 'round' | 'interview'>): string {
	return session.interview?.keptUntil ?? firstDayOf(addHalfYears(session.round, 4))
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
