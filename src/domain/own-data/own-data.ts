import type { Session } from '../digicheck/session'
import type { Directory, Person } from '../directory/directory'
import type { Entry } from '../knowledge/entry'
import type { HandoverCase } from '../knowledge/handover-case'
import { openCases, type PositionKnowledge } from '../knowledge/knowledge'
import type { Ledger } from '../reminders/ledger'

/** In which way a person is part of a handover. */
export const caseParts = ['leaver', 'successor', 'guide', 'opener'] as const
export type CasePart = (typeof caseParts)[number]

/** An interview that its owner may still take back. */
export interface OwnInterview {
	readonly positionId: string
	readonly caseId: string
}

/** Everything that is stored about one person, and nothing about others. */
export interface OwnData {
	readonly person: Person
	/** How the bot reaches them in Teams; absent if they never met. */
	readonly reach?: Readonly<Record<string, unknown>>
	/**
	 * Taking part in DigiChecks: which, with open points kept for them. No answers, since these belong to the department.
	 */
	readonly sessions: readonly {
		readonly id: string
		readonly openPoints: number
		readonly handedIn: boolean
		readonly releases: readonly number[]
	}[]
	/** Their own interviews with all answers. */
	readonly interviews: readonly { readonly id: string; readonly answers: Session['answers'] }[]
	readonly entries: readonly (Pick<
		Entry,
		'id' | 'type' | 'title' | 'fields' | 'state' | 'submittedOn' | 'recurrence'
	> & { readonly positionId: string })[]
	readonly proposals: readonly {
		readonly positionId: string
		readonly entryId: string
		readonly title: string
		readonly fields: Readonly<Record<string, string>>
	}[]
	/** Entries of others that they released. */
	readonly released: readonly { readonly positionId: string; readonly entryId: string }[]
	readonly cases: readonly {
		readonly positionId: string
		readonly id: string
		readonly kind: HandoverCase['kind']
		readonly month: string
		readonly as: readonly CasePart[]
		readonly dates: Readonly<Record<string, string>>
		/** What they said of entries as the successor, without the answers of others. */
		readonly marks?: HandoverCase['marks']
		/** What they answered the successor, by entry. */
		readonly answers?: Readonly<Record<string, string>>
	}[]
	readonly questions: readonly { readonly positionId: string; readonly text: string; readonly on: string }[]
	readonly reminders: {
		readonly snoozed: readonly { readonly subject: string; readonly until: string }[]
		readonly pausedUntil?: string
		readonly passedOn: readonly string[]
		readonly takenOver: readonly string[]
		readonly writtenOn: readonly string[]
		readonly held: number
	}
	/** Messages to them that wait or were sent lately. */
	readonly messages: readonly { readonly kind: string; readonly state: string; readonly on: string }[]
}

/** What is known of a town when a person asks for their own data. */
export interface TownData {
	readonly directory: Directory
	readonly sessions: readonly Session[]
	readonly knowledge: readonly PositionKnowledge[]
	readonly ledger: Ledger
	readonly reach: Readonly<Record<string, unknown>> | undefined
	readonly messages: OwnData['messages']
}

/** Picks what concerns one person. Words of others, and who they are, stay out of it. */
export function collectOwnData(person: Person, { sessions, knowledge, ledger, reach, messages }: TownData): OwnData {
	const { id } = person
	const { [id]: pausedUntil } = ledger.paused
	return {
		person,
		...(reach && { reach }),
		sessions: sessions
			.filter((session) => !session.interview && takesPart(session, id))
			.map((session) => ({
				id: session.id,
				openPoints: Object.values(session.owners).filter((owner) => owner === id).length,
				handedIn: session.handedInBy === id,
				releases: session.releases.filter((release) => release.by === id).map((release) => release.number),
			})),
		interviews: sessions
			.filter((session) => session.interview?.ownerId === id)
			.map((session) => ({ id: session.id, answers: session.answers })),
		entries: knowledge.flatMap(({ positionId, entries }) =>
			entries
				.filter((entry) => entry.authorId === id)
				.map((entry) => ({
					positionId,
					id: entry.id,
					type: entry.type,
					title: entry.title,
					fields: entry.fields,
					state: entry.state,
					submittedOn: entry.submittedOn,
					...(entry.recurrence && { recurrence: entry.recurrence }),
				})),
		),
		proposals: knowledge.flatMap(({ positionId, entries }) =>
			entries.flatMap(({ id: entryId, proposal }) =>
				proposal?.by === id
					? [{ positionId, entryId, title: proposal.content.title, fields: proposal.content.fields }]
					: [],
			),
		),
		released: knowledge.flatMap(({ positionId, entries }) =>
			entries.filter((entry) => entry.releasedBy === id).map((entry) => ({ positionId, entryId: entry.id })),
		),
		cases: knowledge.flatMap(({ positionId, cases }) =>
			cases.flatMap((one) => {
				const as = partsIn(one, id)
				if (as.length === 0) return []
				return [
					{ positionId, id: one.id, kind: one.kind, month: one.month, as, dates: datesOf(one), ...wordsIn(one, as) },
				]
			}),
		),
		questions: knowledge.flatMap(({ positionId, questions }) =>
			questions
				.filter(({ askedBy, also = [] }) => askedBy === id || also.includes(id))
				.map(({ text, on }) => ({ positionId, text, on })),
		),
		reminders: {
			snoozed: ledger.snoozed.filter((one) => one.personId === id).map(({ subject, until }) => ({ subject, until })),
			...(pausedUntil !== undefined && { pausedUntil }),
			passedOn: ledger.delegated.filter((one) => one.from === id).map((one) => one.commitmentId),
			takenOver: ledger.delegated.filter((one) => one.to === id).map((one) => one.commitmentId),
			writtenOn: ledger.messages[id] ?? [],
			held: ledger.held.filter((one) => one.personId === id).length,
		},
		messages,
	}
}

/** The interviews that a person may still take back: their own, while the handover goes on. */
export function withdrawable(knowledge: readonly PositionKnowledge[], personId: string): readonly OwnInterview[] {
	return knowledge.flatMap((one) =>
		openCases(one).flatMap((open) =>
			open.personId === personId ? [{ positionId: one.positionId, caseId: open.id }] : [],
		),
	)
}

function takesPart(session: Session, personId: string): boolean {
	return (
		Object.hasOwn(session.people, personId) ||
		Object.values(session.owners).includes(personId) ||
		session.handedInBy === personId ||
		session.releases.some((release) => release.by === personId)
	)
}

function datesOf({
	openedOn,
	lastDayOn,
	startsOn,
	until,
	canActOn,
	closedOn,
}: HandoverCase): Readonly<Record<string, string>> {
	const dates = { openedOn, lastDayOn, startsOn, until, canActOn, closedOn }
	return Object.fromEntries(Object.entries(dates).filter((one): one is [string, string] => one[1] !== undefined))
}

/** The successor asks, the person who hands over answers: to each their own words. */
function wordsIn(
	{ marks }: HandoverCase,
	as: readonly CasePart[],
): Pick<OwnData['cases'][number], 'marks' | 'answers'> {
	const asked = Object.entries(marks).map(([id, { answer: _others, ...mark }]) => [id, mark] as const)
	const answered = Object.entries(marks).flatMap(([id, { answer }]) =>
		answer === undefined ? [] : [[id, answer] as const],
	)
	return {
		...(as.includes('successor') && { marks: Object.fromEntries(asked) }),
		...(as.includes('leaver') && answered.length > 0 && { answers: Object.fromEntries(answered) }),
	}
}

function partsIn(one: HandoverCase, personId: string): readonly CasePart[] {
	const by = { leaver: one.personId, successor: one.successorId, guide: one.guideId, opener: one.openedBy }
	return caseParts.filter((part) => by[part] === personId)
}
