import type { Wording } from '../cards/kit/wording'
import { previewOf } from '../cards/knowledge/found-entry'
import type { Language } from '../domain/shared/language'
import { saidIn } from '../flows/directory/recognise'
import { findWhileWriting } from '../flows/knowledge/search-knowledge'
import type { Tools } from '../flows/tools'
import type { Conversation } from '../teams/conversation-port'

/** What a person may choose from while they write a message, drawn. */
export function composing(
	tools: Tools,
	draw: Conversation['draw'],
	wordingIn: (language: Language) => Wording,
): Conversation['offer'] {
	return async (who, text, place) => {
		const offered = await findWhileWriting(tools, who, text, place)
		return offered.map(({ found, shown }) => ({
			...previewOf(found, who.directory, wordingIn(who.person.language)),
			card: draw(shown, saidIn(who).town),
		}))
	}
}
