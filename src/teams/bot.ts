import type { Activity } from 'botbuilder'
import { type AuthenticateRequestResult, AuthenticationError } from 'botframework-connector'
import { activityKinds } from './acts'
import { type HttpAnswer, refusal } from './answers'
import type { StrictAuthentication } from './authentication'
import type { BotOptions } from './bot-options'
import { Channels } from './channels'
import { type Connector, connectorOver } from './connector'
import { type Envelope, isFromBot, readEnvelope, tenantOf } from './envelope'
import { Installations } from './installations'
import { Invokes } from './invokes'
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
	private readonly invokes: Invokes
	private readonly installations: Installations
	private readonly messages: Messages

	constructor(
		private readonly authentication: StrictAuthentication,
		private readonly options: BotOptions,
	) {
		this.adapter = new Turns(authentication, options.logger)
		this.channels = new Channels(options)
		this.invokes = new Invokes(options, this.channels)
		this.installations = new Installations(options, this.channels)
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
		if (envelope.ignored.length > 0)
			this.options.logger.info({ fields: envelope.ignored }, 'parts of an activity could not be read')
		if (envelope.type === 'invoke' && this.invokes.answersItself(envelope))
			return this.invokes.answer(envelope, this.connectorFor(envelope, identity))
		const replies = await this.adapter.run(identity, envelope, (turn) => this.told(envelope, turn))
		return replies ? { status: 200, body: { activities: replies } } : { status: 200 }
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

	/** Kinds that nobody knows yet are taken and ignored. */
	private async told(envelope: Envelope, turn: MessageTurn): Promise<void> {
		const kinds: Readonly<Record<string, unknown>> = activityKinds
		switch (Object.hasOwn(kinds, envelope.type) ? kinds[envelope.type] : undefined) {
			case 'heard':
				return isFromBot(envelope) ? undefined : this.messages.heard(envelope, turn)
			case 'changed':
				return isFromBot(envelope) ? undefined : this.messages.changed(envelope, turn)
			case 'taken-back':
				return isFromBot(envelope) ? undefined : this.messages.takenBack(envelope, turn)
			case 'installed':
				return this.installations.told(envelope, turn)
			case 'invoked':
				return this.installations.sentHere(envelope, turn)
			case 'updated':
				await this.channels.updated(envelope)
				// Teams tells of an installation by itself; other clients only of new members.
				if (envelope.channelId !== 'msteams' && envelope.membersAdded?.length)
					await this.installations.told({ ...envelope, action: 'add' }, turn)
		}
	}
}

function single(header: string | string[] | undefined): string | undefined {
	return Array.isArray(header) ? header[0] : header
}
