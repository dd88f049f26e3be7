import type { Directory } from '../../src/domain/directory/directory'
import { inputsOf } from '../cards/support/inspect'
import { inMemory, type Opened } from '../store/support/stores'
import { exampleTown, openHouse } from './support/house'

/**
 * In this town the head of the registry office registers births and looks after taxes, too; two people are called Gesa
 * Wiechers.
 */
function smallTown(): Directory {
	const town = exampleTown()
	const own = ['leitung-standesamt', 'beurkundung', 'steuern']
	const people = town.people.map((person) => {
		const others = (person.positionIds ?? []).filter((id) => !own.includes(id))
		const name = person.id === 'p12' ? 'Gesa Wiechers' : person.name
		return { ...person, name, positionIds: person.id === 'p05' ? own : others }
	})
	return { ...town, people }
}

describe('a person with three positions', () => {
	const town = smallTown()
	let opened: Opened
	let house: Awaited<ReturnType<typeof openHouse>>
	beforeEach(async () => {
		opened = await inMemory.open()
		house = await openHouse(opened.store, { towns: [town] })
	})
	afterEach(async () => {
		await house.stop()
		await opened.stop()
	})
	const form = async (personId: string) => {
		const ruth = house.person(personId, town)
		const whom = await ruth.press(await ruth.say('wissen'), 'knowledge-pick', { pick: 'new' })
		const retiring = await ruth.press(whom, 'handover-new', { who: 'beurkundung|p05', kind: 'retirement' })
		return { ruth, retiring }
	}

	test('HR is asked for which, and retirement makes a handover for each', async () => {
		const { ruth, retiring } = await form('p16')
		const which = inputsOf(retiring.card).find(({ id }) => id === 'ps')
		expect(which?.value).toBe('leitung-standesamt,beurkundung,steuern')
		const done = await ruth.press(retiring, 'handover-open', { month: '2027-06', ps: String(which?.value) })
		expect(done.shown).toMatchObject({ kind: 'handovers', opened: 3 })
		const ids = 'views' in done.shown ? done.shown.views.map(({ handover }) => (handover as { id: string }).id) : []
		expect(ids.sort()).toEqual(['beurkundung:1', 'leitung-standesamt:1', 'steuern:1'])
		// The same click again opens none twice.
		const again = await ruth.press(retiring, 'handover-open', { month: '2027-06', ps: String(which?.value) })
		expect('views' in again.shown && again.shown.views).toHaveLength(3)
	})

	test('one position alone can be handed over, by themselves too', async () => {
		const { ruth, retiring } = await form('p05')
		const done = await ruth.press(retiring, 'handover-open', { month: '2027-06', ps: 'steuern' })
		expect(done.shown).toMatchObject({ kind: 'handover', view: { position: { id: 'steuern' } } })
	})

	test('what is wrong with the dates is said before anything is opened', async () => {
		const { ruth, retiring } = await form('p16')
		const refused = await ruth.press(retiring, 'handover-open', { month: '2020-01', ps: 'beurkundung,steuern' })
		expect(refused.shown).toMatchObject({ kind: 'handover-form', remark: 'month-past' })
		expect(inputsOf(refused.card).map(({ id }) => id)).toContain('ps')
	})

	test('a position of somebody else is not opened by the way', async () => {
		const { ruth, retiring } = await form('p16')
		const refused = await ruth.press(retiring, 'handover-open', { month: '2027-06', ps: 'personal' })
		expect(refused.shown).toMatchObject({ kind: 'handover-form', remark: 'no-such-person' })
	})

	const titlesOf = (card: unknown, id: string) =>
		(inputsOf(card as never).find((one) => one.id === id)?.choices as readonly { title: string; value: string }[]) ?? []

	test('asked for "my position" she chooses which, and gets to that one', async () => {
		const ruth = house.person('p05', town)
		const asked = await ruth.press(await ruth.say('freigaben'), 'entries')
		expect(asked.shown.kind).toBe('which-one')
		expect(titlesOf(asked.card, 'p').map(({ value }) => value)).toEqual([
			'leitung-standesamt',
			'beurkundung',
			'steuern',
		])
		const there = await ruth.press(asked, 'knowledge', { p: 'steuern' })
		expect(there.shown).toMatchObject({ kind: 'entries', page: { page: 'position', positionId: 'steuern' } })
	})

	test('so she does for the first weeks, and who has one position is not asked at all', async () => {
		const ruth = house.person('p05', town)
		const asked = await ruth.say('einarbeitung')
		expect(asked.shown.kind).toBe('which-one')
		const there = await ruth.press(asked, 'knowledge', { p: 'beurkundung' })
		expect(there.shown).toMatchObject({ kind: 'onboarding', positionId: 'beurkundung' })
		expect((await house.person('p16', town).say('einarbeitung')).shown.kind).toBe('onboarding')
	})

	test('a deputy is looked for by the name of a person, too, and then by which of their positions', async () => {
		const hers = await house.person('p16', town).say('Vertretung für Frau Brackelmann')
		expect(hers.shown).toMatchObject({ kind: 'deputy-list', unknown: false })
		expect(titlesOf(hers.card, 'p')).toEqual([
			{ title: 'Hartmut Brackelmann · Leitung Standesamt · Standesamt', value: 'leitung-standesamt' },
			{ title: 'Hartmut Brackelmann · Beurkundung und Urkundenausgabe · Standesamt', value: 'beurkundung' },
			{ title: 'Hartmut Brackelmann · Sachbearbeitung Grund- und Gewerbesteuer · Finanzen', value: 'steuern' },
		])
		const one = await house.person('p16', town).say('wer vertritt Gewerbe?')
		expect(one.shown).toMatchObject({ kind: 'deputy-list', positionIds: ['leitung-ordnung', 'gewerbe', 'steuern'] })
		const withOne = await house.person('p16', town).say('Vertretung Zofia Wisniewicz')
		expect(withOne.shown).toMatchObject({ kind: 'call-deputy', positionId: 'leitung-bauen' })
	})

	test('two of one name are asked back, each with the department', async () => {
		const both = await house.person('p16', town).say('Vertretung für Gesa Wiechers')
		expect(titlesOf(both.card, 'p').map(({ title }) => title)).toEqual([
			'Gesa Wiechers (Ordnung und Gewerbe) · Leitung Ordnung und Gewerbe · Ordnung und Gewerbe',
			'Gesa Wiechers (Bauen und Planung) · Sachbearbeitung Bauanträge · Bauen und Planung',
		])
		const there = await house.person('p16', town).press(both, 'knowledge', { p: 'bauantraege' })
		expect(there.shown).toMatchObject({ kind: 'call-deputy', positionId: 'bauantraege' })
		// Who may open neither learns nothing of either.
		expect((await house.person('p02', town).say('Vertretung für Gesa Wiechers')).shown).toMatchObject({
			kind: 'deputy-list',
			unknown: true,
		})
	})

	test('my knowledge offers each of my positions', async () => {
		const home = await house.person('p05', town).say('wissen')
		const picks = inputsOf(home.card).find(({ id }) => id === 'pick')?.choices as readonly { value: string }[]
		expect(picks.map(({ value }) => value).filter((value) => value.startsWith('position|'))).toEqual([
			'position|leitung-standesamt',
			'position|beurkundung',
			'position|steuern',
		])
	})
})
