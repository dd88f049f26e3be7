import type { JsonObject } from '../../src/demo/local-teams/activity'
import { importTown } from '../../src/flows/directory/import-town'
import { buttonsIn, type RunningService, startService } from '../support/service'
import { exampleTown } from './support/house'

/** Linking channels, as people do it: the real service, the local Teams, its cards. */
const lead = 'p15'
let service: RunningService

beforeEach(async () => {
	service = await startService({ background: false })
})
afterEach(() => service.stop())

async function channel(name = 'Digitalisierung'): Promise<{ readonly id: string; readonly cardId: string }> {
	const { conversationId } = await service.connector.createChannel(name)
	return { id: conversationId, cardId: service.connector.history(conversationId)[0]?.id ?? '' }
}

const press = (personId: string, cardId: string, verb: string, inputs: JsonObject = {}) =>
	service.connector.act(personId, cardId, { type: 'Action.Execute', verb, data: { v: verb } }, inputs)

/** The card as this person sees it; without a person as everybody does. */
const seen = (channelId: string, cardId: string, personId?: string) =>
	JSON.stringify(service.connector.history(channelId, personId).find(({ id }) => id === cardId)?.activity.attachments)

async function links(townId = service.town.town.id): Promise<readonly JsonObject[]> {
	const stored = await service.store.data.read(townId, 'channels')
	return ((stored?.document.body as { channels?: readonly JsonObject[] } | undefined)?.channels ??
		[]) as readonly JsonObject[]
}

async function until(holds: () => boolean): Promise<void> {
	for (let tries = 0; tries < 200 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 10))
	expect(holds()).toBe(true)
}

test('the lead links a channel; the card changes for all', async () => {
	const { id, cardId } = await channel()
	expect(seen(id, cardId)).toContain('Meilensteine in diesem Kanal')
	await press(lead, cardId, 'channel-link', { follows: 'standesamt,town', lang: 'de' })
	await until(() => seen(id, cardId).includes('Dieser Kanal ist verknüpft'))
	expect(seen(id, cardId, 'p02')).toContain('**Ganze Stadt und Standesamt**')
	expect(await links()).toEqual([
		{
			id,
			name: 'Digitalisierung',
			teamId: expect.stringMatching(/^19:/),
			tenantId: service.town.town.entraTenantId,
			serviceUrl: service.serviceUrl,
			follows: ['town', 'standesamt'],
			language: 'de',
		},
	])
})

test('without a choice the lead is asked for one, and nothing is linked', async () => {
	const { id, cardId } = await channel()
	await press(lead, cardId, 'channel-link', { follows: '', lang: 'de' })
	expect(seen(id, cardId, lead)).toContain('mindestens einen Fachbereich')
	expect(seen(id, cardId)).toContain('Meilensteine in diesem Kanal')
	expect(await links()).toEqual([])
})

test('a link is changed and removed by the same card, and comes back', async () => {
	const { id, cardId } = await channel()
	await press(lead, cardId, 'channel-link', { follows: 'standesamt', lang: 'de' })
	await until(() => seen(id, cardId).includes('ist verknüpft'))
	await press(lead, cardId, 'channel')
	expect(seen(id, cardId, lead)).toContain('"value":"standesamt"')
	await press(lead, cardId, 'channel-link', { follows: 'standesamt,bauen', lang: 'en' })
	await until(() => seen(id, cardId).includes('This channel is linked'))
	expect(await links()).toMatchObject([{ follows: ['standesamt', 'bauen'], language: 'en' }])
	await press(lead, cardId, 'channel-unlink')
	await until(() => seen(id, cardId).includes('nicht mehr verknüpft'))
	expect(await links()).toEqual([])
	await press(lead, cardId, 'channel')
	await press(lead, cardId, 'channel-link', { follows: 'town', lang: 'de' })
	expect(await links()).toMatchObject([{ id, follows: ['town'] }])
})

test('everybody but the lead is told in private who can do it; for the others nothing changes', async () => {
	const { id, cardId } = await channel()
	const before = seen(id, cardId)
	for (const { id: personId, roles, language } of service.town.people) {
		if (roles.includes('projectLead')) continue
		for (const [verb, inputs] of [
			['channel-link', { follows: 'town', lang: 'de' }],
			['channel', {}],
			['channel-unlink', {}],
		] as const) {
			await press(personId, cardId, verb, inputs)
			expect(seen(id, cardId, personId)).toContain(
				language === 'de' ? 'richtet die Projektleitung' : 'The project lead',
			)
			expect(buttonsIn(JSON.parse(seen(id, cardId, personId)))).toEqual([])
		}
	}
	expect(await links()).toEqual([])
	expect(seen(id, cardId)).toBe(before)
})

test('a mention by the lead brings the card into the thread; anybody else is pointed to the personal chat', async () => {
	const { id, cardId } = await channel()
	await service.connector.say(lead, 'verknüpfen', id)
	await service.connector.say('p02', 'verknüpfen', id)
	const [first, , answer, , pointer] = service.connector.history(id)
	expect(first?.id).toBe(cardId)
	expect(JSON.stringify(answer?.activity)).toContain('channel-link')
	expect(JSON.stringify(pointer?.activity)).toContain('nur im persönlichen Chat')
	await press(lead, answer?.id ?? '', 'channel-link', { follows: 'bauen', lang: 'de' })
	expect(await links()).toMatchObject([{ id, follows: ['bauen'] }])
})

test('whoever writes in a channel is still reached in their own chat', async () => {
	await service.say('p02', 'hilfe')
	const reach = async () => (await service.store.data.read(service.town.town.id, 'reach:p02'))?.document.body
	const before = await reach()
	const { id, cardId } = await channel()
	await service.connector.say('p02', 'hallo', id)
	await press('p02', cardId, 'channel')
	expect(await reach()).toEqual(before)
})

test('other buttons stay where they belong, and forged ones do nothing', async () => {
	const { id, cardId } = await channel()
	const forged: readonly [string, JsonObject][] = [
		['channel-link', { follows: 'town', lang: 'de', channel: '19:other@thread.tacv2' }],
		['channel-link', { follows: 'town', lang: 'de', townId: 'anderswo' }],
		['channel-unlink', { pick: '19:other@thread.tacv2' }],
		['channels', {}],
		['deliveries', {}],
		['post-again', { pick: 'x' }],
		['start', {}],
	]
	for (const [verb, inputs] of forged) {
		await press(lead, cardId, verb, inputs)
		expect(seen(id, cardId, lead)).toContain('nur im persönlichen Chat')
	}
	// Departments that the town does not have are not followed.
	await press(lead, cardId, 'channel-link', { follows: 'anderswo,__proto__', lang: 'de' })
	expect(await links()).toEqual([])
})

test('in a personal chat the card of a channel links nothing', async () => {
	for (const [verb, data] of [
		['channel-link', { follows: 'town', lang: 'de' }],
		['channel', {}],
	] as const) {
		const value = { action: { type: 'Action.Execute', verb, data: { v: verb, ...data } } }
		const { body } = await service.post(
			service.activityOf(lead, { type: 'invoke', name: 'adaptiveCard/action', value }),
		)
		expect(JSON.stringify(body)).toContain('Noch ist kein Kanal verknüpft')
	}
	expect(await links()).toEqual([])
})

test('people of another tenant link nothing, not even with an id that we know', async () => {
	const other = '99999999-1111-4222-8333-444444444444'
	const { id, cardId } = await channel()
	const value = {
		action: { type: 'Action.Execute', verb: 'channel-link', data: { v: 'channel-link', follows: 'town', lang: 'de' } },
	}
	const from = {
		conversation: { id, conversationType: 'channel', tenantId: other },
		channelData: { tenant: { id: other } },
	}
	const { body } = await service.post(
		service.activityOf(lead, { type: 'invoke', name: 'adaptiveCard/action', value, replyToId: cardId, ...from }),
	)
	expect(JSON.stringify(body)).toContain('noch nicht im Verzeichnis')
	// Neither is anything asked in the channels of a tenant without a town.
	const before = service.connector.history(id).length
	await service.post(service.activityOf(lead, { type: 'installationUpdate', action: 'add', ...from }))
	await service.post(service.activityOf(lead, { type: 'installationUpdate', action: 'remove', ...from }))
	expect(service.connector.history(id).length).toBe(before)
	expect(await links()).toEqual([])
})

test('where a tenant holds several towns, the lead chooses among the departments of their own', async () => {
	const second = exampleTown('example-town-2')
	await importTown(
		service.store,
		{ ...second, town: { ...second.town, entraTenantId: service.town.town.entraTenantId } },
		{ keepRound: true },
	)
	const { id, cardId } = await channel()
	expect(buttonsIn(JSON.parse(seen(id, cardId))).map(({ verb }) => verb)).toEqual(['channel'])
	await press(lead, cardId, 'channel')
	expect(seen(id, cardId, lead)).toContain('Standesamt')
	const follows = [...second.departments.map((department) => department.id), 'standesamt'].join(',')
	await press(lead, cardId, 'channel-link', { follows, lang: 'de' })
	const own = service.town.departments.map((department) => department.id)
	const followed = (await links()).flatMap((one) => one.follows as string[])
	expect(followed).toContain('standesamt')
	expect(followed.filter((audience) => !own.includes(audience))).toEqual([])
	expect(await links(second.town.id)).toEqual([])
})

test('many clicks at once, in several channels, end in one link each', async () => {
	const channels = [await channel('Eins'), await channel('Zwei'), await channel('Drei')]
	await Promise.all(
		channels.flatMap(({ cardId }) =>
			[1, 2].map(() => press(lead, cardId, 'channel-link', { follows: 'town', lang: 'de' }).catch(() => undefined)),
		),
	)
	expect((await links()).map(({ name }) => name).sort()).toEqual(['Drei', 'Eins', 'Zwei'])
	await until(() => channels.every(({ id, cardId }) => seen(id, cardId).includes('ist verknüpft')))
})

test('a channel that is deleted, and a team that the bot is taken out of, rest, and the lead sees it', async () => {
	const [one, two] = [await channel('Eins'), await channel('Zwei')]
	for (const { cardId } of [one, two]) await press(lead, cardId, 'channel-link', { follows: 'town', lang: 'de' })
	await service.connector.deleteChannel(one.id)
	expect(await links()).toMatchObject([{ name: 'Eins', resting: { why: 'channel-deleted' } }, { name: 'Zwei' }])
	await service.say(lead, 'Kanäle')
	expect(JSON.stringify(service.card(lead))).toContain('ruht seit 3. November 2026: der Kanal ist gelöscht')
	const renamed = {
		type: 'conversationUpdate',
		conversation: { id: two.id, conversationType: 'channel', tenantId: service.town.town.entraTenantId },
		channelData: {
			tenant: { id: service.town.town.entraTenantId },
			eventType: 'channelRenamed',
			channel: { id: two.id, name: 'Neu' },
		},
	}
	await service.post(service.activityOf(lead, renamed))
	expect(await links()).toMatchObject([{ name: 'Eins' }, { name: 'Neu' }])
	await service.connector.leaveTeam()
	expect((await links()).map(({ resting }) => (resting as JsonObject).why)).toEqual(['channel-deleted', 'app-removed'])
	await service.press(lead, 'channel-unlink', { pick: one.id })
	expect(await links()).toMatchObject([{ name: 'Neu' }])
})

test('the lead’s list tells what follows what and who is missing; others do not see it', async () => {
	const { cardId } = await channel()
	await press(lead, cardId, 'channel-link', { follows: 'town,standesamt', lang: 'de' })
	await service.say(lead, 'Kanäle')
	const list = JSON.stringify(service.card(lead))
	expect(list).toContain('Digitalisierung')
	expect(list).toContain('Noch in keinem Kanal zu sehen: Bürgerservice')
	const [linked] = await links()
	await service.press(lead, 'channel-unlink', { pick: String(linked?.id) })
	expect(JSON.stringify(service.card(lead))).toContain('Die Verknüpfung ist gelöst')
	expect(await links()).toEqual([])
	await service.say('p02', 'Kanäle')
	expect(JSON.stringify(service.card('p02'))).toContain('keine Berechtigung')
})

test('Teams is asked for the name of a channel that it does not tell', async () => {
	const { id, cardId } = await channel('Rathaus')
	await press(lead, cardId, 'channel-link', { follows: 'bauen', lang: 'de' })
	const [{ teamId } = {}] = await links()
	await press(lead, cardId, 'channel-unlink')
	const tenant = { id: service.town.town.entraTenantId }
	await service.post(
		service.activityOf(lead, {
			type: 'invoke',
			name: 'adaptiveCard/action',
			value: {
				action: {
					type: 'Action.Execute',
					verb: 'channel-link',
					data: { v: 'channel-link', follows: 'town', lang: 'de' },
				},
			},
			replyToId: cardId,
			conversation: { id: `${id};messageid=${cardId}`, conversationType: 'channel', tenantId: tenant.id },
			channelData: { tenant, team: { id: String(teamId) } },
		}),
	)
	expect(await links()).toMatchObject([{ id, name: 'Rathaus', follows: ['town'] }])
})
