import { Packing } from './packing'
import type { TrialPlan } from './trial-plan'

interface Found {
	readonly order: readonly number[]
	readonly cost: number
}

/** How often the best order of a unit is shaken in one round; more cost time and bring little. */
const shakes = 12
/** How many jobs change their places in one shake. */
const changesInShake = 3

/**
 * Searches the order in which the jobs of one unit are placed, everything else standing still. First each job is tried
 * at every other place of the order; when that helps no more, the order is shaken a little, the same way every time,
 * and tried again.
 */
export function improveGroup(trial: TrialPlan, group: readonly number[], round: number): void {
	if (group.length < 2) return
	const kept = trial.copy()
	const packing = new Packing(trial, group)
	let best: Found = { order: packing.orderNow(), cost: packing.costNow() }
	packing.clear()
	const keepIfBetter = (found: Found) => {
		if (found.cost >= best.cost) return
		best = found
		packing.place(found.order)
		kept.copyFrom(trial)
	}
	const begun = packing.place(best.order)
	keepIfBetter(descend(packing, { order: best.order, cost: begun ?? Number.POSITIVE_INFINITY }))
	const below = numbersFrom(7 + round)
	for (let shake = 0; shake < shakes; shake++) {
		let { order } = best
		for (let change = 0; change < changesInShake; change++)
			order = moved(order, below(order.length), below(order.length))
		const cost = packing.place(order)
		if (cost !== undefined) keepIfBetter(descend(packing, { order, cost }))
	}
	trial.copyFrom(kept)
}

/** Tries every job at every place of the order until no single move helps any more. */
function descend(packing: Packing, start: Found): Found {
	let found = start
	for (let better = true; better; ) {
		better = false
		for (let from = found.order.length - 1; from >= 0; from--) {
			for (let to = found.order.length - 1; to >= 0; to--) {
				if (from === to || from === to + 1) continue
				const order = moved(found.order, from, to)
				const cost = packing.place(order, found.cost)
				if (cost === undefined) continue
				found = { order, cost }
				better = true
			}
		}
	}
	return found
}

function moved(order: readonly number[], from: number, to: number): readonly number[] {
	const made = order.slice()
	made.splice(from, 1)
	made.splice(to, 0, order[from] as number)
	return made
}

/** Whole numbers that look random and are the same every time. */
function numbersFrom(seed: number): (below: number) => number {
	let state = seed
	return (below) => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
		return Math.floor((state / 0x80000000) * below)
	}
}

/**
 * Tries every other half-year for a job that several units share, and lets their own jobs find new places around it.
 */
export function moveShared(trial: TrialPlan, index: number, groups: readonly (readonly number[])[]): void {
	const job = trial.job(index)
	const touched = new Set([job.unit, ...job.changes])
	const near = new Set([...job.after, ...job.followers])
	const packings = groups
		.filter((group) => group.some((one) => near.has(one) || touched.has(trial.job(one).unit)))
		.map((group) => {
			const packing = new Packing(trial, group)
			return { group, packing, order: packing.orderNow() }
		})
	const concerned = [index, ...packings.flatMap(({ group }) => group)]
	const elsewhere = {
		after: job.after.filter((one) => !concerned.includes(one)),
		followers: job.followers.filter((one) => !concerned.includes(one)),
	}
	const cost = () => concerned.reduce((sum, one) => sum + trial.cost(one), 0)
	const base = trial.copy()
	const best = trial.copy()
	let least = cost()
	for (let at = 0; at < trial.length; at++) {
		if (!job.allowed[at] || base.goLive(index) === at) continue
		trial.copyFrom(base)
		trial.take(index)
		for (const { packing } of packings) packing.clear()
		const inOrder =
			elsewhere.after.every((before) => (trial.goLive(before) ?? at) < at) &&
			elsewhere.followers.every(
				(follower) => trial.job(follower).fixed !== undefined || (trial.goLive(follower) ?? at + 1) > at,
			)
		if (!inOrder || !trial.hasRoom(index, at)) continue
		trial.put(index, at)
		if (!packings.every(({ packing, order }) => packing.place(order) !== undefined)) continue
		// What it waits for may have found no place in time.
		if (job.after.some((before) => (trial.goLive(before) ?? at) >= at) || cost() >= least) continue
		least = cost()
		best.copyFrom(trial)
	}
	trial.copyFrom(best)
}
