import type { HalfYear } from '../shared/half-year'
import type { PlanBasis } from './collect-items'
import type { ItemId, Placement, Unit, Unplaced } from './plan'
import type { PlanSettings } from './settings'
export type ItemDecision = { readonly at: HalfYear } | { readonly notBefore: HalfYear } | { readonly dropped: true }
export interface Strain {
	readonly unit: Unit
	readonly halfYear: HalfYear
	readonly what: 'capacity' | 'changeover' | 'consolidation' | 'blackout' | 'order'
	readonly item: ItemId
}
export interface PlacedPlan {
	readonly placements: Readonly<Record<ItemId, Placement>>
	readonly unplaced: readonly Unplaced[]
	readonly strains: readonly Strain[]
}
export function placeBundles(
	_b: PlanBasis,
	_s: PlanSettings,
	_d?: Readonly<Record<ItemId, ItemDecision>>,
	_k?: Readonly<Record<ItemId, Placement>>,
): PlacedPlan {
	throw new Error('stub')
}
export function loadOf(
	_b: PlanBasis,
	_s: PlanSettings,
	_p: PlacedPlan['placements'],
): Readonly<
	Record<
		Unit,
		Readonly<Record<HalfYear, { readonly days: number; readonly capacity: number; readonly buffer: number; readonly big: number; readonly small: number }>>
	>
> {
	throw new Error('stub')
}
