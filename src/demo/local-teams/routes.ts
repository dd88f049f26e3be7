import type { IncomingMessage, ServerResponse } from 'node:http'
import { createChatApi, type TownClock } from './chat-api'
import type { LocalConnector } from './connector'
import { isLocalRequest, readJson } from './local-request'
import { pageFile, pageHeaders } from './page-files'
import type { RestAnswer } from './rest'

export interface RouteOptions {
	/** Hears of bugs in this room; they are answered with 500 and must not vanish. */
	readonly onError: (error: unknown) => void
	/** Present where the town keeps a clock of its own that can be moved forward (the demo). */
	readonly clock?: TownClock
}

export const connectorPath = '/local/connector'
const chatPath = '/local/chat/'

const send = (response: ServerResponse, { status, body, headers, raw, cutShort }: RestAnswer) => {
	response.writeHead(status, {
		...(cutShort && { 'content-length': '1000' }),
		'content-type': 'application/json; charset=utf-8',
		'x-content-type-options': 'nosniff',
		'cache-control': 'no-store',
		...headers,
	})
	if (cutShort) response.write(raw ?? '', () => response.destroy())
	else response.end(raw ?? (body === undefined ? undefined : JSON.stringify(body)))
}

/** Tells one open page everything that happens, until either side goes away. */
const streamEvents = (connector: LocalConnector, response: ServerResponse) => {
	response.writeHead(200, {
		'content-type': 'text/event-stream',
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
	})
	response.write('retry: 1000\n\n')
	const unsubscribe = connector.subscribe((event) => {
		if (event.type === 'stopped') response.end()
		else response.write(`data: ${JSON.stringify(event)}\n\n`)
	})
	response.on('close', unsubscribe)
}

/**
 * The local town over HTTP, as one function to hang before the bot's own server on the same port; resolves to false for
 * paths that are not its own. It refuses foreign hosts and origins on every path, so the bot's endpoint behind it is
 * covered as well.
 */
export const localRoutes = (connector: LocalConnector, { onError, clock }: RouteOptions) => {
	const answerChat = createChatApi(connector, clock)
	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
		if (!isLocalRequest(request)) {
			send(response, {
				status: 403,
				body: {
					error: { code: 'ForeignHostOrOrigin', message: 'Only pages and programs of this machine may ask here.' },
				},
			})
			return true
		}
		const method = request.method ?? 'GET'
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
		const file = method === 'GET' ? await pageFile(pathname) : undefined
		if (file) {
			response.writeHead(200, { 'content-type': file.type, ...pageHeaders })
			response.end(file.content)
			return true
		}
		if (method === 'GET' && pathname === `${chatPath}events`) {
			streamEvents(connector, response)
			return true
		}
		if (!pathname.startsWith(chatPath) && !pathname.startsWith(`${connectorPath}/`)) {
			const ours = pathname.startsWith('/local/')
			if (ours) send(response, { status: 404 })
			return ours
		}
		const body = await readJson(request)
		if (body === 'too-large')
			send(response, {
				status: 413,
				body: { error: { code: 'MessageSizeTooBig', message: 'Message size too large.' } },
			})
		else if (body === 'not-json')
			send(response, { status: 400, body: { error: { code: 'BadSyntax', message: 'The body is not JSON.' } } })
		else if (pathname.startsWith(chatPath))
			send(response, await answerChat(method, pathname.slice(chatPath.length), searchParams, body.value))
		else {
			const answered = await connector.rest({
				method,
				path: pathname.slice(connectorPath.length),
				query: searchParams,
				body: body.value,
			})
			if (answered === 'reset') request.socket.destroy()
			else send(response, answered)
		}
		return true
	}
	return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
		try {
			return await answer(request, response)
		} catch (error) {
			onError(error)
			if (!response.headersSent)
				send(response, {
					status: 500,
					body: { error: { code: 'ServiceError', message: 'See the log of the local town.' } },
				})
			return true
		}
	}
}
