import type { PersonalNotice } from '../../domain/notices/notice'
import { entryDocument, type State } from '../stored/entry'
import { touchLane } from '../stored/lane-lease'
import type { Relaying } from './relay'

/** Where the first version kept all entries of all towns. */
const formerPartition = '0'

interface FormerEntry {
	readonly townId: string
	readonly notice: PersonalNotice
	readonly attempts: number
	readonly doubts?: number
	readonly lastFault?: string
}

/**
 * Moves what the first version left unsent into lanes; what was settled stays until it is too old. First the old entry
 * is set aside, so that an instance of the first version that still runs cannot send it as well; then it is put into
 * its lane, then removed. Every step can be repeated. What the first version is just sending is left to it until its
 * claim has run out.
 */
export async function moveFormerEntries({ store, directoryOf, ring }: Relaying, nowIso: string): Promise<number> {
	let moved = 0
	for (const state of ['moving-ready', 'moving-sending', 'moving-unreachable', 'ready', 'sending', 'unreachable']) {
		const due = state === 'sending' ? { dueUpTo: nowIso } : {}
		for (const { document, etag } of await store.outbox.find({
			partition: formerPartition,
			state,
			...due,
			limit: 200,
		})) {
			if (!state.startsWith('moving')) {
				const aside = await store.outbox.replace({ ...document, state: `moving-${state}` }, etag)
				if (aside === 'conflict') continue
			}
			const { townId, notice, attempts, doubts, lastFault } = document.body as FormerEntry
			const tenantId = (await directoryOf(townId))?.town.entraTenantId
			if (tenantId !== undefined) {
				const entry = {
					townId,
					tenantId,
					to: notice.to,
					work: notice,
					attempts,
					...(doubts !== undefined && { doubts }),
					...(lastFault !== undefined && { lastFault }),
				}
				await store.outbox.create(entryDocument(entry, state.replace('moving-', '') as State, document.dueAt ?? nowIso))
				await touchLane(store, tenantId, nowIso)
				ring(tenantId)
			}
			await store.outbox.remove(formerPartition, document.id)
			moved++
		}
	}
	return moved
}
