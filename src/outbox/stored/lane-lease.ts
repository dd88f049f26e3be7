import { documentFor } from '../../store/document-values'
import { type Document, type Store, type Stored, StoreUnavailable } from '../../store/store'
import { after, latest } from '../shared/instants'

/**
 * All entries of one Entra tenant are a lane: Teams' limits and Teams' faults are per tenant, and so is the order
 * within a conversation. One instance at a time works a lane; it leases the lane's document for as long as something is
 * due, and any other may take over when the lease has run out. Instances' clocks may differ by a few seconds.
 */
export const lanesPartition = '@lanes'
export const leaseMs = 30_000
/**
 * A lane with nothing to do is looked at once a day all the same, so that not even a mistake of ours leaves something
 * lying for ever.
 */
const idleMs = 24 * 60 * 60_000
const attempts = 10

export interface LaneBody {
	readonly owner?: string
	readonly until?: string
	/** Counts the leases. What was begun in an older one no longer counts. */
	readonly fence: number
	/** How often in a row the lane was paused because Teams did not answer, and until when it rests. */
	readonly pauses?: number
	readonly pausedUntil?: string
}

/** A lane that this instance may work. */
export interface Leased {
	readonly id: string
	readonly etag: string
	/** The one who had it before did not give it back. */
	readonly takenOver: boolean
	readonly body: LaneBody & { readonly owner: string; readonly until: string }
}

function laneDocument(id: string, body: LaneBody, dueAt: string): Document {
	const state = body.pausedUntil === undefined ? 'lane' : 'paused'
	return documentFor('lane', { partition: lanesPartition, id }, { state, dueAt, lane: body })
}

function isHeld(body: LaneBody, nowIso: string): boolean {
	return body.until !== undefined && body.until > nowIso
}

/**
 * Says that something lies in the lane, after it was put there. Always a write: the instance that works the lane
 * releases it under the etag that was there before the last look, so a touch in between makes the release fail, and the
 * lane is looked at again.
 */
export async function touchLane(store: Store, lane: string, nowIso: string): Promise<void> {
	for (let attempt = 0; attempt < attempts; attempt++) {
		const stored = await store.outbox.read(lanesPartition, lane)
		if (!stored) {
			if ((await store.outbox.create(laneDocument(lane, { fence: 0 }, nowIso))) !== 'exists') return
			continue
		}
		const body = stored.document.body as LaneBody
		const rests = [isHeld(body, nowIso) ? body.until : undefined, body.pausedUntil].filter(
			(one) => one !== undefined && one > nowIso,
		)
		const before = stored.document.dueAt ?? nowIso
		const dueAt = rests.length > 0 || before < nowIso ? before : nowIso
		if ((await store.outbox.replace(laneDocument(lane, body, dueAt), stored.etag)) !== 'conflict') return
	}
	throw new StoreUnavailable(`lane ${lane} was changed by others ${attempts} times in a row`)
}

/** Lanes in which something is due and that no instance holds, longest due first. */
export async function dueLanes(store: Store, nowIso: string, limit: number): Promise<readonly string[]> {
	const due = await store.outbox.find({ partition: lanesPartition, kind: 'lane', dueUpTo: nowIso, limit })
	return due.filter(({ document }) => !isHeld(document.body as LaneBody, nowIso)).map(({ document }) => document.id)
}

/** Takes the lane if something is due in it and no instance holds it. */
export async function leaseLane(store: Store, id: string, owner: string, now: Date): Promise<Leased | undefined> {
	const stored = await store.outbox.read(lanesPartition, id)
	const nowIso = now.toISOString()
	if (!stored || (stored.document.dueAt ?? '') > nowIso) return undefined
	const { pausedUntil: _over, ...before } = stored.document.body as LaneBody
	if (isHeld(before, nowIso)) return undefined
	const body = { ...before, owner, until: after(now, leaseMs), fence: before.fence + 1 }
	const written = await store.outbox.replace(laneDocument(id, body, body.until), stored.etag)
	return written === 'conflict' ? undefined : { id, etag: written.etag, takenOver: before.owner !== undefined, body }
}

/** Holds the lane for longer. `touched` if something was put in meanwhile; `lost` if another instance has it. */
export async function renewLease(
	store: Store,
	lane: Leased,
	now: Date,
): Promise<{ readonly lane: Leased; readonly touched: boolean } | 'lost'> {
	let [current, touched] = [lane, false]
	for (let attempt = 0; attempt < attempts; attempt++) {
		const body = { ...lane.body, until: after(now, leaseMs) }
		const written = await store.outbox.replace(laneDocument(lane.id, body, body.until), current.etag)
		if (written !== 'conflict') return { lane: { ...lane, etag: written.etag, body }, touched }
		const stored = await ours(store, lane)
		if (!stored) return 'lost'
		;[current, touched] = [{ ...current, etag: stored.etag }, true]
	}
	throw new StoreUnavailable(`lane ${lane.id} was changed by others ${attempts} times in a row`)
}

/** What is known of a lane when it is given back. */
export interface Rest {
	/** When the next entry is due; without it nothing waits. */
	readonly dueAt?: string
	readonly pauses?: number
	readonly pausedUntil?: string
}

/**
 * Gives the lane back, unless something was put in since the last look; then the lane as it is now is returned, still
 * held.
 */
export async function releaseLane(
	store: Store,
	lane: Leased,
	{ dueAt, pauses, pausedUntil }: Rest,
	now: Date,
): Promise<'released' | 'lost' | Leased> {
	const body = {
		fence: lane.body.fence,
		...(pauses !== undefined && { pauses }),
		...(pausedUntil !== undefined && { pausedUntil }),
	}
	const next = latest(dueAt ?? after(now, idleMs), pausedUntil ?? '')
	const written = await store.outbox.replace(laneDocument(lane.id, body, next), lane.etag)
	if (written !== 'conflict') return 'released'
	const stored = await ours(store, lane)
	return stored ? { ...lane, etag: stored.etag } : 'lost'
}

/** The lane's document, if it still is in the lease that we took. */
async function ours(store: Store, lane: Leased): Promise<Stored | undefined> {
	const stored = await store.outbox.read(lanesPartition, lane.id)
	const body = stored?.document.body as LaneBody | undefined
	return body?.owner === lane.body.owner && body.fence === lane.body.fence ? stored : undefined
}
