import { ActivityTypes, CardFactory } from 'botbuilder'
import { ClaimsIdentity, type ConnectorClient } from 'botframework-connector'
import type { Card } from '../cards/render'
import type { Reach } from '../flows/recognise'
import type { Outcome } from '../outbox/dispatch'
import type { StrictAuthentication } from './authentication'

/** Posts cards that the product begins itself, into chats that people have with the bot. */
export function outbound(authentication: StrictAuthentication, appId: string): (reach: Reach, card: Card) => Promise<Outcome> {
	const identity = new ClaimsIdentity([
		{ type: 'aud', value: appId },
		{ type: 'appid', value: appId },
	])
	const factory = authentication.createConnectorFactory(identity)
	return async (reach, card) => {
		try {
			const client: ConnectorClient = await factory.create(reach.serviceUrl)
			await client.conversations.sendToConversation(reach.conversationId, { type: ActivityTypes.Message, attachments: [CardFactory.adaptiveCard(card)] })
			return { kind: 'sent' }
		} catch (fault) {
			return outcomeOf(fault)
		}
	}
}

/** What a failed post means. Source: the status codes that Teams documents for bots, and what they mean for something that must not be doubled. */
export function outcomeOf(fault: unknown): Outcome {
	const { statusCode, response, code } = fault as { statusCode?: number; code?: string; response?: { headers?: { get(name: string): string | undefined } } }
	const said = `${statusCode ?? ''} ${code ?? ''}`.trim() || 'no answer'
	if (statusCode === 429 || statusCode === 412) {
		const seconds = Number(response?.headers?.get('retry-after') ?? Number.NaN)
		return { kind: 'later', afterMs: Number.isFinite(seconds) ? seconds * 1_000 : 2_000, fault: said }
	}
	if (statusCode === 403 || statusCode === 404) return { kind: 'unreachable', fault: said }
	if (statusCode === 401 || statusCode === 400 || statusCode === 413) return { kind: 'rejected', fault: said }
	return { kind: 'unclear', fault: said }
}
