import type { AnswerKey, QuestionId } from '../questionnaire/answer'
import type { Input, InputProblem } from '../questionnaire/read-input'
import type { PageKey, SectionKey } from '../questionnaire/walk'
import type { Sensitive } from '../shared/guard'

/** Why something was not done. Every reason has a wording that says what the person can do. */
export type Refusal =
	| 'not-permitted'
	| 'not-started'
	| 'handed-in'
	| 'released'
	| 'not-handed-in'
	| 'still-open'
	| 'too-many-items'
	| 'name-missing'
	| 'name-too-long'
	| 'name-taken'
	| 'no-such-item'
	| 'no-such-person'

/** A line above the card's content that says what just happened. */
export type Remark = 'already-answered' | 'no-longer-asked' | 'removed' | 'set-aside' | 'moved' | Refusal | Sensitive

/** What the person gets to see next. Says what, not how: the cards room chooses the card. */
export type Reply =
	| { readonly kind: 'notice' }
	| {
			readonly kind: 'page'
			readonly page: PageKey
			/** Answered questions are shown again with their answers, to be changed. */
			readonly editing: boolean
			readonly problems: Readonly<Record<AnswerKey, { readonly problem: InputProblem; readonly entered: Input }>>
			/** What was just stored, to be shown as a small receipt. */
			readonly saved: readonly AnswerKey[]
			readonly remark?: Remark
	  }
	| {
			readonly kind: 'items'
			readonly question: QuestionId
			readonly remark?: Remark
			readonly selected?: string
			readonly itemName?: string
	  }
	| { readonly kind: 'stop-offered'; readonly saved: readonly AnswerKey[] }
	| { readonly kind: 'paused' }
	| { readonly kind: 'review'; readonly remark?: Remark; readonly saved?: readonly AnswerKey[] }
	/** One section of the answers: a block, or a block for one item. */
	| { readonly kind: 'section'; readonly section: SectionKey }
	| { readonly kind: 'handed-in' }
	| { readonly kind: 'release-preview'; readonly remark?: Remark }
	| { readonly kind: 'returned' }
	| { readonly kind: 'released' }
	| { readonly kind: 'clarifications'; readonly remark?: Remark }
	| { readonly kind: 'refused'; readonly reason: Refusal }
