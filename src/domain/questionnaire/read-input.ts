import { parseHalfYear } from '../shared/half-year'
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

/** Why an input cannot be an answer. The card words it and repeats what was entered. */
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

export type Read = { readonly answer: Answer } | { readonly problem: InputProblem } | { readonly empty: true }

/** In a choice the withheld answers stand among the options under these values; `~` begins no option's id. */
export function withheldChoice(status: Withheld): string {
	return `~${status}`
}

export const longestItemName = 80

/** Turns a card's strings into an answer. `before` is the answer so far: items keep their ids, removed ones stay recoverable. */
export function readInput(question: Question, input: Input, before: Answer | undefined): Read {
	const main = clean(input.main ?? '')
	const instead = withheld.find((status) => input.instead === status || input.instead === withheldChoice(status))
	const chosen = main.split(',').filter((part) => part !== '')
	const within = withheld.find((status) => chosen.includes(withheldChoice(status)))
	const own = clean(input.own ?? '')
	const rest = chosen.filter((part) => part !== (within && withheldChoice(within)))
	const withheldAs = instead ?? within
	if (withheldAs) return rest.length > 0 || (question.form.kind === 'items' && own !== '') ? { problem: 'contradictory' } : { answer: { status: withheldAs } }
	if (main === '' && own === '') return { empty: true }
	const value = readValue(question, main, own, before)
	return typeof value === 'object' && 'problem' in value ? value : { answer: { status: 'given', value } }
}

function readValue(question: Question, main: string, own: string, before: Answer | undefined): string | number | string[] | Item[] | { problem: InputProblem } {
	const form = question.form
	switch (form.kind) {
		case 'choice':
			return form.options.some((option) => option.id === main) ? main : { problem: 'not-an-option' }
		case 'choices': {
			const chosen = main.split(',').filter((part) => part !== '')
			if (chosen.some((id) => !form.options.some((option) => option.id === id))) return { problem: 'not-an-option' }
			return form.options.map((option) => option.id).filter((id) => chosen.includes(id))
		}
		case 'scale':
			return /^[0-4]$/.test(main) ? Number(main) : { problem: 'not-an-option' }
		case 'number': {
			const number = readNumber(main)
			if (number === undefined) return { problem: 'not-a-number' }
			if (number < form.min) return { problem: 'too-small' }
			if (number > form.max) return { problem: 'too-large' }
			return number === Number(number.toFixed(form.decimals ?? 0)) ? number : { problem: 'too-precise' }
		}
		case 'text':
			return [...main].length <= form.maxLength ? main : { problem: 'too-long' }
		case 'half-year': {
			const halfYear = parseHalfYear(main)
			if (!halfYear) return { problem: 'not-a-half-year' }
			return halfYear >= form.from && halfYear <= form.to ? halfYear : { problem: 'half-year-out-of-range' }
		}
		case 'items':
			return readItems(form.max, main, own, before)
	}
}

/** German or English notation: `1.250`, `1250`, `2,5`, `2.5`. A dot before exactly three digits groups thousands. */
export function readNumber(text: string): number | undefined {
	const plain = text.replace(/[\s\u00a0]/g, '')
	const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain) ? plain.replaceAll('.', '') : plain
	const decimal = grouped.replace(',', '.')
	return /^-?\d+(\.\d+)?$/.test(decimal) ? Number(decimal) : undefined
}

/** The list after choosing suggestions and typing own names: order kept, new ones last, dropped ones marked so that they can come back. */
function readItems(max: number, main: string, own: string, before: Answer | undefined): Item[] | { problem: InputProblem } {
	const known = itemsIn(before)
	const chosen = main.split(',').filter((part) => part !== '')
	if (chosen.some((id) => !/^[A-Za-z0-9][A-Za-z0-9-]{0,60}$/.test(id))) return { problem: 'not-an-option' }
	const names = own
		.split(/[\n;]/)
		.map(clean)
		.filter((name) => name !== '')
	if (names.some((name) => [...name].length > longestItemName)) return { problem: 'name-too-long' }
	const kept = known.map((item): Item => (chosen.includes(item.id) ? present(item) : { ...item, removed: true }))
	const added = chosen.filter((id) => !known.some((item) => item.id === id)).map((id): Item => ({ id }))
	let items = [...kept, ...added]
	for (const name of names) items = addItem(items, name)
	return items.filter((item) => !item.removed).length > max ? { problem: 'too-many-items' } : items
}

/** Adds an own item, or brings back the one of the same name. */
export function addItem(items: readonly Item[], name: string): Item[] {
	const same = items.find((item) => item.name?.toLocaleLowerCase('de') === name.toLocaleLowerCase('de'))
	if (same) return items.map((item) => (item === same ? present(item) : item))
	const highest = Math.max(0, ...items.map((item) => Number(/^own-(\d+)$/.exec(item.id)?.[1] ?? 0)))
	return [...items, { id: `own-${highest + 1}`, name }]
}

export function present(item: Item): Item {
	return { id: item.id, ...(item.name !== undefined && { name: item.name }) }
}

/** Trims and takes out control and direction-changing characters, which could make a name read as something else. Line breaks stay. */
export function clean(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, ' ')
		.replace(/[ \u00a0]+/g, ' ')
		.trim()
}
