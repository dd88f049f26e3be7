import type { Answer, Answers } from '../questionnaire/answer'
import type { Question } from '../questionnaire/questionnaire'
import { relevantSteps, walk } from '../questionnaire/walk'
import type { Catalogue, Dimension } from './catalogue'

/** Below this share of answered weight no number is shown, but the range in which it must lie. */
export const leastCoverage = 0.6

export interface DimensionScore {
	readonly dimension: Dimension
	/** Answered weight over applicable weight, 0 to 1. */
	readonly coverage: number
	/** 0 to 100; only from `leastCoverage` on. */
	readonly score?: number
	/** Lowest and highest score that the open answers still allow, 0 to 100. */
	readonly range: readonly [number, number]
}

/**
 * Score per dimension: weighted mean of the answers' 0 to 4, times 25. "I don't know" and "later" lower the coverage,
 * "does not apply" leaves the calculation altogether, and none of them ever counts as 0.
 */
export function dimensionScores(catalogue: Catalogue, answers: Answers): readonly DimensionScore[] {
	const scored = relevantSteps(walk(catalogue.questionnaire, answers, 'lead')).filter(
		(step) => typeof step.question.weight === 'number' && step.answer?.status !== 'not-applicable',
	)
	return catalogue.dimensions.flatMap((dimension): DimensionScore[] => {
		let applicable = 0
		let answered = 0
		let points = 0
		for (const { question, answer } of scored) {
			if (question.dimension !== dimension.id || typeof question.weight !== 'number') continue
			applicable += question.weight
			const score = answer && scoreOf(question, answer)
			if (score === undefined) continue
			answered += question.weight
			points += question.weight * score
		}
		if (applicable === 0) return []
		const coverage = answered / applicable
		const range = [(points / applicable) * 25, ((points + (applicable - answered) * 4) / applicable) * 25] as const
		return [{ dimension, coverage, range, ...(coverage >= leastCoverage && { score: (points / answered) * 25 }) }]
	})
}

/** 0 (worst) to 4 (best); undefined where the answer was withheld or carries no score. */
export function scoreOf(question: Question, answer: Answer): number | undefined {
	if (answer.status !== 'given') return undefined
	const { form } = question
	const { value } = answer
	switch (form.kind) {
		case 'choice':
			return form.options.find((option) => option.id === value)?.score
		case 'choices': {
			const scores = form.options
				.filter((option) => (value as readonly string[]).includes(option.id))
				.flatMap((option) => option.score ?? [])
			if (scores.length === 0) return undefined
			return form.scoredBy === 'worst' ? Math.min(...scores) : Math.max(...scores)
		}
		case 'scale':
			return form.inverted ? 4 - Number(value) : Number(value)
		case 'number':
			return form.scores?.find((step) => Number(value) <= step.upTo)?.score
		default:
			return undefined
	}
}
