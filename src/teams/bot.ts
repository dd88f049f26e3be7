import type { Activity } from 'botbuilder'
import { type AuthenticateRequestResult, AuthenticationError } from 'botframework-connector'
import { type HttpAnswer, refusal } from './answers'
import type { StrictAuthentication } from './authentication'
import type { BotOptions } from './bot-options'
import { CardActions } from './card-actions'
import { Channels } from './channels'
import { searchWhileWriting } from './compose-search'
import { type Connector, connectorOver } from './connector'
import { type Envelope, readEnvelope, tenantOf } from './envelope'
import { welcome } from './installations'
import { Messages } from './messages'
import { type MessageTurn, Turns } from './turns'

export type Headers = Readonly<Record<string, string | string[] | undefined>>

/**
 * Everything that comes in from Teams. Invokes take a path of their own: the same verification, then straight to the
 * flow, and what is to be shown returns in the answer itself. Messages and installations are answered through
 * botbuilder's adapter. All of them are read once, at the door.
 */
export class Bot {
	private readonly adapter: Turns
	private readonly channels: Channels
	private readonly cardActions: CardActions
	private readonly messages: Messages

	constructor(
		private readonly authentication: StrictAuthentication,
		private readonly options: BotOptions,
	) {
		this.adapter = new Turns(authentication)
		this.channels = new Channels(options)
		this.cardActions = new CardActions(options, this.channels)
		this.messages = new Messages(options, this.channels)
	}

	/**
	 * One POST to /api/messages. Faults of the store are thrown: the platform then delivers again, and nothing was half
	 * done.
	 */
	async receive(headers: Headers, body: unknown): Promise<HttpAnswer> {
		const read = readEnvelope(body)
		if ('fault' in read) return refusal(400, 'BadActivity', read.fault)
		const { envelope } = read
		let identity: AuthenticateRequestResult
		try {
			identity = await this.authentication.authenticateRequest(body as Activity, single(headers.authorization) ?? '')
		} catch (fault) {
			// The key server is down: not the sender's fault, so the message shall come again.
			if (fault instanceof AuthenticationError && fault.statusCode >= 500) throw fault
			this.options.logger.warn({ reason: fault instanceof Error ? fault.message : 'unknown' }, 'refused a request')
			return refusal(401, 'Unauthorized', 'The request was not accepted.')
		}
		if (!this.fits(envelope, headers)) return refusal(403, 'Forbidden', 'Channel or tenant does not fit.')
		if (envelope.type === 'invoke') return this.invoked(envelope, this.connectorFor(envelope, identity))
		await this.adapter.run(identity, body, envelope.serviceUrl, (turn) => this.told(envelope, turn))
		return { status: 200 }
	}

	private fits(envelope: Envelope, headers: Headers): boolean {
		if (this.options.local) return true
		const header = single(headers['x-ms-tenant-id'])
		const tenant = tenantOf(envelope)
		return (
			envelope.channelId === 'msteams' &&
			tenant !== undefined &&
			(header === undefined || header === '' || header === tenant)
		)
	}

	private connectorFor({ serviceUrl }: Envelope, { claimsIdentity }: AuthenticateRequestResult): Connector {
		return connectorOver(
			() => this.authentication.createConnectorFactory(claimsIdentity).create(serviceUrl),
			serviceUrl,
		)
	}

	private async invoked(envelope: Envelope, connector: Connector): Promise<HttpAnswer> {
		switch (envelope.name) {
			case 'adaptiveCard/action':
				return this.cardActions.pressed(envelope, connector)
			case 'composeExtension/query':
				return searchWhileWriting(this.options, envelope, connector)
			default:
				return { status: 501 }
		}
	}

	/** Kinds that are not named here are taken and ignored. */
	private async told(envelope: Envelope, turn: MessageTurn): Promise<void> {
		switch (envelope.type) {
			case 'message':
				return this.messages.heard(envelope, turn)
			case 'installationUpdate':
				if (envelope.action === 'add' || envelope.action === 'add-upgrade')
					return welcome(this.options, this.channels, envelope, turn)
				if (envelope.action === 'remove' || envelope.action === 'remove-upgrade') return this.channels.removed(envelope)
				return
			case 'conversationUpdate':
				await this.channels.updated(envelope)
				// Teams tells of an installation by itself; other clients only of new members.
				if (envelope.channelId !== 'msteams' && envelope.membersAdded?.length)
					await welcome(this.options, this.channels, envelope, turn)
		}
	}
}

function single(header: string | string[] | undefined): string | undefined {
	return Array.isArray(header) ? header[0] : header
}
