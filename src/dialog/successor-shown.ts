import type { Directory, Person } from '../domain/directory/directory'
import type { TakeOverPage, TakeOverRemark } from '../domain/handover/decide-take-over'
import type { Beginning, Lesson } from '../domain/handover/onboarding'
import type { CallSaid } from '../domain/knowledge/deputies'
import type { DeputySheet } from '../domain/knowledge/deputy-sheet'
import type { PositionKnowledge } from '../domain/knowledge/knowledge'

interface Reader {
	readonly directory: Directory
	readonly person: Person
	/** Today's local date in the town. */
	readonly today: string
}

/** A page of the successor's dialog, or the agenda that comes of it. */
export interface TakeOverShown extends Reader {
	readonly kind: 'take-over'
	readonly look: TakeOverPage
	readonly caseId: string
	readonly knowledge: PositionKnowledge
	readonly remark?: TakeOverRemark
	/** Set where the product begins the message itself, and what it is about. */
	readonly begun?: 'unclear-point' | 'unclear-answered' | 'can-act' | 'thanks'
	/** Who caused it then. */
	readonly byId?: string
}

/** A person takes over or takes part in several positions: which of them? */
export interface TakeOversShown extends Reader {
	readonly kind: 'take-overs'
	readonly cases: readonly { readonly caseId: string; readonly positionId: string }[]
}

/** The path of the first weeks. */
export interface OnboardingShown extends Reader {
	readonly kind: 'onboarding'
	readonly positionId: string
	readonly path: Readonly<Record<Beginning, readonly Lesson[]>>
}

/** The one page for the deputy. */
export interface DeputySheetShown extends Reader {
	readonly kind: 'deputy-sheet'
	readonly sheet: DeputySheet
	/** The address of the page to print, good for a short while. */
	readonly printAt?: string
	readonly mayCall: boolean
	/** The product begins the message itself: the person has been called. */
	readonly called?: true
}

/** Several positions may be meant, or none that the person may open. */
export interface DeputyListShown extends Reader {
	readonly kind: 'deputy-list'
	readonly positionIds: readonly string[]
	/** Who was meant, by position, where the name of a person was typed. */
	readonly holders?: Readonly<Record<string, string>>
	/** Whether something was typed that fits none of them. */
	readonly unknown: boolean
}

/** The form by which a deputy is called, and what came of it. */
export interface CallShown extends Reader {
	readonly kind: 'call-deputy'
	readonly positionId: string
	readonly remark?: Exclude<CallSaid, 'not-permitted'>
	/** Who was chosen when something else has to be entered again. */
	readonly chosen?: string
	/** Of the absence that lasts now. */
	readonly current?: { readonly personId: string; readonly until: string }
	readonly maySee: boolean
}

export type SuccessorShown =
	| TakeOverShown
	| TakeOversShown
	| OnboardingShown
	| DeputySheetShown
	| DeputyListShown
	| CallShown
