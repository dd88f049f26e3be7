import type { Directory, Person } from '../../src/domain/directory/directory'
import { knowledgeId } from '../../src/domain/knowledge/knowledge'
import { knowledgeFrom } from '../../src/store/documents'
import { inputsOf } from '../cards/support/inspect'
import { inMemory, type Opened } from '../store/support/stores'
import { exampleTown, openHouse } from './support/house'

/** Six hundred people; whoever is looked for comes last, and two of them share a name with somebody before. */
function largeTown(): Directory {
	const town = exampleTown()
	const many = Array.from(
		{ length: 570 },
		(_, at): Person => ({
			id: `many-${at}`,
			name: `Beschäftigte Nummer ${at}`,
			email: `many-${at}@eschenwerder.example`,
			language: 'de',
			roles: ['staff'],
			departmentId: 'zentrale-dienste',
		}),
	)
	const last = ['finanzen', 'ordnung', 'zentrale-dienste'].map(
		(departmentId, at): Person => ({
			id: `last-${at}`,
			name: at === 2 ? 'Zoë Zuletzt' : 'Petra Müller',
			email: `last-${at}@eschenwerder.example`,
			language: 'de',
			roles: ['staff'],
			departmentId,
		}),
	)
	return { ...town, people: [...town.people, ...many, ...last] }
}

describe('in a town of six hundred', () => {
	const town = largeTown()
	let opened: Opened
	let house: Awaited<ReturnType<typeof openHouse>>
	beforeAll(async () => {
		opened = await inMemory.open()
		house = await openHouse(opened.store, { towns: [town] })
	})
	afterAll(async () => {
		await house.stop()
		await opened.stop()
	})
	const absence = { starts: '2026-12-01', until: '2026-12-18' }

	async function absenceForm() {
		const ruth = house.person('p16', town)
		const hub = await ruth.say('wissen')
		const whom = await ruth.press(hub, 'knowledge-pick', { pick: 'new' })
		return { ruth, form: await ruth.press(whom, 'handover-new', { who: 'leitung-standesamt|p05', kind: 'absence' }) }
	}
	const idsOf = (before: { card: Parameters<typeof inputsOf>[0] }) => inputsOf(before.card).map(({ id }) => id)

	test('whoever is not on the list is found by typing, with everything else kept', async () => {
		const { ruth, form } = await absenceForm()
		expect(idsOf(form)).toEqual(expect.arrayContaining(['to', 'find-to']))
		expect(JSON.stringify(form.card)).not.toContain('Zuletzt')
		expect(JSON.stringify(form.card).length).toBeLessThan(28_000)
		const done = await ruth.press(form, 'handover-open', { ...absence, to: '-', 'find-to': ' zoe  ZULETZT ' })
		expect(done.shown).toMatchObject({
			kind: 'handover',
			view: { handover: { successorId: 'last-2', ...{ until: absence.until } } },
		})
		const stored = await opened.store.data.read(town.town.id, knowledgeId('leitung-standesamt'))
		expect(stored && knowledgeFrom(stored.document).cases.map(({ successorId }) => successorId)).toEqual(['last-2'])
		await ruth.press(await ruth.press(done, 'handover-close'), 'handover-close')
	})

	test('a name that fits two is asked back and never guessed', async () => {
		const { ruth, form } = await absenceForm()
		const back = await ruth.press(form, 'handover-open', { ...absence, 'find-to': 'Mueller' })
		expect(back.shown).toMatchObject({ kind: 'which-one', found: ['last-0', 'last-1'] })
		const card = JSON.stringify(back.card)
		expect(card).toContain('Petra Müller · Finanzen')
		expect(card).toContain('Petra Müller · Ordnung')
		const done = await ruth.press(back, 'handover-open', { to: 'last-1' })
		expect(done.shown).toMatchObject({
			kind: 'handover',
			view: { handover: { successorId: 'last-1', startsOn: absence.starts } },
		})
		await ruth.press(await ruth.press(done, 'handover-close'), 'handover-close')
	})

	test('the department beside the name is enough, and a name of nobody is said', async () => {
		const { ruth, form } = await absenceForm()
		const nobody = await ruth.press(form, 'handover-open', { ...absence, 'find-to': 'Rumpelstilz' })
		expect(nobody.shown).toMatchObject({ kind: 'which-one', found: [] })
		expect(JSON.stringify(nobody.card)).toContain('Rumpelstilz')
		expect(idsOf(nobody)).toEqual(['find-to'])
		const done = await ruth.press(nobody, 'handover-open', { 'find-to': 'Müller Finanzen' })
		expect(done.shown).toMatchObject({ kind: 'handover', view: { handover: { successorId: 'last-0' } } })
	})

	test('too many that fit: the card stays small and asks for more of the name', async () => {
		const { ruth, form } = await absenceForm()
		const back = await ruth.press(form, 'handover-open', { ...absence, 'find-to': 'Beschäftigte' })
		expect(back.shown).toMatchObject({ kind: 'which-one' })
		expect(JSON.stringify(back.card).length).toBeLessThan(28_000)
		expect(idsOf(back)).toEqual(['to', 'find-to'])
		const done = await ruth.press(back, 'handover-open', { to: '', 'find-to': 'Nummer 569' })
		expect(JSON.stringify(done.shown)).toContain('many-569')
	})

	test('a deputy is called by name as well', async () => {
		const ruth = house.person('p16', town)
		const sheet = await ruth.say('Vertretung: Leitung Standesamt')
		expect(idsOf(sheet)).toEqual(expect.arrayContaining(['to', 'find-to']))
		const called = await ruth.press(sheet, 'call-deputy', { 'find-to': 'Zuletzt', until: '2026-11-20' })
		expect(called.shown).toMatchObject({ kind: 'call-deputy', remark: 'called', current: { personId: 'last-2' } })
	})
})
