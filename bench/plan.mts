/** `npm run bench -- plan`: how far our plan is from the proven optimum, and how long each takes. */
import { createRequire } from 'node:module'
import { earlyAlone, othersBeside, solveExactly } from '../test/support/exact-plan.ts'
import { type InventedTown, inventedTown, type TownSize } from '../test/support/plan-town.ts'
import { givenItems, violationsIn } from '../test/support/plan-violations.ts'
import { quantile } from './report.mts'

const require = createRequire(import.meta.url)
const load = <Room,>(room: string) => require(`../dist/${room}.js`) as Room
const { placeBundles, solve } = load<typeof import('../src/domain/plan/place-bundles.ts')>('domain/plan/place-bundles')
const { placingOf } = load<typeof import('../src/domain/plan/placing.ts')>('domain/plan/placing')
const { catalogueFolder, loadCatalogues } = load<typeof import('../src/content/load.ts')>('content/load')

/** The last but one has so much to do that much of it finds no place. */
const sizes: readonly TownSize[] = [
	{ departments: 3, items: 25, length: 14 },
	{ departments: 6, items: 60, length: 14 },
	{ departments: 10, items: 100, length: 14 },
	{ departments: 15, items: 150, length: 20 },
	{ departments: 10, items: 180, length: 14 },
	{ departments: 20, items: 200, length: 20 },
]

interface Outcome {
	readonly items: number
	readonly leftOut: number
	readonly milliseconds: number
	readonly solverSeconds: number
	readonly proven: boolean
	/** Of the cost that a plan can do something about: 0.01 is one percent above the bound. */
	readonly earlyGap: number
	readonly othersGap: number
	readonly violations: number
}

async function compare({ basis, settings }: InventedTown, timeLimit: number): Promise<Outcome> {
	const times = [0, 0, 0].map(() => {
		const began = performance.now()
		placeBundles(basis, settings)
		return performance.now() - began
	})
	const { placements, unplaced } = placeBundles(basis, settings)
	const placing = placingOf(basis, settings, {})
	const schedule = solve(placing)
	const sum = (early: boolean, refused: boolean) =>
		placing.jobs.reduce((cost, job, index) => {
			const counts = job.early === early && job.fixed === undefined && (!refused || job.refused !== undefined)
			return counts ? cost + schedule.cost(index) : cost
		}, 0)
	const early = await solveExactly(placing, earlyAlone, timeLimit)
	const others = await solveExactly(placing, othersBeside(sum(true, false)), timeLimit)
	// What is too large for its unit costs every plan the same; counting it would make gaps look smaller than they are.
	const gap = (isEarly: boolean, bound: number) =>
		(sum(isEarly, false) - bound) / Math.max(1, bound - sum(isEarly, true))
	return {
		items: basis.items.length,
		leftOut: unplaced.length,
		milliseconds: quantile(times, 0.5),
		solverSeconds: early.seconds + others.seconds,
		proven: early.cost === early.bound && others.cost === others.bound,
		earlyGap: gap(true, early.bound),
		othersGap: gap(false, others.bound),
		violations: violationsIn(basis, settings, placements, givenItems(basis.items)).length,
	}
}

export async function plan(options: { readonly quick: boolean }): Promise<void> {
	const { measures } = loadCatalogues(catalogueFolder).latest
	const [towns, timeLimit] = options.quick ? [3, 10] : [8, 60]
	const write = (line: string) => process.stdout.write(`${line}\n`)
	write(
		`${towns} towns of each size; the solver has ${timeLimit} s for each of the two stages. Medians, then the worst.\n`,
	)
	write(
		'departments  items  half-years  left out     ours, ms      solver, s  proven  gap of duties, %  gap of the rest, %  limits broken',
	)
	for (const size of sizes) {
		const outcomes: Outcome[] = []
		for (let seed = 1; seed <= towns; seed++)
			outcomes.push(await compare(inventedTown(seed, size, measures), timeLimit))
		const middle = (pick: (outcome: Outcome) => number) => quantile(outcomes.map(pick), 0.5)
		const both = (pick: (outcome: Outcome) => number, digits: number) =>
			`${middle(pick).toFixed(digits)} / ${Math.max(...outcomes.map(pick)).toFixed(digits)}`
		const cells: readonly (readonly [text: string, width: number])[] = [
			[String(size.departments), 11],
			[String(middle(({ items }) => items)), 7],
			[String(size.length), 12],
			[String(middle(({ leftOut }) => leftOut)), 10],
			[both(({ milliseconds }) => milliseconds, 0), 13],
			[both(({ solverSeconds }) => solverSeconds, 1), 15],
			[`${outcomes.filter(({ proven }) => proven).length}/${towns}`, 8],
			[both(({ earlyGap }) => earlyGap * 100, 2), 18],
			[both(({ othersGap }) => othersGap * 100, 2), 20],
			[String(outcomes.reduce((all, { violations }) => all + violations, 0)), 15],
		]
		write(cells.map(([text, width]) => text.padStart(width)).join(''))
	}
}
