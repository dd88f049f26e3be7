import type { Notice } from '../notices/notice'
import { type HalfYear, halfYearsBetween } from '../shared/half-year'
import type { ItemId, Unit } from '../shared/unit'
import type { BundleId, BundleState } from './bundle'
import type { PlanBasis } from './collect-items'
import type { ItemDecision, PlacedPlan } from './place-bundles'
import type { Placement } from './plan'
import type { PlanSettings } from './settings'

/** What the lead decided about one item, beside what was computed. The computed half-year never disappears. */
export interface LeadDecision {
	readonly decision: ItemDecision
	/** In the lead's words; stands in the report. */
	readonly reason: string
	/** Local date. */
	readonly on: string
	/** Where the item stood before a decision; absent if it had no place. */
	readonly computed?: HalfYear
}

/** One complete state of the plan: what goes in, what was decided, and what came out. */
export interface PlanState extends PlacedPlan {
	readonly settings: PlanSettings
	/** Why the settings were changed last, in the lead's words, and the local date. */
	readonly settled?: { readonly reason: string; readonly on: string }
	readonly basis: PlanBasis
	readonly decisions: Readonly<Record<ItemId, LeadDecision>>
}

/** An agreed state as it is remembered for comparing. */
export interface PlanVersion {
	readonly number: number
	/** Local date. */
	readonly on: string
	readonly settings: PlanSettings
	readonly placements: Readonly<Record<ItemId, { readonly goLive: HalfYear; readonly span: number }>>
	/** Items without a place in this version. */
	readonly unplaced: readonly ItemId[]
	/** The lead's words for what is new in this version, each once. */
	readonly reasons: readonly string[]
}

/** A town's plan: one document. The agreed state counts; the draft is the lead's desk alone. */
export interface TownPlan {
	readonly townId: string
	/** Counts changes; a card names the one it was made from. */
	readonly revision: number
	readonly agreed?: PlanState
	readonly draft?: PlanState
	readonly versions: readonly PlanVersion[]
	/** Names of running projects and own measures, so that old versions stay readable. */
	readonly names: Readonly<Record<ItemId, string>>
	readonly bundles: Readonly<Record<BundleId, BundleState>>
	/** Half-years whose review has been posted. */
	readonly reviewed: readonly HalfYear[]
	readonly pending: readonly Notice[]
}

export const planId = 'plan'

export function newPlan(townId: string): TownPlan {
	return { townId, revision: 0, versions: [], names: {}, bundles: {}, reviewed: [], pending: [] }
}

/** Where an item moved between two states; absent ends mean that it had or has no place. */
export interface Shift {
	readonly item: ItemId
	readonly from?: HalfYear
	readonly to?: HalfYear
}

type Placed = Readonly<Record<ItemId, Pick<Placement, 'goLive'>>>

/** Everything that moved, came or went, in the order of the new half-years and then of ids. */
export function shiftsBetween(before: Placed, after: Placed): readonly Shift[] {
	const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
	const shifts = ids.flatMap((item): Shift[] => {
		const from = goLiveIn(before, item)
		const to = goLiveIn(after, item)
		return from === to ? [] : [{ item, ...(from && { from }), ...(to && { to }) }]
	})
	return shifts.sort((one, other) => orderOf(one) - orderOf(other))

	function orderOf({ from, to }: Shift): number {
		const at = to ?? from
		return at ? halfYearsBetween('1900-H1' as HalfYear, at) + (to ? 0 : 10_000) : 0
	}
}

export function goLiveIn(placements: Placed, item: ItemId): HalfYear | undefined {
	return Object.hasOwn(placements, item) ? placements[item]?.goLive : undefined
}

/** The items that go live in one half-year for one unit, by id. */
export function itemsPlacedIn(state: Pick<PlanState, 'basis' | 'placements'>, unit: Unit, halfYear: HalfYear) {
	return state.basis.items.filter((item) => item.unit === unit && goLiveIn(state.placements, item.id) === halfYear)
}

export function itemIn(state: Pick<PlanState, 'basis'>, id: ItemId) {
	return state.basis.items.find((item) => item.id === id)
}

/** The half-years in which a unit brings something live, in order. */
export function bundlesIn(
	state: Pick<PlanState, 'basis' | 'placements'>,
): readonly { readonly unit: Unit; readonly halfYear: HalfYear }[] {
	const found = new Map<BundleId, { unit: Unit; halfYear: HalfYear }>()
	for (const item of state.basis.items) {
		const halfYear = goLiveIn(state.placements, item.id)
		if (halfYear) found.set(`${item.unit}:${halfYear}`, { unit: item.unit, halfYear })
	}
	return [...found.values()].sort((one, other) => (one.halfYear + one.unit < other.halfYear + other.unit ? -1 : 1))
}
