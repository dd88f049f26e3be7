import fc from 'fast-check'
import { type Json, type JsonObject, userIdOf } from '../../../src/demo/local-teams/activity'
import { buttonsIn, type RunningService, startService } from '../../support/service'
import { adapters } from './support/adapters'

/** Activities as clients and Teams really send them: with nulls, numbers, fields of other types, and no words at all. */
describe.each(adapters)('$name', ({ create }) => {
	let town: RunningService
	beforeAll(async () => {
		town = await startService({ createTeams: create, background: false })
	})
	beforeEach(() => {
		town.logged.length = 0
	})
	afterAll(() => town.stop())

	const answers = (personId = 'p08') =>
		town.messages(personId).flatMap(({ author, activity }) => (author === 'bot' ? [JSON.stringify(activity)] : []))
	/** The new answers to this activity, and the status. */
	async function send(what: JsonObject, personId = 'p08') {
		const before = answers(personId).length
		const { status, body } = await town.post(town.activityOf(personId, what))
		return { status, body, said: answers(personId).slice(before) }
	}
	const from = (more: JsonObject): JsonObject => ({
		from: { id: '29:p08', aadObjectId: accountOf('p08'), ...more },
	})
	const person = (personId: string) => {
		const found = town.connector.people.find(({ id }) => id === personId)
		if (!found) throw new Error(`there is no ${personId}`)
		return found
	}
	const accountOf = (personId: string) => person(personId).entraObjectId
	const tenant = () => ({ id: town.town.town.entraTenantId })

	describe('what may be absent', () => {
		const optional = (): Record<string, JsonObject> => ({
			id: { id: null },
			name: { name: null },
			timestamp: { timestamp: null },
			locale: { locale: null },
			replyToId: { replyToId: null },
			value: { value: null },
			action: { action: null },
			attachments: { attachments: null },
			'an attachment': { attachments: [null] },
			entities: { entities: null },
			deliveryMode: { deliveryMode: null },
			membersAdded: { membersAdded: null },
			channelData: { channelData: null },
			'channelData.tenant': { channelData: { tenant: null } },
			'channelData.team and channel': { channelData: { tenant: tenant(), team: null, channel: null } },
			'channelData.eventType': { channelData: { tenant: tenant(), eventType: null } },
			'conversation.conversationType': { conversation: { id: town.connector.chatOf('p08'), conversationType: null } },
			'from.name': from({ name: null }),
			'from.aadObjectId': from({ aadObjectId: null }),
			'from.aadObjectId, whom the roster knows': { from: { id: userIdOf(person('p08')), aadObjectId: null } },
			'from.role': from({ role: null }),
			'an unknown field': { somethingNew: null },
		})

		test('may be null as well: the person is answered by name', async () => {
			const seen: [string, number, number][] = []
			for (const [field, change] of Object.entries(optional())) {
				const { status, said } = await send({ type: 'message', text: 'Hilfe', ...change })
				seen.push([field, status, said.filter((card) => !card.includes('noch nicht im Verzeichnis')).length])
			}
			expect(seen).toEqual(Object.keys(optional()).map((field) => [field, 200, 1]))
		})

		test('may be of any other kind and length: it is ignored and named in the log, without its content', async () => {
			const optionalFields = [
				'name',
				'timestamp',
				'locale',
				'replyToId',
				'action',
				'attachments',
				'entities',
				'membersAdded',
			]
			const odd: fc.Arbitrary<Json> = fc.oneof(
				fc.constant(false),
				fc.constant(0.5),
				fc.constant({ PLANT: 'PLANT-in-object' }),
				fc.constant(`PLANT-${'x'.repeat(40_000)}`),
			)
			await fc.assert(
				fc.asyncProperty(fc.constantFrom(...optionalFields), odd, async (field, value) => {
					const { status, said } = await send({ type: 'message', text: 'Hilfe', [field]: value })
					expect([field, status, said.length]).toEqual([field, 200, 1])
				}),
				{ numRuns: 25 },
			)
			expect(town.logged.join('')).toContain('parts of an activity could not be read')
			expect(town.logged.join('')).not.toContain('PLANT')
		})

		test('of a list, only what cannot be read is left out', async () => {
			const attachments = [7, { contentType: null }, { contentType: 'image/png' }]
			const { said } = await send({ type: 'message', text: null, attachments })
			expect(said[0]).toContain('Ich lese nur geschriebenen Text')
		})
	})

	test.each<[string, JsonObject]>([
		['type', { type: null }],
		['channelId', { channelId: null }],
		['serviceUrl', { serviceUrl: null }],
		['from', { from: null }],
		['from.id', { from: { id: null } }],
		['conversation', { conversation: null }],
		['conversation.id', { conversation: { id: ['a'] } }],
	])('nobody can be answered without %s', async (field, change) => {
		const { status, body } = await town.post(town.activityOf('p08', { type: 'message', text: 'Hilfe', ...change }))
		expect(status).toBe(400)
		expect(JSON.stringify(body)).toContain(field)
	})

	test('a number is words, and an id, unless it is not exact', async () => {
		expect((await send({ type: 'message', text: 12, replyToId: 1_700_000_000_000 })).said).toHaveLength(1)
		const inexact = town.activityOf('p08', { type: 'message', text: 'Hilfe', from: { id: 2 ** 60 } })
		expect((await town.post(inexact)).status).toBe(400)
	})

	describe('a message that is no words', () => {
		const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } }
		test.each<[string, JsonObject]>([
			['a picture', { contentType: 'image/png', contentUrl: 'https://files.example/a.png' }],
			['a file', { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'Plan.xlsx' }],
			['a voice message', { contentType: 'audio/mp4' }],
			['a GIF', { contentType: 'image/gif' }],
			['the card of another app', card],
			['a contact', { contentType: 'application/vnd.microsoft.card.codesnippet' }],
			['a loop component', { contentType: 'application/vnd.microsoft.card.fluidEmbedCard' }],
		])('but %s: the person learns what can be read, and how to go on', async (_, attachment) => {
			const html = { contentType: 'text/html', content: '<div></div>' }
			for (const text of [null, '', ' \u00a0\n']) {
				const { status, said } = await send({ type: 'message', text, attachments: [attachment, html] })
				expect([status, said.length]).toEqual([200, 1])
				expect(said[0]).toContain('Bilder, Dateien, Sprachnachrichten')
				expect(buttonsIn(JSON.parse(said[0] ?? '')).map(({ verb }) => verb)).toEqual(['start'])
			}
		})

		test('and nothing else either, as with a sticker: the same, and nothing is stored', async () => {
			const before = JSON.stringify(await town.store.data.find({ kind: 'session', limit: 100 }))
			const { said } = await send({ type: 'message', attachments: [{ contentType: 'text/html', content: '<img>' }] })
			expect(said[0]).toContain('finde ich keinen Text')
			expect(JSON.stringify(await town.store.data.find({ kind: 'session', limit: 100 }))).toBe(before)
		})

		test('beside words: the words are answered, and it is said that the rest was not read', async () => {
			const attachments = [{ contentType: 'image/png' }, { contentType: 'text/html' }]
			const { said } = await send({ type: 'message', text: 'Hilfe', attachments })
			expect(said).toHaveLength(2)
			expect(said[0]).toContain('kann ich nicht öffnen')
			expect(said[1]).not.toContain('kann ich nicht öffnen')
			expect(buttonsIn(JSON.parse(said[1] ?? '')).map(({ verb }) => verb)).toContain('plan')
		})

		test('a quoted message and the words as HTML are nothing beside the words', async () => {
			const attachments = [{ contentType: 'messageReference' }, { contentType: 'text/html' }]
			expect((await send({ type: 'message', text: 'Hilfe', attachments })).said).toHaveLength(1)
		})

		test('too many words are refused by a sentence, and nothing of them is an answer', async () => {
			const { said } = await send({ type: 'message', text: 'Wort '.repeat(8_000) })
			expect(said).toHaveLength(1)
			expect(said[0]).toContain('länger, als ich lesen kann')
		})
	})

	describe('a message that is changed afterwards', () => {
		const told = (type: string, eventType: string) => ({
			type,
			text: 'Personalausweis',
			channelData: { tenant: tenant(), eventType },
		})
		test.each([
			['messageUpdate', 'editMessage', 'ihr erster Wortlaut'],
			['messageUpdate', 'undeleteMessage', 'zurückgeholt'],
			['messageDelete', 'softDeleteMessage', 'bleibt diese Antwort gespeichert'],
		])('(%s, %s) changes no answer, and the person learns it and how to change one', async (type, eventType, words) => {
			await town.say('p02', 'DigiCheck')
			const before = JSON.stringify(await town.store.data.find({ kind: 'session', limit: 100 }))
			const { status, said } = await send(told(type, eventType), 'p02')
			expect([status, said.length]).toEqual([200, 1])
			expect(said[0]).toContain(words)
			expect(said[0]).toContain('„Übersicht“')
			expect(JSON.stringify(await town.store.data.find({ kind: 'session', limit: 100 }))).toBe(before)
		})
	})

	test.each([
		['another bot', { from: { id: '28:other', name: 'Bot', role: 'bot' } }],
		['a skill', { from: { id: '29:x', role: 'skill' } }],
		['the bot itself', { from: { id: '28:00000000-0000-4000-8000-00000000b07a', role: null } }],
	])('what %s says is not answered, or the two would talk for ever', async (_, change) => {
		for (const type of ['message', 'messageUpdate', 'messageDelete']) {
			const { status, said } = await send({ type, text: 'DigiCheck', ...change })
			expect([status, said]).toEqual([200, []])
		}
	})

	describe('where people talk to each other', () => {
		const place = (conversationType: string): JsonObject => ({
			conversation: { id: town.connector.chatOf('p08'), conversationType, tenantId: tenant().id, isGroup: true },
		})
		const mention = () => ({ type: 'mention', mentioned: { id: '28:bot' }, text: '<at>DigiCheck</at>' })
		test.each(['channel', 'groupChat', 'meeting'])(
			'(%s) the bot answers who calls it, and nobody else',
			async (kind) => {
				const recipient = { id: '28:bot' }
				const words = { type: 'message', text: 'DigiCheck', recipient, ...place(kind) }
				expect((await send(words)).said).toEqual([])
				expect((await send({ ...words, entities: [{ type: 'clientInfo' }] })).said).toEqual([])
				expect((await send({ ...words, entities: [{ ...mention(), mentioned: { id: '29:p02' } }] })).said).toEqual([])
				const { said } = await send({ ...words, entities: [mention()] })
				expect(said).toHaveLength(1)
				expect(said[0]).toContain('nur im persönlichen Chat')
			},
		)
	})

	test('a team says that it is no personal chat, although the kind of chat is missing', async () => {
		const recipient = { id: '28:bot' }
		const { said } = await send({
			type: 'message',
			text: 'DigiCheck',
			recipient,
			entities: [{ type: 'mention', mentioned: recipient }],
			conversation: { id: town.connector.chatOf('p08'), conversationType: null, tenantId: tenant().id },
			channelData: { tenant: tenant(), team: { id: '19:team' } },
		})
		expect(said.map((card) => card.includes('nur im persönlichen Chat'))).toEqual([true])
	})

	test('a greeting stands in the answer, too, once', async () => {
		const told = { type: 'installationUpdate', action: 'add', deliveryMode: 'expectReplies' }
		const { body, said } = await send(told, 'p10')
		expect([(body as { activities: JsonObject[] }).activities.length, said]).toEqual([1, []])
		expect((await send(told, 'p10')).body).toEqual({ activities: [] })
	})

	describe('replies that are to stand in the answer', () => {
		const expecting: JsonObject = { deliveryMode: 'expectReplies' }
		test.each<[string, JsonObject, string]>([
			['a message', { type: 'message', text: 'Hilfe' }, 'So können Sie mit mir'],
			['a button that comes as a message', { type: 'message', value: { v: 'privacy' } }, 'AdaptiveCard'],
			['a picture', { type: 'message', attachments: [{ contentType: 'image/png' }] }, 'geschriebenen Text'],
		])('%s is answered there, and nothing is posted', async (_, what, words) => {
			const { status, body, said } = await send({ ...what, ...expecting })
			const activities = (body as { activities?: JsonObject[] } | undefined)?.activities ?? []
			expect([status, said, activities.length]).toEqual([200, [], 1])
			expect(activities[0]).toMatchObject({ type: 'message', recipient: { id: '29:p08' } })
			expect(JSON.stringify(activities)).toContain(words)
		})

		test('what needs no answer has an empty list of them', async () => {
			expect((await send({ type: 'typing', ...expecting })).body).toEqual({ activities: [] })
		})

		test.each(['notification', 'ephemeral', 'normal', 'somethingNew'])(
			'%s is answered by a message',
			async (deliveryMode) => {
				const { body, said } = await send({ type: 'message', text: 'Hilfe', deliveryMode })
				expect([body, said.length]).toEqual([undefined, 1])
			},
		)
	})
})
