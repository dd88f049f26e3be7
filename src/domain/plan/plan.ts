import type { HalfYear } from '../shared/half-year'
import type { ItemId, Unit } from '../shared/unit'

/**
 * The three criteria of the method, each 0 to 1, and what the weights make of them. `benefit` is the catalogue's, per
 * effort.
 */
export interface Priority {
	readonly staffing: number
	readonly demography: number
	readonly targetGroup: number
	readonly benefit: number
	/** Whether the age atlas spoke for a department that did not say how many leave. */
	readonly fromAtlas?: true
	/** 1 to 100; higher is earlier. */
	readonly score: number
}

/**
 * One piece of work in the plan: a measure for one department, a basic for the whole town, a running project, or the
 * lead's own.
 */
export interface PlanItem {
	readonly id: ItemId
	readonly kind: 'measure' | 'project' | 'own'
	/** Whose person-days it takes. */
	readonly unit: Unit
	/** Whose daily work changes when it goes live. */
	readonly departments: readonly string[]
	/** Of the catalogue, for its title and detail. */
	readonly measure?: string
	/** The name of a running project or of the lead's own measure. */
	readonly name?: string
	/** Person-days in all. */
	readonly days: number
	readonly changeover: 'big' | 'small' | 'none'
	/** Asked for by law: placed before everything that is not. */
	readonly duty: boolean
	/** Must be live before; ids of items that are in the plan. */
	readonly after: readonly ItemId[]
	readonly priority: Priority
	/** Names of the services that gain, for completeness and for the reason. */
	readonly services: readonly string[]
	/** Asked for, or also asked for, because an important position has written down too little of what it knows. */
	readonly documents?: true
	/** A running project: goes live then, whatever else is planned. */
	readonly fixedGoLive?: HalfYear
	/** The lead's own: why it was added, in their words, and the local date. */
	readonly added?: { readonly reason: string; readonly on: string }
}

/** Where an item stands: it is worked on for `span` half-years, the last of which is `goLive`. */
export interface Placement {
	readonly goLive: HalfYear
	readonly span: number
	readonly reason: PlacementReason
}

/** What decided the half-year. The wording makes one sentence of it. */
export type PlacementReason =
	/** Nothing earlier was possible than the start. */
	| { readonly why: 'earliest' }
	/** Work on another item has to be finished first. */
	| { readonly why: 'after'; readonly item: ItemId }
	/** The person-days of the half-years before are taken. */
	| { readonly why: 'capacity'; readonly unit: Unit; readonly until: HalfYear }
	/** Enough changes for these people in the half-years before. */
	| { readonly why: 'changeover'; readonly departmentId: string; readonly until: HalfYear }
	/** The half-year before is kept for consolidation. */
	| { readonly why: 'consolidation'; readonly departmentId: string; readonly until: HalfYear }
	/** The months before are kept free. */
	| { readonly why: 'blackout'; readonly departmentId: string; readonly until: HalfYear }
	| { readonly why: 'running' }
	/** It could be earlier now, but the agreed plan has it here and it was not asked to move. */
	| { readonly why: 'kept' }
	/** The lead decided; the override holds the words. */
	| { readonly why: 'decided' }

/** Why something has no place. */
export interface Unplaced {
	readonly item: ItemId
	readonly why: 'horizon-full' | 'too-large' | 'needs-unplaced' | 'dropped'
	/** The item it waits for. */
	readonly waitsFor?: ItemId
}
