import { asObject, asText, type JsonObject } from './activity'
import type { CardAction } from './card-actions'
import type { LocalConnector } from './connector'
import type { RestAnswer } from './rest'

/** A clock of the town that people may move forward from the page; main says which steps there are and what they do. */
export interface TownClock {
	readonly now: () => Date
	/** Ids; the page has a label for each under `clockStep-<id>`. */
	readonly steps: readonly string[]
	readonly move: (step: string) => Promise<void>
}

const ok = (body: unknown): RestAnswer => ({ status: 200, body })
const badRequest = (reason: string): RestAnswer => ({
	status: 400,
	body: { error: { code: 'BadRequest', message: reason } },
})

/** Who lives here, which channels there are, and what the chosen person has not read yet. */
const townFor = (connector: LocalConnector, clock: TownClock | undefined, personId: string | undefined) => ({
	bot: connector.bot,
	people: connector.people.map(({ id, name, title, department, language }) => {
		const conversationId = connector.chatOf(id)
		const installed = connector.conversation(conversationId)?.installed ?? false
		return {
			id,
			name,
			title,
			department: department ?? '',
			language,
			conversationId,
			installed,
			unread: connector.unread(conversationId, id),
		}
	}),
	clock: clock && { now: clock.now().toISOString(), steps: clock.steps },
	channels: connector
		.channels()
		.map(({ id, name }) => ({ id, name, unread: personId ? connector.unread(id, personId) : 0 })),
})

const messagesFor = (connector: LocalConnector, query: URLSearchParams) => {
	const conversation = connector.conversation(query.get('conversation') ?? '')
	return conversation
		? ok({ messages: connector.history(conversation.id, query.get('person') ?? undefined) })
		: badRequest('conversation is unknown')
}

const actionFrom = (value: unknown): CardAction | undefined => {
	const action = asObject(value)
	if (action?.type !== 'Action.Execute' && action?.type !== 'Action.Submit') return undefined
	const [verb, id, title, data] = [asText(action.verb), asText(action.id), asText(action.title), asObject(action.data)]
	return {
		type: action.type,
		...(verb ? { verb } : {}),
		...(id ? { id } : {}),
		...(title ? { title } : {}),
		...(data ? { data } : {}),
	}
}

const post = async (connector: LocalConnector, what: string, body: JsonObject): Promise<RestAnswer> => {
	const personId = asText(body.personId)
	const conversationId = asText(body.conversationId)
	const message = connector.message(asText(body.messageId) ?? '')
	if (!personId || !connector.people.some(({ id }) => id === personId)) return badRequest('personId is unknown')
	if (conversationId && !connector.conversation(conversationId)) return badRequest('conversationId is unknown')
	switch (what) {
		case 'install':
			return ok({ answers: (await connector.install(personId)).map(({ status }) => status) })
		case 'channel': {
			const name = asText(body.name)?.trim().slice(0, 50)
			return name
				? ok({ conversationId: (await connector.createChannel(name)).conversationId })
				: badRequest('name is missing')
		}
		case 'say': {
			const text = asText(body.text)
			if (!text) return badRequest('text is missing')
			const { status, message: said } = await connector.say(personId, text, conversationId)
			return ok({ status, message: said })
		}
		case 'act': {
			const action = actionFrom(body.action)
			if (!action || !message) return badRequest('action or messageId is unknown')
			const trigger = body.trigger === 'automatic' ? 'automatic' : 'manual'
			const {
				status,
				outcome,
				message: shown,
			} = await connector.act(personId, message.id, action, asObject(body.inputs) ?? {}, trigger)
			return ok({ status, outcome, message: shown })
		}
		case 'search': {
			const text = asText(body.text)
			if (!text || !conversationId) return badRequest('text or conversationId is missing')
			return ok(await connector.search(personId, text, conversationId))
		}
		case 'share': {
			const at = body.at
			if (typeof at !== 'number' || !conversationId) return badRequest('at or conversationId is missing')
			return ok({ message: connector.share(personId, at, conversationId) })
		}
		case 'redeliver':
			if (message?.personId !== personId) return badRequest('messageId is unknown')
			return ok({ status: (await connector.redeliver(message.activity)).status })
		case 'read':
			if (!conversationId) return badRequest('conversationId is missing')
			connector.markRead(conversationId, personId)
			return ok({})
		default:
			return { status: 404 }
	}
}

const moveClock = async (clock: TownClock | undefined, step: string | undefined): Promise<RestAnswer> => {
	if (!step || !clock?.steps.includes(step)) return badRequest('step is unknown')
	await clock.move(step)
	return ok({ now: clock.now().toISOString() })
}

/** The JSON API behind the chat page, below `/local/chat/`. */
export const createChatApi =
	(connector: LocalConnector, clock: TownClock | undefined) =>
	async (method: string, what: string, query: URLSearchParams, body: unknown): Promise<RestAnswer> => {
		if (method === 'GET' && what === 'town') return ok(townFor(connector, clock, query.get('person') ?? undefined))
		if (method === 'GET' && what === 'messages') return messagesFor(connector, query)
		if (method === 'POST' && what === 'clock') return moveClock(clock, asText(asObject(body)?.step))
		if (method === 'POST') return post(connector, what, asObject(body) ?? {})
		return { status: 404 }
	}
