import type { Catalogue, Criterion, MaturityModel } from '../../../src/domain/maturity/catalogue'
import type { Answer, Answers, Value, Withheld } from '../../../src/domain/questionnaire/answer'
import type {
	Block,
	Form,
	Option,
	Page,
	Question,
	Questionnaire,
} from '../../../src/domain/questionnaire/questionnaire'
import type { Text } from '../../../src/domain/shared/language'

/**
 * Builds small questionnaires that a test can show whole:
 *
 *     form(block('start', ask('A', yesNo)), block('more', ask('B', yesNo, { when: { question: 'A', is: 'yes' } })))
 *
 * Every question stands on a page of its own unless `page` puts several onto one.
 */
export function form(...blocks: readonly Block[]): Questionnaire {
	return { id: 'tiny', version: '1', purpose: 'digicheck', title: both('Tiny'), blocks }
}

export function block(id: string, ...pages: readonly (Page | Question)[]): Block {
	return { id, title: both(id), pages: pages.map((one) => ('questions' in one ? one : page(one.id, one))) }
}

/** A block that runs once through every item of the question `source`. */
export function loop(source: string, id: string, ...pages: readonly (Page | Question)[]): Block {
	return { ...block(id, ...pages), forEach: source }
}

/** A block that is asked only under a condition. */
export function blockIf(when: NonNullable<Block['when']>, id: string, ...pages: readonly (Page | Question)[]): Block {
	return { ...block(id, ...pages), when }
}

export function page(id: string, ...questions: readonly Question[]): Page {
	return { id, title: both(id), questions }
}

/** A question that takes one planned minute unless said otherwise. */
export function ask(id: string, how: Form, more: Partial<Question> = {}): Question {
	return { id, prompt: both(`${id}?`), why: both(`${id}, because`), form: how, seconds: 60, ...more }
}

export function both(text: string, english = text): Text {
	return { de: text, en: english }
}

export function options(...labels: readonly (string | Partial<Option>)[]): readonly Option[] {
	return labels.map((one) =>
		typeof one === 'string' ? { id: one, label: both(one) } : { id: '', label: both(one.id ?? ''), ...one },
	)
}

export const yesNo: Form = { kind: 'choice', options: options('yes', 'no') }
export const text: Form = { kind: 'text', maxLength: 20 }
export const number: Form = { kind: 'number', min: 0, max: 100 }
export const scale: Form = {
	kind: 'scale',
	labels: [both('none'), both('little'), both('half'), both('much'), both('all')],
}
export const list: Form = { kind: 'items', suggestions: 'services', max: 4 }

export function given(value: Value): Answer {
	return { status: 'given', value }
}

/** `answers({ A: 'yes', B: withheld('later') })`; values are taken as given. */
export function answers(values: Readonly<Record<string, Value | { status: Withheld }>>): Answers {
	return Object.fromEntries(
		Object.entries(values).map(([key, value]) => [
			key,
			typeof value === 'object' && 'status' in value ? { status: value.status } : given(value),
		]),
	)
}

export function withheld(status: Withheld): { status: Withheld } {
	return { status }
}

/** A model of levels 0 to 4 with these criteria. */
export function model(...criteria: readonly Criterion[]): MaturityModel {
	return {
		id: 'tiny',
		name: both('Tiny'),
		levels: [0, 1, 2, 3, 4].map((level) => ({ level, name: both(`level ${level}`), meaning: both(`means ${level}`) })),
		criteria,
	}
}

export function catalogue(questionnaire: Questionnaire, more: Partial<Catalogue> = {}): Catalogue {
	return {
		version: '1',
		questionnaire,
		areas: [],
		services: [],
		dimensions: [],
		maturity: { ozg: model(), inner: model() },
		measures: [],
		rules: [],
		figures: { filledPosts: 'A2', vacantPosts: 'A2b' },
		priority: [],
		...more,
	}
}
