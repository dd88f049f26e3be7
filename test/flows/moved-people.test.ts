import { catalogueFolder, loadCatalogues } from '../../src/content/load'
import type { ChangeLine } from '../../src/domain/directory/changes'
import type { Directory } from '../../src/domain/directory/directory'
import { importTown } from '../../src/flows/directory/import-town'
import { moveTown } from '../../src/flows/directory/move-town'
import { openSqlite } from '../../src/store/sqlite'
import { type Before, exampleTown, openHouse, replyOf, sessionOf, tuesday } from './support/house'

/** What people in the chat notice when their department becomes another one in mid-round. */
const town = exampleTown()
const textOf = ({ card }: Before) => JSON.stringify(card)
const became = (from: string, to: string): ChangeLine => ({ line: 2, kind: 'department', from, to })

/** The registry office under another id and name, or gone into a department that stays. */
function without(from: string, to: string, name?: string): Directory {
	const moved = (id: string | undefined) => (id === from ? to : id)
	return {
		...town,
		departments: town.departments.flatMap((one) => {
			if (one.id !== from) return [one]
			return name === undefined ? [] : [{ ...one, id: to, name }]
		}),
		positions: town.positions.map((one) => ({ ...one, departmentId: moved(one.departmentId) ?? '' })),
		people: town.people.map((one) => {
			const departmentId = moved(one.departmentId)
			return { ...one, ...(departmentId !== undefined && { departmentId }) }
		}),
	}
}

async function openTown() {
	let clock = tuesday
	const store = openSqlite(':memory:')
	const house = await openHouse(store, { now: () => clock })
	return {
		house,
		store,
		become: async (next: Directory, changes: readonly ChangeLine[]) => {
			expect(await importTown(store, next, { keepRound: true, changes })).toMatchObject({ done: 'changed' })
			const wait = async (ms: number) => {
				clock += ms
			}
			return moveTown(store, town.town.id, wait, loadCatalogues(catalogueFolder))
		},
		stop: () => house.stop().then(() => store.close()),
	}
}

test('renamed: the card from before still works, and what was typed into it is kept', async () => {
	const { house, become, stop } = await openTown()
	const clerk = house.person('p06')
	const page = await clerk.answer(await clerk.begin())
	const { revision } = sessionOf(page)
	await become(without('standesamt', 'buergeramt', 'Bürgeramt'), [became('standesamt', 'buergeramt')])
	const next = await clerk.answer(page)
	expect(sessionOf(next)).toMatchObject({ id: 'digicheck:buergeramt:2026-H2', revision: revision + 1 })
	expect(replyOf(next).kind).toBe('page')
	expect(textOf(next)).not.toContain('standesamt:')
	await stop()
})

test('merged: the card from before shows where it goes on and says so, and no answer is lost', async () => {
	const { house, become, stop } = await openTown()
	const [clerk, colleague] = [house.person('p06'), house.person('p02')]
	let page = await clerk.begin()
	let other = await colleague.begin()
	for (let pages = 0; pages < 4; pages++) {
		page = await clerk.answer(page, 1)
		other = await colleague.answer(other, 0)
	}
	await become(without('standesamt', 'buergerservice'), [became('standesamt', 'buergerservice')])
	const pressed = await clerk.answer(page)
	expect(sessionOf(pressed).id).toBe('digicheck:buergerservice:2026-H2')
	expect(replyOf(pressed).kind).toBe('page')
	// What both had answered in different ways is open for somebody to decide.
	const points = await clerk.say('offene Punkte')
	expect(textOf(points)).toContain('vor der Zusammenlegung verschieden beantwortet')
	await stop()
})
