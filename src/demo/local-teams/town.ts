import { type Activity, type Bot, channelIdOf, type Person, personalChatId, userIdOf } from './activity'
import type { ChatMessage, Conversation, History } from './history'

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

/** What both sides of the connector share: the bot's side (rest.ts) and the people's side (people.ts). */
export interface Town {
	readonly bot: Bot
	readonly tenantId: string
	readonly serviceUrl: string
	readonly people: readonly Person[]
	readonly history: History
	readonly now: () => Date
	readonly emit: (event: ChatEvent) => void
}

/** Bots name people by their Entra id or by the `29:` id that Teams gave them; the page uses our short id. */
export const findPerson = (town: Town, id: string) =>
	town.people.find((person) => [person.id, person.entraObjectId, userIdOf(person)].includes(id))

export const mustFindPerson = (town: Town, id: string) => {
	const person = findPerson(town, id)
	if (!person) throw new Error(`nobody in this town has the id ${id}`)
	return person
}

/** The 1:1 chat of a person with the bot; asking again gives the same chat. */
export const personalChat = (town: Town, person: Person): Conversation => {
	const id = personalChatId(town.bot, town.tenantId, person)
	town.history.addConversation({ id, kind: 'personal', personId: person.id, name: '', installed: false })
	return mustFindConversation(town, id)
}

export const channel = (town: Town, name: string): Conversation => {
	const id = channelIdOf(town.tenantId, name)
	town.history.addConversation({ id, kind: 'channel', personId: '', name, installed: false })
	return mustFindConversation(town, id)
}

export const mustFindConversation = (town: Town, id: string) => {
	const conversation = town.history.conversation(id)
	if (!conversation) throw new Error(`there is no conversation ${id}`)
	return conversation
}

/** Writes a message into its chat and tells the open pages. */
export const keepMessage = (
	town: Town,
	conversation: Conversation,
	author: 'bot' | 'person',
	personId: string,
	activity: Activity,
): ChatMessage => {
	const message = town.history.addMessage({
		id: String(activity.id),
		conversationId: conversation.id,
		author,
		personId,
		at: String(activity.timestamp),
		activity,
	})
	tellMessage(town, conversation, message)
	return message
}

/** `personId` says whose pages it is for; empty means everybody's who sees the chat. */
export const tellMessage = (
	town: Town,
	conversation: Conversation,
	message: ChatMessage | undefined,
	personId = conversation.personId,
) => {
	if (message) town.emit({ type: 'message', conversationId: conversation.id, personId, message })
}
