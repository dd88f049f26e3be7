import { type Language, languages, type Text } from '../shared/language'
import { closest, exact, type Named, normalise, normalised, slips, slipsPerAllowed } from '../shared/spelling'
import { type Withheld, withheld } from './answer'
import type { Question } from './questionnaire'
import { type Input, multiplies, readNumber } from './read-input'

interface Vocabulary {
	readonly withheld: Readonly<Record<Withheld, readonly string[]>>
	readonly numbers: readonly string[]
	readonly one: readonly string[]
	/** What means 0 where a number is asked for. */
	readonly none: readonly string[]
	/** What may stand before a number that is not exact. */
	readonly about: readonly string[]
	readonly and: readonly string[]
	readonly halfYear: readonly string[]
	readonly firstHalf: readonly string[]
	readonly secondHalf: readonly string[]
}

/** What people type as an answer, per language; see content/words. */
export type AnswerWords = Readonly<Record<Language, Vocabulary>>

export type Understood = { readonly input: Input } | { readonly unclear: readonly Named[] } | undefined

/**
 * What a typed text means as an answer to this question. Deterministic: exact wording, then the number of an option,
 * then the unique beginning, then a typing error; two equally good candidates are unclear and are asked back, never
 * guessed. "I don't know" and its like are never recognised by their beginning: "keine" begins "keine Ahnung", but
 * means "keine Kosten" where that is an option.
 */
export function understandAnswer(
	text: string,
	question: Question,
	words: AnswerWords,
	suggestions: readonly Named[],
): Understood {
	const withheldNames = withheld.map(
		(status): Named => ({ id: status, names: languages.flatMap((language) => words[language].withheld[status]) }),
	)
	const { form } = question
	const options = optionsOf(question)
	const withheldBy = (found: readonly Named[]): Understood =>
		found.length === 1 ? { input: { instead: found[0]?.id } } : undefined
	// An option that is worded like a withheld answer is meant as the option.
	const plainly = exact(text, options).length > 0 ? undefined : withheldBy(exact(text, withheldNames))
	if (plainly) return plainly
	const mistyped = () =>
		withheldBy(
			slips(text, withheldNames).filter(({ names }) => names.some((name) => normalise(name)[0] === normalise(text)[0])),
		)
	switch (form.kind) {
		case 'choice':
			return one(text, options, words) ?? mistyped()
		case 'scale':
			return one(text, options, words, 0) ?? mistyped()
		case 'choices':
			return several(text, options, words) ?? mistyped()
		case 'number': {
			const number = numberIn(text, words)
			return number === undefined ? mistyped() : { input: { main: String(number) } }
		}
		case 'half-year': {
			const halfYear = halfYearIn(text, words)
			return halfYear === undefined ? mistyped() : { input: { main: halfYear } }
		}
		case 'text':
			return { input: { main: text } }
		case 'items':
			return mistyped() ?? items(text, suggestions, words)
	}
}

/** What can be chosen, with its wordings. A scale's options are called 0 to 4. */
function optionsOf({ form }: Question): readonly Named[] {
	if (form.kind === 'scale') return form.labels.map((label, at) => ({ id: String(at), names: both(label) }))
	return form.kind === 'choice' || form.kind === 'choices' ? form.options.map(named) : []
}

function one(text: string, options: readonly Named[], words: AnswerWords, first = 1): Understood {
	return numbered(text, options, words, first) ?? settled(closest(text, options)) ?? settled(endingIn(text, options))
}

/** The options whose wording ends with this, as whole words: `kreis` is "der Kreis". */
function endingIn(text: string, options: readonly Named[]): readonly Named[] {
	const said = normalise(text)
	return said.length < 3
		? []
		: options.filter(({ names }) => names.some((name) => ` ${normalised(name)}`.endsWith(` ${said}`)))
}

/**
 * An option named by its number, unless the options themselves speak of numbers: "5" may then mean five cases and not
 * the fifth option.
 */
function numbered(text: string, options: readonly Named[], words: AnswerWords, first = 1): Understood {
	if (exact(text, options).length > 0 || options.some(({ names }) => names.some((name) => /\d/.test(name))))
		return undefined
	const number = numberIn(text, words)
	const option = number === undefined ? undefined : options[number - first]
	return option && { input: { main: option.id } }
}

function several(text: string, options: readonly Named[], words: AnswerWords): Understood {
	const whole = settled(closest(text, options))
	if (whole && 'input' in whole) return whole
	const entries = partsOf(text, options, words)
	if (entries.length > mostEntries) return undefined
	const parts = entries.map((part) => numbered(part.text, options, words) ?? settled(part.found))
	const unclear = parts.find((part) => part && 'unclear' in part)
	if (unclear) return unclear
	if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined
	return { input: { main: parts.map((part) => (part && 'input' in part ? part.input.main : '')).join(',') } }
}

/** Names from the catalogue become its services; everything else becomes an own item. */
function items(text: string, suggestions: readonly Named[], words: AnswerWords): Understood {
	const parts = partsOf(text, suggestions, words)
	const main = parts.flatMap(({ found }) => (found.length === 1 ? (found[0]?.id ?? []) : []))
	const own = parts.flatMap((part) => (part.found.length === 1 ? [] : [part.text]))
	return parts.length === 0 ? undefined : { input: { main: main.join(','), own: own.join('\n') } }
}

/** Beyond this many entries nothing is looked up any more: it is no list that any form would take. */
const mostEntries = 100

/**
 * The entries of an enumeration, each with the candidates it may mean. "a und b" is two entries unless there is a
 * candidate of that name.
 */
function partsOf(
	text: string,
	candidates: readonly Named[],
	words: AnswerWords,
): { readonly text: string; readonly found: readonly Named[] }[] {
	const look = (part: string) => ({ text: part, found: closest(part, candidates) })
	if (exact(text, candidates).length === 1) return [look(text)]
	const joiners = languages.flatMap((language) => words[language].and)
	const joiner = new RegExp(`\\s(?:${joiners.join('|')}|&)\\s`, 'iu')
	const pieces = trimmed(text.split(/[,;\n]/)).map((piece) => ({ piece, joined: trimmed(piece.split(joiner)) }))
	const entries = pieces.flatMap(({ joined }) => joined)
	if (entries.length > mostEntries) return entries.map((entry) => ({ text: entry, found: [] }))
	return pieces.flatMap(({ piece, joined }) => {
		const whole = look(piece)
		return joined.length === 1 || whole.found.length === 1 ? [whole] : joined.map(look)
	})
}

function trimmed(parts: readonly string[]): string[] {
	return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** A number in digits or in words, also with its unit: `20 Tage`. Two numbers (`3 bis 4 Tage`) are none. */
function numberIn(text: string, words: AnswerWords): number | undefined {
	const direct = readNumber(text.trim().replace(/[.)]$/, ''))
	if (direct !== undefined) return direct
	const said = normalise(text)
	const inWords = languages.flatMap((language) =>
		words[language].numbers.map((word, at) => ({ word: normalised(word), at })),
	)
	const ones = languages.flatMap((language) => words[language].one.map(normalised))
	const named = ones.includes(said) ? 1 : inWords.find(({ word }) => word === said)?.at
	if (named !== undefined) return named
	if (languages.some((language) => words[language].none.some((word) => normalised(word) === said))) return 0
	const about = languages
		.flatMap((language) => words[language].about)
		.find((word) => said.startsWith(`${normalised(word)} `))
	if (about !== undefined) return numberIn(text.trim().replace(/^\S+\s+/u, ''), words)
	const others = said.split(' ').filter((part) => !/^\d/.test(part))
	if (others.some((part) => multiplies.test(part) || inWords.some(({ word }) => word === part))) return undefined
	const withUnit = /^(-?[\d.,\s]*\d)(?:\s+\p{L}|\s*[%\u20ac])\D*$/u.exec(text.trim())
	return withUnit?.[1] === undefined ? undefined : readNumber(withUnit[1])
}

/**
 * `2. Halbjahr 2027`, `zweites HJ 2027`, `2027-H2`, `H2/2027`: one year, one half and a word for half-year. A bare
 * `2/2027` or a date may mean a month and is not understood.
 */
function halfYearIn(text: string, words: AnswerWords): string | undefined {
	const all = (pick: (vocabulary: Vocabulary) => readonly string[]) =>
		languages.flatMap((language) => pick(words[language]).map(normalised))
	const names = all((one) => one.halfYear)
	const said = normalise(text)
		.replace(/(?<=\d)(?=h)/g, ' ')
		.replace(/(?<=\bhj?)(?=\d)/g, ' ')
		.split(' ')
	const whole = said.filter((part) => /^(19|20)\d\d$/.test(part))
	// Without its century a year is one only beside the half that it is about.
	const years = whole.length > 0 ? whole : said.filter((part) => /^\d\d$/.test(part))
	const firsts = all((one) => one.firstHalf)
	const seconds = all((one) => one.secondHalf)
	const halves = said
		.filter((part) => !years.includes(part))
		.flatMap((part) => (firsts.includes(part) ? '1' : seconds.includes(part) ? '2' : /^\d+$/.test(part) ? part : []))
	const isNamed = said.some(
		(part) => part === 'h' || names.some((name) => part.endsWith(name) || slipsPerAllowed(part, name) <= 1),
	)
	return isNamed && years.length === 1 && halves.length === 1 && /^[12]$/.test(halves[0] ?? '')
		? `${years[0]?.length === 2 ? '20' : ''}${years[0]}-H${halves[0]}`
		: undefined
}

function settled(found: readonly Named[]): Understood {
	if (found.length > 1) return { unclear: found }
	return found[0] && { input: { main: found[0].id } }
}

function named(option: { readonly id: string; readonly label: Text }): Named {
	return { id: option.id, names: both(option.label) }
}

function both(text: Text): readonly string[] {
	return languages.map((language) => text[language])
}
