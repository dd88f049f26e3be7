import type { Logger } from 'pino'
import type { Card } from '../cards/kit/render'
import type { Connector } from './connector'

/**
 * Changes a card that is already there, without anything waiting for it. Repeating an update does no harm, and missing
 * it costs little: what an old card sends back is recognised as old. `unchanged`: what the log says if Teams refuses.
 */
export function changeOlderCard(
	connector: Connector,
	place: { readonly conversationId: string; readonly messageId: string },
	card: Card,
	{ logger, unchanged }: { readonly logger: Logger; readonly unchanged: string },
): void {
	connector
		.update(place.conversationId, place.messageId, card)
		// Only the codes: what Teams says in words may quote the card.
		.catch((fault: { statusCode?: number; code?: string }) =>
			logger.info({ status: fault.statusCode, code: fault.code }, unchanged),
		)
}
