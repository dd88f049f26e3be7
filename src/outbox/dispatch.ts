import type { Notice } from '../domain/messages/notice'
import type { Store, Stored } from '../store/store'
import { type Entry, entryDocument, shard } from './relay'

/** How one attempt to post ended. */
export type Outcome =
	| { readonly kind: 'sent' }
	/** Teams asks for patience. */
	| { readonly kind: 'later'; readonly afterMs: number; readonly fault: string }
	/** The person cannot be reached now: not installed, blocked, never met. A sign of life will make it ready again. */
	| { readonly kind: 'unreachable'; readonly fault: string }
	/** No answer: it may have arrived. */
	| { readonly kind: 'unclear'; readonly fault: string }
	/** Our own mistake; repeating would not help. */
	| { readonly kind: 'rejected'; readonly fault: string }

export type Post = (townId: string, notice: Notice) => Promise<Outcome>

const leaseMs = 30_000
const mostAttempts = 6

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
	const leaseUntil = new Date(now().getTime() + leaseMs).toISOString()
	const attempts = entry.attempts + 1
	// While it is being sent, the entry is due again when the lease ends: a crash needs no other trace.
	const claimed = await store.outbox.replace(entryDocument({ ...entry, attempts, leaseUntil }, 'sending', leaseUntil), stored.etag)
	if (typeof claimed === 'string') return false
	const outcome = await post(entry.townId, entry.notice)
	const { state, dueAt } = settle(outcome, attempts, now())
	const { leaseUntil: _ended, ...rest } = entry
	await store.outbox.replace(entryDocument({ ...rest, attempts, ...('fault' in outcome && { lastFault: outcome.fault }) }, state, dueAt), claimed.etag)
	return true
}

/** What becomes of an entry after an attempt. */
export function settle(
	outcome: Outcome,
	attempts: number,
	now: Date,
): { readonly state: 'sent' | 'ready' | 'unreachable' | 'unclear' | 'rejected'; readonly dueAt: string } {
	const inMs = (delay: number) => new Date(now.getTime() + delay).toISOString()
	switch (outcome.kind) {
		case 'later':
			return attempts >= mostAttempts ? { state: 'rejected', dueAt: inMs(0) } : { state: 'ready', dueAt: inMs(outcome.afterMs) }
		case 'unclear':
			return attempts >= 2 ? { state: 'unclear', dueAt: inMs(0) } : { state: 'ready', dueAt: inMs(5_000) }
		default:
			return { state: outcome.kind, dueAt: inMs(0) }
	}
}

/** A person has turned up: what could not reach them is tried again. */
export async function retryUnreachable(store: Store, townId: string, personId: string, now: () => Date): Promise<void> {
	const parked = await store.outbox.find({ partition: shard, state: 'unreachable', dueUpTo: now().toISOString(), limit: 200 })
	for (const stored of parked) {
		const entry = stored.document.body as Entry
		if (entry.townId === townId && entry.notice.to.personId === personId)
			await store.outbox.replace(entryDocument({ ...entry, attempts: 0 }, 'ready', now().toISOString()), stored.etag)
	}
}
