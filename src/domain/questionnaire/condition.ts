import { type Answer, activeItems, type QuestionId, type Withheld } from './answer'

/**
 * When something is asked or a rule applies: structured data, never code in a string, and it looks only at questions
 * that come earlier. Inside a loop a question of the same loop means the answer for the same item. An answer that was
 * withheld ("I don't know") satisfies no comparison; `not` around it is therefore true.
 */
export type Condition =
	| { readonly all: readonly Condition[] }
	| { readonly any: readonly Condition[] }
	| { readonly not: Condition }
	| { readonly question: QuestionId; readonly is: string | readonly string[] }
	| { readonly question: QuestionId; readonly includes: string | readonly string[] }
	| { readonly question: QuestionId; readonly atLeast?: number | undefined; readonly atMost?: number | undefined }
	| { readonly question: QuestionId; readonly status: Withheld | 'given' }

/** Finds a question's answer from where the condition stands; `undefined` if there is none that counts. */
export type AnswerOf = (question: QuestionId) => Answer | undefined

export function holds(condition: Condition, answerOf: AnswerOf): boolean {
	if ('all' in condition) return condition.all.every((part) => holds(part, answerOf))
	if ('any' in condition) return condition.any.some((part) => holds(part, answerOf))
	if ('not' in condition) return !holds(condition.not, answerOf)
	const answer = answerOf(condition.question)
	if ('status' in condition) return answer?.status === condition.status
	if (answer?.status !== 'given') return false
	if ('is' in condition) return listOf(condition.is).includes(String(answer.value))
	if ('includes' in condition) return valuesOf(answer).some((value) => listOf(condition.includes).includes(value))
	const number = Number(answer.value)
	return (
		number >= (condition.atLeast ?? Number.NEGATIVE_INFINITY) &&
		number <= (condition.atMost ?? Number.POSITIVE_INFINITY)
	)
}

/** Every question that a condition looks at, each once. */
export function questionsIn(condition: Condition): readonly QuestionId[] {
	const known = cited.get(condition)
	if (known) return known
	const questions = citedBy(condition)
	cited.set(condition, questions)
	return questions
}
const cited = new WeakMap<Condition, readonly QuestionId[]>()

function citedBy(condition: Condition): readonly QuestionId[] {
	if ('all' in condition) return [...new Set(condition.all.flatMap(questionsIn))]
	if ('any' in condition) return [...new Set(condition.any.flatMap(questionsIn))]
	if ('not' in condition) return questionsIn(condition.not)
	return [condition.question]
}

function valuesOf(answer: Answer & { status: 'given' }): readonly string[] {
	if (!Array.isArray(answer.value)) return [String(answer.value)]
	const items = activeItems(answer)
	return items.length > 0 ? items.map((item) => item.id) : (answer.value as readonly string[])
}

function listOf(one: string | readonly string[]): readonly string[] {
	return typeof one === 'string' ? [one] : one
}
