import type { CardSubject, Milestone } from '../channels/milestone'
import type { HandoverNotice } from './handover-notice'
import type { DueReminder, MissedReminder } from './reminder'

/**
 * A message that the product itself begins. It is decided together with the state that causes it and stored in the same
 * write, so that neither can exist without the other. `key` is deterministic: the same cause never makes two.
 */
export type Notice = PersonalNotice | ChannelNotice | RedrawNotice

/** Goes into one person's chat with the bot. The card reads what is true when it is sent. */
export type PersonalNotice = { readonly key: string; readonly to: { readonly personId: string } } & (
	| {
			readonly kind: 'digicheck-handed-in' | 'digicheck-returned' | 'digicheck-released'
			/** The session it is about. */
			readonly sessionId: string
			readonly comment?: string
	  }
	/** One reminder, or several as a digest. */
	| { readonly kind: 'reminder'; readonly reminders: readonly DueReminder[] }
	/** Some posts to channels were not confirmed by Teams; the card lists those that still wait for a decision. */
	| { readonly kind: 'unclear-posts' }
	/** The schedule stood still or failed; instants of the first beginning and the last end. */
	| {
			readonly kind: 'schedule-gap'
			readonly from: string
			readonly until: string
			/** How often in that time. */
			readonly times: number
			readonly caughtUp: number
			readonly missed: readonly MissedReminder[]
	  }
	| HandoverNotice
)

/**
 * Goes into every channel that follows one of the audiences: department ids, or `town` for what concerns all. Each
 * channel gets it once.
 */
export interface ChannelNotice {
	readonly key: string
	readonly to: { readonly channelsOf: readonly string[] }
	readonly kind: 'milestone'
	readonly milestone: Milestone
}

/**
 * Something a living card shows has changed that is no milestone: wherever the card hangs it is drawn anew, and nothing
 * is posted.
 */
export interface RedrawNotice {
	readonly key: string
	readonly to: { readonly channelsOf: readonly string[] }
	readonly kind: 'redraw'
	readonly subject: CardSubject
}
