import { createDoor } from './door'
import { anyTime } from './entry'
import { dueLanes, lanesPartition, leaseLane } from './lane'
import type { Pace } from './pace'
import type { SendParts } from './send-entry'
import { type LaneWork, workLane } from './work-lane'

export interface DispatcherParts extends SendParts {
	/** Names this instance; no other has the same. */
	readonly owner: string
	/** One for each lane. */
	readonly createPace: () => Pace
}

/** What somebody who watches over the service wants to know. */
export interface DispatcherHealth {
	/** Since when Teams has refused our name (401): nothing goes out until the registration is repaired. */
	readonly unauthorisedSince?: string
	/** Lanes that rest because Teams did not answer. */
	readonly paused: readonly { readonly lane: string; readonly until: string }[]
	/** When the entry was due that waits longest; none if nothing waits. */
	readonly oldestDueAt?: string
	/** Posts that were given up since this instance started. */
	readonly rejected: number
}

export interface Dispatcher {
	/** Sends what is due in all lanes that nobody else works, and waits until that is done. */
	sendDue(): Promise<void>
	/** Something may lie in this lane: the relay or a doorbell says so. Nothing happens if it is not so. */
	heard(lane: string): void
	/** Looks every few seconds by itself from now on. */
	start(): void
	/** Begins nothing more, waits for what is on its way and gives the lanes back. */
	stop(): Promise<void>
	health(): Promise<DispatcherHealth>
	/** Since when Teams has refused our name, read from memory; nothing while it does not. */
	refusedSince(): string | undefined
}

export const scanEveryMs = 5_000
/** So many lanes are worked at once; the others wait for the next look, or for another instance. */
const mostLanes = 200
/** What is due within this time is remembered here; what is due later the scan finds. */
const rememberedMs = 60_000
/**
 * So many paces of lanes that are not worked at present are kept, so that a lane that comes back soon keeps to its
 * limits.
 */
const mostPaces = 1_000

/** Finds lanes in which something is due, leases and works them. Any number of instances may do so. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
	const { store, clock, owner, createPace, report } = parts
	const door = createDoor(clock)
	const working = new Map<string, Promise<void>>()
	const works = new Map<string, LaneWork>()
	/** Lanes of which something was heard while they were worked: perhaps too late for that work. */
	const heardOf = new Set<string>()
	const wakes = new Map<string, () => void>()
	const paces = new Map<string, Pace>()
	let rejected = 0
	let stopped = false
	let callOffScan: () => void = () => undefined

	const counted: DispatcherParts['report'] = (one) => {
		if (one.what === 'rejected') rejected++
		report(one)
	}
	const paceOf = (lane: string): Pace => {
		const pace = paces.get(lane) ?? createPace()
		paces.delete(lane)
		paces.set(lane, pace)
		const [oldest] = paces.keys()
		if (paces.size > mostPaces && oldest !== undefined) paces.delete(oldest)
		return pace
	}
	const work = (lane: string): Promise<void> => {
		const running = working.get(lane)
		if (running) return running
		const done = lease(lane)
			.catch((fault: unknown) =>
				report({ what: 'failed', lane, fault: fault instanceof Error ? fault.message : String(fault) }),
			)
			.finally(() => {
				working.delete(lane)
				works.delete(lane)
				if (heardOf.delete(lane)) heard(lane)
			})
		working.set(lane, done)
		return done
	}
	const lease = async (lane: string): Promise<void> => {
		const leased = await leaseLane(store, lane, owner, clock.now())
		if (!leased) return
		const laneWork = workLane({ ...parts, report: counted, door, pace: paceOf(lane) }, leased)
		works.set(lane, laneWork)
		if (stopped) laneWork.stop()
		const { dueAt } = await laneWork.done
		if (dueAt !== undefined) wakeAt(lane, dueAt)
	}
	const wakeAt = (lane: string, dueAt: string) => {
		const inMs = Date.parse(dueAt) - clock.now().getTime()
		if (stopped || inMs > rememberedMs) return
		wakes.get(lane)?.()
		const callOff = clock.after(Math.max(1, inMs), () => {
			wakes.delete(lane)
			heard(lane)
		})
		wakes.set(lane, callOff)
	}
	const heard = (lane: string) => {
		if (stopped) return
		if (working.has(lane)) {
			heardOf.add(lane)
			works.get(lane)?.heard()
		} else if (working.size < mostLanes) void work(lane)
	}
	const scan = async (): Promise<void> => {
		for (const lane of await dueLanes(store, clock.now().toISOString(), mostLanes)) {
			if (stopped || working.size >= mostLanes) return
			void work(lane)
		}
	}
	const scanEver = () => {
		if (stopped) return
		callOffScan = clock.after(scanEveryMs, scanEver)
		scan().catch((fault: unknown) =>
			report({ what: 'failed', lane: '', fault: fault instanceof Error ? fault.message : String(fault) }),
		)
	}

	return {
		heard,
		sendDue: async () => {
			await scan()
			while (working.size > 0) await Promise.all(working.values())
		},
		start: scanEver,
		stop: async () => {
			stopped = true
			callOffScan()
			for (const callOff of wakes.values()) callOff()
			for (const running of works.values()) running.stop()
			await Promise.all(working.values())
		},
		refusedSince: () => door.closedSince,
		health: async () => {
			const overdue = { dueUpTo: clock.now().toISOString(), limit: 1 }
			const [paused, ready, delayed] = await Promise.all([
				store.outbox.find({ partition: lanesPartition, state: 'paused', dueUpTo: anyTime, limit: 100 }),
				store.outbox.find({ state: 'ready', ...overdue }),
				store.outbox.find({ state: 'delayed', ...overdue }),
			])
			const [oldestDueAt] = [...ready, ...delayed].map(({ document }) => document.dueAt).sort()
			return {
				...(door.closedSince !== undefined && { unauthorisedSince: door.closedSince }),
				paused: paused.map(({ document }) => ({ lane: document.id, until: document.dueAt ?? '' })),
				...(oldestDueAt !== undefined && { oldestDueAt }),
				rejected,
			}
		},
	}
}
