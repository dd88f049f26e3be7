import type { Card } from '../../../src/cards/kit/render'
import type { Fault, FaultyRequest } from '../../../src/demo/local-teams/connector'
import type { Reach } from '../../../src/domain/directory/reach'
import { type Issuer, startIssuer } from '../../support/issuer'
import { type RunningService, startService } from '../../support/service'
import { adapters } from './support/adapters'
import { startConnector } from './support/connector'

const card = (text: string) =>
	({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] }) as unknown as Card
const contentType = 'application/vnd.microsoft.card.adaptive'
const messageWith = (text: string) => ({ type: 'message', attachments: [{ contentType, content: card(text) }] })
const tenantId = '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001'

describe.each(adapters)('$name', ({ create }) => {
	describe('what goes over the line, with tokens as in production', () => {
		let issuer: Issuer
		let town: RunningService
		let teams: Awaited<ReturnType<typeof startConnector>>
		beforeAll(async () => {
			issuer = await startIssuer()
			teams = await startConnector()
			town = await startService({ createTeams: create, issuer, background: false })
		})
		beforeEach(() => teams.reset())
		afterAll(async () => {
			await town.stop()
			await teams.stop()
			await issuer.stop()
		})

		const chat = (): Reach => ({ tenantId, conversationId: 'a:1 2', serviceUrl: teams.url, userId: '29:p02' })
		const channel = () => ({ id: '19:bauen@thread.tacv2', serviceUrl: teams.url, tenantId })
		const sendings = {
			'to a person': () => town.teams.outbound.toChat(chat(), card('Moin')),
			'to a channel': () => town.teams.outbound.toChannel(channel(), card('Moin')),
			'below a post': () => town.teams.outbound.reply(channel(), '17', card('Moin')),
			'a change': () =>
				town.teams.outbound.update({ conversationId: 'a:1 2', serviceUrl: teams.url }, '17', card('Moin')),
		}
		const all = Object.keys(sendings) as (keyof typeof sendings)[]

		test.each(all)('%s is one request with our token, and its id comes back', async (which) => {
			expect(await sendings[which]()).toEqual({ kind: 'sent', messageId: 'm1' })
			expect(teams.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer outbound'])
		})

		test('each goes to its place, with the card and nothing of it changed', async () => {
			for (const which of all) await sendings[which]()
			const [toPerson, toChannel, below, change] = teams.requests.map(({ method, path, body }) => ({
				what: `${method} ${path}`,
				body,
			}))
			expect(toPerson).toEqual({ what: 'POST /teams/v3/conversations/a:1 2/activities', body: messageWith('Moin') })
			expect(toChannel?.what).toBe('POST /teams/v3/conversations')
			expect(toChannel?.body).toMatchObject({
				isGroup: true,
				tenantId,
				channelData: { channel: { id: channel().id }, tenant: { id: tenantId } },
				activity: messageWith('Moin'),
			})
			expect(below).toEqual({
				what: `POST /teams/v3/conversations/${channel().id};messageid=17/activities`,
				body: messageWith('Moin'),
			})
			expect(change).toEqual({ what: 'PUT /teams/v3/conversations/a:1 2/activities/17', body: messageWith('Moin') })
		})

		const error = (code: string) => ({ error: { code, message: 'in other words' } })
		const answers = [
			[
				{ status: 400, body: error('BadArgument') },
				{ kind: 'rejected', fault: '400 BadArgument' },
			],
			[
				{ status: 401, body: error('BotNotRegistered') },
				{ kind: 'unauthorised', fault: '401 BotNotRegistered' },
			],
			[
				{ status: 403, body: error('Blocked') },
				{ kind: 'unreachable', fault: '403 Blocked' },
			],
			[{ status: 412 }, { kind: 'contended', fault: '412' }],
			[
				{ status: 413, body: error('TooBig') },
				{ kind: 'too-large', fault: '413 TooBig' },
			],
			[{ status: 429 }, { kind: 'later', fault: '429', throttled: true }],
			[{ status: 500 }, { kind: 'unclear', fault: '500' }],
			[{ status: 503 }, { kind: 'unclear', fault: '503' }],
			['reset', { kind: 'unclear', fault: expect.any(String) }],
		] as const
		test.each(
			answers.flatMap(([answer, outcome]) =>
				all.map((which) => ({ met: answer === 'reset' ? answer : answer.status, which, answer, outcome })),
			),
		)('$met, $which: told apart, in codes only, and asked once', async ({ which, answer, outcome }) => {
			teams.answer = () => answer
			expect(await sendings[which]()).toEqual(outcome)
			expect(teams.requests).toHaveLength(1)
		})

		test.each([
			['to a person', 'unreachable'],
			['to a channel', 'unreachable'],
			['below a post', 'gone'],
			['a change', 'gone'],
		] as const)('404, %s: %s', async (which, kind) => {
			teams.answer = () => ({ status: 404 })
			expect(await sendings[which]()).toMatchObject({ kind })
			expect(teams.requests).toHaveLength(1)
		})

		test('a connection that is not there: certainly not delivered', async () => {
			expect(await town.teams.outbound.toChat({ ...chat(), serviceUrl: 'http://127.0.0.1:1/' }, card('Moin'))).toEqual({
				kind: 'later',
				fault: 'ECONNREFUSED',
				unreached: true,
			})
		})

		test.each(['https://evil.example/', 'http://127.0.0.1@evil.example/'])(
			'%s may not be called',
			async (serviceUrl) => {
				expect(await town.teams.outbound.toChat({ ...chat(), serviceUrl }, card('Moin'))).toMatchObject({
					kind: 'rejected',
				})
			},
		)

		test('without a token nothing goes out, and Teams is not asked', async () => {
			const unsigned = create({
				app: {
					...issuer.app,
					credential: { kind: 'token', token: () => Promise.reject(new Error('invalid_client')) },
				},
				allowedHosts: ['127.0.0.1'],
				nowMs: Date.now,
				logger: town.logger,
				conversation: town.service.conversation,
			})
			expect(await unsigned.outbound.toChat(chat(), card('Moin'))).toEqual({
				kind: 'unauthorised',
				fault: 'no token: invalid_client',
			})
			expect(teams.requests).toEqual([])
		})
	})

	describe('in a town', () => {
		let town: RunningService
		let fault: ((request: FaultyRequest, count: number) => Fault | undefined) | undefined
		const requests: string[] = []
		beforeAll(async () => {
			const faults = (request: FaultyRequest) => {
				const delivers = request.activity?.type === 'message'
				requests.push(`${request.method} ${delivers ? 'message' : 'chat'}`)
				return delivers ? fault?.(request, requests.length) : undefined
			}
			town = await startService({ createTeams: create, background: false, connector: { faults } })
		})
		beforeEach(() => {
			fault = undefined
			requests.length = 0
		})
		afterAll(() => town.stop())

		const reach = (): Reach => {
			const entraObjectId = town.connector.people.find(({ id }) => id === 'p02')?.entraObjectId ?? ''
			const conversationId = town.connector.chatOf('p02')
			return { tenantId, conversationId, serviceUrl: town.serviceUrl, userId: '29:p02', entraObjectId }
		}

		test('a post into a channel, an answer below it, and a change of it', async () => {
			const { outbound } = town.teams
			const { conversationId } = await town.connector.createChannel('Bauen')
			const channel = { id: conversationId, serviceUrl: town.serviceUrl, tenantId }
			const root = await outbound.toChannel(channel, card('root'))
			const rootId = root.kind === 'sent' ? (root.messageId ?? '') : ''
			expect(await outbound.reply(channel, rootId, card('below'))).toMatchObject({
				kind: 'sent',
				messageId: expect.any(String),
			})
			const place = { conversationId, serviceUrl: town.serviceUrl }
			expect(await outbound.update(place, rootId, card('changed'))).toEqual({ kind: 'sent', messageId: rootId })
			const texts = town.connector
				.history(conversationId)
				.slice(-2)
				.map(({ activity }) => JSON.stringify(activity.attachments))
			expect(texts).toEqual([expect.stringContaining('changed'), expect.stringContaining('below')])
		})

		test('a chat that Teams has forgotten is made anew, and named', async () => {
			const { outbound } = town.teams
			expect(await outbound.toChat({ ...reach(), conversationId: 'a:forgotten' }, card('Moin'))).toMatchObject({
				kind: 'sent',
				chat: town.connector.chatOf('p02'),
			})
			expect(requests).toEqual(['POST message', 'POST chat', 'POST message'])
			const { entraObjectId: _none, ...unknown } = reach()
			expect(await outbound.toChat({ ...unknown, conversationId: 'a:forgotten' }, card('Moin'))).toMatchObject({
				kind: 'unreachable',
			})
			// Not installed for this person any more.
			const gone = { ...reach(), conversationId: 'a:forgotten', entraObjectId: 'f'.repeat(36) }
			expect(await outbound.toChat(gone, card('Moin'))).toMatchObject({
				kind: 'unreachable',
				fault: '403 BotNotInConversationRoster',
			})
		})

		test('a connection that was used before and then breaks: it may have arrived', async () => {
			fault = (_, count) => (count > 3 ? { reset: true, applyBefore: true } : undefined)
			const { outbound } = town.teams
			for (let at = 0; at < 3; at++)
				expect(await outbound.toChat(reach(), card('Moin'))).toMatchObject({ kind: 'sent' })
			const outcomes = await Promise.all(Array.from({ length: 5 }, () => outbound.toChat(reach(), card('Moin'))))
			expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['unclear']))
		})
	})
})
