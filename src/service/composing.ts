import { previewOf } from '../cards/present-search'
import type { Card } from '../cards/render'
import type { Wording } from '../cards/wording'
import type { Shown } from '../domain/messages/shown'
import type { Language } from '../domain/shared/language'
import type { Tools } from '../flows/change-session'
import { findWhileWriting } from '../flows/search-knowledge'
import type { Conversation } from '../teams/bot'

/** What somebody may choose from while they write a message, drawn. */
export function composing(tools: Tools, draw: (shown: Shown) => Card, wordingIn: (language: Language) => Wording): Conversation['offer'] {
	return async (who, text, place) => {
		const offered = await findWhileWriting(tools, who, text, place)
		return offered.map(({ found, shown }) => ({ ...previewOf(found, who.directory, wordingIn(who.person.language)), card: draw(shown) }))
	}
}
