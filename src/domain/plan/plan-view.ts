import { addHalfYears, type HalfYear, halfYearsBetween } from '../shared/half-year'
import type { Text } from '../shared/language'
import { type ChangeStep, type ItemId, townUnit, type Unit } from '../shared/unit'
import type { PlanGap } from './gaps'
import type { PlacementReason, PlanItem, Unplaced } from './plan'

/**
 * One version of a town's plan, or one department's part of it, as people get to see it: card, picture, table, calendar
 * and document are all made from this and from nothing else, so that they never tell different numbers. Plain JSON.
 */
export interface PlanView {
	readonly townId: string
	readonly townName: string
	/** The one unit that this is a part for; absent: the whole town. */
	readonly only?: Unit
	/** Number of the confirmed version; 0 is a draft that is not confirmed. */
	readonly version: number
	/** Local date on which this version was confirmed or, for a draft, worked out. */
	readonly on: string
	/** The local date on which it is looked at: today's line, and what counts as past. */
	readonly today: string
	readonly start: HalfYear
	/** How many half-years the plan has: 14 or 20. */
	readonly length: number
	/** The town's cross-cutting basics first (unit `town`), then the departments in the order of the directory. */
	readonly units: readonly UnitView[]
	readonly gaps: readonly GapView[]
	readonly settings: SettingsView
	/** Titles of the items that reasons and gaps speak of, also of those outside this part. */
	readonly itemTitles: Readonly<Record<ItemId, Text>>
	/**
	 * Names of the units that reasons and gaps speak of, also of those outside this part. The unit `town` need not stand
	 * here.
	 */
	readonly unitNames: Readonly<Record<Unit, string>>
}

export interface UnitView {
	readonly unit: Unit
	/** The department's name. For the unit `town` the wording has a name of its own, and this is empty. */
	readonly name: string
	/** One for each half-year of the plan, in order. A half-year without work has a bundle without items. */
	readonly bundles: readonly BundleView[]
}

/** Draft until a version is confirmed; `stabilising` are the weeks after the go-live. */
export const bundleStatuses = ['draft', 'agreed', 'running', 'stabilising', 'closed', 'postponed'] as const
export type BundleStatus = (typeof bundleStatuses)[number]

/** A unit's bundle of work in one half-year. All amounts are person-days. */
export interface BundleView {
	readonly halfYear: HalfYear
	readonly status: BundleStatus
	/**
	 * `consolidation`: what is new settles and nothing goes live. `quiet`: months of elections, year-end or notices are
	 * kept free.
	 */
	readonly calm?: 'consolidation' | 'quiet'
	/** In the order of their priority. An item that takes several half-years stands in each of them. */
	readonly items: readonly ItemView[]
	/** The sum of the items' days in this half-year. */
	readonly plannedDays: number
	/** What may be planned beside the daily work; the buffer is not part of it. */
	readonly capacityDays: number
	readonly bufferDays: number
	readonly bufferUsedDays: number
	/** In the order of the change steps; empty where nothing goes live. */
	readonly gates: readonly GateView[]
	/** The weeks in which something may go live, both days included; absent where nothing does. */
	readonly goLiveWindow?: { readonly from: string; readonly to: string }
}

export interface GateView {
	readonly step: ChangeStep
	/** Local dates. */
	readonly dueOn: string
	readonly passedOn?: string
}

export const itemStatuses = ['planned', 'running', 'done', 'postponed'] as const
export type ItemStatus = (typeof itemStatuses)[number]

/** What a bundle holds of an item. */
export interface ItemView {
	readonly id: ItemId
	readonly kind: PlanItem['kind']
	readonly title: Text
	/** Names of the services that gain. */
	readonly services: readonly string[]
	/** Person-days in this half-year, and in all. */
	readonly days: number
	readonly daysInAll: number
	/** The half-year in which it goes live, the last it is worked on. */
	readonly goLive: HalfYear
	/** Asked for by law. */
	readonly duty: boolean
	readonly changeover: PlanItem['changeover']
	readonly status: ItemStatus
	readonly reason: PlacementReason
	/** What the lead decided instead of the computed place. */
	readonly override?: OverrideView
}

export interface OverrideView {
	/** The lead's own words. Free text: escape it. */
	readonly words: string
	/** Local date. */
	readonly on: string
	/** The half-year in which it would go live by calculation; absent where it had no place or was added by the lead. */
	readonly computed?: HalfYear
}

/** What the plan does not reach by its end. */
export type GapView =
	| {
			readonly what: 'item'
			readonly item: ItemId
			readonly unit: Unit
			readonly why: Unplaced['why']
			readonly waitsFor?: ItemId
			readonly words?: string
	  }
	| { readonly what: 'service'; readonly service: string; readonly unit: Unit; readonly why?: PlanGap['why'] }
	| { readonly what: 'unit'; readonly unit: Unit; readonly why?: PlanGap['why'] }

/** What the town has set for this version. */
export interface SettingsView {
	/** Local date since which they are so. */
	readonly since: string
	/** Whole percents, about 100 in all; the benefit always counts as much as a criterion of medium weight. */
	readonly weights: {
		readonly staffing: number
		readonly demography: number
		readonly targetGroup: number
		readonly benefit: number
	}
	readonly bufferPercent: number
}

/** The half-years of the plan, in order. */
export function halfYearsIn({ start, length }: Pick<PlanView, 'start' | 'length'>): readonly HalfYear[] {
	return Array.from({ length }, (_, at) => addHalfYears(start, at))
}

/** What a unit does in a half-year; `undefined` outside the plan. */
export function bundleIn({ bundles }: UnitView, halfYear: HalfYear): BundleView | undefined {
	return bundles.find((bundle) => bundle.halfYear === halfYear)
}

/** The part of the view that concerns one unit, or `undefined` where it is not part of it. */
export function partFor(view: PlanView, unit: Unit): PlanView | undefined {
	const units = view.units.filter((one) => one.unit === unit)
	return units.length === 0
		? undefined
		: { ...view, only: unit, units, gaps: view.gaps.filter((gap) => gap.unit === unit) }
}

/** The department's name as the directory has it; `undefined` for the unit `town`, which the wording names. */
export function unitNameIn(view: PlanView, unit: Unit): string | undefined {
	if (unit === townUnit) return undefined
	return view.units.find((one) => one.unit === unit)?.name ?? view.unitNames[unit] ?? unit
}

/**
 * Every item of a unit once, as it stands in the half-year in which it goes live or else in the last that holds it; in
 * order of the half-years.
 */
export function itemsOf({ bundles }: UnitView): readonly ItemView[] {
	const last = new Map<ItemId, ItemView>()
	for (const item of bundles.flatMap((bundle) => bundle.items)) {
		last.delete(item.id)
		last.set(item.id, item)
	}
	return [...last.values()]
}

/** The items that go live in a bundle's half-year. */
export function goingLive({ items, halfYear }: BundleView): readonly ItemView[] {
	return items.filter((item) => item.goLive === halfYear)
}

/** Days of all units together, in a half-year or over the years. */
export function totalsOf(
	bundles: readonly BundleView[],
): Pick<BundleView, 'plannedDays' | 'capacityDays' | 'bufferDays' | 'bufferUsedDays'> {
	const sum = (of: (bundle: BundleView) => number) =>
		Math.round(bundles.reduce((total, bundle) => total + of(bundle), 0) * 10) / 10
	return {
		plannedDays: sum((one) => one.plannedDays),
		capacityDays: sum((one) => one.capacityDays),
		bufferDays: sum((one) => one.bufferDays),
		bufferUsedDays: sum((one) => one.bufferUsedDays),
	}
}

/** Whether a half-year is over, runs now or is to come, seen from the half-year of today. */
export function timeOf(halfYear: HalfYear, current: HalfYear): 'past' | 'now' | 'future' {
	const distance = halfYearsBetween(current, halfYear)
	return distance < 0 ? 'past' : distance === 0 ? 'now' : 'future'
}
