import type { Deliveries } from '../domain/channels/delivery'
import type { Relaying } from '../outbox/intake/relay'
import { deliveryStandingOf, settleUnclear } from '../outbox/unconfirmed/delivery-standing'

/** What a lead sees of the outbox, and decides about it. */
export function deliveriesIn({ store, ring }: Relaying, now: () => Date): Deliveries {
	return {
		standing: ({ town }) => deliveryStandingOf(store, town),
		settle: async ({ town }, id, how) => {
			const settled = await settleUnclear(store, town, id, how, now())
			if (settled) ring(town.entraTenantId)
			return settled
		},
	}
}
