import { adaptiveCard, asObject, asText, type JsonObject } from './activity'
import type { BotAnswer, Deliver } from './deliver'
import type { ChatMessage } from './history'
import { activityFrom } from './person-activity'
import { mustFindConversation, mustFindPerson, type Tenant, tellMessage } from './tenant'

/** A card action as the renderer reports it. `data` may already hold the inputs. */
export interface CardAction {
	readonly type: 'Action.Execute' | 'Action.Submit'
	readonly verb?: string
	readonly id?: string
	readonly title?: string
	readonly data?: JsonObject
}

/**
 * What the person sees after pressing a button of a card. Words of refusals come from the bot; without any, the page
 * has its own.
 */
export type ActionOutcome =
	| { readonly kind: 'card' | 'sent' }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'error'; readonly text: string; readonly code: string }

export type CardActionAnswer = BotAnswer & {
	readonly outcome: ActionOutcome
	readonly message: ChatMessage | undefined
}

/** Reads an invoke answer as Teams does: a card, a short text, or an error. */
const readOutcome = ({ status, body }: BotAnswer): { outcome: ActionOutcome; card?: JsonObject } => {
	const answer = asObject(body)
	const value = answer?.value
	const card = asObject(value)
	const code = asText(card?.code) ?? String(answer?.statusCode ?? status)
	if (status === 200 && answer?.statusCode === 200) {
		if (answer.type === adaptiveCard && card?.type === 'AdaptiveCard') return { outcome: { kind: 'card' }, card }
		if (answer.type === 'application/vnd.microsoft.activity.message' && typeof value === 'string')
			return { outcome: { kind: 'text', text: value } }
	}
	return { outcome: { kind: 'error', code, text: asText(card?.message) ?? '' } }
}

/** Presses buttons of cards, and shows the card that the bot answers with. */
export const createCardActions = (tenant: Tenant, deliver: Deliver) => {
	const act = async (
		personId: string,
		messageId: string,
		action: CardAction,
		inputs: JsonObject = {},
		trigger: 'manual' | 'automatic' = 'manual',
	): Promise<CardActionAnswer> => {
		const person = mustFindPerson(tenant, personId)
		const message = tenant.history.message(messageId)
		if (!message) throw new Error(`there is no message ${messageId}`)
		const conversation = mustFindConversation(tenant, message.conversationId)
		const data = { ...action.data, ...inputs }
		const root = asText(message.activity.replyToId) ?? messageId
		if (action.type === 'Action.Submit') {
			const answer = await deliver(
				activityFrom(tenant, person, conversation, { type: 'message', value: data, replyToId: messageId }, root),
			)
			const accepted = answer.status >= 200 && answer.status < 300
			return {
				...answer,
				message,
				outcome: accepted ? { kind: 'sent' } : { kind: 'error', code: String(answer.status), text: '' },
			}
		}
		const { type, verb, id, title } = action
		const asked = { type, ...(id ? { id } : {}), ...(title ? { title } : {}), verb: verb ?? '', data }
		const answer = await deliver(
			activityFrom(
				tenant,
				person,
				conversation,
				{ type: 'invoke', name: 'adaptiveCard/action', value: { action: asked, trigger }, replyToId: messageId },
				root,
			),
		)
		const { outcome, card } = readOutcome(answer)
		// The bot may have changed or removed the message while it was answering, so the replaced card goes into what
		// stands there now.
		const current = tenant.history.message(messageId)
		if (!card || !current) return { ...answer, message: current, outcome }
		const attachments = [{ contentType: adaptiveCard, content: card }]
		const shown =
			conversation.kind === 'channel'
				? tenant.history.replaceCardsFor(messageId, personId, attachments)
				: tenant.history.replaceCards(messageId, { ...current.activity, attachments })
		tellMessage(tenant, conversation, shown, personId)
		return { ...answer, message: shown, outcome }
	}

	return { act }
}
