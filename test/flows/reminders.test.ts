import type { Commitment } from '../../src/domain/notices/reminder'
import type { PlanFacts } from '../../src/domain/reminders/rules'
import type { HalfYear } from '../../src/domain/shared/half-year'
import type { PostOutcome } from '../../src/outbox/stored/outcome'
import { ledgerFrom, ledgerId } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import type { Outbound } from '../../src/teams/outbound'
import { type Before, openHouse } from './support/house'

/**
 * From the schedule to the card in somebody's chat and from their click back into the ledger, put together as in the
 * service.
 */
let store: Store
let clock: number
beforeEach(() => {
	store = openSqlite(':memory:')
	// The Sunday before.
	clock = Date.parse('2026-11-01T11:00:00Z')
})
afterEach(() => store.close())

const training: Commitment = {
	id: 'gate:standesamt:2027-H1:information',
	kind: 'gate',
	title: { de: 'Team informieren', en: 'Inform the team' },
	dueOn: '2026-11-18',
	ownerIds: ['p06'],
	done: false,
	unit: 'standesamt',
	halfYear: '2027-H1' as HalfYear,
}

async function remindingHouse(commitments: readonly Commitment[] = [training]) {
	const plan: PlanFacts = { first: '2026-H2' as HalfYear, length: 14, commitments }
	const house = await openHouse(store, {
		now: () => clock,
		service: { planFactsOf: async () => plan, steadyMs: () => clock },
	})
	const posted: { to: string; card: Before['card'] }[] = []
	const teams: { outcome: PostOutcome } = { outcome: { kind: 'sent' } }
	house.service.start(
		chatsOnly(async (reach, card) => {
			if (teams.outcome.kind === 'sent') posted.push({ to: reach.userId.slice(3), card })
			return teams.outcome
		}),
	)
	/** Lets the schedule and the outbox do what is due at this instant. */
	const at = async (iso: string) => {
		clock = Date.parse(iso)
		posted.length = 0
		await house.service.tick()
		await house.service.sendDue()
		return posted.map(({ to, card }) => `${to}: ${String(card.speak)}`)
	}
	const cardOf = (personId: string): Before => {
		const found = posted.findLast(({ to }) => to === personId)
		if (!found) throw new Error(`${personId} got nothing`)
		return { cardId: 'posted', card: found.card, shown: { kind: 'stranger', language: 'de' } }
	}
	return { ...house, at, cardOf, teams }
}

/** Teams for somebody who is only written to in their own chat. */
function chatsOnly(toChat: Outbound['toChat']): Outbound {
	const nobody = async (): Promise<PostOutcome> => {
		throw new Error('nothing goes into a channel here')
	}
	return { toChat, toChannel: nobody, reply: nobody, update: nobody }
}

const ledger = async () => {
	const stored = await store.data.read('eschenwerder', ledgerId)
	if (!stored) throw new Error('the town has no ledger')
	return ledgerFrom(stored.document)
}
const remarkOf = ({ shown }: Before) => (shown.kind === 'reminders' ? shown.remark?.is : shown.kind)

test('a commitment reaches its owner in time, and done is done', async () => {
	const house = await remindingHouse()
	const yasemin = house.person('p06')
	await yasemin.say('hilfe')
	expect(await house.at('2026-11-02T08:00:00Z')).toEqual([])
	expect(await house.at('2026-11-04T08:00:00Z')).toEqual(['p06: Demnächst: Team informieren'])
	const card = house.cardOf('p06')
	expect(remarkOf(await yasemin.press(card, 'remind-done'))).toBe('done')
	expect(remarkOf(await yasemin.press(card, 'remind-done'))).toBe('not-open')
	for (const day of ['05', '06', '09', '13', '16', '18', '25', '30'])
		expect(await house.at(`2026-11-${day}T08:00:00Z`)).toEqual([])
	await house.stop()
})

test('done by mistake is taken back, and the next reminder comes', async () => {
	const house = await remindingHouse()
	const yasemin = house.person('p06')
	await yasemin.say('hilfe')
	await house.at('2026-11-02T08:00:00Z')
	await house.at('2026-11-04T08:00:00Z')
	const list = await yasemin.press(house.cardOf('p06'), 'remind-done')
	const undone = await yasemin.press(list, 'remind-undo', { u: 'done:gate:standesamt:2027-H1:information' })
	expect(remarkOf(undone)).toBe('taken-back')
	expect(await house.at('2026-11-13T08:00:00Z')).toEqual(['p06: Bald ist es so weit: Team informieren'])
	await house.stop()
})

test('later, twice pressed, comes once', async () => {
	const house = await remindingHouse()
	const yasemin = house.person('p06')
	await yasemin.say('hilfe')
	await house.at('2026-11-02T08:00:00Z')
	await house.at('2026-11-04T08:00:00Z')
	const card = house.cardOf('p06')
	for (let time = 0; time < 2; time++)
		expect(remarkOf(await yasemin.press(card, 'remind-later', { by: 'day' }))).toBe('later')
	expect(await house.at('2026-11-05T08:00:00Z')).toEqual(['p06: Bald ist es so weit: Team informieren'])
	expect(await house.at('2026-11-06T08:00:00Z')).toEqual([])
	await house.stop()
})

test('whoever has paused hears nothing, and then everything at once', async () => {
	const second = { ...training, id: 'measure:e-file@standesamt', kind: 'measure' as const, dueOn: '2026-11-19' }
	const house = await remindingHouse([training, second])
	const yasemin = house.person('p06')
	const mine = await yasemin.say('erinnerungen')
	expect(remarkOf(await yasemin.press(mine, 'remind-pause', { until: '2026-11-26' }))).toBe('paused')
	for (let day = 2; day <= 25; day++)
		expect(await house.at(`2026-11-${String(day).padStart(2, '0')}T08:00:00Z`)).toEqual([])
	expect(await house.at('2026-11-26T08:00:00Z')).toEqual(['p06: Ihre Woche auf einen Blick'])
	for (let day = 27; day <= 30; day++) expect(await house.at(`2026-11-${day}T08:00:00Z`)).toEqual([])
	await house.stop()
})

test('a pause ended early is one message with the next slot', async () => {
	const house = await remindingHouse()
	const yasemin = house.person('p06')
	await house.at('2026-11-02T08:00:00Z')
	const paused = await yasemin.press(await yasemin.say('erinnerungen'), 'remind-pause', { until: '2027-03-01' })
	expect(await house.at('2026-11-04T08:00:00Z')).toEqual([])
	expect(remarkOf(await yasemin.press(paused, 'remind-resume'))).toBe('resumed')
	expect(await house.at('2026-11-05T08:00:00Z')).toEqual(['p06: Demnächst: Team informieren'])
	await house.stop()
})

test('passed on, it is the other one who is asked, at nine; taken back, it is not', async () => {
	const house = await remindingHouse()
	const yasemin = house.person('p06')
	const hartmut = house.person('p05')
	for (const one of [yasemin, hartmut]) await one.say('hilfe')
	await house.at('2026-11-02T08:00:00Z')
	await house.at('2026-11-04T08:00:00Z')
	const card = house.cardOf('p06')
	expect(remarkOf(await yasemin.press(card, 'remind-give', { to: 'p09' }))).toBe('no-such-person')
	expect(remarkOf(await yasemin.press(card, 'remind-give', { to: 'p05' }))).toBe('given')
	expect(remarkOf(await yasemin.press(card, 'remind-give', { to: 'p05' }))).toBe('not-open')
	expect(await house.at('2026-11-05T08:00:00Z')).toEqual(['p05: Yasemin Korkutan bittet Sie: Team informieren'])
	const asked = house.cardOf('p05')
	const mine = await yasemin.say('erinnerungen')
	expect(remarkOf(await yasemin.press(mine, 'remind-undo', { u: 'given:gate:standesamt:2027-H1:information' }))).toBe(
		'taken-back',
	)
	expect(remarkOf(await hartmut.press(asked, 'remind-done'))).toBe('not-open')
	expect(await house.at('2026-11-13T08:00:00Z')).toEqual(['p06: Bald ist es so weit: Team informieren'])
	await house.stop()
})

test('nobody answers for somebody else: a forwarded card changes nothing', async () => {
	const house = await remindingHouse()
	await house.person('p06').say('hilfe')
	await house.at('2026-11-02T08:00:00Z')
	await house.at('2026-11-04T08:00:00Z')
	const card = house.cardOf('p06')
	const before = await ledger()
	for (const stranger of ['p05', 'p09', 'p15', 'p20']) {
		for (const [verb, inputs] of [
			['remind-done', {}],
			['remind-later', { by: 'week' }],
			['remind-give', { to: 'p05' }],
		] as const)
			expect(remarkOf(await house.person(stranger).press(card, verb, inputs))).toBe('not-open')
	}
	expect(await ledger()).toEqual(before)
	await house.stop()
})

test('two people changing at the same moment both get what they asked for', async () => {
	const house = await remindingHouse()
	await house.at('2026-11-02T08:00:00Z')
	const people = ['p01', 'p05', 'p06', 'p09'].map((id) => house.person(id))
	const cards = await Promise.all(people.map((one) => one.say('erinnerungen')))
	await Promise.all(people.map((one, at) => one.press(cards[at] as Before, 'remind-pause', { until: '2026-12-01' })))
	expect(Object.keys((await ledger()).paused).sort()).toEqual(['p01', 'p05', 'p06', 'p09'])
	await house.stop()
})

test('the lead is reminded of the next half-year without a plan', async () => {
	const house = await openHouse(store, { now: () => clock, service: { steadyMs: () => clock } })
	const posted: string[] = []
	house.service.start(
		chatsOnly(async (reach, card) => {
			posted.push(`${reach.userId}: ${String(card.speak)}`)
			return { kind: 'sent' }
		}),
	)
	await house.person('p15').say('hilfe')
	for (let day = 2; day <= 13; day++) {
		clock = Date.parse(`2026-11-${String(day).padStart(2, '0')}T08:00:00Z`)
		await house.service.tick()
		await house.service.sendDue()
	}
	expect(posted).toEqual(['29:p15: Vorbereitung auf das 1. Halbjahr 2027'])
	await house.stop()
})

test('a card that the outbox could not send by day does not arrive at night', async () => {
	const house = await remindingHouse()
	await house.at('2026-11-02T08:00:00Z')
	// Nobody has met Yasemin yet, so the reminder waits; in the evening she turns up.
	expect(await house.at('2026-11-04T08:00:00Z')).toEqual([])
	clock = Date.parse('2026-11-04T21:00:00Z')
	await house.person('p06').say('hilfe')
	expect(await house.at('2026-11-04T21:00:05Z')).toEqual([])
	expect(await house.at('2026-11-05T08:00:00Z')).toEqual(['p06: Demnächst: Team informieren'])
	await house.stop()
})

test('whoever turns up after weeks gets the latest of what was said, and nothing that is done', async () => {
	const second = {
		...training,
		id: 'measure:e-file@standesamt',
		kind: 'measure' as const,
		title: { de: 'Akten', en: 'Files' },
		ownerIds: ['p06', 'p05'],
	}
	const house = await remindingHouse([training, second])
	for (let day = 2; day <= 25; day++) await house.at(`2026-11-${String(day).padStart(2, '0')}T08:00:00Z`)
	const list = await house.person('p05').say('erinnerungen')
	await house.person('p05').press(list, 'remind-done', { k: 'commitment:measure:e-file@standesamt' })
	await house.at('2026-11-26T08:00:00Z')
	const posted: string[] = []
	posted.push(...(await house.at('2026-11-26T08:01:00Z')))
	await house.person('p06').say('hilfe')
	posted.push(...(await house.at('2026-11-26T08:02:00Z')))
	expect(posted).toEqual(['p06: Noch offen: Team informieren'])
	await house.stop()
})

test('what still waits in the outbox respects a pause', async () => {
	const house = await remindingHouse()
	const yasemin = house.person('p06')
	const mine = await yasemin.say('erinnerungen')
	await house.at('2026-11-02T08:00:00Z')
	house.teams.outcome = { kind: 'unreachable', fault: '403' }
	await house.at('2026-11-04T08:00:00Z')
	house.teams.outcome = { kind: 'sent' }
	expect(remarkOf(await yasemin.press(mine, 'remind-pause', { until: '2026-11-10' }))).toBe('paused')
	const who = await yasemin.recognise()
	if (who) await house.conversation.greet(who)
	for (const day of ['05', '06', '09']) expect(await house.at(`2026-11-${day}T08:00:00Z`)).toEqual([])
	expect(await house.at('2026-11-10T08:00:00Z')).toEqual(['p06: Demnächst: Team informieren'])
	await house.stop()
})

test('a lead who has confirmed the capacity early is not asked again', async () => {
	const house = await remindingHouse([])
	const jonas = house.person('p15')
	const list = await jonas.say('erinnerungen')
	expect(remarkOf(await jonas.press(list, 'remind-done', { k: 'capacity:2027-H1' }))).toBe('done')
	const cards: string[] = []
	for (let day = 2; day <= 40; day++)
		cards.push(
			...(await house.at(new Date(Date.parse('2026-11-01T08:00:00Z') + (day - 1) * 24 * 3_600_000).toISOString())),
		)
	expect(cards).toEqual(['p15: Vorbereitung auf das 1. Halbjahr 2027', 'p15: Abschluss für das 2. Halbjahr 2026'])
	await house.stop()
})
