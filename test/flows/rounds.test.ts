import type { HalfYear } from '../../src/domain/shared/half-year'
import { importTown } from '../../src/flows/directory/import-town'
import { openSqlite } from '../../src/store/sqlite'
import { exampleTown, openHouse, replyOf } from './support/house'

const inRound = (round: string) => {
	const town = exampleTown()
	return { ...town, town: { ...town.town, round: round as HalfYear } }
}

describe('a second round', () => {
	test('begins anew and its result stands beside that of the round before', async () => {
		const store = openSqlite(':memory:')
		const release = async (round: string) => {
			const house = await openHouse(store, { towns: [inRound(round)] })
			const clerk = house.person('p02')
			const review = await clerk.answerAll(await clerk.begin())
			await clerk.press(review, 'hand-in')
			const head = house.person('p01')
			const preview = await head.begin()
			expect(replyOf(preview).kind).toBe('release-preview')
			const released = await head.press(preview, 'release')
			const result = await head.press(released, 'result')
			await house.stop()
			return JSON.stringify(result.card)
		}
		const first = await release('2026-H1')
		expect(first).not.toContain('. Halbjahr 2026:')

		// The town imports with a new round; the first one stays as it was released.
		const house = await openHouse(store, { towns: [inRound('2026-H1')] })
		await house.stop()
		await importTown(store, inRound('2026-H2'), { keepRound: false })
		const second = await release('2026-H2')
		expect(second).toMatch(/1\\\\\. Halbjahr 2026: \d+/)
		await store.close()
	})
})
