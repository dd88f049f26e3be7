import type { Catalogue, Fact, RuleCondition } from '../../domain/maturity/catalogue'
import { serviceQuestion } from '../../domain/maturity/maturity'
import { parseHalfYear } from '../../domain/shared/half-year'
import {
	type Comparison,
	type Complaint,
	type ConditionSite,
	comparedWith,
	conditionSites,
	type FactComparison,
	leavesOf,
	type Placed,
	placedQuestions,
} from './outline'

/** Facts by the scope in which they exist, with the values that they can take. */
const factRanges: Readonly<
	Record<Fact, { readonly scope: 'service' | 'department'; readonly min: number; readonly max: number }>
> = {
	maturity: { scope: 'service', min: 0, max: 4 },
	innerMaturity: { scope: 'service', min: 0, max: 4 },
	lowestMaturity: { scope: 'department', min: 0, max: 4 },
	lowestInnerMaturity: { scope: 'department', min: 0, max: 4 },
	vacancyPercent: { scope: 'department', min: 0, max: 100 },
	missingDays: { scope: 'department', min: 0, max: Number.POSITIVE_INFINITY },
}

/**
 * Conditions cite what exists, what comes earlier and what they can see, and compare it in a way that fits its form.
 */
export function checkConditions(catalogue: Catalogue): readonly Complaint[] {
	const placed = new Map(placedQuestions(catalogue).map((one) => [one.question.id, one]))
	return conditionSites(catalogue).flatMap((site) =>
		leavesOf(site.condition, site.path).flatMap(({ comparison, path }): Complaint[] => {
			const fault =
				'fact' in comparison
					? factFault(comparison, site, catalogue)
					: questionFault(comparison, site, placed, catalogue)
			return fault ? [{ in: site.in, path, ...fault }] : []
		}),
	)
}

type Fault = Pick<Complaint, 'message' | 'remedy'> | undefined

function questionFault(
	comparison: Comparison,
	site: ConditionSite,
	placed: ReadonlyMap<string, Placed>,
	catalogue: Catalogue,
): Fault {
	const id = comparison.question
	const cited = placed.get(id)
	if (!cited)
		return {
			message: `The condition of ${site.name} cites question ${id}, which does not exist`,
			remedy: 'Correct the id, or add the question.',
		}
	if (cited.order >= site.before) {
		return {
			message: `The condition of ${site.name} cites question ${id}, which does not come earlier`,
			remedy: `Move ${id} before it, or cite an earlier question.`,
		}
	}
	const visible =
		!cited.block.forEach ||
		(site.loop === 'services' ? cited.block.forEach === serviceQuestion(catalogue) : cited.block === site.loop)
	if (!visible) {
		const remedy =
			site.in === 'rules'
				? 'Set "scope: service" if the rule is about services, or cite another question.'
				: 'Cite a question of the same block or one outside all loops.'
		return {
			message: `The condition of ${site.name} cites question ${id}, which is asked once per entry of ${cited.block.forEach} and cannot be seen from here`,
			remedy,
		}
	}
	if (site.open && cited.question.audience === 'lead') {
		return {
			message: `The condition of ${site.name} would reveal the answer to ${id}, which only the department head is asked`,
			remedy: `Cite another question, or give "audience: lead" here, too.`,
		}
	}
	return formFault(comparison, cited, catalogue)
}

function formFault(comparison: Comparison, { question }: Placed, catalogue: Catalogue): Fault {
	const { form, id } = question
	if ('status' in comparison) return undefined
	if ('is' in comparison || 'includes' in comparison) {
		const word = 'is' in comparison ? 'is' : 'includes'
		const fitting =
			form.kind === 'choice' || form.kind === 'half-year'
				? 'is'
				: form.kind === 'choices' || form.kind === 'items'
					? 'includes'
					: undefined
		if (word !== fitting) {
			const use = fitting
				? `Use "${fitting}:" instead of "${word}:".`
				: form.kind === 'text'
					? 'Use "status: given".'
					: 'Use "atLeast:" or "atMost:" with a number.'
			return { message: `"${word}" does not fit question ${id}, which has the form ${form.kind}`, remedy: use }
		}
		const strange = comparedWith(comparison).find((one) => !knownWord(one, question, catalogue))
		if (strange === undefined) return undefined
		const known =
			'options' in form
				? form.options.map((option) => option.id).join(', ')
				: form.kind === 'items'
					? 'the ids in services.yaml'
					: `${form.kind} values`
		return { message: `Question ${id} has no option "${strange}"`, remedy: `Use one of: ${known}.` }
	}
	if (form.kind !== 'scale' && form.kind !== 'number') {
		return {
			message: `Question ${id} is not a number and cannot be compared by atLeast or atMost`,
			remedy: 'Use "is:" for one choice, "includes:" for several, "status: given" for texts.',
		}
	}
	const [min, max] = form.kind === 'scale' ? [0, 4] : [form.min, form.max]
	return rangeFault(comparison, `question ${id}`, min, max)
}

function knownWord(word: string, { form }: Placed['question'], catalogue: Catalogue): boolean {
	if ('options' in form) return form.options.some((option) => option.id === word)
	if (form.kind === 'half-year') return parseHalfYear(word) !== undefined && word >= form.from && word <= form.to
	return (
		form.kind === 'items' &&
		form.suggestions === 'services' &&
		catalogue.services.some((service) => service.id === word)
	)
}

function factFault(comparison: FactComparison, site: ConditionSite, catalogue: Catalogue): Fault {
	const { scope, min, max } = factRanges[comparison.fact]
	if (scope !== (site.loop === 'services' ? 'service' : 'department')) {
		return {
			message: `The fact ${comparison.fact} does not exist in the scope of ${site.name}`,
			remedy: `Set "scope: ${scope}", or use another fact.`,
		}
	}
	if (comparison.fact === 'missingDays' && !citesNumber(site.condition, site.path, catalogue)) {
		return {
			message: `${site.name} uses missingDays without saying what the days are counted against`,
			remedy: 'Cite the question about available days beside it, with "status: given".',
		}
	}
	return rangeFault(comparison, `the fact ${comparison.fact}`, min, max)
}

/** The days for change are read from the first question that such a rule cites. */
function citesNumber(condition: RuleCondition, path: Complaint['path'], catalogue: Catalogue): boolean {
	const first = leavesOf(condition, path).flatMap(({ comparison }) =>
		'fact' in comparison ? [] : [comparison.question],
	)[0]
	return placedQuestions(catalogue).some(({ question }) => question.id === first && question.form.kind === 'number')
}

function rangeFault(
	{ atLeast, atMost }: { readonly atLeast?: number | undefined; readonly atMost?: number | undefined },
	name: string,
	min: number,
	max: number,
): Fault {
	const outside = [atLeast, atMost].find((bound) => bound !== undefined && (bound < min || bound > max))
	if (outside !== undefined)
		return { message: `${outside} is outside the values of ${name}`, remedy: `Use a number from ${min} to ${max}.` }
	if ((atLeast ?? min) > (atMost ?? max))
		return { message: `Nothing is at least ${atLeast} and at most ${atMost}`, remedy: 'Swap the two numbers.' }
	return undefined
}
