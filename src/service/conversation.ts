import type { Card } from '../cards/kit/render'
import type { Wording } from '../cards/kit/wording'
import { press } from '../conversation/press'
import { hear } from '../conversation/typed'
import type { Words } from '../dialog/requests'
import type { Shown } from '../dialog/shown'
import type { Language } from '../domain/shared/language'
import { channelTalk } from '../flows/channels/channels'
import { rememberCard } from '../flows/digicheck/answer-session'
import type { Directories } from '../flows/directory/directories'
import { beginGreeting, forgetGreeting } from '../flows/directory/greeting'
import { recogniser } from '../flows/directory/recognise'
import type { Tools } from '../flows/tools'
import type { Conversation } from '../teams/conversation-port'
import { composing } from './composing'
import type { SignsOfLife } from './signs-of-life'

interface ConversationParts {
	readonly tools: Tools
	readonly directories: Directories
	readonly words: Words
	readonly wordingIn: (language: Language) => Wording
	readonly draw: (shown: Shown) => Card
	readonly signsOfLife: SignsOfLife
}

/** What the bot talks with: the flows behind buttons and words, and the cards before them. */
export function conversation({
	tools,
	directories,
	words,
	wordingIn,
	draw,
	signsOfLife,
}: ConversationParts): Conversation {
	const { store } = tools
	return {
		recognise: recogniser(store, directories),
		act: (who, wish, cardId) => press(tools, who, wish, cardId),
		say: (who, text, mark) => {
			signsOfLife.wrote(who)
			return hear(tools, words, who, text, mark)
		},
		greet: async (who) => {
			signsOfLife.installed(who)
			return (await beginGreeting(store, who)) ? { kind: 'welcome', ...who } : undefined
		},
		forgetGreeting: (who) => forgetGreeting(store, who),
		remember: (who, sessionId, cardId) => rememberCard(tools, who, sessionId, cardId),
		draw,
		offer: composing(tools, draw, wordingIn),
		channels: channelTalk(
			store,
			directories,
			(directory, channelId) => signsOfLife.of(directory, { channelId }),
			tools.today,
		),
		sorry: (language) => wordingIn(language).say('refused.busy'),
		onlyInChat: (language) => wordingIn(language).say('refused.personal-chat-only'),
	}
}
