import type { Language } from '../shared/language'

/**
 * Where a person can be reached, and the language they switched to. Refreshed on every message, written only when it
 * changed.
 */
export interface Reach {
	readonly tenantId: string
	readonly conversationId: string
	readonly serviceUrl: string
	readonly userId: string
	/** With it the chat can be made anew when Teams has forgotten it. */
	readonly entraObjectId?: string
	readonly language?: Language
	/** The bot has introduced itself in this chat, and was not taken out of it since. */
	readonly greeted?: true
}

export function reachId(personId: string): string {
	return `reach:${personId}`
}
