import {
	type Activity,
	adaptiveCard,
	asObject,
	asText,
	type Json,
	type JsonObject,
	type Person,
	teamIdOf,
	userIdOf,
} from './activity'
import type { BotAnswer } from './deliver'
import type { ChatMessage, Conversation } from './history'
import {
	channel,
	keepMessage,
	mustFindConversation,
	mustFindPerson,
	personalChat,
	type Town,
	tellMessage,
} from './town'

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

export type Act = BotAnswer & { readonly outcome: ActionOutcome; readonly message: ChatMessage | undefined }

/**
 * One person's activity as Teams would send it; what kind of activity it is comes on top. `root`: the post under which
 * it happens.
 */
const from = (
	town: Town,
	person: Person,
	conversation: Conversation,
	what: { type: string; [key: string]: Json },
	root?: string,
): Activity => {
	const at = town.now()
	const inChannel = conversation.kind === 'channel'
	const id = town.history.nextActivityId(at)
	// In a channel whatever is written begins a thread of its own.
	const thread = root ?? (what.type === 'message' ? id : undefined)
	return {
		id,
		timestamp: at.toISOString(),
		localTimestamp: at.toISOString(),
		localTimezone: 'Europe/Berlin',
		channelId: 'msteams',
		serviceUrl: town.serviceUrl,
		from: { id: userIdOf(person), name: person.name, aadObjectId: person.entraObjectId },
		recipient: { id: town.bot.id, name: town.bot.name },
		conversation: inChannel
			? {
					id: thread ? `${conversation.id};messageid=${thread}` : conversation.id,
					conversationType: 'channel',
					tenantId: town.tenantId,
					isGroup: true,
					name: conversation.name,
				}
			: { id: conversation.id, conversationType: 'personal', tenantId: town.tenantId },
		channelData: {
			tenant: { id: town.tenantId },
			...(inChannel
				? { team: { id: teamIdOf(town.tenantId) }, channel: { id: conversation.id, name: conversation.name } }
				: {}),
		},
		locale: person.language === 'de' ? 'de-DE' : 'en-US',
		entities: [
			{
				type: 'clientInfo',
				locale: person.language === 'de' ? 'de-DE' : 'en-US',
				country: 'DE',
				platform: 'Web',
				timezone: 'Europe/Berlin',
			},
			...(Array.isArray(what.entities) ? what.entities : []),
		],
		...Object.fromEntries(Object.entries(what).filter(([key]) => key !== 'entities')),
		type: what.type,
	}
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

/** What the people of the town can do: talk, press buttons, add the bot. Each action tells what the bot answered. */
export const createPeopleSide = (town: Town, deliver: (activity: Activity) => Promise<BotAnswer>) => {
	const install = async (personId: string): Promise<BotAnswer[]> => {
		const person = mustFindPerson(town, personId)
		const chat = personalChat(town, person)
		const answers = [
			await deliver(from(town, person, chat, { type: 'installationUpdate', action: 'add' })),
			await deliver(
				from(town, person, chat, {
					type: 'conversationUpdate',
					membersAdded: [{ id: town.bot.id, name: town.bot.name }],
				}),
			),
		]
		// A bot that was not there has not been added: the page keeps its button.
		if (answers.every(({ status }) => status >= 200 && status < 300)) town.history.markInstalled(chat.id)
		town.emit({ type: 'conversation', conversationId: chat.id, personId })
		return answers
	}

	const createChannel = async (name: string): Promise<{ conversationId: string; answers: BotAnswer[] }> => {
		const place = channel(town, name)
		const [person] = town.people
		if (place.installed || !person) return { conversationId: place.id, answers: [] }
		const channelData = {
			tenant: { id: town.tenantId },
			team: { id: teamIdOf(town.tenantId) },
			channel: { id: place.id, name },
			eventType: 'teamMemberAdded',
		}
		const answers = [
			await deliver(from(town, person, place, { type: 'installationUpdate', action: 'add' })),
			await deliver(
				from(town, person, place, {
					type: 'conversationUpdate',
					channelData,
					membersAdded: [{ id: town.bot.id, name: town.bot.name }],
				}),
			),
		]
		if (answers.every(({ status }) => status >= 200 && status < 300)) town.history.markInstalled(place.id)
		town.emit({ type: 'conversation', conversationId: place.id, personId: '' })
		return { conversationId: place.id, answers }
	}

	/** The channel is deleted in Teams: whoever posts there is told that it does not exist. */
	const deleteChannel = async (conversationId: string): Promise<BotAnswer> => {
		const place = mustFindConversation(town, conversationId)
		const [person] = town.people
		if (!person) throw new Error('nobody lives in this town')
		const gone = from(town, person, place, { type: 'conversationUpdate' })
		const answer = await deliver({
			...gone,
			channelData: { ...asObject(gone.channelData), eventType: 'channelDeleted' },
		})
		town.history.removeConversation(place.id)
		town.emit({ type: 'conversation', conversationId: place.id, personId: '' })
		return answer
	}

	/** The bot is taken out of the team, and with it out of all its channels. */
	const leaveTeam = async (): Promise<BotAnswer | undefined> => {
		const place = town.history.conversations().find(({ kind }) => kind === 'channel')
		const [person] = town.people
		return place && person && deliver(from(town, person, place, { type: 'installationUpdate', action: 'remove' }))
	}

	const say = async (
		personId: string,
		text: string,
		conversationId?: string,
	): Promise<BotAnswer & { message: ChatMessage }> => {
		const person = mustFindPerson(town, personId)
		const conversation = conversationId ? mustFindConversation(town, conversationId) : personalChat(town, person)
		// In a channel Teams hands a bot only what mentions it, so every message from this page does.
		const mention = `<at>${town.bot.name}</at>`
		const activity = from(town, person, conversation, {
			type: 'message',
			textFormat: 'plain',
			text: conversation.kind === 'channel' ? `${mention} ${text}` : text,
			...(conversation.kind === 'channel'
				? { entities: [{ type: 'mention', text: mention, mentioned: { id: town.bot.id, name: town.bot.name } }] }
				: {}),
		})
		const message = keepMessage(town, conversation, 'person', person.id, activity)
		return { ...(await deliver(activity)), message }
	}

	const act = async (
		personId: string,
		messageId: string,
		action: CardAction,
		inputs: JsonObject = {},
		trigger: 'manual' | 'automatic' = 'manual',
	): Promise<Act> => {
		const person = mustFindPerson(town, personId)
		const message = town.history.message(messageId)
		if (!message) throw new Error(`there is no message ${messageId}`)
		const conversation = mustFindConversation(town, message.conversationId)
		const data = { ...action.data, ...inputs }
		const root = asText(message.activity.replyToId) ?? messageId
		if (action.type === 'Action.Submit') {
			const answer = await deliver(
				from(town, person, conversation, { type: 'message', value: data, replyToId: messageId }, root),
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
			from(
				town,
				person,
				conversation,
				{ type: 'invoke', name: 'adaptiveCard/action', value: { action: asked, trigger }, replyToId: messageId },
				root,
			),
		)
		const { outcome, card } = readOutcome(answer)
		// The bot may have changed or removed the message while it was answering, so the replaced card goes into what
		// stands there now.
		const current = town.history.message(messageId)
		if (!card || !current) return { ...answer, message: current, outcome }
		const attachments = [{ contentType: adaptiveCard, content: card }]
		const shown =
			conversation.kind === 'channel'
				? town.history.replaceCardsFor(messageId, personId, attachments)
				: town.history.replaceCards(messageId, { ...current.activity, attachments })
		tellMessage(town, conversation, shown, personId)
		return { ...answer, message: shown, outcome }
	}

	/** The cards that each person was offered last. */
	const offers = new Map<string, readonly JsonObject[]>()

	/** Asks the bot as the search beside the message does, and tells what Teams would list. */
	const search = async (
		personId: string,
		text: string,
		conversationId: string,
	): Promise<readonly { title: string; text: string }[]> => {
		const person = mustFindPerson(town, personId)
		const value = {
			commandId: 'findKnowledge',
			parameters: [{ name: 'q', value: text }],
			queryOptions: { skip: 0, count: 25 },
		}
		const answer = await deliver(
			from(town, person, mustFindConversation(town, conversationId), {
				type: 'invoke',
				name: 'composeExtension/query',
				value,
			}),
		)
		const listed = asObject(asObject(answer.body)?.composeExtension)?.attachments
		const attachments = (Array.isArray(listed) ? listed : []).flatMap((one): JsonObject[] => {
			const attachment = asObject(one)
			return attachment ? [attachment] : []
		})
		offers.set(person.id, attachments)
		return attachments.map(({ preview }) => {
			const shown = asObject(asObject(preview)?.content)
			return { title: asText(shown?.title) ?? '', text: asText(shown?.text) ?? '' }
		})
	}

	/** Puts a card that was offered into the conversation. The bot does not hear of it, as in Teams. */
	const share = (personId: string, at: number, conversationId: string): ChatMessage | undefined => {
		const person = mustFindPerson(town, personId)
		const conversation = mustFindConversation(town, conversationId)
		const { preview: _only, ...attachment } = offers.get(person.id)?.[at] ?? {}
		if (!('content' in attachment)) return undefined
		const message = keepMessage(
			town,
			conversation,
			'person',
			person.id,
			from(town, person, conversation, { type: 'message', text: '', attachments: [attachment] }),
		)
		return message
	}

	return { install, createChannel, deleteChannel, leaveTeam, say, act, search, share, redeliver: deliver }
}
