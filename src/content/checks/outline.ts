import type { Catalogue, Fact, RuleCondition } from '../../domain/maturity/catalogue'
import type { QuestionId } from '../../domain/questionnaire/answer'
import type { Condition } from '../../domain/questionnaire/condition'
import type { Block, Question } from '../../domain/questionnaire/questionnaire'
import type { FileName } from '../load'
import type { Path } from '../read-yaml'

/** What a check found wrong, in terms of the catalogue; `checkLoaded` turns it into file and line. */
export interface Complaint {
	readonly in: FileName
	readonly path: Path
	readonly message: string
	readonly remedy: string
}

/** A question with the place where it stands. */
export interface Placed {
	readonly question: Question
	readonly block: Block
	/** Position among all questions: a condition may only look at smaller ones. */
	readonly order: number
	readonly path: Path
	readonly blockPath: Path
}

export function placedQuestions(catalogue: Catalogue): readonly Placed[] {
	let order = 0
	return catalogue.questionnaire.blocks.flatMap((block, b) =>
		block.pages.flatMap((page, p) =>
			page.questions.map((question, q) => ({
				question,
				block,
				order: order++,
				path: ['blocks', b, 'pages', p, 'questions', q],
				blockPath: ['blocks', b],
			})),
		),
	)
}

export type Comparison = Extract<Condition, { question: QuestionId }>
export type FactComparison = Extract<RuleCondition, { fact: Fact }>

/** One comparison inside a condition, with its place and whether a `not` turns it round. */
export interface Leaf {
	readonly comparison: Comparison | FactComparison
	readonly path: Path
	readonly negated: boolean
}

export function leavesOf(condition: RuleCondition, path: Path, negated = false): readonly Leaf[] {
	if ('all' in condition) return condition.all.flatMap((part, at) => leavesOf(part, [...path, 'all', at], negated))
	if ('any' in condition) return condition.any.flatMap((part, at) => leavesOf(part, [...path, 'any', at], negated))
	if ('not' in condition) return leavesOf(condition.not, [...path, 'not'], !negated)
	return [{ comparison: condition, path, negated }]
}

/** Where a condition stands decides what it may look at. */
export interface ConditionSite {
	readonly in: FileName
	readonly path: Path
	readonly condition: RuleCondition
	/** Only questions before this position may be cited. */
	readonly before: number
	/**
	 * The loop block whose questions it may cite beside the plain ones; `services` means every block that runs through
	 * the services.
	 */
	readonly loop: Block | 'services' | undefined
	/** It is asked of or shown to everyone, so that it must not depend on what only the lead was asked. */
	readonly open: boolean
	/** Said in messages, as "question L5". */
	readonly name: string
}

/** Every condition of the catalogue. */
export function conditionSites(catalogue: Catalogue): readonly ConditionSite[] {
	const placed = placedQuestions(catalogue)
	const everything = placed.length
	const ofBlocks = catalogue.questionnaire.blocks.flatMap((block, at): ConditionSite[] => {
		const before = placed.find((one) => one.block === block)?.order ?? 0
		return block.when
			? [
					{
						in: 'questionnaire',
						path: ['blocks', at, 'when'],
						condition: block.when,
						before,
						loop: undefined,
						open: true,
						name: `block ${block.id}`,
					},
				]
			: []
	})
	const ofQuestions = placed.flatMap(({ question, block, order, path }): ConditionSite[] => {
		if (!question.when) return []
		const loop = block.forEach ? block : undefined
		return [
			{
				in: 'questionnaire',
				path: [...path, 'when'],
				condition: question.when,
				before: order,
				loop,
				open: question.audience !== 'lead',
				name: `question ${question.id}`,
			},
		]
	})
	const ofModels = (['ozg', 'inner'] as const).flatMap((model) =>
		catalogue.maturity[model].criteria.flatMap((criterion, c): ConditionSite[] => {
			const base = {
				in: 'maturity',
				before: everything,
				loop: 'services',
				open: true,
				name: `criterion ${criterion.id}`,
			} as const
			const path = [model, 'criteria', c]
			const own: ConditionSite[] = criterion.when
				? [{ ...base, path: [...path, 'when'], condition: criterion.when }]
				: []
			return [
				...own,
				...criterion.outcomes.map((outcome, o) => ({
					...base,
					path: [...path, 'outcomes', o, 'when'],
					condition: outcome.when,
				})),
			]
		}),
	)
	const ofRules = catalogue.rules.map((rule, at): ConditionSite => {
		const loop = rule.scope === 'service' ? 'services' : undefined
		return {
			in: 'rules',
			path: ['rules', at, 'when'],
			condition: rule.when,
			before: everything,
			loop,
			open: false,
			name: `rule ${rule.id}`,
		}
	})
	return [...ofBlocks, ...ofQuestions, ...ofModels, ...ofRules]
}

/** A comparison's options or values, always as a list. */
export function comparedWith(comparison: Comparison | FactComparison): readonly string[] {
	const words = 'is' in comparison ? comparison.is : 'includes' in comparison ? comparison.includes : []
	return typeof words === 'string' ? [words] : words
}
