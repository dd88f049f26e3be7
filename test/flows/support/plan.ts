import type { ShownPlan } from '../../../src/dialog/shown'
import { planId, type TownPlan } from '../../../src/domain/plan/town-plan'
import { planFrom } from '../../../src/store/documents'
import type { Store } from '../../../src/store/store'
import { type Before, type HouseOptions, openHouse } from './house'

/** Staff and head of the departments that release in these tests, and the project lead. */
export const teams = { buergerservice: ['p02', 'p01'], standesamt: ['p06', 'p05'], ordnung: ['p08', 'p07'] } as const
export const lead = 'p15'

/** A house in which some departments have released their DigiCheck. */
export async function releasedHouse(
	store: Store,
	departments: readonly (keyof typeof teams)[] = ['buergerservice', 'standesamt'],
	options: HouseOptions = {},
) {
	const house = await openHouse(store, options)
	for (const department of departments) {
		const [staff, head] = teams[department]
		const clerk = house.person(staff)
		await clerk.press(await clerk.answerAll(await clerk.begin()), 'hand-in')
		const chief = house.person(head)
		await chief.press(await chief.begin(), 'release')
	}
	return house
}

/** The page of the plan before somebody. */
export function planOf({ shown }: Before): ShownPlan {
	if (shown.kind !== 'plan') throw new Error(`expected a page of the plan, got ${shown.kind}`)
	return shown
}

export async function storedPlan(store: Store, townId: string): Promise<TownPlan | undefined> {
	const stored = await store.data.read(townId, planId)
	return stored && planFrom(stored.document)
}
