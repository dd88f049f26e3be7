import type { HalfYear } from '../shared/half-year'
import { type ChangeStep, changeSteps, type ItemId, type Unit } from '../shared/unit'
import type { PlanItem } from './plan'

/** What a unit brings live in one half-year: `buergerservice:2027-H1`. */
export type BundleId = `${Unit}:${HalfYear}`

/** What has to be true before a gate opens. The words for each stand in the texts. */
export const gateChecks = {
	information: ['told', 'one-pager'],
	communication: ['questions', 'objections', 'training', 'council'],
	transaction: ['trained', 'go-live-check', 'fallback', 'deputies'],
} as const satisfies Record<ChangeStep, readonly string[]>
export type GateCheck = (typeof gateChecks)[ChangeStep][number]

export interface BufferUse {
	readonly days: number
	/** In the words of the person who reported it. */
	readonly reason: string
	/** Local date. */
	readonly on: string
}

/** How far a bundle has come. Bundles that were not started have none. */
export interface BundleState {
	/** Local dates. */
	readonly startedOn: string
	readonly closedOn?: string
	readonly checks: readonly GateCheck[]
	/** Passed gates, with the groups that were informed, heard or trained; groups, never names. */
	readonly gates: Readonly<Partial<Record<ChangeStep, { readonly on: string; readonly who: string }>>>
	readonly done: readonly ItemId[]
	readonly buffer: readonly BufferUse[]
	/** What the team takes along, in its own words. */
	readonly learned?: string
	/** How far the bundles had come that became this one, where that differed. */
	readonly earlier?: readonly Pick<BundleState, 'startedOn' | 'closedOn' | 'checks' | 'gates'>[]
}

export type BundleProgress = 'planned' | 'running' | 'stabilising' | 'closed'

export function bundleId(unit: Unit, halfYear: HalfYear): BundleId {
	return `${unit}:${halfYear}`
}

/** Stabilising: everything is live and settles before the next change. */
export function statusOf(state: BundleState | undefined, items: readonly { readonly id: ItemId }[]): BundleProgress {
	if (!state) return 'planned'
	if (state.closedOn) return 'closed'
	return items.length > 0 && items.every((item) => state.done.includes(item.id)) ? 'stabilising' : 'running'
}

/** The steps that people are taken along; none where no daily work changes. */
export function gatesFor(items: readonly Pick<PlanItem, 'changeover'>[]): readonly ChangeStep[] {
	return items.some((item) => item.changeover !== 'none') ? changeSteps : []
}

/** The gate that is open for ticking: the first one that has not been passed. */
export function gateAhead(state: BundleState): ChangeStep | undefined {
	return changeSteps.find((step) => state.gates[step] === undefined)
}

export function bufferUsed(state: BundleState | undefined): number {
	return state?.buffer.reduce((sum, use) => sum + use.days, 0) ?? 0
}
