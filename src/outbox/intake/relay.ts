import { channelsFollowing } from '../../domain/channels/channels'
import type { Directory } from '../../domain/directory/directory'
import type { Notice } from '../../domain/notices/notice'
import { channelsFrom, channelsId, clearPending, pendingIn } from '../../store/documents'
import type { Document, Store } from '../../store/store'
import { nth } from '../shared/instants'
import { entryDocument, type OutboxEntry } from '../stored/entry'
import { touchLane } from '../stored/lane-lease'
import { askForRedraw } from '../stored/redraw'

/** What the relay needs: where to, and whom to tell that a lane has something to send. */
export interface Relaying {
	readonly store: Store
	readonly directoryOf: (townId: string) => Promise<Directory | undefined>
	/** Called when the entries are stored. It need not be heard: the scan finds the lane as well. */
	readonly ring: (lane: string) => void
}

/** So many entries are written at once. */
const atOnce = 50
const attempts = 5

/**
 * Moves the notices that wait in a document (of whatever kind) into the outbox and then takes them off the document.
 * Every step can be repeated: an entry that is there already is not made twice, and a crash in between only means that
 * the sweep does it again.
 */
export async function relay(
	{ store, directoryOf, ring }: Relaying,
	townId: string,
	documentId: string,
	nowIso: string,
): Promise<number> {
	for (let attempt = 0; attempt < attempts; attempt++) {
		const stored = await store.data.read(townId, documentId)
		const pending = stored ? pendingIn(stored.document) : []
		if (!stored || pending.length === 0) return 0
		// A town without a directory has no people to tell.
		const tenantId = (await directoryOf(townId))?.town.entraTenantId
		if (tenantId !== undefined) {
			const { entries, redraws } = await addressed(store, townId, tenantId, pending)
			await createAll(
				store,
				entries.map((entry, at) => entryDocument(entry, 'ready', nth(nowIso, at))),
			)
			for (const { to, subject } of redraws)
				await askForRedraw(store, { townId, tenantId, to }, subject, new Date(nowIso))
			if (entries.length + redraws.length > 0) {
				await touchLane(store, tenantId, nowIso)
				ring(tenantId)
			}
		}
		const cleared = await store.data.replace(clearPending(stored.document), stored.etag)
		if (typeof cleared !== 'string') return pending.length
	}
	return 0
}

/**
 * Relays whatever a crash left waiting, in all towns. A document that fails keeps none of the others waiting; the fault
 * is told at the end.
 */
export async function sweep(relaying: Relaying, nowIso: string): Promise<number> {
	const waiting = await relaying.store.data.find({ waiting: true, limit: 100 })
	let moved = 0
	const faults: unknown[] = []
	for (const { document } of waiting) {
		try {
			moved += await relay(relaying, document.partition, document.id, nowIso)
		} catch (fault) {
			faults.push(fault)
		}
	}
	if (faults.length > 0) throw faults[0]
	return moved
}

/**
 * One entry for each person, one for each linked channel that follows what a milestone is about, and the living cards
 * there that are out of date.
 */
async function addressed(store: Store, townId: string, tenantId: string, pending: readonly Notice[]) {
	const stored = pending.some((notice) => 'channelsOf' in notice.to)
		? await store.data.read(townId, channelsId)
		: undefined
	const linked = stored ? channelsFrom(stored.document) : []
	const addressesOf = (audiences: readonly string[]) =>
		channelsFollowing(linked, audiences).map((channel) => ({ channelId: channel.id }))
	const fresh = { townId, tenantId, attempts: 0 }
	const entries = pending.flatMap((work): OutboxEntry[] => {
		if (work.kind === 'redraw') return []
		if (work.kind !== 'milestone') return [{ ...fresh, to: work.to, work }]
		return addressesOf(work.to.channelsOf).map((to) => ({ ...fresh, to, work }))
	})
	const redraws = pending.flatMap((notice) =>
		notice.kind === 'redraw' ? addressesOf(notice.to.channelsOf).map((to) => ({ to, subject: notice.subject })) : [],
	)
	return { entries, redraws }
}

async function createAll(store: Store, documents: readonly Document[]): Promise<void> {
	for (let from = 0; from < documents.length; from += atOnce) {
		await Promise.all(documents.slice(from, from + atOnce).map((document) => store.outbox.create(document)))
	}
}
