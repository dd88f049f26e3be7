import { request } from 'node:http'
import { startTown } from './support/town'

let town: Awaited<ReturnType<typeof startTown>>
beforeAll(async () => {
	town = await startTown()
})
afterAll(() => town.stop())

/** Asks with headers that fetch would not let a caller set. */
const ask = (path: string, headers: Record<string, string>, method = 'GET', body = '') =>
	new Promise<{ status: number | undefined; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
		const asked = request(new URL(path, town.address), { method, headers }, (response) => {
			let text = ''
			response.setEncoding('utf8')
			response.on('data', (chunk: string) => {
				text += chunk
			})
			response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }))
		})
		asked.on('error', reject)
		asked.end(body)
	})
const port = () => new URL(town.address).port

test.each(['rebound.example', '127.0.0.1.rebound.example', '10.0.0.1'])(
	'the Host %s is refused on every path',
	async (name) => {
		for (const path of ['/', '/local/chat/town', '/local/connector/v3/conversations', '/api/messages'])
			expect(await ask(path, { host: `${name}:${port()}` })).toMatchObject({ status: 403 })
	},
)

test.each(['https://foreign.example', 'null', 'http://127.0.0.1:1'])('the Origin %s is refused', async (origin) => {
	expect(await ask('/local/chat/say', { origin }, 'POST', '{}')).toMatchObject({ status: 403 })
})

test('loopback names and the own origin are welcome', async () => {
	for (const name of ['localhost', '127.0.0.1', '[::1]']) {
		const host = `${name}:${port()}`
		expect(await ask('/local/chat/town', { host, origin: `http://${host}` })).toMatchObject({ status: 200 })
	}
})

test('bodies over 256 KB and bodies that are not JSON are refused', async () => {
	expect(await ask('/local/chat/say', {}, 'POST', `"${'x'.repeat(257 * 1024)}"`)).toMatchObject({ status: 413 })
	expect(await ask('/local/chat/say', {}, 'POST', '{')).toMatchObject({ status: 400 })
})

test('a chat request about somebody or something unknown is refused', async () => {
	for (const body of [
		{},
		{ personId: 'nobody', text: 'x' },
		{ personId: 'hanne' },
		{ personId: 'hanne', text: 'x', conversationId: 'a:1' },
	])
		expect(await ask('/local/chat/say', {}, 'POST', JSON.stringify(body))).toMatchObject({ status: 400 })
})

test('the page allows itself nothing but its own scripts', async () => {
	const page = await ask('/', {})
	expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
	expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
	for (const path of ['/local/page/adaptivecards.js', '/local/page/markdown-it.js', '/local/page/texts.json'])
		expect((await ask(path, {})).status).toBe(200)
})

test.each(['/local/page/..%2fconnector.ts', '/local/page/../connector.ts', '/local/page/missing.js'])(
	'%s is no file of the page',
	async (path) => {
		expect((await ask(path, {})).text).not.toContain('createConnector')
	},
)
