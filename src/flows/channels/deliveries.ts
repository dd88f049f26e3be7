import type { Refused, Shown, ShownOf } from '../../dialog/shown'
import type { Deliveries, DeliveryStanding } from '../../domain/channels/delivery'
import { may } from '../../domain/directory/may'
import type { Store } from '../../store/store'
import type { Recognised } from '../directory/recognise'
import { refused } from '../refused'
import { linkedChannels } from './channels'

interface Needs {
	readonly store: Store
	readonly deliveries: Deliveries
}

/** The lead's list of what has not arrived for certain, and of whom or what cannot be reached. */
export async function showDeliveries(
	{ store, deliveries }: Needs,
	who: Recognised,
	remark?: ShownOf<'deliveries'>['remark'],
): Promise<ShownOf<'deliveries'> | Refused> {
	const { directory, person } = who
	if (!may(person, 'settle-deliveries', undefined)) return refused({ person })
	const channels = await linkedChannels(store, directory.town.id)
	const isLinked = (id: string) => channels.some((channel) => channel.id === id)
	const { unclear, unreachable } = await deliveries.standing(directory)
	// What concerns a channel that is no longer linked needs no decision any more.
	const standing: DeliveryStanding = {
		unclear: unclear.filter(({ channelId }) => isLinked(channelId)),
		unreachable: unreachable.filter(({ to }) => !('channelId' in to) || isLinked(to.channelId)),
	}
	return { kind: 'deliveries', standing, channels, ...(remark && { remark }), directory, person }
}

/** The same card where the product begins: posts wait for the lead's decision. */
export async function beginDeliveries(needs: Needs, who: Recognised): Promise<Shown> {
	const shown = await showDeliveries(needs, who)
	return shown.kind === 'deliveries' ? { ...shown, begun: true } : shown
}

/** The lead looked into the channel and says what is to happen. Deciding twice is deciding once. */
export async function settleDelivery(
	needs: Needs,
	who: Recognised,
	id: string,
	how: 'seen' | 'again',
): Promise<ShownOf<'deliveries'> | Refused> {
	if (id === '' || !may(who.person, 'settle-deliveries', undefined)) return showDeliveries(needs, who)
	const settled = await needs.deliveries.settle(who.directory, id, how)
	return showDeliveries(needs, who, settled ? (how === 'seen' ? 'settledSeen' : 'settledAgain') : 'settledGone')
}
