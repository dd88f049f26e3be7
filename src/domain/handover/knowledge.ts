import type { Directory, Person } from '../directory/directory'
import type { Notice } from '../messages/notice'
import type { Guard } from '../shared/guard'
import type { Entry } from './entry'

/** Why knowledge is handed over. An absence has no reason: whether somebody is ill or on holiday is nobody's business here. */
export const handoverKinds = ['retirement', 'leaving', 'entry', 'absence'] as const
export type HandoverKind = (typeof handoverKinds)[number]

/** What a successor says of an entry. `revision` is the entry's when it was said. */
export interface Mark {
	readonly says: 'understood' | 'unclear'
	readonly revision: number
	/** What they would like to ask; the agenda of the talk is made of these. */
	readonly question?: string
	readonly answer?: string
}

/** One handover of one position: somebody goes, comes or stays away for a while. */
export interface HandoverCase {
	/** `<position>:<number>`; the interview's session is `interview:<id>`. */
	readonly id: string
	readonly kind: HandoverKind
	/** Who hands over; absent where somebody only begins. */
	readonly personId?: string
	/** Who takes over, once it is known; in an absence who stands in. */
	readonly successorId?: string
	readonly guideId?: string
	/** `YYYY-MM`, all that has to be said of the future. The month in which somebody goes, begins or is away. */
	readonly month: string
	/** The real last working day, as soon as it is known; until then the month's last one counts. Local date. */
	readonly lastDayOn?: string
	/** First day of the successor, or of the absence. Local date. */
	readonly startsOn?: string
	/** Last day of an absence. Local date. */
	readonly until?: string
	readonly openedBy: string
	/** Local date. */
	readonly openedOn: string
	/** When its dates were last set; no step is planned before. Without one the day on which it was opened. Local date. */
	readonly plannedOn?: string
	/** Steps that are done, with the local date on which somebody said so; see schedule.ts. */
	readonly steps: Readonly<Record<string, string>>
	/** By entry id. */
	readonly marks: Readonly<Record<string, Mark>>
	/** When the successor said "I can act". Local date. */
	readonly canActOn?: string
	/** When it ended, however it ended. Local date. */
	readonly closedOn?: string
}

/** A question that nothing answered yet; it waits for the position's caretakers and its answer becomes an entry. */
export interface OpenQuestion {
	/** `q3`, unique in the position. */
	readonly id: string
	readonly text: string
	readonly askedBy: string
	/** Who has asked the same since then and waits for the same answer. */
	readonly also?: readonly string[]
	/** Local date. */
	readonly on: string
	/** The entry that answers it. */
	readonly entryId?: string
}

/** Everything that is known about a position, and its handovers: one document, so that what belongs together is written together. */
export interface PositionKnowledge {
	readonly townId: string
	readonly positionId: string
	/** Counts accepted changes. */
	readonly revision: number
	/** The number that the next case, entry or question gets. */
	readonly nextNumber: number
	readonly entries: readonly Entry[]
	readonly cases: readonly HandoverCase[]
	readonly questions: readonly OpenQuestion[]
	readonly pending: readonly Notice[]
}

export function newKnowledge(townId: string, positionId: string): PositionKnowledge {
	return { townId, positionId, revision: 0, nextNumber: 1, entries: [], cases: [], questions: [], pending: [] }
}

export function knowledgeId(positionId: string): string {
	return `knowledge:${positionId}`
}

export function interviewId(caseId: string): string {
	return `interview:${caseId}`
}

/** All that a decision about a position's knowledge may look at beside the document itself. */
export interface KnowledgeCircumstances {
	readonly directory: Directory
	readonly actor: Person
	/** Today's local date in the town. */
	readonly today: string
	readonly guard: Guard
}

/** One decision: the new state (absent if nothing changes) and what is said about it. */
export interface KnowledgeDecision<Said> {
	readonly next?: PositionKnowledge
	readonly said: Said
}

/** The position that a handover is about; its id says so. */
export function positionOfCase(caseId: string): string {
	return caseId.slice(0, Math.max(0, caseId.lastIndexOf(':')))
}

export function caseById(knowledge: Pick<PositionKnowledge, 'cases'>, caseId: string | undefined): HandoverCase | undefined {
	return knowledge.cases.find((one) => one.id === caseId)
}

export function entryById(knowledge: Pick<PositionKnowledge, 'entries'>, entryId: string | undefined): Entry | undefined {
	return knowledge.entries.find((one) => one.id === entryId)
}

/** The handovers that are still going on. */
export function openCases(knowledge: Pick<PositionKnowledge, 'cases'>): readonly HandoverCase[] {
	return knowledge.cases.filter((one) => one.closedOn === undefined)
}

/** The same knowledge with one case or entry changed; its revision counts on. */
export function withCase(knowledge: PositionKnowledge, changed: HandoverCase): PositionKnowledge {
	return { ...knowledge, revision: knowledge.revision + 1, cases: knowledge.cases.map((one) => (one.id === changed.id ? changed : one)) }
}

export function withEntry(knowledge: PositionKnowledge, changed: Entry): PositionKnowledge {
	return { ...knowledge, revision: knowledge.revision + 1, entries: knowledge.entries.map((one) => (one.id === changed.id ? changed : one)) }
}
