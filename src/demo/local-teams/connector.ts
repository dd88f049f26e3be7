import { type Activity, asObject, asText, type BotAccount, type LocalPerson } from './activity'
import { createDelivery } from './deliver'
import { openHistory } from './history'
import { createPeopleSide } from './people'
import { answerRest, conversationIdIn, type RestAnswer, type RestRequest } from './rest'
import { type ChatEvent, mustFindPerson, personalChat, type Tenant } from './tenant'

/**
 * What a test wants the connector to do wrong with one request. Without a status the request is answered as usual, only
 * later.
 */
export interface Fault {
	readonly status?: number
	readonly body?: unknown
	readonly headers?: Readonly<Record<string, string>>
	readonly delayMs?: number
	/** The request takes effect and only its answer goes wrong: the ambiguous case. */
	readonly applyBefore?: boolean
	/** The connection breaks instead of an answer. */
	readonly reset?: boolean
	/** The body as it is, JSON or not. */
	readonly raw?: string
	/** The connection breaks before the body's end. */
	readonly cutShort?: boolean
}

export interface FaultyRequest {
	readonly method: string
	readonly path: string
	/** The channel for a new thread, nothing for a new chat. */
	readonly conversationId: string
	readonly activity: Activity | undefined
}

export interface ConnectorOptions {
	/** A SQLite file that keeps the chats, or `:memory:`. */
	readonly file: string
	readonly botEndpoint: string
	readonly serviceUrl: string
	readonly bot: BotAccount
	readonly tenantId: string
	readonly people: readonly LocalPerson[]
	/** Makes the Authorization header of each delivery; absent in local mode, where the bot listens on loopback only. */
	readonly authorization?: (activity: Activity) => Promise<string>
	readonly faults?: (request: FaultyRequest) => Fault | undefined
	readonly now?: () => Date
}

const wait = (milliseconds: number, stopped: AbortSignal) =>
	new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, milliseconds)
		stopped.addEventListener('abort', () => {
			clearTimeout(timer)
			resolve()
		})
	})

/**
 * Teams on your own machine: keeps the chats, lets people act in them, and answers the bot as the Bot Connector would.
 */
export const createConnector = (options: ConnectorOptions) => {
	const { botEndpoint, serviceUrl, bot, tenantId, people, authorization, faults, now = () => new Date() } = options
	const history = openHistory(options.file)
	const listeners = new Set<(event: ChatEvent) => void>()
	const stopping = new AbortController()
	const emit = (event: ChatEvent) => {
		for (const listener of listeners) listener(event)
	}
	const tenant: Tenant = { bot, tenantId, serviceUrl, people, history, now, emit }
	const deliver = createDelivery(botEndpoint, authorization, stopping.signal)

	/** Answers one request of the bot; `reset` asks the caller to break the connection. */
	const rest = async (request: RestRequest): Promise<RestAnswer | 'reset'> => {
		const body = asObject(request.body)
		const activity = (asObject(body?.activity) ?? body) as Activity | undefined
		const conversationId =
			conversationIdIn(request.path) || (asText(asObject(asObject(body?.channelData)?.channel)?.id) ?? '')
		const fault = faults?.({ method: request.method, path: request.path, conversationId, activity })
		if (!fault) return answerRest(tenant, request)
		const spoiled = fault.reset || fault.status !== undefined || fault.raw !== undefined
		const answer = !spoiled || fault.applyBefore ? answerRest(tenant, request) : undefined
		if (fault.delayMs) await wait(fault.delayMs, stopping.signal)
		if (fault.reset) return 'reset'
		if (answer && fault.status === undefined && fault.raw === undefined) return answer
		const { raw, cutShort, headers } = fault
		const status = fault.status ?? answer?.status ?? 500
		return {
			status,
			body: fault.body,
			...(headers && { headers }),
			...(raw !== undefined && { raw }),
			...(cutShort && { cutShort }),
		}
	}

	return {
		...createPeopleSide(tenant, deliver),
		rest,
		bot,
		people,
		/** The id of a person's 1:1 chat with the bot. */
		chatOf: (personId: string) => personalChat(tenant, mustFindPerson(tenant, personId)).id,
		/** The messages of a chat, oldest first; with a person, as that person sees them. */
		history: (conversationId: string, personId?: string) => history.messages(conversationId, personId),
		message: history.message,
		conversation: history.conversation,
		channels: () => history.conversations().filter(({ kind }) => kind === 'channel'),
		unread: history.unread,
		markRead: (conversationId: string, personId: string) => {
			history.markRead(conversationId, personId)
			emit({ type: 'read', conversationId, personId })
		},
		subscribe: (listener: (event: ChatEvent) => void) => {
			listeners.add(listener)
			return () => listeners.delete(listener)
		},
		/** Ends deliveries and event streams and closes the file. */
		stop: () => {
			stopping.abort()
			emit({ type: 'stopped' })
			listeners.clear()
			history.close()
		},
	}
}

export type LocalConnector = ReturnType<typeof createConnector>
