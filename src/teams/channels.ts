import { readWish, sentWith, type Wish } from '../conversation/verbs'
import type { ChannelPress } from '../dialog/channel-press'
import type { Answered, Shown } from '../dialog/shown'
import { withoutThread } from '../domain/channels/channels'
import { endedByInstallation } from '../domain/channels/resting'
import type { Town } from '../domain/directory/directory'
import type { Language } from '../domain/shared/language'
import type { ChannelOrigin, ToldOfChannels } from '../flows/channels/channels'
import type { Recognised } from '../flows/directory/recognise'
import { teamEvents } from './acts'
import type { BotOptions } from './bot-options'
import type { Connector } from './connector'
import { type Envelope, isChannel, pressedButton, teamOf, tenantOf } from './envelope'
import { changeOlderCard } from './older-card'
import type { MessageTurn } from './turns'

/**
 * What Teams tells of teams and channels. All else that is not a personal chat gets no further than a pointer to it.
 */
export class Channels {
	constructor(private readonly options: BotOptions) {}

	/**
	 * A button in a channel. The answer is seen only by the person who pressed; the card for all is changed by an update.
	 */
	async pressed(
		envelope: Envelope,
		who: Recognised | undefined,
		language: Language,
		connector: Connector,
	): Promise<Pick<Answered, 'shown' | 'town'>> {
		const button = pressedButton(envelope)
		const wish = readWish(button?.verb, button?.data)
		if (!isChannel(envelope) || !isForChannels(wish))
			return { shown: { kind: 'refused', reason: 'personal-chat-only', language } }
		const ofTown = sentWith(wish)?.ofTown
		const { shown, everybody, town } = await this.options.conversation.channels.press(
			who,
			this.placeOf(envelope, connector),
			{ ...wish, ...(ofTown !== undefined && { ofTown }) },
			language,
		)
		if (everybody && envelope.replyToId !== undefined)
			this.showEverybody(envelope, envelope.replyToId, everybody, connector)
		return { shown, ...(town && { town }) }
	}

	/**
	 * A person mentioned the bot, or pressed in a client that knows only Action.Submit: there the card itself is the
	 * answer.
	 */
	async heard(turn: MessageTurn, envelope: Envelope, who: Recognised | undefined, language: Language): Promise<void> {
		if (isChannel(envelope) && pressedButton(envelope)) {
			const { shown, town } = await this.pressed(envelope, who, language, turn.connector)
			if (shown.kind === 'channel' && shown.remark === undefined && shown.stage !== 'form') return
			return this.send(turn, shown, town)
		}
		const { shown, town }: Pick<Answered, 'shown' | 'town'> = isChannel(envelope)
			? await this.options.conversation.channels.mention(who, this.placeOf(envelope, turn.connector), language)
			: { shown: { kind: 'refused', reason: 'personal-chat-only', language } }
		await this.send(turn, shown, town)
	}

	/**
	 * The bot came into a team: one card in the channel that Teams names, once. Teams tells of it twice and more; only the
	 * installation counts.
	 */
	async installed(turn: MessageTurn, envelope: Envelope): Promise<void> {
		if (!isChannel(envelope)) return
		const { channels } = this.options.conversation
		const place = this.placeOf(envelope, turn.connector)
		const shown = await channels.invite(place)
		if (!shown) return
		try {
			await this.send(turn, shown)
		} catch (fault) {
			await channels.forgetInvitation(place)
			throw fault
		}
	}

	/** The bot was taken out of the team: its links rest until it is back. */
	async removed(envelope: Envelope): Promise<void> {
		const { channels } = this.options.conversation
		const teamId = teamOf(envelope)
		if (!isChannel(envelope) || teamId === undefined) return
		await channels.change(this.tenant(envelope), { do: 'rest', where: { teamId }, why: 'app-removed' })
		await channels.forgetInvitation({ conversationId: envelope.conversation.id, tenantId: this.tenant(envelope) })
	}

	/** What Teams calls a conversation update: channels and teams come, go, rest and get names. */
	async updated(envelope: Envelope): Promise<void> {
		const change = changeIn(envelope)
		if (change) await this.options.conversation.channels.change(this.tenant(envelope), change)
	}

	private placeOf(envelope: Envelope, connector: Connector): ChannelOrigin {
		const teamId = teamOf(envelope)
		return {
			conversationId: envelope.conversation.id,
			...(teamId !== undefined && { teamId }),
			tenantId: this.tenant(envelope),
			serviceUrl: envelope.serviceUrl,
			nameOf: async (channelId) =>
				channelIn(envelope, channelId) ?? (teamId === undefined ? '' : this.askName(channelId, teamId, connector)),
		}
	}

	private tenant(envelope: Envelope): string {
		return tenantOf(envelope) ?? this.options.local?.tenantId ?? ''
	}

	/**
	 * Teams names a channel in its messages only when it was just made or renamed; else the team has to be asked. The
	 * first channel has no name.
	 */
	private async askName(channelId: string, teamId: string, connector: Connector): Promise<string> {
		try {
			return (await connector.channelName(teamId, channelId)) ?? ''
		} catch (fault) {
			// A link without a name is better than none; the name comes with the next change.
			this.options.logger.info(
				{ status: (fault as { statusCode?: number }).statusCode },
				'Teams did not say what a channel is called',
			)
			return ''
		}
	}

	private showEverybody(envelope: Envelope, messageId: string, shown: Shown, connector: Connector): void {
		const { conversation, logger } = this.options
		const place = { conversationId: withoutThread(envelope.conversation.id), messageId }
		changeOlderCard(connector, place, conversation.draw(shown), {
			logger,
			unchanged: 'the card of a channel stays as it was',
		})
	}

	private async send(turn: MessageTurn, shown: Shown, town?: Town): Promise<void> {
		await turn.reply(this.options.conversation.draw(shown, town))
	}
}

function isForChannels(wish: Wish | undefined): wish is Extract<Wish, { verb: ChannelPress['verb'] }> {
	// Only the lead's own list names a channel; in a channel it is always that one.
	return (
		wish?.verb === 'channel' ||
		wish?.verb === 'channel-link' ||
		(wish?.verb === 'channel-unlink' && wish.data.channelId === undefined)
	)
}

function channelIn({ channelData, conversation }: Envelope, channelId: string): string | undefined {
	const named = channelData?.channel
	if (named?.id === channelId && named.name) return named.name
	return withoutThread(conversation.id) === channelId ? conversation.name || undefined : undefined
}

function changeIn(envelope: Envelope): ToldOfChannels | undefined {
	const { channelData } = envelope
	const event = teamEvents.get(channelData?.eventType ?? 'teamMemberAdded')
	if (!event || 'nothing' in event) return undefined
	const { id: channelId, name } = channelData?.channel ?? {}
	if ('renamed' in event) return channelId && name ? { do: 'rename', channelId, name } : undefined
	const teamId = teamOf(envelope)
	const where = {
		channel: channelId === undefined ? undefined : { channelId },
		team: teamId === undefined ? undefined : { teamId },
	}['of' in event ? event.of : event.membersOf]
	if (!where) return undefined
	if ('rest' in event) return { do: 'rest', where, why: event.rest }
	if ('ends' in event) return { do: 'revive', where, ends: event.ends }
	const isBotIn = (members: Envelope['membersAdded'] = []) => members.some(({ id }) => id === envelope.recipient?.id)
	if (isBotIn(envelope.membersRemoved)) return { do: 'rest', where, why: 'app-removed' }
	return isBotIn(envelope.membersAdded) ? { do: 'revive', where, ends: endedByInstallation } : undefined
}
