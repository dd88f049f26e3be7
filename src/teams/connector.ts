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
	/** A member of a conversation or team, as its roster has them. */
	memberOf(rosterId: string, userId: string): Promise<Member>
	/** What a channel of a team is called; the first channel has no name. */
	channelName(teamId: string, channelId: string): Promise<string | undefined>
}

/** What a roster says of somebody. */
export interface Member {
	readonly email?: string | undefined
	readonly entraObjectId?: string | undefined
	/** Where their account is at home. */
	readonly tenantId?: string | undefined
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
		memberOf: async (rosterId, userId) => {
			const { conversations } = await client()
			const member: object = await conversations.getConversationMember(rosterId, userId)
			const said = member as Partial<Record<string, unknown>>
			const text = (...fields: string[]) =>
				fields.map((field) => said[field]).find((value) => typeof value === 'string' && value !== '') as
					| string
					| undefined
			return {
				email: text('email', 'userPrincipalName'),
				entraObjectId: text('aadObjectId', 'objectId'),
				tenantId: text('tenantId'),
			}
		},
		channelName: async (teamId, channelId) => {
			const { credentials } = await client()
			const { teams } = sendingOnce(new TeamsConnectorClient(credentials, { baseUri: serviceUrl }))
			const { conversations } = await teams.fetchChannelList(teamId)
			return conversations?.find(({ id }) => id === channelId)?.name
		},
	}
}
