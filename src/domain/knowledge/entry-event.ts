import type { SensitiveKind } from '../shared/guard'
import type { Draft, EntryContent } from './entry'
import type { ContentProblem } from './entry-content'
import type { KnowledgeDecision } from './knowledge'

/** What a person does with an entry. `revision` and `stamp` are those of the card that was pressed. */
export type EntryEvent =
	/** Chosen drafts of the person's interview, each with the visibility they want. */
	| { readonly type: 'handed-in'; readonly caseId: string; readonly drafts: readonly Draft[] }
	| { readonly type: 'written'; readonly content: EntryContent }
	| { readonly type: 'changed'; readonly entryId: string; readonly revision: number; readonly content: EntryContent }
	| { readonly type: 'withdrawn'; readonly entryId: string }
	/** One entry, or all of the position that wait for the person. */
	| { readonly type: 'released'; readonly entryId?: string; readonly stamp: string }
	| { readonly type: 'returned'; readonly entryId: string; readonly stamp: string; readonly comment: string }
	| { readonly type: 'confirmed'; readonly entries: readonly { readonly id: string; readonly revision: number }[] }
	| { readonly type: 'archived' | 'restored'; readonly entryId: string }
	/** `seen` is the count that the card was made from, so that a click that comes twice counts once. */
	| { readonly type: 'helped'; readonly entryId: string; readonly seen: number }

/** Why nothing came of it. What is not there and what is not theirs are the same word. */
export type EntryRefusal =
	| 'not-there'
	| 'outdated'
	| 'nothing-chosen'
	| 'comment-missing'
	| 'waits-already'
	| 'own-words'
	| 'full'
	| ContentProblem

export type EntryRemark =
	| 'handed-in'
	| 'written'
	| 'changed'
	| 'withdrawn'
	| 'released'
	| 'returned'
	| 'confirmed'
	| 'archived'
	| 'restored'
	| 'thanked'
	| 'already'
	| EntryRefusal

/** What is said about it. */
export interface EntrySaid {
	readonly remark: EntryRemark
	/** The entry it is about, or how many it were. */
	readonly entryId?: string
	readonly count?: number
	/** Whose interview still holds the words. */
	readonly caseId?: string
	readonly sensitive?: SensitiveKind
	/** Which of the words have to be mended. */
	readonly at?: string
	/** What was wanted and may be shown again, so that it need not be typed twice. */
	readonly kept?: EntryContent
}

export type EntryDecision = KnowledgeDecision<EntrySaid>

/** Nothing changes, and this is why. */
export function refusedEntry(remark: EntryRefusal | 'already', about: Partial<EntrySaid> = {}): EntryDecision {
	return { said: { remark, ...about } }
}
