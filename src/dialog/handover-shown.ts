import type { Directory, Person, Position } from '../domain/directory/directory'
import type { CaseFacts } from '../domain/handover/case-facts'
import type { CaseSaid } from '../domain/handover/decide-case'
import type { PlannedStep } from '../domain/handover/planned-steps'
import type { HandoverCase, HandoverKind } from '../domain/knowledge/handover-case'

/** How much of a handover is there: counts only, no times, nothing that compares people. */
export interface CaseCounts {
	/** Entries that wait for release, and those that are released. */
	readonly submitted: number
	readonly released: number
	/** Points that the successor marked and that are not answered yet. */
	readonly unclear: number
}

/** One handover as those see it who may know of it. */
export interface HandoverView {
	readonly handover: HandoverCase
	readonly position: Position
	readonly steps: readonly PlannedStep[]
	/** Only for those who work on it. */
	readonly counts?: CaseCounts
}

interface Reader {
	readonly directory: Directory
	readonly person: Person
	/** Today's local date in the town. */
	readonly today: string
}

/** The cockpit, one handover, and the forms around it. */
export type ShownHandover = Reader &
	(
		| {
				readonly kind: 'handovers'
				readonly views: readonly HandoverView[]
				readonly mayOpen: boolean
				/** For how many positions of one person a handover was just opened. */
				readonly opened?: number
		  }
		| {
				readonly kind: 'handover'
				readonly view: HandoverView
				/** Whether the person may change and end it, and which steps they may tick off. */
				readonly mayTend: boolean
				readonly tickable: readonly string[]
				/** It is asked whether it is really to end. */
				readonly ending?: true
				readonly remark?: CaseSaid['is'] | 'nothing-chosen'
		  }
		/** For whom; with many positions first in which department. */
		| {
				readonly kind: 'handover-new'
				readonly people: readonly { readonly position: Position; readonly holder: Person }[]
				readonly departmentId?: string
				readonly remark?: 'nobody-chosen'
		  }
		| {
				readonly kind: 'handover-form'
				readonly why: HandoverKind
				readonly position: Position
				/** Who goes, begins or is away. */
				readonly about?: Person
				/** All positions of that person, where they have several: for each a handover of its own is opened. */
				readonly each?: readonly Position[]
				/** The handover that is changed; absent while it is opened. */
				readonly handover?: HandoverCase
				/** What the form begins with: what is known, or what was just refused. */
				readonly facts: CaseFacts
				readonly remark?: CaseSaid['is']
		  }
		/** Everything about knowledge that this person can do. */
		| {
				readonly kind: 'knowledge-home'
				/** The person's own handovers, those they take over, and the positions they stand in for. */
				readonly own: readonly HandoverView[]
				readonly takeOvers: readonly HandoverView[]
				readonly deputyFor: readonly Position[]
				/** Entries that wait for this person's release. */
				readonly waiting: number
				/** Questions to positions that this person takes care of. */
				readonly questions: number
				/** Open handovers that the person may see. */
				readonly open: number
				readonly mayOpen: boolean
		  }
	)
