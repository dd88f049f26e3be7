import type { Answered } from '../dialog/shown'
import type { Stranger } from '../flows/directory/recognise'
import { isPersonal, strangerShown, writerOf } from './asker'
import type { BotOptions } from './bot-options'
import type { Channels } from './channels'
import type { Envelope } from './envelope'
import { Strangers } from './strangers'
import type { MessageTurn } from './turns'

/** The bot comes to a chat or a team, or leaves it. Teams tells each of it several times. */
export class Installations {
	private readonly strangers = new Strangers()

	constructor(
		private readonly options: BotOptions,
		private readonly channels: Channels,
	) {}

	/**
	 * Teams names what happened; an action that is not known means nothing. A new version takes the old one out first:
	 * that is no farewell.
	 */
	async told(envelope: Envelope, turn: MessageTurn): Promise<void> {
		const personal = isPersonal(envelope, this.options.local)
		switch (envelope.action) {
			case 'add':
			case 'add-upgrade':
				return personal ? this.greet(envelope, turn) : this.channels.installed(turn, envelope)
			case 'remove':
				return personal ? this.left(envelope, turn) : this.channels.removed(envelope)
		}
	}

	/** Another bot sent the person here: they find an open chat, and have said nothing yet. */
	async sentHere(envelope: Envelope, turn: MessageTurn): Promise<void> {
		if (!isPersonal(envelope, this.options.local)) return
		await this.left(envelope, turn)
		await this.greet(envelope, turn)
	}

	private async greet(envelope: Envelope, turn: MessageTurn): Promise<void> {
		const { conversation, local } = this.options
		const who = await conversation.recognise(await writerOf(envelope, local, turn.connector))
		const answered = 'stranger' in who ? this.strangerIn(envelope, who) : await conversation.greet(who)
		if (!answered) return
		try {
			await turn.reply(conversation.draw(answered.shown, answered.town))
		} catch (fault) {
			// Teams tells of it again, and then it has to be said.
			this.strangers.forget(envelope)
			if (!('stranger' in who)) await conversation.forgetGreeting(who)
			throw fault
		}
	}

	private strangerIn(envelope: Envelope, who: Stranger): Answered | undefined {
		return this.strangers.begin(envelope) ? { shown: strangerShown(who, envelope) } : undefined
	}

	private async left(envelope: Envelope, turn: MessageTurn): Promise<void> {
		const { conversation, local } = this.options
		this.strangers.forget(envelope)
		const who = await conversation.recognise(await writerOf(envelope, local, turn.connector))
		if (!('stranger' in who)) await conversation.forgetGreeting(who)
	}
}
