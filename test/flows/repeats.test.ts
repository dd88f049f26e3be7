import fc from 'fast-check'
import { sessionFrom } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import { type Store, StoreUnavailable } from '../../src/store/store'
import { type Before, openHouse, pageOf, replyOf, sessionOf } from './support/house'

/**
 * Teams delivers clicks twice, late and out of order, and people have two devices. Whatever comes in has one effect,
 * and the right card goes back.
 */
const id = 'digicheck:standesamt:2026-H2'
let store: Store
let house: Awaited<ReturnType<typeof openHouse>>
beforeEach(async () => {
	store = openSqlite(':memory:')
	house = await openHouse(store)
})
afterEach(async () => {
	await house.stop()
	await store.close()
})

const stored = async () => {
	const document = (await store.data.read('eschenwerder', id))?.document
	if (!document) throw new Error('there is no session')
	return sessionFrom(document)
}
/** Brings Yasemin to the page on staffing: two numbers, A2 and A2b. */
const atStaffing = async () => {
	const yasemin = house.person('p06')
	const before = await yasemin.answer(await yasemin.begin())
	expect(pageOf(before).page).toBe('staffing')
	return { yasemin, before }
}

/** A certain page, opened from the review, in a chat message of its own. */
async function opened(personId: string, page: string): Promise<Before> {
	const who = await house.person(personId).recognise()
	if (!who) throw new Error(`${personId} is not recognised`)
	const { shown } = await house.conversation.act(
		who,
		{ verb: 'open', data: { sessionId: id, event: { type: 'page-opened', page } } },
		page,
	)
	return { cardId: page, card: house.conversation.draw(shown), shown }
}

describe('a click on an answer', () => {
	test('twice at the same moment counts once, and both get the next page', async () => {
		const { yasemin, before } = await atStaffing()
		const { revision } = await stored()
		const inputs = { i0: '4,5', i1: '0' }
		const answers = await Promise.all([
			yasemin.press(before, 'answer', inputs),
			yasemin.press(before, 'answer', inputs),
		])
		expect(answers.map((one) => pageOf(one).page)).toEqual(['contact', 'contact'])
		expect(await stored()).toMatchObject({
			revision: revision + 1,
			answers: { A2: { answer: { value: 4.5 } }, A2b: { answer: { value: 0 } } },
		})
	})

	test('delivered again after the person went on changes nothing and shows where they are now', async () => {
		const { yasemin, before } = await atStaffing()
		await yasemin.press(before, 'answer', { i0: '4,5', i1: '0' })
		const further = await yasemin.answerAll(await yasemin.say('weiter'), 2)
		const { revision, answers } = await stored()
		const again = await yasemin.press(before, 'answer', { i0: '4,5', i1: '0' })
		expect(pageOf(again).page).toBe(pageOf(further).page)
		expect(await stored()).toMatchObject({ revision, answers })
	})

	test('on a card that is out of date overwrites nothing: the page comes back as it is stored, and from there it can be changed', async () => {
		const { yasemin, before } = await atStaffing()
		await yasemin.press(before, 'answer', { i0: '4,5', i1: '0' })
		const back = await yasemin.press(before, 'answer', { i0: '7', i1: '1' })
		expect(pageOf(back)).toMatchObject({ page: 'staffing', remark: 'already-answered' })
		expect(JSON.stringify(back.card)).toContain('"value":"4,5"')
		expect((await stored()).answers.A2?.answer).toEqual({ status: 'given', value: 4.5 })
		await yasemin.press(back, 'answer', { i0: '7', i1: '1' })
		expect((await stored()).answers.A2?.answer).toEqual({ status: 'given', value: 7 })
	})

	test('of a question that an earlier change withdrew is not kept', async () => {
		const { yasemin, before } = await atStaffing()
		const followUp = await yasemin.press(await yasemin.answer(before), 'answer', { i0: 'citizens' })
		expect(Object.keys(sessionOf(followUp).answers)).not.toContain('A4')
		// The head takes the citizens out again, so "how much counter work" is no longer asked; Yasemin's card still shows
		// it.
		await house.person('p05').begin()
		const changed = await house.person('p05').press(await opened('p05', 'contact'), 'answer', { i0: 'internal' })
		expect(sessionOf(changed).answers.A3?.answer).toEqual({ status: 'given', value: ['internal'] })
		const late = await yasemin.press(followUp, 'answer', { i0: '3' })
		expect((await stored()).answers).not.toHaveProperty('A4')
		expect(replyOf(late)).toMatchObject({ kind: 'page', remark: 'no-longer-asked' })
	})
})

describe('two at once', () => {
	test('on two devices: the card in the other chat message is closed, its buttons show what is stored', async () => {
		const { yasemin, before: laptop } = await atStaffing()
		const phone = await yasemin.say('weiter')
		expect(phone.cardId).not.toBe(laptop.cardId)
		expect(phone.closed?.cardId).toBe(laptop.cardId)
		await yasemin.press(phone, 'answer', { i0: '4,5', i1: '0' })
		const late = await yasemin.press(laptop, 'answer', { i0: '9', i1: '9' })
		expect(pageOf(late)).toMatchObject({ page: 'staffing', remark: 'already-answered' })
		expect((await stored()).answers.A2?.answer).toEqual({ status: 'given', value: 4.5 })
	})

	test('two colleagues on one page: the second sees what the first said, and both know where they stand', async () => {
		const { yasemin, before: hers } = await atStaffing()
		const hartmut = house.person('p05')
		const his = await hartmut.begin()
		expect(pageOf(his).page).toBe('staffing')
		const [first, second] = await Promise.all([
			yasemin.press(hers, 'answer', { i0: '4,5', i1: '0' }),
			hartmut.press(his, 'answer', { i0: '8', i1: '2' }),
		])
		const { answers } = await stored()
		const kept = [answers.A2?.answer, answers.A2b?.answer]
		// Whoever was first has both numbers, never one of each.
		expect([JSON.stringify([4.5, 0]), JSON.stringify([8, 2])]).toContain(
			JSON.stringify(kept.map((one) => one?.status === 'given' && one.value)),
		)
		const remarks = [first, second].map((one) => pageOf(one).remark)
		expect(remarks.toSorted()).toEqual(['already-answered', undefined])
	})

	test('different pages at the same moment are both kept', async () => {
		const { yasemin, before } = await atStaffing()
		const hartmut = house.person('p05')
		await hartmut.begin()
		const everyday = await opened('p05', 'everyday-load')
		await Promise.all([
			yasemin.press(before, 'answer', { i0: '4,5', i1: '0' }),
			hartmut.press(everyday, 'answer', { i0: 'Öffnungszeiten', i1: 'january' }),
		])
		expect((await stored()).answers).toMatchObject({
			A2: { answer: { value: 4.5 } },
			A6: { answer: { value: 'Öffnungszeiten' } },
		})
	})
})

describe('a typed message', () => {
	test('delivered again has one effect, even after others came in between', async () => {
		const { yasemin } = await atStaffing()
		await yasemin.say('4,5', '08:00:01')
		const once = await stored()
		const again = await yasemin.say('4,5', '08:00:01')
		expect(await stored()).toMatchObject({ revision: once.revision, answers: once.answers })
		expect(once.answers).not.toHaveProperty('A2b')
		expect(pageOf(again).page).toBe('staffing')
		await yasemin.say('2', '08:00:05')
		await yasemin.say('4,5', '08:00:01')
		expect((await stored()).answers).toMatchObject({ A2: { answer: { value: 4.5 } }, A2b: { answer: { value: 2 } } })
	})

	test('twice at the same moment has one effect', async () => {
		const { yasemin } = await atStaffing()
		await Promise.all([yasemin.say('4,5', '08:00:01'), yasemin.say('4,5', '08:00:01')])
		const { answers } = await stored()
		expect(answers.A2?.answer).toEqual({ status: 'given', value: 4.5 })
		// Without the mark the second one would have answered the next question.
		expect(answers).not.toHaveProperty('A2b')
	})

	test('with the same words but written later is a new one', async () => {
		const { yasemin } = await atStaffing()
		await yasemin.say('3', '08:00:01')
		await yasemin.say('3', '08:00:02')
		expect((await stored()).answers).toMatchObject({ A2: { answer: { value: 3 } }, A2b: { answer: { value: 3 } } })
	})
})

test('whatever is clicked on whatever old card, in any order: the same again changes nothing', async () => {
	const click = fc.record({
		who: fc.constantFrom('p05', 'p06'),
		card: fc.nat(),
		pick: fc.nat({ max: 4 }),
		verb: fc.constantFrom('answer', 'answer', 'answer', 'postpone', 'back'),
	})
	await fc.assert(
		fc.asyncProperty(fc.array(click, { maxLength: 25 }), async (clicks) => {
			const clean = openSqlite(':memory:')
			const its = await openHouse(clean)
			const cards = { p05: [await its.person('p05').begin()], p06: [await its.person('p06').begin()] }
			const state = async () => {
				const document = (await clean.data.read('eschenwerder', id))?.document
				const { answers, revision } = sessionFrom(document as NonNullable<typeof document>)
				return JSON.stringify({ answers, revision })
			}
			for (const { who, card, pick, verb } of clicks) {
				const seen = cards[who as 'p05' | 'p06']
				const before = seen[card % seen.length] as Before
				const person = its.person(who)
				const press = () => (verb === 'answer' ? person.answer(before, pick) : person.press(before, verb))
				const first = await press().catch(noSuchButton)
				const once = await state()
				await press().catch(noSuchButton)
				expect(await state()).toBe(once)
				if (first && 'reply' in first.shown && first.shown.reply.kind === 'page') seen.push(first)
			}
			await its.stop()
			await clean.close()
		}),
		{ numRuns: process.env.FULL ? 300 : 6 },
	)
}, 600_000)

/** Not every card offers every button, the first page no way back. */
function noSuchButton(fault: Error): undefined {
	if (fault instanceof StoreUnavailable || !fault.message.startsWith('the card has no button')) throw fault
	return undefined
}
