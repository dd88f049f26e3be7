import { interviewKeptUntil } from '../../domain/handover/interview'
import { caseById, knowledgeId } from '../../domain/knowledge/knowledge'
import { documentOf, knowledgeFrom, sessionFrom } from '../../store/documents'
import type { Collection, Query, Store, Stored } from '../../store/store'
import { townsIn } from '../directory/directories'
import { forgetWithTime } from './forget-person'

const atOnce = 200
/** More than become due on one day. */
const mostDue = 10_000
/** Sent and given-up notices stay this long, for whoever has to find out what became of one. */
const noticeDays = 30

/**
 * Deletes what has been kept long enough, in all towns: DigiCheck sessions and interviews (`keptUntil` in
 * documents.ts), settled notices, and who wrote or asked what (forget-person.ts).
 */
export async function forgetWhatIsOld(store: Store, today: string): Promise<number> {
	const settledUpTo = new Date(Date.parse(`${today}T00:00:00Z`) - noticeDays * 24 * 60 * 60_000).toISOString()
	for (const due of await store.data.find({ kind: 'session', dueUpTo: today, limit: mostDue }))
		await prolongInterview(store.data, due, today)
	let forgotten = await removeAll(store.data, { kind: 'session', dueUpTo: today, limit: atOnce })
	for (const state of ['sent', 'unreachable', 'rejected'])
		forgotten += await removeAll(store.outbox, { state, dueUpTo: settledUpTo, limit: atOnce })
	// A post to a channel that waits for the lead's word waits as long as it takes; only what nobody is asked about goes.
	forgotten += await removeAll(store.outbox, { kind: 'entry', state: 'unclear', dueUpTo: settledUpTo, limit: atOnce })
	for (const townId of await townsIn(store)) forgotten += await forgetWithTime(store, townId, today)
	return forgotten
}

/**
 * A handover may have been put off since its interview was opened last; the answers are kept for as long as it says
 * now.
 */
async function prolongInterview(data: Collection, due: Stored, today: string): Promise<void> {
	const { partition, id } = due.document
	for (let stored: Stored | undefined = due; stored; stored = await data.read(partition, id)) {
		const session = sessionFrom(stored.document)
		if (!session.interview) return
		const known = await data.read(partition, knowledgeId(session.interview.positionId))
		const handover = known && caseById(knowledgeFrom(known.document), session.interview.caseId)
		const keptUntil = handover && handover.closedOn === undefined ? interviewKeptUntil(handover) : today
		if (keptUntil <= today) return
		if (
			typeof (await data.replace(
				documentOf({ ...session, interview: { ...session.interview, keptUntil } }),
				stored.etag,
			)) !== 'string'
		)
			return
	}
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
