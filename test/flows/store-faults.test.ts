import { sessionFrom } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import { type Collection, type Store, StoreUnavailable } from '../../src/store/store'
import { openHouse, pageOf, sessionOf } from './support/house'

/**
 * A store that fails in the way each test says. What the person was not told to be stored may be sent again, and then
 * counts once.
 */
const id = 'digicheck:standesamt:2026-H2'
let real: Store
let failing: { replace?: Collection['replace']; read?: Collection['read'] }
let house: Awaited<ReturnType<typeof openHouse>>
beforeEach(async () => {
	real = openSqlite(':memory:')
	failing = {}
	const data: Collection = {
		...real.data,
		read: (partition, one) => (failing.read ?? real.data.read)(partition, one),
		replace: (document, etag) => (failing.replace ?? real.data.replace)(document, etag),
	}
	house = await openHouse({ ...real, data })
})
afterEach(async () => {
	await house.stop()
	await real.close()
})

const stored = async () => {
	const document = (await real.data.read('eschenwerder', id))?.document
	if (!document) throw new Error('there is no session')
	return sessionFrom(document)
}

test('stored, but the confirmation got lost: the person is told so, and the same click again goes on without a second effect', async () => {
	const yasemin = house.person('p06')
	const before = await yasemin.begin()
	failing.replace = async (document, etag) => {
		await real.data.replace(document, etag)
		throw new StoreUnavailable('no answer')
	}
	await expect(yasemin.answer(before)).rejects.toThrow(StoreUnavailable)
	const once = await stored()
	failing = {}
	const again = await yasemin.answer(before)
	expect(pageOf(again).page).toBe('staffing')
	expect(pageOf(again)).not.toHaveProperty('remark')
	expect(await stored()).toMatchObject({ revision: once.revision, answers: once.answers })
	expect(once.answers).toHaveProperty('A1')
})

test('not stored: the same click again is the first one', async () => {
	const yasemin = house.person('p06')
	const before = await yasemin.begin()
	failing.replace = () => Promise.reject(new StoreUnavailable('refused'))
	await expect(yasemin.answer(before)).rejects.toThrow(StoreUnavailable)
	expect((await stored()).answers).toEqual({})
	failing = {}
	await yasemin.answer(before)
	expect((await stored()).answers).toHaveProperty('A1')
})

test('a look-up that failed is not remembered: the town is known again as soon as the store is', async () => {
	failing.read = () => Promise.reject(new StoreUnavailable('away'))
	await expect(house.person('p06').recognise()).rejects.toThrow(StoreUnavailable)
	failing = {}
	expect((await house.person('p06').recognise())?.person.id).toBe('p06')
})

test('colleagues who are faster four times in a row do not matter, and none of theirs is lost', async () => {
	const yasemin = house.person('p06')
	const before = await yasemin.answer(await yasemin.begin())
	let faster = 0
	failing.replace = async (document, etag) => {
		const now = await real.data.read('eschenwerder', id)
		if (faster < 4 && now) {
			const body = now.document.body as { owners: object }
			await real.data.replace(
				{ ...now.document, body: { ...body, owners: { ...body.owners, [`A${++faster}`]: 'p05' } } },
				now.etag,
			)
		}
		return real.data.replace(document, etag)
	}
	const after = await yasemin.press(before, 'answer', { i0: '4,5', i1: '0' })
	expect(sessionOf(after).answers.A2?.answer).toEqual({ status: 'given', value: 4.5 })
	const { answers, owners } = await stored()
	expect(answers).toHaveProperty('A2')
	// An answered question needs nobody any more who takes care of it, so A2 is gone by rule.
	expect(owners).toEqual({ A1: 'p05', A3: 'p05', A4: 'p05' })
})

test('whoever loses for ever is told so instead of being answered wrongly', async () => {
	const yasemin = house.person('p06')
	const before = await yasemin.begin()
	let tries = 0
	failing.replace = async () => {
		tries++
		return 'conflict'
	}
	await expect(yasemin.answer(before)).rejects.toThrow(StoreUnavailable)
	expect(tries).toBe(5)
	expect((await stored()).answers).toEqual({})
})
