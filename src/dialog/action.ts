import type { SessionEvent } from '../domain/digicheck/session-event'
import type { PageKey } from '../domain/questionnaire/walk'
import type { ReminderChange } from '../domain/reminders/change-reminders'
import type { Language } from '../domain/shared/language'
import type { AtlasAction } from './atlas-action'
import type { EntryAction } from './entry-action'
import type { HandoverAction } from './handover-action'
import type { KnowledgeLook } from './knowledge-action'
import type { OwnDataAction } from './own-data-action'
import type { PlanAction } from './plan-action'
import type { SearchAction } from './search-action'
import type { ResultPart } from './shown'
import type { SuccessorAction } from './successor-action'

/** What a button or a typed command asks for. Its form has been checked, its permission not yet. */
export type Action =
	| { readonly do: 'session'; readonly sessionId?: string | undefined; readonly event: SessionEvent }
	| { readonly do: 'result'; readonly sessionId?: string | undefined; readonly part: ResultPart }
	| { readonly do: 'departments' }
	/** The person's own reminders; without a change they are only looked at. */
	| { readonly do: 'reminders'; readonly change?: ReminderChange }
	| { readonly do: 'help' }
	| { readonly do: 'privacy' }
	| { readonly do: 'language'; readonly language: Language }
	/** The list of linked channels, for the lead. */
	| { readonly do: 'channels' }
	/** What has not arrived for certain, for the lead. */
	| { readonly do: 'deliveries' }
	| { readonly do: 'settle-delivery'; readonly id: string; readonly how: 'seen' | 'again' }
	| ChannelAction
	/** Teams asks for the card as it should look now. */
	| { readonly do: 'refresh'; readonly sessionId: string; readonly page?: PageKey | undefined }
	| PlanAction
	| KnowledgeLook
	| HandoverAction
	| EntryAction
	| SuccessorAction
	| AtlasAction
	| SearchAction
	| OwnDataAction

/**
 * What is done to a channel's link. In a channel it concerns that channel; only the lead's list names one, and only to
 * unlink it.
 */
export type ChannelAction =
	| { readonly do: 'set-up-channel' }
	| { readonly do: 'link-channel'; readonly follows: readonly string[]; readonly language: Language }
	| { readonly do: 'unlink-channel'; readonly channelId?: string | undefined }
