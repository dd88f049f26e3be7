import type { AnswerKey, QuestionId } from '../questionnaire/answer'
import type { Input } from '../questionnaire/read-input'
import type { PageKey, SectionKey } from '../questionnaire/walk'
import type { ItemChange } from './decide-items'
/** What a person did. Who it was and in which town comes from the verified request, never from the card. */
export type SessionEvent =
	| { readonly type: 'opened' }
	| { readonly type: 'notice-accepted' }
	| {
			readonly type: 'page-answered'
			readonly page: PageKey
			readonly shown: readonly AnswerKey[]
			readonly stamp: string
			readonly inputs: Readonly<Record<AnswerKey, Input>>
	  }
	| {
			readonly type: 'page-postponed'
			readonly page: PageKey
			readonly shown: readonly AnswerKey[]
			readonly stamp: string
	  }
	| { readonly type: 'page-opened'; readonly page: PageKey }
	/** The page on which this question stands, wherever that is now. */
	| { readonly type: 'question-opened'; readonly key: AnswerKey }
	| { readonly type: 'went-back'; readonly from?: PageKey }
	| { readonly type: 'items-opened'; readonly question: QuestionId }
	| {
			readonly type: 'item-changed'
			readonly question: QuestionId
			readonly stamp: string
			readonly change: ItemChange
	  }
	| { readonly type: 'paused' }
	/** To the next open question, also for the head while the release is pending. */
	| { readonly type: 'went-on' }
	/** One module of an interview; in a DigiCheck nothing is chosen this way. */
	| { readonly type: 'module-opened'; readonly module: string }
	/** All answers in sections; `section` opens one of them. */
	| { readonly type: 'review-opened'; readonly section?: SectionKey }
	| { readonly type: 'handed-in' }
	| { readonly type: 'taken-back' }
	| { readonly type: 'returned'; readonly comment: string }
	| { readonly type: 'released' }
	| { readonly type: 'correction-started' }
	| { readonly type: 'clarifications-opened' }
	| { readonly type: 'owner-named'; readonly key: AnswerKey; readonly ownerId: string }
