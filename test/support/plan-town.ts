import type { Measure } from '../../src/domain/maturity/catalogue'
import type { DepartmentFacts, PlanBasis } from '../../src/domain/plan/collect-items'
import type { PlanItem } from '../../src/domain/plan/plan'
import type { PlanSettings } from '../../src/domain/plan/settings'
import type { HalfYear } from '../../src/domain/shared/half-year'

/** How big an invented town is. */
export interface TownSize {
	readonly departments: number
	/** Measures in all, the town's own included; about so many. */
	readonly items: number
	readonly length: 14 | 20
	/** Share of the shipped effort, to make towns with less or more to do. */
	readonly effort?: number
}

export interface InventedTown {
	readonly basis: PlanBasis
	readonly settings: PlanSettings
}

const effortDays = { XS: 2, S: 5, M: 15, L: 40 } as const

/**
 * The same seed gives the same town: departments that differ in size, calm and urgency, and the shipped measures with
 * their order.
 */
export function inventedTown(seed: number, size: TownSize, measures: readonly Measure[]): InventedTown {
	const random = randomFrom(seed)
	const below = (n: number) => Math.floor(random() * n)
	const ids = Array.from({ length: size.departments }, (_, at) => `d${String(at + 1).padStart(2, '0')}`)
	const common = measures.filter((measure) => measure.crossCutting)
	const own = measures.filter((measure) => !measure.crossCutting)
	const share = Math.min(1, Math.max(0, size.items - common.length) / (size.departments * own.length))
	const asked = new Map<string, string[]>()
	for (const id of ids) {
		for (const measure of measures) {
			if (random() >= (measure.crossCutting ? 0.7 : share)) continue
			const item = `${measure.id}@${measure.crossCutting ? 'town' : id}`
			asked.set(item, [...(asked.get(item) ?? []), id])
		}
	}
	const standing = new Map(ids.map((id) => [id, random()]))
	const items: PlanItem[] = []
	for (const measure of measures) {
		for (const unit of measure.crossCutting ? ['town'] : ids) {
			const id = `${measure.id}@${unit}`
			const departments = asked.get(id)
			if (!departments) continue
			const urgency = departments.reduce((sum, one) => sum + (standing.get(one) ?? 0), 0) / departments.length
			const benefit = Math.min(1, (measure.benefit / 5) * (0.5 + random()) * Math.sqrt(2 / effortDays[measure.effort]))
			const score = Math.max(1, Math.round(100 * (0.7 * urgency + 0.3 * benefit)))
			items.push({
				id,
				kind: 'measure',
				unit,
				departments,
				measure: measure.id,
				days: effortDays[measure.effort] * (size.effort ?? 1),
				changeover: measure.changeover ?? 'none',
				duty: measure.duty ?? false,
				after: [...new Set(departments.flatMap((one) => before(measure, one, measures, asked)))].sort(),
				priority: { staffing: urgency, demography: urgency, targetGroup: urgency, benefit, score },
				services: [],
			})
		}
	}
	const departments = ids.map((departmentId): DepartmentFacts => {
		const posts = 2 + Math.floor(random() * random() * 28) / 2
		const quiet = Array.from({ length: below(4) }, () => 1 + below(12))
		return {
			departmentId,
			posts,
			...(below(3) === 0 && { daysStated: Math.round(posts * (2 + 3 * random())) }),
			quietMonths: [...new Set(quiet)].sort((a, b) => a - b),
		}
	})
	for (const { departmentId, posts = 0 } of departments) {
		for (let count = below(5) - 2; count > 0; count--) {
			const until = below(5)
			items.push({
				id: `project:p${count}@${departmentId}`,
				kind: 'project',
				unit: departmentId,
				departments: [departmentId],
				name: `Project ${count}`,
				days: Math.round(posts * random()) * (until + 1),
				changeover: 'small',
				duty: false,
				after: [],
				priority: { staffing: 0, demography: 0, targetGroup: 0, benefit: 0, score: 1 },
				services: [],
				fixedGoLive: halfYearFrom(2027, until),
			})
		}
	}
	const settings: PlanSettings = {
		first: halfYearFrom(2027, 0),
		length: size.length,
		weights: { staffing: 3, demography: 3, targetGroup: 3 },
		weightsOn: '2026-11-03',
		bufferPercent: 20,
		daysPerPost: 3,
		townDays: 40,
		quietMonths: [12],
	}
	return { basis: { items: items.sort((one, other) => (one.id < other.id ? -1 : 1)), departments }, settings }
}

/** What the measure waits for in this department, through measures that nobody asked for as well. */
function before(
	measure: Measure,
	department: string,
	measures: readonly Measure[],
	asked: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
	return (measure.after ?? []).flatMap((id) => {
		const found = measures.find((one) => one.id === id)
		if (!found) return []
		const item = `${id}@${found.crossCutting ? 'town' : department}`
		return asked.has(item) ? [item] : before(found, department, measures, asked)
	})
}

export function halfYearFrom(year: number, at: number): HalfYear {
	return `${year + Math.floor(at / 2)}-H${(at % 2) + 1}` as HalfYear
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0
	return () => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), state | 1)
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
	}
}
