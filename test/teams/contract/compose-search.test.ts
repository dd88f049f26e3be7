import { join } from 'node:path'
import { readExampleKnowledge, storeExampleKnowledge } from '../../../src/demo/example/knowledge'
import type { JsonObject } from '../../../src/demo/local-teams/activity'
import { openSqlite } from '../../../src/store/sqlite'
import { exampleTown, shippedCatalogues } from '../../flows/support/house'
import { type Issuer, startIssuer } from '../../support/issuer'
import { type RunningService, startService } from '../../support/service'
import { adapters } from './support/adapters'

describe.each(adapters)('$name', ({ create }) => {
	/** The search that Teams shows beside a message being written, over the real endpoint with real tokens. */
	let issuer: Issuer
	let town: RunningService

	beforeAll(async () => {
		issuer = await startIssuer()
		const store = openSqlite(':memory:')
		const serviceIds = new Set(shippedCatalogues.latest.services.map(({ id }) => id))
		const folder = join(__dirname, '../../../deploy/example-town')
		await storeExampleKnowledge(store, readExampleKnowledge(folder, exampleTown(), serviceIds, '2026-11-03').all)
		town = await startService({ createTeams: create, issuer, store })
		for (const id of ['p02', 'p09', 'p10']) await town.install(id)
	})
	afterAll(async () => {
		await town.stop()
		await issuer.stop()
	})

	const queryOf = (value: unknown, commandId = 'findKnowledge'): JsonObject => ({
		type: 'invoke',
		name: 'composeExtension/query',
		value: { commandId, parameters: [{ name: 'q', value }], queryOptions: { skip: 0, count: 25 } } as JsonObject,
	})
	const bearer = () => ({ authorization: `Bearer ${issuer.tokenFor({ serviceUrl: town.serviceUrl })}` })
	const ask = (personId: string, value: unknown, change: JsonObject = {}) =>
		town.post({ ...town.activityOf(personId, queryOf(value)), ...change }, bearer())
	const nothing = {
		status: 200,
		body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [] } },
	}
	const tenantId = '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001'
	const inChannel: JsonObject = {
		conversation: { id: '19:bauen@thread.tacv2;messageid=1', conversationType: 'channel', tenantId, isGroup: true },
		channelData: {
			tenant: { id: tenantId },
			team: { id: '19:team@thread.tacv2' },
			channel: { id: '19:bauen@thread.tacv2' },
		},
	}
	const betweenTwo: JsonObject = {
		conversation: { id: '19:one_two@unq.gbl.spaces', conversationType: 'personal', tenantId },
	}

	test('in their own chat people get the entry as it is', async () => {
		const { status, body } = await ask('p10', 'Hund abgemeldet')
		expect(status).toBe(200)
		const attachments = (body as { composeExtension: { attachments: JsonObject[] } }).composeExtension.attachments
		expect(attachments[0]).toMatchObject({
			contentType: 'application/vnd.microsoft.card.adaptive',
			preview: {
				contentType: 'application/vnd.microsoft.card.thumbnail',
				content: { title: 'Hund gestorben oder abgegeben' },
			},
		})
		expect(JSON.stringify(attachments[0]?.content)).toContain('Guthaben erstatten')
	})

	test.each([
		['a channel', inChannel],
		['a chat between two people', betweenTwo],
		[
			'a group chat',
			{ conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId, isGroup: true } },
		],
	])('in %s a card holds title, position, date and a link, and no content', async (_, change) => {
		const { body } = await ask('p10', 'Auto anmelden', change as JsonObject)
		const text = JSON.stringify(body)
		expect(text).toContain('Kfz-Zulassung macht der Kreis')
		expect(text).toContain('https://teams.microsoft.com/l/chat/')
		expect(text).not.toContain('Kreishaus')
		expect(text).not.toContain('Fahrzeuge')
		expect(text).not.toContain('Action.Execute')
		// What only a department may read has no title there either.
		expect(JSON.stringify(await ask('p10', 'Hund abgemeldet', change as JsonObject))).not.toContain('Hund gestorben')
	})

	test('searching in somebody else’s chat does not move the own one', async () => {
		const reach = async () => (await town.store.data.read('eschenwerder', 'reach:p10'))?.document.body
		const before = await reach()
		await ask('p10', 'Hund', betweenTwo)
		expect(await reach()).toEqual(before)
		expect(before).toMatchObject({ conversationId: town.connector.chatOf('p10') })
	})

	test('permissions are those of the chat: what is for another department is not offered', async () => {
		expect(JSON.stringify((await ask('p02', 'Hund abgemeldet')).body)).not.toContain('abgegeben')
	})

	test.each([
		['nothing typed', ''],
		['blanks', '   '],
		['a number', 7],
		['an object', { $ne: 1 }],
		['far too much', 'Hund '.repeat(2_000)],
		['what nobody knows', 'Raketenstart'],
	])('%s finds nothing', async (_, value) => {
		expect(await ask('p10', value)).toEqual(nothing)
	})

	test.each([
		['another command', { value: { commandId: 'other', parameters: [{ name: 'q', value: 'Hund' }] } }],
		['no value', { value: null }],
		['a list', { value: [] }],
		['no parameters', { value: { commandId: 'findKnowledge' } }],
		[
			'another parameter',
			{ value: { commandId: 'findKnowledge', parameters: [{ name: 'initialRun', value: 'true' }] } },
		],
	])('%s is no query of ours', async (_, change) => {
		expect(await ask('p10', 'Hund', change as JsonObject)).toEqual(nothing)
	})

	test('a stranger finds nothing and is told nothing', async () => {
		expect(
			await ask('p10', 'Hund', { from: { id: '29:stranger', aadObjectId: '99999999-9999-4999-8999-999999999999' } }),
		).toEqual(nothing)
	})

	test('another tenant and a missing token are refused like everything else', async () => {
		const other = '99999999-9999-4999-8999-999999999999'
		const elsewhere = {
			conversation: { id: 'a', conversationType: 'personal', tenantId: other },
			channelData: { tenant: { id: other } },
		}
		expect(await ask('p10', 'Hund', elsewhere)).toEqual(nothing)
		expect((await town.post(town.activityOf('p10', queryOf('Hund')))).status).toBe(401)
	})

	test('what was typed does not reach the log', async () => {
		await ask('p10', 'Geheimwort-Ypsilon')
		expect(town.logged.join('')).not.toContain('Ypsilon')
	})

	test('on the local page the same search puts a card into the conversation', async () => {
		const chat = town.connector.chatOf('p10')
		const { offered } = await town.connector.search('p10', 'Hund abgemeldet', chat)
		expect(offered[0]).toMatchObject({
			title: 'Hund gestorben oder abgegeben',
			text: expect.stringContaining('Grund- und Gewerbesteuer'),
		})
		const message = town.connector.share('p10', 0, chat)
		expect(JSON.stringify(message?.activity.attachments)).toContain('Guthaben erstatten')
		expect(town.connector.share('p10', 99, chat)).toBeUndefined()
	})
})
