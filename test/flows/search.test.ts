import { join } from 'node:path'
import type { Card } from '../../src/cards/kit/render'
import type { Wish } from '../../src/conversation/verbs'
import { readExampleKnowledge, storeExampleKnowledge } from '../../src/demo/example/knowledge'
import type { Shown } from '../../src/dialog/shown'
import type { Person } from '../../src/domain/directory/directory'
import { knowledgeId, type PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import { knowledgeDocument, knowledgeFrom } from '../../src/store/documents'
import type { Store } from '../../src/store/store'
import type { Outbound } from '../../src/teams/outbound'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import { exampleTown, openHouse, shippedCatalogues, tuesday } from './support/house'

const folder = join(__dirname, '../../deploy/example-town')
const town = exampleTown()
const serviceIds = new Set(shippedCatalogues.latest.services.map(({ id }) => id))
const example = readExampleKnowledge(folder, town, serviceIds, '2026-11-03')
const place = (label: string) => example.labels.get(label) ?? { positionId: '', entryId: '' }
const search = (q: string): Wish => ({ verb: 'knowledge-find', data: q })

async function knowledgeOf(store: Store, positionId: string): Promise<PositionKnowledge> {
	const stored = await store.data.read('eschenwerder', knowledgeId(positionId))
	if (!stored) throw new Error(`${positionId} knows nothing`)
	return knowledgeFrom(stored.document)
}

/** Writes past the service, as another instance would. */
async function overwrite(store: Store, knowledge: PositionKnowledge): Promise<void> {
	const stored = await store.data.read('eschenwerder', knowledgeId(knowledge.positionId))
	await store.data.replace(knowledgeDocument({ ...knowledge, revision: knowledge.revision + 1 }), stored?.etag ?? '')
}

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	let store: Store
	beforeEach(async () => {
		opened = await open()
		store = opened.store
		await storeExampleKnowledge(store, example.all)
	})
	afterEach(() => opened.stop())

	async function searchHouse() {
		const towns = [town, exampleTown('example-town-2')]
		const clock = { now: tuesday }
		const house = await openHouse(store, { towns, now: () => clock.now })
		const posted: { to: string; card: Card }[] = []
		const nobody = async () => ({ kind: 'sent' as const })
		const outbound: Outbound = {
			toChat: async (reach, card) => {
				posted.push({ to: reach.userId.slice(3), card })
				return { kind: 'sent' }
			},
			toChannel: nobody,
			reply: nobody,
			update: nobody,
		}
		house.service.start(outbound)
		const act = async (personId: string, wish: Wish, where = town): Promise<Shown> => {
			const who = await house.person(personId, where).recognise()
			if (!who) throw new Error(`${personId} is not recognised`)
			const { shown } = await house.conversation.act(who, wish, undefined)
			// Everything that is shown can be drawn.
			house.conversation.draw(shown)
			return shown
		}
		const find = async (personId: string, text: string, where = town) => {
			const shown = await act(personId, search(text), where)
			if (shown.kind !== 'found') throw new Error(`expected hits, got ${shown.kind}`)
			return shown
		}
		const titles = async (personId: string, text: string, where = town) =>
			(await find(personId, text, where)).hits.map(({ entry }) => entry.title)
		return { ...house, act, find, titles, posted, clock }
	}

	test('people find what is theirs to read, and open it', async () => {
		const house = await searchHouse()
		expect((await house.titles('p10', 'Hund abmelden'))[0]).toBe('Hund gestorben oder abgegeben')
		expect(await house.titles('p13', 'Hund abmelden')).not.toContain('Hund gestorben oder abgegeben')
		const shown = await house.act('p10', { verb: 'find-open', data: { ...place('steuern/hund-abmelden') } })
		expect(shown).toMatchObject({ kind: 'found-entry', entry: { title: 'Hund gestorben oder abgegeben' } })
		// What is not theirs and what is not there look the same.
		const [hidden, missing] = [
			await house.act('p13', { verb: 'find-open', data: { ...place('steuern/hund-abmelden') } }),
			await house.act('p13', { verb: 'find-open', data: { positionId: 'steuern', entryId: 'e999' } }),
		]
		expect(hidden).toEqual(missing)
		expect(hidden).toMatchObject({ kind: 'found', remark: { is: 'gone' }, hits: [] })
		await house.stop()
	})

	test('what is archived is gone at once, through whichever instance it was done', async () => {
		const house = await searchHouse()
		expect(await house.titles('p13', 'Baumfällung')).toContain('Bäume fällen')
		const knowledge = await knowledgeOf(store, 'leitung-bauen')
		const entries = knowledge.entries.map((one) =>
			one.title === 'Bäume fällen' ? { ...one, state: 'archived' as const } : one,
		)
		await overwrite(store, { ...knowledge, entries })
		expect(await house.titles('p13', 'Baumfällung')).not.toContain('Bäume fällen')
		expect(
			await house.act('p13', { verb: 'find-open', data: { ...place('leitung-bauen/baumfaellung') } }),
		).toMatchObject({
			remark: { is: 'gone' },
		})
		await house.stop()
	})

	test('nobody finds anything of another town', async () => {
		const house = await searchHouse()
		const other = exampleTown('example-town-2')
		for (const person of other.people)
			for (const text of ['Hundesteuer', 'Osterfeuer', 'Dienstwagen'])
				expect(await house.titles(person.id, text, other)).toEqual([])
		await house.stop()
	})

	test('a question without an answer is asked, answered and found again', async () => {
		const house = await searchHouse()
		for (const id of ['p02', 'p10', 'p09', 'p13']) await house.person(id).say('hilfe')
		const question = 'Zählen Hausboote als Zweitwohnung?'
		expect(await house.act('p02', { verb: 'ask', data: { text: question, positionId: undefined } })).toMatchObject({
			kind: 'asking',
			suggested: expect.arrayContaining(['steuern']),
		})
		expect(await house.act('p02', { verb: 'ask-send', data: { positionId: 'steuern', text: question } })).toMatchObject(
			{
				remark: { is: 'asked' },
			},
		)
		await house.service.sendDue()
		expect(house.posted.map(({ to, card }) => `${to}: ${String(card.speak)}`)).toEqual([
			'p10: Jemand braucht Ihr Wissen',
		])
		const list = await house.act('p10', { verb: 'ask-list', data: { q: '' } })
		expect(list).toMatchObject({
			kind: 'questions',
			waiting: [{ positionId: 'steuern', question: { text: question } }],
		})
		const { id: questionId } = list.kind === 'questions' ? (list.waiting[0]?.question ?? { id: '' }) : { id: '' }
		expect(
			await house.act('p13', { verb: 'ask-answer', data: { positionId: 'steuern', questionId, text: 'Nein.' } }),
		).toMatchObject({
			remark: { is: 'no-question' },
			waiting: [],
		})
		house.posted.length = 0
		await house.act('p10', {
			verb: 'ask-answer',
			data: {
				positionId: 'steuern',
				questionId,
				text: 'Ja, wenn das Boot einen festen Liegeplatz hat.',
			},
		})
		await house.service.sendDue()
		const answer = house.posted.find(({ to }) => to === 'p02')
		expect(JSON.stringify(answer?.card)).toContain('festen Liegeplatz')
		// Only after a second pair of eyes everybody finds it.
		expect(await house.titles('p13', question)).not.toContain(question)
		const knowledge = await knowledgeOf(store, 'steuern')
		await overwrite(store, {
			...knowledge,
			entries: knowledge.entries.map((one) =>
				one.state === 'submitted' ? { ...one, state: 'released' as const, releasedOn: '2026-11-03' } : one,
			),
		})
		// What another instance released is found within a minute.
		house.clock.now += 61_000
		expect((await house.titles('p13', question))[0]).toBe(question)
		await house.stop()
	})

	test('a superfluous question about a position that is not there changes nothing', async () => {
		const house = await searchHouse()
		expect(
			await house.act('p02', { verb: 'ask-send', data: { positionId: 'gibt-es-nicht', text: 'Wer?' } }),
		).toMatchObject({
			kind: 'asking',
			remark: { is: 'no-position' },
		})
		expect(await store.data.read('eschenwerder', knowledgeId('gibt-es-nicht'))).toBeUndefined()
		await house.stop()
	})
})

describe('beside the store', () => {
	let opened: Opened
	beforeEach(async () => {
		opened = await inMemory.open()
		await storeExampleKnowledge(opened.store, example.all)
	})
	afterEach(() => opened.stop())

	test('what nobody understands can be looked for with one press', async () => {
		const house = await openHouse(opened.store)
		const yasemin = house.person('p06')
		await yasemin.say('hilfe')
		const puzzled = await yasemin.say('Osterfeuer und Brauchtumsfeuer')
		expect(puzzled.shown).toMatchObject({ kind: 'not-understood', text: 'Osterfeuer und Brauchtumsfeuer' })
		const found = await yasemin.press(puzzled, 'find', { q: 'Osterfeuer und Brauchtumsfeuer' })
		expect(found.shown).toMatchObject({
			kind: 'found',
			hits: expect.arrayContaining([expect.objectContaining({ positionId: 'leitung-ordnung' })]),
		})
		await house.stop()
	})

	test('while writing in their own chat people get the entry, anywhere else a pointer, and only to what everybody may read', async () => {
		const house = await openHouse(opened.store)
		const ole = house.person('p11')
		await ole.say('hilfe')
		const who = await ole.recognise()
		if (!who) throw new Error('not recognised')
		const offered = async (text: string, place: Parameters<typeof house.conversation.offer>[2]) => {
			const found = await house.conversation.offer(who, text, place)
			return 'hint' in found ? [] : found
		}
		const own = await offered('Pachtvertrag Kleingärten', {
			conversationId: 'chat of p11 in eschenwerder',
			botId: '28:bot',
		})
		expect(JSON.stringify(own[0]?.card)).toContain('Wohngebiet')
		const elsewhere = await offered('Pachtvertrag Kleingärten', {
			conversationId: '19:team',
			botId: '28:bot',
		})
		expect(elsewhere.map(({ title }) => title)).not.toContain('Pachtvertrag für die Kleingärten')
		const pointers = await offered('Auto anmelden', {
			conversationId: '19:team',
			botId: '28:bot',
		})
		expect(pointers[0]?.title).toBe('Kfz-Zulassung macht der Kreis')
		expect(JSON.stringify(pointers)).not.toContain('Kreishaus')
		expect(JSON.stringify(pointers[0]?.card)).toContain('https://teams.microsoft.com/l/chat/0/0?users=28%3Abot')
		await house.stop()
	})

	test('the head of the registry office finds what is known elsewhere, and their own position is still empty', () => {
		const head = town.people.find(({ id }) => id === 'p05') as Person
		expect(head.positionIds).toEqual([expect.any(String)])
		expect(example.all.map(({ positionId }) => positionId)).not.toContain(head.positionIds?.[0])
	})
})
