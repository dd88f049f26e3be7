import { request } from 'node:http'
import { connect } from 'node:net'
import pino from 'pino'
import { type Doors, type HttpAnswer, serve } from '../../src/http/server'

/** The real server on a free loopback port; `receive` defaults to a bot that takes everything. */
export async function startServer(doors: Partial<Doors> = {}, drainMs?: number) {
	const received: unknown[] = []
	const logged: string[] = []
	const logger = pino({ base: null }, { write: (line: string) => void logged.push(line) })
	const receive = async (_headers: unknown, body: unknown): Promise<HttpAnswer> => {
		received.push(body)
		return { status: 200, body: { taken: true } }
	}
	const server = await serve(
		{ receive, ready: async () => undefined, ...doors },
		{ port: 0, host: '127.0.0.1' },
		logger,
		drainMs,
	)
	return { ...server, url: `http://127.0.0.1:${server.port}`, received, logged }
}

export interface Reply {
	readonly status: number
	readonly text: string
}

/** Posts bytes exactly as they are, with the headers as they are. */
export function post(
	port: number,
	body: Buffer | string,
	headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const outgoing = request(
			{ port, host: '127.0.0.1', path: '/api/messages', method: 'POST', headers, agent: false },
			(incoming) => {
				let text = ''
				incoming.setEncoding('utf8')
				incoming.on('data', (part: string) => {
					text += part
				})
				incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }))
				incoming.on('error', reject)
			},
		)
		// The server may answer and hang up before it has taken everything.
		outgoing.on('error', reject)
		outgoing.end(body)
	})
}

/** Opens a connection, writes some bytes, and tells what came back until the other side closed. */
export function talk(port: number, bytes: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
		let text = ''
		socket.setEncoding('latin1')
		socket.on('data', (part: string) => {
			text += part
		})
		socket.on('close', () => resolve(text))
		socket.on('error', reject)
	})
}
