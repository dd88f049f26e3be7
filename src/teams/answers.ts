import type { Card } from '../cards/kit/render'
import type { Offered } from './conversation-port'

/** What is answered to one request of Teams. */
export interface HttpAnswer {
	readonly status: number
	readonly body?: unknown
}

/** A card as it travels in a message. */
export function cardAttachment(card: Card): { readonly contentType: string; readonly content: Card } {
	return { contentType: 'application/vnd.microsoft.card.adaptive', content: card }
}

/** The next card, as the answer to a pressed button. */
export function cardAnswer(card: Card): HttpAnswer {
	return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card } }
}

/** A sentence that Teams shows above the card; the card and what was typed into it stay. */
export function tryAgainAnswer(message: string): HttpAnswer {
	const value = { code: 'TryAgain', message }
	return { status: 200, body: { statusCode: 500, type: 'application/vnd.microsoft.error', value } }
}

/** What the search beside a message being written offers. */
export function offerAnswer(offered: readonly Offered[]): HttpAnswer {
	const attachments = offered.map(({ title, text, card }) => ({
		...cardAttachment(card),
		preview: {
			contentType: 'application/vnd.microsoft.card.thumbnail',
			content: { ...(title && { title }), ...(text && { text }) },
		},
	}))
	return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } }
}

/** Refused before anything was looked at. */
export function refusal(status: 400 | 401 | 403, code: string, message: string): HttpAnswer {
	return { status, body: { error: { code, message } } }
}

/** A sentence in the window that a client opens for a form. */
export function dialogAnswer(sentence: string): HttpAnswer {
	return { status: 200, body: { task: { type: 'message', value: sentence } } }
}

/** A sentence where the results of a search would stand. */
export function listSentenceAnswer(sentence: string): HttpAnswer {
	return { status: 200, body: { composeExtension: { type: 'message', text: sentence } } }
}

/** A sentence where the settings of a bot would stand. */
export function settingsAnswer(sentence: string): HttpAnswer {
	return { status: 200, body: { responseType: 'config', config: { type: 'message', value: sentence } } }
}

/** A card as the whole of a tab. */
export function tabAnswer(card: Card): HttpAnswer {
	return { status: 200, body: { tab: { type: 'continue', value: { cards: [{ card }] } } } }
}

/** No suggestions for what is being typed into a field of a card. */
export function suggestionsAnswer(): HttpAnswer {
	const type = 'application/vnd.microsoft.search.searchResponse'
	return { status: 200, body: { statusCode: 200, type, value: { results: [] } } }
}
