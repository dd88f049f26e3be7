import type { Directory } from '../domain/directory/directory'
import type { Unreachable, UnreachableReason } from '../domain/messages/delivery'
import { localDate } from '../domain/shared/calendar'
import type { Deliveries } from '../flows/deliveries'
import { anyTime, type Entry } from '../outbox/entry'
import { listUnclear, markSeen, sendAgain } from '../outbox/unclear'
import type { Store } from '../store/store'

/** As many as a person would read. */
const most = 200

/** What the outbox knows of a town's deliveries, in the words of the lead's list. `ring` wakes whoever sends. */
export function deliveriesIn(
	store: Store,
	directoryOf: (townId: string) => Promise<Directory | undefined>,
	ring: (lane: string) => void,
	nowMs: () => number,
): Deliveries {
	async function unreachable({ town }: Directory): Promise<readonly Unreachable[]> {
		const found = new Map<string, Unreachable>()
		for (const state of ['unreachable', 'rejected']) {
			for (const { document } of await store.outbox.find({ partition: town.entraTenantId, state, dueUpTo: anyTime, limit: most })) {
				const entry = document.body as Entry
				if (entry.townId !== town.id || entry.work.kind === 'redraw') continue
				const reason = reasonOf(entry, state)
				found.set(JSON.stringify([entry.to, reason]), { to: entry.to, reason })
			}
		}
		return [...found.values()]
	}

	return {
		standing: async (townId) => {
			const directory = await directoryOf(townId)
			if (!directory) return { unclear: [], unreachable: [] }
			const unclear = await listUnclear(store, directory.town)
			return {
				unclear: unclear.map(({ id, entry: { to, work }, since }) => ({
					id,
					channelId: 'channelId' in to ? to.channelId : '',
					...(work.kind === 'milestone' && { milestone: work.milestone }),
					on: localDate(Date.parse(since)),
				})),
				unreachable: await unreachable(directory),
			}
		},
		settle: async (townId, id, how) => {
			const directory = await directoryOf(townId)
			if (!directory) return false
			const decided = await (how === 'seen' ? markSeen : sendAgain)(store, directory.town, id, new Date(nowMs()))
			if (decided && how === 'again') ring(directory.town.entraTenantId)
			return decided
		},
	}
}

/** Teams' codes, as promises of what somebody can do about it. */
function reasonOf({ to, lastFault = '' }: Entry, state: string): UnreachableReason {
	if (state === 'rejected') return 'rejected'
	if ('channelId' in to) return 'channel-gone'
	if (lastFault.includes('not met')) return 'never-met'
	if (lastFault.includes('ConversationBlockedByUser')) return 'blocked'
	if (lastFault.includes('BotDisabledByAdmin')) return 'switched-off'
	return 'not-installed'
}
