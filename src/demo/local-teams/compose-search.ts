import { asObject, asText, type JsonObject } from './activity'
import type { Deliver } from './deliver'
import type { ChatMessage } from './history'
import { activityFrom } from './person-activity'
import { keepMessage, mustFindConversation, mustFindPerson, type Tenant } from './tenant'

/** The search beside the message that is being written, and what comes of it. */
export const createComposeSearch = (tenant: Tenant, deliver: Deliver) => {
	/** The cards that each person was offered last. */
	const offers = new Map<string, readonly JsonObject[]>()

	/** Asks the bot as the search beside the message does, and tells what Teams would list. */
	const search = async (
		personId: string,
		text: string,
		conversationId: string,
	): Promise<{ readonly offered: readonly { title: string; text: string }[]; readonly hint?: string }> => {
		const person = mustFindPerson(tenant, personId)
		const value = {
			commandId: 'findKnowledge',
			parameters: [{ name: 'q', value: text }],
			queryOptions: { skip: 0, count: 25 },
		}
		const answer = await deliver(
			activityFrom(tenant, person, mustFindConversation(tenant, conversationId), {
				type: 'invoke',
				name: 'composeExtension/query',
				value,
			}),
		)
		const extension = asObject(asObject(answer.body)?.composeExtension)
		const listed = extension?.attachments
		const attachments = (Array.isArray(listed) ? listed : []).flatMap((one): JsonObject[] => {
			const attachment = asObject(one)
			return attachment ? [attachment] : []
		})
		offers.set(person.id, attachments)
		const offered = attachments.map(({ preview }) => {
			const shown = asObject(asObject(preview)?.content)
			return { title: asText(shown?.title) ?? '', text: asText(shown?.text) ?? '' }
		})
		const hint = asText(extension?.text)
		return { offered, ...(hint !== undefined && { hint }) }
	}

	/** Puts a card that was offered into the conversation. The bot does not hear of it, as in Teams. */
	const share = (personId: string, at: number, conversationId: string): ChatMessage | undefined => {
		const person = mustFindPerson(tenant, personId)
		const conversation = mustFindConversation(tenant, conversationId)
		const { preview: _only, ...attachment } = offers.get(person.id)?.[at] ?? {}
		if (!('content' in attachment)) return undefined
		const message = keepMessage(
			tenant,
			conversation,
			'person',
			person.id,
			activityFrom(tenant, person, conversation, { type: 'message', text: '', attachments: [attachment] }),
		)
		return message
	}

	return { search, share }
}
