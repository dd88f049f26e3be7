import { createHash } from 'node:crypto'
import { readWish } from '../conversation/verbs'
import type { Answered } from '../dialog/shown'
import type { Recognised } from '../flows/directory/recognise'
import { isPersonal, languageOf, writerOf } from './asker'
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
		const language = who?.person.language ?? languageOf(envelope)
		if (!isPersonal(envelope, local)) return this.channels.heard(turn, envelope, who, language)
		if (!who) return void (await turn.reply(conversation.draw({ kind: 'stranger', language })))
		const { shown, close, remember } = await this.answerTo(envelope, who)
		const cardId = await turn.reply(conversation.draw(shown))
		if (close)
			changeOlderCard(
				turn.connector,
				{ conversationId: envelope.conversation.id, messageId: close.cardId },
				conversation.draw(close.shown),
				{ logger, unchanged: 'an older card stays open' },
			)
		if (remember !== undefined && cardId !== undefined) await conversation.remember(who, remember, cardId)
	}

	private async answerTo(envelope: Envelope, who: Recognised): Promise<Answered> {
		const { conversation } = this.options
		const button = pressedButton(envelope)
		if (!button) return conversation.say(who, envelope.text ?? '', markOf(envelope))
		const wish = readWish(button.verb, button.data, who.directory)
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
