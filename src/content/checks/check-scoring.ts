import type { Catalogue } from '../../domain/maturity/catalogue'
import { citedQuestions } from '../../domain/maturity/recommend'
import { questionsIn } from '../../domain/questionnaire/condition'
import type { Form, Question } from '../../domain/questionnaire/questionnaire'
import { type Complaint, placedQuestions } from './outline'

/** What is scored can be scored, and no question asks for a weight that leads to nothing. */
export function checkScoring(catalogue: Catalogue): readonly Complaint[] {
	const questions = placedQuestions(catalogue)
	const used = usedQuestions(catalogue)
	const known = catalogue.dimensions.map((dimension) => dimension.id)
	const ofQuestions = questions.flatMap(({ question, path }) => {
		const faults = [...scoreFaults(question), ...dimensionFaults(question, known)]
		if (question.weight !== undefined && !used.has(question.id)) {
			faults.push([
				`Question ${question.id} has a weight but no rule, criterion or priority uses it`,
				'Let a rule cite it, or remove "weight:".',
			])
		}
		return faults.map(([message, remedy]): Complaint => ({ in: 'questionnaire', path, message, remedy }))
	})
	const ofDimensions = catalogue.dimensions.flatMap((dimension, at): Complaint[] => {
		if (questions.some(({ question }) => question.dimension === dimension.id && typeof question.weight === 'number'))
			return []
		return [
			{
				in: 'questionnaire',
				path: ['dimensions', at],
				message: `No scored question belongs to dimension ${dimension.id}`,
				remedy: 'Give it to a question with a weight, or remove it.',
			},
		]
	})
	return [...ofQuestions, ...ofDimensions]
}

type Fault = readonly [message: string, remedy: string]

function usedQuestions(catalogue: Catalogue): ReadonlySet<string> {
	const models = [catalogue.maturity.ozg, catalogue.maturity.inner].flatMap((model) => model.criteria)
	return new Set([
		...catalogue.rules.flatMap((rule) => citedQuestions(rule.when)),
		...models.flatMap((criterion) => [
			...(criterion.when ? questionsIn(criterion.when) : []),
			...criterion.outcomes.flatMap((outcome) => questionsIn(outcome.when)),
		]),
		...catalogue.priority.map((entry) => entry.question),
	])
}

function dimensionFaults(question: Question, known: readonly string[]): Fault[] {
	if (question.dimension !== undefined && !known.includes(question.dimension))
		return [
			[
				`Question ${question.id} names the unknown dimension "${question.dimension}"`,
				`Use one of: ${known.join(', ')}.`,
			],
		]
	if (typeof question.weight === 'number' && question.dimension === undefined)
		return [[`Question ${question.id} is scored but belongs to no dimension`, 'Add "dimension:".']]
	return []
}

function scoreFaults({ id, form, weight }: Question): Fault[] {
	if (typeof weight !== 'number')
		return hasScores(form)
			? [
					[
						`Question ${id} has scores but no weight, so they count nowhere`,
						'Add "weight:" with a number, or remove the scores.',
					],
				]
			: []
	switch (form.kind) {
		case 'choice':
		case 'choices': {
			const without = form.options.find((option) => option.score === undefined)
			if (without)
				return [
					[
						`Option "${without.id}" of the scored question ${id} has no score`,
						'Add "score:" from 0 (worst) to 4 (best).',
					],
				]
			if (form.kind === 'choices' && !form.scoredBy)
				return [
					[
						`Question ${id} does not say which of several chosen options counts`,
						'Add "scoredBy: best" or "scoredBy: worst".',
					],
				]
			return []
		}
		case 'number': {
			const bounds = form.scores?.map((step) => step.upTo) ?? []
			const rising = bounds.every((bound, at) => at === 0 || bound > (bounds[at - 1] ?? bound))
			if (rising && (bounds.at(-1) ?? Number.NEGATIVE_INFINITY) >= form.max) return []
			return [
				[
					`The scores of question ${id} do not cover its numbers up to ${form.max}`,
					`List "scores:" with rising "upTo:", the last one ${form.max}.`,
				],
			]
		}
		case 'scale':
			return []
		default:
			return [
				[
					`Question ${id} has a weight, but the form ${form.kind} cannot be scored`,
					'Use "weight: input", remove the weight, or choose another form.',
				],
			]
	}
}

function hasScores(form: Form): boolean {
	if (form.kind === 'number') return form.scores !== undefined
	return (
		'options' in form &&
		(form.options.some((option) => option.score !== undefined) || ('scoredBy' in form && form.scoredBy !== undefined))
	)
}
