/// <reference path="./snowball.d.ts" />
import { newStemmer } from 'snowball-stemmers'
import { plainText } from '../domain/shared/text'

const german = newStemmer('german')
const remembered = new Map<string, string>()
const mostRemembered = 50_000

/**
 * The stem by which inflected forms are the same; umlauts lose their dots on the way, so that `Hauser` finds houses.
 */
export function stem(word: string): string {
	const known = remembered.get(word)
	if (known !== undefined) return known
	if (remembered.size >= mostRemembered) remembered.clear()
	const found = german.stem(word).normalize('NFD').replace(/\p{M}/gu, '')
	remembered.set(word, found)
	return found
}

/** The words of a text, in lower case, in their order. Numbers count as words, single letters do not. */
export function lowerCaseWordsIn(text: string): readonly string[] {
	return surfacesIn(text).map((word) => word.toLocaleLowerCase('de'))
}

/** The same as they are written. */
export function surfacesIn(text: string): readonly string[] {
	return plainText(text).match(/[\p{L}\p{N}]{2,}/gu) ?? []
}

const particles = 'ab|an|auf|aus|bei|ein|mit|nach|um|vor|weg|zu'
const participle = new RegExp(`^(${particles})?ge(?=.{4})`)

/**
 * Other ways in which the same word may have been meant: umlauts spelled out, the verb of a participle, what an
 * adjective or a verb was made from. Which of them exist is for the index to say.
 */
export function spellingsOf(word: string): readonly string[] {
	const dotted = word
		.replace(/ae/g, '\u00e4')
		.replace(/oe/g, '\u00f6')
		.replace(/(?<![aeq])ue/g, '\u00fc')
	const others = [dotted, ...originsOf(word), ...(dotted === word ? [] : originsOf(dotted))]
	return [...new Set(others)].filter((one) => one !== word)
}

/**
 * `verlaengert` comes from `verlaengern`, `gemeldet` from `melden`, `nummerieren` from `nummer`, `sperrig` from
 * `sperr`.
 */
function originsOf(word: string): readonly string[] {
	return [word, word.replace(participle, '$1')].flatMap((one, at, both) => {
		if (at === 1 && one === both[0]) return []
		const own = at === 1 ? [one] : []
		const verb = /^(.{3,})ier(?:en|t|te)?$/.exec(one)
		const adjective = /^(.{4,})(?:ig|lich|isch)(?:e[nrsm]?)?$/.exec(one)
		const past = /^(.{4,}?)e?t(?:e[nrsm]?)?$/.exec(one)
		return [
			...own,
			...(verb?.[1] ? [verb[1]] : []),
			...(adjective?.[1] ? [adjective[1]] : []),
			...(past?.[1] ? [`${past[1]}en`, `${past[1]}n`] : []),
		]
	})
}
