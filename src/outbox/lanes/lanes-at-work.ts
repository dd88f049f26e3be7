import type { SendParts } from '../posting/send-entry'
import { dueLanes, leaseLane } from '../stored/lane-lease'
import { LanePaces } from './lane-paces'
import type { Pace } from './pace'
import type { RefusalGate } from './refusal-gate'
import { type LaneWork, workLane } from './work-lane'

export interface DispatcherParts extends SendParts {
	/** Names this instance; no other has the same. */
	readonly owner: string
	/** One for each lane. */
	readonly createPace: () => Pace
}

/** So many lanes are worked at once; the others wait for the next look, or for another instance. */
const mostLanes = 200
/** What is due within this time is remembered here; what is due later the scan finds. */
const rememberedMs = 60_000

/** A lane that this instance works. */
interface AtWork {
	readonly done: Promise<void>
	/** Absent while the lane is still being leased. */
	work?: LaneWork
	/** Something was heard of it meanwhile: perhaps too late for this work. */
	heard?: true
}

/** The lanes that this instance works, and those that it will look at again within the minute. */
export class LanesAtWork {
	private readonly lanes = new Map<string, AtWork>()
	/** Calls off the next look at a lane. */
	private readonly wakes = new Map<string, () => void>()
	private readonly paces: LanePaces
	private isStopped = false

	constructor(
		private readonly parts: DispatcherParts,
		private readonly gate: RefusalGate,
	) {
		this.paces = new LanePaces(parts.createPace)
	}

	/** Something may lie in this lane. */
	heard(lane: string): void {
		if (this.isStopped) return
		const atWork = this.lanes.get(lane)
		if (atWork) {
			atWork.heard = true
			atWork.work?.heard()
		} else if (this.lanes.size < mostLanes) this.begin(lane)
	}

	/** Begins with every lane in which something is due and that no instance holds. */
	async scan(): Promise<void> {
		const { store, clock } = this.parts
		for (const lane of await dueLanes(store, clock.now().toISOString(), mostLanes)) {
			if (this.isStopped || this.lanes.size >= mostLanes) return
			if (!this.lanes.has(lane)) this.begin(lane)
		}
	}

	/** Waits until no lane is worked any more. */
	async untilIdle(): Promise<void> {
		while (this.lanes.size > 0) await this.untilDone()
	}

	/** Begins nothing more, waits for what is on its way and gives the lanes back. */
	async stop(): Promise<void> {
		this.isStopped = true
		for (const callOff of this.wakes.values()) callOff()
		for (const { work } of this.lanes.values()) work?.stop()
		await this.untilDone()
	}

	private async untilDone(): Promise<void> {
		await Promise.all([...this.lanes.values()].map(({ done }) => done))
	}

	private begin(lane: string): void {
		const done = this.leaseAndWork(lane)
			.catch((fault: unknown) =>
				this.parts.report({ what: 'failed', lane, fault: fault instanceof Error ? fault.message : String(fault) }),
			)
			.finally(() => {
				const heard = this.lanes.get(lane)?.heard
				this.lanes.delete(lane)
				if (heard) this.heard(lane)
			})
		this.lanes.set(lane, { done })
	}

	private async leaseAndWork(lane: string): Promise<void> {
		const { store, owner, clock } = this.parts
		const leased = await leaseLane(store, lane, owner, clock.now())
		if (!leased) return
		const work = workLane({ ...this.parts, gate: this.gate, pace: this.paces.of(lane) }, leased)
		const atWork = this.lanes.get(lane)
		if (atWork) atWork.work = work
		if (this.isStopped) work.stop()
		const { dueAt } = await work.done
		if (dueAt !== undefined) this.wakeAt(lane, dueAt)
	}

	private wakeAt(lane: string, dueAt: string): void {
		const { clock } = this.parts
		const inMs = Date.parse(dueAt) - clock.now().getTime()
		if (this.isStopped || inMs > rememberedMs) return
		this.wakes.get(lane)?.()
		const callOff = clock.after(Math.max(1, inMs), () => {
			this.wakes.delete(lane)
			this.heard(lane)
		})
		this.wakes.set(lane, callOff)
	}
}
