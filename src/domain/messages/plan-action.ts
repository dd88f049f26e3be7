import type { BundleEvent, BundleRefusal } from '../plan/decide-bundle'
import type { PlanChange, PlanRefusal } from '../plan/decide-plan'
import type { ItemId, Unit } from '../plan/plan'
import type { HalfYear } from '../shared/half-year'

/** What somebody wants to look at. */
export type PlanLook =
	| { readonly page: 'overview' | 'gaps' | 'versions' | 'settings' | 'add' }
	/** One half-year over all units. */
	| { readonly page: 'half-year'; readonly halfYear: HalfYear }
	/** One unit over the years. */
	| { readonly page: 'unit'; readonly unit: Unit }
	| { readonly page: 'item'; readonly item: ItemId }
	| { readonly page: 'bundle'; readonly unit: Unit; readonly halfYear: HalfYear }
	| { readonly page: 'compare'; readonly from: number; readonly to: number }

/** What a button or a typed command asks of the plan. Its form has been checked, its permission not yet. */
export type PlanAction =
	| { readonly do: 'plan-look'; readonly look: PlanLook }
	/** Shows what would happen; stores nothing. */
	| { readonly do: 'plan-preview'; readonly change: PlanChange }
	/** Takes it into the lead's draft. */
	| { readonly do: 'plan-draft'; readonly change: PlanChange; readonly revision: number }
	| { readonly do: 'plan-discard' }
	| { readonly do: 'plan-agree'; readonly revision: number }
	| { readonly do: 'bundle'; readonly unit: Unit; readonly halfYear: HalfYear; readonly event: BundleEvent }
	| { readonly do: 'review-half-year'; readonly halfYear: HalfYear }

/** A line above the card that says what just happened, or why it did not. */
export type PlanRemark = 'drafted' | 'discarded' | 'agreed' | 'checks-kept' | 'gate-passed' | 'already' | 'reviewed' | PlanRefusal | BundleRefusal
