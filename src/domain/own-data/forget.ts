import type { Session } from '../digicheck/session'
import type { Directory } from '../directory/directory'
import type { Entry } from '../knowledge/entry'
import type { HandoverCase } from '../knowledge/handover-case'
import { interviewId, type OpenQuestion, type PositionKnowledge } from '../knowledge/knowledge'
import type { TownPlan } from '../plan/town-plan'
import type { Ledger } from '../reminders/ledger'

/**
 * What is to become of a person's entries: they stay with the position without the name, or what others do not read yet
 * goes and the rest is archived.
 */
export const entryWishes = ['keep', 'remove'] as const
export type EntryWish = (typeof entryWishes)[number]

/** Stands where a person was named who has been forgotten, and a word is needed. No person has this id. */
export const nobody = ''

/** A department's pass without any trace of the person. Their answers are the department's and carry no name. */
export function forgetInSession(session: Session, personId: string): Session {
	const { [personId]: _gone, ...people } = session.people
	const { handedInBy, ...rest } = session
	return {
		...rest,
		...(handedInBy !== undefined && handedInBy !== personId && { handedInBy }),
		people,
		// Without a name the head takes care of an open point.
		owners: Object.fromEntries(Object.entries(session.owners).filter(([, owner]) => owner !== personId)),
		releases: session.releases.map((release) => (release.by === personId ? { ...release, by: nobody } : release)),
		pending: session.pending.filter((notice) => !mentions(notice, personId)),
	}
}

/** What a position knows without the person; `wish` decides about the entries they wrote. */
export function forgetInKnowledge(knowledge: PositionKnowledge, personId: string, wish: EntryWish): PositionKnowledge {
	return {
		...forgetEntries(knowledge, personId, wish),
		cases: knowledge.cases.map((one) => forgetInCase(one, personId)),
		questions: forgetEntries(knowledge, personId, wish).questions.flatMap((question) =>
			forgetInQuestion(question, personId, wish),
		),
		pending: knowledge.pending.filter((notice) => !mentions(notice, personId)),
	}
}

/** On wish a question goes with the person who asked it, unless another person waits for the same answer. */
function forgetInQuestion(
	{ askedBy, also = [], ...question }: OpenQuestion,
	personId: string,
	wish: EntryWish,
): readonly OpenQuestion[] {
	const others = also.filter((id) => id !== personId)
	if (askedBy === personId && others.length === 0 && wish === 'remove') return []
	return [{ ...question, askedBy: askedBy === personId ? nobody : askedBy, ...(others.length > 0 && { also: others }) }]
}

/**
 * Only the entries of a person: their name goes and, on wish, what is not released; what others read already is
 * archived then.
 */
export function forgetEntries(knowledge: PositionKnowledge, personId: string, wish: EntryWish): PositionKnowledge {
	const entries = knowledge.entries.flatMap((entry): Entry[] => {
		const { authorId, releasedBy, proposal, ...rest } = entry
		const own = authorId === personId
		if (own && wish === 'remove' && entry.state === 'submitted') return []
		const suggested = proposal?.by !== personId ? proposal : wish === 'keep' ? { ...proposal, by: nobody } : undefined
		return [
			{
				...rest,
				...(authorId !== undefined && !own && { authorId }),
				...(releasedBy !== undefined && releasedBy !== personId && { releasedBy }),
				...(suggested && { proposal: suggested }),
				...(own && wish === 'remove' && { state: 'archived' as const }),
			},
		]
	})
	const questions = waitingAgain(knowledge.questions, entries)
	return { ...knowledge, revision: knowledge.revision + 1, entries, questions }
}

/** A question whose answer is gone waits again. */
function waitingAgain(questions: readonly OpenQuestion[], entries: readonly Entry[]): readonly OpenQuestion[] {
	return questions.map(({ entryId, ...question }) =>
		entries.some((one) => one.id === entryId) && entryId !== undefined ? { ...question, entryId } : question,
	)
}

/** What a successor said of the entries are their words, so they go with them. */
function forgetInCase(one: HandoverCase, personId: string): HandoverCase {
	const { personId: leaver, successorId, guideId, ...rest } = one
	return {
		...rest,
		...(leaver !== undefined && leaver !== personId && { personId: leaver }),
		...(successorId !== undefined && successorId !== personId && { successorId }),
		...(guideId !== undefined && guideId !== personId && { guideId }),
		openedBy: one.openedBy === personId ? nobody : one.openedBy,
		marks: successorId === personId ? {} : one.marks,
	}
}

/**
 * The town's reminders without the person: what they put off, paused, passed on or were given, and what is still to be
 * sent to them.
 */
export function forgetInLedger(ledger: Ledger, personId: string): Ledger {
	const { [personId]: _silence, ...paused } = ledger.paused
	const { [personId]: _days, ...messages } = ledger.messages
	return {
		...ledger,
		paused,
		messages,
		held: ledger.held.filter((one) => !mentions(one, personId)),
		snoozed: ledger.snoozed.filter((one) => one.personId !== personId),
		delegated: ledger.delegated.filter((one) => one.from !== personId && one.to !== personId),
		settled: Object.fromEntries(Object.entries(ledger.settled).filter(([key]) => !names(key, personId))),
		missed: ledger.missed.filter(({ key }) => !names(key, personId)),
		pending: ledger.pending.filter((notice) => !mentions(notice, personId)),
	}
}

/** The plan knows departments and groups; only a message that waits in it could be for a person. */
export function forgetInPlan(plan: TownPlan, personId: string): TownPlan {
	return { ...plan, pending: plan.pending.filter((notice) => !mentions(notice, personId)) }
}

export function forgetInDirectory(directory: Directory, personId: string): Directory {
	return { ...directory, people: directory.people.filter((person) => person.id !== personId) }
}

/**
 * An own interview is taken back before its entries are released: what was handed in of it goes. What others read
 * already stays.
 */
export function withdrawInterview(
	knowledge: PositionKnowledge,
	caseId: string,
	personId: string,
): PositionKnowledge | undefined {
	const own = knowledge.cases.some((one) => one.id === caseId && one.personId === personId)
	if (!own) return undefined
	const ofInterview = ({ from }: Entry) => from?.startsWith(`${caseId}#`) === true
	const entries = knowledge.entries.flatMap((entry) => {
		if (!ofInterview(entry)) return [entry]
		if (entry.state === 'submitted' && entry.authorId === personId) return []
		if (entry.proposal?.by !== personId) return [entry]
		const { proposal: _change, returnedWith: _comment, ...rest } = entry
		return [rest]
	})
	const same =
		entries.length === knowledge.entries.length && entries.every((entry, at) => entry === knowledge.entries[at])
	return same ? knowledge : { ...knowledge, revision: knowledge.revision + 1, entries }
}

/**
 * What is over for two years: the successor's marks and the questions of a closed handover, and the ids of the
 * interviews that go with it. Of an absence nothing is left then: when a person was away is of no concern any more.
 */
export function forgetClosedCases(
	knowledge: PositionKnowledge,
	closedUpTo: string,
): { readonly next: PositionKnowledge; readonly interviews: readonly string[] } {
	const endOf = ({ kind, until, closedOn }: HandoverCase) => closedOn ?? (kind === 'absence' ? until : undefined)
	const over = (one: HandoverCase) => (endOf(one) ?? '~') <= closedUpTo
	return {
		next: {
			...knowledge,
			cases: knowledge.cases.flatMap((one) =>
				!over(one) ? [one] : one.kind === 'absence' ? [] : [{ ...one, marks: {} }],
			),
			questions: knowledge.questions.filter((question) => question.on > closedUpTo),
		},
		interviews: knowledge.cases.filter(over).map((one) => interviewId(one.id)),
	}
}

/** Everybody who is named in what a position knows. */
export function peopleIn({ entries, cases, questions }: PositionKnowledge): readonly string[] {
	const all = [
		...entries.flatMap((entry) => [entry.authorId, entry.releasedBy, entry.proposal?.by]),
		...cases.flatMap((one) => [one.personId, one.successorId, one.guideId, one.openedBy]),
		...questions.flatMap(({ askedBy, also = [] }) => [askedBy, ...also]),
	]
	return [...new Set(all.filter((one) => one !== undefined && one !== nobody))] as string[]
}

/** Whether a notice or a part of it goes to the person or speaks of them. */
export function mentions(value: unknown, personId: string): boolean {
	if (typeof value === 'string') return names(value, personId)
	if (typeof value !== 'object' || value === null) return false
	return Object.entries(value).some(([key, one]) => names(key, personId) || mentions(one, personId))
}

/** Keys are made of parts with colons between them; a part that is the id names the person. */
function names(key: string, personId: string): boolean {
	return key.split(':').includes(personId)
}
