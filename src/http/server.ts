import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { createServer } from 'restify'
import { BodyFault, readJsonBody } from './body'
import type { Download } from './reports'

export interface HttpAnswer {
	readonly status: number
	readonly body?: unknown
}

export interface Doors {
	/** One activity from Teams. */
	receive(headers: IncomingHttpHeaders, body: unknown): Promise<HttpAnswer>
	/** Throws while the store cannot be reached. */
	ready(): Promise<void>
	/** A document that a signed link opens; without it there is no such door. */
	report?(ticket: string): Promise<Download>
	/** How the work in the background stands, read from memory; it decides whether the process counts as healthy. */
	health?(): {
		readonly state: string
		readonly ageSeconds: number
		readonly failingSeconds: number
		readonly refusedSince?: string
	}
	/** Local mode hangs the chat page and the local connector in front; true means it has answered. */
	before?(request: IncomingMessage, response: ServerResponse): Promise<boolean>
}

export interface Running {
	readonly port: number
	/**
	 * Takes no new connections, lets the running requests end, then closes; a client that sends too slowly is cut off at
	 * the deadline.
	 */
	stop(): Promise<void>
}

/**
 * How long requests that run may take to end when the process is asked to stop; platforms kill after ten seconds or
 * more.
 */
const longestDrainMs = 8_000
/** The schedule has stood still, or the reminders of a town have failed, for more than ten minutes. */
const unwell = ['standing', 'failing']

/** Opens the doors: /api/messages, /reports/…, /livez, /healthz and /readyz, and nothing else. */
export async function serve(
	doors: Doors,
	where: { readonly port: number; readonly host: string },
	logger: Logger,
	drainMs = longestDrainMs,
): Promise<Running> {
	const server = createServer({ name: 'digicheck', handleUncaughtExceptions: false })
	server.server.requestTimeout = 10_000
	server.server.headersTimeout = 10_000
	server.server.keepAliveTimeout = 65_000

	const before = doors.before
	if (before) {
		server.pre((request, response, next) => {
			before(request, response).then(
				(answered) => next(answered ? false : undefined),
				(fault: unknown) => {
					logger.error({ fault }, 'the local pages failed')
					write(response, { status: 500 })
					next(false)
				},
			)
		})
	}
	server.post('/api/messages', (request, response, next) => {
		answerTo(request, doors, logger)
			.then((answer) => write(response, answer))
			.finally(() => next(false))
	})
	const report = doors.report
	if (report) {
		server.get('/reports/*', (request, response, next) => {
			// The ticket is longer than the router lets a parameter be.
			report((request.url ?? '').replace(/^\/reports\//, '').replace(/[?#].*$/s, ''))
				.then(
					(answer) => writeFile(response, answer),
					(fault: unknown) => {
						logger.error(
							{
								fault:
									fault instanceof Error ? { name: fault.name, message: fault.message, stack: fault.stack } : fault,
							},
							'a report failed',
						)
						write(response, { status: 503 })
					},
				)
				.finally(() => next(false))
		})
	}
	// Restarting helps a process that hangs, not a schedule whose database is away: so the platform asks here, and a
	// monitor asks there.
	server.get('/livez', (_request, response, next) => {
		write(response, { status: 200, body: { alive: true } })
		next(false)
	})
	server.get('/healthz', (_request, response, next) => {
		const schedule = doors.health?.()
		// Without a name that Teams knows nothing goes out at all, however well everything else is.
		const well = schedule === undefined || (!unwell.includes(schedule.state) && schedule.refusedSince === undefined)
		write(response, { status: well ? 200 : 503, body: { alive: true, ...(schedule && { schedule }) } })
		next(false)
	})
	server.get('/readyz', (_request, response, next) => {
		doors
			.ready()
			.then(
				() => write(response, { status: 200, body: { ready: true } }),
				() => write(response, { status: 503, body: { ready: false } }),
			)
			.finally(() => next(false))
	})

	await new Promise<void>((resolve, reject) => {
		server.once('error', reject)
		server.listen(where.port, where.host, () => resolve())
	})
	return {
		port: (server.server.address() as AddressInfo).port,
		stop: () =>
			new Promise((resolve) => {
				// Once it is closing, Node no longer watches for requests that never come to an end.
				const deadline = setTimeout(() => server.server.closeAllConnections(), drainMs)
				server.server.close(() => {
					clearTimeout(deadline)
					resolve()
				})
				server.server.closeIdleConnections()
			}),
	}
}

async function answerTo(request: IncomingMessage, doors: Doors, logger: Logger): Promise<HttpAnswer> {
	try {
		return await doors.receive(request.headers, await readJsonBody(request))
	} catch (fault) {
		if (fault instanceof BodyFault)
			return { status: fault.status, body: { error: { code: 'BadBody', message: fault.message } } }
		logger.error(
			{ fault: fault instanceof Error ? { name: fault.name, message: fault.message, stack: fault.stack } : fault },
			'a request failed',
		)
		// 503 invites Teams to deliver again; nothing was half done.
		return {
			status: 503,
			body: { error: { code: 'TryAgain', message: 'The request was not processed. Please send it again.' } },
		}
	}
}

function write(response: ServerResponse, { status, body }: HttpAnswer): void {
	if (response.headersSent || response.destroyed) return
	const text = body === undefined ? '' : JSON.stringify(body)
	response.writeHead(status, {
		'content-type': 'application/json; charset=utf-8',
		'content-length': Buffer.byteLength(text),
	})
	response.end(text)
}

function writeFile(response: ServerResponse, { status, headers, bytes }: Download): void {
	if (response.headersSent || response.destroyed) return
	response.writeHead(status, { ...headers, 'content-length': bytes.byteLength })
	response.end(bytes)
}
