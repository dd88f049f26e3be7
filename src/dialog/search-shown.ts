import type { Directory, Person } from '../domain/directory/directory'
import type { QuestionRemark } from '../domain/knowledge/decide-question'
import type { Entry } from '../domain/knowledge/entry'
import type { OpenQuestion } from '../domain/knowledge/knowledge'
import type { Responsible } from '../domain/knowledge/search'
import type { CatalogueService } from '../domain/maturity/catalogue'
import type { SensitiveKind } from '../domain/shared/guard'

/** A hit as it is stored now, and as this person may see it. */
export interface FoundEntry {
	readonly positionId: string
	readonly entry: Entry
	/** The words of the entry that fit best. */
	readonly passage: string
}

/** A question that waits for an answer. */
export interface WaitingQuestion {
	readonly positionId: string
	readonly question: OpenQuestion
}

/** Why there is nothing to see, or what has just happened. */
export type SearchRemark = QuestionRemark | { readonly is: 'gone' }

interface Seen {
	readonly directory: Directory
	readonly person: Person
	/** Today's local date in the town. */
	readonly today: string
}

/** What people get to see of searching, asking and answering. */
export type ShownSearch =
	| (Seen & {
			readonly kind: 'found'
			/** What was looked for; absent while nothing was, and where it must not be shown again. */
			readonly subject?: string
			readonly asksWho: boolean
			readonly hits: readonly FoundEntry[]
			readonly responsible: readonly Responsible[]
			readonly services: readonly CatalogueService[]
			readonly remark?: SearchRemark
	  })
	| (Seen & { readonly kind: 'found-entry'; readonly positionId: string; readonly entry: Entry })
	/** The same entry for a conversation in which others read: no more than a pointer. */
	| (Seen & {
			readonly kind: 'shared-entry'
			readonly positionId: string
			readonly entry: Entry
			readonly botId: string
	  })
	| (Seen & {
			readonly kind: 'asking'
			readonly subject: string
			readonly suggested: readonly string[]
			readonly remark?: SearchRemark
	  })
	| (Seen & {
			readonly kind: 'questions'
			readonly waiting: readonly WaitingQuestion[]
			readonly remark?: SearchRemark
	  })

/** The remark about a text that must not be kept. */
export function sensitive(what: SensitiveKind): SearchRemark {
	return { is: 'sensitive', what }
}
