import { anyTime } from '../shared/instants'
import { lanesPartition } from '../stored/lane-lease'
import { type DispatcherParts, LanesAtWork } from './lanes-at-work'
import { createRefusalGate, type RefusalGate } from './refusal-gate'

/** What a person who watches over the service wants to know. */
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
	/** Sends what is due in all lanes that no other instance works, and waits until that is done. */
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
/** Finds lanes in which something is due, leases and works them. Any number of instances may do so. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
	const { clock, report } = parts
	const gate = createRefusalGate(clock)
	let rejected = 0
	const countRejected: DispatcherParts['report'] = (one) => {
		if (one.what === 'rejected') rejected++
		report(one)
	}
	const lanes = new LanesAtWork({ ...parts, report: countRejected }, gate)
	let isStopped = false
	let callOffScan: () => void = () => undefined
	const scanForEver = () => {
		if (isStopped) return
		callOffScan = clock.after(scanEveryMs, scanForEver)
		lanes
			.scan()
			.catch((fault: unknown) =>
				report({ what: 'failed', lane: '', fault: fault instanceof Error ? fault.message : String(fault) }),
			)
	}

	return {
		heard: (lane) => lanes.heard(lane),
		sendDue: async () => {
			await lanes.scan()
			await lanes.untilIdle()
		},
		start: scanForEver,
		stop: async () => {
			isStopped = true
			callOffScan()
			await lanes.stop()
		},
		refusedSince: () => gate.closedSince,
		health: () => readHealth(parts, gate, rejected),
	}
}

async function readHealth(
	{ store, clock }: DispatcherParts,
	gate: RefusalGate,
	rejected: number,
): Promise<DispatcherHealth> {
	const overdue = { dueUpTo: clock.now().toISOString(), limit: 1 }
	const [paused, ready, delayed] = await Promise.all([
		store.outbox.find({ partition: lanesPartition, state: 'paused', dueUpTo: anyTime, limit: 100 }),
		store.outbox.find({ state: 'ready', ...overdue }),
		store.outbox.find({ state: 'delayed', ...overdue }),
	])
	const [oldestDueAt] = [...ready, ...delayed].map(({ document }) => document.dueAt).sort()
	return {
		...(gate.closedSince !== undefined && { unauthorisedSince: gate.closedSince }),
		paused: paused.map(({ document }) => ({ lane: document.id, until: document.dueAt ?? '' })),
		...(oldestDueAt !== undefined && { oldestDueAt }),
		rejected,
	}
}
