import fc from 'fast-check'
import { solve } from '../../../src/domain/plan/place-bundles'
import { type Placing, placingOf } from '../../../src/domain/plan/placing'
import type { TrialPlan } from '../../../src/domain/plan/trial-plan'
import { earlyAlone, othersBeside, solveExactly } from '../../support/exact-plan'
import { tinyTown } from './some-town'

function costOf(placing: Placing, trial: TrialPlan, early: boolean): number {
	return placing.jobs.reduce(
		(cost, job, index) => cost + (job.early === early && job.fixed === undefined ? trial.cost(index) : 0),
		0,
	)
}

test('tiny towns are planned as well as can be proven, and no plan is better than the proof allows', async () => {
	let [ours, best] = [0, 0]
	await fc.assert(
		fc.asyncProperty(tinyTown, async ({ basis, settings }) => {
			const placing = placingOf(basis, settings, {})
			const trial = solve(placing)
			const [early, others] = [costOf(placing, trial, true), costOf(placing, trial, false)]
			const [exactEarly, exactOthers] = [
				await solveExactly(placing, earlyAlone, 10),
				await solveExactly(placing, othersBeside(early), 10),
			]
			expect([exactEarly.cost, exactOthers.cost]).toEqual([exactEarly.bound, exactOthers.bound])
			expect(early).toBeGreaterThanOrEqual(exactEarly.bound)
			expect(others).toBeGreaterThanOrEqual(exactOthers.bound)
			// Now and then another order of work would be a little better; it is never much.
			expect(early).toBeLessThanOrEqual(exactEarly.cost * 1.05)
			expect(others).toBeLessThanOrEqual(exactOthers.cost * 1.05)
			ours += early + others
			best += exactEarly.cost + exactOthers.cost
		}),
		{ numRuns: 25, seed: 20_261_103 },
	)
	expect(ours / best).toBeLessThan(1.002)
})
