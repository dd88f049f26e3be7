import type { DeliveryStanding, Unreachable, UnreachableReason } from '../../domain/channels/delivery'
import { localDate } from '../../domain/shared/calendar'
import type { Store } from '../../store/store'
import { anyTime } from '../shared/instants'
import type { Address, OutboxEntry } from '../stored/entry'
import { restingFault } from '../stored/outcome'
import { listUnclear, markSeen, type OfTown, sendAgain } from './unclear-posts'

const most = 500

/** What of a town's messages waits for a decision, and who or what cannot be reached, each once. */
export async function deliveryStandingOf(store: Store, town: OfTown): Promise<DeliveryStanding> {
	const unclear = await listUnclear(store, town)
	const parked = await store.outbox.find({
		partition: town.entraTenantId,
		state: 'unreachable',
		dueUpTo: anyTime,
		limit: most,
	})
	const unreachable = new Map<string, Unreachable>()
	for (const { document } of parked) {
		const { townId, to, lastFault = '' } = document.body as OutboxEntry
		// A tenant may hold several towns, and none learns of another's people.
		if (townId === town.id) unreachable.set(JSON.stringify(to), { to, reason: reasonOf(to, lastFault) })
	}
	return {
		unclear: unclear.flatMap(({ id, entry, since }) =>
			'channelId' in entry.to
				? [
						{
							id,
							channelId: entry.to.channelId,
							on: localDate(Date.parse(since)),
							...(entry.work.kind === 'milestone' && { milestone: entry.work.milestone }),
						},
					]
				: [],
		),
		unreachable: [...unreachable.values()],
	}
}

/** The lead decides about one unclear post. False if there is nothing (any more) to decide. */
export function settleUnclear(
	store: Store,
	town: OfTown,
	id: string,
	how: 'seen' | 'again',
	now: Date,
): Promise<boolean> {
	return how === 'seen' ? markSeen(store, town, id, now) : sendAgain(store, town, id, now)
}

/** The codes with which Teams says why; each has a remedy of its own. */
function reasonOf(to: Address, fault: string): UnreachableReason {
	if (/BotDisabledByAdmin/.test(fault)) return 'switched-off'
	if (/ConversationBlockedByUser|MessageWritesBlocked/.test(fault)) return 'blocked'
	if (/BotNotInConversationRoster|ForbiddenOperation/.test(fault)) return 'not-installed'
	if (fault === restingFault) return 'resting'
	if ('channelId' in to) return /^404/.test(fault) ? 'channel-gone' : 'rejected'
	return /^404/.test(fault) ? 'not-installed' : /^\d/.test(fault) ? 'rejected' : 'never-met'
}
