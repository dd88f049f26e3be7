import { type Activity, CloudAdapter, DeliveryModes, type TurnContext } from 'botbuilder'
import type { AuthenticateRequestResult, ConnectorClient } from 'botframework-connector'
import type { Logger } from 'pino'
import type { Card } from '../cards/kit/render'
import { cardAttachment } from './answers'
import type { StrictAuthentication } from './authentication'
import { type Connector, connectorOver } from './connector'
import type { Envelope } from './envelope'

/** One activity that is answered by messages of their own. */
export interface MessageTurn {
	readonly connector: Connector
	/**
	 * Sends a message into the conversation, once; its id, as far as there is one. What Teams refuses for good is logged
	 * and not thrown: it would be refused again. `plainer` goes out instead of a card that Teams does not take.
	 */
	reply(card: Card, plainer?: () => Card): Promise<string | undefined>
}

/** What Teams answers to a card that it does not take. */
const unfit = [400, 413]
/** Refusals that pass: no token, too slow, two at once, too many. */
const passing = [401, 408, 412, 429]

/**
 * botbuilder's adapter for requests that have been verified already. It only sends: what came in was checked at the
 * door, and nothing is read from the library's own picture of it, which may have other types.
 */
export class Turns extends CloudAdapter {
	constructor(
		authentication: StrictAuthentication,
		private readonly logger: Logger,
	) {
		super(authentication)
	}

	/** The replies, where they are to travel in the answer to the request (`deliveryMode: expectReplies`). */
	async run(
		identity: AuthenticateRequestResult,
		envelope: Envelope,
		logic: (turn: MessageTurn) => Promise<void>,
	): Promise<readonly Partial<Activity>[] | undefined> {
		let replies: readonly Partial<Activity>[] | undefined
		let ran = false
		await this.processActivity(identity, activityFor(envelope), async (context) => {
			ran = true
			await logic(this.turnIn(context, envelope.serviceUrl))
			if (envelope.deliveryMode === DeliveryModes.ExpectReplies) replies = context.bufferedReplyActivities
		})
		// Answering 200 now would lose the message without a trace.
		if (!ran) throw new Error('the library ended a turn without running it')
		return replies
	}

	private turnIn(context: TurnContext, serviceUrl: string): MessageTurn {
		const client = () => Promise.resolve(context.turnState.get<ConnectorClient>(this.ConnectorClientKey))
		const send = async (card: Card) =>
			(await context.sendActivity({ type: 'message', attachments: [cardAttachment(card)] }))?.id
		const reply = async (card: Card, plainer?: () => Card): Promise<string | undefined> => {
			try {
				return await send(card)
			} catch (fault) {
				const { statusCode = 0, code } = fault as { statusCode?: number; code?: string }
				if (statusCode < 400 || statusCode >= 500 || passing.includes(statusCode)) throw fault
				// Only the codes: what Teams says in words may quote the card.
				this.logger.warn({ status: statusCode, code }, 'Teams does not take a reply')
				return plainer && unfit.includes(statusCode) ? reply(plainer()) : undefined
			}
		}
		return { connector: connectorOver(client, serviceUrl), reply }
	}
}

/** As much of an activity as the library needs for replying to it. */
function activityFor({ ignored: _ignored, membersAdded: _in, membersRemoved: _out, ...activity }: Envelope): Activity {
	return activity as unknown as Activity
}
