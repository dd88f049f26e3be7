import type { Horizon } from '../atlas/outlook'
import { type Catalogue, effortDays, type Measure } from '../maturity/catalogue'
import { answersFor } from '../maturity/maturity'
import type { Answers, Item } from '../questionnaire/answer'
import type { Priority } from './plan'
import type { PlanSettings } from './settings'

/** What one department's answers say about the criteria, each 0 to 1. */
export interface CriteriaScores {
	readonly staffing: number
	readonly demography: number
	readonly targetGroup: number
	/** Whether `demography` is the age atlas's word, because the department did not say. */
	readonly fromAtlas?: true
}

/** An unanswered question is neither rewarded nor punished. */
const middle = 0.5
/** From this share of vacant posts on, relief is as urgent as it gets. */
const direVacancy = 0.3
const mostPoints = 4
/** What the age atlas says where the department itself did not; weaker than its own word in both directions. */
const fromHorizon: Readonly<Record<Horizon, number>> = { low: 0.25, medium: middle, high: 0.75 }
/** The weight of the benefit beside the town's three, which go from 0 to 5. */
export const benefitWeight = 3

/**
 * How urgently the department needs relief and whom it serves. Departures are known as few, some, many only; no
 * person's age is. `horizon` comes of the age atlas.
 */
export function criteriaScoresOf(catalogue: Catalogue, answers: Answers, horizon?: Horizon): CriteriaScores {
	const numberAt = (question: string | undefined) => {
		const answer = question === undefined ? undefined : answersFor(catalogue, answers, undefined)(question)
		return answer?.status === 'given' && typeof answer.value === 'number' ? answer.value : undefined
	}
	const filled = numberAt(catalogue.figures?.filledPosts)
	const vacant = numberAt(catalogue.figures?.vacantPosts)
	const known = filled !== undefined && vacant !== undefined && filled + vacant > 0
	const departures = pointsFor('demography', catalogue, answers, undefined)
	return {
		staffing: known ? Math.min(1, vacant / (filled + vacant) / direVacancy) : middle,
		demography: departures ?? (horizon ? fromHorizon[horizon] : middle),
		targetGroup: pointsFor('targetGroup', catalogue, answers, undefined) ?? middle,
		...(departures === undefined && horizon && { fromAtlas: true as const }),
	}
}

/**
 * How many cases a service has, 0 to 1; the middle if it is not known, or for what serves the department as a whole.
 */
export function casesOf(catalogue: Catalogue, answers: Answers, service: Item | undefined): number {
	return (service && pointsFor('benefit', catalogue, answers, service)) ?? middle
}

/** The highest points that the content gives to a chosen option, as a share of the most there are. */
function pointsFor(
	criterion: string,
	catalogue: Catalogue,
	answers: Answers,
	item: Item | undefined,
): number | undefined {
	const answerOf = answersFor(catalogue, answers, item)
	const found = catalogue.priority.flatMap(({ question, criterion: own, points }) => {
		const answer = own === criterion && points ? answerOf(question) : undefined
		if (answer?.status !== 'given' || !points) return []
		const chosen: readonly unknown[] = Array.isArray(answer.value) ? answer.value : [answer.value]
		return chosen.flatMap((option) =>
			typeof option === 'string' && Object.hasOwn(points, option) ? (points[option] ?? []) : [],
		)
	})
	return found.length > 0 ? Math.max(...found) / mostPoints : undefined
}

/**
 * The priority of a measure: the mean of the departments that need it, and what it brings for its effort, weighed as
 * the town decided. `cases` has one entry for each service (or department as a whole) that gains. The score is whole, 1
 * to 100.
 */
export function priorityOf(
	measure: Measure,
	standings: readonly CriteriaScores[],
	cases: readonly number[],
	weights: PlanSettings['weights'],
): Priority {
	const mean = (criterion: 'staffing' | 'demography' | 'targetGroup') =>
		standings.reduce((sum, one) => sum + one[criterion], 0) / Math.max(1, standings.length)
	const gain = cases.reduce((sum, share) => sum + (1 + share) / 2, 0)
	// XS effort is the yardstick: two days for a decisive benefit to one busy service are the full mark.
	const benefit = Math.min(
		1,
		((measure.benefit / 5) * Math.log2(1 + gain)) / Math.sqrt(effortDays[measure.effort] / effortDays.XS),
	)
	const fromAtlas = standings.some((one) => one.fromAtlas) && { fromAtlas: true as const }
	return scored(
		{
			staffing: mean('staffing'),
			demography: mean('demography'),
			targetGroup: mean('targetGroup'),
			...fromAtlas,
			benefit,
		},
		weights,
	)
}

/** Puts the criteria together by the town's weights. */
export function scored(values: Omit<Priority, 'score'>, weights: PlanSettings['weights']): Priority {
	const parts = [
		[values.staffing, weights.staffing],
		[values.demography, weights.demography],
		[values.targetGroup, weights.targetGroup],
		[values.benefit, benefitWeight],
	] as const
	const weight = parts.reduce((sum, [, own]) => sum + own, 0)
	const share = parts.reduce((sum, [value, own]) => sum + value * own, 0) / weight
	return {
		staffing: rounded(values.staffing),
		demography: rounded(values.demography),
		targetGroup: rounded(values.targetGroup),
		benefit: rounded(values.benefit),
		...(values.fromAtlas && { fromAtlas: values.fromAtlas }),
		score: Math.min(100, Math.max(1, Math.round(share * 100))),
	}
}

function rounded(value: number): number {
	return Math.round(value * 100) / 100
}
