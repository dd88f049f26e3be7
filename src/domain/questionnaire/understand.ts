import { type Language, languages, type Text } from '../shared/language'
import { type Withheld, withheld } from './answer'
import type { Question } from './questionnaire'
import { type Input, readNumber } from './read-input'

export const commands = ['start', 'continue', 'back', 'pause', 'help', 'review', 'result', 'clarifications', 'items', 'privacy', 'german', 'english'] as const
export type Command = (typeof commands)[number]

interface Vocabulary {
	readonly commands: Readonly<Record<Command, readonly string[]>>
	readonly withheld: Readonly<Record<Withheld, readonly string[]>>
	readonly numbers: readonly string[]
	readonly one: readonly string[]
	readonly and: readonly string[]
	readonly halfYear: readonly string[]
	readonly firstHalf: readonly string[]
	readonly secondHalf: readonly string[]
}

/** What people type, per language; see content/words. */
export type Words = Readonly<Record<Language, Vocabulary>>

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
 * unique beginning, then a typing error; two equally good candidates are unclear and are asked back, never guessed.
 */
export function understandAnswer(text: string, question: Question, words: Words, suggestions: readonly Named[]): Understood {
	const withheldNames = withheld.map((status): Named => ({ id: status, names: languages.flatMap((language) => words[language].withheld[status]) }))
	const { form } = question
	const instead = form.kind === 'text' ? exact(text, withheldNames) : closest(text, withheldNames)
	if (instead.length === 1 && !(form.kind === 'choice' && exact(text, form.options.map(named)).length > 0)) return { input: { instead: instead[0]?.id } }
	switch (form.kind) {
		case 'choice':
			return one(text, form.options.map(named), words)
		case 'scale':
			return one(
				text,
				form.labels.map((label, at) => ({ id: String(at), names: both(label) })),
				words,
				0,
			)
		case 'choices':
			return several(text, form.options.map(named), words)
		case 'number': {
			const number = numberIn(text, words)
			return number === undefined ? undefined : { input: { main: String(number) } }
		}
		case 'half-year': {
			const halfYear = halfYearIn(text, words)
			return halfYear === undefined ? undefined : { input: { main: halfYear } }
		}
		case 'text':
			return { input: { main: text } }
		case 'items':
			return items(text, suggestions, words)
	}
}

/** Lower case, umlauts spelled out, punctuation gone: `Grün-Weiß!` and `gruen weiss` are the same. */
export function normalise(text: string): string {
	return text
		.toLocaleLowerCase('de')
		.replaceAll('ä', 'ae')
		.replaceAll('ö', 'oe')
		.replaceAll('ü', 'ue')
		.replaceAll('ß', 'ss')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^\p{L}\p{N}?]+/gu, ' ')
		.trim()
		.replace(/(?<=.)\?$/, '')
		.trim()
}

/** Umlauts typed without their dots: `grun` is a spelling of `grün`. Compared beside the spelled-out form. */
function bare(text: string): string {
	return normalise(text.normalize('NFD').replace(/\p{M}/gu, ''))
}

function exact(text: string, candidates: readonly Named[]): readonly Named[] {
	const said = new Set([normalise(text), bare(text)])
	return candidates.filter(({ names }) => names.some((name) => said.has(normalise(name)) || said.has(bare(name))))
}

/** The candidates that fit best; more than one means unclear, none means not understood. */
function closest(text: string, candidates: readonly Named[]): readonly Named[] {
	const same = exact(text, candidates)
	if (same.length > 0) return same
	const said = normalise(text)
	if (said.length >= 3) {
		const beginning = candidates.filter(({ names }) => names.some((name) => `${normalise(name)} `.startsWith(`${said} `)))
		if (beginning.length > 0) return beginning
	}
	const distances = candidates.map(({ names }) =>
		Math.min(...names.flatMap((name) => [normalise(name), bare(name)]).map((name) => editDistance(said, name) / allowance(said, name))),
	)
	const best = Math.min(...distances)
	return best <= 1 ? candidates.filter((_, at) => distances[at] === best) : []
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
	if (exact(text, options).length === 0) {
		const number = numberIn(text, words)
		const numbered = number === undefined ? undefined : options[number - first]
		if (numbered) return { input: { main: numbered.id } }
	}
	return settled(closest(text, options))
}

function several(text: string, options: readonly Named[], words: Words): Understood {
	const whole = one(text, options, words)
	if (whole && 'input' in whole) return whole
	const parts = partsOf(text, words).map((part) => one(part, options, words))
	const unclear = parts.find((part) => part && 'unclear' in part)
	if (unclear) return unclear
	if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined
	return { input: { main: parts.map((part) => (part && 'input' in part ? part.input.main : '')).join(',') } }
}

/** Names from the catalogue become its services; everything else becomes an own item. */
function items(text: string, suggestions: readonly Named[], words: Words): Understood {
	const parts = text.split(/[\n;,]/).flatMap((line) => (exact(line, suggestions).length > 0 ? [line.trim()] : partsOf(line, words)))
	const chosen = parts.map((part) => ({ part, found: closest(part, suggestions) }))
	const main = chosen.flatMap(({ found }) => (found.length === 1 ? (found[0]?.id ?? []) : []))
	const own = chosen.flatMap(({ part, found }) => (found.length === 1 ? [] : [part]))
	return main.length + own.length === 0 ? undefined : { input: { main: main.join(','), own: own.join('\n') } }
}

function partsOf(text: string, words: Words): string[] {
	const joiners = languages.flatMap((language) => words[language].and)
	return text
		.split(/[,;\n]/)
		.flatMap((part) => part.split(new RegExp(`\\s(?:${joiners.join('|')})\\s`, 'iu')))
		.map((part) => part.trim())
		.filter((part) => part !== '')
}

function numberIn(text: string, words: Words): number | undefined {
	const direct = readNumber(text.trim().replace(/[.)]$/, ''))
	if (direct !== undefined) return direct
	const said = normalise(text)
	for (const language of languages) {
		const { numbers, one: ones } = words[language]
		const at = numbers.findIndex((word) => normalise(word) === said)
		if (at >= 0) return at
		if (ones.some((word) => normalise(word) === said)) return 1
	}
	const withUnit = /^(-?[\d.,]+)\s+\p{L}/u.exec(text.trim())
	return withUnit?.[1] === undefined ? undefined : readNumber(withUnit[1])
}

function halfYearIn(text: string, words: Words): string | undefined {
	const said = normalise(text)
	const year = /\b((?:19|20)\d\d)\b/.exec(said)?.[1]
	if (!year) return undefined
	const rest = said.replace(year, ' ')
	const any = (pick: (vocabulary: Vocabulary) => readonly string[]) =>
		languages.some((language) => pick(words[language]).some((word) => new RegExp(`\\b${normalise(word)}\\b`, 'u').test(rest)))
	const half = /\b[h]?([12])\b/.exec(rest)?.[1] ?? (any((one) => one.firstHalf) ? '1' : any((one) => one.secondHalf) ? '2' : undefined)
	return half && `${year}-H${half}`
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
