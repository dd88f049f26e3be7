import type { Directory } from '../../src/domain/directory/directory'
import { inputsOf } from '../cards/support/inspect'
import { inMemory, type Opened } from '../store/support/stores'
import { exampleTown, openHouse } from './support/house'

/** In this town the head of the registry office registers births herself, and looks after the archive of finances. */
function smallTown(): Directory {
	const town = exampleTown()
	const own = ['leitung-standesamt', 'beurkundung', 'steuern']
	const people = town.people.map((person) => {
		const others = (person.positionIds ?? []).filter((id) => !own.includes(id))
		return { ...person, positionIds: person.id === 'p05' ? own : others }
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
