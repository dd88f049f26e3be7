import type { Visibility } from '../domain/knowledge/entry'
import type { EntryEvent } from '../domain/knowledge/entry-event'
import type { EntryType } from '../domain/shared/entry-type'

/** What of a position a person leafs through: one kind, what is to be checked, or what was put away. */
export const shelves = ['all', 'check', 'archived'] as const
export type Shelf = (typeof shelves)[number] | EntryType

/** What a person wants to look at. Ids that are missing mean the person's own. */
export type EntryLook =
	| { readonly page: 'drafts'; readonly caseId?: string | undefined }
	| { readonly page: 'draft'; readonly caseId: string; readonly key: string }
	| { readonly page: 'releases'; readonly positionId?: string | undefined }
	| { readonly page: 'waiting'; readonly positionId: string; readonly entryId: string }
	| {
			readonly page: 'position'
			readonly positionId?: string | undefined
			readonly shelf?: Shelf
			readonly from?: number
	  }
	| { readonly page: 'entry'; readonly positionId: string; readonly entryId: string }
	/** Which kind of entry is to be written. */
	| { readonly page: 'kinds'; readonly positionId: string }
	/** An empty form. */
	| { readonly page: 'write'; readonly positionId: string; readonly type: EntryType }
	/** A form with the words of an entry. */
	| { readonly page: 'change'; readonly positionId: string; readonly entryId: string }
	| { readonly page: 'risks'; readonly departmentId?: string | undefined }
	| { readonly page: 'risk'; readonly positionId: string }

/** Stands for all drafts that can be handed in; no block of an interview is called like this. */
export const everyDraft = 'every-draft'

/** Which drafts are handed in, `everyDraft` for all that can be, with a visibility where the person chose one. */
export interface HandingIn {
	readonly caseId: string
	readonly keys: readonly string[]
	readonly visibility?: Visibility
	readonly after: 'drafts' | 'next'
}

/** What happens to an entry of a position. */
export interface EntryChange {
	readonly positionId: string
	readonly event: Exclude<EntryEvent, { type: 'handed-in' }>
}
