import { type ConnectorClient, TeamsConnectorClient } from 'botframework-connector'
import type { Card } from '../cards/kit/render'
import { cardAttachment } from './answers'
import { sendingOnce } from './authentication'

/**
 * What may be asked of Teams while one activity is answered. Each call is one request; what Teams refuses is thrown,
 * with `statusCode` and `code` where it answered at all.
 */
export interface Connector {
	/** Puts another card in the place of a message of the bot. */
	update(conversationId: string, messageId: string, card: Card): Promise<void>
	/** The e-mail address of a member of a conversation or team, as its roster has it. */
	emailOf(rosterId: string, userId: string): Promise<string | undefined>
	/** What a channel of a team is called; the first channel has no name. */
	channelName(teamId: string, channelId: string): Promise<string | undefined>
}

/** Over botbuilder's client, which is made only when something is asked. */
export function connectorOver(client: () => Promise<ConnectorClient>, serviceUrl: string): Connector {
	return {
		update: async (conversationId, messageId, card) => {
			const { conversations } = await client()
			await conversations.updateActivity(conversationId, messageId, {
				type: 'message',
				attachments: [cardAttachment(card)],
			})
		},
		emailOf: async (rosterId, userId) => {
			const { conversations } = await client()
			const member: object = await conversations.getConversationMember(rosterId, userId)
			const { email, userPrincipalName } = member as { email?: string; userPrincipalName?: string }
			return email ?? userPrincipalName
		},
		channelName: async (teamId, channelId) => {
			const { credentials } = await client()
			const { teams } = sendingOnce(new TeamsConnectorClient(credentials, { baseUri: serviceUrl }))
			const { conversations } = await teams.fetchChannelList(teamId)
			return conversations?.find(({ id }) => id === channelId)?.name
		},
	}
}
