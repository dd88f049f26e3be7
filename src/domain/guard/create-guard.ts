import type { Guard } from '../shared/guard'
import { tellsFileNumber } from './file-numbers'
import { tellsAccount, tellsCard, tellsHealth, tellsPrivate } from './personal-data'
import { unmasked, wordsIn } from './prepare'
import { tellsKey, tellsPassword } from './secrets'
import type { SensitiveWords } from './sensitive-words'
import { vocabularyOf } from './vocabulary'

/**
 * More than this is hardly ever typed; what is longer is read in overlapping parts, so that the time grows with the
 * length and not faster.
 */
const longestPart = 8_000
const overlap = 400

/**
 * The guard that knows these words. It looks at every word with the few around it, so its time grows with the length of
 * the text only.
 */
export function createGuard(words: SensitiveWords): Guard {
	const vocabulary = vocabularyOf(words)
	const read = (text: string) => {
		const said = wordsIn(text)
		if (said.length === 0) return undefined
		if (tellsKey(said, text, vocabulary)) return 'key'
		if (tellsAccount(said, vocabulary)) return 'iban'
		if (tellsCard(said)) return 'card-number'
		if (tellsPassword(said, vocabulary)) return 'password'
		if (tellsHealth(said, vocabulary)) return 'health'
		if (tellsPrivate(said, vocabulary)) return 'private'
		return tellsFileNumber(said, vocabulary) ? 'file-number' : undefined
	}
	return (text) => {
		const plain = unmasked(text)
		for (let at = 0; at === 0 || at < plain.length; at += longestPart - overlap) {
			const found = read(plain.slice(at, at + longestPart))
			if (found) return found
		}
		return undefined
	}
}
