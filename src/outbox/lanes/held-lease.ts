import type { Store } from '../../store/store'
import type { Clock } from '../shared/clock'
import { type Leased, leaseMs, type Rest, releaseLane, renewLease } from '../stored/lane-lease'

/** The lease of a lane while it is worked: renewed in time, given back at the end. */
export class HeldLease {
	private heldUntil: number

	constructor(
		private readonly store: Store,
		private readonly clock: Clock,
		private lane: Leased,
	) {
		this.heldUntil = clock.steadyMs() + leaseMs
	}

	/** What claims are made with. */
	get body(): Leased['body'] {
		return this.lane.body
	}

	/** Renews the lease when a third of it is over. `touched`: something was put into the lane meanwhile. */
	async keep(): Promise<'kept' | 'touched' | 'lost'> {
		if (this.heldUntil - this.clock.steadyMs() > (2 * leaseMs) / 3) return 'kept'
		const renewed = await renewLease(this.store, this.lane, this.clock.now())
		if (renewed === 'lost') return 'lost'
		this.lane = renewed.lane
		this.heldUntil = this.clock.steadyMs() + leaseMs
		return renewed.touched ? 'touched' : 'kept'
	}

	/** Gives the lane back. `touched`: something was put in since the last look, and the lane is still held. */
	async release(rest: Rest): Promise<'released' | 'touched' | 'lost'> {
		const released = await releaseLane(this.store, this.lane, rest, this.clock.now())
		if (typeof released === 'string') return released
		this.lane = released
		return 'touched'
	}
}
