import type { EntryType } from '../shared/entry-type'
import type { Text } from '../shared/language'
import type { QuestionId } from './answer'
import type { Condition } from './condition'

/** `digicheck` questionnaires belong to a department, `handover` ones to a position. */
export type Purpose = 'digicheck' | 'handover'

export interface Option {
	readonly id: string
	readonly label: Text
	/** 0 (worst) to 4 (best); only where the question is scored. */
	readonly score?: number
	/** Choosing this leaves something to clarify (it goes onto the list of open points). */
	readonly open?: boolean
}

/**
 * How a question is answered. `items` names the things that a `forEach` block then runs through; `typical` is how many
 * of them are assumed until they are named, so that the first figure of minutes is honest.
 */
export type Form =
	| { readonly kind: 'choice'; readonly options: readonly Option[] }
	| { readonly kind: 'choices'; readonly options: readonly Option[]; readonly scoredBy?: 'best' | 'worst' }
	| { readonly kind: 'scale'; readonly labels: readonly [Text, Text, Text, Text, Text]; readonly inverted?: boolean }
	| {
			readonly kind: 'number'
			readonly min: number
			readonly max: number
			readonly decimals?: number
			readonly unit?: Text
			readonly scores?: readonly { readonly upTo: number; readonly score: number }[]
	  }
	| { readonly kind: 'text'; readonly maxLength: number; readonly multiline?: boolean }
	| { readonly kind: 'half-year'; readonly from: string; readonly to: string }
	| {
			readonly kind: 'items'
			readonly suggestions: 'services' | 'none'
			readonly max: number
			readonly typical?: number
	  }

export interface Question {
	readonly id: QuestionId
	readonly prompt: Text
	/** Why we ask and what the answer is used for; shown on request beside the question. */
	readonly why: Text
	readonly hint?: Text
	readonly form: Form
	readonly when?: Condition
	/** `lead`: asked of the department head (or HR) only, and seen by no other person. */
	readonly audience?: 'lead'
	readonly dimension?: string
	/**
	 * A number: scored with this weight. `input`: feeds rules or the priority, never a score. Absent: for information.
	 */
	readonly weight?: number | 'input'
	/** Planned seconds to answer it calmly; nothing is ever measured. */
	readonly seconds: number
	readonly voluntary?: boolean
}

/** One to about four questions that belong together and stand on one card. */
export interface Page {
	readonly id: string
	readonly title: Text
	readonly questions: readonly Question[]
}

/** What the answers of a block become when a handover's interview is handed in. */
export interface EntryMapping {
	readonly type: EntryType
	/** The question whose answer is the title, or a wording of our own; inside a loop the item is the title. */
	readonly title?: QuestionId | Text
	/** Fields of the entry by the questions that fill them, in their order. */
	readonly fields: Readonly<Record<string, QuestionId | readonly QuestionId[]>>
	/** How often it comes back: a choice whose options are rhythms, or `irregular`. */
	readonly rhythm?: QuestionId
	/** When it is due next: a text in which a date may be found. */
	readonly nextOn?: QuestionId
}

export interface Block {
	readonly id: string
	readonly title: Text
	readonly when?: Condition
	/** The question (form `items`) whose items this block runs through, once for each. */
	readonly forEach?: QuestionId
	/** Blocks of one module are shown and answered together; without a word a block is one by itself. */
	readonly module?: string
	readonly entry?: EntryMapping
	readonly pages: readonly Page[]
}

export interface Questionnaire {
	readonly id: string
	readonly version: string
	readonly purpose: Purpose
	readonly title: Text
	readonly blocks: readonly Block[]
	/** What a handover's interview knows before its first question: how long it is, and what is true of the position. */
	readonly seeds?: { readonly form: QuestionId; readonly position: QuestionId }
}

/** The module that a block belongs to. */
export function moduleOf(block: Pick<Block, 'id' | 'module'>): string {
	return block.module ?? block.id
}

export function questionsOf(questionnaire: Questionnaire): readonly Question[] {
	return questionnaire.blocks.flatMap((block) => block.pages.flatMap((page) => page.questions))
}
