/** Activities of all kinds, posted to a demo of its own as Teams would; what the person then sees. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface ActivityCase {
	readonly what: Readonly<Record<string, unknown>>
	/** Fields that the activity does not have. */
	readonly omit?: readonly string[]
	readonly times?: number
	readonly expect: string
	readonly status?: number
	readonly shape?: readonly string[]
	readonly alsoOk?: readonly Partial<Pick<ActivityCase, 'expect' | 'status' | 'shape'>>[]
}

/** What came of one activity. */
export interface ActivitySeen {
	readonly status: number
	readonly keys: readonly string[]
	/** Messages that the person got, in the chat or in the answer itself. */
	readonly replies: number
}

const tenantId = '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001'
const person = { id: 'p08', entra: '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d2008' }

interface ChatTown {
	readonly people: readonly { readonly id: string; readonly name: string; readonly conversationId: string }[]
}

export async function withDemo<Found>(
	work: (post: (one: ActivityCase) => Promise<ActivitySeen>) => Promise<Found>,
): Promise<Found> {
	const port = await freePort()
	const data = mkdtempSync(join(tmpdir(), 'inputs-demo-'))
	const demo = spawn(
		process.execPath,
		[fileURLToPath(new URL('../dist/demo/main.js', import.meta.url)), 'demo', '--fresh'],
		{
			env: { ...process.env, PORT: String(port), DATA_DIR: data, LOG_LEVEL: 'silent' },
			stdio: ['ignore', 'ignore', 'inherit'],
		},
	)
	try {
		const url = `http://127.0.0.1:${port}`
		await ready(url)
		return await work(poster(url))
	} finally {
		demo.kill('SIGTERM')
		await new Promise((resolve) => demo.once('exit', resolve))
		rmSync(data, { recursive: true, force: true })
	}
}

async function freePort(): Promise<number> {
	const server = createServer()
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const address = server.address()
	await new Promise((resolve) => server.close(resolve))
	return typeof address === 'object' && address ? address.port : 0
}

async function ready(url: string): Promise<void> {
	for (let tries = 0; tries < 300; tries++) {
		const answer = await fetch(`${url}/readyz`).catch(() => undefined)
		if (answer?.ok) return
		await new Promise((resolve) => setTimeout(resolve, 200))
	}
	throw new Error('the demo did not start within a minute')
}

function poster(url: string) {
	let serial = Date.now()
	const town = fetch(`${url}/local/chat/town`).then((answer) => answer.json() as Promise<ChatTown>)
	const sent = async (conversationId: string) => {
		const query = `conversation=${encodeURIComponent(conversationId)}&person=${person.id}`
		const answer = (await (await fetch(`${url}/local/chat/messages?${query}`)).json()) as {
			messages: readonly { author: string }[]
		}
		return answer.messages.filter(({ author }) => author === 'bot').length
	}
	return async ({ what, omit = [], times = 1 }: ActivityCase): Promise<ActivitySeen> => {
		const own = (await town).people.find(({ id }) => id === person.id)
		const conversationId = own?.conversationId ?? ''
		const base: Record<string, unknown> = {
			type: 'message',
			text: 'Hilfe',
			textFormat: 'plain',
			attachments: [],
			channelId: 'msteams',
			serviceUrl: `${url}/local/connector`,
			from: { id: `29:${person.id}`, name: own?.name, aadObjectId: person.entra },
			recipient: { id: '28:digicheck', name: 'DigiCheck' },
			conversation: { id: conversationId, conversationType: 'personal', tenantId },
			channelData: { tenant: { id: tenantId } },
			locale: 'de-DE',
		}
		for (const field of omit) delete base[field]
		const activity = localised({ ...base, ...what }, conversationId) as Record<string, unknown>
		let seen: ActivitySeen = { status: 0, keys: [], replies: 0 }
		for (let time = 0; time < times; time++) {
			const before = await sent(conversationId)
			serial += 1_000
			const answer = await fetch(`${url}/api/messages`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ id: String(serial), timestamp: new Date(serial).toISOString(), ...activity }),
			})
			const text = await answer.text()
			const body = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
			const inBody = Array.isArray(body.activities) ? body.activities.length : 0
			seen = {
				status: answer.status,
				keys: Object.keys(body),
				replies: (await sent(conversationId)) - before + inBody,
			}
		}
		return seen
	}
}

/** The corpus names people, bot and tenant of its own; here they are those of the demo. */
function localised(value: unknown, conversationId: string): unknown {
	const own: Readonly<Record<string, string>> = {
		'28:00000000-0000-4000-8000-0000000000b0': '28:digicheck',
		'5b1f3c8a-2d47-4e6b-9a10-7c3e8f2d1a01': person.entra,
		'29:1userAnna': `29:${person.id}`,
		'a:1personal': conversationId,
		t: tenantId,
	}
	if (typeof value === 'string') return own[value] ?? value
	if (Array.isArray(value)) return value.map((one) => localised(one, conversationId))
	if (typeof value !== 'object' || value === null) return value
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, localised(one, conversationId)]))
}

/** Whether the person and the platform got what was expected, or another thing that would do as well. */
export function isAsExpected(one: ActivityCase, seen: ActivitySeen): boolean {
	const { alsoOk = [], ...main } = one
	return [main, ...alsoOk.map((also) => ({ ...main, ...also }))].some(({ expect, status, shape = [] }) => {
		if (seen.status !== (status ?? 200) && !(status === undefined && seen.status === 202)) return false
		if (!shape.every((key) => seen.keys.includes(key))) return false
		return expect === 'reply' ? seen.replies > 0 : expect === 'silence' ? seen.replies === 0 : true
	})
}
