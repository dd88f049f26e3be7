import type { BundleRefusal } from '../domain/plan/decide-bundle'
import type { PlanRefusal } from '../domain/plan/decide-plan'
import type { Sensitive } from '../domain/shared/guard'
import type { HalfYear } from '../domain/shared/half-year'
import type { ItemId, Unit } from '../domain/shared/unit'

/** What of a bundle a person works on; absent: how it stands. */
export const bundleParts = ['gate', 'measures', 'buffer', 'closing'] as const
export type BundlePart = (typeof bundleParts)[number]

/** What a person wants to look at. */
export type PlanLook =
	/**
	 * `change`: all the ways to change the plan. `now`: the half-year that runs or, before the plan begins, its first.
	 */
	| { readonly page: 'overview' | 'now' | 'gaps' | 'versions' | 'settings' | 'add' | 'change' }
	/** One half-year over all units; `review`: planned against done. */
	| { readonly page: 'half-year' | 'review'; readonly halfYear: HalfYear }
	/** One unit over the years. */
	| { readonly page: 'unit'; readonly unit: Unit }
	| { readonly page: 'item'; readonly item: ItemId }
	| { readonly page: 'bundle'; readonly unit: Unit; readonly halfYear: HalfYear; readonly part?: BundlePart }
	/** One unit over the years, or all units in one half-year; `part` counts the cards from 0. */
	| { readonly page: 'timeline'; readonly unit?: Unit; readonly halfYear?: HalfYear; readonly part?: number }
	/** Numbers of versions; 0 is the lead's draft. */
	| { readonly page: 'compare'; readonly from: number; readonly to: number }

/** A line above the card that says what just happened, or why it did not. */
export type PlanRemark =
	| 'drafted'
	| 'discarded'
	| 'agreed'
	| 'checks-kept'
	| 'gate-passed'
	| 'already'
	| 'reviewed'
	| 'not-there'
	| 'started'
	| 'done'
	| 'reopened'
	| 'noted'
	| 'finished'
	| PlanRefusal
	| BundleRefusal
	| Sensitive
