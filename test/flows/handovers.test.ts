import type { Json, JsonObject } from '../../src/demo/local-teams/activity'
import type { HandoverCase } from '../../src/domain/knowledge/handover-case'
import { caseById, knowledgeId, type PositionKnowledge } from '../../src/domain/knowledge/knowledge'
import type { PostOutcome } from '../../src/outbox/stored/outcome'
import { knowledgeFrom } from '../../src/store/documents'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import { buttonsIn } from '../support/service'
import { type Before, openHouse } from './support/house'

/**
 * From the month that HR enters to the reminder in somebody's chat and back into the handover, put together as in the
 * service.
 */
describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	let clock: number
	let house: Awaited<ReturnType<typeof handoverHouse>>
	beforeEach(async () => {
		opened = await open()
		clock = Date.parse('2026-11-03T09:00:00Z')
		house = await handoverHouse()
	})
	afterEach(async () => {
		await house.stop()
		await opened.stop()
	})

	async function handoverHouse() {
		const opening = await openHouse(opened.store, { now: () => clock, service: { steadyMs: () => clock } })
		const posted: { to: string; card: Before['card'] }[] = []
		const nowhere = async (): Promise<PostOutcome> => {
			throw new Error('nothing of a handover goes into a channel')
		}
		opening.service.start({
			toChat: async (reach, card) => {
				posted.push({ to: reach.userId.slice(3), card })
				return { kind: 'sent' }
			},
			toChannel: nowhere,
			reply: nowhere,
			update: nowhere,
		})
		const send = async () => {
			posted.length = 0
			await opening.service.sendDue()
			return posted.map(({ to, card }) => `${to}: ${String(card.speak)}`)
		}
		return {
			...opening,
			send,
			/** Lets the schedule and the outbox do what is due at this instant. */
			at: async (iso: string) => {
				clock = Date.parse(iso)
				await opening.service.tick()
				return send()
			},
			cardOf: (personId: string): Before => {
				const found = posted.findLast(({ to }) => to === personId)
				if (!found) throw new Error(`${personId} got nothing`)
				return { cardId: 'posted', card: found.card, shown: { kind: 'stranger', language: 'de' } }
			},
		}
	}

	const known = async (positionId = 'leitung-standesamt'): Promise<PositionKnowledge> => {
		const stored = await opened.store.data.read('eschenwerder', knowledgeId(positionId))
		if (!stored) throw new Error('nothing is known of the position')
		return knowledgeFrom(stored.document)
	}
	const handover = async (): Promise<HandoverCase> => {
		const found = caseById(await known(), 'leitung-standesamt:1')
		if (!found) throw new Error('there is no handover')
		return found
	}
	const remarkOf = ({ shown }: Before) => ('remark' in shown ? shown.remark : shown.kind)
	const dataOf = (before: Before, verb: string) =>
		buttonsIn(before.card as unknown as Json)
			.filter((one) => one.verb === verb)
			.map(({ data }) => data as JsonObject)

	/** HR goes the way of the cards: hub, for whom, why, the month. */
	async function opensRetirement(inputs: JsonObject = { month: '2027-06' }) {
		const ruth = house.person('p16')
		const hub = await ruth.say('wissen')
		const whom = await ruth.press(hub, 'knowledge-pick', { pick: 'new' })
		const form = await ruth.press(whom, 'handover-new', { who: 'leitung-standesamt|p05', kind: 'retirement' })
		return { ruth, form, card: await ruth.press(form, 'handover-open', inputs) }
	}

	test('HR enters a month, and whoever goes learns of it from the product within the same moment', async () => {
		await house.person('p05').say('hilfe')
		const { ruth, form, card } = await opensRetirement()
		expect(remarkOf(card)).toBe('opened')
		expect(await handover()).toMatchObject({
			kind: 'retirement',
			personId: 'p05',
			month: '2027-06',
			openedBy: 'p16',
			openedOn: '2026-11-03',
		})
		expect(await house.send()).toEqual(['p05: Ihr Wissen zählt'])
		expect(dataOf(house.cardOf('p05'), 'knowledge').map(({ to }) => to)).toEqual(['interview', 'cases'])
		// The same click again: one handover, no second message.
		expect(remarkOf(await ruth.press(form, 'handover-open', { month: '2027-06' }))).toBe('opened')
		expect((await known()).cases).toHaveLength(1)
		expect(await house.send()).toEqual([])
	})

	test('what was refused says why, and keeps what was entered', async () => {
		const { card } = await opensRetirement({ month: '2027-06', last: '2027-07-15' })
		expect(card.shown).toMatchObject({
			kind: 'handover-form',
			remark: 'last-day-after-month',
			facts: { month: '2027-06', lastDayOn: '2027-07-15' },
		})
		await expect(known()).rejects.toThrow('nothing is known')
	})

	test('a message about a handover that was withdrawn before it went out is not sent', async () => {
		await house.person('p05').say('hilfe')
		await house.send()
		const { ruth, card } = await opensRetirement()
		// Teams was not asked yet: the message waits in the outbox.
		const sure = await ruth.press(card, 'handover-close')
		expect(sure.shown).toMatchObject({ kind: 'handover', ending: true })
		expect(remarkOf(await ruth.press(sure, 'handover-close'))).toBe('closed')
		expect(await house.send()).toEqual([])
		const back = await ruth.say('übergaben')
		expect(
			remarkOf(
				await ruth.press(
					await ruth.press(back, 'knowledge-pick', { pick: 'cases|leitung-standesamt|leitung-standesamt:1' }),
					'handover-reopen',
				),
			),
		).toBe('reopened')
		expect(await handover()).not.toHaveProperty('closedOn')
	})

	test('the guide names successor and last day; the successor learns of it', async () => {
		await house.person('p06').say('hilfe')
		await opensRetirement()
		const wiebke = house.person('p19')
		const cockpit = await wiebke.say('übergaben')
		const one = await wiebke.press(cockpit, 'knowledge-pick', { pick: 'cases|leitung-standesamt|leitung-standesamt:1' })
		const form = await wiebke.press(one, 'handover-form')
		const saved = { month: '2027-06', last: '2027-05-14', to: 'p06', guide: '-', starts: '' }
		expect(remarkOf(await wiebke.press(form, 'handover-change', saved))).toBe('changed')
		expect(await handover()).toMatchObject({ lastDayOn: '2027-05-14', successorId: 'p06' })
		expect(await handover()).not.toHaveProperty('guideId')
		expect(await house.send()).toEqual(['p06: Sie übernehmen eine Stelle'])
		expect(remarkOf(await wiebke.press(form, 'handover-change', saved))).toBe('unchanged')
		expect(remarkOf(await wiebke.press(form, 'handover-change', { ...saved, last: '2027-05-21' }))).toBe('outdated')
		expect(await handover()).toMatchObject({ lastDayOn: '2027-05-14' })
	})

	test('in a town without a plan the steps come as reminders, and done there is done in the handover', async () => {
		for (const id of ['p05', 'p14']) await house.person(id).say('hilfe')
		await house.at('2026-11-03T07:00:00Z')
		await opensRetirement()
		await house.send()
		expect(await house.at('2026-11-04T08:00:00Z')).toEqual([
			'p05: Jetzt ist Zeit dafür: Einstieg in die Übergabe, Leitung Standesamt',
			expect.stringContaining('p14: '),
		])
		const hartmut = house.person('p05')
		expect(remarkOf(await hartmut.press(house.cardOf('p05'), 'remind-done'))).toEqual({ is: 'done' })
		expect((await handover()).steps).toEqual({ 'catch-up': '2026-11-04' })
		expect(remarkOf(await hartmut.press(house.cardOf('p05'), 'remind-done'))).toEqual({ is: 'not-open' })
		const mine = await hartmut.say('erinnerungen')
		const undone = await hartmut.press(mine, 'remind-undo', { u: 'done:handover:leitung-standesamt:1:catch-up' })
		expect(remarkOf(undone)).toEqual({ is: 'taken-back' })
		expect((await handover()).steps).toEqual({})
		expect(await house.at('2026-11-10T08:00:00Z')).toEqual(expect.arrayContaining([expect.stringMatching(/^p05: /)]))
	})

	test('a weekly packet opens the interview and says nothing of a missed one', async () => {
		await house.person('p05').say('hilfe')
		await opensRetirement()
		const ticked = await house.person('p05').press(
			await house.person('p05').press(await house.person('p05').say('übergaben'), 'knowledge-pick', {
				pick: 'cases|leitung-standesamt|leitung-standesamt:1',
			}),
			'handover-step',
			{ pick: 'done|catch-up' },
		)
		expect(remarkOf(ticked)).toBe('step-done')
		await house.send()
		await house.at('2026-11-04T08:00:00Z')
		const tuesdays: string[] = []
		for (const day of ['10', '17', '24']) tuesdays.push(...(await house.at(`2026-11-${day}T08:00:00Z`)))
		expect(tuesdays).toEqual(
			Array.from({ length: 3 }, () => 'p05: Jetzt ist Zeit dafür: Fünf Minuten Wissen, Leitung Standesamt'),
		)
		expect(dataOf(house.cardOf('p05'), 'knowledge')).toEqual([
			{ v: 'knowledge', to: 'interview', p: 'leitung-standesamt', c: 'leitung-standesamt:1' },
		])
	})

	test('the hub says to each what is theirs', async () => {
		await opensRetirement()
		const hub = async (id: string) => {
			const { shown } = await house.person(id).say('wissen')
			if (shown.kind !== 'knowledge-home') throw new Error(`got ${shown.kind}`)
			return { own: shown.own.length, open: shown.open, mayOpen: shown.mayOpen }
		}
		expect(await hub('p05')).toEqual({ own: 1, open: 1, mayOpen: true })
		expect(await hub('p16')).toEqual({ own: 0, open: 1, mayOpen: true })
		expect(await hub('p19')).toEqual({ own: 0, open: 1, mayOpen: true })
		// A colleague and another department know of nothing; they can begin their own.
		expect(await hub('p06')).toEqual({ own: 0, open: 0, mayOpen: true })
		expect(await hub('p07')).toEqual({ own: 0, open: 0, mayOpen: true })
	})

	test('HR sees month and steps, the guide also how much there is', async () => {
		await opensRetirement()
		const viewOf = async (id: string) => {
			const { shown } = await house.person(id).say('übergaben')
			return shown.kind === 'handovers' ? shown.views[0] : undefined
		}
		expect(await viewOf('p16')).not.toHaveProperty('counts')
		expect((await viewOf('p16'))?.steps.length).toBeGreaterThan(5)
		expect(await viewOf('p19')).toMatchObject({ counts: { submitted: 0, released: 0, unclear: 0 } })
	})
})
