import type { Store } from '../store/store'

const atOnce = 200

/** Deletes the DigiCheck sessions that have been kept long enough, in all towns; `keptUntil` in documents.ts says how long that is. */
export async function forgetOldSessions(store: Store, today: string): Promise<number> {
	let forgotten = 0
	for (;;) {
		const old = await store.data.find({ kind: 'session', dueUpTo: today, limit: atOnce })
		for (const { document } of old) await store.data.remove(document.partition, document.id)
		forgotten += old.length
		if (old.length < atOnce) return forgotten
	}
}
