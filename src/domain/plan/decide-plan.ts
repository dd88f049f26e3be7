import { may } from '../directory/may'
import type { ChannelNotice } from '../notices/notice'
import { addHalfYears } from '../shared/half-year'
import { folded } from '../shared/spelling'
import { townUnit } from '../shared/unit'
import { changedState, leavesWhatHasBegun, type PlanChange, type PlanCircumstances } from './change-plan'
import type { PlanRefusal } from './plan-refusal'
import { bundlesIn, type PlanState, type Shift, shiftsBetween, type TownPlan } from './town-plan'

export type { PlanChange, PlanCircumstances } from './change-plan'
export type { PlanRefusal } from './plan-refusal'

export type PlanOutcome = { readonly next: TownPlan } | { readonly refused: PlanRefusal }

/** What a change would do, before it is confirmed. Nothing of it is stored. */
export interface Preview {
	readonly change: PlanChange
	readonly before: PlanState | undefined
	readonly after: PlanState
	readonly shifts: readonly Shift[]
}

const longestReason = 400

/** The state that the lead works on: the draft, or what is agreed. */
export function workingState(plan: TownPlan): PlanState | undefined {
	return plan.draft ?? plan.agreed
}

/** Looking ahead needs no reason: what-if is free, and the reason is asked for where it is kept. */
export function previewChange(
	plan: TownPlan,
	change: PlanChange,
	circumstances: PlanCircumstances,
): Preview | { readonly refused: PlanRefusal } {
	if (!may(circumstances.actor, 'change-plan', undefined)) return { refused: 'not-permitted' }
	const before = workingState(plan)
	const after = changedState(plan, before, change, circumstances)
	if ('refused' in after) return after
	return { change, before, after, shifts: shiftsBetween(before?.placements ?? {}, after.placements) }
}

/** Puts a change into the draft. `revision` is the one the card was made from. */
export function draftChange(
	plan: TownPlan,
	change: PlanChange,
	revision: number,
	circumstances: PlanCircumstances,
): PlanOutcome {
	const preview = previewChange(plan, change, circumstances)
	if ('refused' in preview) return preview
	if ('reason' in change && change.reason.trim() === '') return { refused: 'reason-missing' }
	if ('reason' in change && change.reason.length > longestReason) return { refused: 'too-long' }
	if (revision !== plan.revision) return { refused: holds(plan.draft, change, preview.after) ? 'already' : 'stale' }
	const names = Object.fromEntries(
		preview.after.basis.items.flatMap((item) => (item.name === undefined ? [] : [[item.id, item.name]])),
	)
	return { next: { ...plan, revision: plan.revision + 1, draft: preview.after, names: { ...plan.names, ...names } } }
}

/** Whether the draft is already what the change would make of it: the button was pressed twice. */
function holds(draft: PlanState | undefined, change: PlanChange, after: PlanState): boolean {
	if (change.do === 'add')
		return (
			draft?.basis.items.some(
				(item) =>
					item.name !== undefined &&
					folded(item.name) === folded(change.name) &&
					item.unit === change.unit &&
					item.kind === 'own',
			) ?? false
		)
	return draft !== undefined && JSON.stringify(after) === JSON.stringify(draft)
}

export function discardDraft(
	plan: TownPlan,
	revision: number,
	{ actor }: Pick<PlanCircumstances, 'actor'>,
): PlanOutcome {
	if (!may(actor, 'change-plan', undefined)) return { refused: 'not-permitted' }
	if (!plan.draft) return { refused: 'no-draft' }
	if (revision !== plan.revision) return { refused: 'stale' }
	const { draft: _gone, ...rest } = plan
	return { next: { ...rest, revision: plan.revision + 1 } }
}

/**
 * Makes the draft the agreed state under the next number, and tells the channels. Pressed twice it is one version: the
 * second press finds no draft.
 */
export function agreeDraft(
	plan: TownPlan,
	revision: number,
	{ actor, directory, today }: Pick<PlanCircumstances, 'actor' | 'directory' | 'today'>,
): PlanOutcome {
	if (!may(actor, 'change-plan', undefined)) return { refused: 'not-permitted' }
	const { draft, ...rest } = plan
	if (!draft) return { refused: 'no-draft' }
	if (revision !== plan.revision) return { refused: 'stale' }
	if (!leavesWhatHasBegun(plan, draft)) return { refused: 'begun-meanwhile' }
	const number = plan.versions.length + 1
	const known = new Set(plan.agreed ? reasonedIn(plan.agreed).map((one) => JSON.stringify(one)) : [])
	const fresh = reasonedIn(draft).filter((one) => !known.has(JSON.stringify(one)))
	const reasons = [...new Set(fresh.map(([, made]) => made.reason))].filter((reason) => reason !== '')
	const version = {
		number,
		on: today,
		settings: draft.settings,
		placements: Object.fromEntries(
			Object.entries(draft.placements).map(([id, { goLive, span }]) => [id, { goLive, span }]),
		),
		unplaced: draft.unplaced.map((one) => one.item),
		reasons,
	}
	const notice: ChannelNotice = {
		key: `milestone:plan:${number}`,
		to: { channelsOf: [townUnit, ...directory.departments.map((department) => department.id)] },
		kind: 'milestone',
		milestone: {
			what: 'plan-agreed',
			version: number,
			bundles: bundlesIn(draft).length,
			measures: Object.keys(draft.placements).length,
			until: addHalfYears(draft.settings.first, draft.settings.length - 1),
		},
	}
	return {
		next: {
			...rest,
			revision: plan.revision + 1,
			agreed: draft,
			versions: [...plan.versions, version],
			pending: [...plan.pending, notice],
		},
	}
}

/** All the lead's words in a state with what they are about: items, own measures, the settings. */
function reasonedIn({
	decisions,
	basis,
	settled,
}: PlanState): readonly (readonly [string, { readonly reason: string; readonly on?: string }])[] {
	return [
		...(settled ? [['settings', settled] as const] : []),
		...Object.entries(decisions),
		...basis.items.flatMap((item) => (item.added ? [[item.id, item.added] as const] : [])),
	]
}
