import { post, startServer, talk } from './support'

type Server = Awaited<ReturnType<typeof startServer>>
let server: Server

/** A promise with its ends outside. */
function gate<Value>() {
	let open: (value: Value) => void = () => undefined
	const opened = new Promise<Value>((resolve) => {
		open = resolve
	})
	return { open, opened }
}

describe('the doors', () => {
	let ready: () => Promise<void>

	beforeAll(async () => {
		server = await startServer({ ready: () => ready() })
	})

	afterAll(() => server.stop())

	test('healthz says that the process lives, whatever the store does', async () => {
		ready = () => Promise.reject(new Error('no store'))
		const answer = await fetch(`${server.url}/healthz`)
		expect([answer.status, await answer.json()]).toEqual([200, { alive: true }])
	})

	test.each([
		['off', 200],
		['starting', 200],
		['running', 200],
		['standing', 503],
		['failing', 503],
	])('healthz, with the schedule %s, answers %i and says for how long', async (state, status) => {
		const scheduled = await startServer({ health: () => ({ state, ageSeconds: 611, failingSeconds: 3 }) })
		const answer = await fetch(`${scheduled.url}/healthz`)
		expect([answer.status, await answer.json()]).toEqual([
			status,
			{ alive: true, schedule: { state, ageSeconds: 611, failingSeconds: 3 } },
		])
		await scheduled.stop()
	})

	test('healthz says since when Teams has refused the name of the bot', async () => {
		const refusedSince = '2026-11-03T08:00:00.000Z'
		const refused = await startServer({
			health: () => ({ state: 'running', ageSeconds: 1, failingSeconds: 0, refusedSince }),
		})
		const answer = await fetch(`${refused.url}/healthz`)
		expect([answer.status, await answer.json()]).toEqual([
			503,
			{ alive: true, schedule: { state: 'running', ageSeconds: 1, failingSeconds: 0, refusedSince } },
		])
		await refused.stop()
	})

	test('livez says that the process lives, however things stand', async () => {
		const failing = await startServer({ health: () => ({ state: 'failing', ageSeconds: 1, failingSeconds: 700 }) })
		expect((await fetch(`${failing.url}/livez`)).status).toBe(200)
		await failing.stop()
	})

	test.each([
		[() => Promise.resolve(), 200, true],
		[() => Promise.reject(new Error('no store')), 503, false],
	])('readyz says whether the store answers (%#)', async (answers, status, expected) => {
		ready = answers
		const answer = await fetch(`${server.url}/readyz`)
		expect([answer.status, await answer.json()]).toEqual([status, { ready: expected }])
	})

	test.each([
		['GET', '/', 404],
		['GET', '/api/messages', 405],
		['PUT', '/api/messages', 405],
		['DELETE', '/healthz', 405],
		['POST', '/api/messages/../secret', 404],
		['GET', '/..%2f..%2fetc%2fpasswd', 404],
		['GET', '/%', 404],
	])('%s %s is no door', async (method, path, status) => {
		const reply = await talk(
			server.port,
			`${method} ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
		)
		expect(reply).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
		expect(server.received).toEqual([])
	})
})

test('a fault while answering becomes 503 without its words, and the log has them', async () => {
	server = await startServer({ receive: () => Promise.reject(new Error('PLANTED')) })
	const { status, text } = await post(server.port, '{}')
	expect(status).toBe(503)
	expect(text).not.toContain('PLANTED')
	expect(server.logged.join()).toContain('PLANTED')
	await server.stop()
})

test('stopping lets the running request end and takes no new one', async () => {
	const working = gate<void>()
	const finish = gate<void>()
	server = await startServer({
		receive: async () => {
			working.open()
			await finish.opened
			return { status: 200, body: { done: true } }
		},
	})
	const { port } = server
	const running = post(port, '{}')
	await working.opened
	const stopped = server.stop()
	await expect(post(port, '{}')).rejects.toThrow('ECONNREFUSED')
	finish.open()
	expect(await running).toEqual({ status: 200, text: '{"done":true}' })
	await stopped
})

test('a client that hangs up does no harm', async () => {
	const working = gate<void>()
	const finish = gate<void>()
	server = await startServer({
		receive: async () => {
			working.open()
			await finish.opened
			return { status: 200, body: {} }
		},
	})
	const controller = new AbortController()
	const hasty = fetch(`${server.url}/api/messages`, {
		method: 'POST',
		body: '{}',
		headers: { 'content-type': 'application/json' },
		signal: controller.signal,
	})
	await working.opened
	controller.abort()
	await expect(hasty).rejects.toThrow('abort')
	finish.open()
	expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
	await server.stop()
})

test('somebody who never finishes sending does not keep the server from stopping', async () => {
	server = await startServer({}, 100)
	const half = talk(
		server.port,
		'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a"',
	)
	const ended = half.catch(() => 'cut off')
	expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
	await server.stop()
	expect(await ended).not.toContain('200 OK')
	expect(server.received).toEqual([])
})
