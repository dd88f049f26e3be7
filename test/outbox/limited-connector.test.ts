import { createPace } from '../../src/outbox/lanes/pace'
import { type LimitedConnector, startLimitedConnector } from '../support/limited-connector'

let connector: LimitedConnector
beforeAll(async () => {
	connector = await startLimitedConnector({ nameOf: (activity) => (activity as { text?: string }).text ?? '' })
})
beforeEach(() => connector.reset())
afterAll(() => connector.stop())

function post(conversation: string, tenant = 'tenant', text = 'text'): Promise<Response> {
	return fetch(`${connector.serviceUrl(tenant)}v3/conversations/${encodeURIComponent(conversation)}/activities`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ type: 'message', text }),
	})
}
const statuses = async (answers: readonly Promise<Response>[]) =>
	(await Promise.all(answers)).map(({ status }) => status)

describe('the connector that is as strict as Teams', () => {
	test('takes seven a second into one conversation, and says when the next may come', async () => {
		expect(await statuses(Array.from({ length: 7 }, () => post('19:channel')))).toEqual(Array(7).fill(201))
		const refused = await post('19:channel')
		expect(refused.status).toBe(429)
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
		expect((await post('19:other channel')).status).toBe(201)
		expect(connector.calls.length).toBe(9)
		expect(connector.calls[0]).toMatchObject({
			tenant: 'tenant',
			conversation: '19:channel',
			method: 'POST',
			status: 201,
			name: 'text',
		})
	})

	test('counts posts that begin a thread, and replies in it, for their channel', async () => {
		const url = `${connector.serviceUrl('tenant')}v3/conversations`
		const begin = () =>
			fetch(url, {
				method: 'POST',
				body: JSON.stringify({ channelData: { channel: { id: '19:channel' } }, activity: { text: 'thread' } }),
			})
		expect(await statuses([...Array.from({ length: 6 }, begin), post('19:channel;messageid=1')])).toEqual(
			Array(7).fill(201),
		)
		expect((await begin()).status).toBe(429)
		expect((await post('19:channel;messageid=2')).status).toBe(429)
	})

	test('takes fifty a second in one tenant, and another tenant has its own fifty', async () => {
		const answers = await statuses(Array.from({ length: 60 }, (_, at) => post(`chat ${at}`)))
		expect(answers.filter((status) => status === 429).length).toBe(10)
		expect((await post('chat', 'other-tenant')).status).toBe(201)
	})

	test('a slow tenant is slow alone', async () => {
		connector.slowDown('slow', 300)
		const order: string[] = []
		await Promise.all([
			post('chat', 'slow').then(() => order.push('slow')),
			post('chat', 'quick').then(() => order.push('quick')),
		])
		expect(order).toEqual(['quick', 'slow'])
	})

	test('whoever keeps to the pace is hardly ever refused, and is nearly as fast as the limits allow', async () => {
		const pace = createPace()
		const from = Date.now()
		await Promise.all(
			Array.from({ length: 175 }, async (_, at) => {
				const chat = `chat ${at}`
				for (;;) {
					const wait = pace.take(chat, Date.now())
					if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
					else {
						const answer = await post(chat)
						await answer.text()
						if (answer.status === 201) return
						pace.throttled(chat, Number(answer.headers.get('retry-after')) * 1_000, Date.now())
					}
				}
			}),
		)
		const tookMs = Math.max(...connector.calls.filter(({ status }) => status === 201).map(({ at }) => at)) - from
		expect(
			new Set(connector.calls.filter(({ status }) => status === 201).map(({ conversation }) => conversation)).size,
		).toBe(175)
		expect(connector.calls.filter(({ status }) => status === 429).length).toBeLessThan(18)
		expect(tookMs).toBeLessThan(6_000)
	})
})
