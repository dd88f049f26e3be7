import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder'
import type { AuthenticateRequestResult, ConnectorClient } from 'botframework-connector'
import type { Card } from '../cards/kit/render'
import { cardAttachment } from './answers'
import { type Connector, connectorOver } from './connector'

/** One activity that is answered by messages of their own. */
export interface MessageTurn {
	readonly connector: Connector
	/** Sends a message into the conversation, once; its id. */
	reply(card: Card): Promise<string | undefined>
}

/**
 * botbuilder's adapter for requests that have been verified already. It only sends: what came in was checked at the
 * door, and nothing is read from the library's own picture of it, which may have other types.
 */
export class Turns extends CloudAdapter {
	async run(
		identity: AuthenticateRequestResult,
		body: unknown,
		serviceUrl: string,
		logic: (turn: MessageTurn) => Promise<void>,
	): Promise<void> {
		let ran = false
		await this.processActivity(identity, body as Activity, async (context) => {
			ran = true
			await logic(this.turnIn(context, serviceUrl))
		})
		// Answering 200 now would lose the message without a trace.
		if (!ran) throw new Error('the library ended a turn without running it')
	}

	private turnIn(context: TurnContext, serviceUrl: string): MessageTurn {
		const client = () => Promise.resolve(context.turnState.get<ConnectorClient>(this.ConnectorClientKey))
		return {
			connector: connectorOver(client, serviceUrl),
			reply: async (card) => {
				const sent = await context.sendActivity({ type: 'message', attachments: [cardAttachment(card)] })
				return sent?.id
			},
		}
	}
}
