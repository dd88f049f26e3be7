/** `npm run bench -- plan`: how far our plan is from the proven optimum, and how long each takes. */
import { createRequire } from 'node:module'
import { earlyAlone, othersBeside, solveExactly } from '../test/support/exact-plan.ts'
import { inventedTown, type TownSize } from '../test/support/plan-town.ts'
import { givenItems, violationsIn } from '../test/support/plan-violations.ts'

const require = createRequire(import.meta.url)
const load = <Room,>(room: string) => require(`../dist/${room}.js`) as Room
const { placeBundles, solve } = load<typeof import('../src/domain/plan/place-bundles.ts')>('domain/plan/place-bundles')
const { placingOf } = load<typeof import('../src/domain/plan/placing.ts')>('domain/plan/placing')
const { catalogueFolder, loadCatalogues } = load<typeof import('../src/content/load.ts')>('content/load')

const sizes: readonly TownSize[] = [
	{ departments: 3, items: 25, length: 14 },
	{ departments: 6, items: 60, length: 14 },
	{ departments: 10, items: 100, length: 14 },
	{ departments: 15, items: 150, length: 20 },
	{ departments: 20, items: 200, length: 20 },
]

interface Outcome {
	readonly items: number
	readonly placed: number
	readonly milliseconds: number
	readonly solverSeconds: number
	readonly proven: boolean
	readonly earlyGap: number
	readonly otherGap: number
	readonly violations: number
}

export async function plan(options: { readonly quick: boolean }): Promise<void> {
	const { measures } = loadCatalogues(catalogueFolder).latest
	const [towns, timeLimit] = options.quick ? [3, 10] : [5, 60]
	for (const size of sizes) {
		const outcomes: Outcome[] = []
		for (let seed = 1; seed <= towns; seed++) {
			const { basis, settings } = inventedTown(seed, size, measures)
			const began = performance.now()
			const { placements } = placeBundles(basis, settings)
			const milliseconds = performance.now() - began
			const placing = placingOf(basis, settings, {})
			const schedule = solve(placing)
			const costOf = (early: boolean) =>
				placing.jobs.reduce((cost, job, index) => cost + (job.early === early && job.fixed === undefined ? schedule.cost(index) : 0), 0)
			const early = await solveExactly(placing, earlyAlone, timeLimit)
			const others = await solveExactly(placing, othersBeside(costOf(true)), timeLimit)
			const gap = (cost: number, bound: number) => (cost - bound) / Math.max(1, bound)
			outcomes.push({
				items: basis.items.length,
				placed: Object.keys(placements).length,
				milliseconds,
				solverSeconds: early.seconds + others.seconds,
				proven: early.cost === early.bound && others.cost === others.bound,
				earlyGap: gap(costOf(true), early.bound),
				otherGap: gap(costOf(false), others.bound),
				violations: violationsIn(basis, settings, placements, givenItems(basis.items)).length,
			})
			console.log(
				size.departments,
				seed,
				milliseconds.toFixed(0).padStart(5),
				'solver',
				(early.seconds + others.seconds).toFixed(1),
				'gaps',
				outcomes.at(-1)?.earlyGap.toFixed(4),
				outcomes.at(-1)?.otherGap.toFixed(4),
				'left',
				basis.items.length - Object.keys(placements).length,
				'viol',
				outcomes.at(-1)?.violations,
				outcomes.at(-1)?.proven,
			)
		}
	}
}
