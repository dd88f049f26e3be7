import { tolerance } from './capacity'
import { consolidationWindow, type Job, mostBig, mostSmall, type Placing } from './placing'

/** What keeps a job from a half-year. */
export type Obstacle =
	| { readonly what: 'capacity'; readonly unit: number; readonly at: number }
	| { readonly what: 'changeover' | 'consolidation'; readonly unit: number }

/** Where no half-year is. */
export const nowhere = -1_000

/**
 * A plan in the making: where each job stands and what that takes of everybody. It is changed in place, since a search
 * tries out thousands of plans; nothing outside the placer ever sees one.
 */
export class TrialPlan {
	readonly length: number
	/** Go-live half-year by job; `nowhere` if it is not placed. */
	readonly at: Int32Array
	private readonly days: Float64Array
	private readonly bigs: Int32Array
	private readonly smalls: Int32Array

	constructor(readonly placing: Placing) {
		this.length = placing.halfYears.length
		const cells = placing.units.length * this.length
		this.at = new Int32Array(placing.jobs.length).fill(nowhere)
		this.days = new Float64Array(cells)
		this.bigs = new Int32Array(cells)
		this.smalls = new Int32Array(cells)
	}

	copyFrom(other: TrialPlan): void {
		this.at.set(other.at)
		this.days.set(other.days)
		this.bigs.set(other.bigs)
		this.smalls.set(other.smalls)
	}

	copy(): TrialPlan {
		const made = new TrialPlan(this.placing)
		made.copyFrom(this)
		return made
	}

	isPlaced(index: number): boolean {
		return this.at[index] !== nowhere
	}

	goLive(index: number): number | undefined {
		const at = this.at[index]
		return at === undefined || at === nowhere ? undefined : at
	}

	cost(index: number): number {
		const job = this.job(index)
		const at = this.at[index] ?? nowhere
		return at === nowhere ? job.costLeftOut : (job.cost[at] ?? 0)
	}

	job(index: number): Job {
		return this.placing.jobs[index] as Job
	}

	put(index: number, at: number): void {
		this.at[index] = at
		this.count(index, at, 1)
	}

	take(index: number): void {
		const at = this.at[index] ?? nowhere
		if (at === nowhere) return
		this.at[index] = nowhere
		this.count(index, at, -1)
	}

	private count(index: number, at: number, sign: 1 | -1): void {
		const { unit, span, daysEach, big, changes } = this.job(index)
		const base = unit * this.length
		for (let t = Math.max(0, at - span + 1); t <= at && t < this.length; t++) {
			const left = (this.days[base + t] ?? 0) + sign * daysEach
			// Taking off what was put on must leave nothing behind, or the last digit would grow.
			this.days[base + t] = Math.abs(left) < tolerance ? 0 : left
		}
		if (at < 0 || at >= this.length) return
		const counted = big ? this.bigs : this.smalls
		for (const department of changes)
			counted[department * this.length + at] = (counted[department * this.length + at] ?? 0) + sign
	}

	/**
	 * Whether what others take leaves room for this job, which is not placed now. Order and `allowed` are not looked at.
	 */
	hasRoom(index: number, at: number): boolean {
		const { unit, span, daysEach, changes, big } = this.job(index)
		const room = this.placing.capacity[unit] as readonly number[]
		// The search spends its time here, so it asks for nothing but yes or no and builds nothing.
		const base = unit * this.length
		if (daysEach > 0)
			for (let t = at; t > at - span; t--)
				if ((this.days[base + t] as number) + daysEach > (room[t] as number) + tolerance) return false
		if (changes.length === 0) return true
		const counted = big ? this.bigs : this.smalls
		const most = big ? mostBig : mostSmall
		for (const department of changes) {
			if ((counted[department * this.length + at] as number) >= most || this.breaksConsolidation(department, at))
				return false
		}
		return true
	}

	/** The first thing that stands in the way: the people concerned before the days, since that is what they notice. */
	obstacle(index: number, at: number): Obstacle | undefined {
		const { unit, span, daysEach, big, changes } = this.job(index)
		const counted = big ? this.bigs : this.smalls
		const most = big ? mostBig : mostSmall
		for (const department of changes) {
			if ((counted[department * this.length + at] ?? 0) >= most) return { what: 'changeover', unit: department }
			if (this.breaksConsolidation(department, at)) return { what: 'consolidation', unit: department }
		}
		if (daysEach === 0) return undefined
		const room = this.placing.capacity[unit] ?? []
		for (let t = at; t > at - span; t--) {
			if ((this.days[unit * this.length + t] ?? 0) + daysEach > (room[t] ?? 0) + tolerance)
				return { what: 'capacity', unit, at: t }
		}
		return undefined
	}

	/**
	 * Whether a changeover in this half-year would fill up four in a row. Where one is already, another makes no
	 * difference.
	 */
	private breaksConsolidation(department: number, at: number): boolean {
		if (this.changeovers(department, at) > 0) return false
		let row = 1
		for (let t = at - 1; t >= 0 && this.changeovers(department, t) > 0; t--) row++
		for (let t = at + 1; t < this.length && this.changeovers(department, t) > 0; t++) row++
		return row >= consolidationWindow
	}

	changeovers(unit: number, at: number): number {
		return (this.bigs[unit * this.length + at] ?? 0) + (this.smalls[unit * this.length + at] ?? 0)
	}

	bigIn(unit: number, at: number): number {
		return this.bigs[unit * this.length + at] ?? 0
	}

	smallIn(unit: number, at: number): number {
		return this.smalls[unit * this.length + at] ?? 0
	}

	daysIn(unit: number, at: number): number {
		return this.days[unit * this.length + at] ?? 0
	}

	/** Earliest half-year that the order allows, by what it comes after; undefined if something of that is not placed. */
	earliest(index: number): number | undefined {
		let at = 0
		for (const before of this.job(index).after) {
			const done = this.at[before] ?? nowhere
			if (done === nowhere) return undefined
			if (done >= at) at = done + 1
		}
		return at
	}

	/** Puts a job into the first half-year from `from` to `until` that has room for it. */
	putEarliest(index: number, from: number, until: number): boolean {
		const { allowed } = this.job(index)
		for (let at = from; at <= until; at++) {
			if (!allowed[at] || !this.hasRoom(index, at)) continue
			this.put(index, at)
			return true
		}
		return false
	}
}
