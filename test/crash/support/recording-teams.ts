import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request to deliver a message, as Teams saw it. */
export interface Seen {
	readonly key: string
	readonly conversation: string
	readonly atMs: number
	/**
	 * `accepted`: it stands in the chat and the bot was told so; `refused`: it does not, and the bot was told so; else
	 * the bot cannot know.
	 */
	readonly how: 'accepted' | 'refused' | 'unclear-but-there' | 'unclear-not-there'
}

type Wrong = 'throttled' | 'busy' | 'lost-before' | 'lost-after' | 'reset-after' | 'half-after'
/** What goes wrong, and how often in a hundred. */
const wrongs: readonly (readonly [Wrong, number])[] = [
	['throttled', 3],
	['busy', 2],
	['lost-before', 1],
	['lost-after', 1],
	['reset-after', 1],
	['half-after', 1],
]

/**
 * A Teams that takes its time, answers some requests wrongly and writes down every one. A message is known by the text
 * of its card.
 */
export async function startRecordingTeams(random: () => number) {
	const seen: Seen[] = []
	let ids = 0
	const wrongNow = (): Wrong | undefined => {
		let draw = random() * 100
		for (const [wrong, percent] of wrongs) {
			if (draw < percent) return wrong
			draw -= percent
		}
		return undefined
	}
	const answer = (
		response: ServerResponse,
		status: number,
		body: object,
		headers: Readonly<Record<string, string>> = {},
	) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers })
		response.end(JSON.stringify(body))
	}
	const server = createServer((request, response) => {
		let text = ''
		request.setEncoding('utf8')
		request.on('data', (chunk: string) => {
			text += chunk
		})
		request.on('end', () => {
			const body = JSON.parse(text) as { activity?: object; channelData?: { channel?: { id: string } } }
			const conversation = body.channelData?.channel?.id ?? decodeURIComponent(request.url?.split('/')[3] ?? '')
			const atMs = Date.now()
			const key = /"text":"([^"]+)"/.exec(text)?.[1] ?? ''
			setTimeout(
				() => {
					const note = (how: Seen['how']) => seen.push({ key, conversation, atMs, how })
					switch (wrongNow()) {
						case 'throttled':
							note('refused')
							return answer(response, 429, {}, { 'retry-after': '2' })
						case 'busy':
							note('refused')
							return answer(response, 412, { error: { code: 'PreconditionFailed' } })
						case 'lost-before':
							note('unclear-not-there')
							return answer(response, 503, {})
						case 'lost-after':
							note('unclear-but-there')
							return answer(response, 504, {})
						case 'reset-after':
							note('unclear-but-there')
							return request.socket.destroy()
						case 'half-after':
							note('unclear-but-there')
							response.writeHead(201, { 'content-length': '100' })
							return response.write('{"id":', () => response.destroy())
						default:
							note('accepted')
							return answer(response, 201, { id: String(++ids) })
					}
				},
				50 + random() * 200,
			)
		})
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		stop: () => {
			server.closeAllConnections()
			server.close()
		},
	}
}
