import type { CardSubject } from '../../domain/channels/milestone'
import { type Store, StoreUnavailable } from '../../store/store'
import { after, latest } from '../shared/instants'
import { entryDocument, type OutboxEntry } from './entry'

const attempts = 5

/**
 * Asks for a living card to be redrawn: now, or a minute after it was redrawn last. However often it is asked for, it
 * is one entry. A caller outside the dispatcher touches the lane afterwards. A card that was posted anew and may be
 * there already waits for the lead.
 */
export async function askForRedraw(
	store: Store,
	at: Pick<OutboxEntry, 'townId' | 'tenantId' | 'to'>,
	subject: CardSubject,
	now: Date,
): Promise<void> {
	const fresh: OutboxEntry = {
		townId: at.townId,
		tenantId: at.tenantId,
		to: at.to,
		work: { kind: 'redraw', subject },
		attempts: 0,
	}
	const wish = entryDocument(fresh, 'ready', now.toISOString())
	for (let attempt = 0; attempt < attempts; attempt++) {
		const stored = await store.outbox.read(wish.partition, wish.id)
		if (!stored) {
			if ((await store.outbox.create(wish)) !== 'exists') return
			continue
		}
		const { state, dueAt = '', body } = stored.document
		if (state === 'ready' || state === 'delayed' || state === 'unclear') return
		const entry = body as OutboxEntry
		if (state === 'sending' && entry.again) return
		const soonest = latest(after(new Date(dueAt), redrawEveryMs), now.toISOString())
		const next =
			state === 'sending'
				? entryDocument({ ...entry, again: true }, 'sending', dueAt)
				: entryDocument(fresh, 'ready', soonest)
		if ((await store.outbox.replace(next, stored.etag)) !== 'conflict') return
	}
	throw new StoreUnavailable(`${wish.id} was changed by others ${attempts} times in a row`)
}

/** A living card changes at most once in this time. */
export const redrawEveryMs = 60_000
