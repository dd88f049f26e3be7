import type { Taken } from '../directory/moves'
import type { Notice } from '../notices/notice'
import { type Answer, type AnswerKey, type Answers, answerAt } from '../questionnaire/answer'
import type { PageKey } from '../questionnaire/walk'
import type { HalfYear } from '../shared/half-year'

export type SessionStatus = 'answering' | 'handed-in' | 'released' | 'correcting'

/** An answer and the session revision that wrote it: what a card has to name to be recognised as fresh or stale. */
export interface Recorded {
	readonly answer: Answer
	readonly revision: number
}

/**
 * What we remember of a person while they answer: only what the dialog needs. There is no time, no count of answers,
 * nothing that could compare people.
 */
export interface Participation {
	/** Version of the notice that the person has read and accepted. */
	readonly notice?: number
	/**
	 * The page they have open, so that typed answers and "back" mean what they see. A hint; without it the walk decides.
	 */
	readonly page?: PageKey
	/** The chat message that carries their open card, so that it can be closed when another takes its place. */
	readonly cardId?: string
	/** The module of an interview that they chose last; what comes next is looked for there first. */
	readonly module?: string
	/**
	 * Planned (not measured) seconds of what was answered since the last pause; after about ten minutes a stop is
	 * offered.
	 */
	readonly plannedSeconds: number
	/** Marks of the typed messages handled last, so that a repeated delivery has no second effect. */
	readonly heard?: readonly string[]
}

export interface Release {
	readonly number: number
	/** Local date. */
	readonly on: string
	readonly by: string
	/** What differs from the release before; empty for the first. */
	readonly changed: readonly AnswerKey[]
}

/** Whose interview it is, and for which handover. */
export interface Interview {
	readonly positionId: string
	readonly caseId: string
	/** The only person who answers it and sees its answers. */
	readonly ownerId: string
	/**
	 * Local date on which its answers go; by then what was handed in is kept by the position. Without one they go like
	 * those of a DigiCheck.
	 */
	readonly keptUntil?: string
}

/**
 * One pass of the DigiCheck for one department, or one handover's interview. Everything about it is this one document.
 */
export interface Session {
	readonly id: string
	readonly townId: string
	readonly departmentId: string
	readonly round: HalfYear
	/**
	 * Set where the questions are those of a handover; then `departmentId` is the position's and `round` the half-year in
	 * which it began.
	 */
	readonly interview?: Interview
	/** The catalogue version it began with and keeps. */
	readonly version: string
	readonly status: SessionStatus
	/** Counts accepted changes. */
	readonly revision: number
	readonly answers: Readonly<Record<AnswerKey, Recorded>>
	readonly people: Readonly<Record<string, Participation>>
	/** Who takes care of an open point; without an entry the department head does. */
	readonly owners: Readonly<Record<AnswerKey, string>>
	readonly handedInBy?: string
	/** What the head wrote when giving it back. */
	readonly returnedWith?: string
	readonly releases: readonly Release[]
	/** The answers as they were released last. */
	readonly released?: Answers
	/** That half of it is done has been told; it is not told again when answers change. */
	readonly halfTold?: true
	/** Departments became one and had answered these otherwise: what the others said, until somebody decides. */
	readonly differing?: Readonly<Record<AnswerKey, readonly Answer[]>>
	/** What went into this one, while the town's organisation is being changed. */
	readonly took?: readonly Taken[]
	readonly pending: readonly Notice[]
}

export function sessionId(departmentId: string, round: HalfYear): string {
	return `digicheck:${departmentId}:${round}`
}

export function newSession(townId: string, departmentId: string, round: HalfYear, version: string): Session {
	return {
		id: sessionId(departmentId, round),
		townId,
		departmentId,
		round,
		version,
		status: 'answering',
		revision: 0,
		answers: {},
		people: {},
		owners: {},
		releases: [],
		pending: [],
	}
}

const bare = new WeakMap<Session['answers'], Answers>()

/** The answers without their revisions. */
export function answersOf(session: Pick<Session, 'answers'>): Answers {
	const known = bare.get(session.answers)
	if (known) return known
	const answers = Object.fromEntries(Object.entries(session.answers).map(([key, recorded]) => [key, recorded.answer]))
	bare.set(session.answers, answers)
	return answers
}

export function participation(session: Session, personId: string): Participation {
	return (Object.hasOwn(session.people, personId) && session.people[personId]) || { plannedSeconds: 0 }
}

export function withParticipation(
	session: Session,
	personId: string,
	change: { [Key in keyof Participation]?: Participation[Key] | undefined },
): Session {
	const merged = { ...participation(session, personId), ...change }
	const kept = Object.fromEntries(
		Object.entries(merged).filter(([, value]) => value !== undefined),
	) as unknown as Participation
	return { ...session, people: { ...session.people, [personId]: kept } }
}

/**
 * Short fingerprint of some answers as they stand. A card carries the one it was made from; if it no longer fits, an
 * answer has come in since (perhaps the same person, with the same click delivered twice).
 */
export function stampOf(session: Session, keys: readonly AnswerKey[]): string {
	let hash = 0x811c9dc5
	for (const key of keys) {
		const revision = Object.hasOwn(session.answers, key) ? session.answers[key]?.revision : 0
		for (const char of `${key}:${revision};`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
	}
	return hash.toString(36)
}

/** Writes answers under the next revision; what departments had said otherwise is decided by that. */
export function record(session: Session, entries: readonly (readonly [AnswerKey, Answer])[]): Session {
	if (entries.length === 0) return session
	const revision = session.revision + 1
	const { differing, ...rest } = session
	const answered = new Set(entries.map(([key]) => key))
	const left = Object.entries(differing ?? {}).filter(([key]) => !answered.has(key))
	return {
		...rest,
		...(left.length > 0 && { differing: Object.fromEntries(left) }),
		revision,
		answers: { ...session.answers, ...Object.fromEntries(entries.map(([key, answer]) => [key, { answer, revision }])) },
	}
}

/** What departments that became one had answered otherwise; nothing where that is decided. */
export function otherAnswers({ differing }: Pick<Session, 'differing'>, key: AnswerKey): readonly Answer[] {
	return (differing && Object.hasOwn(differing, key) && differing[key]) || []
}

export function answerIn(session: Session, key: AnswerKey): Answer | undefined {
	return answerAt(answersOf(session), key)
}
