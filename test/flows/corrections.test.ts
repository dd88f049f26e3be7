import { openSqlite } from '../../src/store/sqlite'
import { type Before, openHouse, replyOf } from './support/house'

const textOf = ({ card }: Before) => JSON.stringify(card)

/** Everybody answers, hands in and releases; then something is corrected. */
async function releasedDepartment() {
	const store = openSqlite(':memory:')
	const house = await openHouse(store)
	const clerk = house.person('p02')
	const head = house.person('p01')
	const review = await clerk.answerAll(await clerk.begin())
	await clerk.press(review, 'hand-in')
	const released = await head.press(await head.begin(), 'release')
	return { house, clerk, head, released, end: () => store.close() }
}

describe('a correction after the release', () => {
	test('is a new version, shows before and after, and the released version counts until then', async () => {
		const { clerk, head, released, end } = await releasedDepartment()
		await head.press(released, 'correct')
		const section = await clerk.press(await clerk.say('Übersicht'), 'review', { section: 'area' })
		const page = await clerk.press(section, 'open', { page: 'staffing' })
		const after = await clerk.press(page, 'answer', { i0: '17,5', i1: '0' })
		const handedIn = await clerk.press(after, 'hand-in')
		expect(replyOf(handedIn).kind).toBe('handed-in')

		const before = await head.press(await head.say('DigiCheck'), 'result')
		expect(textOf(before)).toContain('zuletzt freigegebene Stand')
		const preview = await head.say('DigiCheck')
		expect(textOf(preview)).toContain('Änderungen seit der letzten Freigabe')
		expect(textOf(preview)).toContain('17,5 Vollzeitstellen')
		const second = await head.press(preview, 'release')
		expect(textOf(second)).toContain('Stand 2 vom')
		expect(textOf(second)).toContain(
			'Gegenüber dem vorigen Stand geändert: Wie viele Vollzeitstellen sind zurzeit besetzt?',
		)
		await end()
	})

	test('a service taken off the list is one change and not one for each of its questions', async () => {
		const { clerk, head, released, end } = await releasedDepartment()
		await head.press(released, 'correct')
		const list = await clerk.say('Leistungen')
		const shorter = await clerk.press(list, 'item-remove', { item: 'own-1' })
		await clerk.press(await clerk.press(shorter, 'start'), 'hand-in')
		const preview = await head.say('DigiCheck')
		const changes = (textOf(preview).match(/"→"/g) ?? []).length
		expect(changes).toBe(1)
		await end()
	})
})

test('pages put off are counted as put off, and a review without services says what that means', async () => {
	const store = openSqlite(':memory:')
	const house = await openHouse(store)
	const clerk = house.person('p08')
	let card = await clerk.begin()
	while (replyOf(card).kind === 'page') card = await clerk.press(card, 'postpone')
	expect(textOf(card)).toMatch(/0 Antworten · \d+ später/)
	expect(textOf(card)).toContain('Es ist noch keine Leistung genannt')
	store.close()
})

test('an answer that makes earlier ones rest says so, and changing it back brings them back', async () => {
	const store = openSqlite(':memory:')
	const clerk = (await openHouse(store)).person('p08')
	let card = await clerk.begin()
	// Up to the page on contacts and beyond: citizens come, so counter and telephone are asked for.
	while (replyOf(card).kind === 'page' && !textOf(card).includes('Schalter und Telefon'))
		card = await clerk.answer(card, 0)
	card = await clerk.answer(card, 0)
	const contact = await clerk.press(
		await clerk.press(await clerk.say('Übersicht'), 'review', { section: 'area' }),
		'open',
		{ page: 'contact' },
	)
	const internal = await clerk.press(contact, 'answer', { i0: 'internal' })
	expect(textOf(internal)).toContain('Frühere Antworten passen dazu nicht mehr')
	const again = await clerk.press(
		await clerk.press(await clerk.say('Übersicht'), 'review', { section: 'area' }),
		'open',
		{ page: 'contact' },
	)
	await clerk.press(again, 'answer', { i0: 'citizens' })
	expect(textOf(await clerk.press(await clerk.say('Übersicht'), 'review', { section: 'area' }))).toContain(
		'fast nichts',
	)
	store.close()
})
