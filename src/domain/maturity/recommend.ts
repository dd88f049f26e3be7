import { type AnswerKey, type Answers, answerAt, answerKey, type Item, type QuestionId } from '../questionnaire/answer'
import { holds, questionsIn } from '../questionnaire/condition'
import { type Catalogue, effortDays, type Fact, type Measure, type Rule, type RuleCondition } from './catalogue'
import { answersFor, loopOver, type Maturity, type ServiceStand, serviceStands, servicesIn } from './maturity'

/** One finding: a rule that holds, for one service or for the department, and the answers it rests on. */
export interface Finding {
	readonly rule: Rule
	readonly item?: Item
	/** The answers that made the rule hold: those it cites in its order, then those behind the facts it looks at. */
	readonly sources: readonly AnswerKey[]
}

/** A measure with every finding that asks for it. */
export interface Recommendation {
	readonly measure: Measure
	readonly findings: readonly Finding[]
}

type Facts = Partial<Record<Fact, number>>

/**
 * Findings and the measures they lead to: duties first, then by benefit per effort, ties by the catalogue's order. A
 * measure that several services need is one recommendation with several findings. Rules about missing capacity come
 * last, since they need the rest.
 */
export function recommendMeasures(catalogue: Catalogue, answers: Answers): readonly Recommendation[] {
	const early = catalogue.rules.filter((rule) => !usesFact(rule.when, 'missingDays'))
	const late = catalogue.rules.filter((rule) => usesFact(rule.when, 'missingDays'))
	const found = findings(catalogue, answers, early, departmentFacts(catalogue, answers))
	const planned = gather(catalogue, found).reduce((days, one) => days + effortDays[one.measure.effort], 0)
	const capacity = answerNumber(answers, capacityQuestion(late))
	const facts: Facts = {
		...departmentFacts(catalogue, answers),
		...(capacity !== undefined && { missingDays: planned - capacity }),
	}
	return gather(catalogue, [...found, ...findings(catalogue, answers, late, facts)]).sort(byDutyAndReturn)
}

function findings(catalogue: Catalogue, answers: Answers, rules: readonly Rule[], facts: Facts): readonly Finding[] {
	const stands = new Map(serviceStands(catalogue, answers).map((stand) => [stand.item.id, stand]))
	return rules.flatMap((rule): Finding[] => {
		const subjects = rule.scope === 'service' ? servicesIn(catalogue, answers) : [undefined]
		return subjects.flatMap((item): Finding[] => {
			const stand = item && stands.get(item.id)
			const own: Facts = {
				...facts,
				...(stand?.ozg?.level !== undefined && { maturity: stand.ozg.level }),
				...(stand?.inner?.level !== undefined && { innerMaturity: stand.inner.level }),
			}
			const answerOf = answersFor(catalogue, answers, item)
			if (!applies(rule.when, answerOf, own)) return []
			const cited = keysFor(catalogue, citedQuestions(rule.when), item)
			const behind = citedFacts(rule.when).flatMap((fact) =>
				keysBehind(fact, catalogue, stand ? [stand] : [...stands.values()]),
			)
			const sources = [...new Set([...cited, ...behind])].filter((key) => answerAt(answers, key) !== undefined)
			return [{ rule, ...(item && { item }), sources }]
		})
	})
}

function applies(condition: RuleCondition, answerOf: ReturnType<typeof answersFor>, facts: Facts): boolean {
	if ('all' in condition) return condition.all.every((part) => applies(part, answerOf, facts))
	if ('any' in condition) return condition.any.some((part) => applies(part, answerOf, facts))
	if ('not' in condition) return !applies(condition.not, answerOf, facts)
	if (!('fact' in condition)) return holds(condition, answerOf)
	const value = facts[condition.fact]
	return (
		value !== undefined &&
		value >= (condition.atLeast ?? Number.NEGATIVE_INFINITY) &&
		value <= (condition.atMost ?? Number.POSITIVE_INFINITY)
	)
}

/** Every question that a rule looks at directly, each once. */
export function citedQuestions(condition: RuleCondition): readonly QuestionId[] {
	if ('all' in condition) return [...new Set(condition.all.flatMap(citedQuestions))]
	if ('any' in condition) return [...new Set(condition.any.flatMap(citedQuestions))]
	if ('not' in condition) return citedQuestions(condition.not)
	return 'fact' in condition ? [] : questionsIn(condition)
}

function citedFacts(condition: RuleCondition): readonly Fact[] {
	if ('all' in condition) return condition.all.flatMap(citedFacts)
	if ('any' in condition) return condition.any.flatMap(citedFacts)
	if ('not' in condition) return citedFacts(condition.not)
	return 'fact' in condition ? [condition.fact] : []
}

/**
 * The answers a fact rests on. For a level: what holds the weakest service where it is, or all its criteria if nothing
 * does.
 */
function keysBehind(fact: Fact, catalogue: Catalogue, stands: readonly ServiceStand[]): readonly AnswerKey[] {
	if (fact === 'vacancyPercent')
		return catalogue.figures ? [catalogue.figures.filledPosts, catalogue.figures.vacantPosts] : []
	// Days are missing against the capacity that the rule itself cites.
	if (fact === 'missingDays') return []
	const side = fact === 'innerMaturity' || fact === 'lowestInnerMaturity' ? 'inner' : 'ozg'
	const weakest = Math.min(...stands.flatMap((stand) => stand[side]?.level ?? []))
	return stands
		.filter((stand) => stand[side]?.level === weakest)
		.flatMap((stand) => {
			const limiting = stand[side]?.limiting.map(({ criterion }) => criterion) ?? []
			const criteria = limiting.length > 0 ? limiting : catalogue.maturity[side].criteria
			const questions = criteria.flatMap((criterion) =>
				criterion.outcomes.flatMap((outcome) => questionsIn(outcome.when)),
			)
			return keysFor(catalogue, questions, stand.item)
		})
}

function keysFor(catalogue: Catalogue, questions: readonly QuestionId[], item: Item | undefined): readonly AnswerKey[] {
	const loop = loopOver(catalogue)
	return questions.map((question) => answerKey(question, loop.has(question) ? item : undefined))
}

function departmentFacts(catalogue: Catalogue, answers: Answers): Facts {
	const stands = serviceStands(catalogue, answers)
	const levels = certainLevels(stands.map((stand) => stand.ozg))
	// One service with paper inside is enough for the rule, so what it can reach at most is enough to know.
	const inner = stands.flatMap((stand) => stand.inner?.atMost ?? [])
	const filled = answerNumber(answers, catalogue.figures?.filledPosts)
	const vacant = answerNumber(answers, catalogue.figures?.vacantPosts)
	const posts = (filled ?? 0) + (vacant ?? 0)
	return {
		...(levels.length > 0 && { lowestMaturity: Math.min(...levels) }),
		...(inner.length > 0 && { lowestInnerMaturity: Math.min(...inner) }),
		...(filled !== undefined && vacant !== undefined && posts > 0 && { vacancyPercent: (vacant / posts) * 100 }),
	}
}

function gather(catalogue: Catalogue, found: readonly Finding[]): Recommendation[] {
	return catalogue.measures.flatMap((measure): Recommendation[] => {
		const mine = found.filter((finding) => finding.rule.measure === measure.id)
		return mine.length > 0 ? [{ measure, findings: mine }] : []
	})
}

function byDutyAndReturn(one: Recommendation, other: Recommendation): number {
	const duty = Number(other.measure.duty ?? false) - Number(one.measure.duty ?? false)
	return duty || returnOf(other) - returnOf(one) || effortDays[one.measure.effort] - effortDays[other.measure.effort]
}

/** Benefit for every service that gains, against the days it costs. */
function returnOf({ measure, findings: found }: Recommendation): number {
	return (measure.benefit * Math.log2(1 + found.length)) / Math.sqrt(effortDays[measure.effort])
}

function usesFact(condition: RuleCondition, fact: Fact): boolean {
	if ('all' in condition) return condition.all.some((part) => usesFact(part, fact))
	if ('any' in condition) return condition.any.some((part) => usesFact(part, fact))
	if ('not' in condition) return usesFact(condition.not, fact)
	return 'fact' in condition && condition.fact === fact
}

/** The question that a capacity rule cites beside its fact: how many days the department has for change. */
function capacityQuestion(rules: readonly Rule[]): QuestionId | undefined {
	return rules.flatMap((rule) => citedQuestions(rule.when))[0]
}

function answerNumber(answers: Answers, question: QuestionId | undefined): number | undefined {
	const answer = question === undefined ? undefined : answerAt(answers, question)
	return answer?.status === 'given' && typeof answer.value === 'number' ? answer.value : undefined
}

/**
 * The levels of all services to which the model applies, or none while one of them is still open: no claim about "all"
 * from a part.
 */
function certainLevels(maturities: readonly (Maturity | undefined)[]): readonly number[] {
	const applicable = maturities.filter((maturity) => maturity !== undefined)
	const levels = applicable.flatMap((maturity) => maturity.level ?? [])
	return levels.length === applicable.length ? levels : []
}
