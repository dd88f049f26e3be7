import { hyphenateSync } from 'hyphen/de'

/** Letters that have to stay together on either side, so that no line ends with a stump. */
const shortest = 3
const mark = '\u00ad'

/**
 * Where a German word may be parted, as counts of letters before the hyphen, by the patterns that typesetters use. Only
 * places between letters, at least three from the beginning, the end and a hyphen the word has already.
 */
export function hyphenPlaces(word: string): readonly number[] {
	const known = places.get(word)
	if (known) return known
	const parts = hyphenateSync(word, { hyphenChar: mark, minWordLength: 2 * shortest }).split(mark)
	let at = 0
	const found = parts.slice(0, -1).map((part) => (at += part.length))
	const whole = found.filter((place) => letters.test(word.slice(0, place)) && /^\p{L}{3}/u.test(word.slice(place)))
	places.set(word, whole)
	return whole
}

const letters = /\p{L}{3}$/u
/** A plan uses the same words over and over. */
const places = new Map<string, readonly number[]>()
