import { shortened, type Wording } from './wording'

const longestText = 400
const longestTitle = 90

/** One of the entries of a list to choose from. Its title is plain text. */
export interface Choice {
	readonly title: string
	readonly value: string
}

/** An entry of a list to choose from, cut so that a list of many stays readable. */
export function choice(title: string, value: string): Choice {
	return { title: shortened(title, longestTitle), value }
}

interface AnyField {
	/** The name under which the input comes back. */
	readonly id: string
	readonly label: string
	readonly value?: string
	readonly required?: boolean
	/** What Teams says while the field is not filled in as it has to be. */
	readonly error?: string
}

export interface TextField extends AnyField {
	readonly placeholder?: string
	/** Characters. */
	readonly most?: number
	readonly multiline?: boolean
}

/** A list to choose from; a text field where the list is empty. */
export interface ChoiceField extends AnyField {
	readonly placeholder?: string
	readonly choices: readonly Choice[]
	readonly several?: boolean
	/** Shows all choices at once, as several choices always do. Renderers read Markdown in their titles. */
	readonly expanded?: boolean
}

/** A day on the calendar, as a local date. */
export interface DayField extends AnyField {
	readonly day: 'any' | { readonly from: string; readonly until: string }
}

/** What a person fills in. Only the id and the label have to be said. */
export type Field = TextField | ChoiceField | DayField

/** The fields as the parts `fields.json`, `days.json` and `days-within.json` draw them, in this order. */
export function drawnFields(
	fields: readonly Field[],
	wording: Pick<Wording, 'say'>,
): { readonly fields: readonly object[]; readonly days: readonly object[]; readonly daysWithin: readonly object[] } {
	const days = fields.filter((field) => 'day' in field)
	return {
		fields: fields.flatMap((field) => ('day' in field ? [] : [drawnField(field, wording)])),
		days: days.flatMap(({ day, ...field }) => (day === 'any' ? [withBlanks(field, wording)] : [])),
		daysWithin: days.flatMap(({ day, ...field }) => (day === 'any' ? [] : [{ ...withBlanks(field, wording), ...day }])),
	}
}

/** A text or a choice with everything that a template binds. */
export function drawnField(field: TextField | ChoiceField, wording: Pick<Wording, 'say'>): object {
	const { expanded, several = false, choices = [] }: Partial<ChoiceField> = field
	return {
		placeholder: '',
		most: longestText,
		multiline: false,
		...withBlanks(field, wording),
		choices,
		several,
		style: (expanded ?? several) ? 'expanded' : 'compact',
	}
}

function withBlanks<Given extends AnyField>(field: Given, { say }: Pick<Wording, 'say'>) {
	const { required = false } = field
	return { value: '', error: required ? say('common.required') : '', ...field, required }
}

/** One list to choose from that a button of the card uses, drawn without a frame of its own. */
export interface Picker {
	readonly label: string
	readonly placeholder: string
	readonly choices: readonly Choice[]
}

/** A list to choose from as the part `pick.json` draws it; nothing where there is nothing to choose. */
export function drawnPicker(pick: Picker | undefined): object {
	return { picks: pick?.choices ?? [], pickLabel: pick?.label ?? '', pickPlaceholder: pick?.placeholder ?? '' }
}
