import type { Directory, Person } from '../directory/directory'
import { addHalfYears, type HalfYear, halfYearOf, halfYearsBetween } from '../shared/half-year'
import { type ItemId, townUnit, type Unit } from '../shared/unit'
import { bundleId } from './bundle'
import { criteria, mostDays, wrongSetting } from './check-settings'
import { collectItems, type ReleasedCheck } from './collect-items'
import { type ItemDecision, placeBundles } from './place-bundles'
import type { PlanItem } from './plan'
import type { PlanRefusal } from './plan-refusal'
import { defaultSettings, type PlanSettings } from './settings'
import { goLiveIn, itemIn, type LeadDecision, type PlanState, type TownPlan } from './town-plan'

/** All that a decision about the plan may look at beside the plan itself. */
export interface PlanCircumstances {
	readonly directory: Directory
	readonly actor: Person
	/** Today's local date in the town. */
	readonly today: string
	/** What the departments have released last; loaded only where a plan is computed. */
	readonly releases: readonly ReleasedCheck[]
}

/**
 * One thing the lead wants otherwise. `reason` is in their words and stands in the report. Numbers that could not be
 * read are `NaN`.
 */
export type PlanChange =
	| { readonly do: 'move'; readonly item: ItemId; readonly to?: HalfYear | undefined; readonly reason: string }
	| {
			readonly do: 'postpone'
			readonly item: ItemId
			readonly notBefore?: HalfYear | undefined
			readonly reason: string
	  }
	| { readonly do: 'drop'; readonly item: ItemId; readonly reason: string }
	/** Takes back what was decided: the computed place counts again. */
	| { readonly do: 'restore'; readonly item: ItemId; readonly reason: string }
	| {
			readonly do: 'add'
			readonly unit: Unit
			readonly name: string
			readonly days: number
			readonly changeover: PlanItem['changeover']
			readonly reason: string
	  }
	| {
			readonly do: 'settings'
			readonly settings: Partial<Omit<PlanSettings, 'first' | 'weightsOn'>>
			readonly reason: string
	  }
	/** New releases come in; what is agreed stays where it is as far as it can. */
	| { readonly do: 'refresh' }
	/** The whole plan is computed afresh; only what has begun and what the lead decided stays. */
	| { readonly do: 'replan' }

const longestName = 80

/** What a change makes of a state of the plan, or why it cannot be. */
export function changedState(
	plan: TownPlan,
	before: PlanState | undefined,
	change: PlanChange,
	circumstances: PlanCircumstances,
): PlanState | { readonly refused: PlanRefusal } {
	const { today } = circumstances
	if (change.do === 'refresh' || change.do === 'replan') {
		if (circumstances.releases.length === 0) return { refused: 'nothing-released' }
		const settings = before?.settings ?? defaultSettings(addHalfYears(halfYearOf(today), 1), today)
		const fresh = collectItems(circumstances.releases, settings)
		const running = plan.agreed?.basis.items.filter((item) => begunIn(plan, item.id)) ?? []
		const own = [
			...running,
			...(before?.basis.items.filter((item) => item.kind === 'own' && !running.some((one) => one.id === item.id)) ??
				[]),
		]
		const items = [...fresh.items.filter((item) => !own.some((one) => one.id === item.id)), ...own]
		return placed(
			plan,
			{
				settings,
				...(before?.settled && { settled: before.settled }),
				basis: { ...fresh, items },
				decisions: before?.decisions ?? {},
			},
			before,
			change.do === 'refresh' ? 'keep' : 'afresh',
			today,
		)
	}
	if (!before) return { refused: 'no-plan' }
	switch (change.do) {
		case 'add': {
			const { departments } = circumstances.directory
			if (change.unit !== townUnit && !departments.some((department) => department.id === change.unit))
				return { refused: 'unit-missing' }
			if (change.name.trim() === '') return { refused: 'name-missing' }
			if (change.name.length > longestName) return { refused: 'too-long' }
			if (!Number.isFinite(change.days) || change.days <= 0 || change.days > mostDays) return { refused: 'days-wrong' }
			const basis = { ...before.basis, items: [...before.basis.items, ownItem(plan, before, change, today)] }
			return placed(plan, { ...before, basis }, before, 'keep', today)
		}
		case 'settings': {
			const wrong = wrongSetting(change.settings)
			if (wrong) return { refused: wrong }
			const { weights } = change.settings
			const others = weights !== undefined && criteria.some((one) => weights[one] !== before.settings.weights[one])
			const settings = { ...before.settings, ...change.settings, ...(others && { weightsOn: today }) }
			const settled = { reason: change.reason.trim(), on: today }
			// The weights change what an item is worth, so its priority is computed again where the answers are known.
			const fresh = circumstances.releases.length > 0 ? collectItems(circumstances.releases, settings) : undefined
			const items = before.basis.items.map((item) => ({
				...item,
				priority: fresh?.items.find((one) => one.id === item.id)?.priority ?? item.priority,
			}))
			return placed(plan, { ...before, settings, settled, basis: { ...before.basis, items } }, before, 'afresh', today)
		}
		default:
			return decided(plan, before, change, today)
	}
}

function decided(
	plan: TownPlan,
	before: PlanState,
	change: Extract<PlanChange, { item: ItemId }>,
	today: string,
): PlanState | { readonly refused: PlanRefusal } {
	const item = itemIn(before, change.item)
	if (!item) return { refused: 'no-such-item' }
	if (begunIn(plan, item.id)) return { refused: 'already-begun' }
	const { [item.id]: earlier, ...others } = before.decisions
	if (change.do === 'restore') {
		if (!earlier) return { refused: 'no-such-item' }
		const { [item.id]: _placed, ...kept } = before.placements
		return placed(plan, { ...before, decisions: others }, { ...before, placements: kept }, 'keep', today)
	}
	let decision: ItemDecision = { dropped: true }
	if (change.do !== 'drop') {
		const wanted = change.do === 'move' ? change.to : change.notBefore
		if (wanted === undefined) return { refused: 'half-year-missing' }
		decision = change.do === 'move' ? { at: wanted } : { notBefore: wanted }
		const at = halfYearsBetween(before.settings.first, wanted)
		if (at < 0 || at >= before.settings.length) return { refused: 'outside-horizon' }
		if (halfYearsBetween(halfYearOf(today), wanted) < 0) return { refused: 'in-the-past' }
		if (change.do === 'move' && joins(plan, item, wanted)) return { refused: 'bundle-begun' }
	}
	const computed = earlier ? earlier.computed : goLiveIn(before.placements, item.id)
	const made: LeadDecision = { decision, reason: change.reason.trim(), on: today, ...(computed && { computed }) }
	return placed(plan, { ...before, decisions: { ...others, [item.id]: made } }, before, 'keep', today)
}

/** Places everything. What has begun stays where it is, and so does, on request, all that can. */
function placed(
	plan: TownPlan,
	state: Pick<PlanState, 'settings' | 'settled' | 'basis' | 'decisions'>,
	before: PlanState | undefined,
	how: 'keep' | 'afresh',
	today: string,
): PlanState {
	const now = halfYearOf(today)
	const ids = new Set(state.basis.items.map((item) => item.id))
	const decisions: Record<ItemId, ItemDecision> = {}
	for (const item of state.basis.items) {
		const goLive = begunIn(plan, item.id)
		const own = Object.hasOwn(state.decisions, item.id) ? state.decisions[item.id]?.decision : undefined
		// Nothing new is put into a half-year that has passed, nor into a bundle that has begun.
		const open = firstOpen(plan, item.unit, now)
		if (goLive) decisions[item.id] = { at: goLive }
		else if (own) decisions[item.id] = asItCanBe(plan, item, own, open)
		else if (item.kind !== 'project' && halfYearsBetween(state.settings.first, open) > 0)
			decisions[item.id] = { notBefore: open }
	}
	const keep = Object.fromEntries(Object.entries(before?.placements ?? {}).filter(([id]) => ids.has(id)))
	const result = placeBundles(state.basis, state.settings, decisions, how === 'keep' && before ? keep : undefined)
	const { settings, settled, basis } = state
	return { settings, ...(settled && { settled }), basis, decisions: state.decisions, ...result }
}

/**
 * The half-year of the bundle that brings the item live, if that bundle has been started: from then on it decides, no
 * longer the plan. Bundles run by what is agreed, so a draft that was made before has to follow.
 */
function begunIn({ agreed, bundles }: TownPlan, item: ItemId): HalfYear | undefined {
	const unit = agreed && itemIn(agreed, item)?.unit
	const goLive = agreed && goLiveIn(agreed.placements, item)
	if (unit === undefined || goLive === undefined) return undefined
	const bundle = bundles[bundleId(unit, goLive)]
	return bundle !== undefined && (bundle.closedOn === undefined || bundle.done.includes(item)) ? goLive : undefined
}

/** Whether a draft leaves everything where it is that has begun since it was made, and puts nothing to it. */
export function leavesWhatHasBegun(plan: TownPlan, draft: PlanState): boolean {
	const stays =
		plan.agreed?.basis.items.every(({ id }) =>
			[undefined, goLiveIn(draft.placements, id)].includes(begunIn(plan, id)),
		) ?? true
	return (
		stays &&
		draft.basis.items.every(
			(item) => item.kind === 'project' || !joins(plan, item, goLiveIn(draft.placements, item.id)),
		)
	)
}

/** Whether an item would come into a bundle that has begun without it. */
function joins(plan: TownPlan, { id, unit }: PlanItem, goLive: HalfYear | undefined): boolean {
	return goLive !== undefined && Object.hasOwn(plan.bundles, bundleId(unit, goLive)) && begunIn(plan, id) !== goLive
}

/** What was decided for a bundle that has begun since, or was completed without the item, can be kept later only. */
function asItCanBe(plan: TownPlan, item: PlanItem, decision: ItemDecision, open: HalfYear): ItemDecision {
	if ('dropped' in decision || item.kind === 'project') return decision
	if ('at' in decision) return joins(plan, item, decision.at) ? { notBefore: open } : decision
	return halfYearsBetween(decision.notBefore, open) > 0 ? { notBefore: open } : decision
}

/**
 * The first half-year, from now on, in which the unit's bundle has not begun: what comes new would pass by its gates,
 * or never be done.
 */
function firstOpen({ bundles }: TownPlan, unit: Unit, now: HalfYear): HalfYear {
	let open = now
	while (Object.hasOwn(bundles, bundleId(unit, open))) open = addHalfYears(open, 1)
	return open
}

function ownItem(
	plan: TownPlan,
	before: PlanState,
	change: Extract<PlanChange, { do: 'add' }>,
	today: string,
): PlanItem {
	const used = [...before.basis.items.map((item) => item.id), ...Object.keys(plan.names)]
	const number =
		used
			.filter((id) => id.startsWith('own:'))
			.reduce((most, id) => Math.max(most, Number(id.slice('own:'.length)) || 0), 0) + 1
	return {
		id: `own:${number}`,
		kind: 'own',
		unit: change.unit,
		departments: change.unit === townUnit ? before.basis.departments.map((one) => one.departmentId) : [change.unit],
		name: change.name.trim(),
		days: change.days,
		changeover: change.changeover,
		duty: false,
		after: [],
		priority: { staffing: 0, demography: 0, targetGroup: 0, benefit: 0.5, score: 50 },
		services: [],
		added: { reason: change.reason.trim(), on: today },
	}
}
