import type { Logger } from 'pino'
import type { Wording } from '../cards/kit/wording'
import { greet, hearInTown, pressCard } from '../conversation/which-town'
import type { Words } from '../dialog/requests'
import type { Language } from '../domain/shared/language'
import { channelTalk } from '../flows/channels/channels'
import { rememberCard } from '../flows/digicheck/answer-session'
import type { Directories } from '../flows/directory/directories'
import { beginGreeting, forgetGreeting } from '../flows/directory/greeting'
import { recogniser, townsOf } from '../flows/directory/recognise'
import type { Tools } from '../flows/tools'
import type { Conversation } from '../teams/conversation-port'
import { composing } from './composing'
import type { SignsOfLife } from './signs-of-life'

interface ConversationParts {
	readonly tools: Tools
	readonly directories: Directories
	readonly words: Words
	readonly wordingIn: (language: Language) => Wording
	readonly draw: Conversation['draw']
	readonly logger: Logger
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
	logger,
}: ConversationParts): Conversation {
	const { store } = tools
	return {
		// Only what kind of case it is: who it was stays with them.
		recognise: recogniser(store, directories, (reason) => logger.warn({ reason }, 'an account was not matched')),
		act: (who, wish, cardId) => pressCard(tools, who, wish, cardId),
		say: (who, text, mark) => {
			for (const one of townsOf(who)) signsOfLife.wrote(one)
			return hearInTown(tools, words, who, text, mark)
		},
		greet: async (who) => {
			for (const one of townsOf(who)) signsOfLife.installed(one)
			// Of several towns always the same one decides, or two callers would greet.
			const [first = who] = townsOf(who)
			return (await beginGreeting(store, first)) ? greet(tools, who) : undefined
		},
		forgetGreeting: async (who) => {
			for (const one of townsOf(who)) await forgetGreeting(store, one)
		},
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
