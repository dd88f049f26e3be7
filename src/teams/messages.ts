import { createHash } from 'node:crypto'
import { readWish } from '../conversation/verbs'
import type { Answered, Shown, UnreadMessage } from '../dialog/shown'
import { type Recognised, saidIn } from '../flows/directory/recognise'
import { isPersonal, known, languageOf, strangerShown, writerOf } from './asker'
import type { BotOptions } from './bot-options'
import type { Channels } from './channels'
import { type Envelope, hasUnread, mentionsBot, pressedButton } from './envelope'
import { changeOlderCard } from './older-card'
import type { MessageTurn } from './turns'

/** Typed text, or a button of a client that knows only Action.Submit. The reply is a message of its own. */
export class Messages {
	constructor(
		private readonly options: BotOptions,
		private readonly channels: Channels,
	) {}

	async heard(envelope: Envelope, turn: MessageTurn): Promise<void> {
		const { conversation, local, logger } = this.options
		const personal = isPersonal(envelope, local)
		// An app may be allowed to read along where people talk to each other.
		if (!personal && !mentionsBot(envelope) && !pressedButton(envelope)) return
		const who = await conversation.recognise(await writerOf(envelope, local, turn.connector))
		const language = 'stranger' in who ? languageOf(envelope) : who.person.language
		if (!personal) return this.channels.heard(turn, envelope, known(who), language)
		if ('stranger' in who) return void (await turn.reply(conversation.draw(strangerShown(who, envelope))))
		const unread = unreadIn(envelope)
		if (unread)
			await this.say(turn, { shown: { kind: 'unread-message', why: unread, person: who.person }, ...saidIn(who) })
		if (unread && unread !== 'attachment-beside') return
		const { shown, close, remember, town } = await this.answerTo(envelope, who)
		const cardId = await this.say(
			turn,
			{ shown, ...(town && { town }) },
			{ kind: 'refused', reason: 'too-much-to-show', language },
		)
		if (close)
			changeOlderCard(
				turn.connector,
				{ conversationId: envelope.conversation.id, messageId: close.cardId },
				conversation.draw(close.shown, town),
				{ logger, unchanged: 'an older card stays open' },
			)
		if (remember !== undefined && cardId !== undefined) await conversation.remember(who, remember, cardId)
	}

	/** A person changed a message they had sent, or brought a deleted one back. What was taken as an answer stays it. */
	async changed(envelope: Envelope, turn: MessageTurn): Promise<void> {
		// Elsewhere nothing was taken from it, and the name of the bot may have been what was missing.
		if (!isPersonal(envelope, this.options.local)) return this.heard(envelope, turn)
		await this.sayOfOlder(envelope, turn, envelope.channelData?.eventType === 'undeleteMessage' ? 'restored' : 'edited')
	}

	/** A person deleted a message they had sent. */
	async takenBack(envelope: Envelope, turn: MessageTurn): Promise<void> {
		if (isPersonal(envelope, this.options.local)) await this.sayOfOlder(envelope, turn, 'deleted')
	}

	private async sayOfOlder(envelope: Envelope, turn: MessageTurn, why: UnreadMessage['why']): Promise<void> {
		const { conversation, local } = this.options
		const who = await conversation.recognise(await writerOf(envelope, local, turn.connector))
		if ('stranger' in who) await this.say(turn, { shown: strangerShown(who, envelope) })
		else await this.say(turn, { shown: { kind: 'unread-message', why, person: who.person }, ...saidIn(who) })
	}

	private say(
		turn: MessageTurn,
		{ shown, town }: Pick<Answered, 'shown' | 'town'>,
		plainer?: Shown,
	): Promise<string | undefined> {
		const { draw } = this.options.conversation
		return turn.reply(draw(shown, town), plainer && (() => draw(plainer, town)))
	}

	private async answerTo(envelope: Envelope, who: Recognised): Promise<Answered> {
		const { conversation } = this.options
		const button = pressedButton(envelope)
		if (!button) return conversation.say(who, envelope.text ?? '', markOf(envelope))
		const wish = readWish(button.verb, button.data, who.directory)
		if (!wish)
			return { shown: { kind: 'refused', reason: 'unreadable', language: who.person.language }, ...saidIn(who) }
		return conversation.act(who, wish, undefined)
	}
}

/** What of a message cannot be understood; nothing, if all of it is words or a button. */
function unreadIn(envelope: Envelope): UnreadMessage['why'] | undefined {
	if (envelope.ignored.includes('text')) return 'too-long'
	if (pressedButton(envelope)) return undefined
	const blank = !envelope.text?.trim()
	if (hasUnread(envelope)) return blank ? 'attachment' : 'attachment-beside'
	return blank ? 'no-words' : undefined
}

/**
 * Teams delivers a message again with the same id, later even with a new one; the time it was written stays the same.
 * Only a fingerprint is kept: nothing stored may tell when a person answered.
 */
function markOf(envelope: Envelope): string {
	return createHash('sha256')
		.update(`${envelope.from.id}\n${envelope.timestamp ?? envelope.id ?? ''}\n${envelope.text ?? ''}`)
		.digest('base64url')
		.slice(0, 12)
}
