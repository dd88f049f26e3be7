import { z } from 'zod'
import type { Action } from '../../dialog/action'

const empty = z.literal('')
const audiences = z
	.string()
	.max(4_000)
	.regex(/^[a-z0-9,-]*$/)
/** As Teams forms the ids of its channels. */
const channelId = z.string().regex(/^[A-Za-z0-9:@._-]{1,300}$/)
const deliveryId = z.string().regex(/^[A-Za-z0-9:@._=;-]{1,500}$/)

/** What the cards about channels, and about posts that may not have arrived, send back. */
export const channelVerbs = {
	channels: z.strictObject({}).transform((): Action => ({ do: 'channels' })),
	channel: z.strictObject({}).transform((): Action => ({ do: 'set-up-channel' })),
	'channel-link': z
		.strictObject({ follows: audiences.optional(), lang: z.enum(['de', 'en']).or(empty).optional() })
		.transform(
			({ follows = '', lang }): Action => ({
				do: 'link-channel',
				follows: follows.split(',').filter((audience) => audience !== ''),
				language: lang || 'de',
			}),
		),
	'channel-unlink': z
		.strictObject({ pick: channelId.or(empty).optional() })
		.transform(({ pick }): Action => ({ do: 'unlink-channel', channelId: pick || undefined })),
	deliveries: z.strictObject({}).transform((): Action => ({ do: 'deliveries' })),
	'post-seen': z
		.strictObject({ pick: deliveryId.or(empty).optional() })
		.transform(({ pick }): Action => ({ do: 'settle-delivery', id: pick ?? '', how: 'seen' })),
	'post-again': z
		.strictObject({ pick: deliveryId.or(empty).optional() })
		.transform(({ pick }): Action => ({ do: 'settle-delivery', id: pick ?? '', how: 'again' })),
} as const
