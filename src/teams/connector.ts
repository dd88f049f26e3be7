import { type ConnectorClient, TeamsConnectorClient } from 'botframework-connector'
import { z } from 'zod'
import type { Card } from '../cards/kit/render'
import type { RosterEntry } from '../domain/directory/account'
import { cardAttachment } from './answers'
import { sendingOnce } from './authentication'

/**
 * What may be asked of Teams while one activity is answered. Each call is one request; what Teams refuses is thrown,
 * with `statusCode` and `code` where it answered at all.
 */
export interface Connector {
	/** Puts another card in the place of a message of the bot. */
	update(conversationId: string, messageId: string, card: Card): Promise<void>
	/** What the roster of a conversation or team says of a member. */
	memberOf(rosterId: string, userId: string): Promise<RosterEntry>
	/** What a channel of a team is called; the first channel has no name. */
	channelName(teamId: string, channelId: string): Promise<string | undefined>
}

const text = z.string().max(1_000).nullish()
const rosterEntry = z.object({
	tenantId: text,
	aadObjectId: text,
	objectId: text,
	email: text,
	userPrincipalName: text,
	userRole: text,
})

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
			const read = rosterEntry.safeParse(await conversations.getConversationMember(rosterId, userId))
			// An entry of another form names nobody.
			const { objectId, ...entry } = read.data ?? {}
			return { ...entry, aadObjectId: entry.aadObjectId ?? objectId }
		},
		channelName: async (teamId, channelId) => {
			const { credentials } = await client()
			const { teams } = sendingOnce(new TeamsConnectorClient(credentials, { baseUri: serviceUrl }))
			const { conversations } = await teams.fetchChannelList(teamId)
			return conversations?.find(({ id }) => id === channelId)?.name
		},
	}
}
