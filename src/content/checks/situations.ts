import type { RuleCondition } from '../../domain/maturity/catalogue'
import type { Answer, QuestionId } from '../../domain/questionnaire/answer'
import { type AnswerOf, type Condition, holds, questionsIn } from '../../domain/questionnaire/condition'
import type { Question } from '../../domain/questionnaire/questionnaire'
import { type Comparison, comparedWith, leavesOf, type Placed } from './outline'

/** Beyond this many a condition is too entangled to be proven, and for people to understand. */
export const mostSituations = 500_000

/** A fact stands in for a question whose id no question can have, so that one search covers both. */
export function withFactsAsQuestions(condition: RuleCondition): Condition {
	if ('all' in condition) return { all: condition.all.map(withFactsAsQuestions) }
	if ('any' in condition) return { any: condition.any.map(withFactsAsQuestions) }
	if ('not' in condition) return { not: withFactsAsQuestions(condition.not) }
	if (!('fact' in condition)) return condition
	const { fact, ...bounds } = condition
	return { question: `#${fact}`, ...bounds }
}

/**
 * Goes through every situation that can arise for the questions that `conditions` look at: an asked question is
 * answered in every way that could make a difference, one that is not asked has no answer. Finite, because only the
 * options and bounds cited count. The same `answerOf` is handed out each time with new answers behind it.
 */
export function* situations(
	placed: ReadonlyMap<QuestionId, Placed>,
	conditions: readonly Condition[],
	withheld: readonly Answer['status'][],
): Generator<AnswerOf> {
	const questions = closure(placed, conditions)
	const comparisons = [...conditions, ...questions.flatMap((one) => gatesOf(placed.get(one)))].flatMap((one) =>
		leavesOf(one, []).map((leaf) => leaf.comparison as Comparison),
	)
	const candidates = questions.map((id) => {
		const own = comparisons.filter((comparison) => comparison.question === id)
		const question = placed.get(id)?.question
		return question
			? answersWorthTrying(question, own, withheld)
			: [undefined, ...numbersAround(own, 0, Number.MAX_SAFE_INTEGER)]
	})
	const now = new Map<QuestionId, Answer | undefined>()
	const answerOf: AnswerOf = (question) => now.get(question)
	function* from(at: number): Generator<AnswerOf> {
		const id = questions[at]
		if (id === undefined) {
			yield answerOf
			return
		}
		const asked = gatesOf(placed.get(id)).every((gate) => holds(gate, answerOf))
		for (const answer of asked ? (candidates[at] ?? []) : [undefined]) {
			now.set(id, answer)
			yield* from(at + 1)
		}
		now.delete(id)
	}
	yield* from(0)
}

/** The questions cited, and those that decide whether these are asked; in the order of asking, facts last. */
function closure(placed: ReadonlyMap<QuestionId, Placed>, conditions: readonly Condition[]): readonly QuestionId[] {
	const found = new Set<QuestionId>()
	const visit = (condition: Condition): void => {
		for (const id of questionsIn(condition)) {
			if (found.has(id)) continue
			found.add(id)
			gatesOf(placed.get(id)).forEach(visit)
		}
	}
	conditions.forEach(visit)
	const order = (id: QuestionId): number => placed.get(id)?.order ?? Number.MAX_SAFE_INTEGER
	return [...found].sort((one, other) => order(one) - order(other))
}

function gatesOf(one: Placed | undefined): readonly Condition[] {
	return [one?.block.when, one?.question.when].filter((condition) => condition !== undefined)
}

function answersWorthTrying(
	{ form }: Question,
	comparisons: readonly Comparison[],
	withheld: readonly Answer['status'][],
): readonly Answer[] {
	const kept = withheld.flatMap((status): Answer[] => (status === 'given' ? [] : [{ status }]))
	const cited = [...new Set(comparisons.flatMap(comparedWith))]
	switch (form.kind) {
		case 'choice':
			return [...form.options.map((option) => given(option.id)), ...kept]
		case 'choices': {
			const single = form.options.map((option) => given([option.id]))
			return [...single, ...subsets(cited.slice(0, 6)).map(given), ...kept]
		}
		case 'scale':
			return [...[0, 1, 2, 3, 4].map(given), ...kept]
		case 'number':
			return [...numbersAround(comparisons, form.min, form.max), ...kept]
		case 'half-year':
			return [...[form.from, ...cited].map(given), ...kept]
		case 'items':
			return [...[['#other'], ...subsets(cited.slice(0, 6))].map((ids) => given(ids.map((id) => ({ id })))), ...kept]
		case 'text':
			return [given('text'), ...kept]
	}
}

function given(value: Extract<Answer, { status: 'given' }>['value']): Answer {
	return { status: 'given', value }
}

/** Every combination of two or more. */
function subsets(words: readonly string[]): readonly string[][] {
	const sets: string[][] = [[]]
	for (const word of words) sets.push(...sets.map((set) => [...set, word]))
	return sets.filter((set) => set.length > 1)
}

function numbersAround(comparisons: readonly Comparison[], min: number, max: number): readonly Answer[] {
	const bounds = comparisons
		.flatMap((one) => ('atLeast' in one || 'atMost' in one ? [one.atLeast, one.atMost] : []))
		.filter((bound) => bound !== undefined)
	const numbers = [min, ...bounds.flatMap((bound) => [bound - 1, bound, bound + 1]), max]
	return [...new Set(numbers)].filter((number) => number >= min && number <= max).map(given)
}
