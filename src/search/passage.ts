import type { Entry } from '../domain/knowledge/entry'
import type { WordParts } from './compounds'
import { lowerCaseWordsIn, stem } from './stems'

const longest = 200

/** The words of an entry that fit best what was asked: a sentence as it stands there, cut at a word if it is long. */
export function passageOf(
	entry: Pick<Entry, 'fields' | 'answered'>,
	stems: readonly string[],
	vocabulary: WordParts,
): string {
	const wanted = new Set(stems)
	const sentences = textsOf(entry).flatMap((text) => text.split(/(?<=[.!?])\s+(?=\p{Lu})/u))
	let best = { sentence: sentences[0] ?? '', count: 0 }
	for (const sentence of sentences) {
		const found = new Set(
			lowerCaseWordsIn(sentence)
				.flatMap((word) => [stem(word), ...vocabulary.partsOf(word)])
				.filter((one) => wanted.has(one)),
		)
		if (found.size > best.count) best = { sentence, count: found.size }
	}
	return cut(best.sentence, wanted)
}

/** What an entry says beside its title. */
export function textsOf({ fields, answered }: Pick<Entry, 'fields' | 'answered'>): readonly string[] {
	return [...Object.values(fields), ...answered.flatMap(({ question, answer }) => [question, answer])]
}

/** A long sentence is quoted from a little before the first word that fits. */
function cut(sentence: string, wanted: ReadonlySet<string>): string {
	const text = sentence.replace(/\s+/g, ' ').trim()
	if (text.length <= longest) return text
	const words = text.split(' ')
	const first = Math.max(0, words.findIndex((word) => lowerCaseWordsIn(word).some((one) => wanted.has(stem(one)))) - 6)
	let quoted = first > 0 ? '… ' : ''
	for (const word of words.slice(first)) {
		if (quoted.length + word.length > longest) return `${quoted.trimEnd()} …`
		quoted += `${word} `
	}
	return quoted.trimEnd()
}
