import type { Json, JsonObject } from '../../src/demo/local-teams/activity'
import type { Directory } from '../../src/domain/directory/directory'
import type { HandoverCase } from '../../src/domain/knowledge/handover-case'
import { caseById, type PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import { readKnowledge } from '../../src/flows/documents/position-knowledge'
import type { PostOutcome } from '../../src/outbox/stored/outcome'
import { knowledgeDocument } from '../../src/store/documents'
import type { Outbound } from '../../src/teams/outbound'
import { knowing, known } from '../domain/handover/support'
import { usualEntries } from '../reports/support/sheets'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import { buttonsIn } from '../support/service'
import { type Before, exampleTown, openHouse, tuesday } from './support/house'

/**
 * Hartmut Brackelmann (p05) leads the registry office and goes; Yasemin Korkutan (p06) takes over; Wiebke Osterloh
 * (p19) guides. Everything goes through the service as Teams would send it, over both databases.
 */
const town: Directory = exampleTown()
const positionId = 'leitung-standesamt'
const caseId = `${positionId}:1`
const handover: HandoverCase = {
	id: caseId,
	kind: 'retirement',
	personId: 'p05',
	successorId: 'p06',
	guideId: 'p19',
	month: '2026-12',
	openedBy: 'p16',
	openedOn: '2026-01-05',
	steps: {},
	marks: {},
}
const marker = 'Siegel im Schrank 4711'
const two = [
	known('e1', { type: 'task', title: 'Trauung vorbereiten', fields: { steps: marker } }),
	known('e2', { type: 'contact', title: 'Standesamtsaufsicht' }),
]

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	let clock: number
	beforeEach(async () => {
		opened = await open()
		clock = tuesday
	})
	afterEach(() => opened.stop())

	async function houseWith(knowledge: Partial<PositionKnowledge> = {}) {
		const documentAddress = (asked: object) =>
			`https://digicheck.example.de/reports/${Buffer.from(JSON.stringify(asked)).toString('base64url')}`
		const house = await openHouse(opened.store, { towns: [town], now: () => clock, service: { documentAddress } })
		await opened.store.data.create(knowledgeDocument({ ...knowing(two, [handover]), positionId, ...knowledge }))
		const posted: { to: string; card: Before['card'] }[] = []
		house.service.start(
			chatsOnly(async (reach, card) => {
				posted.push({ to: reach.userId.slice(3), card })
				return { kind: 'sent' }
			}),
		)
		for (const id of ['p05', 'p06', 'p19', 'p02']) await house.person(id).say('hilfe')
		const sent = async () => {
			await house.service.sendDue()
			return posted.splice(0).map(({ to, card }) => ({ to, says: String(card.speak), card }))
		}
		const stored = async () => {
			const read = await readKnowledge({ store: opened.store }, town.town.id, positionId)
			return { ...read, one: caseById(read, caseId) as HandoverCase }
		}
		return { ...house, sent, stored }
	}

	const postedTo = (to: string, sent: readonly { to: string; card: Before['card'] }[]): Before => {
		const found = sent.find((one) => one.to === to)
		if (!found) throw new Error(`${to} got nothing`)
		return { cardId: 'posted', card: found.card, shown: { kind: 'stranger', language: 'de' } }
	}

	test('from the first card to "Ich kann handeln", with everybody told', async () => {
		const house = await houseWith()
		const [yasemin, hartmut] = [house.person('p06'), house.person('p05')]
		const overview = await yasemin.say('nachfolge')
		const first = await yasemin.press(overview, 'take-entry')
		expect(textOf(first)).toContain(marker)
		const second = await yasemin.press(first, 'take-unclear', { question: 'Wer schließt auf?' })
		expect(second.shown).toMatchObject({ kind: 'take-over', look: { page: 'entry', entryId: 'e2' } })
		const done = await yasemin.press(second, 'take-clear')
		expect(done.shown).toMatchObject({ look: { page: 'overview' } })

		const asked = await house.sent()
		expect(asked.map(({ to, says }) => `${to}: ${says}`)).toEqual(['p05: Es gibt Rückfragen an Sie'])
		expect(textOf(postedTo('p05', asked)).split('Wer schließt auf?')).toHaveLength(2)
		const saved = await hartmut.press(postedTo('p05', asked), 'take-answer', { a0: 'Die Hausmeisterei, ab 7 Uhr.' })
		expect(saved.shown).toMatchObject({ remark: { is: 'answered' } })

		const answered = await house.sent()
		expect(answered.map(({ to, says }) => `${to}: ${says}`)).toEqual(['p06: Ihre Fragen sind beantwortet'])
		const again = await yasemin.press(postedTo('p06', answered), 'take-entry')
		expect(textOf(again)).toContain('Die Hausmeisterei, ab 7 Uhr.')
		const clear = await yasemin.press(again, 'take-clear')
		const acting = await yasemin.press(clear, 'take-act')
		expect(String(acting.card.speak)).toBe('Sie können handeln')
		expect((await house.stored()).entries[0]?.answered).toEqual([
			{ question: 'Wer schließt auf?', answer: 'Die Hausmeisterei, ab 7 Uhr.', on: '2026-11-03' },
		])
		expect((await house.sent()).map(({ to, says }) => `${to}: ${says}`).sort()).toEqual([
			'p05: Danke: Yasemin Korkutan kann handeln',
			'p19: Yasemin Korkutan kann handeln',
		])

		const before = await house.stored()
		await yasemin.press(clear, 'take-act')
		await yasemin.press(first, 'take-unclear', { question: 'Wer schließt auf?' })
		expect(await house.stored()).toEqual(before)
		expect(await house.sent()).toEqual([])
		await house.stop()
	})

	test('two at once: nobody overwrites the other', async () => {
		const house = await houseWith({
			cases: [{ ...handover, marks: { e1: { says: 'unclear', revision: 1, question: 'Wer?' } } }],
		})
		const [yasemin, hartmut] = [house.person('p06'), house.person('p05')]
		const agenda = await hartmut.say('nachfolge')
		const entry = await yasemin.press(await yasemin.say('nachfolge'), 'take-entry')
		await Promise.all([
			yasemin.press(entry, 'take-clear'),
			hartmut.press(agenda, 'take-answer', { a0: 'Die Leitung.' }),
		])
		const { marks } = (await house.stored()).one
		expect([marks.e1?.answer, marks.e2?.says]).toEqual(['Die Leitung.', 'understood'])
		await house.stop()
	})

	test('three months later a question reaches the position', async () => {
		const house = await houseWith({
			cases: [{ ...handover, canActOn: '2026-11-03', closedOn: '2027-01-04', lastDayOn: '2026-12-18' }],
		})
		clock = Date.parse('2027-03-22T09:00:00Z')
		const yasemin = house.person('p06')
		const back = await yasemin.say('nachfolge')
		expect(back.shown).toMatchObject({ kind: 'take-over', look: { page: 'look-back' } })
		await yasemin.press(back, 'take-missing', { text: 'Wo liegt das Stammbuch?' })
		const { questions, one } = await house.stored()
		expect([questions.map(({ text, askedBy }) => [text, askedBy]), one.steps]).toEqual([
			[['Wo liegt das Stammbuch?', 'p06']],
			{ 'review-3': '2027-03-22' },
		])
		await house.stop()
	})

	test('a deputy who is called gets the sheet itself, and may open it as long as the call lasts', async () => {
		const house = await houseWith({ entries: usualEntries, cases: [] })
		const [ruth, cem] = [house.person('p16'), house.person('p02')]
		// What he holds or stands in for is all that he is offered, whether he asks for one that there is or for one that
		// there is not.
		const offered = {
			kind: 'deputy-list',
			positionIds: ['leitung-buergerservice', 'meldewesen-1', 'meldewesen-2'],
			unknown: true,
		}
		for (const text of ['Vertretung Leitung Standesamt', 'Vertretung Friedhof'])
			expect((await cem.say(text)).shown).toMatchObject(offered)
		const form = await ruth.say('Vertretung Leitung Standesamt')
		expect(form.shown.kind).toBe('call-deputy')
		expect(textOf(form)).not.toContain('Geburtsurkunde')
		for (let time = 0; time < 2; time++) await ruth.press(form, 'call-deputy', { to: 'p02', until: '2026-11-06' })
		const sent = await house.sent()
		expect(sent.map(({ to, says }) => `${to}: ${says}`)).toEqual(['p02: Vertretung: Leitung Standesamt'])
		expect(textOf(postedTo('p02', sent))).toContain('Urkunde drucken und siegeln')
		const sheet = await cem.say('Vertretung Standesamt')
		expect(sheet.shown).toMatchObject({ kind: 'deputy-sheet', sheet: { validUntil: '2026-11-06' } })
		expect(linksIn(sheet)).toEqual([{ kind: 'deputy-sheet', townId: 'eschenwerder', positionId, language: 'de' }])
		clock = Date.parse('2026-11-07T09:00:00Z')
		expect((await cem.say('Vertretung Standesamt')).shown).toMatchObject(offered)
		expect(JSON.stringify((await house.stored()).cases)).not.toMatch(/krank|urlaub|reason|why/i)
		await house.stop()
	})

	test('a call that has ended before the message could go out is not told any more', async () => {
		const house = await houseWith({ cases: [] })
		await house.person('p16').press(await house.person('p16').say('Vertretung Leitung Standesamt'), 'call-deputy', {
			to: 'p02',
			until: '2026-11-03',
		})
		clock += 24 * 60 * 60_000
		expect(await house.sent()).toEqual([])
		await house.stop()
	})

	test('several positions are offered, and a name that fits nothing gets the same list', async () => {
		const house = await houseWith()
		const mareike = house.person('p01')
		const list = await mareike.say('vertretung meldewesen')
		expect(list.shown).toMatchObject({
			kind: 'deputy-list',
			positionIds: ['meldewesen-1', 'meldewesen-2'],
			unknown: false,
		})
		expect((await mareike.press(list, 'knowledge', { p: 'meldewesen-2' })).shown).toMatchObject({
			kind: 'deputy-sheet',
		})
		expect((await mareike.say('Vertretung Hartmut Brackelmann')).shown).toMatchObject({
			kind: 'deputy-list',
			unknown: true,
		})
		await house.stop()
	})
})

describe('in a house of its own', () => {
	let opened: Opened
	beforeEach(async () => {
		opened = await inMemory.open()
	})
	afterEach(() => opened.stop())

	/** Who sees or changes something, written down by hand; everybody else gets the refusal and learns nothing. */
	const matrix: readonly [
		what: string,
		event: (device: Device) => Promise<Before>,
		sees: readonly string[],
		changes: readonly string[],
	][] = [
		[
			'take-look agenda',
			(one) => one.does('take-look', { c: caseId, page: 'agenda' }),
			['p05', 'p06', 'p14', 'p19'],
			[],
		],
		['take-look overview', (one) => one.does('take-look', { c: caseId, page: 'overview' }), ['p06'], []],
		['take-look look-back', (one) => one.does('take-look', { c: caseId, page: 'look-back' }), ['p06'], []],
		['take-entry', (one) => one.does('take-entry', { c: caseId, e: 'e1' }), ['p06'], []],
		['take-clear', (one) => one.does('take-clear', { c: caseId, e: 'e2', r: stampOfE2 }), ['p06'], ['p06']],
		[
			'take-unclear',
			(one) => one.does('take-unclear', { c: caseId, e: 'e2', r: stampOfE2, question: 'Wo?' }),
			['p06'],
			['p06'],
		],
		[
			'take-answer',
			(one) => one.does('take-answer', { c: caseId, e: 'e1', r: stampOfE1, a0: 'Dort.' }),
			['p05'],
			['p05'],
		],
		['take-act', (one) => one.does('take-act', { c: caseId, r: stampOfRest }), ['p06'], ['p06']],
		['take-missing', (one) => one.does('take-missing', { c: caseId, text: 'Was?' }), ['p06'], []],
		[
			'door take-over',
			(one) => one.does('knowledge', { to: 'take-over', c: caseId }),
			['p05', 'p06', 'p14', 'p19'],
			[],
		],
		['door take-over of nothing', (one) => one.does('knowledge', { to: 'take-over', c: 'gewerbe:9' }), [], []],
		[
			'door onboarding',
			(one) => one.does('knowledge', { to: 'onboarding', p: positionId }),
			['p05', 'p06', 'p14', 'p19'],
			[],
		],
		['door deputy', (one) => one.does('knowledge', { to: 'deputy', p: positionId }), ['p05', 'p06', 'p14', 'p16'], []],
		['door deputy of nothing', (one) => one.does('knowledge', { to: 'deputy', p: 'no-such-position' }), [], []],
		['call-form', (one) => one.does('call-form', { p: positionId }), ['p05', 'p16'], []],
		[
			'call-deputy',
			(one) => one.does('call-deputy', { p: positionId, to: 'p02', until: '2026-11-20' }),
			['p05', 'p16'],
			['p05', 'p16'],
		],
	]
	let [stampOfE1, stampOfE2, stampOfRest] = ['', '', '']
	type Device = { does(verb: string, data: JsonObject): Promise<Before> }

	test.each(matrix)('%s: only the permitted see or change anything', async (_what, event, sees, changes) => {
		const fresh = {
			...knowing(two, [{ ...handover, marks: { e1: { says: 'unclear', revision: 1, question: 'Wer?' } } }]),
			positionId,
		}
		const house = await openHouse(opened.store, { towns: [town], now: () => tuesday })
		await opened.store.data.create(knowledgeDocument(fresh))
		const yasemin = house.person('p06')
		const data = (before: Before, verb: string) =>
			(buttonsIn(before.card as unknown as Json).find((one) => one.verb === verb)?.data ?? {}) as JsonObject
		const entryCard = (e: string) => send(house, 'p06', 'take-entry', { c: caseId, e })
		stampOfE1 = String(data(await entryCard('e1'), 'take-clear').r)
		stampOfE2 = String(data(await entryCard('e2'), 'take-clear').r)
		stampOfRest = String(data(await yasemin.press(await yasemin.say('nachfolge'), 'take-act'), 'take-act').r)
		const [seen, changed]: [string[], string[]] = [[], []]
		for (const { id } of town.people.filter(({ entraObjectId }) => entraObjectId !== undefined)) {
			// What was told of the change before has been relayed.
			await house.service.sendDue()
			const stored = await opened.store.data.read(town.town.id, `knowledge:${positionId}`)
			if (stored) await opened.store.data.replace(knowledgeDocument(fresh), stored.etag)
			const { shown, card } = await event({ does: (verb, given) => send(house, id, verb, given) })
			if (shown.kind === 'refused')
				expect([shown.reason, JSON.stringify(card).includes(marker)]).toEqual(['not-permitted', false])
			else seen.push(id)
			if ((await readKnowledge({ store: opened.store }, town.town.id, positionId)).revision !== fresh.revision)
				changed.push(id)
		}
		expect({ seen, changed }).toEqual({ seen: sees, changed: changes })
		await house.stop()
	})

	test('while a DigiCheck asks for free text, an answer stays an answer', async () => {
		const house = await openHouse(opened.store, { towns: [town], now: () => tuesday })
		const yasemin = house.person('p06')
		await yasemin.begin()
		expect((await yasemin.say('Vertretungskarte Beurkundung')).shown.kind).toBe('deputy-sheet')
		const listed = await yasemin.say('Suche im Archiv')
		expect([listed.shown.kind, textOf(listed)]).toEqual(['session', expect.stringContaining('Suche im Archiv')])
		await house.stop()
	})
})

async function send(
	house: Awaited<ReturnType<typeof openHouse>>,
	personId: string,
	verb: string,
	data: JsonObject,
): Promise<Before> {
	const card = { type: 'AdaptiveCard', actions: [{ type: 'Action.Execute', verb, data }] } as unknown as Before['card']
	return house.person(personId).press({ cardId: 'made up', card, shown: { kind: 'stranger', language: 'de' } }, verb)
}

/** Teams for somebody who is only written to in their own chat. */
function chatsOnly(toChat: Outbound['toChat']): Outbound {
	const nobody = async (): Promise<PostOutcome> => {
		throw new Error('nothing goes into a channel here')
	}
	return { toChat, toChannel: nobody, reply: nobody, update: nobody }
}

function textOf({ card }: Before): string {
	return JSON.stringify(card).replaceAll('\\\\', '')
}

/** What the links of a card would open. */
function linksIn({ card }: Before): unknown[] {
	return [...JSON.stringify(card).matchAll(/reports\/([\w-]+)/g)].map(([, ticket = '']) =>
		JSON.parse(Buffer.from(ticket, 'base64url').toString()),
	)
}
