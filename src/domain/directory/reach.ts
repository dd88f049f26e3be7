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
	/**
	 * Only of a person whom several towns of the tenant know: then every card says for which it is. Each town's document
	 * speaks of its own town alone.
	 */
	readonly several?: SeveralTowns
}

export interface SeveralTowns {
	/**
	 * The town with the highest number is the one that the person works for now; absent where it was never chosen. A
	 * number and no date: when somebody did something is not kept.
	 */
	readonly chosen?: number
	/** The person knew the bot from this town before there was another. */
	readonly first?: true
	/** The choice is before them, so that a town's name that they type is the answer. */
	readonly asked?: true
}

/** Whether the chat was that of an account which, by what the town says now, is not the person's. */
export function isFormerAccounts(reach: Reach, { entraObjectId }: { readonly entraObjectId?: string }): boolean {
	return entraObjectId !== undefined && reach.entraObjectId !== undefined && reach.entraObjectId !== entraObjectId
}

export function reachId(personId: string): string {
	return `reach:${personId}`
}
