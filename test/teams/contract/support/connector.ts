import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JsonObject } from '../../../../src/demo/local-teams/activity'

/** One request of the bot to Teams, as it came over the line. */
export interface Request {
	readonly method: string
	/** Decoded. */
	readonly path: string
	readonly headers: IncomingHttpHeaders
	readonly body: JsonObject
}

/** What is answered to a request; `reset`: the connection breaks instead. Undefined: as if all were well. */
type Answering = (request: Request) => { readonly status: number; readonly body?: object } | 'reset' | undefined

const well: Answering = () => undefined

/**
 * A Bot Connector on loopback that writes down every request and answers as a test wants. Messages get the ids m1, m2
 * and so on.
 */
export async function startConnector() {
	const requests: Request[] = []
	let ids = 0
	const connector = {
		requests,
		url: '',
		/** Those that deliver something, or change it. */
		writes: () => requests.filter(({ method }) => method !== 'GET'),
		answer: well,
		/** Begins anew: nothing asked, and the next requests succeed. */
		reset: () => {
			requests.length = 0
			ids = 0
			connector.answer = well
		},
		stop: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve())
				server.closeAllConnections()
			}),
	}
	const server = createServer((request, response) => {
		let text = ''
		request.setEncoding('utf8')
		request.on('data', (chunk: string) => {
			text += chunk
		})
		request.on('end', () => {
			const { method = '', url = '', headers } = request
			const body = text === '' ? {} : (JSON.parse(text) as JsonObject)
			const seen = { method, path: decodeURIComponent(url), headers, body }
			requests.push(seen)
			const answer = connector.answer(seen) ?? { status: method === 'POST' ? 201 : 200, body: { id: `m${++ids}` } }
			if (answer === 'reset') return void request.socket.destroy()
			response.statusCode = answer.status
			response.setHeader('content-type', 'application/json')
			response.end(JSON.stringify(answer.body ?? {}))
		})
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	connector.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams`
	return connector
}
