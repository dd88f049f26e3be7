import type { PersonalNotice } from '../domain/messages/notice'
import { type Store, type Stored, StoreUnavailable } from '../store/store'
import type { Outcome } from './entry'
import { type Entry, entryDocument, kindFor, shard } from './relay'

export type Post = (townId: string, notice: PersonalNotice) => Promise<Outcome>

const leaseMs = 30_000
const mostAttempts = 6
/** So often a card may be on its way without anybody knowing whether it arrived: once, and once again. */
const mostDoubts = 2

/**
 * Takes due entries out, posts them, settles them. Claiming is a conditional write, so that of several workers one posts. A card to a person
 * may be repeated once when nobody knows whether it arrived: both show the same state and lead to the same answers.
 */
export async function dispatchDue(store: Store, post: Post, now: () => Date): Promise<number> {
	const nowIso = now().toISOString()
	const due = [
		...(await store.outbox.find({ partition: shard, state: 'ready', dueUpTo: nowIso, limit: 50 })),
		...(await store.outbox.find({ partition: shard, state: 'sending', dueUpTo: nowIso, limit: 50 })),
	]
	let settled = 0
	for (const stored of due) if (await dispatchOne(store, stored, post, now)) settled++
	return settled
}

async function dispatchOne(store: Store, stored: Stored, post: Post, now: () => Date): Promise<boolean> {
	const entry = stored.document.body as Entry
	// Still marked as being sent after its lease: whoever sent it did not live to say whether it arrived.
	const doubts = (entry.doubts ?? 0) + (stored.document.state === 'sending' ? 1 : 0)
	const { leaseUntil: _ended, ...rest } = entry
	if (doubts >= mostDoubts) {
		const parked = await store.outbox.replace(entryDocument({ ...rest, doubts }, 'unclear', now().toISOString()), stored.etag)
		return typeof parked !== 'string'
	}
	const leaseUntil = new Date(now().getTime() + leaseMs).toISOString()
	const attempts = entry.attempts + 1
	// While it is being sent, the entry is due again when the lease ends: a crash needs no other trace.
	const claimed = await store.outbox.replace(entryDocument({ ...rest, attempts, doubts, leaseUntil }, 'sending', leaseUntil), stored.etag)
	if (typeof claimed === 'string') return false
	const release = (change: Partial<Entry>, state: string, dueAt: string) =>
		store.outbox.replace(entryDocument({ ...rest, attempts, doubts, ...change }, state, dueAt), claimed.etag)
	let outcome: Outcome
	try {
		outcome = await post(entry.townId, entry.notice)
	} catch (fault) {
		// It failed before anything was sent. Without the store it is tried again; any other fault is ours and would come again.
		if (fault instanceof StoreUnavailable) await release({ attempts: entry.attempts }, 'ready', leaseUntil)
		else await release({ lastFault: String(fault) }, 'rejected', now().toISOString())
		throw fault
	}
	const doubtful = doubts + (outcome.kind === 'unclear' ? 1 : 0)
	const { state, dueAt } = settle(outcome, { attempts, doubts: doubtful }, now())
	await release({ doubts: doubtful, ...('fault' in outcome && { lastFault: outcome.fault }) }, state, dueAt)
	return true
}

/** What becomes of an entry after an attempt; `attempts` and `doubts` count this one too. */
export function settle(
	outcome: Outcome,
	{ attempts, doubts }: { readonly attempts: number; readonly doubts: number },
	now: Date,
): { readonly state: 'sent' | 'ready' | 'unreachable' | 'unclear' | 'rejected'; readonly dueAt: string } {
	const inMs = (delay: number) => new Date(now.getTime() + delay).toISOString()
	switch (outcome.kind) {
		case 'later':
			return attempts >= mostAttempts ? { state: 'rejected', dueAt: inMs(0) } : { state: 'ready', dueAt: inMs(outcome.afterMs ?? 2_000) }
		case 'unclear':
			return doubts >= mostDoubts ? { state: 'unclear', dueAt: inMs(0) } : { state: 'ready', dueAt: inMs(5_000) }
		case 'contended':
			return { state: 'ready', dueAt: inMs(2_000) }
		case 'gone':
			return { state: 'unreachable', dueAt: inMs(0) }
		case 'too-large':
		case 'unauthorised':
			return { state: 'rejected', dueAt: inMs(0) }
		default:
			return { state: outcome.kind, dueAt: inMs(0) }
	}
}

/** A person has turned up: what could not reach them is tried again. */
export async function retryUnreachable(store: Store, townId: string, personId: string, now: () => Date): Promise<void> {
	const parked = await store.outbox.find({ partition: shard, kind: kindFor(townId, personId), state: 'unreachable', dueUpTo: now().toISOString(), limit: 200 })
	for (const stored of parked) {
		const entry = stored.document.body as Entry
		await store.outbox.replace(entryDocument({ ...entry, attempts: 0 }, 'ready', now().toISOString()), stored.etag)
	}
}
