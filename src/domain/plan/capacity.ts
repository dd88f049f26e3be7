import { addHalfYears, type HalfYear, partsOfHalfYear } from '../shared/half-year'
import { townUnit, type Unit } from '../shared/unit'
import type { DepartmentFacts, PlanBasis } from './collect-items'
import type { PlanItem } from './plan'
import type { PlanSettings } from './settings'

/** Person-days that a unit has in one half-year. */
export interface Room {
	/**
	 * What may be planned: without the buffer, less for months that are kept quiet. Running projects still have to be
	 * taken off.
	 */
	readonly capacity: number
	/** What is kept free for the unforeseen. */
	readonly buffer: number
}

/** The longest that one item is worked on. */
export const longestSpan = 6
/** So that sums of parts of days are not refused for the last digit. */
export const tolerance = 1e-6
/** A department that said neither how many days nor how many posts it has is taken for a small team. */
const assumedPosts = 4
const monthsInHalf = 6
/**
 * A big changeover needs a quarter of calm to settle in, a small one a month. What changes no daily work may come at
 * any time.
 */
const freeMonthsFor = { big: 3, small: 1, none: 0 } as const

export function plannedHalfYears(settings: PlanSettings): readonly HalfYear[] {
	return Array.from({ length: settings.length }, (_, at) => addHalfYears(settings.first, at))
}

/** Departments and the town, and any other that an item names; ascending. */
export function unitsOf(basis: PlanBasis): readonly Unit[] {
	const named = basis.items.flatMap((item) => [item.unit, ...item.departments])
	return [...new Set([townUnit, ...basis.departments.map(({ departmentId }) => departmentId), ...named])].sort()
}

export function roomIn(
	unit: Unit,
	halfYear: HalfYear,
	facts: DepartmentFacts | undefined,
	settings: PlanSettings,
): Room {
	const days = (baseDays(unit, facts, settings) * freeMonths(halfYear, facts, settings)) / monthsInHalf
	const buffer = (days * settings.bufferPercent) / 100
	return { capacity: days - buffer, buffer }
}

function baseDays(unit: Unit, facts: DepartmentFacts | undefined, settings: PlanSettings): number {
	if (unit === townUnit) return settings.townDays
	return facts?.daysStated ?? (facts?.posts ?? assumedPosts) * settings.daysPerPost
}

/** Months of the half-year in which something new may begin, for the town as a whole and for this department. */
export function freeMonths(halfYear: HalfYear, facts: DepartmentFacts | undefined, settings: PlanSettings): number {
	const { half } = partsOfHalfYear(halfYear)
	const quiet = new Set([...settings.quietMonths, ...(facts?.quietMonths ?? [])])
	return Array.from({ length: monthsInHalf }, (_, at) => (half - 1) * monthsInHalf + at + 1).filter(
		(month) => !quiet.has(month),
	).length
}

/** Whether so many months are free that people can take in a change of this size. */
export function mayChange(
	changeover: PlanItem['changeover'],
	halfYear: HalfYear,
	facts: DepartmentFacts | undefined,
	settings: PlanSettings,
): boolean {
	return freeMonths(halfYear, facts, settings) >= freeMonthsFor[changeover]
}

/**
 * For how many half-years an item is worked on: as few as its unit can do in an ordinary year, with nothing else to do.
 * Undefined if even `longestSpan` is not enough. `even` and `odd` are the unit's capacities in two half-years that
 * follow each other.
 */
export function spanFor(days: number, [even, odd]: readonly [number, number]): number | undefined {
	if (days <= Math.max(even, odd) + tolerance) return 1
	const lean = Math.min(even, odd)
	for (let span = 2; span <= longestSpan; span++) if (days / span <= lean + tolerance) return span
	return undefined
}
