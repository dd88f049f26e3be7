import { createHash } from 'node:crypto'
import {
	type Activity,
	ActivityTypes,
	CardFactory,
	CloudAdapter,
	TeamsActivityHandler,
	TeamsInfo,
	type TurnContext,
} from 'botbuilder'
import { type AuthenticateRequestResult, AuthenticationError, type ConnectorClient } from 'botframework-connector'
import type { Logger } from 'pino'
import type { Card } from '../cards/kit/render'
import { readWish, type Wish } from '../conversation/verbs'
import type { Answered, Shown } from '../dialog/shown'
import { withoutThread } from '../domain/channels/channels'
import type { Language } from '../domain/shared/language'
import type { ChannelTalk } from '../flows/channels/channels'
import type { Asker, Recognised } from '../flows/directory/recognise'
import { StoreUnavailable } from '../store/store'
import type { StrictAuthentication } from './authentication'
import { Channels } from './channels'
import { type Envelope, pressedButton, readEnvelope, searchedFor, tenantOf } from './envelope'

/** What the bot needs from the rest of the house. */
export interface Conversation {
	recognise(asker: Asker): Promise<Recognised | undefined>
	act(who: Recognised, wish: Wish, cardId: string | undefined): Promise<Answered>
	say(who: Recognised, text: string, mark: string): Promise<Answered>
	greet(who: Recognised): Shown
	remember(who: Recognised, sessionId: string, cardId: string): Promise<void>
	/** Draws what is to be shown. */
	draw(shown: Shown): Card
	/** What somebody may choose from while they write a message in this conversation. */
	offer(
		who: Recognised,
		text: string,
		place: { readonly conversationId: string; readonly botId: string },
	): Promise<readonly Offered[]>
	/** What happens in channels. */
	readonly channels: ChannelTalk
	/** One sentence for when saving did not work; the card with its inputs stays as it is. */
	sorry(language: Language): string
}

/** One thing to choose: how it stands in the list, and the card that goes into the message. */
export interface Offered {
	readonly title: string
	readonly text: string
	readonly card: Card
}

export interface HttpAnswer {
	readonly status: number
	readonly body?: unknown
}

interface Rules {
	/**
	 * Local mode takes other clients than Teams: whoever states no tenant belongs to this one, and whoever nobody knows
	 * is the guest.
	 */
	readonly local?: { readonly tenantId: string; readonly guest: string }
	readonly logger: Logger
}

type Headers = Readonly<Record<string, string | string[] | undefined>>

/**
 * Everything that comes in from Teams. Card actions take a path of their own: the same verification, then straight to
 * the flow, and the next card returns in the answer itself. Messages and installations go through botbuilder's adapter.
 */
export class Bot {
	private readonly adapter: Turns
	private readonly turns: TeamsActivityHandler
	private readonly channels: Channels

	constructor(
		private readonly authentication: StrictAuthentication,
		private readonly conversation: Conversation,
		private readonly rules: Rules,
	) {
		this.adapter = new Turns(authentication)
		this.turns = new TeamsActivityHandler()
		this.channels = new Channels({
			talk: conversation.channels,
			draw: conversation.draw,
			logger: rules.logger,
			homeTenant: rules.local?.tenantId,
		})
		this.turns.onMessage((context, next) => this.heard(context).then(next))
		this.turns.onInstallationUpdateAdd((context, next) => this.installed(context).then(next))
		this.turns.onInstallationUpdateRemove((context, next) =>
			this.told(context, (envelope) => this.channels.removed(envelope)).then(next),
		)
		this.turns.onConversationUpdate((context, next) =>
			this.told(context, (envelope) => this.channels.updated(envelope)).then(next),
		)
		this.turns.onMembersAdded((context, next) =>
			context.activity.channelId === 'msteams' ? next() : this.installed(context).then(next),
		)
	}

	/**
	 * One POST to /api/messages. Faults of the store are thrown: the platform then delivers again, and nothing was half
	 * done.
	 */
	async receive(headers: Headers, body: unknown): Promise<HttpAnswer> {
		const read = readEnvelope(body)
		if ('fault' in read) return { status: 400, body: { error: { code: 'BadActivity', message: read.fault } } }
		const { envelope } = read
		let identity: AuthenticateRequestResult
		try {
			identity = await this.authentication.authenticateRequest(body as Activity, single(headers.authorization) ?? '')
		} catch (fault) {
			// The key server is down: not the sender's fault, so the message shall come again.
			if (fault instanceof AuthenticationError && fault.statusCode >= 500) throw fault
			this.rules.logger.warn({ reason: fault instanceof Error ? fault.message : 'unknown' }, 'refused a request')
			return { status: 401, body: { error: { code: 'Unauthorized', message: 'The request was not accepted.' } } }
		}
		if (!this.fits(envelope, headers))
			return { status: 403, body: { error: { code: 'Forbidden', message: 'Channel or tenant does not fit.' } } }
		if (envelope.type === ActivityTypes.Invoke) {
			const client = () =>
				this.authentication.createConnectorFactory(identity.claimsIdentity).create(envelope.serviceUrl)
			if (envelope.name === 'adaptiveCard/action') return this.pressed(envelope, client)
			return envelope.name === 'composeExtension/query' ? this.searched(envelope, client) : { status: 501 }
		}
		await this.adapter.turn(identity, body as Activity, (context) => this.turns.run(context))
		return { status: 200 }
	}

	private fits(envelope: Envelope, headers: Headers): boolean {
		if (this.rules.local) return true
		const header = single(headers['x-ms-tenant-id'])
		const tenant = tenantOf(envelope)
		return (
			envelope.channelId === 'msteams' &&
			tenant !== undefined &&
			(header === undefined || header === '' || header === tenant)
		)
	}

	/** A button: the answer carries the next card, no further call is made. */
	private async pressed(envelope: Envelope, client: () => Promise<ConnectorClient>): Promise<HttpAnswer> {
		let language = languageOf(envelope)
		try {
			const who = await this.conversation.recognise(this.asker(envelope, client))
			language = who?.person.language ?? language
			if (!this.isPersonal(envelope))
				return cardAnswer(this.conversation.draw(await this.channels.pressed(envelope, who, language, client)))
			if (!who) return cardAnswer(this.conversation.draw({ kind: 'stranger', language }))
			const button = pressedButton(envelope)
			const wish = readWish(button?.verb, button?.data)
			if (!wish) return cardAnswer(this.conversation.draw({ kind: 'refused', reason: 'unreadable', language }))
			const { shown, close } = await this.conversation.act(who, wish, envelope.replyToId)
			if (close) this.closeCard(client, envelope, close)
			return cardAnswer(this.conversation.draw(shown))
		} catch (fault) {
			if (!(fault instanceof StoreUnavailable)) throw fault
			this.rules.logger.error({ fault: fault.message, cause: String(fault.cause) }, 'an answer was not stored')
			const value = { code: 'TryAgain', message: this.conversation.sorry(language) }
			return { status: 200, body: { statusCode: 500, type: 'application/vnd.microsoft.error', value } }
		}
	}

	/**
	 * Somebody searches from where messages are written. Strangers, and queries that are none, find nothing and learn
	 * nothing. That they wrote from here says nothing about where they can be reached: it may be a chat between two
	 * people.
	 */
	private async searched(envelope: Envelope, client: () => Promise<ConnectorClient>): Promise<HttpAnswer> {
		const query = searchedFor(envelope)
		if (query === undefined) return offering([])
		try {
			const { conversationId: _elsewhere, ...asker } = this.asker(envelope, client)
			const who = await this.conversation.recognise(asker)
			const place = { conversationId: envelope.conversation.id, botId: envelope.recipient?.id ?? '' }
			return offering(who ? await this.conversation.offer(who, query, place) : [])
		} catch (fault) {
			if (!(fault instanceof StoreUnavailable)) throw fault
			this.rules.logger.error({ fault: fault.message, cause: String(fault.cause) }, 'a search was not answered')
			return offering([])
		}
	}

	/** Typed text, or a button of a client that knows only Action.Submit. The reply is a message of its own. */
	private async heard(context: TurnContext): Promise<void> {
		const read = readEnvelope(context.activity)
		if ('fault' in read) return
		const { envelope } = read
		const client = () => Promise.resolve(context.turnState.get<ConnectorClient>(this.adapter.ConnectorClientKey))
		const who = await this.conversation.recognise(this.asker(envelope, client, context))
		const language = who?.person.language ?? languageOf(envelope)
		if (!this.isPersonal(envelope)) return this.channels.heard(context, envelope, who, language, client)
		if (!who) return void (await this.send(context, { kind: 'stranger', language }))
		const { shown, close, remember } = await this.answerTo(envelope, who)
		const cardId = await this.send(context, shown)
		if (close) this.closeCard(client, envelope, close)
		if (remember !== undefined && cardId !== undefined) await this.conversation.remember(who, remember, cardId)
	}

	private async answerTo(envelope: Envelope, who: Recognised): Promise<Answered> {
		const button = pressedButton(envelope)
		if (!button) return this.conversation.say(who, envelope.text ?? '', markOf(envelope))
		const wish = readWish(button.verb, button.data)
		if (!wish) return { shown: { kind: 'refused', reason: 'unreadable', language: who.person.language } }
		return this.conversation.act(who, wish, undefined)
	}

	private async installed(context: TurnContext): Promise<void> {
		const read = readEnvelope(context.activity)
		if ('fault' in read) return
		const client = () => Promise.resolve(context.turnState.get<ConnectorClient>(this.adapter.ConnectorClientKey))
		if (!this.isPersonal(read.envelope)) return this.channels.installed(context, read.envelope, client)
		const who = await this.conversation.recognise(this.asker(read.envelope, client, context))
		await this.send(
			context,
			who ? this.conversation.greet(who) : { kind: 'stranger', language: languageOf(read.envelope) },
		)
	}

	private async told(context: TurnContext, tell: (envelope: Envelope) => Promise<void>): Promise<void> {
		const read = readEnvelope(context.activity)
		if (!('fault' in read)) await tell(read.envelope)
	}

	private async send(context: TurnContext, shown: Shown): Promise<string | undefined> {
		const sent = await context.sendActivity({
			type: ActivityTypes.Message,
			attachments: [CardFactory.adaptiveCard(this.conversation.draw(shown))],
		})
		return sent?.id
	}

	/**
	 * The older card folds up. Repeating an update does no harm and missing it costs nothing: its buttons are recognised
	 * as stale.
	 */
	private closeCard(
		client: () => Promise<ConnectorClient>,
		envelope: Envelope,
		close: NonNullable<Answered['close']>,
	): void {
		const card = CardFactory.adaptiveCard(this.conversation.draw(close.shown))
		client()
			.then((connector) =>
				connector.conversations.updateActivity(envelope.conversation.id, close.cardId, {
					type: ActivityTypes.Message,
					attachments: [card],
				}),
			)
			// Only the codes: what Teams says in words may quote the card.
			.catch((fault: { statusCode?: number; code?: string }) =>
				this.rules.logger.info({ status: fault.statusCode, code: fault.code }, 'an older card stays open'),
			)
	}

	/** Teams always says what kind of chat it is; other clients of local mode may leave it out. */
	private isPersonal({ conversation: { conversationType } }: Envelope): boolean {
		return conversationType === 'personal' || (conversationType === undefined && this.rules.local !== undefined)
	}

	private asker(envelope: Envelope, client: () => Promise<ConnectorClient>, context?: TurnContext): Asker {
		const { local } = this.rules
		return {
			tenantId: tenantOf(envelope) ?? local?.tenantId ?? '',
			entraObjectId: (envelope.from.aadObjectId ?? '').toLowerCase(),
			userId: envelope.from.id,
			// Where a person can be reached is their own chat with the bot, never the channel in which they wrote.
			...(this.isPersonal(envelope) && { conversationId: envelope.conversation.id }),
			serviceUrl: envelope.serviceUrl,
			localNames: local ? [envelope.from.id, ...(envelope.channelId === 'msteams' ? [] : [local.guest])] : [],
			emailFromRoster: async () => {
				try {
					const member: object = context
						? await TeamsInfo.getMember(context, envelope.from.id)
						: await (await client()).conversations.getConversationMember(
								withoutThread(envelope.conversation.id),
								envelope.from.id,
							)
					const { email, userPrincipalName } = member as { email?: string; userPrincipalName?: string }
					return email ?? userPrincipalName
				} catch (fault) {
					// Not on the roster is an answer; a roster that cannot be asked is a fault, and the message comes again.
					const { statusCode } = fault as { statusCode?: number }
					if (statusCode !== undefined && statusCode >= 400 && statusCode < 500 && statusCode !== 429) return undefined
					throw fault
				}
			},
		}
	}
}

/** botbuilder's adapter for requests that have been verified already. */
class Turns extends CloudAdapter {
	async turn(
		identity: AuthenticateRequestResult,
		activity: Activity,
		logic: (context: TurnContext) => Promise<void>,
	): Promise<void> {
		await this.processActivity(identity, activity, logic)
	}
}

function offering(offered: readonly Offered[]): HttpAnswer {
	const attachments = offered.map(({ title, text, card }) => ({
		...CardFactory.adaptiveCard(card),
		preview: CardFactory.thumbnailCard(title, text),
	}))
	return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } }
}

function cardAnswer(card: Card): HttpAnswer {
	return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card } }
}

function languageOf(envelope: Envelope): Language {
	return envelope.locale === undefined || envelope.locale.toLowerCase().startsWith('de') ? 'de' : 'en'
}

/**
 * Teams delivers a message again with the same id, later even with a new one; the time it was written stays the same.
 * Only a fingerprint is kept: nothing stored may tell when somebody answered.
 */
function markOf(envelope: Envelope): string {
	return createHash('sha256')
		.update(`${envelope.from.id}\n${envelope.timestamp ?? envelope.id ?? ''}\n${envelope.text ?? ''}`)
		.digest('base64url')
		.slice(0, 12)
}

function single(header: string | string[] | undefined): string | undefined {
	return Array.isArray(header) ? header[0] : header
}
