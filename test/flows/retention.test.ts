import { newSession } from '../../src/domain/digicheck/session'
import { interviewId } from '../../src/domain/knowledge/knowledge'
import { addHalfYears, type HalfYear } from '../../src/domain/shared/half-year'
import { forgetWhatIsOld } from '../../src/flows/own-data/retention'
import { documentOf } from '../../src/store/documents'
import type { StoredKind } from '../../src/store/kinds'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import { storeHandovers, yasemins } from './support/handover'
import { openHouse } from './support/house'

/** Answers go two years after their round began, notices 30 days after they were settled. */
describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	beforeEach(async () => {
		opened = await open()
	})
	afterEach(() => opened.stop())

	const put = (town: string, department: string, round: string) =>
		opened.store.data.create(documentOf(newSession(town, department, round as HalfYear, '1')))
	const left = async () => {
		const found = await opened.store.data.find({ kind: 'session', limit: 1_000 })
		return found.map(({ document }) => `${document.partition}/${document.id}`).sort()
	}

	test('on the day, not the day before, in all towns', async () => {
		await put('eschenwerder', 'bauen', '2026-H2')
		await put('erlenbruch', 'bauhof', '2026-H2')
		await put('erlenbruch', 'bauhof', '2027-H1')
		expect(await forgetWhatIsOld(opened.store, '2028-06-30')).toBe(0)
		expect(await forgetWhatIsOld(opened.store, '2028-07-01')).toBe(2)
		expect(await left()).toEqual(['erlenbruch/digicheck:bauhof:2027-H1'])
	})

	test('also many at once, and twice is no fault', async () => {
		for (let number = 0; number < 450; number++)
			await put('eschenwerder', `bereich-${number}`, addHalfYears('2020-H1' as HalfYear, number % 4))
		expect(await forgetWhatIsOld(opened.store, '2026-11-03')).toBe(450)
		expect(await forgetWhatIsOld(opened.store, '2026-11-03')).toBe(0)
		expect(await left()).toEqual([])
	})

	test('an interview goes on the day that its notice names, unless the handover was put off since', async () => {
		const cases = [
			yasemins,
			{ ...yasemins, id: 'beurkundung:2', lastDayOn: '2028-03-31' },
			{ ...yasemins, id: 'beurkundung:3', lastDayOn: '2028-03-31', closedOn: '2027-01-01' },
		]
		await storeHandovers(opened.store, ...cases)
		for (const { id: caseId } of cases) {
			const interview = { positionId: 'beurkundung', caseId, ownerId: 'p06', keptUntil: '2028-01-01' }
			await opened.store.data.create(
				documentOf({
					...newSession('eschenwerder', 'standesamt', '2026-H2' as HalfYear, '1'),
					id: interviewId(caseId),
					interview,
				}),
			)
		}
		await forgetWhatIsOld(opened.store, '2027-12-31')
		expect(await left()).toHaveLength(3)
		await forgetWhatIsOld(opened.store, '2028-01-01')
		expect(await left()).toEqual(['eschenwerder/interview:beurkundung:2'])
		await forgetWhatIsOld(opened.store, '2028-09-30')
		expect(await left()).toEqual(['eschenwerder/interview:beurkundung:2'])
		await forgetWhatIsOld(opened.store, '2028-10-01')
		expect(await left()).toEqual([])
	})

	test('only answers: who works here and where they can be reached stays', async () => {
		const house = await openHouse(opened.store)
		await house.person('p06').answer(await house.person('p06').begin())
		expect(await forgetWhatIsOld(opened.store, '2099-12-31')).toBe(1)
		for (const id of ['directory', 'reach:p06']) expect(await opened.store.data.read('eschenwerder', id)).toBeDefined()
		// And the person can begin anew.
		expect((await house.person('p06').say('start')).shown).toMatchObject({ reply: { kind: 'notice' } })
		await house.stop()
	})

	test('settled notices go after 30 days; what is still to be sent stays', async () => {
		const { outbox } = opened.store
		const put = (state: string, dueAt: string, kind: StoredKind = 'entry') =>
			outbox.create({ id: `${state} ${dueAt} ${kind}`, partition: '0', kind, state, dueAt, shape: 1, body: {} })
		const [old, young] = ['2026-10-03T23:59:59.000Z', '2026-10-04T00:00:01.000Z']
		for (const state of ['sent', 'unreachable', 'unclear', 'rejected', 'ready', 'sending'])
			for (const dueAt of [old, young]) await put(state, dueAt)
		expect(await forgetWhatIsOld(opened.store, '2026-11-03')).toBe(4)
		const kept = (await outbox.find({ partition: '0', dueUpTo: old, limit: 100 })).map(({ document }) => document.state)
		expect(kept.sort()).toEqual(['ready', 'sending'])
		expect(await outbox.find({ partition: '0', limit: 100 })).toHaveLength(8)
		// A post to a channel that waits for the lead's decision is not forgotten for them.
		await put('unclear', old, 'decision:eschenwerder')
		expect(await forgetWhatIsOld(opened.store, '2026-11-03')).toBe(0)
	})
})
