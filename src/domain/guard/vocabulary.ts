import { editDistance } from '../shared/spelling'
import type { Word } from './prepare'
import type { SensitiveWords } from './sensitive-words'

/** Only names as long as this are found at the end of a compound or with a typing error. */
const longEnough = 6
/** Shorter names are too near to other words for a typing error to be forgiven: `passed`. */
const slipsFrom = 8
const genericEnd = 'code'
const longestWord = 40

/** The words of the guard, ready for looking up. */
export type Vocabulary = { readonly [List in Exclude<keyof SensitiveWords, 'suffers'>]: ReadonlySet<string> } & {
	readonly suffers: SensitiveWords['suffers']
	readonly longNames: Readonly<Record<'password' | 'code' | 'key', readonly string[]>>
}

export function vocabularyOf(words: SensitiveWords): Vocabulary {
	const { suffers, ...lists } = words
	const sets = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, new Set(list)]))
	const long = (list: readonly string[]) => list.filter((name) => name.length >= longEnough)
	return {
		...sets,
		suffers,
		longNames: { password: long(words.password), code: long(words.code), key: long(words.key) },
	} as unknown as Vocabulary
}

/** Signs that are typed in place of letters, `p@ssw0rt`. */
const leet: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's' }

let questions = 0

/** Asks about a word once: what was found out is kept with the word, and goes with it when the text has been judged. */
export function remembering<Rest extends readonly unknown[]>(
	judge: (word: Word, ...rest: Rest) => boolean,
): (word: Word, ...rest: Rest) => boolean {
	const question = questions++
	return (word, ...rest) => {
		const before = word.judged[question]
		if (before !== undefined) return before
		const found = judge(word, ...rest)
		word.judged[question] = found
		return found
	}
}

/** The three sorts of names, each with its own kind of value. */
type SecretSort = 'password' | 'code' | 'key'

const named = {
	password: remembering((word, vocabulary: Vocabulary) => isNamed('password', word, vocabulary)),
	code: remembering((word, vocabulary: Vocabulary) => isNamed('code', word, vocabulary)),
	key: remembering((word, vocabulary: Vocabulary) => isNamed('key', word, vocabulary)),
}

/**
 * Whether a word names a secret of this sort: itself, as the end of a compound, with signs for letters or with one
 * typing error.
 */
export function isNameOf(sort: SecretSort, word: Word, vocabulary: Vocabulary): boolean {
	return named[sort](word, vocabulary)
}

function isNamed(sort: SecretSort, word: Word, vocabulary: Vocabulary): boolean {
	const { folded } = word
	if (folded.length > longestWord) return false
	const parts = folded.split(/[-_/]/)
	const last = parts.at(-1) ?? ''
	const names = vocabulary[sort]
	// `Alarm-Code` is a name, `QR-Code` is none.
	if (names.has(folded) || (last !== genericEnd && names.has(last)) || names.has(parts.join(''))) return true
	const long = vocabulary.longNames[sort]
	if (long.some((name) => last.endsWith(name))) return true
	if (sort !== 'password') return false
	// Between letters only: a value such as `Passwort1` is no name.
	const letters = last.replace(/[013457@$](?=[a-z])/g, (sign) => leet[sign] ?? sign)
	if (letters !== last && long.some((name) => letters.endsWith(name))) return true
	return (
		/^[a-z]{6,12}$/.test(last) &&
		!vocabulary.about.has(last) &&
		long.some(
			(name) =>
				name.length >= slipsFrom &&
				name[0] === last[0] &&
				Math.abs(name.length - last.length) <= 1 &&
				editDistance(name, last) <= 1,
		)
	)
}

const longKnown = new WeakMap<ReadonlySet<string>, readonly string[]>()

/** The names that are long enough to be found at the end of a compound; `least` is always the same for a list. */
export function longOnes(names: ReadonlySet<string>, least: number): readonly string[] {
	const known = longKnown.get(names) ?? [...names].filter((name) => name.length >= least)
	longKnown.set(names, known)
	return known
}

/** Whether the word ends in one of these endings. */
export function endsIn(folded: string, endings: Iterable<string>): boolean {
	for (const ending of endings) if (folded.endsWith(ending)) return true
	return false
}

export function folded(word: Word | undefined): string {
	return word?.folded ?? ''
}
