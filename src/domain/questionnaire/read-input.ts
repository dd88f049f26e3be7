import { readHalfYear } from '../shared/entered-dates'
import type { Sensitive } from '../shared/guard'
import { folded } from '../shared/spelling'
import { clean, plainText } from '../shared/text'
import { type Answer, type Item, itemsIn, type Withheld, withheld } from './answer'
import type { Question } from './questionnaire'

/** What came in for one question from a card: the main input and, where the form has one, the second ("or: …"). */
export interface Input {
	readonly main?: string | undefined
	/** A withheld answer chosen beside the main input. */
	readonly instead?: string | undefined
	/** Only for `items`: own names, one a line. */
	readonly own?: string | undefined
}

/** Why an input cannot be an answer. The card words it and repeats what was entered, but for what the guard refuses. */
export type InputProblem =
	| 'not-a-number'
	| 'too-small'
	| 'too-large'
	| 'too-precise'
	| 'not-an-option'
	| 'too-long'
	| 'not-a-half-year'
	| 'half-year-out-of-range'
	| 'too-many-items'
	| 'name-too-long'
	| 'contradictory'
	| Sensitive

export type Read = { readonly answer: Answer } | { readonly problem: InputProblem } | { readonly empty: true }

/** In a choice the withheld answers stand among the options under these values; `~` begins no option's id. */
export function withheldChoice(status: Withheld): string {
	return `~${status}`
}

export const longestItemName = 80

/**
 * Turns a card's strings into an answer. `before` is the answer so far: items keep their ids, removed ones stay
 * recoverable.
 */
export function readInput(
	question: Question,
	input: Input,
	before: Answer | undefined,
	idOf: IdOf = () => undefined,
): Read {
	const main = clean(input.main ?? '')
	const instead = withheld.find((status) => input.instead === status || input.instead === withheldChoice(status))
	const chosen = partsOf(main)
	const within = withheld.find((status) => chosen.includes(withheldChoice(status)))
	const own = clean(input.own ?? '')
	const rest = chosen.filter((part) => part !== (within && withheldChoice(within)))
	const withheldAs = instead ?? within
	if (withheldAs && (rest.length > 0 || (question.form.kind === 'items' && own !== '')))
		return { problem: 'contradictory' }
	if (withheldAs) return withholding(withheldAs, itemsIn(before))
	const isList = question.form.kind === 'choices' || question.form.kind === 'items'
	if (own === '' && (isList ? chosen.length === 0 : main === '')) return { empty: true }
	const value = readValue(question, main, own, before, idOf)
	return typeof value === 'object' && 'problem' in value ? value : { answer: { status: 'given', value } }
}

/**
 * A list that was named once is never thrown away: its entries would lose their names, and new ones would inherit their
 * answers. "Does not apply" empties it, so that everything can come back; "I don't know" and "later" contradict it.
 */
function withholding(status: Withheld, named: readonly Item[]): Read {
	if (named.length === 0) return { answer: { status } }
	if (status !== 'not-applicable') return { problem: 'contradictory' }
	return { answer: { status: 'given', value: named.map((item): Item => ({ ...item, removed: true })) } }
}

function readValue(
	question: Question,
	main: string,
	own: string,
	before: Answer | undefined,
	idOf: IdOf,
): string | number | string[] | Item[] | { problem: InputProblem } {
	const form = question.form
	switch (form.kind) {
		case 'choice':
			return form.options.some((option) => option.id === main) ? main : { problem: 'not-an-option' }
		case 'choices': {
			const chosen = partsOf(main)
			if (chosen.some((id) => !form.options.some((option) => option.id === id))) return { problem: 'not-an-option' }
			return form.options.map((option) => option.id).filter((id) => chosen.includes(id))
		}
		case 'scale':
			return /^[0-4]$/.test(main) ? Number(main) : { problem: 'not-an-option' }
		case 'number': {
			const number = readAmount(main)
			if (number === undefined) return { problem: 'not-a-number' }
			if (number < form.min) return { problem: 'too-small' }
			if (number > form.max) return { problem: 'too-large' }
			return number === Number(number.toFixed(form.decimals ?? 0)) ? number : { problem: 'too-precise' }
		}
		case 'text':
			return [...main].length <= form.maxLength ? main : { problem: 'too-long' }
		case 'half-year': {
			const halfYear = readHalfYear(main)
			if (!halfYear) return { problem: 'not-a-half-year' }
			return halfYear >= form.from && halfYear <= form.to ? halfYear : { problem: 'half-year-out-of-range' }
		}
		case 'items':
			return readItems(form.max, main, own, before, idOf)
	}
}

/**
 * German or English notation: `1.250`, `1 250`, `1250`, `2,5`, `2.5`. A dot or a blank before exactly three digits
 * groups thousands, unless there is nothing but a 0 before it. Other blanks do not belong into a number: `3 4` are two.
 */
export function readNumber(text: string): number | undefined {
	// A raised digit or a fraction is no digit among others: `3\u00b2` is not 32.
	if (/\p{No}/u.test(text)) return undefined
	const plain = plainText(text).trim()
	const grouped = /^-?[1-9]\d{0,2}(\.\d{3}|\s\d{3})+(,\d+)?$/.test(plain) ? plain.replace(/[.\s]/g, '') : plain
	const decimal = grouped.replace(',', '.')
	// Adding 0 turns -0 into 0, which JSON would do anyway.
	return /^[-+]?\d+(\.\d+)?$/.test(decimal) ? Number(decimal) + 0 : undefined
}

/** What makes a number another one: `5 Tsd.` are not 5. */
export const multiplies = /^(?:k|tsd|taus|thou|hundr|hundert|mio|mill|mrd|bill|dutz|doz)/i

/** A number with what may stand around it: `12 %`, `20 days`, `ca. 12`. */
export function readAmount(text: string): number | undefined {
	const direct = readNumber(text)
	if (direct !== undefined) return direct
	const amount = /^(?:(?:ca|approx)\.?\s|[~\u2248])?\s*(\S|\S.*\p{Nd})(?:\s+(\p{L}[^\s\p{Nd}]*)|\s*[%\u20ac])?$/iu
	const [, number = '', unit = ''] = amount.exec(clean(text)) ?? []
	return multiplies.test(unit) ? undefined : readNumber(number)
}

/**
 * The list after choosing suggestions and typing own names: order kept, new ones last, dropped ones marked so that they
 * can come back.
 */
function readItems(
	max: number,
	main: string,
	own: string,
	before: Answer | undefined,
	idOf: IdOf,
): Item[] | { problem: InputProblem } {
	const known = itemsIn(before)
	const chosen = partsOf(main)
	if (chosen.some((id) => !/^[A-Za-z0-9][A-Za-z0-9-]{0,60}$/.test(id))) return { problem: 'not-an-option' }
	const names = own
		.split(/[\n;]/)
		.map(clean)
		.filter((name) => name !== '')
	if (names.some((name) => [...name].length > longestItemName)) return { problem: 'name-too-long' }
	// An item goes by three names at most: its own, the German and the English one. Said early, since comparing thousands
	// of names takes long.
	if (new Set(names.map(folded)).size > 3 * max) return { problem: 'too-many-items' }
	const kept = known.map((item): Item => (chosen.includes(item.id) ? withoutFlags(item) : { ...item, removed: true }))
	const added = chosen.filter((id) => !known.some((item) => item.id === id)).map((id): Item => ({ id }))
	let items = [...kept, ...added]
	for (const name of names) items = addItem(items, name, idOf)
	return items.filter((item) => !item.removed).length > max ? { problem: 'too-many-items' } : items
}

/**
 * Whether something of this name is known beyond the list, such as a service of the catalogue; so that nothing stands
 * on it twice.
 */
export type IdOf = (name: string) => string | undefined

/** Adds an own item, or brings back the one of the same name; a known name becomes the known thing. */
export function addItem(items: readonly Item[], name: string, idOf: IdOf = () => undefined): Item[] {
	const known = idOf(name)
	const same = itemNamed(items, name) ?? items.find((item) => item.id === known)
	if (same) return items.map((item) => (item === same ? withoutFlags(item) : item))
	if (known !== undefined) return [...items, { id: known }]
	const highest = Math.max(0, ...items.map((item) => Number(/^own-(\d+)$/.exec(item.id)?.[1] ?? 0)))
	return [...items, { id: `own-${highest + 1}`, name }]
}

/** The item that a person named like this, however they spell it. */
export function itemNamed(items: readonly Item[], name: string): Item | undefined {
	const said = folded(name)
	return items.find((item) => item.name !== undefined && folded(item.name) === said)
}

/** Several values in one text; some clients put blanks between them. */
function partsOf(main: string): string[] {
	return main
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '')
}

export function withoutFlags(item: Item): Item {
	return { id: item.id, ...(item.name !== undefined && { name: item.name }) }
}
