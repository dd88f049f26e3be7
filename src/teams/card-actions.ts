import { readWish } from '../conversation/verbs'
import { saidIn } from '../flows/directory/recognise'
import { StoreUnavailable } from '../store/store'
import { cardAnswer, type HttpAnswer, tryAgainAnswer } from './answers'
import { askerOf, isPersonal, known, languageOf, strangerShown } from './asker'
import type { BotOptions } from './bot-options'
import type { Channels } from './channels'
import type { Connector } from './connector'
import { type Envelope, pressedButton } from './envelope'
import { changeOlderCard } from './older-card'

/** The invoke `adaptiveCard/action`: a button. The answer carries the next card, no further call is made. */
export class CardActions {
	constructor(
		private readonly options: BotOptions,
		private readonly channels: Channels,
	) {}

	async pressed(envelope: Envelope, connector: Connector): Promise<HttpAnswer> {
		const { conversation, local, logger } = this.options
		let language = languageOf(envelope)
		try {
			const who = await conversation.recognise(await askerOf(envelope, local, connector))
			if (!('stranger' in who)) language = who.person.language
			if (!isPersonal(envelope, local)) {
				const { shown, town } = await this.channels.pressed(envelope, known(who), language, connector)
				return cardAnswer(conversation.draw(shown, town))
			}
			if ('stranger' in who) return cardAnswer(conversation.draw(strangerShown(who, envelope)))
			const button = pressedButton(envelope)
			const wish = readWish(button?.verb, button?.data, who.directory)
			if (!wish)
				return cardAnswer(conversation.draw({ kind: 'refused', reason: 'unreadable', language }, saidIn(who).town))
			const { shown, close, town } = await conversation.act(who, wish, envelope.replyToId)
			if (close)
				changeOlderCard(
					connector,
					{ conversationId: envelope.conversation.id, messageId: close.cardId },
					conversation.draw(close.shown, town),
					{ logger, unchanged: 'an older card stays open' },
				)
			return cardAnswer(conversation.draw(shown, town))
		} catch (fault) {
			if (!(fault instanceof StoreUnavailable)) throw fault
			logger.error({ fault: fault.message, cause: String(fault.cause) }, 'an answer was not stored')
			return tryAgainAnswer(conversation.sorry(language))
		}
	}
}
