import { createCardActions } from './card-actions'
import { createComposeSearch } from './compose-search'
import type { BotAnswer, Deliver } from './deliver'
import type { ChatMessage } from './history'
import { createInstalling } from './installing'
import { activityFrom } from './person-activity'
import { keepMessage, mustFindConversation, mustFindPerson, personalChat, type Tenant } from './tenant'

/** What the people of the town can do: talk, press buttons, add the bot. Each action tells what the bot answered. */
export const createPeopleSide = (tenant: Tenant, deliver: Deliver) => {
	const say = async (
		personId: string,
		text: string,
		conversationId?: string,
	): Promise<BotAnswer & { message: ChatMessage }> => {
		const person = mustFindPerson(tenant, personId)
		const conversation = conversationId ? mustFindConversation(tenant, conversationId) : personalChat(tenant, person)
		// In a channel Teams hands a bot only what mentions it, so every message from this page does.
		const mention = `<at>${tenant.bot.name}</at>`
		const activity = activityFrom(tenant, person, conversation, {
			type: 'message',
			textFormat: 'plain',
			text: conversation.kind === 'channel' ? `${mention} ${text}` : text,
			...(conversation.kind === 'channel'
				? { entities: [{ type: 'mention', text: mention, mentioned: { id: tenant.bot.id, name: tenant.bot.name } }] }
				: {}),
		})
		const message = keepMessage(tenant, conversation, 'person', person.id, activity)
		return { ...(await deliver(activity)), message }
	}

	return {
		...createInstalling(tenant, deliver),
		...createCardActions(tenant, deliver),
		...createComposeSearch(tenant, deliver),
		say,
		/** Brings an activity once more, as Teams does where an answer got lost. */
		redeliver: deliver,
	}
}
