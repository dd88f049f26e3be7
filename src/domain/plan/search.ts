import { improveGroup, moveShared } from './improve'
import type { Schedule } from './schedule'

/**
 * Puts jobs that are not placed into their earliest half-years, one after the other; what they wait for goes before
 * them.
 */
export function fill(schedule: Schedule, order: readonly number[]): void {
	const open = new Set(order)
	const place = (index: number) => {
		if (!open.delete(index)) return
		for (const before of schedule.job(index).after) place(before)
		const from = schedule.earliest(index)
		if (from !== undefined) schedule.putEarliest(index, from, schedule.length - 1)
	}
	for (const index of order) place(index)
}

/** Moves single jobs to earlier half-years, and in what was left out, until nothing fits any more. */
export function tighten(schedule: Schedule, movable: readonly number[]): void {
	for (let moved = true; moved; ) {
		moved = false
		for (const index of movable) {
			const from = schedule.earliest(index)
			const at = schedule.goLive(index)
			if (from === undefined || (at !== undefined && from >= at)) continue
			if (at !== undefined) schedule.take(index)
			const better = schedule.putEarliest(index, from, (at ?? schedule.length) - 1)
			if (!better && at !== undefined) schedule.put(index, at)
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
export function search(schedule: Schedule, movable: readonly number[]): void {
	begin(schedule, movable)
	const { groups, shared } = grouped(schedule, movable)
	for (let round = 0; round < mostRounds; round++) {
		const before = costOf(schedule, movable)
		for (const group of groups) improveGroup(schedule, group, round)
		for (const index of shared) moveShared(schedule, index, groups)
		tighten(schedule, movable)
		if (costOf(schedule, movable) >= before) break
	}
}

/** Several simple orders are tried, and the best is gone on with. */
function begin(schedule: Schedule, movable: readonly number[]): void {
	const base = schedule.copy()
	const best = schedule.copy()
	let least = Number.POSITIVE_INFINITY
	for (const [inherited, power] of [
		[0, 0],
		[0, 0.5],
		[0, 1],
		[0.5, 0],
		[0.5, 0.5],
		[0.5, 1],
	] as const) {
		const urgency = urgencies(schedule, movable, inherited, power)
		schedule.copyFrom(base)
		fill(
			schedule,
			[...movable].sort((one, other) => (urgency.get(other) ?? 0) - (urgency.get(one) ?? 0) || one - other),
		)
		tighten(schedule, movable)
		const cost = costOf(schedule, movable)
		if (cost >= least) continue
		least = cost
		best.copyFrom(schedule)
	}
	schedule.copyFrom(best)
}

/** The score and a share of what waits for the job, by the days it takes. */
function urgencies(
	schedule: Schedule,
	movable: readonly number[],
	inherited: number,
	power: number,
): ReadonlyMap<number, number> {
	const among = new Set(movable)
	const scores = new Map<number, number>()
	const scoreOf = (index: number): number => {
		const known = scores.get(index)
		if (known !== undefined) return known
		const { item, followers } = schedule.job(index)
		scores.set(index, item.priority.score)
		const score =
			item.priority.score +
			inherited * followers.filter((one) => among.has(one)).reduce((sum, one) => sum + scoreOf(one), 0)
		scores.set(index, score)
		return score
	}
	return new Map(movable.map((index) => [index, scoreOf(index) / (1 + schedule.job(index).item.days) ** power]))
}

export function costOf(schedule: Schedule, jobs: readonly number[]): number {
	return jobs.reduce((cost, index) => cost + schedule.cost(index), 0)
}

/** Jobs that concern one unit alone, by unit, and those that tie several together. */
function grouped(
	schedule: Schedule,
	movable: readonly number[],
): { readonly groups: readonly (readonly number[])[]; readonly shared: readonly number[] } {
	const groups = new Map<number, number[]>()
	const shared: number[] = []
	for (const index of movable) {
		const { unit, changes } = schedule.job(index)
		if (changes.some((one) => one !== unit)) shared.push(index)
		else groups.set(unit, [...(groups.get(unit) ?? []), index])
	}
	return { groups: [...groups.values()], shared }
}
