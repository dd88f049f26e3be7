import type { HalfYear } from '../shared/half-year'
import type { Text } from '../shared/language'
import type { ChangeStep } from '../shared/unit'

/** The lead's reminders around each half-year, in the order of the year. */
export const leadRules = ['preparation', 'capacity', 'last-week', 'start', 'midpoint', 'closing', 'review'] as const
export type LeadRule = (typeof leadRules)[number]

/** What a person has taken on and when it is due; the plan makes them from its bundles. */
export interface Commitment {
	/** Stable and unique in the town, such as `gate:buergerservice:2027-H1:information`. */
	readonly id: string
	readonly kind: 'gate' | 'measure' | 'handover' | 'deadline' | 'recheck'
	/** Which gate. */
	readonly step?: ChangeStep
	readonly title: Text
	/** Local date. */
	readonly dueOn: string
	/** Who is asked first; the person it was delegated to takes their place. */
	readonly ownerIds: readonly string[]
	readonly done: boolean
	/**
	 * Where its button leads: the bundle it belongs to; for knowledge the position's department and the half-year of its
	 * date.
	 */
	readonly unit: string
	readonly halfYear: HalfYear
	/** What knowledge it is about; absent for what the plan asks for. */
	readonly place?: KnowledgePlace
	/** Only these reminders are made of it; without it two weeks and three days before, and when it is overdue. */
	readonly stages?: readonly CommitmentStage[]
}

/** A position, and if need be the handover or the entry there. */
export interface KnowledgePlace {
	readonly positionId: string
	readonly caseId?: string
	/** Which step of the handover. */
	readonly step?: string
	readonly entryId?: string
}

/**
 * Two weeks and three days before a commitment is due, on its day, once when it is a week overdue, and when another
 * person has passed it on.
 */
export const commitmentStages = ['given', 'soon', 'close', 'today', 'overdue'] as const
export type CommitmentStage = (typeof commitmentStages)[number]
/** What a commitment reminds of by itself, unless it says otherwise. */
export const usualStages: readonly CommitmentStage[] = ['soon', 'close', 'overdue']

/**
 * One reminder that is due for one person. `key` names rule and period: there is never a second one with the same key.
 */
export type DueReminder =
	| { readonly key: string; readonly rule: LeadRule; readonly halfYear: HalfYear; readonly dueOn: string }
	| {
			readonly key: string
			readonly rule: 'commitment'
			readonly commitment: Commitment
			readonly dueOn: string
			readonly stage: CommitmentStage
			/** Who passed it on, where the stage is `given`. */
			readonly from?: string
	  }

/** A reminder that could not be sent in time and was not sent late. */
export interface MissedReminder {
	readonly key: string
	/** Local date on which it should have gone out. */
	readonly dueOn: string
}
