/** The Cosmos DB emulator in a process of its own: counts what crosses the wire and can answer later than at once. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo, Socket } from 'node:net'
import { answerParent } from './child.mts'

const { createHttpServer } = createRequire(import.meta.url)(
	'@vercel/cosmosdb-server',
) as typeof import('@vercel/cosmosdb-server')

const server = createHttpServer({ keepAlive: true })
const [handle] = server.listeners('request') as [(request: IncomingMessage, response: ServerResponse) => void]
let requests = 0
let closedBytes = 0
let latencyMs = 0
const sockets = new Set<Socket>()

server.removeAllListeners('request')
server.on('request', (request, response) => {
	requests++
	if (latencyMs === 0) handle(request, response)
	else setTimeout(() => handle(request, response), latencyMs)
})
server.on('connection', (socket: Socket) => {
	sockets.add(socket)
	socket.once('close', () => {
		closedBytes += socket.bytesRead + socket.bytesWritten
		sockets.delete(socket)
	})
})
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1', () => {
	answerParent(
		{ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
		{
			counts: () => ({
				requests,
				bytes: [...sockets].reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, closedBytes),
			}),
			latency: ({ ms }) => {
				latencyMs = Number(ms)
			},
		},
	)
})
