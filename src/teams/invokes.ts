import { invokes } from './acts'
import {
	dialogAnswer,
	type HttpAnswer,
	listSentenceAnswer,
	offerAnswer,
	settingsAnswer,
	suggestionsAnswer,
	tabAnswer,
} from './answers'
import { languageOf } from './asker'
import type { BotOptions } from './bot-options'
import { CardActions } from './card-actions'
import type { Channels } from './channels'
import { searchWhileWriting } from './compose-search'
import type { Connector } from './connector'
import type { Envelope } from './envelope'

/** Whatever a client waits for an answer to: what is to be shown stands in the answer itself. */
export class Invokes {
	private readonly cardActions: CardActions

	constructor(
		private readonly options: BotOptions,
		channels: Channels,
	) {
		this.cardActions = new CardActions(options, channels)
	}

	/** False: this one is answered by a message of its own. */
	answersItself({ name = '' }: Envelope): boolean {
		return invokes.get(name) !== 'greet'
	}

	async answer(envelope: Envelope, connector: Connector): Promise<HttpAnswer> {
		const { conversation } = this.options
		const language = languageOf(envelope)
		switch (invokes.get(envelope.name ?? '') ?? 'not-ours') {
			case 'press':
				return this.cardActions.pressed(envelope, connector)
			case 'search':
				return searchWhileWriting(this.options, envelope, connector)
			case 'nothing-offered':
				return offerAnswer([])
			case 'nothing-suggested':
				return suggestionsAnswer()
			case 'say-in-dialog':
				return dialogAnswer(conversation.onlyInChat(language))
			case 'say-in-list':
				return listSentenceAnswer(conversation.onlyInChat(language))
			case 'say-in-settings':
				return settingsAnswer(conversation.onlyInChat(language))
			case 'say-in-tab':
				return tabAnswer(conversation.draw({ kind: 'refused', reason: 'personal-chat-only', language }))
			case 'taken':
				return { status: 200 }
			default:
				return { status: 501 }
		}
	}
}
