import { type HalfYear, halfYearsBetween } from '../shared/half-year'
import type { ItemId, Unit } from '../shared/unit'
import { plannedHalfYears, roomIn, unitsOf } from './capacity'
import type { PlanBasis } from './collect-items'
import { placementOf, quietDepartmentIn, type Strain, strainsOf, unplacedOf } from './explain'
import { keepPlan } from './keep'
import { type ItemDecision, type Placing, placingOf } from './placing'
import type { Placement, Unplaced } from './plan'
import { findBestPlan } from './search'
import type { PlanSettings } from './settings'
import { TrialPlan } from './trial-plan'

export type { Strain } from './explain'
export type { ItemDecision } from './placing'

/** Every item is either in `placements` or in `unplaced`. */
export interface PlacedPlan {
	readonly placements: Readonly<Record<ItemId, Placement>>
	readonly unplaced: readonly Unplaced[]
	/** What goes beyond a limit because it was decided or because it runs already; nothing that the placer chose does. */
	readonly strains: readonly Strain[]
}

/**
 * What one half-year of a unit holds: person-days planned, possible and kept free, and how many changeovers of each
 * size.
 */
export interface Load {
	readonly days: number
	readonly capacity: number
	readonly buffer: number
	readonly big: number
	readonly small: number
}

/**
 * Spreads the items over the half-years. The same input in any order gives the same plan. Duties and what they wait for
 * get the best plan that is possible without regard to the others; the others are planned around them. With `keep` an
 * agreed plan is carried over with the least change, else it is planned afresh.
 */
export function placeBundles(
	basis: PlanBasis,
	settings: PlanSettings,
	decisions: Readonly<Record<ItemId, ItemDecision>> = {},
	keep?: Readonly<Record<ItemId, Placement>>,
): PlacedPlan {
	const placing = placingOf(basis, settings, decisions)
	const trial = solve(placing, keep)
	const quiet = quietDepartmentIn(placing, basis, settings)
	const indices = placing.jobs.map((_, index) => index)
	// What is early was placed as if the others did not exist, so its reasons are to be found without them.
	const alone = trial.copy()
	for (const index of indices)
		if (!isEarly(placing, index) && placing.jobs[index]?.fixed === undefined) alone.take(index)
	const placements = indices.flatMap((index): [ItemId, Placement][] => {
		const placement = placementOf(isEarly(placing, index) ? alone : trial, index, quiet)
		return placement ? [[placing.jobs[index]?.item.id ?? '', placement]] : []
	})
	return {
		placements: Object.fromEntries(placements),
		unplaced: indices.filter((index) => !trial.isPlaced(index)).map((index) => unplacedOf(trial, index)),
		strains: indices.flatMap((index) => strainsOf(trial, index, quiet)),
	}
}

/** Places everything in numbers; what the bench compares with the exact solver. */
export function solve(placing: Placing, keep?: Readonly<Record<ItemId, Placement>>): TrialPlan {
	const trial = new TrialPlan(placing)
	const movable: number[] = []
	for (const [index, job] of placing.jobs.entries()) {
		if (job.fixed !== undefined) trial.put(index, job.fixed)
		else if (!job.refused) movable.push(index)
	}
	if (keep) keepPlan(trial, movable, keep)
	else
		for (const early of [true, false])
			findBestPlan(
				trial,
				movable.filter((index) => isEarly(placing, index) === early),
			)
	return trial
}

function isEarly(placing: Placing, index: number): boolean {
	return placing.jobs[index]?.early ?? false
}

/** What every unit carries in every half-year of the horizon, running projects included. */
export function loadOf(
	basis: PlanBasis,
	settings: PlanSettings,
	placements: Readonly<Record<ItemId, Placement>>,
): Readonly<Record<Unit, Readonly<Record<HalfYear, Load>>>> {
	const horizon = plannedHalfYears(settings)
	const units = unitsOf(basis)
	const facts = new Map(basis.departments.map((department) => [department.departmentId, department]))
	const placed = basis.items.flatMap((item) => {
		const placement = Object.hasOwn(placements, item.id) ? placements[item.id] : undefined
		return placement ? [{ item, placement }] : []
	})
	const loadIn = (unit: Unit, halfYear: HalfYear): Load => {
		const worked = placed.filter(({ item, placement: { goLive, span } }) => {
			const left = halfYearsBetween(halfYear, goLive)
			return item.unit === unit && left >= 0 && left < span
		})
		const changed = placed.filter(
			({ item, placement }) => item.departments.includes(unit) && placement.goLive === halfYear,
		)
		return {
			days: worked.reduce((days, { item, placement }) => days + item.days / placement.span, 0),
			...roomIn(unit, halfYear, facts.get(unit), settings),
			big: changed.filter(({ item }) => item.changeover === 'big').length,
			small: changed.filter(({ item }) => item.changeover === 'small').length,
		}
	}
	return Object.fromEntries(
		units.map((unit) => [unit, Object.fromEntries(horizon.map((halfYear) => [halfYear, loadIn(unit, halfYear)]))]),
	)
}
