import { targetsOf } from '../directory/changes'
import { type Moves, movedBundle, movedDepartment, movedItem, movedKeys, onlyOnce } from '../directory/moves'
import { followNotice } from '../notices/follow-notice'
import { halfYearsBetween } from '../shared/half-year'
import { type ItemId, townUnit } from '../shared/unit'
import { type BundleId, type BundleState, bundleId } from './bundle'
import type { DepartmentFacts, PlanBasis } from './collect-items'
import type { Strain } from './place-bundles'
import type { Placement, PlacementReason, PlanItem, Unplaced } from './plan'
import type { LeadDecision, PlanState, PlanVersion, TownPlan } from './town-plan'
import { uniteBundles } from './unite-bundles'

/**
 * The plan after a change of the organisation. Where two departments become one, the same measure stands once, in the
 * earlier half-year, and the bundles of a half-year are one; nothing that was decided or done is lost.
 */
export function followPlan(plan: TownPlan, moves: Moves): TownPlan {
	const item = (id: ItemId) => movedItem(moves, id)
	const { agreed, draft } = plan
	const next: TownPlan = {
		...plan,
		...(agreed && { agreed: followState(agreed, moves) }),
		...(draft && { draft: followState(draft, moves) }),
		versions: plan.versions.map((version) => followVersion(version, moves)),
		names: movedKeys(plan.names, item),
		bundles: followBundles(plan, moves),
		pending: plan.pending.map((notice) => followNotice(notice, moves)),
	}
	// A card that was made before must not decide about what it did not show.
	return JSON.stringify(next) === JSON.stringify(plan) ? plan : { ...next, revision: plan.revision + 1 }
}

function followState(state: PlanState, moves: Moves): PlanState {
	const item = (id: ItemId) => movedItem(moves, id)
	const unit = (id: string) => movedDepartment(moves, id)
	const placements = movedKeys(followPlacements(state.placements, moves), item, earlier)
	return {
		...state,
		basis: followBasis(state.basis, moves),
		decisions: movedKeys(state.decisions, item, uniteDecisions),
		placements,
		unplaced: onlyOnce(
			state.unplaced.map(
				(one): Unplaced => ({
					...one,
					item: item(one.item),
					...(one.waitsFor !== undefined && { waitsFor: item(one.waitsFor) }),
				}),
			),
			(one) => one.item,
		).filter((one) => !Object.hasOwn(placements, one.item)),
		strains: onlyOnce(
			state.strains.map((strain): Strain => ({ ...strain, unit: unit(strain.unit), item: item(strain.item) })),
		),
	}
}

function followBasis({ items, departments }: PlanBasis, moves: Moves): PlanBasis {
	const unite = <Value>(
		values: readonly Value[],
		idOf: (value: Value) => string,
		both: (one: Value, other: Value) => Value,
	): Value[] => {
		const found = new Map<string, Value>()
		for (const value of values) {
			const before = found.get(idOf(value))
			found.set(idOf(value), before === undefined ? value : both(before, value))
		}
		return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value)
	}
	return {
		items: unite(
			items.map((one) => followItem(one, moves)),
			({ id }) => id,
			uniteItems,
		),
		departments: unite(
			departments.map((one) => ({ ...one, departmentId: movedDepartment(moves, one.departmentId) })),
			({ departmentId }) => departmentId,
			uniteFacts,
		),
	}
}

/** What the whole town brings concerns every part of a department that is split; its own work goes with the heir. */
function followItem(item: PlanItem, moves: Moves): PlanItem {
	const targets = (id: string) =>
		item.unit === townUnit ? targetsOf(moves.departments, id) : [movedDepartment(moves, id)]
	const known = (id: string) => (targets(id).length > 0 ? targets(id) : [id])
	return {
		...item,
		id: movedItem(moves, item.id),
		unit: movedDepartment(moves, item.unit),
		departments: [...new Set(item.departments.flatMap(known))],
		after: [...new Set(item.after.map((id) => movedItem(moves, id)))],
	}
}

function uniteItems(one: PlanItem, other: PlanItem): PlanItem {
	const first = one.priority.score >= other.priority.score ? one : other
	return {
		...first,
		departments: [...new Set([...one.departments, ...other.departments])],
		days: Math.max(one.days, other.days),
		duty: one.duty || other.duty,
		after: [...new Set([...one.after, ...other.after])].filter((id) => id !== one.id).sort(),
		services: [...new Set([...one.services, ...other.services])].sort(),
		...((one.documents || other.documents) && { documents: true }),
	}
}

/** Two teams have the posts and days of both, and the quiet months of either. */
function uniteFacts(one: DepartmentFacts, other: DepartmentFacts): DepartmentFacts {
	const sum = (a: number | undefined, b: number | undefined) =>
		a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0)
	const posts = sum(one.posts, other.posts)
	const daysStated = sum(one.daysStated, other.daysStated)
	return {
		departmentId: one.departmentId,
		...(posts !== undefined && { posts }),
		...(daysStated !== undefined && { daysStated }),
		quietMonths: [...new Set([...one.quietMonths, ...other.quietMonths])].sort((a, b) => a - b),
	}
}

function uniteDecisions(one: LeadDecision, other: LeadDecision): LeadDecision {
	const reasons = [...new Set([one.reason, other.reason])].filter((reason) => reason !== '')
	return { ...one, reason: reasons.join(' / ') }
}

function earlier<Placed extends Pick<Placement, 'goLive'>>(one: Placed, other: Placed): Placed {
	return halfYearsBetween(one.goLive, other.goLive) < 0 ? other : one
}

function followPlacements(placements: PlanState['placements'], moves: Moves): PlanState['placements'] {
	return Object.fromEntries(
		Object.entries(placements).map(([id, one]) => [id, { ...one, reason: followReason(one.reason, moves) }]),
	)
}

function followReason(reason: PlacementReason, moves: Moves): PlacementReason {
	return {
		...reason,
		...('item' in reason && { item: movedItem(moves, reason.item) }),
		...('unit' in reason && { unit: movedDepartment(moves, reason.unit) }),
		...('departmentId' in reason && { departmentId: movedDepartment(moves, reason.departmentId) }),
	}
}

function followVersion(version: PlanVersion, moves: Moves): PlanVersion {
	const placements = movedKeys(version.placements, (id) => movedItem(moves, id), earlier)
	return {
		...version,
		placements,
		unplaced: [...new Set(version.unplaced.map((id) => movedItem(moves, id)))].filter(
			(id) => !Object.hasOwn(placements, id),
		),
	}
}

/**
 * A bundle that has begun goes on as far as the one that had come less far: a team that has work in that half-year and
 * did not begin yet has passed no gate.
 */
function followBundles({ bundles, agreed }: TownPlan, moves: Moves): TownPlan['bundles'] {
	const found = new Map<BundleId, BundleState>()
	for (const [id, state] of Object.entries(bundles) as [BundleId, BundleState][]) {
		const moved = { ...state, done: [...new Set(state.done.map((item) => movedItem(moves, item)))] }
		const next = movedBundle(moves, id)
		const before = found.get(next)
		found.set(next, before ? uniteBundles(before, moved) : moved)
	}
	for (const id of waitingBundles(bundles, agreed)) {
		const next = movedBundle(moves, id)
		const before = found.get(next)
		if (before && next !== id) found.set(next, uniteBundles(before, undefined))
		else if (before && Object.keys(bundles).some((one) => one !== id && movedBundle(moves, one) === next))
			found.set(next, uniteBundles(before, undefined))
	}
	return Object.fromEntries(found)
}

/** Bundles with work in them that were not begun. */
function waitingBundles(bundles: TownPlan['bundles'], agreed: PlanState | undefined): readonly BundleId[] {
	const placed = (agreed?.basis.items ?? []).flatMap(({ id, unit }) => {
		const goLive = agreed && Object.hasOwn(agreed.placements, id) ? agreed.placements[id]?.goLive : undefined
		return goLive === undefined ? [] : [bundleId(unit, goLive)]
	})
	return [...new Set(placed)].filter((id) => !Object.hasOwn(bundles, id))
}
