import { improveGroup, moveShared } from './improve'
import type { TrialPlan } from './trial-plan'

/**
 * Puts jobs that are not placed into their earliest half-years, one after the other; what they wait for goes before
 * them.
 */
export function fill(trial: TrialPlan, order: readonly number[]): void {
	const open = new Set(order)
	const place = (index: number) => {
		if (!open.delete(index)) return
		for (const before of trial.job(index).after) place(before)
		const from = trial.earliest(index)
		if (from !== undefined) trial.putEarliest(index, from, trial.length - 1)
	}
	for (const index of order) place(index)
}

/** Moves single jobs to earlier half-years, and in what was left out, until nothing fits any more. */
export function tighten(trial: TrialPlan, movable: readonly number[]): void {
	for (let moved = true; moved; ) {
		moved = false
		for (const index of movable) {
			const from = trial.earliest(index)
			const at = trial.goLive(index)
			if (from === undefined || (at !== undefined && from >= at)) continue
			if (at !== undefined) trial.take(index)
			const better = trial.putEarliest(index, from, (at ?? trial.length) - 1)
			if (!better && at !== undefined) trial.put(index, at)
			moved ||= better
		}
	}
}

/** How often the whole plan is gone through; it seldom takes half as often until nothing becomes better. */
const mostRounds = 8

/**
 * The best plan found for these jobs around all that is placed already. What concerns one department alone depends on
 * others only through the few jobs that several share, so each department is searched thoroughly with these in their
 * places, then these are moved.
 */
export function findBestPlan(trial: TrialPlan, movable: readonly number[]): void {
	begin(trial, movable)
	const { groups, shared } = grouped(trial, movable)
	for (let round = 0; round < mostRounds; round++) {
		const before = costOf(trial, movable)
		for (const group of groups) improveGroup(trial, group, round)
		for (const index of shared) moveShared(trial, index, groups)
		tighten(trial, movable)
		if (costOf(trial, movable) >= before) break
	}
}

/** Several simple orders are tried, and the best is gone on with. */
function begin(trial: TrialPlan, movable: readonly number[]): void {
	const base = trial.copy()
	const best = trial.copy()
	let least = Number.POSITIVE_INFINITY
	for (const [inherited, power] of [
		[0, 0],
		[0, 0.5],
		[0, 1],
		[0.5, 0],
		[0.5, 0.5],
		[0.5, 1],
	] as const) {
		const urgency = urgencies(trial, movable, inherited, power)
		trial.copyFrom(base)
		fill(
			trial,
			[...movable].sort((one, other) => (urgency.get(other) ?? 0) - (urgency.get(one) ?? 0) || one - other),
		)
		tighten(trial, movable)
		const cost = costOf(trial, movable)
		if (cost >= least) continue
		least = cost
		best.copyFrom(trial)
	}
	trial.copyFrom(best)
}

/** The score and a share of what waits for the job, by the days it takes. */
function urgencies(
	trial: TrialPlan,
	movable: readonly number[],
	inherited: number,
	power: number,
): ReadonlyMap<number, number> {
	const among = new Set(movable)
	const scores = new Map<number, number>()
	const scoreOf = (index: number): number => {
		const known = scores.get(index)
		if (known !== undefined) return known
		const { item, followers } = trial.job(index)
		scores.set(index, item.priority.score)
		const score =
			item.priority.score +
			inherited * followers.filter((one) => among.has(one)).reduce((sum, one) => sum + scoreOf(one), 0)
		scores.set(index, score)
		return score
	}
	return new Map(movable.map((index) => [index, scoreOf(index) / (1 + trial.job(index).item.days) ** power]))
}

export function costOf(trial: TrialPlan, jobs: readonly number[]): number {
	return jobs.reduce((cost, index) => cost + trial.cost(index), 0)
}

/** Jobs that concern one unit alone, by unit, and those that tie several together. */
function grouped(
	trial: TrialPlan,
	movable: readonly number[],
): { readonly groups: readonly (readonly number[])[]; readonly shared: readonly number[] } {
	const groups = new Map<number, number[]>()
	const shared: number[] = []
	for (const index of movable) {
		const { unit, changes } = trial.job(index)
		if (changes.some((one) => one !== unit)) shared.push(index)
		else groups.set(unit, [...(groups.get(unit) ?? []), index])
	}
	return { groups: [...groups.values()], shared }
}
