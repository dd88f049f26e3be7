import type { Schedule } from './schedule'

/** Puts jobs that are not placed into their earliest half-years, one after the other; what they wait for goes before them. */
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

/** The best plan found for these jobs around all that is placed already. */
export function search(schedule: Schedule, movable: readonly number[]): void {
	const order = [...movable].sort((one, other) => schedule.job(other).weight - schedule.job(one).weight || one - other)
	fill(schedule, order)
	tighten(schedule, movable)
}
