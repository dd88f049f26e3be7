import { type Answers, activeItems, answerAt, answerKey, type Item, type QuestionId } from '../questionnaire/answer'
import { type AnswerOf, holds } from '../questionnaire/condition'
import { loopQuestions } from '../questionnaire/walk'
import type { Text } from '../shared/language'
import type { Catalogue, Criterion, MaturityModel } from './catalogue'

/** How far one criterion lets a service get. `open`: it applies but is not answered yet. */
export type CriterionStand =
	| { readonly criterion: Criterion; readonly open: true }
	| {
			readonly criterion: Criterion
			readonly open: false
			readonly level: number
			readonly because?: Text
			readonly nextStep?: Text
	  }

/** Maturity of one service by the minimum rule: the weakest applicable criterion decides, never a mean. */
export interface Maturity {
	readonly model: string
	/** The level, certain only if nothing is open. */
	readonly level?: number
	/** With open criteria: it cannot be higher than this. */
	readonly atMost: number
	/** The criteria that hold it at `atMost`, in the model's order; empty on the top level. */
	readonly limiting: readonly Extract<CriterionStand, { open: false }>[]
	readonly open: readonly Criterion[]
}

/** `answers` are the counting ones (withdrawn left out). Undefined when no criterion applies to the service at all. */
export function maturityOf(model: MaturityModel, answerOf: AnswerOf): Maturity | undefined {
	const stands = model.criteria
		.filter((criterion) => !criterion.when || holds(criterion.when, answerOf))
		.map((criterion) => standOf(criterion, answerOf))
	if (stands.length === 0) return undefined
	const top = Math.max(...model.levels.map((level) => level.level))
	const known = stands.filter((stand) => !stand.open)
	const atMost = Math.min(top, ...known.map((stand) => stand.level))
	const open = stands.filter((stand) => stand.open).map((stand) => stand.criterion)
	return {
		model: model.id,
		...(open.length === 0 && { level: atMost }),
		atMost,
		limiting: atMost === top ? [] : known.filter((stand) => stand.level === atMost),
		open,
	}
}

function standOf(criterion: Criterion, answerOf: AnswerOf): CriterionStand {
	const outcome = criterion.outcomes.find((one) => holds(one.when, answerOf))
	if (!outcome) return { criterion, open: true }
	return {
		criterion,
		open: false,
		level: outcome.level,
		...(outcome.because && { because: outcome.because }),
		...(outcome.nextStep && { nextStep: outcome.nextStep }),
	}
}

/** A service of the pass with where it stands at the front and inside. */
export interface ServiceStand {
	readonly item: Item
	readonly ozg: Maturity | undefined
	readonly inner: Maturity | undefined
}

export function serviceStands(catalogue: Catalogue, answers: Answers): readonly ServiceStand[] {
	return servicesIn(catalogue, answers).map((item) => {
		const answerOf = answersFor(catalogue, answers, item)
		return {
			item,
			ozg: maturityOf(catalogue.maturity.ozg, answerOf),
			inner: maturityOf(catalogue.maturity.inner, answerOf),
		}
	})
}

/** The services that the department named, in its order. */
export function servicesIn(catalogue: Catalogue, answers: Answers): readonly Item[] {
	const source = serviceQuestion(catalogue)
	return source === undefined ? [] : activeItems(answerAt(answers, source))
}

/** The question that asks for the department's services. */
export function serviceQuestion(catalogue: Catalogue): QuestionId | undefined {
	const questions = catalogue.questionnaire.blocks.flatMap((block) => block.pages.flatMap((page) => page.questions))
	return questions.find((question) => question.form.kind === 'items' && question.form.suggestions === 'services')?.id
}

/** Finds answers as they count for one service: questions of its loop per item, all others plain. */
export function answersFor(catalogue: Catalogue, answers: Answers, item: Item | undefined): AnswerOf {
	const loop = loopOver(catalogue)
	return (question) => answerAt(answers, answerKey(question, loop.has(question) ? item : undefined))
}

/** The questions that are asked once per service. */
export function loopOver(catalogue: Catalogue): ReadonlySet<QuestionId> {
	const known = loops.get(catalogue)
	if (known) return known
	const source = serviceQuestion(catalogue)
	const found = new Set(
		catalogue.questionnaire.blocks
			.filter((block) => block.forEach === source)
			.flatMap((block) => [...loopQuestions(block)]),
	)
	loops.set(catalogue, found)
	return found
}
const loops = new WeakMap<Catalogue, ReadonlySet<QuestionId>>()
