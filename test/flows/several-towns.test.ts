import { randomUUID } from 'node:crypto'
import type { Directory, Person } from '../../src/domain/directory/directory'
import { importTown } from '../../src/flows/directory/import-town'
import { dataOf } from '../../src/flows/own-data/export-person'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import type { Outbound } from '../../src/teams/outbound'
import { counting } from './support/counting'
import { type Before, exampleTown, openHouse, sessionOf } from './support/house'

/**
 * Two towns of one tenant, and one person of both: Yasemin works in the joint registry office. In the other town her
 * line has another id, and what has the same ids there is something else.
 */
const eschenwerder = exampleTown()
const yaseminHere = eschenwerder.people.find((one) => one.id === 'p06') as Person
const nebelstedt: Directory = {
	...eschenwerder,
	town: { ...eschenwerder.town, id: 'nebelstedt', name: 'Stadt Bad Nebelstedt' },
	people: eschenwerder.people.map(({ entraObjectId, ...one }, at) => ({
		...one,
		name: one.id === 'p06' ? one.name : `Nebelstedter ${one.id}`,
		email: `n${one.id}@nebelstedt.example`,
		...(one.id === 'p06' && { id: 'y1', email: yaseminHere.email ?? '' }),
		...(one.id !== 'p12' && {
			entraObjectId: one.id === 'p06' ? (entraObjectId ?? '') : `aaaaaaaa-0000-4000-8000-0000000000${10 + at}`,
		}),
	})),
}
/** The same person known by the address only. */
const byAddress: Directory = {
	...nebelstedt,
	people: nebelstedt.people.map(({ entraObjectId, ...one }) => ({
		...one,
		...(entraObjectId !== undefined && one.id !== 'y1' && { entraObjectId }),
	})),
}

let store: Store & { readonly asked: string[] }
let house: Awaited<ReturnType<typeof openHouse>>
beforeEach(async () => {
	store = counting(openSqlite(':memory:'))
	house = await openHouse(store, { towns: [eschenwerder, nebelstedt] })
})
afterEach(async () => {
	await house.stop()
	await store.close()
})

const yasemin = (at = house) => at.person('p06', eschenwerder, { conversationId: 'chat of yasemin' })
const textOf = ({ card }: Before) => JSON.stringify(card)
const line = (town: Directory) => `Kommune: ${town.town.name}`
/** The button that chooses a town. */
const choose = (before: Before, town: Directory, at = house) => {
	const find = (part: unknown): Record<string, unknown>[] =>
		Array.isArray(part)
			? part.flatMap(find)
			: typeof part === 'object' && part !== null
				? [part as Record<string, unknown>, ...Object.values(part).flatMap(find)]
				: []
	const button = find(before.card).find(
		({ type, data }) => type === 'Action.Execute' && (data as { to?: string }).to === town.town.id,
	)
	if (!button) throw new Error(`no button for ${town.town.id}`)
	const only = { ...before, card: { actions: [button] } }
	return yasemin(at).press(only as unknown as Before, 'town')
}
const sessionsIn = async (town: Directory) =>
	(await store.data.find({ partition: town.town.id, kind: 'session', limit: 10 })).length

test('a person of two towns is asked for which they work, and until then nothing is done in any', async () => {
	for (const before of [await yasemin().say('start'), await yasemin().say('hilfe'), await yasemin().install()]) {
		expect(before.shown).toMatchObject({ kind: 'towns', chosen: false })
		for (const { town } of [eschenwerder, nebelstedt]) expect(textOf(before)).toContain(town.name)
	}
	expect(await sessionsIn(eschenwerder)).toBe(0)
	expect(await sessionsIn(nebelstedt)).toBe(0)
	expect(textOf(await yasemin().say('Unsere Akten sind auf Papier'))).toContain('noch einmal')
})

test('the choice counts for all that follows, and every card says it', async () => {
	const welcome = await choose(await yasemin().say('start'), nebelstedt)
	expect(welcome.shown).toMatchObject({
		kind: 'welcome',
		directory: { town: { id: 'nebelstedt' } },
		person: { id: 'y1' },
	})
	let page = await yasemin().begin()
	page = await yasemin().answer(page)
	expect(sessionOf(page).townId).toBe('nebelstedt')
	for (const before of [welcome, page, await yasemin().say('hilfe'), await yasemin().say('datenschutz')]) {
		expect(textOf(before)).toContain(line(nebelstedt))
		expect(textOf(before)).not.toContain(line(eschenwerder))
	}
	expect(await sessionsIn(eschenwerder)).toBe(0)
})

test.each([
	['Stadt Bad Nebelstedt', 'nebelstedt'],
	['bad nebelstedt', 'nebelstedt'],
	['Nebelstett', 'nebelstedt'],
	['Eschenwerder', 'eschenwerder'],
])('typing "%s" while the choice is shown chooses it', async (text, id) => {
	await yasemin().say('start')
	expect((await yasemin().say(text)).shown).toMatchObject({ kind: 'welcome', directory: { town: { id } } })
	expect((await yasemin().say('hilfe')).shown).toMatchObject({ kind: 'help', directory: { town: { id } } })
})

test('before the choice the search beside a message offers nothing, and says why', async () => {
	const offered = async () => {
		const who = await yasemin().recognise()
		if (!who) throw new Error('she is not recognised')
		return house.conversation.offer(who, 'Hund', { conversationId: 'somewhere', botId: '28:bot' })
	}
	expect(await offered()).toEqual({ hint: expect.stringContaining('„Kommune wechseln“') })
	await choose(await yasemin().say('start'), nebelstedt)
	expect(await offered()).toEqual([])
})

test('another language counts in all of her towns', async () => {
	await choose(await yasemin().say('start'), nebelstedt)
	expect((await yasemin().say('English')).card.lang).toBe('en')
	expect((await choose(await yasemin().say('switch town'), eschenwerder)).card.lang).toBe('en')
	expect((await yasemin().say('help')).card.lang).toBe('en')
})

test.each(['Kommune wechseln', 'Stadt wechseln', 'switch town'])(
	'"%s" asks anew; going on instead ends it',
	async (text) => {
		await choose(await yasemin().say('start'), eschenwerder)
		expect((await yasemin().say(text)).shown).toMatchObject({ kind: 'towns', chosen: true })
		expect((await yasemin().say('Bad Nebelstedt')).shown).toMatchObject({ directory: { town: { id: 'nebelstedt' } } })
		await yasemin().say(text)
		expect((await yasemin().say('hilfe')).shown.kind).toBe('help')
		// Now it is no answer to the choice any more.
		expect((await yasemin().say('Eschenwerder')).shown).not.toMatchObject({ kind: 'welcome' })
		expect((await yasemin().say('hilfe')).shown).toMatchObject({ directory: { town: { id: 'nebelstedt' } } })
	},
)

test('who has one town is told so and pays nothing for it', async () => {
	const gesa = house.person('p07')
	expect((await gesa.say('Kommune wechseln')).shown).toMatchObject({ kind: 'towns', towns: [{ id: 'eschenwerder' }] })
	const head = house.person('p05')
	let page = await head.begin()
	expect(textOf(page)).not.toContain('Kommune: ')
	page = await head.answer(page)
	store.asked.length = 0
	await head.answer(page)
	expect(store.asked).toEqual(['data.read digicheck:standesamt:2026-H2', 'data.replace digicheck:standesamt:2026-H2'])
})

test('the choice outlives a restart and holds at once in another instance', async () => {
	const other = await openHouse(store, { towns: [] })
	await choose(await yasemin().say('start'), eschenwerder)
	expect((await yasemin(other).say('hilfe')).shown).toMatchObject({ directory: { town: { id: 'eschenwerder' } } })
	await choose(await yasemin(other).say('Kommune wechseln'), nebelstedt, other)
	expect((await yasemin().say('hilfe')).shown).toMatchObject({ directory: { town: { id: 'nebelstedt' } } })
	await other.stop()
})

test('a card of another town than the chosen one does nothing; by one press the person goes there and on', async () => {
	await choose(await yasemin().say('start'), eschenwerder)
	const page = await yasemin().begin()
	await choose(await yasemin().say('Kommune wechseln'), nebelstedt)
	await yasemin().begin()
	const stored = async () => JSON.stringify(await store.data.find({ kind: 'session', limit: 10 }))
	const before = await stored()
	const refused = await yasemin().press(page, 'answer', { o0: 'Melderegister' })
	expect(refused.shown).toMatchObject({ kind: 'towns', otherCard: true, ofTown: 'eschenwerder' })
	expect(textOf(refused)).toContain('Diese Karte geh\u00f6rt zu: **Stadt Eschenwerder**')
	expect(textOf(refused)).toContain('Jetzt gilt: **Stadt Bad Nebelstedt**')
	expect(await stored()).toBe(before)
	const gone = await choose(refused, eschenwerder)
	expect(sessionOf(gone)).toMatchObject({ townId: 'eschenwerder', revision: 1 })
	expect(JSON.stringify(sessionOf(gone).answers)).toContain('Melderegister')
	expect(textOf(gone)).toContain(line(eschenwerder))
	expect((await yasemin().say('hilfe')).shown).toMatchObject({ directory: { town: { id: 'eschenwerder' } } })
})

test('what must not stand on a card does not wait on one', async () => {
	await choose(await yasemin().say('start'), eschenwerder)
	const page = await yasemin().begin()
	await choose(await yasemin().say('Kommune wechseln'), nebelstedt)
	const refused = await yasemin().press(page, 'answer', { o0: 'Passwort: Sommer2026!x' })
	expect(refused.shown).toMatchObject({ otherCard: true, ofTown: 'eschenwerder' })
	expect(refused.shown).not.toHaveProperty('next')
	expect(textOf(refused)).toContain('noch einmal')
})

test('a town that is not theirs is neither chosen nor named', async () => {
	const elsewhere: Directory = {
		...eschenwerder,
		town: { ...eschenwerder.town, id: 'fernau', name: 'Stadt Fernau' },
		people: eschenwerder.people.slice(0, 1),
	}
	await importTown(store, elsewhere, { keepRound: true })
	const asked = await yasemin().say('start')
	const forged = (data: object) =>
		({
			...asked,
			card: { actions: [{ type: 'Action.Execute', verb: 'town', data }] },
		}) as unknown as Before
	expect((await yasemin().press(forged({ v: 'town', to: 'fernau' }), 'town')).shown.kind).toBe('towns')
	await choose(asked, eschenwerder)
	const help = {
		...asked,
		card: { actions: [{ type: 'Action.Execute', verb: 'help', data: { v: 'help', ofTown: 'fernau' } }] },
	}
	const refused = await yasemin().press(help as unknown as Before, 'help')
	expect(refused.shown).toMatchObject({ kind: 'towns', otherCard: true })
	expect(textOf(refused)).not.toContain('Fernau')
})

test('a second town is no silent loss of the first: cards from before go on there, after the choice', async () => {
	const alone = openSqlite(':memory:')
	const first = await openHouse(alone, { towns: [eschenwerder] })
	const page = await yasemin(first).begin()
	await first.stop()
	const later = await openHouse(alone, { towns: [eschenwerder, nebelstedt] })
	const asked = await yasemin(later).press(page, 'answer', { o0: 'Melderegister' })
	expect(asked.shown).toMatchObject({ kind: 'towns', chosen: false, ofTown: 'eschenwerder' })
	const gone = await choose(asked, eschenwerder, later)
	expect(sessionOf(gone)).toMatchObject({ townId: 'eschenwerder', revision: 1 })
	// And an old card that says no town is not taken for one of the new town.
	await choose(await yasemin(later).say('Kommune wechseln'), nebelstedt, later)
	expect((await yasemin(later).press(page, 'answer', { o0: 'Anderes' })).shown).toMatchObject({
		otherCard: true,
		ofTown: 'eschenwerder',
	})
	await later.stop()
	await alone.close()
})

test('a choice of a town that they left falls back to the other, and nothing of it stays', async () => {
	await choose(await yasemin().say('start'), nebelstedt)
	await importTown(
		store,
		{ ...nebelstedt, people: nebelstedt.people.filter(({ id }) => id !== 'y1') },
		{ keepRound: true },
	)
	const later = await openHouse(store, { towns: [] })
	const help = await yasemin(later).say('hilfe')
	expect(help.shown).toMatchObject({ kind: 'help', directory: { town: { id: 'eschenwerder' } } })
	expect(textOf(help)).not.toContain('Kommune: ')
	expect(await store.data.read('nebelstedt', 'reach:y1')).toBeUndefined()
	expect((await store.data.read('eschenwerder', 'reach:p06'))?.document.body).not.toHaveProperty('several')
	await later.stop()
})

test('of another town no town keeps anything; the own data tell of the choice', async () => {
	await choose(await yasemin().say('start'), nebelstedt)
	const own = [await dataOf(store, 'eschenwerder', 'p06'), await dataOf(store, 'nebelstedt', 'y1')]
	expect(own.map((one) => one?.reach?.several)).toEqual([{}, { chosen: 1 }])
	expect(JSON.stringify((await store.data.read('eschenwerder', 'reach:p06'))?.document)).not.toContain('nebelstedt')
	expect(JSON.stringify((await store.data.read('nebelstedt', 'reach:y1'))?.document)).not.toContain('eschenwerder')
})

test('known by object id in one town and by the address in the other: the roster decides, once', async () => {
	const own = openSqlite(':memory:')
	const both = await openHouse(own, { towns: [eschenwerder, byAddress] })
	let asked = 0
	const with_ = (addresses: readonly string[]) =>
		both.person('p06', eschenwerder, {
			addressesFromRoster: async () => {
				asked++
				return addresses
			},
		})
	// The first town's word for the address lets nobody into the second.
	expect((await with_(['somebody@eschenwerder.example']).say('hilfe')).shown).toMatchObject({
		kind: 'help',
		directory: { town: { id: 'eschenwerder' } },
	})
	const restarted = await openHouse(own, { towns: [] })
	const known = restarted.person('p06', eschenwerder, {
		addressesFromRoster: async () => {
			asked++
			return [yaseminHere.email ?? '']
		},
	})
	expect((await known.say('hilfe')).shown).toMatchObject({ kind: 'towns', chosen: false })
	expect((await known.say('hilfe')).shown).toMatchObject({ kind: 'towns', chosen: false })
	expect(asked).toBe(2)
	// Whom the address does not fit costs the roster nothing.
	const gesa = both.person('p07', eschenwerder, { addressesFromRoster: () => Promise.reject(new Error('asked')) })
	expect((await gesa.say('hilfe')).shown.kind).toBe('help')
	await both.stop()
	await restarted.stop()
	await own.close()
})

test('a roster that cannot be asked stops nobody whom their town knows', async () => {
	const own = openSqlite(':memory:')
	const both = await openHouse(own, { towns: [eschenwerder, byAddress] })
	const failing = { addressesFromRoster: () => Promise.reject(new Error('503')) }
	expect((await both.person('p06', eschenwerder, failing).say('hilfe')).shown.kind).toBe('help')
	await expect(both.person('?', eschenwerder, { ...failing, entraObjectId: randomUUID() }).recognise()).rejects.toThrow(
		'503',
	)
	await both.stop()
	await own.close()
})

test('a notice says which town writes, and its button does nothing in the other one', async () => {
	const posted: string[] = []
	const toChat: Outbound['toChat'] = async (_reach, card) => {
		posted.push(JSON.stringify(card))
		return { kind: 'sent' }
	}
	house.service.start({ toChat } as Outbound)
	const head = house.person('p05', eschenwerder)
	await choose(await yasemin().say('start'), eschenwerder)
	await head.say('hilfe')
	const review = await yasemin().answerAll(await yasemin().begin())
	await yasemin().press(review, 'hand-in')
	await choose(await yasemin().say('Kommune wechseln'), nebelstedt)
	const returning = await head.answerAll(await head.begin())
	await head.press(returning, 'return', { comment: 'Bitte noch einmal ansehen.' })
	await house.service.sendDue()
	const notice = posted.find((card) => card.includes('Bitte noch einmal ansehen'))
	expect(notice).toContain(line(eschenwerder))
	expect(posted.filter((card) => card !== notice).join()).not.toContain('Kommune: ')
	const pressed = await yasemin().press(
		{ cardId: 'notice', card: JSON.parse(notice ?? '{}'), shown: review.shown },
		'start',
	)
	expect(pressed.shown).toMatchObject({ kind: 'towns', otherCard: true, ofTown: 'eschenwerder' })
	const gone = await choose(pressed, eschenwerder)
	expect(sessionOf(gone).townId).toBe('eschenwerder')
})
