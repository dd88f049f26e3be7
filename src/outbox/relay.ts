import type { Notice, PersonalNotice } from '../domain/messages/notice'
import type { Document, Store } from '../store/store'

/** An outgoing message as the outbox keeps it. */
export interface Entry {
	readonly townId: string
	readonly notice: PersonalNotice
	/** Who works on it and until when; a later worker may take it over after that. */
	readonly leaseUntil?: string
	readonly attempts: number
	/** How often it was sent without anybody knowing whether it arrived. */
	readonly doubts?: number
	/** Why the last attempt did not succeed. */
	readonly lastFault?: string
}

export const shard = '0'

/** Names the recipient, so that what waits for somebody is found however many others cannot be reached. */
export function kindFor(townId: string, personId: string): string {
	return `notice:${townId}:${personId}`
}

/** The outbox has its own ids: a notice's key with the town before it, so that two towns never share one. */
export function entryDocument(entry: Entry, state: string, dueAt: string): Document {
	const kind = kindFor(entry.townId, entry.notice.to.personId)
	return { id: `${entry.townId}:${entry.notice.key}`, partition: shard, kind, state, dueAt, shape: 1, body: entry }
}

/**
 * Moves the notices that wait in a document into the outbox and then takes them off it. Both steps can be repeated: an entry that is there
 * already is not made twice, and a crash in between only means that the sweep does it again. Every document that notices wait in, whatever
 * its kind, has them in `pending`.
 */
export async function relay(store: Store, townId: string, id: string, nowIso: string): Promise<number> {
	for (let attempt = 0; attempt < 5; attempt++) {
		const stored = await store.data.read(townId, id)
		if (!stored) return 0
		const { waiting: _moved, ...document } = stored.document
		const body = document.body as { readonly pending: readonly Notice[] }
		if (body.pending.length === 0) return 0
		for (const notice of body.pending)
			if ('personId' in notice.to) await store.outbox.create(entryDocument({ townId, notice: notice as PersonalNotice, attempts: 0 }, 'ready', nowIso))
		const cleared = await store.data.replace({ ...document, body: { ...body, pending: [] } }, stored.etag)
		if (typeof cleared !== 'string') return body.pending.length
	}
	return 0
}

/** Relays whatever a crash left waiting, in all towns. */
export async function sweep(store: Store, nowIso: string): Promise<number> {
	const waiting = await store.data.find({ waiting: true, limit: 100 })
	let moved = 0
	for (const { document } of waiting) moved += await relay(store, document.partition, document.id, nowIso)
	return moved
}
