import type { Catalogue } from '../../domain/maturity/catalogue'
import { type Condition, holds } from '../../domain/questionnaire/condition'
import {
	type Comparison,
	type Complaint,
	comparedWith,
	conditionSites,
	type Leaf,
	leavesOf,
	placedQuestions,
} from './outline'
import { mostSituations, situations, withFactsAsQuestions } from './situations'

/**
 * Every block and question can be asked and every rule can apply: for each condition some way of answering is found
 * that satisfies it. Each part of it must matter as well, down to the single option; a part that never holds is a
 * mistake waiting to be noticed.
 */
export function checkReach(catalogue: Catalogue): readonly Complaint[] {
	const questions = placedQuestions(catalogue)
	const placed = new Map(questions.map((one) => [one.question.id, one]))
	return conditionSites(catalogue).flatMap((site): readonly Complaint[] => {
		if (site.in === 'maturity') return []
		const block =
			site.in === 'questionnaire'
				? questions.find(({ path }) => path.every((step, at) => site.path[at] === step))?.block
				: undefined
		const condition = withFactsAsQuestions(site.condition)
		// A loop runs only where its list is asked for.
		const list = block?.forEach === undefined ? undefined : placed.get(block.forEach)
		const gates = [list?.block.when, list?.question.when, block?.when].filter((gate) => gate !== undefined)
		const whole: Condition = gates.length > 0 ? { all: [...gates, condition] } : condition
		const parts = leavesOf(condition, site.path).flatMap(byOption)
		const missing = new Set(parts)
		let possible = false
		let tried = 0
		for (const answerOf of situations(placed, [whole], ['unknown', 'not-applicable', 'later'])) {
			if (++tried > mostSituations)
				return [
					{
						in: site.in,
						path: site.path,
						message: `The condition of ${site.name} is too entangled to be checked`,
						remedy: 'Let it cite fewer questions.',
					},
				]
			const satisfied = holds(whole, answerOf)
			possible ||= satisfied
			for (const part of missing)
				if ((satisfied || part.negated) && holds(part.comparison as Comparison, answerOf)) missing.delete(part)
			if (possible && missing.size === 0) break
		}
		const what = site.in === 'rules' ? 'apply' : 'be asked'
		if (!possible)
			return [
				{
					in: site.in,
					path: site.path,
					message: `${capital(site.name)} can never ${what}: no way of answering satisfies its condition`,
					remedy: 'Correct the condition; look at when the cited questions are asked themselves.',
				},
			]
		return [...missing].map(({ comparison, path }) => ({
			in: site.in,
			path,
			message: `This part of the condition of ${site.name} (${spoken(comparison as Comparison)}) never makes a difference, because it never holds together with the rest`,
			remedy: 'Remove it, or correct the condition.',
		}))
	})
}

/** `is: [a, b]` counts as two parts, each of which must be possible. */
function byOption(leaf: Leaf): readonly Leaf[] {
	const { comparison } = leaf
	if ('is' in comparison)
		return comparedWith(comparison).map((word) => ({
			...leaf,
			comparison: { question: comparison.question, is: word },
		}))
	if ('includes' in comparison)
		return comparedWith(comparison).map((word) => ({
			...leaf,
			comparison: { question: comparison.question, includes: word },
		}))
	return [leaf]
}

function spoken({ question, ...rest }: Comparison): string {
	return `${question.replace('#', '')} ${Object.entries(rest)
		.map(([word, value]) => `${word} ${value}`)
		.join(', ')}`
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1)
}
