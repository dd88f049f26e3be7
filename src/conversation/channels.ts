import { z } from 'zod'
import { deliveryId, teamsChannelId } from '../domain/shared/ids'
import { channelList, unlinkFromList } from '../flows/channels/channels'
import { settleDelivery, showDeliveries } from '../flows/channels/deliveries'
import { chosen, empty, nothing, values } from './fields'
import { row } from './row'

const audiences = values(4_000)
	.pipe(z.string().regex(/^[a-z0-9,-]*$/))
	.optional()
	.transform((text = '') => text.split(',').filter((audience) => audience !== ''))
const channelId = z.string().regex(teamsChannelId)
const delivery = z.strictObject({ pick: chosen(z.string().regex(deliveryId)) }).transform(({ pick = '' }) => pick)

/**
 * What the cards about channels, and about posts that may not have arrived, send back. In a channel the first three
 * concern that channel and take the way of `flows/channels`; here is what they come to in a chat of one's own, where the
 * list says how a channel is linked.
 */
export const channels = {
	channel: row({
		reads: nothing,
		may: 'link-channels',
		does: ({ tools, who }) => channelList(tools.store, who),
		shows: ['channels'],
	}),
	'channel-link': row({
		reads: z
			.strictObject({ follows: audiences, lang: z.enum(['de', 'en']).or(empty).optional() })
			.transform(({ follows, lang }) => ({ follows, language: lang || ('de' as const) })),
		may: 'link-channels',
		does: ({ tools, who }) => channelList(tools.store, who),
		shows: ['channels'],
	}),
	'channel-unlink': row({
		reads: z.strictObject({ pick: chosen(channelId) }).transform(({ pick }) => ({ channelId: pick || undefined })),
		may: 'link-channels',
		does: ({ tools, who }, { channelId: id }) => unlinkFromList(tools.store, who, id),
		shows: ['channels'],
	}),
	channels: row({
		reads: nothing,
		may: 'link-channels',
		does: ({ tools, who }) => channelList(tools.store, who),
		shows: ['channels'],
	}),
	deliveries: row({
		reads: nothing,
		may: 'settle-deliveries',
		does: ({ tools, who }) => showDeliveries(tools, who),
		shows: ['deliveries'],
	}),
	'post-seen': row({
		reads: delivery,
		may: 'settle-deliveries',
		does: ({ tools, who }, id) => settleDelivery(tools, who, id, 'seen'),
		shows: ['deliveries'],
	}),
	'post-again': row({
		reads: delivery,
		may: 'settle-deliveries',
		does: ({ tools, who }, id) => settleDelivery(tools, who, id, 'again'),
		shows: ['deliveries'],
	}),
}
