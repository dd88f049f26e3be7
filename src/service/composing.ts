import type { Wording } from '../cards/kit/wording'
import { previewOf } from '../cards/knowledge/found-entry'
import type { Language } from '../domain/shared/language'
import { saidIn } from '../flows/directory/recognise'
import { findWhileWriting } from '../flows/knowledge/search-knowledge'
import type { Tools } from '../flows/tools'
import type { Conversation } from '../teams/conversation-port'

/**
 * What a person may choose from while they write a message, drawn. Of several towns none is looked through before one is
 * chosen; a sentence says so.
 */
export function composing(
	tools: Tools,
	draw: Conversation['draw'],
	wordingIn: (language: Language) => Wording,
): Conversation['offer'] {
	return async (who, text, place) => {
		if (who.towns && !who.towns.chosen) return { hint: wordingIn(who.person.language).say('refused.town-not-chosen') }
		const offered = await findWhileWriting(tools, who, text, place)
		return offered.map(({ found, shown }) => ({
			...previewOf(found, who.directory, wordingIn(who.person.language)),
			card: draw(shown, saidIn(who).town),
		}))
	}
}
