import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { countingCard, withCard } from './support/fake-bot'
import { bot, type LocalTown, people, tenantId, textsOf, townsOfEachTest } from './support/town'

const open = townsOfEachTest()
const hanne = 'hanne'
const create = (town: LocalTown, body: object = {}) =>
	town.ask('POST', '/v3/conversations', {
		bot,
		members: [{ id: people[0]?.entraObjectId }],
		tenantId,
		isGroup: false,
		...body,
	})
const activitiesOf = (town: LocalTown, person = hanne) =>
	`/v3/conversations/${encodeURIComponent(town.connector.chatOf(person))}/activities`

describe('the bot asks Teams', () => {
	test('creating the same 1:1 chat twice gives the same conversation', async () => {
		const town = await open()
		const first = await create(town)
		const second = await create(town, { tenantId: undefined, channelData: { tenant: { id: tenantId } } })
		expect(first).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^a:/) } })
		expect(second.body).toEqual(first.body)
	})

	test.each([
		['somebody who is not here', { members: [{ id: 'f'.repeat(36) }] }, 403, 'BotNotInConversationRoster'],
		['another tenant', { tenantId: 'other' }, 403, 'BotNotInConversationRoster'],
		['no tenant', { tenantId: undefined }, 400, 'BadArgument'],
		['an id in the wrong place', { members: [{ aadObjectId: people[0]?.entraObjectId }] }, 400, 'BadArgument'],
	])('creating a chat with %s is refused', async (_, body, status, code) => {
		expect(await create(await open(), body)).toMatchObject({ status, body: { error: { code } } })
	})

	test('a message is posted, changed in place, and removed', async () => {
		const town = await open()
		await create(town)
		const posted = await town.ask('POST', activitiesOf(town), { type: 'message', text: 'eins' })
		expect(posted.status).toBe(201)
		const { id } = posted.body as { id: string }
		expect((await town.ask('PUT', `${activitiesOf(town)}/${id}`, { type: 'message', text: 'zwei' })).status).toBe(200)
		await town.ask('POST', `${activitiesOf(town)}/${id}`, { type: 'message', text: 'drei' })
		const [first, reply] = town.connector.history(town.connector.chatOf(hanne))
		expect(first).toMatchObject({ id, edited: true, activity: { id, text: 'zwei' } })
		expect(reply).toMatchObject({ activity: { text: 'drei', replyToId: id } })
		expect((await town.ask('DELETE', `${activitiesOf(town)}/${id}`)).status).toBe(200)
		expect(await town.ask('PUT', `${activitiesOf(town)}/${id}`, { type: 'message' })).toMatchObject({
			status: 404,
			body: { error: { code: 'ActivityNotFoundInConversation' } },
		})
		expect(textsOf(town, hanne)).toEqual(['drei'])
	})

	test('an unknown conversation is answered as Teams does', async () => {
		const town = await open()
		const answer = await town.ask('POST', '/v3/conversations/a%3Anowhere/activities', { type: 'message' })
		expect(answer).toMatchObject({ status: 404, body: { error: { code: 'ConversationNotFound' } } })
	})

	test('text beside a card becomes two messages without an id', async () => {
		const town = await open()
		await create(town)
		const answer = await town.ask('POST', activitiesOf(town), { ...withCard(countingCard(0)), text: 'Bitte sehr' })
		expect(answer).toMatchObject({ status: 201, body: {} })
		expect(textsOf(town, hanne)).toEqual(['Bitte sehr', ''])
	})

	test('an activity that Teams would find too large is refused', async () => {
		const town = await open()
		await create(town)
		const answer = await town.ask('POST', activitiesOf(town), { type: 'message', text: 'x'.repeat(60_000) })
		expect(answer).toMatchObject({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } })
	})

	test('members carry what a bot needs to know them', async () => {
		const town = await open()
		await create(town)
		const members = `/v3/conversations/${encodeURIComponent(town.connector.chatOf(hanne))}/members`
		const all = await town.ask('GET', members)
		expect(all.body).toEqual([
			expect.objectContaining({
				name: 'Hanne Abelmann',
				aadObjectId: people[0]?.entraObjectId,
				email: people[0]?.email,
				userPrincipalName: people[0]?.email,
				tenantId,
			}),
		])
		const [{ id }] = all.body as [{ id: string }]
		expect(id).toMatch(/^29:/)
		expect((await town.ask('GET', `${members}/${encodeURIComponent(id)}`)).body).toMatchObject({ id })
		expect(await town.ask('GET', `${members}/${people[1]?.entraObjectId}`)).toMatchObject({ status: 404 })
	})

	test('the people of a channel come page by page, and a post to it starts a thread', async () => {
		const town = await open()
		const { conversationId } = await town.connector.createChannel('Digitalisierung')
		expect((await town.connector.createChannel('Digitalisierung')).conversationId).toBe(conversationId)
		const pages = `/v3/conversations/${encodeURIComponent(conversationId)}/pagedmembers?pageSize=2`
		const first = await town.ask('GET', pages)
		expect(first.body).toMatchObject({
			members: [{ name: 'Hanne Abelmann' }, { name: 'Tarik Özgün' }],
			continuationToken: '2',
		})
		expect((await town.ask('GET', `${pages}&continuationToken=2`)).body).toEqual({
			members: [expect.objectContaining({ name: 'Ines Wellbrock' })],
		})
		const thread = await town.ask('POST', '/v3/conversations', {
			isGroup: true,
			channelData: { channel: { id: conversationId } },
			activity: { type: 'message', text: 'Meilenstein' },
		})
		const { id } = thread.body as { id: string }
		expect(id).toMatch(/^19:.+@thread\.tacv2;messageid=\d+$/)
		await town.ask('POST', `/v3/conversations/${encodeURIComponent(id)}/activities`, {
			type: 'message',
			text: 'Nachtrag',
		})
		expect(town.connector.history(conversationId).map(({ activity }) => activity.text)).toEqual(
			expect.arrayContaining(['Meilenstein', 'Nachtrag']),
		)
	})
})

test('the chat is as it was after the same file is opened again', async () => {
	const file = path.join(mkdtempSync(path.join(tmpdir(), 'town-')), 'teams.sqlite')
	const before = await open({ file })
	await before.connector.install(hanne)
	await before.connector.say(hanne, 'Bis morgen')
	const chat = before.connector.chatOf(hanne)
	const kept = before.connector.history(chat)
	const unread = before.connector.unread(chat, hanne)
	const after = await open({ file })
	expect(after.connector.history(chat)).toEqual(kept)
	expect(after.connector.conversation(chat)?.installed).toBe(true)
	expect(after.connector.unread(chat, hanne)).toBe(unread)
	expect(unread).toBeGreaterThan(0)
})

describe('faults', () => {
	const post = (town: LocalTown) => town.ask('POST', activitiesOf(town), { type: 'message', text: 'eins' })

	test('an error before accepting leaves no message', async () => {
		const town = await open({
			faults: ({ method }) =>
				method === 'POST'
					? { status: 429, headers: { 'retry-after': '3' }, body: { error: { code: 'TooMany' } } }
					: undefined,
		})
		const answer = await post(town)
		expect(answer).toMatchObject({ status: 429, body: { error: { code: 'TooMany' } } })
		expect(answer.headers.get('retry-after')).toBe('3')
		expect(textsOf(town, hanne)).toEqual([])
	})

	test('an error after accepting leaves the message there', async () => {
		const town = await open({
			faults: ({ path }) => (path.endsWith('activities') ? { status: 502, applyBefore: true } : undefined),
		})
		town.connector.chatOf(hanne)
		expect((await post(town)).status).toBe(502)
		expect(textsOf(town, hanne)).toEqual(['eins'])
	})

	test('a broken connection after accepting, and a fault that knows its conversation and activity', async () => {
		const seen: unknown[] = []
		const town = await open({
			faults: ({ conversationId, activity }) => {
				seen.push(conversationId, activity?.text)
				return { reset: true, applyBefore: true }
			},
		})
		const chat = town.connector.chatOf(hanne)
		await expect(post(town)).rejects.toThrow('fetch failed')
		expect(seen).toEqual([chat, 'eins'])
		expect(textsOf(town, hanne)).toEqual(['eins'])
	})
})
