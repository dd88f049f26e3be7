import type { Language } from '../domain/shared/language'

/**
 * What is pressed on a channel's card. It concerns the channel in which it is pressed; only the lead's own list names
 * one, and only to unlink it.
 */
export type ChannelPress =
	| { readonly verb: 'channel' }
	| {
			readonly verb: 'channel-link'
			readonly data: { readonly follows: readonly string[]; readonly language: Language }
	  }
	| { readonly verb: 'channel-unlink'; readonly data: { readonly channelId?: string | undefined } }
