import type { HalfYear } from '../shared/half-year'
import type { ItemId, Unit } from '../shared/unit'
import { mayChange, tolerance } from './capacity'
import type { PlanBasis } from './collect-items'
import { consolidationWindow, halfYearAt, type Job, mostBig, mostSmall, type Placing } from './placing'
import type { Placement, PlacementReason, Unplaced } from './plan'
import type { Schedule } from './schedule'
import type { PlanSettings } from './settings'

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

/** Says where a job stands and what kept it from the half-year before. The schedule is the same afterwards. */
export function placementOf(schedule: Schedule, index: number, quiet: QuietDepartment): Placement | undefined {
	const goLive = schedule.goLive(index)
	if (goLive === undefined) return undefined
	const { span } = schedule.job(index)
	return { goLive: halfYearAt(schedule.placing, goLive), span, reason: reasonFor(schedule, index, goLive, quiet) }
}

function reasonFor(schedule: Schedule, index: number, goLive: number, quiet: QuietDepartment): PlacementReason {
	const { placing } = schedule
	const job = schedule.job(index)
	if (job.fixed !== undefined)
		return { why: job.item.fixedGoLive === halfYearAt(placing, goLive) ? 'running' : 'decided' }
	const before = goLive - 1
	const until = halfYearAt(placing, before)
	if (before - job.span + 1 < 0) return { why: 'earliest' }
	if (before < job.notBefore) return { why: 'decided' }
	const awaited = job.after.find((one) => (schedule.goLive(one) ?? before) >= before)
	if (awaited !== undefined) return { why: 'after', item: schedule.job(awaited).item.id }
	const department = quiet(job, before)
	if (department !== undefined) return { why: 'blackout', departmentId: department, until }
	schedule.take(index)
	const obstacle = schedule.obstacle(index, before)
	schedule.put(index, goLive)
	if (!obstacle) return { why: 'kept' }
	const unit = placing.units[obstacle.unit] as Unit
	if (obstacle.what === 'capacity') return { why: 'capacity', unit, until: halfYearAt(placing, obstacle.at) }
	return { why: obstacle.what, departmentId: unit, until }
}

/** Why a job that is not placed is not. */
export function unplacedOf(schedule: Schedule, index: number): Unplaced {
	const { item, refused, after } = schedule.job(index)
	if (refused) return { item: item.id, why: refused }
	const missing = after.find((one) => !schedule.isPlaced(one))
	if (missing !== undefined) return { item: item.id, why: 'needs-unplaced', waitsFor: schedule.job(missing).item.id }
	return { item: item.id, why: 'horizon-full' }
}

/** Every limit that a decided item or a running project goes beyond, together with what else is planned. */
export function strainsOf(schedule: Schedule, index: number, quiet: QuietDepartment): readonly Strain[] {
	const { placing } = schedule
	const job = schedule.job(index)
	const at = schedule.goLive(index)
	if (job.fixed === undefined || at === undefined) return []
	const found: Strain[] = []
	const tell = (what: Strain['what'], unit: number, halfYear: number) =>
		found.push({ unit: placing.units[unit] as Unit, halfYear: halfYearAt(placing, halfYear), what, item: job.item.id })
	for (let t = Math.max(0, at - job.span + 1); t <= at && t < schedule.length; t++) {
		const room = placing.capacity[job.unit]?.[t] ?? 0
		if (job.daysEach > 0 && schedule.daysIn(job.unit, t) > room + tolerance) tell('capacity', job.unit, t)
	}
	if (at >= 0 && at < schedule.length) {
		for (const department of job.changes) {
			const [count, most] = job.big
				? [schedule.bigIn(department, at), mostBig]
				: [schedule.smallIn(department, at), mostSmall]
			if (count > most) tell('changeover', department, at)
			if (rowAround(schedule, department, at) >= consolidationWindow) tell('consolidation', department, at)
		}
		const department = quiet(job, at)
		if (department !== undefined) tell('blackout', placing.units.indexOf(department), at)
	}
	if (job.after.some((before) => (schedule.goLive(before) ?? at) >= at)) tell('order', job.unit, at)
	return found
}

/** How many half-years in a row have a changeover, counted around this one. */
function rowAround(schedule: Schedule, department: number, at: number): number {
	let row = 1
	for (let t = at - 1; t >= 0 && schedule.changeovers(department, t) > 0; t--) row++
	for (let t = at + 1; t < schedule.length && schedule.changeovers(department, t) > 0; t++) row++
	return row
}
