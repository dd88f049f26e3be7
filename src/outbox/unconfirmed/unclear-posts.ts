import type { Directory } from '../../domain/directory/directory'
import type { Store } from '../../store/store'
import { after, anyTime, nth } from '../shared/instants'
import { type Address, entryDocument, type OutboxEntry, type State, waitingKind } from '../stored/entry'
import { touchLane } from '../stored/lane-lease'

/** Whose entries; a directory's `town` will do. */
export interface OfTown {
	readonly id: string
	readonly entraTenantId: string
}

/** A post to a channel that Teams did not confirm, and that waits for a person to say whether it is there. */
export interface UnclearEntry {
	/** Names it for `markSeen` and `sendAgain`. */
	readonly id: string
	readonly entry: OutboxEntry
	/** Instant at which it was given up. */
	readonly since: string
}

const most = 200
/** Leads are told once for all posts that became unclear within the same quarter of an hour, at its end. */
const collectedMs = 15 * 60_000

/** The posts of a town that wait for a decision, oldest first. */
export async function listUnclear(store: Store, town: OfTown): Promise<readonly UnclearEntry[]> {
	const found = await store.outbox.find({
		partition: town.entraTenantId,
		kind: waitingKind(town.id, 'decision'),
		state: 'unclear',
		dueUpTo: anyTime,
		limit: most,
	})
	return found.map(({ document }) => ({
		id: document.id,
		entry: document.body as OutboxEntry,
		since: document.dueAt ?? '',
	}))
}

/** The lead has seen it in the channel. False if that was decided already. */
export function markSeen(store: Store, town: OfTown, id: string, now: Date): Promise<boolean> {
	return decide(store, town, id, 'sent', now)
}

/**
 * The lead wants it posted again; the only way in which an unclear post is ever repeated. False if that was decided
 * already.
 */
export async function sendAgain(store: Store, town: OfTown, id: string, now: Date): Promise<boolean> {
	const decided = await decide(store, town, id, 'ready', now)
	if (decided) await touchLane(store, town.entraTenantId, now.toISOString())
	return decided
}

async function decide(store: Store, town: OfTown, id: string, state: State, now: Date): Promise<boolean> {
	const stored = await store.outbox.read(town.entraTenantId, id)
	if (stored?.document.kind !== waitingKind(town.id, 'decision')) return false
	const { doubts: _none, contended: _neither, ...entry } = stored.document.body as OutboxEntry
	return (
		(await store.outbox.replace(entryDocument({ ...entry, attempts: 0 }, state, now.toISOString()), stored.etag)) !==
		'conflict'
	)
}

/**
 * Tells the project leads that posts wait for their decision. Can be repeated; the card shows what is unclear when it
 * is sent.
 */
export async function tellLeads(
	store: Store,
	directory: Directory | undefined,
	{ townId, tenantId }: OutboxEntry,
	now: Date,
): Promise<void> {
	const toldAt = after(new Date(Math.floor(now.getTime() / collectedMs) * collectedMs), collectedMs)
	for (const person of directory?.people ?? []) {
		if (!person.roles.includes('projectLead')) continue
		const to = { personId: person.id }
		const work = { kind: 'unclear-posts', key: `unclear:${townId}:${toldAt}:${person.id}`, to } as const
		await store.outbox.create(entryDocument({ townId, tenantId, to, work, attempts: 0 }, 'ready', toldAt))
	}
}

/** A person or channel has given a sign of life: what could not reach them is tried again. The number of entries. */
export async function retryUnreachable(store: Store, town: OfTown, to: Address, now: Date): Promise<number> {
	const parked = await store.outbox.find({
		partition: town.entraTenantId,
		kind: waitingKind(town.id, to),
		state: 'unreachable',
		dueUpTo: anyTime,
		limit: most,
	})
	for (const [at, { document, etag }] of parked.entries()) {
		await store.outbox.replace(
			entryDocument({ ...(document.body as OutboxEntry), attempts: 0 }, 'ready', nth(now.toISOString(), at)),
			etag,
		)
	}
	if (parked.length > 0) await touchLane(store, town.entraTenantId, now.toISOString())
	return parked.length
}
