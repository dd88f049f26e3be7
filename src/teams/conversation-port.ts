import type { Card } from '../cards/kit/render'
import type { Wish } from '../conversation/verbs'
import type { Answered, Shown } from '../dialog/shown'
import type { Town } from '../domain/directory/directory'
import type { Language } from '../domain/shared/language'
import type { ChannelTalk } from '../flows/channels/channels'
import type { Asker, Recognised, Stranger } from '../flows/directory/recognise'

/** What this room needs from the rest of the house: all that is decided and said. Teams appears nowhere in it. */
export interface Conversation {
	recognise(asker: Asker): Promise<Recognised | Stranger>
	act(who: Recognised, wish: Wish, cardId: string | undefined): Promise<Answered>
	say(who: Recognised, text: string, mark: string): Promise<Answered>
	/** The bot was added to this person's chat. Nothing is shown to whom it has greeted already. */
	greet(who: Recognised): Promise<Answered | undefined>
	/** The greeting did not arrive, or the bot was taken out of the chat: the next installation is greeted. */
	forgetGreeting(who: Recognised): Promise<void>
	remember(who: Recognised, sessionId: string, cardId: string): Promise<void>
	/** Draws what is to be shown; `town` as the answer names it. */
	draw(shown: Shown, town?: Town): Card
	/** What a person may choose from while they write a message in this conversation, or why there is nothing yet. */
	offer(
		who: Recognised,
		text: string,
		place: { readonly conversationId: string; readonly botId: string },
	): Promise<readonly Offered[] | { readonly hint: string }>
	/** What happens in channels. */
	readonly channels: ChannelTalk
	/** One sentence for when saving did not work; the card with its inputs stays as it is. */
	sorry(language: Language): string
	/** One sentence for a place in Teams in which there is nothing of ours. */
	onlyInChat(language: Language): string
}

/** One thing to choose: how it stands in the list, and the card that goes into the message. */
export interface Offered {
	readonly title: string
	readonly text: string
	readonly card: Card
}
