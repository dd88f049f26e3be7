/** Drives a participant over HTTP as Teams would, plays the Bot Connector that it answers to, and takes the times. */
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Invented } from './people.mts'

export interface Turn {
	/** The activity's own part: type, text or value. */
	readonly what: Record<string, unknown>
	/** How many questions this turn answers. */
	readonly questions: number
	/** The length that the answer must have; a different one is an error. */
	readonly answerBytes?: number
}

export interface Taken {
	readonly turns: number
	readonly questions: number
	readonly errors: number
	readonly seconds: number
	readonly latencies: readonly number[]
}

/** A Bot Connector that only counts, and can be slow. */
export async function startConnector() {
	const state = { calls: 0, latencyMs: 0 }
	const server = createServer((asked, response) => {
		asked.resume()
		asked.once('end', () => {
			state.calls++
			const answer = () =>
				response.writeHead(201, { 'content-type': 'application/json' }).end(`{"id":"${state.calls}"}`)
			if (state.latencyMs === 0) answer()
			else setTimeout(answer, state.latencyMs)
		})
	})
	server.keepAliveTimeout = 120_000
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() }
}

export interface Client {
	send(person: Invented, what: Record<string, unknown>): Promise<{ status: number; body: string }>
}

export function clientOf(port: number, serviceUrl: string, authorization: string): Client {
	const agent = new Agent({ keepAlive: true, maxSockets: 64 })
	let activities = 0
	return {
		send: (person, what) => {
			const id = String(++activities)
			const body = JSON.stringify({
				id,
				timestamp: new Date().toISOString(),
				channelId: 'msteams',
				serviceUrl,
				from: { id: `29:${person.id}`, name: `Mensch ${person.id}`, aadObjectId: person.objectId },
				recipient: { id: '28:bot', name: 'bot' },
				conversation: { id: `a:${person.id}`, conversationType: 'personal', tenantId: person.tenantId },
				channelData: { tenant: { id: person.tenantId } },
				locale: 'de-DE',
				replyToId: `card-${person.id}`,
				...what,
			})
			return new Promise((resolve, reject) => {
				const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization }
				const sent = request(
					{ agent, port, host: '127.0.0.1', path: '/api/messages', method: 'POST', headers },
					(response) => {
						const chunks: Buffer[] = []
						response.on('data', (chunk: Buffer) => chunks.push(chunk))
						response.on('end', () =>
							resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
						)
					},
				)
				sent.on('error', reject)
				sent.end(body)
			})
		},
	}
}

/**
 * A turn is right when the status is, and when the card that came back is as long as it was for the person whose visit
 * was recorded.
 */
async function take(client: Client, person: Invented, turn: Turn): Promise<{ right: boolean; ms: number }> {
	const began = performance.now()
	const { status, body } = await client.send(person, turn.what)
	const right = status === 200 && (turn.answerBytes === undefined || body.length === turn.answerBytes)
	return { right, ms: performance.now() - began }
}

/**
 * Closed loop: each connection takes a person through the whole flow, then the next; until the time is over or no
 * person is left.
 */
export async function closedLoop(
	client: Client,
	people: Iterator<Invented>,
	flow: (person: Invented) => readonly Turn[],
	seconds: number,
): Promise<Taken> {
	const latencies: number[] = []
	const taken = { turns: 0, questions: 0, errors: 0 }
	const began = performance.now()
	const until = began + seconds * 1_000
	const connection = async () => {
		for (;;) {
			const next = people.next()
			if (next.done) return
			for (const turn of flow(next.value)) {
				if (performance.now() >= until) return
				const { right, ms } = await take(client, next.value, turn)
				latencies.push(ms)
				taken.turns++
				taken.questions += turn.questions
				if (!right) taken.errors++
			}
		}
	}
	await Promise.all(Array.from({ length: 32 }, connection))
	return { ...taken, seconds: (performance.now() - began) / 1_000, latencies }
}

/**
 * Open loop at a fixed rate: eight people take turns, so that no person's next turn begins before their last one ended.
 */
export async function openLoop(
	client: Client,
	people: readonly Invented[],
	flow: (person: Invented) => readonly Turn[],
	rate: number,
	seconds: number,
): Promise<Taken> {
	const latencies: number[] = []
	const lanes = Array.from({ length: 8 }, (_, lane) => {
		const own = people.filter((_person, at) => at % 8 === lane)
		return own.flatMap((person) => flow(person).map((turn) => ({ person, turn }))).values()
	})
	const taken = { turns: 0, questions: 0, errors: 0 }
	const running: Promise<void>[] = []
	const began = performance.now()
	for (let at = 0; at < rate * seconds; at++) {
		const wait = began + (at * 1_000) / rate - performance.now()
		if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
		const next = lanes[at % 8]?.next()
		if (!next || next.done) break
		const { person, turn } = next.value
		running.push(
			take(client, person, turn).then(({ right, ms }) => {
				latencies.push(ms)
				taken.turns++
				taken.questions += turn.questions
				if (!right) taken.errors++
			}),
		)
	}
	await Promise.all(running)
	return { ...taken, seconds: (performance.now() - began) / 1_000, latencies }
}
