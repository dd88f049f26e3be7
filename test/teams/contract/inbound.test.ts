import type { JsonObject } from '../../../src/demo/local-teams/activity'
import { buttonsIn, type RunningService, startService } from '../../support/service'
import { adapters } from './support/adapters'

describe.each(adapters)('$name', ({ create }) => {
	let service: RunningService

	beforeEach(async () => {
		service = await startService({ createTeams: create, background: false })
	})

	afterEach(() => service.stop())

	/** All documents of the store, to be compared before and after. */
	async function stored({ store }: RunningService): Promise<string> {
		return JSON.stringify([await store.data.find({ limit: 1_000 }), await store.outbox.find({ limit: 1_000 })])
	}

	const invoke = (verb: string, data: JsonObject = {}): JsonObject => ({
		type: 'invoke',
		name: 'adaptiveCard/action',
		value: { action: { type: 'Action.Execute', verb, data: { v: verb, ...data } } },
	})

	/** What the person was answered: the card in the answer of an invoke. */
	function cardIn(body: JsonObject | undefined): JsonObject {
		expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
		return body?.value as JsonObject
	}

	const texts = (card: JsonObject | undefined) => JSON.stringify(card)

	describe('only the personal chat', () => {
		beforeEach(async () => {
			await service.say('p02', 'DigiCheck')
			await service.press('p02', 'accept')
			// The milestone that follows from it has left the session.
			await service.service.sendDue()
		})

		const elsewhere = (kind: string) => ({
			conversation: {
				id: '19:channel@thread.tacv2',
				conversationType: kind,
				tenantId: service.town.town.entraTenantId,
			},
		})

		test.each(['channel', 'groupChat', 'meeting', ''])(
			'a button in a chat of the kind %j shows nothing of the DigiCheck and changes nothing',
			async (kind) => {
				const before = (await service.store.data.find({ kind: 'session', limit: 10 })).map(({ document }) => document)
				for (const verb of ['start', 'review', 'clarifications', 'result', 'help', 'departments']) {
					const { body } = await service.post(
						service.activityOf('p01', {
							...invoke(verb, verb === 'result' ? { part: 'overview' } : {}),
							...elsewhere(kind),
						}),
					)
					expect(texts(cardIn(body))).toContain('nur im persönlichen Chat')
					expect(buttonsIn(body)).toEqual([])
				}
				expect((await service.store.data.find({ kind: 'session', limit: 10 })).map(({ document }) => document)).toEqual(
					before,
				)
			},
		)

		test('a message in a channel is answered by a pointer to the personal chat', async () => {
			const { conversationId } = await service.connector.createChannel('Digitalisierung')
			for (const text of ['DigiCheck', 'Übersicht', '12']) await service.connector.say('p02', text, conversationId)
			const [, ...answers] = service.connector.history(conversationId).filter(({ author }) => author === 'bot')
			expect(answers.length).toBe(3)
			for (const { activity } of answers) {
				expect(JSON.stringify(activity)).toContain('nur im persönlichen Chat')
				expect(buttonsIn(activity)).toEqual([])
			}
		})

		test('adding the bot to a channel greets nobody there; it asks what the channel shall follow, once', async () => {
			const { conversationId } = await service.connector.createChannel('Allgemein')
			const cards = service.connector.history(conversationId).map(({ activity }) => JSON.stringify(activity))
			expect(cards.length).toBe(1)
			expect(cards[0]).toContain('Meilensteine in diesem Kanal')
		})
	})

	describe('somebody who is not in the directory', () => {
		const nobody = () => ({
			from: { id: '29:nobody', aadObjectId: '5e0c1a52-0000-4b1f-9a60-0e5c4e7d9999' },
			locale: 'de-DE',
		})

		test('is told whom to ask, and nothing is stored', async () => {
			const before = await stored(service)
			const { body } = await service.post(service.activityOf('p02', { ...invoke('start'), ...nobody() }))
			expect(texts(cardIn(body))).toContain('noch nicht im Verzeichnis')
			expect(buttonsIn(body)).toEqual([])
			expect(
				(await service.post(service.activityOf('p02', { type: 'message', text: 'DigiCheck', ...nobody() }))).status,
			).toBe(200)
			expect(await stored(service)).toBe(before)
		})

		test('of another tenant neither, even with an object id that we know', async () => {
			const other = '99999999-1111-4222-8333-444444444444'
			const moved = {
				conversation: { id: 'a:1', conversationType: 'personal', tenantId: other },
				channelData: { tenant: { id: other } },
			}
			const before = await stored(service)
			const { body } = await service.post(service.activityOf('p02', { ...invoke('start'), ...moved }))
			expect(texts(cardIn(body))).toContain('noch nicht im Verzeichnis')
			expect(await stored(service)).toBe(before)
		})

		test('is spoken to in the language of their client', async () => {
			const { body } = await service.post(
				service.activityOf('p02', { ...invoke('start'), ...nobody(), locale: 'en-US' }),
			)
			expect(cardIn(body).lang).toBe('en')
		})
	})

	test.each([
		'signin/verifyState',
		'signin/tokenExchange',
		'message/submitAction',
		'actionableMessage/executeAction',
		'adaptiveCard/Action',
		'__proto__',
	])('the invoke %s is not ours', async (name) => {
		const before = await stored(service)
		expect(await service.post(service.activityOf('p02', { type: 'invoke', name, value: {} }))).toEqual({
			status: 501,
			body: undefined,
		})
		expect(await stored(service)).toBe(before)
	})

	const sentence = expect.stringMatching(/nur im persönlichen Chat/)
	const none = { type: 'result', attachmentLayout: 'list', attachments: [] }
	test.each<[string, object | undefined]>([
		['task/fetch', { task: { type: 'message', value: sentence } }],
		['task/submit', { task: { type: 'message', value: sentence } }],
		['message/fetchTask', { task: { type: 'message', value: sentence } }],
		['composeExtension/fetchTask', { task: { type: 'message', value: sentence } }],
		['composeExtension/submitAction', { task: { type: 'message', value: sentence } }],
		['composeExtension/querySettingUrl', { composeExtension: { type: 'message', text: sentence } }],
		['composeExtension/selectItem', { composeExtension: none }],
		['composeExtension/queryLink', { composeExtension: none }],
		['composeExtension/anonymousQueryLink', { composeExtension: none }],
		['config/fetch', { responseType: 'config', config: { type: 'message', value: sentence } }],
		['config/submit', { responseType: 'config', config: { type: 'message', value: sentence } }],
		['application/search', expect.objectContaining({ statusCode: 200, value: { results: [] } })],
		['composeExtension/setting', undefined],
		['fileConsent/invoke', undefined],
	])('the invoke %s asks for what is not here, and is answered in its own form', async (name, answer) => {
		const before = await stored(service)
		for (const value of [{}, null, 'x', { actionName: 'feedback' }])
			expect(await service.post(service.activityOf('p02', { type: 'invoke', name, value }))).toEqual({
				status: 200,
				body: answer,
			})
		expect(await stored(service)).toBe(before)
	})

	test.each(['tab/fetch', 'tab/submit'])('%s gets a card that shows the way', async (name) => {
		const { status, body } = await service.post(service.activityOf('p02', { type: 'invoke', name, value: {} }))
		expect([status, texts(body)]).toEqual([200, expect.stringContaining('nur im persönlichen Chat')])
		expect(body).toMatchObject({ tab: { type: 'continue', value: { cards: [{ card: { type: 'AdaptiveCard' } }] } } })
	})

	test('whom another bot sends here finds a greeting', async () => {
		const value = { continuation: 'abc' }
		expect(
			(await service.post(service.activityOf('p02', { type: 'invoke', name: 'handoff/action', value }))).status,
		).toBe(200)
		expect(texts(service.card('p02'))).toContain('Guten Tag, Cem Aydınlık')
	})

	test.each([
		'typing',
		'messageReaction',
		'suggestion',
		'command',
		'handoff',
		'trace',
		'deleteUserData',
		'event',
		'endOfConversation',
		'somethingNew',
	])('an activity of the type %s is taken and changes nothing', async (type) => {
		await service.say('p02', 'DigiCheck')
		const before = await stored(service)
		const messages = service.messages('p02').length
		expect((await service.post(service.activityOf('p02', { type, text: 'DigiCheck' }))).status).toBe(200)
		expect(await stored(service)).toBe(before)
		expect(service.messages('p02').length).toBe(messages)
	})

	test('an installation is greeted once, although Teams tells of it twice', async () => {
		await service.install('p02')
		const cards = service.messages('p02').map(({ activity }) => JSON.stringify(activity))
		expect(cards.length).toBe(1)
		expect(cards[0]).toContain('Guten Tag, Cem Aydınlık')
	})
})
