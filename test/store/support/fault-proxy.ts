import { createServer, type IncomingMessage, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What goes wrong with one request. `status` alone: refused before it was done; `afterwards`: done, and then the answer
 * got lost.
 */
export type Fault =
	| { readonly status: number; readonly afterwards?: true; readonly retryAfterMs?: number }
	/** Never an answer. */
	| { readonly stall: true }
	/** The connection breaks; `afterwards`: after it was done. */
	| { readonly reset: true; readonly afterwards?: true }

export type Operation = 'read' | 'create' | 'replace' | 'remove' | 'find' | 'other'

export interface FaultProxy {
	readonly endpoint: string
	/** Decides about each request to a document; asked again for every repetition. */
	fault: (operation: Operation) => Fault | undefined
	/** Every operation on documents that arrived here, repetitions included. */
	readonly seen: Operation[]
	stop(): Promise<void>
}

/**
 * Stands between the real client and the emulator. Tells the client that the account lives here, so that discovery
 * leads back to it.
 */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = []
		request.on('data', (chunk: Buffer) => chunks.push(chunk))
		request.on('end', () => {
			const operation = operationOf(request)
			if (operation !== 'other') proxy.seen.push(operation)
			const fault = operation === 'other' ? undefined : proxy.fault(operation)
			const refuse = () => {
				if (fault === undefined || 'stall' in fault) return
				if ('reset' in fault) return void response.socket?.destroy()
				const patience = fault.retryAfterMs === undefined ? {} : { 'x-ms-retry-after-ms': String(fault.retryAfterMs) }
				// Not chained: restify, if it is loaded, has a writeHead that returns nothing.
				response.writeHead(fault.status, { 'content-type': 'application/json', ...patience })
				response.end(JSON.stringify({ code: 'Fault', message: 'on purpose' }))
			}
			if (fault !== undefined && !('afterwards' in fault)) return refuse()
			const onward = send(`${target}${request.url}`, { method: request.method, headers: request.headers }, (answer) => {
				const parts: Buffer[] = []
				answer.on('data', (part: Buffer) => parts.push(part))
				answer.on('end', () => {
					if (fault) return refuse()
					const { 'content-length': _changes, 'transfer-encoding': _too, ...headers } = answer.headers
					const body = Buffer.concat(parts)
					response.writeHead(answer.statusCode ?? 500, headers)
					response.end(
						request.url === '/' ? body.toString().replaceAll(/https:\/\/127\.0\.0\.1:\d+/g, proxy.endpoint) : body,
					)
				})
			})
			onward.on('error', () => response.destroy())
			onward.end(Buffer.concat(chunks))
		})
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const proxy: FaultProxy = {
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		fault: () => undefined,
		seen: [],
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve())
				server.closeAllConnections()
			}),
	}
	return proxy
}

function operationOf({ method, url = '', headers }: IncomingMessage): Operation {
	if (/\/docs\/[^/]+$/.test(url))
		return method === 'GET' ? 'read' : method === 'PUT' ? 'replace' : method === 'DELETE' ? 'remove' : 'other'
	if (!/\/docs\/?$/.test(url) || method !== 'POST') return 'other'
	return headers['x-ms-documentdb-isquery'] === undefined ? 'create' : 'find'
}
