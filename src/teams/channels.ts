import { ActivityTypes, CardFactory, type TurnContext } from 'botbuilder'
import { type ConnectorClient, TeamsConnectorClient } from 'botframework-connector'
import type { Logger } from 'pino'
import type { Card } from '../cards/kit/render'
import { readWish, type Wish } from '../conversation/verbs'
import type { ChannelPress } from '../dialog/channel-press'
import type { Shown } from '../dialog/shown'
import { type ChannelChange, withoutThread } from '../domain/channels/channels'
import type { Language } from '../domain/shared/language'
import type { ChannelTalk, Place } from '../flows/channels/channels'
import type { Recognised } from '../flows/directory/recognise'
import { sendingOnce } from './authentication'
import { type Envelope, pressedButton, tenantOf } from './envelope'

type Client = () => Promise<ConnectorClient>

interface Needs {
	readonly talk: ChannelTalk
	readonly draw: (shown: Shown) => Card
	readonly logger: Logger
	/** Whom activities without a tenant belong to, in local mode. */
	readonly homeTenant?: string | undefined
}

/**
 * What Teams tells of teams and channels. All else that is not a personal chat gets no further than a pointer to it.
 */
export class Channels {
	constructor(private readonly needs: Needs) {}

	/**
	 * A button in a channel. The answer is seen only by the person who pressed; the card for all is changed by an update.
	 */
	async pressed(envelope: Envelope, who: Recognised | undefined, language: Language, client: Client): Promise<Shown> {
		const button = pressedButton(envelope)
		const wish = readWish(button?.verb, button?.data)
		if (!isChannel(envelope) || !isForChannels(wish)) return { kind: 'refused', reason: 'personal-chat-only', language }
		const { shown, everybody } = await this.needs.talk.press(who, this.placeOf(envelope, client), wish, language)
		if (everybody && envelope.replyToId !== undefined)
			this.showEverybody(envelope, envelope.replyToId, everybody, client)
		return shown
	}

	/**
	 * Somebody mentioned the bot, or pressed in a client that knows only Action.Submit: there the card itself is the
	 * answer.
	 */
	async heard(
		context: TurnContext,
		envelope: Envelope,
		who: Recognised | undefined,
		language: Language,
		client: Client,
	): Promise<void> {
		if (isChannel(envelope) && pressedButton(envelope)) {
			const shown = await this.pressed(envelope, who, language, client)
			if (shown.kind === 'channel' && shown.remark === undefined && shown.stage !== 'form') return
			return this.send(context, shown)
		}
		const shown: Shown = isChannel(envelope)
			? await this.needs.talk.mention(who, this.placeOf(envelope, client), language)
			: { kind: 'refused', reason: 'personal-chat-only', language }
		await this.send(context, shown)
	}

	/**
	 * The bot came into a team: one card in the channel that Teams names. Teams tells of it twice; only the installation
	 * counts.
	 */
	async installed(context: TurnContext, envelope: Envelope, client: Client): Promise<void> {
		if (!isChannel(envelope)) return
		const shown = await this.needs.talk.invite(this.placeOf(envelope, client))
		if (shown) await this.send(context, shown)
	}

	/** The bot was taken out of the team. */
	async removed(envelope: Envelope): Promise<void> {
		const teamId = teamOf(envelope)
		if (isChannel(envelope) && teamId !== undefined)
			await this.needs.talk.change(this.tenant(envelope), { do: 'leave', teamId })
	}

	/** What Teams calls a conversation update: channels come, go and get names; teams go. */
	async updated(envelope: Envelope): Promise<void> {
		const change = changeIn(envelope)
		if (change) await this.needs.talk.change(this.tenant(envelope), change)
	}

	private placeOf(envelope: Envelope, client: Client): Place {
		const teamId = teamOf(envelope)
		return {
			conversationId: envelope.conversation.id,
			...(teamId !== undefined && { teamId }),
			tenantId: this.tenant(envelope),
			serviceUrl: envelope.serviceUrl,
			nameOf: async (channelId) =>
				channelIn(envelope, channelId) ??
				(teamId === undefined ? '' : this.askName(channelId, teamId, envelope, client)),
		}
	}

	private tenant(envelope: Envelope): string {
		return tenantOf(envelope) ?? this.needs.homeTenant ?? ''
	}

	/**
	 * Teams names a channel in its messages only when it was just made or renamed; else the team has to be asked. The
	 * first channel has no name.
	 */
	private async askName(channelId: string, teamId: string, envelope: Envelope, client: Client): Promise<string> {
		try {
			const { credentials } = await client()
			const { teams } = sendingOnce(new TeamsConnectorClient(credentials, { baseUri: envelope.serviceUrl }))
			const { conversations } = await teams.fetchChannelList(teamId)
			return conversations?.find(({ id }) => id === channelId)?.name ?? ''
		} catch (fault) {
			// A link without a name is better than none; the name comes with the next change.
			this.needs.logger.info(
				{ status: (fault as { statusCode?: number }).statusCode },
				'Teams did not say what a channel is called',
			)
			return ''
		}
	}

	/** Repeating the update does no harm, and missing it costs little: whoever presses the old card sees the new one. */
	private showEverybody(envelope: Envelope, cardId: string, shown: Shown, client: Client): void {
		const card = CardFactory.adaptiveCard(this.needs.draw(shown))
		client()
			.then((connector) =>
				connector.conversations.updateActivity(withoutThread(envelope.conversation.id), cardId, {
					type: ActivityTypes.Message,
					attachments: [card],
				}),
			)
			.catch((fault: { statusCode?: number; code?: string }) =>
				this.needs.logger.info({ status: fault.statusCode, code: fault.code }, 'the card of a channel stays as it was'),
			)
	}

	private async send(context: TurnContext, shown: Shown): Promise<void> {
		await context.sendActivity({
			type: ActivityTypes.Message,
			attachments: [CardFactory.adaptiveCard(this.needs.draw(shown))],
		})
	}
}

function isChannel({ conversation }: Envelope): boolean {
	return conversation.conversationType === 'channel'
}

function isForChannels(wish: Wish | undefined): wish is Extract<Wish, { verb: ChannelPress['verb'] }> {
	// Only the lead's own list names a channel; in a channel it is always that one.
	return (
		wish?.verb === 'channel' ||
		wish?.verb === 'channel-link' ||
		(wish?.verb === 'channel-unlink' && wish.data.channelId === undefined)
	)
}

function teamOf({ channelData }: Envelope): string | undefined {
	return channelData?.team?.id
}

function channelIn({ channelData, conversation }: Envelope, channelId: string): string | undefined {
	const named = channelData?.channel
	if (named?.id === channelId && named.name) return named.name
	return withoutThread(conversation.id) === channelId ? conversation.name || undefined : undefined
}

function changeIn(envelope: Envelope): Exclude<ChannelChange, { do: 'link' }> | undefined {
	const { channelData, membersRemoved, recipient } = envelope
	const channel = channelData?.channel
	const teamId = teamOf(envelope)
	switch (channelData?.eventType) {
		case 'channelDeleted':
			return channel && { do: 'unlink', channelId: channel.id }
		case 'channelRenamed':
			return channel?.name ? { do: 'rename', channelId: channel.id, name: channel.name } : undefined
		case 'teamDeleted':
		case 'teamHardDeleted':
			return teamId === undefined ? undefined : { do: 'leave', teamId }
		case 'teamMemberRemoved':
			return teamId !== undefined && membersRemoved?.some(({ id }) => id === recipient?.id)
				? { do: 'leave', teamId }
				: undefined
		default:
			return undefined
	}
}
