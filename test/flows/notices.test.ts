import { inProcessDoorbell } from '../../src/outbox/doorbell/doorbell'
import type { PostOutcome } from '../../src/outbox/stored/outcome'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import type { Outbound } from '../../src/teams/outbound'
import { dyingAt } from '../outbox/support'
import { type HouseOptions, openHouse } from './support/house'

/**
 * From the click to the card in somebody else's chat: session, outbox, dispatcher and the way back, put together as in
 * the service.
 */
let store: Store
beforeEach(() => {
	store = openSqlite(':memory:')
})
afterEach(() => store.close())

/** A house whose posts are kept instead of sent. */
async function posting(over: Store, outcome: PostOutcome = { kind: 'sent' }, options: HouseOptions = {}) {
	const house = await openHouse(over, options)
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

test('another instance that hears the bell posts at once, without waiting for its next look', async () => {
	const doorbell = inProcessDoorbell()
	const asked = await openHouse(store, { service: { doorbell } })
	const { house, posted } = await posting(store, undefined, { service: { doorbell } })
	await house.person('p05').say('hilfe')
	const rung = new Promise<void>((resolve) => {
		const late = setTimeout(resolve, 3_000)
		const look = setInterval(() => {
			if (posted.length === 0) return
			clearTimeout(late)
			clearInterval(look)
			resolve()
		}, 10)
	})
	await handIn(asked)
	await rung
	expect(posted).toEqual([{ to: '29:p05', title: 'Standesamt' }])
	await house.service.stop()
	await asked.service.stop()
})

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
	await house.conversation.greet(who)
	await house.service.sendDue()
	expect(posted).toEqual([{ to: '29:p05', title: 'Standesamt' }])
	await house.service.stop()
})

test('somebody who had blocked the bot gets it when they write again, though they had written before', async () => {
	let now = Date.UTC(2026, 10, 3, 8)
	const outcomes: PostOutcome[] = [{ kind: 'unreachable', fault: '403 ConversationBlockedByUser' }]
	const house = await openHouse(store, { now: () => now })
	let posted = 0
	const toChat: Outbound['toChat'] = async () => {
		const outcome = outcomes.shift() ?? { kind: 'sent' }
		if (outcome.kind === 'sent') posted++
		return outcome
	}
	house.service.start({ toChat } as Outbound)
	await house.person('p05').say('hilfe')
	await handIn(house)
	await house.service.sendDue()
	now += 60 * 60_000
	await house.person('p05').say('hilfe')
	await house.service.sendDue()
	expect(posted).toBe(1)
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
