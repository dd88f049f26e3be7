import type { Answered } from '../dialog/shown'
import { isPersonal, strangerShown, writerOf } from './asker'
import type { BotOptions } from './bot-options'
import type { Channels } from './channels'
import type { Envelope } from './envelope'
import type { MessageTurn } from './turns'

/** The bot was added to a chat or a team. */
export async function welcome(
	options: BotOptions,
	channels: Channels,
	envelope: Envelope,
	turn: MessageTurn,
): Promise<void> {
	const { conversation, local } = options
	if (!isPersonal(envelope, local)) return channels.installed(turn, envelope)
	const who = await conversation.recognise(writerOf(envelope, local, turn.connector))
	const { shown, town }: Answered =
		'stranger' in who ? { shown: strangerShown(who, envelope) } : await conversation.greet(who)
	await turn.reply(conversation.draw(shown, town))
}
