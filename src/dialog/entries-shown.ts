import type { Directory, Person } from '../domain/directory/directory'
import type { DraftStand } from '../domain/knowledge/draft-stands'
import type { Entry, EntryContent } from '../domain/knowledge/entry'
import type { EntrySaid } from '../domain/knowledge/entry-event'
import type { Waiting } from '../domain/knowledge/four-eyes'
import type { HandoverCase } from '../domain/knowledge/handover-case'
import type { Risk } from '../domain/knowledge/risk'
import type { Shelf } from './entry-look'

/** What waits for a person at one position. */
export interface WaitingAt {
	readonly positionId: string
	readonly waiting: readonly Waiting[]
}

/** What a person may do with a position's entries. */
export interface EntryRights {
	readonly write: boolean
	/** Confirm, put away, take out. */
	readonly tend: boolean
}

/** A page about entries, made for one person: nothing on it that they may not see. */
export type EntryPage =
	| { readonly page: 'drafts'; readonly handover: HandoverCase; readonly stands: readonly DraftStand[] }
	/** The person has several interviews, or none. */
	| { readonly page: 'interviews'; readonly handovers: readonly HandoverCase[] }
	| { readonly page: 'draft'; readonly handover: HandoverCase; readonly stand: DraftStand; readonly left: number }
	| { readonly page: 'releases'; readonly positions: readonly WaitingAt[] }
	/**
	 * `before` is what readers see now, where the waiting text is a change of it; `next` is the one after it of the
	 * `left` that wait there too.
	 */
	| {
			readonly page: 'waiting'
			readonly positionId: string
			readonly waiting: Waiting
			readonly before?: EntryContent
			readonly next?: string
			readonly left: number
	  }
	| {
			readonly page: 'position'
			readonly positionId: string
			readonly shelf: Shelf
			readonly from: number
			/** All that the person may see there. */
			readonly entries: readonly Entry[]
			readonly rights: EntryRights
	  }
	| {
			readonly page: 'entry'
			readonly positionId: string
			readonly entry: Entry
			readonly proposal: boolean
			readonly rights: EntryRights
	  }
	/** The person holds no position, so there is none to begin with. */
	| { readonly page: 'no-position' }
	| { readonly page: 'kinds'; readonly positionId: string }
	| { readonly page: 'write'; readonly positionId: string; readonly content: EntryContent }
	| {
			readonly page: 'change'
			readonly positionId: string
			readonly entryId: string
			readonly revision: number
			readonly content: EntryContent
			readonly withdrawable: boolean
	  }

export interface ShownEntries {
	readonly kind: 'entries'
	readonly page: EntryPage
	readonly said?: EntrySaid
	readonly directory: Directory
	readonly person: Person
	/** Today's local date in the town. */
	readonly today: string
}

/** How well positions are covered; only those of which the person may know. */
export interface ShownRisks {
	readonly kind: 'risks'
	/** One of them with all its reasons. */
	readonly positionId?: string
	/** Only this department's are listed. */
	readonly departmentId?: string
	readonly risks: readonly Risk[]
	readonly directory: Directory
	readonly person: Person
}

export type EntriesShown = ShownEntries | ShownRisks
