import type { JsonObject } from '../../../src/demo/local-teams/activity'
import { type Issuer, startIssuer } from '../../support/issuer'
import { buttonsIn, type RunningService, startService } from '../../support/service'
import { adapters } from './support/adapters'
import { startConnector } from './support/connector'

/** What each kind of activity makes go over the line, with tokens as in production. */
describe.each(adapters)('$name', ({ create }) => {
	let issuer: Issuer
	let town: RunningService
	let teams: Awaited<ReturnType<typeof startConnector>>

	beforeAll(async () => {
		issuer = await startIssuer()
		teams = await startConnector()
		town = await startService({ createTeams: create, issuer, background: false })
	})
	beforeEach(() => {
		teams.reset()
		town.logged.length = 0
	})
	afterAll(async () => {
		await town.stop()
		await teams.stop()
		await issuer.stop()
	})

	const post = (what: JsonObject, personId = 'p02') =>
		town.post(town.activityOf(personId, { serviceUrl: teams.url, ...what }), {
			authorization: `Bearer ${issuer.tokenFor({ serviceUrl: teams.url })}`,
		})
	const invoke = (verb: string, data: JsonObject = {}): JsonObject => ({
		type: 'invoke',
		name: 'adaptiveCard/action',
		value: { action: { type: 'Action.Execute', verb, data: { v: verb, ...data } } },
	})
	const cardsIn = ({ attachments }: JsonObject) =>
		(attachments as JsonObject[]).map(({ contentType, content }) => {
			expect(contentType).toBe('application/vnd.microsoft.card.adaptive')
			return content as JsonObject
		})
	const chat = (personId = 'p02') => `/teams/v3/conversations/${town.connector.chatOf(personId)}`
	const teamId = '19:team@thread.tacv2'
	const channelId = '19:bauen@thread.tacv2'
	const tenant = { id: '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001' }
	const inChannel = (eventType?: string): JsonObject => ({
		conversation: { id: channelId, conversationType: 'channel', tenantId: tenant.id, isGroup: true },
		channelData: { tenant, team: { id: teamId }, channel: { id: channelId }, ...(eventType && { eventType }) },
	})

	describe('a message', () => {
		test('is answered once, by a card in the same chat, with our token', async () => {
			expect(await post({ type: 'message', text: 'Hilfe' })).toEqual({ status: 200, body: undefined })
			expect(teams.requests).toHaveLength(1)
			const [{ method, path, headers, body } = { method: '', path: '', headers: {}, body: {} }] = teams.requests
			expect(method).toBe('POST')
			expect(path.startsWith(`${chat()}/activities`)).toBe(true)
			expect(headers.authorization).toBe('Bearer outbound')
			expect(body.type).toBe('message')
			expect(cardsIn(body)).toEqual([expect.objectContaining({ type: 'AdaptiveCard' })])
		})

		test('with a value is a button: the same card as the button’s own answer, which sends nothing', async () => {
			const answer = await post(invoke('help'))
			expect(answer).toMatchObject({
				status: 200,
				body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' },
			})
			expect(teams.requests).toEqual([])
			expect((await post({ type: 'message', value: { v: 'help' } })).status).toBe(200)
			expect(teams.requests.map(({ body }) => cardsIn(body))).toEqual([[answer.body?.value]])
		})

		test('that brings a new card changes the older one, once', async () => {
			await post({ type: 'message', text: 'DigiCheck' })
			const accept = buttonsIn(teams.requests[0]?.body).find(({ verb }) => verb === 'accept')
			await post({ ...invoke('accept', accept?.data as JsonObject), replyToId: 'm1' })
			await post({ type: 'message', text: 'DigiCheck' })
			for (let tries = 0; tries < 200 && teams.requests.length < 3; tries++)
				await new Promise((resolve) => setTimeout(resolve, 10))
			expect(teams.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'PUT'])
			const [, second, changed] = teams.requests
			expect(changed?.path).toBe(`${chat()}/activities/m1`)
			expect(changed?.headers.authorization).toBe('Bearer outbound')
			expect(buttonsIn(second?.body).map(({ verb }) => verb)).toContain('answer')
			expect(buttonsIn(changed?.body).map(({ verb }) => verb)).not.toContain('answer')
		})

		test.each([403, 404, 405, 410])(
			'whose answer Teams refuses for good (%i) does not come again, and the log says why without Teams’ words',
			async (status) => {
				teams.answer = () => ({ status, body: { error: { code: 'ConversationNotFound', message: 'PLANT' } } })
				expect((await post({ type: 'message', text: 'Hilfe' })).status).toBe(200)
				expect(teams.requests).toHaveLength(1)
				const log = town.logged.join('')
				expect(log).toContain(`"status":${status}`)
				expect(log).toContain('Teams does not take a reply')
				expect(log).not.toContain('PLANT')
			},
		)

		test.each([400, 413])('whose card Teams does not take (%i) is answered by a plain one', async (status) => {
			teams.answer = () => (teams.requests.length === 1 ? { status } : undefined)
			expect((await post({ type: 'message', text: 'Hilfe' })).status).toBe(200)
			expect(teams.requests).toHaveLength(2)
			expect(JSON.stringify(teams.requests[1]?.body)).toContain('mehr, als auf eine Karte passt')
			teams.reset()
			teams.answer = () => ({ status })
			expect((await post({ type: 'message', text: 'Hilfe' })).status).toBe(200)
			expect(teams.requests).toHaveLength(2)
		})

		test.each([[401], [408], [412], [429], [500], [502], ['reset']] as const)(
			'whose answer meets %s is a fault, so that it comes again, and nothing was sent twice',
			async (met) => {
				teams.answer = () => (met === 'reset' ? met : { status: met })
				expect((await post({ type: 'message', text: 'Hilfe' })).status).toBe(503)
				expect(teams.requests).toHaveLength(1)
			},
		)

		test('that cannot be answered, because there is no connection, is a fault', async () => {
			const serviceUrl = 'http://127.0.0.1:1/'
			const authorization = `Bearer ${issuer.tokenFor({ serviceUrl })}`
			const message = town.activityOf('p02', { type: 'message', text: 'Hilfe', serviceUrl })
			expect((await town.post(message, { authorization })).status).toBe(503)
		})
	})

	describe('an older card that cannot be changed', () => {
		test.each([
			[403, 'p03'],
			[500, 'p04'],
			['reset', 'p05'],
		] as const)('(%s) holds up nothing, and is tried once', async (met, personId) => {
			await post({ type: 'message', text: 'DigiCheck' }, personId)
			const accept = buttonsIn(teams.requests[0]?.body).find(({ verb }) => verb === 'accept')
			await post({ ...invoke('accept', accept?.data as JsonObject), replyToId: 'm1' }, personId)
			teams.answer = ({ method }) => (method !== 'PUT' ? undefined : met === 'reset' ? met : { status: met })
			expect((await post({ type: 'message', text: 'DigiCheck' }, personId)).status).toBe(200)
			const said = () => town.logged.filter((line) => line.includes('an older card stays open'))
			for (let tries = 0; tries < 200 && said().length === 0; tries++)
				await new Promise((resolve) => setTimeout(resolve, 10))
			expect(said()).toHaveLength(1)
			expect(teams.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1)
		})
	})

	test('a search while writing is answered at once and sends nothing', async () => {
		const value = { commandId: 'findKnowledge', parameters: [{ name: 'q', value: 'Raketenstart' }] }
		expect(await post({ type: 'invoke', name: 'composeExtension/query', value })).toEqual({
			status: 200,
			body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [] } },
		})
		expect(teams.requests).toEqual([])
	})

	describe('an installation', () => {
		// Each begins as one who was not met yet.
		beforeEach(async () => {
			await post({ type: 'installationUpdate', action: 'remove' })
			await post({ type: 'installationUpdate', action: 'remove', ...inChannel() })
			teams.reset()
		})

		test.each(['add', 'add-upgrade'])(
			'(%s) is greeted in the chat, and in a team its channel is asked, once however often it is told',
			async (action) => {
				for (let times = 0; times < 3; times++) {
					expect((await post({ type: 'installationUpdate', action: 'add-upgrade' })).status).toBe(200)
					await post({ type: 'installationUpdate', action: 'upgrade', ...inChannel() })
				}
				expect(teams.writes()).toHaveLength(1)
				await post({ type: 'installationUpdate', action: 'remove' })
				teams.reset()
				await Promise.all([1, 2, 3].map(() => post({ type: 'installationUpdate', action })))
				await Promise.all([1, 2, 3].map(() => post({ type: 'installationUpdate', action, ...inChannel() })))
				expect(teams.writes()).toHaveLength(2)
				await post({ type: 'installationUpdate', action: 'remove' })
				await post({ type: 'installationUpdate', action: 'remove', ...inChannel() })
				teams.reset()
				expect((await post({ type: 'installationUpdate', action })).status).toBe(200)
				expect((await post({ type: 'installationUpdate', action, ...inChannel() })).status).toBe(200)
				const places = teams.writes().map(({ method, path }) => `${method} ${path.split('/activities')[0]}`)
				expect(places).toEqual([`POST ${chat()}`, `POST /teams/v3/conversations/${channelId}`])
			},
		)

		test('that was not answered, because Teams was not there, is greeted the next time', async () => {
			teams.answer = () => ({ status: 503 })
			expect((await post({ type: 'installationUpdate', action: 'add' })).status).toBe(503)
			expect((await post({ type: 'installationUpdate', action: 'add', ...inChannel() })).status).toBe(503)
			teams.reset()
			await post({ type: 'installationUpdate', action: 'add' })
			await post({ type: 'installationUpdate', action: 'add', ...inChannel() })
			expect(teams.writes()).toHaveLength(2)
		})

		test('of a stranger is told once, too, and anew when they come back', async () => {
			const from = { id: '29:nobody', aadObjectId: '99999999-0000-4000-8000-999999999999' }
			teams.answer = ({ method }) => (method === 'GET' ? { status: 404 } : undefined)
			for (let times = 0; times < 5; times++) await post({ type: 'installationUpdate', action: 'add', from })
			expect(teams.writes()).toHaveLength(1)
			await post({ type: 'installationUpdate', action: 'remove', from })
			await post({ type: 'installationUpdate', action: 'add', from })
			expect(teams.writes()).toHaveLength(2)
		})

		test.each(['remove', 'remove-upgrade', 'somethingNew', 'upgrade', ''])(
			'(%s) that is none says nothing',
			async (action) => {
				expect((await post({ type: 'installationUpdate', action })).status).toBe(200)
				expect((await post({ type: 'installationUpdate', action, ...inChannel() })).status).toBe(200)
				expect(teams.requests).toEqual([])
			},
		)

		test('is told a second time as new members; that says nothing', async () => {
			const membersAdded = [town.activityOf('p02', {}).recipient ?? null]
			expect((await post({ type: 'conversationUpdate', membersAdded })).status).toBe(200)
			expect((await post({ type: 'conversationUpdate', membersAdded, ...inChannel('teamMemberAdded') })).status).toBe(
				200,
			)
			expect(teams.requests).toEqual([])
		})
	})

	describe('what happens to a linked channel', () => {
		const lead = 'p15'
		const links = async () =>
			((await town.store.data.read(town.town.town.id, 'channels'))?.document.body as { channels?: JsonObject[] })
				?.channels ?? []
		const named = async () => (await links()).map(({ name }) => name)
		beforeEach(async () => {
			// The first channel of a team has no name in what Teams sends; the team knows it.
			teams.answer = ({ path }) =>
				path.startsWith('/teams/v3/teams/')
					? { status: 200, body: { conversations: [{ id: channelId, name: 'Bauen' }] } }
					: undefined
			const link = invoke('channel-link', { follows: 'town', lang: 'de' })
			await post({ ...link, ...inChannel(), replyToId: 'm1' }, lead)
			expect(await named()).toEqual(['Bauen'])
		})
		afterEach(() => post({ ...invoke('channel-unlink'), ...inChannel() }, lead))

		test('the card that everybody sees was changed, in the channel and not in a thread', async () => {
			for (let tries = 0; tries < 200 && teams.writes().length === 0; tries++)
				await new Promise((resolve) => setTimeout(resolve, 10))
			expect(teams.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([
				`PUT /teams/v3/conversations/${channelId}/activities/m1`,
			])
		})

		const bot = () => town.activityOf(lead, {}).recipient ?? null
		const resting = async () => (await links()).map((link) => (link.resting as JsonObject | undefined)?.why)
		const tell = async (eventType: string | undefined, more: JsonObject = {}) => {
			const { channelData, ...where } = inChannel(eventType)
			const channel = { id: channelId, name: eventType === 'channelRenamed' ? 'Bauen neu' : null }
			const event = { type: 'conversationUpdate', ...where, ...more }
			expect((await post({ ...event, channelData: { ...(channelData as JsonObject), channel } }, lead)).status).toBe(
				200,
			)
		}

		test.each<[string | undefined, JsonObject, string | undefined, JsonObject, string]>([
			['channelDeleted', {}, 'channelRestored', {}, 'channel-deleted'],
			['teamDeleted', {}, 'teamRestored', {}, 'team-deleted'],
			['teamHardDeleted', {}, 'teamRestored', {}, 'team-deleted-for-good'],
			['teamArchived', {}, 'teamUnarchived', {}, 'team-archived'],
			[
				undefined,
				{ type: 'installationUpdate', action: 'remove' },
				undefined,
				{ type: 'installationUpdate', action: 'add' },
				'app-removed',
			],
		])('%s %j: the link rests, told twice or once; after %s %j it goes on', async (gone, how, back, howBack, why) => {
			await tell(gone, how)
			await tell(gone, how)
			expect(await resting()).toEqual([why])
			await tell(back, howBack)
			expect(await resting()).toEqual([undefined])
			expect(await named()).toEqual(['Bauen'])
		})

		test.each(['teamMemberRemoved', 'channelMemberRemoved', undefined])(
			'%s of the bot makes it rest, of a colleague it does not',
			async (eventType) => {
				await tell(eventType, { membersRemoved: [{ id: '29:p02' }] })
				expect(await resting()).toEqual([undefined])
				await tell(eventType, { membersRemoved: [{ id: '29:p02' }, bot()] })
				expect(await resting()).toEqual(['app-removed'])
				await tell(eventType?.replace('Removed', 'Added'), { membersAdded: [bot()] })
				expect(await resting()).toEqual([undefined])
			},
		)

		test.each(['channelCreated', 'channelShared', 'channelUnshared', 'teamRenamed', 'somethingNew'])(
			'%s changes nothing',
			async (eventType) => {
				await tell(eventType)
				expect([await named(), await resting()]).toEqual([['Bauen'], [undefined]])
			},
		)

		test('a new name is kept', async () => {
			await tell('channelRenamed')
			expect(await named()).toEqual(['Bauen neu'])
		})

		test('a new version takes the old one out and comes in: nothing rests, and nothing is said', async () => {
			await post({ type: 'installationUpdate', action: 'add', ...inChannel() })
			teams.requests.length = 0
			await tell(undefined, { type: 'installationUpdate', action: 'remove-upgrade' })
			expect(await resting()).toEqual([undefined])
			await tell(undefined, { type: 'installationUpdate', action: 'add-upgrade' })
			expect([await resting(), teams.writes().length]).toEqual([[undefined], 0])
		})

		test('whoever mentions the bot in a channel that rests shows that it is there', async () => {
			await tell('channelDeleted')
			const entities = [{ type: 'mention', mentioned: bot() }]
			await post({ type: 'message', text: 'Hallo', entities, ...inChannel() }, lead)
			expect(await resting()).toEqual([undefined])
		})
	})

	describe('who is not known by the object id', () => {
		const known = () =>
			town.town.people.find(({ email, entraObjectId }) => email !== undefined && entraObjectId === undefined)
		const unknown = { from: { id: '29:new', aadObjectId: '99999999-9999-4999-8999-999999999999' } }
		const askedFor = () => teams.requests.filter(({ method }) => method === 'GET').map(({ path }) => path)
		const roster = (status: number, body: object = {}) => {
			teams.answer = ({ method }) => (method === 'GET' ? { status, body } : undefined)
		}

		test('is looked for on the roster of the chat, by e-mail', async () => {
			roster(200, { id: '29:new', email: known()?.email })
			// Teams is asked once; from then on the object id is known.
			const newcomer = { ...unknown.from, aadObjectId: '88888888-8888-4888-8888-888888888888' }
			await post({ type: 'installationUpdate', action: 'add', from: newcomer })
			await post({ type: 'message', text: 'Hilfe', from: newcomer })
			expect(askedFor()).toEqual([`${chat()}/members/29:new`])
			expect(JSON.stringify(teams.writes()[0]?.body)).toContain(known()?.name)
		})

		test('in a team is looked for on the roster of the team; for a button on that of the channel', async () => {
			roster(404)
			const { conversation, ...where } = inChannel()
			const thread = { ...(conversation as JsonObject), id: `${channelId};messageid=7` }
			const entities = [{ type: 'mention', mentioned: town.activityOf('p02', {}).recipient ?? null }]
			await post({ type: 'message', text: 'Hallo', entities, ...where, conversation: thread, ...unknown })
			await post({ ...invoke('help'), ...where, conversation: thread, ...unknown })
			const members = (id: string) => `/teams/v3/conversations/${id}/members/29:new`
			expect(askedFor()).toEqual([members(teamId), members(channelId)])
		})

		test.each([400, 403, 404])('and is not on the roster (%i) is a stranger', async (status) => {
			roster(status)
			expect((await post({ type: 'message', text: 'DigiCheck', ...unknown })).status).toBe(200)
			expect(JSON.stringify(teams.writes()[0]?.body)).toContain('noch nicht im Verzeichnis')
		})

		test.each([429, 500, 503])(
			'while the roster cannot be asked (%i) comes again, and nothing is said',
			async (status) => {
				roster(status)
				expect((await post({ type: 'message', text: 'DigiCheck', ...unknown })).status).toBe(503)
				expect((await post({ ...invoke('help'), ...unknown })).status).toBe(503)
				expect(teams.writes()).toEqual([])
				expect(askedFor()).toHaveLength(2)
			},
		)
	})
})
