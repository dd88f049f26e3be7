/** Sends many messages to one tenant without our service: as most bots do, or at our pace and nothing else. */
import { Agent, request } from 'node:http'
import { createRequire } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import type { TeamsLimits } from '../test/support/limited-connector.ts'
import { answerParent, settings } from './child.mts'

const { createPace, teamsLimits } = createRequire(import.meta.url)(
	'../dist/outbox/lanes/pace.js',
) as typeof import('../src/outbox/lanes/pace.ts')
const { serviceUrl, limits } = settings() as unknown as { serviceUrl: string; limits: TeamsLimits }
const agent = new Agent({ keepAlive: true, maxSockets: 256 })
/** A card of about 2 KB. */
const text2000 = 'example '.repeat(240)

interface Message {
	readonly conversation: string
	readonly name: string
}

/** One post, and Retry-After in milliseconds if it was refused. */
function post(tenant: string, { conversation, name }: Message): Promise<number> {
	const card = {
		type: 'AdaptiveCard',
		version: '1.5',
		speak: name,
		body: [{ type: 'TextBlock', text: text2000, wrap: true }],
	}
	const text = JSON.stringify({
		type: 'message',
		attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
	})
	const url = `${serviceUrl.replace('TENANT', tenant)}v3/conversations/${encodeURIComponent(conversation)}/activities`
	return new Promise((resolve, reject) => {
		const asked = request(
			url,
			{
				method: 'POST',
				agent,
				headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
			},
			(answer) => {
				answer.resume()
				answer.once('end', () => resolve(answer.statusCode === 429 ? Number(answer.headers['retry-after']) * 1_000 : 0))
			},
		)
		asked.once('error', reject).end(text)
	})
}

/** All at once; a refused sender waits as long as Teams says and tries again. */
async function naive(tenant: string, messages: readonly Message[], retries: number): Promise<void> {
	await Promise.all(
		messages.map(async (message) => {
			for (let attempt = 0; attempt <= retries; attempt++) {
				const retryAfterMs = await post(tenant, message)
				if (retryAfterMs === 0) return
				if (attempt < retries) await wait(retryAfterMs)
			}
		}),
	)
}

/** At our pace: in each conversation one after the other. */
async function paced(tenant: string, messages: readonly Message[]): Promise<void> {
	const pace = createPace({ ...teamsLimits, app: limits.tenant, conversation: limits.conversation })
	const lines = [...Map.groupBy(messages, ({ conversation }) => conversation).values()]
	const worker = async () => {
		for (let line = lines.shift(); line; line = lines.shift()) {
			for (const message of line) {
				for (let sent = false; !sent; ) {
					const waitMs = pace.take(message.conversation, Date.now())
					if (waitMs > 0) await wait(waitMs)
					else {
						const retryAfterMs = await post(tenant, message)
						sent = retryAfterMs === 0
						if (!sent) pace.throttled(message.conversation, retryAfterMs, Date.now())
					}
				}
			}
		}
	}
	await Promise.all(Array.from({ length: 2 * limits.tenant.count }, worker))
}

answerParent(
	{},
	{
		send: async ({ manner, tenant, perConversation }) => {
			const counts = perConversation as readonly number[]
			// In turns, as they come about: not one conversation after the other.
			const messages = Array.from({ length: Math.max(...counts) }, (_, round) =>
				counts.flatMap((count, at) =>
					round < count ? [{ conversation: `19:${at}@thread`, name: `${at} ${round}` }] : [],
				),
			).flat()
			const startedAt = performance.timeOrigin + performance.now()
			const before = process.cpuUsage()
			if (manner === 'our pace alone') await paced(String(tenant), messages)
			else await naive(String(tenant), messages, manner === 'naive, 3 retries' ? 3 : Number.POSITIVE_INFINITY)
			const { user, system } = process.cpuUsage(before)
			return { startedAt, sendingMicros: user + system }
		},
	},
)
