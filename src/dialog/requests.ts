import type { AnswerWords } from '../domain/questionnaire/understand'
import { type Language, languages } from '../domain/shared/language'
import { normalise } from '../domain/shared/spelling'
import type { CommandWords } from './commands'
import type { KnowledgeLook } from './knowledge-look'

/** What people can ask for by typing together with what it is about. */
export const requests = ['deputy', 'search', 'responsible'] as const
export type RequestName = (typeof requests)[number]

/**
 * How requests begin, per language. Those under `always` are said for nothing else and count even while a free text is
 * asked for; all others need a colon then, because an answer may well begin with "search".
 */
export type RequestWords = Readonly<
	Record<Language, { readonly requests: Readonly<Record<RequestName | 'always', readonly string[]>> }>
>

/** All words that people type: commands, requests, and what they answer with. */
export type Words = AnswerWords & CommandWords & RequestWords

/** What was asked for, and about what, as it was typed. */
export interface TypedRequest {
	readonly request: RequestName
	readonly rest: string
}

/**
 * A request if the text begins like one; the longest beginning counts. `strict` is for where free text is being asked
 * for; with `colon` false not even a colon makes a request of it then, because a text that is handed over is full of
 * "deputy: ..." and "responsible: ...".
 */
export function understandRequest(
	text: string,
	words: RequestWords,
	strict = false,
	colon = true,
): TypedRequest | undefined {
	const typed = text.trim().split(/\s+/)
	const always = new Set(languages.flatMap((language) => words[language].requests.always.map(normalise)))
	const known = requests
		.flatMap((request) =>
			languages.flatMap((language) =>
				words[language].requests[request].map((beginning) => ({ request, beginning: normalise(beginning) })),
			),
		)
		.map((one) => ({ ...one, count: one.beginning.split(' ').length }))
		.sort((one, other) => other.count - one.count)
	for (const { request, beginning, count } of known) {
		const begun = typed.slice(0, count).join(' ')
		if (normalise(begun) !== beginning || (strict && !(colon && begun.endsWith(':')) && !always.has(beginning)))
			continue
		const rest = typed
			.slice(count)
			.join(' ')
			.replace(/^[:\s]+|[?\s]+$/g, '')
		return { request, rest }
	}
	return undefined
}

/** The door a request leads to. Who is responsible is for the search to find out, with all that was typed. */
export function doorOf({ request, rest }: TypedRequest, text: string): KnowledgeLook {
	if (request === 'deputy') return { door: 'deputy', text: rest }
	return { door: 'search', text: request === 'responsible' ? text.trim() : rest }
}
