import type { Catalogue, Criterion, MaturityModel } from '../../domain/maturity/catalogue'
import type { QuestionId } from '../../domain/questionnaire/answer'
import { type AnswerOf, holds, questionsIn } from '../../domain/questionnaire/condition'
import type { Path } from '../read-yaml'
import { type Complaint, type Placed, placedQuestions } from './outline'
import { mostSituations, situations } from './situations'

/**
 * Levels are complete, every given answer leads to an outcome, every outcome can be reached, and below the top each
 * says why and what next.
 */
export function checkMaturity(catalogue: Catalogue): readonly Complaint[] {
	const placed = new Map(placedQuestions(catalogue).map((one) => [one.question.id, one]))
	return (['ozg', 'inner'] as const).flatMap((key) => {
		const model = catalogue.maturity[key]
		return [
			...levelFaults(model, key),
			...model.criteria.flatMap((criterion, at) => [
				...wordingFaults(criterion, model, [key, 'criteria', at]),
				...coverFaults(criterion, placed, [key, 'criteria', at]),
			]),
		]
	})
}

function levelFaults(model: MaturityModel, key: string): readonly Complaint[] {
	return model.levels.flatMap((level, at) =>
		level.level === at
			? []
			: [
					complaint(
						[key, 'levels', at],
						`Level ${level.level} stands where level ${at} is expected`,
						'List the levels from 0 upwards, each once.',
					),
				],
	)
}

function wordingFaults(criterion: Criterion, model: MaturityModel, path: Path): readonly Complaint[] {
	const top = model.levels.length - 1
	return criterion.outcomes.flatMap((outcome, at) => {
		const here = [...path, 'outcomes', at]
		if (outcome.level > top) return [complaint(here, `${model.id} has no level ${outcome.level}`, `Use 0 to ${top}.`)]
		if (outcome.level < top && !(outcome.because && outcome.nextStep)) {
			return [
				complaint(
					here,
					`An outcome of criterion ${criterion.id} on level ${outcome.level} does not say why, or what comes next`,
					'Add "because:" and "nextStep:" in both languages.',
				),
			]
		}
		if (outcome.level === top && outcome.because)
			return [
				complaint(
					here,
					`The top level of criterion ${criterion.id} gives a reason for stopping`,
					'Remove "because:" and "nextStep:".',
				),
			]
		return []
	})
}

function coverFaults(criterion: Criterion, placed: ReadonlyMap<QuestionId, Placed>, path: Path): readonly Complaint[] {
	const conditions = [...(criterion.when ? [criterion.when] : []), ...criterion.outcomes.map((outcome) => outcome.when)]
	const cited = [...new Set(criterion.outcomes.flatMap((outcome) => questionsIn(outcome.when)))]
	const reached = new Set<number>()
	const gaps = new Set<string>()
	let tried = 0
	for (const answerOf of situations(placed, conditions, ['not-applicable'])) {
		if (++tried > mostSituations)
			return [
				complaint(path, `Criterion ${criterion.id} is too entangled to be checked`, 'Let it cite fewer questions.'),
			]
		if (criterion.when && !holds(criterion.when, answerOf)) continue
		const outcome = criterion.outcomes.findIndex((one) => holds(one.when, answerOf))
		if (outcome >= 0) reached.add(outcome)
		else gaps.add(cited.map((question) => spoken(question, answerOf)).join(' and '))
	}
	const unreached = criterion.outcomes.flatMap((_, at) =>
		reached.has(at)
			? []
			: [
					complaint(
						[...path, 'outcomes', at],
						`This outcome of criterion ${criterion.id} can never be reached`,
						'Remove it, or move it before the outcome that catches its answers.',
					),
				],
	)
	if (gaps.size === 0) return unreached
	const [first] = gaps
	const more = gaps.size > 1 ? ` (and ${gaps.size - 1} more)` : ''
	return [
		...unreached,
		complaint(
			path,
			`Criterion ${criterion.id} stays open for ever when ${first}${more}`,
			'Add an outcome for it, or exclude it by "when:" of the criterion (not asked, or "status: not-applicable").',
		),
	]
}

function spoken(question: QuestionId, answerOf: AnswerOf): string {
	const answer = answerOf(question)
	if (!answer) return `${question} is not asked`
	return answer.status === 'given'
		? `${question} is ${Array.isArray(answer.value) ? answer.value.join(' + ') : answer.value}`
		: `${question} is "${answer.status}"`
}

function complaint(path: Path, message: string, remedy: string): Complaint {
	return { in: 'maturity', path, message, remedy }
}
