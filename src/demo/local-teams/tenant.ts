import { type Activity, type BotAccount, channelIdOf, type LocalPerson, personalChatId, userIdOf } from './activity'
import type { ChatMessage, History, LocalConversation } from './history'

/**
 * What happens in the chats, told to every open page. An empty `personId` means everybody: it happened in a channel.
 */
export type ChatEvent =
	| {
			readonly type: 'message'
			readonly conversationId: string
			readonly personId: string
			readonly message: ChatMessage
	  }
	| { readonly type: 'removed'; readonly conversationId: string; readonly personId: string; readonly messageId: string }
	| { readonly type: 'typing' | 'read' | 'conversation'; readonly conversationId: string; readonly personId: string }
	| { readonly type: 'stopped' }

/** The town as a tenant of this Teams: what the bot's side (rest.ts) and the people's side (people.ts) share. */
export interface Tenant {
	readonly bot: BotAccount
	readonly tenantId: string
	readonly serviceUrl: string
	readonly people: readonly LocalPerson[]
	readonly history: History
	readonly now: () => Date
	readonly emit: (event: ChatEvent) => void
}

/** Bots name people by their Entra id or by the `29:` id that Teams gave them; the page uses our short id. */
export const findPerson = (tenant: Tenant, id: string) =>
	tenant.people.find((person) => [person.id, person.entraObjectId, userIdOf(person)].includes(id))

export const mustFindPerson = (tenant: Tenant, id: string) => {
	const person = findPerson(tenant, id)
	if (!person) throw new Error(`no person in this town has the id ${id}`)
	return person
}

/** The 1:1 chat of a person with the bot; asking again gives the same chat. */
export const personalChat = (tenant: Tenant, person: LocalPerson): LocalConversation => {
	const id = personalChatId(tenant.bot, tenant.tenantId, person)
	tenant.history.addConversation({ id, kind: 'personal', personId: person.id, name: '', installed: false })
	return mustFindConversation(tenant, id)
}

/** The channel of that name; asking again gives the same channel. */
export const channelNamed = (tenant: Tenant, name: string): LocalConversation => {
	const id = channelIdOf(tenant.tenantId, name)
	tenant.history.addConversation({ id, kind: 'channel', personId: '', name, installed: false })
	return mustFindConversation(tenant, id)
}

export const mustFindConversation = (tenant: Tenant, id: string) => {
	const conversation = tenant.history.conversation(id)
	if (!conversation) throw new Error(`there is no conversation ${id}`)
	return conversation
}

/** Writes a message into its chat and tells the open pages. */
export const keepMessage = (
	tenant: Tenant,
	conversation: LocalConversation,
	author: 'bot' | 'person',
	personId: string,
	activity: Activity,
): ChatMessage => {
	const message = tenant.history.addMessage({
		id: String(activity.id),
		conversationId: conversation.id,
		author,
		personId,
		at: String(activity.timestamp),
		activity,
	})
	tellMessage(tenant, conversation, message)
	return message
}

/** `personId` says whose pages it is for; empty means everybody's who sees the chat. */
export const tellMessage = (
	tenant: Tenant,
	conversation: LocalConversation,
	message: ChatMessage | undefined,
	personId = conversation.personId,
) => {
	if (message) tenant.emit({ type: 'message', conversationId: conversation.id, personId, message })
}
