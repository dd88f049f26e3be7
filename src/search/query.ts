import { type EverydayWords, longestQuery } from '../domain/knowledge/search'
import { clean } from '../domain/shared/text'
import type { WordParts } from './compounds'
import { lowerCaseWordsIn, spellingsOf, stem, surfacesIn } from './stems'

/** A stem and how much less it says than the word that was typed. */
export interface Sense {
	readonly stem: string
	readonly weight: number
}

/** One word of a question and everything it may stand for; a text has the word if it has one of the alternatives. */
export interface Slot {
	readonly alternatives: readonly {
		/** For each part of a compound what it may stand for; a text has the more the more parts it has. */
		readonly parts: readonly (readonly Sense[])[]
		readonly weight: number
		/** Words that only begin like it, or words that differ by a slip of the pen. */
		readonly loose?: 'beginning' | 'slips'
	}[]
	/** How much it counts among the other words. */
	readonly weight: number
}

/** More words than this are a letter. */
const mostWords = 24

/** Takes words such as "suche nach" and "wer ist zustaendig fuer" from the beginning of what was typed. */
export function searchedSubject(
	typed: string,
	{ find, who }: EverydayWords['beginnings'],
): { readonly subject: string; readonly asksWho: boolean } {
	let subject = clean(typed).slice(0, longestQuery).replace(/\s+/g, ' ').trim()
	let asksWho = false
	for (const [beginnings, isWho] of [
		[find, false],
		[who, true],
	] as const) {
		const found = beginnings
			.filter((beginning) => beginsWith(subject, beginning))
			.sort((one, other) => other.length - one.length)[0]
		if (found === undefined) continue
		subject = subject.slice(found.length).replace(/^[\s:,]+/, '')
		asksWho ||= isWho
	}
	const question = asksWho
		? subject.replace(/\s*[?!.]+$/, '').replace(/\s+(zust\u00e4ndig|zustaendig|verantwortlich|responsible)$/i, '')
		: subject
	return { subject: question.trim(), asksWho }
}

function beginsWith(text: string, beginning: string): boolean {
	const plain = (one: string) => one.toLocaleLowerCase('de')
	return (
		plain(text.slice(0, beginning.length)) === plain(beginning) && !/[\p{L}\p{N}]/u.test(text[beginning.length] ?? ' ')
	)
}

/** What people say for the same thing, by stem. */
export function meaningsOf(groups: EverydayWords['groups']): ReadonlyMap<string, readonly string[]> {
	const meanings = new Map<string, string[]>()
	for (const group of groups) {
		const stems = [...new Set(group.flatMap((phrase) => lowerCaseWordsIn(phrase)).map(stem))]
		for (const one of stems)
			meanings.set(one, [...(meanings.get(one) ?? []), ...stems.filter((other) => other !== one)])
	}
	return meanings
}

/** What a question is made of, without the words that say nothing. */
export function slotsOf(
	subject: string,
	vocabulary: WordParts,
	ignored: ReadonlySet<string>,
	meanings: ReadonlyMap<string, readonly string[]>,
): readonly Slot[] {
	const written = surfacesIn(subject)
	const isNoun = (surface: string) => /^\p{Lu}/u.test(surface)
	const telling = written.filter((surface) => !ignored.has(surface.toLocaleLowerCase('de')))
	// Who writes some words with a capital letter writes German as it is taught: those are the things, the others what is
	// done with them.
	const spelledAsTaught = telling.some(isNoun) && written.slice(1).some((surface) => !isNoun(surface))
	const slots = new Map<string, Slot>()
	for (const surface of telling.slice(0, mostWords)) {
		const word = surface.toLocaleLowerCase('de')
		slots.set(word, slotOf(word, spelledAsTaught && !isNoun(surface) ? 0.4 : 1, vocabulary, meanings))
	}
	return [...slots.values()]
}

function slotOf(
	word: string,
	weight: number,
	vocabulary: WordParts,
	meanings: ReadonlyMap<string, readonly string[]>,
): Slot {
	const spellings = spellingsOf(word)
	const sensesOf = (one: string): readonly Sense[] => {
		const own = stem(one)
		return [{ stem: own, weight: 1 }, ...(meanings.get(own) ?? []).map((other) => ({ stem: other, weight: 0.7 }))]
	}
	const own = stem(word)
	const others = [...new Set(spellings.map(stem))].filter((one) => one !== own && vocabulary.has(one))
	const compounds = [word, ...spellings].map((one) => vocabulary.split(one)).filter((parts) => parts.length > 1)
	const finer = compounds
		.slice(0, 2)
		.map((parts) => parts.flatMap((part) => (vocabulary.split(part).length > 1 ? vocabulary.split(part) : [part])))
	const plainly = (stemmed: string): readonly (readonly Sense[])[] => [[{ stem: stemmed, weight: 1 }]]
	return {
		weight,
		alternatives: [
			{ parts: plainly(own), weight: 1 },
			...others.map((one) => ({ parts: plainly(one), weight: 0.95 })),
			...[own, ...others].flatMap((one) =>
				(meanings.get(one) ?? []).map((other) => ({ parts: plainly(other), weight: 0.7 })),
			),
			...[...compounds.slice(0, 2), ...finer].map((parts) => ({ parts: parts.map(sensesOf), weight: 0.9 })),
			...(own.length >= 4 ? [{ parts: plainly(own), weight: 0.6, loose: 'beginning' as const }] : []),
			{ parts: plainly(own), weight: 0.75, loose: 'slips' },
		],
	}
}
