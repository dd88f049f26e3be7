import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** At most `count` calls within any `withinMs` milliseconds. */
interface Window {
	readonly count: number
	readonly withinMs: number
}

export interface TeamsLimits {
	readonly tenant: Window
	readonly conversation: readonly Window[]
}

/**
 * As Teams documents them, written down a second time on purpose: whoever paces must not be judged by the own numbers.
 */
export const documentedLimits: TeamsLimits = {
	tenant: { count: 50, withinMs: 1_000 },
	conversation: [
		{ count: 7, withinMs: 1_000 },
		{ count: 8, withinMs: 2_000 },
		{ count: 60, withinMs: 30_000 },
		{ count: 1_800, withinMs: 3_600_000 },
	],
}

/**
 * The same windows for so many times as many messages: a run is shorter, and the margin that jitter needs stays as it
 * is.
 */
export function timesAsMany(times: number, { tenant, conversation }: TeamsLimits = documentedLimits): TeamsLimits {
	const more = ({ count, withinMs }: Window) => ({ count: count * times, withinMs })
	return { tenant: more(tenant), conversation: conversation.map(more) }
}

/** One call that the bot made. */
export interface Call {
	/** Milliseconds since 1970 at which it arrived. */
	readonly at: number
	readonly tenant: string
	readonly conversation: string
	readonly method: string
	readonly status: number
	/** What tells messages apart; see `nameOf`. */
	readonly name: string
}

export interface LimitedConnectorOptions {
	readonly limits?: TeamsLimits
	/** Milliseconds until a call is answered. It takes effect when it arrives. */
	readonly latencyMs?: number
	/** Gives a message the name under which it is counted; without it the conversation alone counts. */
	readonly nameOf?: (activity: unknown) => string
}

/**
 * A Bot Connector that is as strict as Teams says it is: windows per tenant and conversation, 429 with Retry-After in
 * whole seconds. What it refuses does not count. The tenant stands in the address, as it does in Teams:
 * `<url>/<tenant>/v3/conversations/…`.
 */
export async function startLimitedConnector({
	limits = documentedLimits,
	latencyMs = 0,
	nameOf,
}: LimitedConnectorOptions = {}) {
	const longest = Math.max(limits.tenant.count, ...limits.conversation.map(({ count }) => count))
	const accepted = new Map<string, number[]>()
	const slow = new Map<string, number>()
	const calls: Call[] = []
	let ids = 0

	const waitFor = (key: string, { count, withinMs }: Window, now: number): number => {
		const times = accepted.get(key) ?? []
		return Math.max(0, (times[times.length - count] ?? Number.NEGATIVE_INFINITY) + withinMs - now)
	}
	const remember = (key: string, now: number) => {
		const times = accepted.get(key) ?? []
		times.push(now)
		if (times.length > 2 * longest) times.splice(0, longest)
		accepted.set(key, times)
	}
	const answer = (
		response: ServerResponse,
		status: number,
		body: unknown,
		headers: Record<string, string | number> = {},
	) => {
		const text = JSON.stringify(body)
		// In two steps: where restify has been loaded, writeHead returns nothing.
		response.writeHead(status, {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(text),
			...headers,
		})
		response.end(text)
	}
	const receive = (request: IncomingMessage, body: string, response: ServerResponse) => {
		const [, tenant = '', inPath] = /^\/([^/]+)\/v3\/conversations(?:\/([^/]+))?/.exec(request.url ?? '') ?? []
		if (tenant === '') return answer(response, 404, {})
		const activity = (body ? JSON.parse(body) : {}) as {
			readonly channelData?: { readonly channel?: { readonly id?: string } }
		}
		// A post that begins a thread names its channel in the body; replies name the channel with the thread behind it.
		const conversation =
			inPath === undefined
				? (activity.channelData?.channel?.id ?? '')
				: (decodeURIComponent(inPath).split(';')[0] ?? '')
		// The windows are kept on a clock that nobody sets back.
		const now = performance.now()
		const place = `${tenant} ${conversation}`
		const wait = Math.max(
			waitFor(tenant, limits.tenant, now),
			...(conversation ? limits.conversation.map((window) => waitFor(place, window, now)) : []),
		)
		const status = wait > 0 ? 429 : request.method === 'POST' ? 201 : 200
		if (wait === 0) for (const key of conversation ? [tenant, place] : [tenant]) remember(key, now)
		const name = nameOf?.(activity) ?? ''
		calls.push({ at: performance.timeOrigin + now, tenant, conversation, method: request.method ?? '', status, name })
		const reply = () =>
			status === 429
				? answer(response, 429, { error: { code: 'TooManyRequests' } }, { 'retry-after': Math.ceil(wait / 1_000) })
				: answer(response, status, { id: `${++ids}` })
		const afterMs = latencyMs + (slow.get(tenant) ?? 0)
		if (afterMs === 0) reply()
		else setTimeout(reply, afterMs)
	}
	const server = createServer((request, response) => {
		let body = ''
		request.setEncoding('utf8')
		request.on('data', (part) => {
			body += part
		})
		request.on('end', () => receive(request, body, response))
	})
	server.keepAliveTimeout = 60_000
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	return {
		calls,
		/** What a bot keeps as `serviceUrl` of somebody in this tenant. */
		serviceUrl: (tenant: string) => `${url}/${tenant}/`,
		/** From now on answers to this tenant take so many milliseconds more. */
		slowDown: (tenant: string, byMs: number) => void slow.set(tenant, byMs),
		/** Forgets all calls, so that the next round begins with empty windows. */
		reset: () => {
			calls.length = 0
			accepted.clear()
			slow.clear()
		},
		stop: () => {
			server.closeAllConnections()
			server.close()
		},
	}
}

export type LimitedConnector = Awaited<ReturnType<typeof startLimitedConnector>>
