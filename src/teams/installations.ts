import type { Answered } from '../dialog/shown'
import { isPersonal, strangerShown, writerOf } from './asker'
import type { BotOptions } from './bot-options'
import type { Channels } from './channels'
import type { Envelope } from './envelope'
import type { MessageTurn } from './turns'

/** The bot comes to a chat or a team, or leaves it. */
export class Installations {
	constructor(
		private readonly options: BotOptions,
		private readonly channels: Channels,
	) {}

	/** Teams names what happened; an action that is not known means nothing. */
	async told(envelope: Envelope, turn: MessageTurn): Promise<void> {
		const personal = isPersonal(envelope, this.options.local)
		switch (envelope.action) {
			case 'add':
			case 'add-upgrade':
				return personal ? this.greet(envelope, turn) : this.channels.installed(turn, envelope)
			case 'remove':
			case 'remove-upgrade':
				return personal ? undefined : this.channels.removed(envelope)
		}
	}

	/** Another bot sent the person here: they find an open chat, and have said nothing yet. */
	async sentHere(envelope: Envelope, turn: MessageTurn): Promise<void> {
		if (isPersonal(envelope, this.options.local)) await this.greet(envelope, turn)
	}

	private async greet(envelope: Envelope, turn: MessageTurn): Promise<void> {
		const { conversation, local } = this.options
		const who = await conversation.recognise(await writerOf(envelope, local, turn.connector))
		const { shown, town }: Answered =
			'stranger' in who ? { shown: strangerShown(who, envelope) } : await conversation.greet(who)
		await turn.reply(conversation.draw(shown, town))
	}
}
