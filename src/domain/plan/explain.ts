import type { HalfYear } from '../shared/half-year'
import type { ItemId, Unit } from '../shared/unit'
import { mayChange, tolerance } from './capacity'
import type { PlanBasis } from './collect-items'
import { consolidationWindow, halfYearAt, type Job, mostBig, mostSmall, type Placing } from './placing'
import type { Placement, PlacementReason, Unplaced } from './plan'
import type { PlanSettings } from './settings'
import type { TrialPlan } from './trial-plan'

/** A limit that something decided or running goes beyond. */
export interface Strain {
	readonly unit: Unit
	readonly halfYear: HalfYear
	readonly what: 'capacity' | 'changeover' | 'consolidation' | 'blackout' | 'order'
	readonly item: ItemId
}

/** The department whose quiet months forbid that the job goes live then. */
export type QuietDepartment = (job: Job, at: number) => string | undefined

export function quietDepartmentIn(placing: Placing, basis: PlanBasis, settings: PlanSettings): QuietDepartment {
	const facts = new Map(basis.departments.map((department) => [department.departmentId, department]))
	return ({ item }, at) =>
		item.departments.find(
			(department) => !mayChange(item.changeover, halfYearAt(placing, at), facts.get(department), settings),
		)
}

/** Says where a job stands and what kept it from the half-year before. The trial is the same afterwards. */
export function placementOf(trial: TrialPlan, index: number, quiet: QuietDepartment): Placement | undefined {
	const goLive = trial.goLive(index)
	if (goLive === undefined) return undefined
	const { span } = trial.job(index)
	return { goLive: halfYearAt(trial.placing, goLive), span, reason: reasonFor(trial, index, goLive, quiet) }
}

function reasonFor(trial: TrialPlan, index: number, goLive: number, quiet: QuietDepartment): PlacementReason {
	const { placing } = trial
	const job = trial.job(index)
	if (job.fixed !== undefined)
		return { why: job.item.fixedGoLive === halfYearAt(placing, goLive) ? 'running' : 'decided' }
	const before = goLive - 1
	const until = halfYearAt(placing, before)
	if (before - job.span + 1 < 0) return { why: 'earliest' }
	if (before < job.notBefore) return { why: 'decided' }
	const awaited = job.after.find((one) => (trial.goLive(one) ?? before) >= before)
	if (awaited !== undefined) return { why: 'after', item: trial.job(awaited).item.id }
	const department = quiet(job, before)
	if (department !== undefined) return { why: 'blackout', departmentId: department, until }
	trial.take(index)
	const obstacle = trial.obstacle(index, before)
	trial.put(index, goLive)
	if (!obstacle) return { why: 'kept' }
	const unit = placing.units[obstacle.unit] as Unit
	if (obstacle.what === 'capacity') return { why: 'capacity', unit, until: halfYearAt(placing, obstacle.at) }
	return { why: obstacle.what, departmentId: unit, until }
}

/** Why a job that is not placed is not. */
export function unplacedOf(trial: TrialPlan, index: number): Unplaced {
	const { item, refused, after } = trial.job(index)
	if (refused) return { item: item.id, why: refused }
	const missing = after.find((one) => !trial.isPlaced(one))
	if (missing !== undefined) return { item: item.id, why: 'needs-unplaced', waitsFor: trial.job(missing).item.id }
	return { item: item.id, why: 'horizon-full' }
}

/** Every limit that a decided item or a running project goes beyond, together with what else is planned. */
export function strainsOf(trial: TrialPlan, index: number, quiet: QuietDepartment): readonly Strain[] {
	const { placing } = trial
	const job = trial.job(index)
	const at = trial.goLive(index)
	if (job.fixed === undefined || at === undefined) return []
	const found: Strain[] = []
	const tell = (what: Strain['what'], unit: number, halfYear: number) =>
		found.push({ unit: placing.units[unit] as Unit, halfYear: halfYearAt(placing, halfYear), what, item: job.item.id })
	for (let t = Math.max(0, at - job.span + 1); t <= at && t < trial.length; t++) {
		const room = placing.capacity[job.unit]?.[t] ?? 0
		if (job.daysEach > 0 && trial.daysIn(job.unit, t) > room + tolerance) tell('capacity', job.unit, t)
	}
	if (at >= 0 && at < trial.length) {
		for (const department of job.changes) {
			const [count, most] = job.big
				? [trial.bigIn(department, at), mostBig]
				: [trial.smallIn(department, at), mostSmall]
			if (count > most) tell('changeover', department, at)
			if (rowAround(trial, department, at) >= consolidationWindow) tell('consolidation', department, at)
		}
		const department = quiet(job, at)
		if (department !== undefined) tell('blackout', placing.units.indexOf(department), at)
	}
	if (job.after.some((before) => (trial.goLive(before) ?? at) >= at)) tell('order', job.unit, at)
	return found
}

/** How many half-years in a row have a changeover, counted around this one. */
function rowAround(trial: TrialPlan, department: number, at: number): number {
	let row = 1
	for (let t = at - 1; t >= 0 && trial.changeovers(department, t) > 0; t--) row++
	for (let t = at + 1; t < trial.length && trial.changeovers(department, t) > 0; t++) row++
	return row
}
