import { emulated, inMemory, type Opened } from '../store/support/stores'
import { counting } from './support/counting'
import { openHouse, sessionOf } from './support/house'

/** What an answer costs the store. Everything slower or dearer would be felt on the first working day of a round. */
describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	beforeEach(async () => {
		opened = await open()
	})
	afterEach(() => opened.stop())

	test('an answered page is one point read and one conditional write of the session, and nothing else', async () => {
		const store = counting(opened.store)
		const house = await openHouse(store)
		const yasemin = house.person('p06')
		// The first answers also look up town and person; those stay in memory for a minute.
		let before = await yasemin.answerAll(await yasemin.begin(), 2)
		for (let page = 0; page < 5; page++) {
			store.asked.length = 0
			const { revision } = sessionOf(before)
			before = await yasemin.answer(before)
			expect(sessionOf(before).revision).toBe(revision + 1)
			expect(store.asked).toEqual([
				'data.read digicheck:standesamt:2026-H2',
				'data.replace digicheck:standesamt:2026-H2',
			])
		}
		await house.stop()
	})

	test('the same click again is one point read', async () => {
		const store = counting(opened.store)
		const house = await openHouse(store)
		const yasemin = house.person('p06')
		const before = await yasemin.begin()
		await yasemin.answer(before)
		store.asked.length = 0
		await yasemin.answer(before)
		expect(store.asked).toEqual(['data.read digicheck:standesamt:2026-H2'])
		await house.stop()
	})

	test('whoever only looks writes nothing', async () => {
		const store = counting(opened.store)
		const house = await openHouse(store)
		const head = house.person('p05')
		const first = await head.say('start')
		store.asked.length = 0
		for (const text of ['start', 'hilfe', 'datenschutz', 'ergebnis', 'klärungsliste']) await head.say(text)
		const written = store.asked.filter((one) => /\.(create|replace|remove) /.test(one))
		expect(written).toEqual([])
		expect(store.asked.length).toBeGreaterThan(2)
		expect(first.shown).toMatchObject({ reply: { kind: 'notice' } })
		await house.stop()
	})
})
