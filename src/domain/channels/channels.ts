import type { Directory } from '../directory/directory'
import type { Language } from '../shared/language'
import { type Rest, type RestChange, restReasons } from './resting'

/** The audience of what concerns the whole town; departments are audiences under their ids. */
export const wholeTown = 'town'

/** A Teams channel that a project lead has linked. Posts go to `id`; replies to `id;messageid=<post>`. */
export interface Channel {
	/** Teams' conversation id, `19:…@thread.tacv2`, without `;messageid=`. */
	readonly id: string
	/** As Teams calls it; empty where Teams gives no name, as for the first channel of a team. */
	readonly name: string
	readonly teamId?: string
	readonly tenantId: string
	readonly serviceUrl: string
	/** Department ids, and `town` for what concerns the whole town. */
	readonly follows: readonly string[]
	/** In which language posts are written; German where nothing is set. */
	readonly language?: Language
	/** Nothing is posted while it rests. */
	readonly resting?: Rest
}

/**
 * A town holds at most this many links, so that the list always fits into one document and every post stays affordable.
 */
export const mostChannels = 200

/** The linked channels that follow at least one of the audiences, each once. */
export function channelsFollowing(channels: readonly Channel[], audiences: readonly string[]): readonly Channel[] {
	return channels.filter((channel) => channel.follows.some((one) => audiences.includes(one)))
}

/** Teams names a thread by its channel and the post it hangs on; the channel alone is what is linked. */
export function withoutThread(conversationId: string): string {
	return conversationId.split(';', 1)[0] ?? conversationId
}

/** What happened to the links of a town. */
export type ChannelChange =
	| { readonly do: 'link'; readonly channel: Channel }
	| { readonly do: 'unlink'; readonly channelId: string }
	| RestChange
	| { readonly do: 'rename'; readonly channelId: string; readonly name: string }

/** The links afterwards; the same array if nothing changes, `full` if there are too many already. */
export function changeChannels(channels: readonly Channel[], change: ChannelChange): readonly Channel[] | 'full' {
	switch (change.do) {
		case 'link': {
			const { channel } = change
			const before = channels.find((one) => one.id === channel.id)
			if (!before) return channels.length >= mostChannels ? 'full' : [...channels, channel]
			// A name that Teams told once is better than none.
			const after = { ...channel, name: channel.name || before.name }
			return same(before, after) ? channels : channels.map((one) => (one === before ? after : one))
		}
		case 'unlink':
			return without(channels, (one) => one.id === change.channelId)
		case 'rest':
		case 'revive': {
			const after = channels.map((one) => changeRest(one, change))
			return after.some((one, at) => one !== channels[at]) ? after : channels
		}
		case 'rename':
			return channels.some((one) => one.id === change.channelId && one.name !== change.name)
				? channels.map((one) => (one.id === change.channelId ? { ...one, name: change.name } : one))
				: channels
	}
}

/** What a channel follows, in the order of the directory and without what the town does not have (any more). */
export function followed(
	follows: readonly string[],
	{ departments }: Pick<Directory, 'departments'>,
): readonly string[] {
	return [wholeTown, ...departments.map((department) => department.id)].filter((audience) => follows.includes(audience))
}

function without(channels: readonly Channel[], gone: (channel: Channel) => boolean): readonly Channel[] {
	return channels.some(gone) ? channels.filter((one) => !gone(one)) : channels
}

function same(one: Channel, other: Channel): boolean {
	const fields = ['name', 'teamId', 'tenantId', 'serviceUrl', 'language'] as const
	return (
		fields.every((field) => one[field] === other[field]) &&
		one.follows.join() === other.follows.join() &&
		one.resting?.why === other.resting?.why
	)
}

/** The same link, resting or not; the same object where nothing changes. */
function changeRest(channel: Channel, change: RestChange): Channel {
	const { where } = change
	const meant = 'channelId' in where ? channel.id === where.channelId : channel.teamId === where.teamId
	if (!meant) return channel
	const { resting, ...awake } = channel
	if (change.do === 'revive') return resting && change.ends.includes(resting.why) ? awake : channel
	// Told a second time, it rests since the first.
	if (resting && restReasons.indexOf(resting.why) >= restReasons.indexOf(change.why)) return channel
	return { ...awake, resting: { since: resting?.since ?? change.since, why: change.why } }
}
