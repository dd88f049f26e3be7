import { halfYearsBetween } from '../shared/half-year'
import type { ItemId } from '../shared/unit'
import type { Placement } from './plan'
import type { TrialPlan } from './trial-plan'

/**
 * Carries an agreed plan over with the least change: what still may stays in its half-year; what may not moves to the
 * next later one that has room; what is new fits in around. Nothing else becomes better or worse. Duties keep their
 * half-year before others do.
 */
export function keepPlan(
	trial: TrialPlan,
	movable: readonly number[],
	keep: Readonly<Record<ItemId, Placement>>,
): void {
	const { placing } = trial
	const first = placing.halfYears[0]
	const keptAt = new Map(
		movable.flatMap((index): [number, number][] => {
			const { id } = trial.job(index).item
			const kept = Object.hasOwn(keep, id) ? keep[id] : undefined
			return kept && first ? [[index, halfYearsBetween(first, kept.goLive)]] : []
		}),
	)
	const ranked = [...movable].sort(byRank(trial))
	const staying = new Set(ranked.filter((index) => keptAt.has(index)))
	const base = trial.copy()
	// Each turn takes at least one job off the staying ones, so it ends.
	for (let settled = false; !settled; ) {
		settled = true
		trial.copyFrom(base)
		for (const index of ranked.filter((one) => staying.has(one))) {
			const at = keptAt.get(index) ?? 0
			if (trial.job(index).allowed[at] && trial.hasRoom(index, at)) trial.put(index, at)
			else staying.delete(index)
		}
		placeOthers(trial, ranked, keptAt, staying)
		for (const index of [...staying]) {
			if ((trial.earliest(index) ?? trial.length) <= (keptAt.get(index) ?? 0)) continue
			staying.delete(index)
			settled = false
		}
	}
}

/** What has to move goes before what is new, and what something waits for goes before it. */
function placeOthers(
	trial: TrialPlan,
	ranked: readonly number[],
	keptAt: ReadonlyMap<number, number>,
	staying: ReadonlySet<number>,
): void {
	const open = new Set(ranked.filter((index) => !staying.has(index)))
	const place = (index: number) => {
		if (!open.delete(index)) return
		for (const before of trial.job(index).after) place(before)
		const from = trial.earliest(index)
		if (from === undefined) return
		const kept = keptAt.get(index)
		trial.putEarliest(index, Math.max(from, kept === undefined ? 0 : kept + 1), trial.length - 1)
	}
	const [moved, fresh] = [true, false].map((was) => [...open].filter((index) => keptAt.has(index) === was))
	for (const index of [...(moved ?? []), ...(fresh ?? [])]) place(index)
}

/** Duties and what they need first, then by score. */
function byRank(trial: TrialPlan): (one: number, other: number) => number {
	return (one, other) => {
		const [a, b] = [trial.job(one), trial.job(other)]
		return Number(b.early) - Number(a.early) || b.item.priority.score - a.item.priority.score || one - other
	}
}
