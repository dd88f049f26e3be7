import type { Outcome } from '../../src/outbox/entry'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import type { Outbound } from '../../src/teams/outbound'
import { dyingAt } from '../outbox/support'
import { openHouse } from './support/house'

/** From the click to the card in somebody else's chat: session, outbox, dispatcher and the way back, put together as in the service. */
let store: Store
beforeEach(() => {
	store = openSqlite(':memory:')
})
afterEach(() => store.close())

/** A house whose posts are kept instead of sent. */
async function posting(over: Store, outcome: Outcome = { kind: 'sent' }) {
	const house = await openHouse(over)
	const posted: { to: string; title: string }[] = []
	const toChat: Outbound['toChat'] = async (reach, card) => {
		posted.push({ to: reach.userId, title: JSON.stringify(card).includes('Standesamt') ? 'Standesamt' : 'another' })
		return outcome
	}
	house.service.start({ toChat } as Outbound)
	return { house, posted }
}

/** Yasemin answers everything and hands it to her head. */
async function handIn(house: Awaited<ReturnType<typeof openHouse>>): Promise<void> {
	const yasemin = house.person('p06')
	await yasemin.press(await yasemin.answerAll(await yasemin.begin()), 'hand-in')
}

test('handing in tells the head, once, however often the background work runs', async () => {
	const { house, posted } = await posting(store)
	await house.person('p05').say('hilfe')
	await handIn(house)
	for (let time = 0; time < 3; time++) await house.service.sendDue()
	expect(posted).toEqual([{ to: '29:p05', title: 'Standesamt' }])
	await house.service.stop()
})

test('a head whom the bot has not met gets it when they turn up', async () => {
	const { house, posted } = await posting(store)
	await handIn(house)
	await house.service.sendDue()
	expect(posted).toEqual([])
	const who = await house.person('p05').recognise()
	if (!who) throw new Error('the head is not recognised')
	house.conversation.greet(who)
	await house.service.sendDue()
	expect(posted).toEqual([{ to: '29:p05', title: 'Standesamt' }])
	await house.service.stop()
})

test('a process that dies right after the click has stored the notice with it; the next one sends it', async () => {
	const first = await openHouse(store)
	await first.person('p05').say('hilfe')
	const yasemin = first.person('p06')
	const review = await yasemin.answerAll(await yasemin.begin())
	await first.stop()

	// The first write from here on is the click itself; with the second one, the relay's, the process is gone.
	const dying = await openHouse(dyingAt(store, 2))
	await dying.person('p06').press(review, 'hand-in')
	await dying.stop()
	expect(await store.outbox.find({ limit: 10 })).toEqual([])
	expect(await store.data.find({ waiting: true, limit: 10 })).toHaveLength(1)

	const { house, posted } = await posting(store)
	await house.service.sendDue()
	await house.service.stop()
	expect(posted).toEqual([{ to: '29:p05', title: 'Standesamt' }])
	expect(await store.data.find({ waiting: true, limit: 10 })).toEqual([])
})

test('a head who hands in themselves is not written to', async () => {
	const { house, posted } = await posting(store)
	const head = house.person('p05')
	await head.press(await head.answerAll(await head.begin()), 'hand-in')
	await house.service.sendDue()
	expect(posted).toEqual([])
	await house.service.stop()
})
