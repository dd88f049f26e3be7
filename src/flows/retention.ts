import type { Collection, Query, Store } from '../store/store'
import { townsIn } from './directories'
import { forgetWithTime } from './forget-person'

const atOnce = 200
/** Sent and given-up notices stay this long, for whoever has to find out what became of one. */
const noticeDays = 30

/** Deletes what has been kept long enough, in all towns: DigiCheck sessions (`keptUntil` in documents.ts), settled notices, and who wrote or asked what (forget-person.ts). */
export async function forgetWhatIsOld(store: Store, today: string): Promise<number> {
	const settledUpTo = new Date(Date.parse(`${today}T00:00:00Z`) - noticeDays * 24 * 60 * 60_000).toISOString()
	let forgotten = await removeAll(store.data, { kind: 'session', dueUpTo: today, limit: atOnce })
	for (const state of ['sent', 'unreachable', 'rejected']) forgotten += await removeAll(store.outbox, { state, dueUpTo: settledUpTo, limit: atOnce })
	// A post to a channel that waits for the lead's word waits as long as it takes; only what nobody is asked about goes.
	forgotten += await removeAll(store.outbox, { kind: 'entry', state: 'unclear', dueUpTo: settledUpTo, limit: atOnce })
	for (const townId of await townsIn(store)) forgotten += await forgetWithTime(store, townId, today)
	return forgotten
}

async function removeAll(collection: Collection, query: Query): Promise<number> {
	let removed = 0
	for (;;) {
		const old = await collection.find(query)
		for (const { document } of old) await collection.remove(document.partition, document.id)
		removed += old.length
		if (old.length < query.limit) return removed
	}
}
