import type { RequestWords } from '../messages/requests'
import { type Language, languages, type Text } from '../shared/language'
import { type Withheld, withheld } from './answer'
import { type Command, commands } from './commands'
import type { Question } from './questionnaire'
import { type Input, readNumber } from './read-input'

interface Vocabulary {
	readonly commands: Readonly<Record<Command, readonly string[]>>
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

/** What people type, per language; see content/words. */
export type Words = Readonly<Record<Language, Vocabulary>> & RequestWords

/** Something nameable with the wordings that mean it. */
export interface Named {
	readonly id: string
	readonly names: readonly string[]
}

export type Understood = { readonly input: Input } | { readonly unclear: readonly Named[] } | undefined

/** A command, if the whole text is one. `strict` forgives no typing errors: used while a free text is being asked for. */
export function understandCommand(text: string, words: Words, strict: boolean): Command | undefined {
	const named = commands.map((command): Named => ({ id: command, names: languages.flatMap((language) => words[language].commands[command]) }))
	const found = strict ? exact(text, named) : closest(text, named)
	return found.length === 1 ? (found[0]?.id as Command) : undefined
}

/**
 * What a typed text means as an answer to this question. Deterministic: exact wording, then the number of an option, then the
 * unique beginning, then a typing error; two equally good candidates are unclear and are asked back, never guessed. "I don't know" and its
 * like are never recognised by their beginning: "keine" begins "keine Ahnung", but means "keine Gebühr" where that is an option.
 */
export function understandAnswer(text: string, question: Question, words: Words, suggestions: readonly Named[]): Understood {
	const withheldNames = withheld.map((status): Named => ({ id: status, names: languages.flatMap((language) => words[language].withheld[status]) }))
	const { form } = question
	const options = optionsOf(question)
	const withheldBy = (found: readonly Named[]): Understood => (found.length === 1 ? { input: { instead: found[0]?.id } } : undefined)
	// An option that is worded like a withheld answer is meant as the option.
	const plainly = exact(text, options).length > 0 ? undefined : withheldBy(exact(text, withheldNames))
	if (plainly) return plainly
	const mistyped = () => withheldBy(slips(text, withheldNames).filter(({ names }) => names.some((name) => normalise(name)[0] === normalise(text)[0])))
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

/** Lower case, umlauts spelled out, punctuation gone: `Grün-Weiß!` and `gruen weiss` are the same. */
export function normalise(text: string): string {
	return text
		.normalize('NFC')
		.toLocaleLowerCase('de')
		.replaceAll('ä', 'ae')
		.replaceAll('ö', 'oe')
		.replaceAll('ü', 'ue')
		.replaceAll('ß', 'ss')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^\p{L}\p{N}?]+/gu, ' ')
		.trim()
		.replace(/(?<=.)\?+$/, '')
		.trim()
}

/** Umlauts typed without their dots: `grun` is a spelling of `grün`. Compared beside the spelled-out form. */
function bare(text: string): string {
	return normalise(text.normalize('NFD').replace(/\p{M}/gu, ''))
}

/** Both spellings of a name, worked out once: there are hundreds of names, and they never change. */
function spellings(name: string): readonly string[] {
	const known = spelled.get(name)
	if (known) return known
	const found = [normalise(name), bare(name)]
	spelled.set(name, found)
	return found
}
const spelled = new Map<string, readonly string[]>()

/** `normalise` for one of our own names, remembered. */
function normalised(name: string): string {
	return spellings(name)[0] ?? ''
}

function exact(text: string, candidates: readonly Named[]): readonly Named[] {
	const said = new Set([normalise(text), bare(text)])
	return candidates.filter(({ names }) => names.some((name) => spellings(name).some((spelling) => said.has(spelling))))
}

/** The candidates that fit best; more than one means unclear, none means not understood. */
function closest(text: string, candidates: readonly Named[]): readonly Named[] {
	const same = exact(text, candidates)
	if (same.length > 0) return same
	const said = normalise(text)
	if (said.length >= 2) {
		const beginning = candidates.filter(({ names }) => names.some((name) => `${normalised(name)} `.startsWith(`${said} `)))
		if (beginning.length > 0) return beginning
	}
	return slips(text, candidates)
}

/** The candidates that differ by no more than a few typing errors, the nearest of them. */
function slips(text: string, candidates: readonly Named[]): readonly Named[] {
	const said = normalise(text)
	const distances = candidates.map(({ names }) => Math.min(...names.flatMap(spellings).map((name) => slipsPerAllowed(said, name))))
	const best = Math.min(...distances)
	return best <= 1 ? candidates.filter((_, at) => distances[at] === best) : []
}

/**
 * Up to 1: forgiven. A wrong digit never is: "1 bis 500" is not "1 bis 50". Texts of very different length are not even compared, so that a
 * long one costs nothing.
 */
function slipsPerAllowed(said: string, name: string): number {
	const allowed = allowance(said, name)
	// In a short word the first letter carries too much: "jein" is no "nein".
	if (allowed <= 1 && said[0] !== name[0]) return Number.POSITIVE_INFINITY
	if (Math.abs(said.length - name.length) > allowed) return Number.POSITIVE_INFINITY
	const distance = editDistance(said, name)
	return distance <= allowed && digitsIn(said) !== digitsIn(name) ? Number.POSITIVE_INFINITY : distance / allowed
}

function digitsIn(text: string): string {
	return text.replace(/\D/g, '')
}

/** How many slips are forgiven: none up to three letters, one up to five, two up to nine, three beyond. */
function allowance(said: string, name: string): number {
	const length = Math.min(said.length, name.length)
	return length <= 3 ? 0.5 : length <= 5 ? 1 : length <= 9 ? 2 : 3
}

/** Optimal string alignment: insertions, deletions, replacements and swapped neighbours count one each. */
export function editDistance(one: string, other: string): number {
	const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)]
	for (let i = 1; i <= one.length; i++) {
		const row = [i]
		for (let j = 1; j <= other.length; j++) {
			const same = one[i - 1] === other[j - 1]
			let least = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + (same ? 0 : 1))
			if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1)
			row.push(least)
		}
		rows.push(row)
	}
	return rows[one.length]?.[other.length] ?? 0
}

function one(text: string, options: readonly Named[], words: Words, first = 1): Understood {
	return numbered(text, options, words, first) ?? settled(closest(text, options)) ?? settled(endingIn(text, options))
}

/** The options whose wording ends with this, as whole words: `kreis` is "der Kreis". */
function endingIn(text: string, options: readonly Named[]): readonly Named[] {
	const said = normalise(text)
	return said.length < 3 ? [] : options.filter(({ names }) => names.some((name) => ` ${normalised(name)}`.endsWith(` ${said}`)))
}

/** An option named by its number, unless the options themselves speak of numbers: "5" may then mean five cases and not the fifth option. */
function numbered(text: string, options: readonly Named[], words: Words, first = 1): Understood {
	if (exact(text, options).length > 0 || options.some(({ names }) => names.some((name) => /\d/.test(name)))) return undefined
	const number = numberIn(text, words)
	const option = number === undefined ? undefined : options[number - first]
	return option && { input: { main: option.id } }
}

function several(text: string, options: readonly Named[], words: Words): Understood {
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
function items(text: string, suggestions: readonly Named[], words: Words): Understood {
	const parts = partsOf(text, suggestions, words)
	const main = parts.flatMap(({ found }) => (found.length === 1 ? (found[0]?.id ?? []) : []))
	const own = parts.flatMap((part) => (part.found.length === 1 ? [] : [part.text]))
	return parts.length === 0 ? undefined : { input: { main: main.join(','), own: own.join('\n') } }
}

/** Beyond this many entries nothing is looked up any more: it is no list that any form would take. */
const mostEntries = 100

/** The entries of an enumeration, each with the candidates it may mean. "a und b" is two entries unless there is a candidate of that name. */
function partsOf(text: string, candidates: readonly Named[], words: Words): { readonly text: string; readonly found: readonly Named[] }[] {
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
function numberIn(text: string, words: Words): number | undefined {
	const direct = readNumber(text.trim().replace(/[.)]$/, ''))
	if (direct !== undefined) return direct
	const said = normalise(text)
	const inWords = languages.flatMap((language) => words[language].numbers.map((word, at) => ({ word: normalised(word), at })))
	const ones = languages.flatMap((language) => words[language].one.map(normalised))
	const named = ones.includes(said) ? 1 : inWords.find(({ word }) => word === said)?.at
	if (named !== undefined) return named
	if (languages.some((language) => words[language].none.some((word) => normalised(word) === said))) return 0
	const about = languages.flatMap((language) => words[language].about).find((word) => said.startsWith(`${normalised(word)} `))
	if (about !== undefined) return numberIn(text.trim().replace(/^\S+\s+/u, ''), words)
	const withUnit = /^(-?[\d.,\s]*\d)(?:\s+\p{L}|\s*[%€])([^\d]*)$/u.exec(text.trim())
	if (withUnit?.[1] === undefined || said.split(' ').some((part) => inWords.some(({ word }) => word === part))) return undefined
	return readNumber(withUnit[1])
}

/**
 * `2. Halbjahr 2027`, `zweites HJ 2027`, `2027-H2`, `H2/2027`: one year, one half and a word for half-year. A bare `2/2027` or a date may mean a
 * month and is not understood.
 */
function halfYearIn(text: string, words: Words): string | undefined {
	const all = (pick: (vocabulary: Vocabulary) => readonly string[]) => languages.flatMap((language) => pick(words[language]).map(normalised))
	const names = all((one) => one.halfYear)
	const said = normalise(text)
		.replace(/(?<=\d)(?=h)/g, ' ')
		.replace(/(?<=\bhj?)(?=\d)/g, ' ')
		.split(' ')
	const years = said.filter((part) => /^(19|20)\d\d$/.test(part))
	const firsts = all((one) => one.firstHalf)
	const seconds = all((one) => one.secondHalf)
	const halves = said
		.filter((part) => !years.includes(part))
		.flatMap((part) => (firsts.includes(part) ? '1' : seconds.includes(part) ? '2' : /^\d+$/.test(part) ? part : []))
	const isNamed = said.some((part) => part === 'h' || names.some((name) => part.endsWith(name) || slipsPerAllowed(part, name) <= 1))
	return isNamed && years.length === 1 && halves.length === 1 && /^[12]$/.test(halves[0] ?? '') ? `${years[0]}-H${halves[0]}` : undefined
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
