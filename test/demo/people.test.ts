import { countingCard, withCard } from './support/fake-bot'
import { bot, people, tenantId, textsOf, townsOfEachTest } from './support/town'

const open = townsOfEachTest()
const hanne = 'hanne'

describe('people act', () => {
	test('what somebody says reaches the bot as Teams would send it', async () => {
		const town = await open()
		const { status, activity } = await town.connector.say(hanne, 'Guten Tag')
		expect(status).toBe(200)
		expect(town.received).toEqual([activity])
		expect(activity).toMatchObject({
			type: 'message',
			text: 'Guten Tag',
			channelId: 'msteams',
			from: { name: 'Hanne Abelmann', aadObjectId: people[0]?.entraObjectId },
			recipient: bot,
			conversation: { conversationType: 'personal', tenantId },
			channelData: { tenant: { id: tenantId } },
			locale: 'de-DE',
		})
		expect(textsOf(town, hanne)).toEqual(['Guten Tag', 'Sie sagten: Guten Tag'])
		await town.connector.redeliver(activity)
		expect(town.received).toEqual([activity, activity])
	})

	test('an action is answered with a card, and the card takes the place of the old one', async () => {
		const town = await open()
		await town.connector.install(hanne)
		const chat = town.connector.chatOf(hanne)
		const message = town.connector.history(chat).find(({ activity }) => activity.attachments)
		const act = await town.connector.act(
			hanne,
			message?.id ?? '',
			{ type: 'Action.Execute', verb: 'next', data: { done: 0 } },
			{ note: 'ja' },
		)
		expect(act).toMatchObject({ status: 200, outcome: { kind: 'card' } })
		expect(act.activity).toMatchObject({
			type: 'invoke',
			name: 'adaptiveCard/action',
			replyToId: message?.id,
			value: { action: { type: 'Action.Execute', verb: 'next', data: { done: 0, note: 'ja' } }, trigger: 'manual' },
		})
		const shown = town.connector.history(chat).find(({ id }) => id === message?.id)
		expect(shown?.activity.attachments).toEqual([
			{ contentType: 'application/vnd.microsoft.card.adaptive', content: countingCard(1) },
		])
	})

	test('a short text, a failure and a submit leave the card as it is', async () => {
		const town = await open()
		await town.connector.install(hanne)
		const chat = town.connector.chatOf(hanne)
		const before = town.connector.history(chat)
		const id = before.find(({ activity }) => activity.attachments)?.id ?? ''
		expect((await town.connector.act(hanne, id, { type: 'Action.Execute', verb: 'hint' })).outcome).toEqual({
			kind: 'text',
			text: 'Schon gespeichert.',
		})
		expect((await town.connector.act(hanne, id, { type: 'Action.Execute', verb: 'fail' })).outcome).toEqual({
			kind: 'error',
			code: '500',
			text: '',
		})
		expect(town.connector.history(chat)).toEqual(before)
		const submit = await town.connector.act(hanne, id, { type: 'Action.Submit', data: { sent: true } }, { note: 'x' })
		expect(submit).toMatchObject({
			outcome: { kind: 'sent' },
			activity: { type: 'message', replyToId: id, value: { sent: true, note: 'x' } },
		})
	})

	test('in a channel an answered card changes only for the person who pressed, until the bot changes it for all', async () => {
		const town = await open()
		const { conversationId } = await town.connector.createChannel('Digitalisierung')
		const id = town.connector.history(conversationId).find(({ activity }) => activity.attachments)?.id ?? ''
		const cardFor = (person: string) =>
			JSON.stringify(
				town.connector.history(conversationId, person).find((message) => message.id === id)?.activity.attachments,
			)
		await town.connector.act('tarik', id, { type: 'Action.Execute', verb: 'next', data: { done: 6 } })
		expect(cardFor('tarik')).toContain('Frage 8')
		expect(cardFor(hanne)).toContain('Erste Frage')
		await town.ask(
			'PUT',
			`/v3/conversations/${encodeURIComponent(conversationId)}/activities/${id}`,
			withCard(countingCard(1)),
		)
		expect([cardFor('tarik'), cardFor(hanne)]).toEqual([
			expect.stringContaining('Frage 2'),
			expect.stringContaining('Frage 2'),
		])
	})

	test('a bot that is not there has not been added', async () => {
		const town = await open({ botEndpoint: 'http://127.0.0.1:1/api/messages' })
		expect((await town.connector.install(hanne)).map(({ status }) => status)).toEqual([0, 0])
		expect(town.connector.conversation(town.connector.chatOf(hanne))?.installed).toBe(false)
	})

	test('deliveries carry the authorization they are told to', async () => {
		const asked: string[] = []
		const town = await open({
			authorization: async ({ type }) => {
				asked.push(type)
				return 'Bearer invented'
			},
		})
		await town.connector.say(hanne, 'Hallo')
		expect(asked).toEqual(['message'])
	})
})
