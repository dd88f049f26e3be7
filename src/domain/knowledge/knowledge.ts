import type { Directory, Person } from '../directory/directory'
import type { Taken } from '../directory/moves'
import type { Notice } from '../notices/notice'
import type { Guard } from '../shared/guard'
import type { Entry } from './entry'
import type { HandoverCase } from './handover-case'

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

/**
 * Everything that is known about a position, and its handovers: one document, so that what belongs together is written
 * together.
 */
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
	/** What went into this document, while the town's organisation is being changed. */
	readonly took?: readonly Taken[]
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

export function caseById(
	knowledge: Pick<PositionKnowledge, 'cases'>,
	caseId: string | undefined,
): HandoverCase | undefined {
	return knowledge.cases.find((one) => one.id === caseId)
}

export function entryById(
	knowledge: Pick<PositionKnowledge, 'entries'>,
	entryId: string | undefined,
): Entry | undefined {
	return knowledge.entries.find((one) => one.id === entryId)
}

/** The handovers that are still going on. */
export function openCases(knowledge: Pick<PositionKnowledge, 'cases'>): readonly HandoverCase[] {
	return knowledge.cases.filter((one) => one.closedOn === undefined)
}

/** The same knowledge with one case or entry changed; its revision counts on. */
export function withCase(knowledge: PositionKnowledge, changed: HandoverCase): PositionKnowledge {
	return {
		...knowledge,
		revision: knowledge.revision + 1,
		cases: knowledge.cases.map((one) => (one.id === changed.id ? changed : one)),
	}
}

export function withEntry(knowledge: PositionKnowledge, changed: Entry): PositionKnowledge {
	return {
		...knowledge,
		revision: knowledge.revision + 1,
		entries: knowledge.entries.map((one) => (one.id === changed.id ? changed : one)),
	}
}
