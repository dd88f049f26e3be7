import { addHalfYears, type HalfYear, halfYearsBetween } from '../shared/half-year'
import type { ItemId, Unit } from '../shared/unit'
import { mayChange, plannedHalfYears, roomIn, spanFor, unitsOf } from './capacity'
import type { PlanBasis } from './collect-items'
import type { PlanItem, Unplaced } from './plan'
import type { PlanSettings } from './settings'

/**
 * The plan as a problem in numbers: half-years count from 0, units and jobs by their place in the lists. The same data
 * goes to our placer, to the check of its result and to the exact solver that it is measured against.
 *
 * A plan is allowed if, for what may still be moved,
 * - the person-days of a unit are never more than its capacity,
 * - a department has at most one big and two small changeovers in a half-year,
 * - of any four half-years in a row a department has one without any changeover,
 * - nothing goes live where `allowed` forbids it, nor before or together with what it comes `after`.
 *
 * It is good if the cost of the `early` jobs is small in sum, as if there were no others, and then that of the others.
 * A half-year of waiting costs a job its score; being left out costs three whole horizons, so that it is better to be
 * late than to be left out.
 */
export interface Placing {
	readonly halfYears: readonly HalfYear[]
	readonly units: readonly Unit[]
	/** Person-days by unit and half-year. */
	readonly capacity: readonly (readonly number[])[]
	readonly jobs: readonly Job[]
}

/** What the lead decided about an item: exactly then, not earlier than then, or not at all. */
export type ItemDecision = { readonly at: HalfYear } | { readonly notBefore: HalfYear } | { readonly dropped: true }

export interface Job {
	readonly item: PlanItem
	readonly unit: number
	/** Units whose daily work changes; none if nothing changes for them. */
	readonly changes: readonly number[]
	readonly span: number
	/** Person-days in each half-year of the span. */
	readonly daysEach: number
	readonly big: boolean
	/** What it costs to go live in each half-year, and nowhere; whole numbers. */
	readonly cost: readonly number[]
	readonly costLeftOut: number
	/** A duty, or something that a duty waits for: placed before all others. */
	readonly early: boolean
	readonly after: readonly number[]
	readonly followers: readonly number[]
	/** By half-year: whether it may go live then, apart from what other jobs take. */
	readonly allowed: readonly boolean[]
	/** Goes live then whatever else is planned; may lie outside the horizon. */
	readonly fixed?: number
	/** The lead's earliest half-year. */
	readonly notBefore: number
	/** Never placed. */
	readonly refused?: Extract<Unplaced['why'], 'too-large' | 'dropped'>
}

export const mostBig = 1
export const mostSmall = 2
/** Of so many half-years in a row one is without a changeover. */
export const consolidationWindow = 4

/** The order of the jobs is that of their ids, so that the order of the input plays no part. */
export function placingOf(
	basis: PlanBasis,
	settings: PlanSettings,
	decisions: Readonly<Record<ItemId, ItemDecision>>,
): Placing {
	const halfYears = plannedHalfYears(settings)
	const units = unitsOf(basis)
	const facts = new Map(basis.departments.map((department) => [department.departmentId, department]))
	const capacity = units.map((unit) =>
		halfYears.map((halfYear) => roomIn(unit, halfYear, facts.get(unit), settings).capacity),
	)
	const items = basis.items
		.map((item) => ({ ...item, departments: [...item.departments].sort(), after: [...new Set(item.after)].sort() }))
		.sort((one, other) => (one.id < other.id ? -1 : 1))
	const indexOf = new Map(items.map((item, at) => [item.id, at]))
	const after = items.map((item) => item.after.flatMap((id) => indexOf.get(id) ?? []))
	const early = closure(items, after)
	const jobs = items.map((item, at): Job => {
		const decision = Object.hasOwn(decisions, item.id) ? decisions[item.id] : undefined
		const unit = units.indexOf(item.unit)
		const [even = 0, odd = 0] = capacity[unit] ?? []
		const usual = spanFor(item.days, [even, odd])
		const decided = decision && 'at' in decision ? decision.at : decision ? undefined : item.fixedGoLive
		const fixed = decided && halfYearsBetween(settings.first, decided)
		// Work begins with the plan at the earliest, so what has to end soon is done in less time.
		const span =
			item.kind === 'project' && fixed !== undefined
				? Math.max(1, fixed + 1)
				: fixed !== undefined
					? Math.max(1, Math.min(usual ?? 6, fixed + 1))
					: (usual ?? 6)
		const notBefore = decision && 'notBefore' in decision ? halfYearsBetween(settings.first, decision.notBefore) : 0
		const refused =
			decision && 'dropped' in decision
				? 'dropped'
				: fixed === undefined && usual === undefined
					? 'too-large'
					: undefined
		return {
			item,
			unit,
			changes:
				item.changeover === 'none'
					? []
					: [...new Set(item.departments.map((department) => units.indexOf(department)))].sort((a, b) => a - b),
			span,
			daysEach: item.days / span,
			big: item.changeover === 'big',
			cost: halfYears.map((_, goLive) => item.priority.score * goLive),
			costLeftOut: item.priority.score * 3 * halfYears.length,
			early: early.has(at),
			after: after[at] ?? [],
			followers: after.flatMap((before, follower) => (before.includes(at) ? [follower] : [])),
			allowed: halfYears.map(
				(halfYear, goLive) =>
					goLive >= notBefore &&
					goLive - span + 1 >= 0 &&
					item.departments.every((department) => mayChange(item.changeover, halfYear, facts.get(department), settings)),
			),
			...(fixed !== undefined && !refused && { fixed }),
			notBefore,
			...(refused && { refused }),
		}
	})
	return { halfYears, units, capacity, jobs }
}

/** The half-year with this number, also outside the horizon. */
export function halfYearAt(placing: Placing, at: number): HalfYear {
	return addHalfYears(placing.halfYears[0] as HalfYear, at)
}

/** The duties and everything that they wait for. */
function closure(items: readonly PlanItem[], after: readonly (readonly number[])[]): ReadonlySet<number> {
	const found = new Set<number>()
	const take = (at: number) => {
		if (found.has(at)) return
		found.add(at)
		for (const before of after[at] ?? []) take(before)
	}
	for (const [at, item] of items.entries()) if (item.duty) take(at)
	return found
}
