import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { type Before, exampleTown, openHouse, tuesday } from './support/house'

/** Amara's directory entry says English, everybody else's German; each may switch, and that is then remembered. */
let store: Store
beforeEach(() => {
	store = openSqlite(':memory:')
})
afterEach(() => store.close())

const languageOf = (before: Before) => before.card.lang

test('begins in the language of the directory', async () => {
	const house = await openHouse(store)
	expect(languageOf(await house.person('p04').say('start'))).toBe('en')
	expect(languageOf(await house.person('p02').say('start'))).toBe('de')
	await house.stop()
})

test('a switch counts from the next message on, and after a restart, and there and back', async () => {
	const house = await openHouse(store)
	const cem = house.person('p02')
	await cem.begin()
	expect(languageOf(await cem.say('English'))).toBe('en')
	expect(languageOf(await cem.say('start'))).toBe('en')
	await house.stop()

	const restarted = await openHouse(store)
	const again = restarted.person('p02')
	expect(languageOf(await again.say('start'))).toBe('en')
	expect(languageOf(await again.say('Deutsch'))).toBe('de')
	expect(languageOf(await again.say('start'))).toBe('de')
	// Nobody else's language has changed.
	expect(languageOf(await restarted.person('p03').say('start'))).toBe('de')
	await restarted.stop()
})

test('an answer given in German is shown in English words after the switch', async () => {
	const house = await openHouse(store)
	const cem = house.person('p02')
	const page = await cem.begin()
	await cem.answerAll(page, 3)
	await cem.say('English')
	const review = JSON.stringify((await cem.say('review')).card)
	expect(review).toContain('Your department')
	expect(review).not.toContain('Ihr Bereich')
	await house.stop()
})

test('a switch through another instance is seen within a minute, and a moved chat does not undo it', async () => {
	let clock = tuesday
	const now = () => clock
	const one = await openHouse(store, { now })
	const other = await openHouse(store, { now })
	expect(languageOf(await one.person('p02').say('start'))).toBe('de')
	expect(languageOf(await other.person('p02').say('English'))).toBe('en')
	// Teams moves the chat to another host; the first instance, which still thinks in German, writes that down.
	const moved = { serviceUrl: 'https://smba.trafficmanager.net/emea/' }
	await one.person('p02', exampleTown(), moved).say('start')
	clock += 61_000
	expect(languageOf(await one.person('p02', exampleTown(), moved).say('start'))).toBe('en')
	const reach = (await store.data.read('eschenwerder', 'reach:p02'))?.document.body
	expect(reach).toMatchObject({ language: 'en', ...moved })
	await Promise.all([one.stop(), other.stop()])
})
