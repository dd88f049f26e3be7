import { StoreUnavailable } from '../store/store'
import { type HttpAnswer, listSentenceAnswer, offerAnswer } from './answers'
import { askerOf } from './asker'
import type { BotOptions } from './bot-options'
import type { Connector } from './connector'
import { type Envelope, searchedFor } from './envelope'

/**
 * The invoke `composeExtension/query`: a search from where messages are written. Strangers, and queries that are none,
 * find nothing and learn nothing. That a person wrote from here says nothing about where they can be reached: it may be
 * a chat between two people.
 */
export async function searchWhileWriting(
	{ conversation, local, logger }: BotOptions,
	envelope: Envelope,
	connector: Connector,
): Promise<HttpAnswer> {
	const query = searchedFor(envelope)
	if (query === undefined) return offerAnswer([])
	try {
		const { conversationId: _elsewhere, ...asker } = await askerOf(envelope, local, connector)
		const who = await conversation.recognise(asker)
		const place = { conversationId: envelope.conversation.id, botId: envelope.recipient?.id ?? '' }
		const found = 'stranger' in who ? [] : await conversation.offer(who, query.typed, place)
		if ('hint' in found) return listSentenceAnswer(found.hint)
		// Whoever scrolls to the end asks for more, until there is none.
		return offerAnswer(found.slice(query.skip, query.skip + query.count))
	} catch (fault) {
		if (!(fault instanceof StoreUnavailable)) throw fault
		logger.error({ fault: fault.message, cause: String(fault.cause) }, 'a search was not answered')
		return offerAnswer([])
	}
}
