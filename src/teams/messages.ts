import { createHash } from 'node:crypto'
import { readWish } from '../conversation/verbs'
import type { Answered } from '../dialog/shown'
import type { Recognised } from '../flows/directory/recognise'
import { isPersonal, known, languageOf, strangerShown, writerOf } from './asker'
import type { BotOptions } from './bot-options'
import type { Channels } from './channels'
import { type Envelope, pressedButton } from './envelope'
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
		const who = await conversation.recognise(writerOf(envelope, local, turn.connector))
		const language = 'stranger' in who ? languageOf(envelope) : who.person.language
		if (!isPersonal(envelope, local)) return this.channels.heard(turn, envelope, known(who), language)
		if ('stranger' in who) return void (await turn.reply(conversation.draw(strangerShown(who, envelope))))
		const { shown, close, remember, town } = await this.answerTo(envelope, who)
		const cardId = await turn.reply(conversation.draw(shown, town))
		if (close)
			changeOlderCard(
				turn.connector,
				{ conversationId: envelope.conversation.id, messageId: close.cardId },
				conversation.draw(close.shown, town),
				{ logger, unchanged: 'an older card stays open' },
			)
		if (remember !== undefined && cardId !== undefined) await conversation.remember(who, remember, cardId)
	}

	private async answerTo(envelope: Envelope, who: Recognised): Promise<Answered> {
		const { conversation } = this.options
		const button = pressedButton(envelope)
		if (!button) return conversation.say(who, envelope.text ?? '', markOf(envelope))
		const wish = readWish(button.verb, button.data)
		if (!wish) return { shown: { kind: 'refused', reason: 'unreadable', language: who.person.language } }
		return conversation.act(who, wish, undefined)
	}
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
