import type { Fault, FaultyRequest } from '../../src/demo/local-teams/connector'
import { buttonsIn, type RunningService, startService } from '../support/service'
import { type Before, openHouse } from './support/house'

/** From an answer to the cards in the channels: session, outbox, dispatcher, the real posts to the local Teams. */
const lead = 'p15'
const newThread = '/v3/conversations'
let clock = 0
let service: RunningService
let house: Awaited<ReturnType<typeof openHouse>>
let fault: (request: FaultyRequest) => Fault | undefined

beforeEach(async () => {
	clock = Date.UTC(2026, 10, 3, 8)
	fault = () => undefined
	service = await startService({ now: () => clock, connector: { faults: (request) => fault(request) } })
	// The people answer through an instance of their own over the same store, as they would with several of them.
	house = await openHouse(service.store, { now: () => clock })
})
afterEach(async () => {
	await house.stop()
	await service.stop()
})

async function linked(name: string, follows: string, lang = 'de'): Promise<string> {
	const { conversationId } = await service.connector.createChannel(name)
	const cardId = service.connector.history(conversationId)[0]?.id ?? ''
	await service.connector.act(
		lead,
		cardId,
		{ type: 'Action.Execute', verb: 'channel-link', data: { v: 'channel-link' } },
		{ follows, lang },
	)
	return conversationId
}

/** Everything that is due goes out, and what follows from it. */
async function sent(): Promise<void> {
	await house.stop()
	for (let turn = 0; turn < 3; turn++) await service.service.sendDue()
}

interface Post {
	readonly id: string
	readonly card: string
	readonly title: string
	readonly edited: boolean
	/** The post under which it stands. */
	readonly root: string | undefined
}

/** What the bot posted into a channel, its own link card left out. */
function posts(channelId: string): readonly Post[] {
	return service.connector
		.history(channelId)
		.slice(1)
		.filter(({ author }) => author === 'bot')
		.map(({ id, edited, activity }) => ({
			id,
			edited,
			card: JSON.stringify(activity),
			title: /"speak":"([^"]*)"/.exec(JSON.stringify(activity))?.[1] ?? '',
			root: activity.replyToId as string | undefined,
		}))
}

/** Somebody of the registry office begins, answers it all and hands it in; the head releases. */
const clerk = () => house.person('p06')
const head = () => house.person('p05')
async function handedIn(): Promise<void> {
	await clerk().press(await clerk().answerAll(await clerk().begin()), 'hand-in')
}
async function released(): Promise<void> {
	await handedIn()
	const opened = await head().begin()
	const all: Before = await head().answerAll(
		'reply' in opened.shown && opened.shown.reply.kind === 'release-preview' ? opened : await head().say('weiter'),
	)
	await head().press(all, 'release')
}

test('each channel gets each milestone once: the card, then short replies below it, and the card follows', async () => {
	const [office, town, other] = [
		await linked('Standesamt', 'standesamt'),
		await linked('Rathaus', 'town'),
		await linked('Bauen', 'bauen'),
	]
	await clerk().begin()
	await sent()
	expect(posts(office)).toMatchObject([{ title: 'Standesamt: Der DigiCheck hat begonnen', edited: false }])
	await released()
	await sent()
	const [root, half, release] = posts(office)
	expect(posts(office)).toHaveLength(3)
	expect(half).toMatchObject({ title: 'Die Hälfte ist geschafft', root: root?.id })
	expect(release).toMatchObject({ title: 'Der DigiCheck ist freigegeben', root: root?.id })
	// A living card is redrawn at most once a minute; when that is over it shows the newest state.
	clock += 61_000
	await sent()
	expect(posts(office)[0]).toMatchObject({ title: 'Standesamt: Der DigiCheck ist freigegeben', edited: true })
	// The town is told of the release only, and with it gets the card itself.
	expect(posts(town)).toMatchObject([{ title: 'Standesamt: Der DigiCheck ist freigegeben' }])
	expect(posts(other)).toEqual([])
	for (let time = 0; time < 3; time++) await sent()
	expect([posts(office).length, posts(town).length]).toEqual([3, 1])
})

test('a second release posts nothing; the card names the new state', async () => {
	const office = await linked('Standesamt', 'standesamt')
	await released()
	await sent()
	const before = posts(office).length
	await head().press(await head().say('weiter'), 'correct')
	await head().press(await head().answerAll(await head().say('weiter')), 'hand-in')
	await head().press(await head().say('weiter'), 'release')
	clock += 61_000
	await sent()
	clock += 61_000
	await sent()
	expect(posts(office)).toHaveLength(before)
	expect(posts(office)[0]?.card).toContain('Stand 2 vom 3. November 2026')
})

test('no card in a channel names anybody, whoever did it', async () => {
	const channels = [await linked('Standesamt', 'standesamt'), await linked('Rathaus', 'town', 'en')]
	await released()
	await sent()
	clock += 61_000
	await sent()
	const cards = channels.flatMap((channel) => posts(channel).map(({ card }) => card)).join()
	expect(cards).toContain('The DigiCheck has been approved')
	for (const { name, id, email = name } of service.town.people) {
		for (const mark of [name, name.split(' ').at(-1) ?? name, `"${id}"`, email]) expect(cards).not.toContain(mark)
	}
})

test('a card whose message was deleted comes again at the next milestone, and the thread goes on there', async () => {
	const office = await linked('Standesamt', 'standesamt')
	await clerk().begin()
	await sent()
	const root = posts(office)[0]?.id ?? ''
	await service.connector.rest({
		method: 'DELETE',
		path: `/v3/conversations/${encodeURIComponent(office)}/activities/${root}`,
		query: new URLSearchParams(),
		body: {},
	})
	expect(posts(office)).toEqual([])
	await handedIn()
	await sent()
	clock += 61_000
	await sent()
	expect(posts(office)).toMatchObject([{ title: 'Standesamt: Die Hälfte ist geschafft', root: undefined }])
	const anew = posts(office)[0]?.id
	await head().press(await head().answerAll(await head().begin()), 'release')
	await sent()
	expect(posts(office)).toMatchObject([{ id: anew }, { title: 'Der DigiCheck ist freigegeben', root: anew }])
})

test('after the link is gone nothing is posted, and the card that hangs there stays as it is', async () => {
	const office = await linked('Standesamt', 'standesamt')
	await clerk().begin()
	await sent()
	await service.connector.leaveTeam()
	await released()
	await sent()
	clock += 61_000
	await sent()
	expect(posts(office)).toMatchObject([{ title: 'Standesamt: Der DigiCheck hat begonnen', edited: false }])
})

test('a post that Teams did not confirm is never repeated by itself; the lead is asked, and decides', async () => {
	const office = await linked('Standesamt', 'standesamt')
	await service.say(lead, 'hilfe')
	fault = ({ method, path }) => (method === 'POST' && path === newThread ? { reset: true } : undefined)
	await clerk().begin()
	await sent()
	fault = () => undefined
	clock += 20 * 60_000
	for (let time = 0; time < 3; time++) await sent()
	expect(posts(office)).toEqual([])
	const card = JSON.stringify(service.card(lead))
	expect(card).toContain('Bitte einmal in die Kanäle sehen')
	expect(card).toContain('Standesamt: Der DigiCheck hat begonnen')
	expect(card).toContain('Standesamt · 3. November 2026')
	expect(buttonsIn(service.card(lead)).map(({ verb }) => verb)).toEqual(['post-seen', 'post-again'])

	const id = /"value":"([^"]*digicheck-started[^"]*)"/.exec(card)?.[1] ?? ''
	await service.press(lead, 'post-again', { pick: id })
	expect(JSON.stringify(service.card(lead))).toContain('Der Beitrag wird noch einmal gesendet')
	await sent()
	expect(posts(office)).toMatchObject([{ title: 'Standesamt: Der DigiCheck hat begonnen' }])
	await service.say(lead, 'Zustellungen')
	expect(JSON.stringify(service.card(lead))).not.toContain('Dieser Kanal ruht')
})

test('“seen” settles it too; it can be decided once, and only by the lead of that town', async () => {
	await linked('Standesamt', 'standesamt')
	fault = ({ method, path }) =>
		method === 'POST' && path === newThread ? { reset: true, applyBefore: true } : undefined
	await clerk().begin()
	await sent()
	fault = () => undefined
	await service.say(lead, 'Zustellungen')
	const id = /"value":"([^"]*digicheck-started[^"]*)"/.exec(JSON.stringify(service.card(lead)))?.[1] ?? ''
	expect(id).not.toBe('')
	const by = (personId: string) => {
		const value = { action: { type: 'Action.Execute', verb: 'post-seen', data: { v: 'post-seen', pick: id } } }
		return service
			.post(service.activityOf(personId, { type: 'invoke', name: 'adaptiveCard/action', value }))
			.then(({ body }) => JSON.stringify(body))
	}
	for (const personId of ['p01', 'p02', 'p16', 'p19']) expect(await by(personId)).toContain('keine Berechtigung')
	expect(await by(lead)).toContain('das ist vermerkt')
	expect(await by(lead)).toContain('schon entschieden')
})

test('once all is decided nobody is asked about it any more', async () => {
	await linked('Standesamt', 'standesamt')
	fault = ({ method, path }) =>
		method === 'POST' && path === newThread ? { reset: true, applyBefore: true } : undefined
	await clerk().begin()
	await sent()
	fault = () => undefined
	await service.say(lead, 'Zustellungen')
	const card = JSON.stringify(service.card(lead))
	await service.press(lead, 'post-seen', { pick: /"value":"([^"]*digicheck-started[^"]*)"/.exec(card)?.[1] ?? '' })
	const settled = JSON.stringify(service.card(lead))
	expect(settled).toContain('das ist vermerkt')
	clock += 20 * 60_000
	for (let time = 0; time < 3; time++) await sent()
	expect(JSON.stringify(service.card(lead))).toBe(settled)
})

test('whoever cannot be reached is listed with the reason and what helps', async () => {
	const office = await linked('Standesamt', 'standesamt')
	fault = ({ method, path }) =>
		method === 'POST' && path === newThread
			? { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: '' } } }
			: undefined
	// The head has not met the bot, and the app was taken out of the team.
	await handedIn()
	await sent()
	await service.say(lead, 'Zustellungen')
	const card = JSON.stringify(service.card(lead))
	expect(card).toContain('Hartmut Brackelmann')
	expect(card).toContain('noch nicht geöffnet')
	expect(card).toContain('nicht mehr installiert')
	// A sign of life from there, and it comes after all.
	fault = () => undefined
	await service.connector.say(lead, 'verknüpfen', office)
	await sent()
	expect(posts(office).map(({ title }) => title)).toContain('Standesamt: Die Hälfte ist geschafft')
})

test('what could not reach a channel follows by itself once the bot is in its team again', async () => {
	const office = await linked('Standesamt', 'standesamt')
	const stored = await service.store.data.read(service.town.town.id, 'channels')
	const body = stored?.document.body as
		| { channels: { teamId: string; tenantId: string; serviceUrl: string }[] }
		| undefined
	const channel = body?.channels[0]
	fault = ({ method, path }) =>
		method === 'POST' && path === newThread
			? { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: '' } } }
			: undefined
	await clerk().begin()
	await sent()
	fault = () => undefined
	if (channel)
		await service.service.conversation.channels.invite({
			...channel,
			conversationId: '19:first-channel@thread.tacv2',
			nameOf: async () => '',
		})
	await sent()
	expect(posts(office).map(({ title }) => title)).toEqual(['Standesamt: Der DigiCheck hat begonnen'])
})

test('nothing is posted while a link rests, and what was due follows when the channel is back', async () => {
	const office = await linked('Standesamt', 'standesamt')
	await clerk().begin()
	await sent()
	const before = posts(office).length
	let asked = 0
	fault = ({ conversationId }) => {
		if (conversationId.startsWith(office)) asked++
		return undefined
	}
	const tenant = { id: service.town.town.entraTenantId }
	const tell = (eventType: string) =>
		service.post(
			service.activityOf(lead, {
				type: 'conversationUpdate',
				conversation: { id: office, conversationType: 'channel', tenantId: tenant.id },
				channelData: { tenant, channel: { id: office }, eventType },
			}),
		)
	await tell('channelDeleted')
	await handedIn()
	await sent()
	expect([posts(office).length, asked]).toEqual([before, 0])
	await service.say(lead, 'Zustellungen')
	expect(JSON.stringify(service.card(lead))).toContain('Dieser Kanal ruht')
	await tell('channelRestored')
	await sent()
	expect(posts(office).map(({ title }) => title)).toContain('Standesamt: Die Hälfte ist geschafft')
	await service.say(lead, 'Zustellungen')
	expect(JSON.stringify(service.card(lead))).not.toContain('Dieser Kanal ruht')
})
