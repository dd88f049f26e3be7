import type { TrialPlan } from './trial-plan'

/**
 * Places the jobs of one unit in a given order, each as early as it fits around everything else. The search asks for
 * orders that begin alike, so what the last one began with is left standing.
 */
export class Packing {
	private readonly outside: ReadonlyMap<number, readonly number[]>
	private readonly least: ReadonlyMap<number, number>
	private readonly leastOfAll: number
	private readonly pending = new Set<number>()
	/** The last order, how many of it were dealt with, and after each of these: how many jobs were, and at which cost. */
	private last: readonly number[] = []
	private reached = 0
	private readonly dealtWith: number[] = []
	private readonly counts: number[] = [0]
	private readonly costs: number[] = [0]

	constructor(
		private readonly trial: TrialPlan,
		private readonly group: readonly number[],
	) {
		const mine = new Set(group)
		this.outside = new Map(group.map((index) => [index, trial.job(index).followers.filter((one) => !mine.has(one))]))
		this.least = new Map(
			group.map((index) => {
				const { allowed, cost, costLeftOut } = trial.job(index)
				return [index, cost[allowed.indexOf(true)] ?? costLeftOut]
			}),
		)
		this.leastOfAll = [...this.least.values()].reduce((sum, one) => sum + one, 0)
	}

	costNow(): number {
		return this.group.reduce((sum, index) => sum + this.trial.cost(index), 0)
	}

	/** By when work begins; what is left out comes last. */
	orderNow(): readonly number[] {
		const begin = (index: number) => (this.trial.goLive(index) ?? 1_000) - this.trial.job(index).span
		return [...this.group].sort((one, other) => begin(one) - begin(other) || one - other)
	}

	/** Takes the group's jobs out; to be called before the first `place`, and again when anything else has changed. */
	clear(): void {
		for (const index of this.group) {
			this.trial.take(index)
			this.pending.add(index)
		}
		this.dealtWith.length = 0
		this.reached = 0
		this.costs[0] = this.leastOfAll
	}

	/**
	 * The cost of the plan that this order makes. Undefined, with the plan half made, as soon as it cannot be below the
	 * limit or something outside the group would have to move.
	 */
	place(order: readonly number[], limit = Number.POSITIVE_INFINITY): number | undefined {
		const { trial, pending, dealtWith, counts, costs } = this
		let same = 0
		while (same < this.reached && order[same] === this.last[same]) same++
		while (dealtWith.length > (counts[same] ?? 0)) {
			const index = dealtWith.pop() as number
			trial.take(index)
			pending.add(index)
		}
		this.last = order
		this.reached = same
		let cost = costs[same] ?? 0
		if (cost >= limit) return undefined
		const put = (index: number): boolean => {
			if (!pending.delete(index)) return true
			for (const before of trial.job(index).after) if (pending.has(before) && !put(before)) return false
			dealtWith.push(index)
			const until = this.latest(index)
			const from = trial.earliest(index)
			const placed = from !== undefined && trial.putEarliest(index, from, until)
			if (!placed && until < trial.length - 1) return false
			cost += trial.cost(index) - (this.least.get(index) ?? 0)
			return cost < limit
		}
		for (let at = same; at < order.length; at++) {
			if (!put(order[at] as number)) {
				// What was begun on the way down has to be pending again for the next order.
				for (const index of this.group) if (!dealtWith.includes(index)) pending.add(index)
				return undefined
			}
			this.reached = at + 1
			counts[at + 1] = dealtWith.length
			costs[at + 1] = cost
		}
		return cost
	}

	/**
	 * The last half-year in which it does not come too late for what waits for it elsewhere. What is decided does not
	 * wait.
	 */
	private latest(index: number): number {
		let until = this.trial.length - 1
		for (const follower of this.outside.get(index) ?? []) {
			const at = this.trial.goLive(follower)
			if (at !== undefined && this.trial.job(follower).fixed === undefined && at <= until) until = at - 1
		}
		return until
	}
}
