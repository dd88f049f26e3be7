import loadHighs from 'highs'
import type { Job, Placing } from '../../src/domain/plan/placing'

/**
 * What the exact solver found: the cost of its plan, and below what no plan can be. Both are the same once it is proven
 * best.
 */
export interface Exact {
	readonly cost: number
	readonly bound: number
	/** Go-live half-year by the index of the job; a job that is left out is not there. */
	readonly goLive: ReadonlyMap<number, number>
	readonly seconds: number
}

export interface ExactStage {
	/** The jobs whose cost counts. */
	readonly counts: (job: Job) => boolean
	/** The jobs that exist; fixed ones always do. */
	readonly exists: (job: Job) => boolean
	/** Other jobs must not cost more than this in sum. */
	readonly atMost?: { readonly counts: (job: Job) => boolean; readonly cost: number }
}

/**
 * The same problem as a mixed-integer programme: a binary for each job and half-year in which it may go live. Order is
 * written with sums over all earlier half-years, which makes the relaxation tight. It shares the data with the placer
 * and nothing else.
 */
export async function solveExactly(placing: Placing, stage: ExactStage, timeLimit: number): Promise<Exact> {
	loaded ??= loadHighs()
	const highs = await loaded
	const { text, offset, columns } = programme(placing, stage)
	const began = performance.now()
	return highs.withModel({ format: 'lp', data: text }, (model) => {
		// Costs are whole numbers: a plan less than one above the bound is the best.
		model.options.set({ output_flag: false, time_limit: timeLimit, mip_rel_gap: 0, mip_abs_gap: 0.99, random_seed: 1 })
		model.run()
		const seconds = (performance.now() - began) / 1000
		const values = model.getSolution().colValue ?? []
		const goLive = new Map<number, number>()
		for (const [name, { index, at }] of columns) {
			const column = model.getColByName(name)
			if ((values[column] ?? 0) > 0.5) goLive.set(index, at)
		}
		// The sum turns a minus zero into a plain one.
		const bound = Math.ceil(Number(model.info.get('mip_dual_bound')) + offset - 1e-4) + 0
		return { cost: Math.round(model.getObjectiveValue() + offset) + 0, bound, goLive, seconds }
	})
}

let loaded: ReturnType<typeof loadHighs> | undefined

function programme(placing: Placing, stage: ExactStage) {
	const length = placing.halfYears.length
	const columns = new Map<string, { readonly index: number; readonly at: number }>()
	const rows: string[] = []
	const objective: string[] = []
	let offset = 0
	const movable = placing.jobs.map((job) => job.fixed === undefined && !job.refused && stage.exists(job))
	const fixed = placing.jobs.filter((job) => job.fixed !== undefined)
	const daysGiven = (unit: number, at: number) =>
		sum(fixed.filter((job) => job.unit === unit && works(job, job.fixed ?? 0, at)).map((job) => job.daysEach))
	const changesGiven = (unit: number, at: number, big?: boolean) =>
		fixed.filter((job) => job.fixed === at && job.changes.includes(unit) && (big === undefined || job.big === big))
			.length
	const left = placing.units.map((_, unit) =>
		placing.halfYears.map((_half, at) => (placing.capacity[unit]?.[at] ?? 0) - daysGiven(unit, at)),
	)
	const x = (index: number, at: number) => (columns.has(`x${index}_${at}`) ? `x${index}_${at}` : undefined)

	for (const [index, job] of placing.jobs.entries()) {
		if (!movable[index]) {
			if (job.refused && stage.counts(job)) offset += job.costLeftOut
			continue
		}
		if (stage.counts(job)) offset += job.costLeftOut
		const enters = (at: number) =>
			job.allowed[at] &&
			job.after.every((before) => movable[before] || (placing.jobs[before]?.fixed ?? length) < at) &&
			placing.halfYears.every(
				(_, t) => job.daysEach === 0 || !works(job, at, t) || (left[job.unit]?.[t] ?? 0) >= job.daysEach - 1e-6,
			) &&
			job.changes.every((unit) => changesGiven(unit, at, job.big) < (job.big ? 1 : 2))
		for (let at = 0; at < length; at++) {
			if (!enters(at)) continue
			columns.set(`x${index}_${at}`, { index, at })
			if (stage.counts(job)) objective.push(term((job.cost[at] ?? 0) - job.costLeftOut, `x${index}_${at}`))
		}
	}
	const every = placing.jobs.map((_, index) => index).filter((index) => movable[index])
	const upTo = (index: number, at: number) =>
		Array.from({ length: Math.max(0, at + 1) }, (_, t) => x(index, t)).filter((name) => name !== undefined)
	const row = (terms: readonly string[], limit: number) => {
		if (terms.length > 0) rows.push(`r${rows.length}: ${terms.join(' ')} <= ${limit}`)
	}
	for (const index of every) {
		row(
			upTo(index, length - 1).map((name) => term(1, name)),
			1,
		)
		for (const before of placing.jobs[index]?.after ?? []) {
			if (!movable[before]) continue
			for (let at = 0; at < length; at++) {
				if (!x(index, at) && at < length - 1) continue
				row([...upTo(index, at).map((name) => term(1, name)), ...upTo(before, at - 1).map((name) => term(-1, name))], 0)
			}
		}
	}
	for (const [unit] of placing.units.entries()) {
		for (let at = 0; at < length; at++) {
			const workers = every.filter(
				(index) => placing.jobs[index]?.unit === unit && (placing.jobs[index]?.daysEach ?? 0) > 0,
			)
			const days = workers.flatMap((index) => {
				const job = placing.jobs[index] as Job
				const names = Array.from({ length: job.span }, (_, more) => x(index, at + more)).filter(
					(name) => name !== undefined,
				)
				return names.map((name) => term(job.daysEach, name))
			})
			row(days, Math.max(0, left[unit]?.[at] ?? 0))
			const changing = (big: boolean) =>
				every.flatMap((index) => {
					const job = placing.jobs[index] as Job
					return job.big === big && job.changes.includes(unit) ? (x(index, at) ?? []) : []
				})
			row(
				changing(true).map((name) => term(1, name)),
				Math.max(0, 1 - changesGiven(unit, at, true)),
			)
			row(
				changing(false).map((name) => term(1, name)),
				Math.max(0, 2 - changesGiven(unit, at, false)),
			)
			if (changesGiven(unit, at) > 0) continue
			for (const name of [...changing(true), ...changing(false)]) row([term(1, name), term(-1, `y${unit}_${at}`)], 0)
		}
		for (let from = 0; from + 3 < length; from++) {
			const window = [from, from + 1, from + 2, from + 3]
			const given = window.filter((at) => changesGiven(unit, at) > 0)
			if (given.length === 4) continue
			row(
				window.filter((at) => !given.includes(at)).map((at) => term(1, `y${unit}_${at}`)),
				3 - given.length,
			)
		}
	}
	const { atMost } = stage
	if (atMost) {
		const counted = every.filter((index) => atMost.counts(placing.jobs[index] as Job))
		const constant = sum(
			placing.jobs.filter((job) => job.fixed === undefined && atMost.counts(job)).map((job) => job.costLeftOut),
		)
		row(
			counted.flatMap((index) => {
				const job = placing.jobs[index] as Job
				return job.cost.flatMap((cost, at) => (x(index, at) ? [term(cost - job.costLeftOut, `x${index}_${at}`)] : []))
			}),
			atMost.cost - constant,
		)
	}
	const rests = [...new Set(rows.join(' ').match(/y\d+_\d+/g) ?? [])]
	const text = [
		'Minimize',
		`cost: ${objective.length > 0 ? objective.join(' ') : '0 nothing'}`,
		'Subject To',
		...(rows.length > 0 ? rows : ['r0: nothing <= 1']),
		'Bounds',
		...rests.map((name) => `0 <= ${name} <= 1`),
		'Binaries',
		[...columns.keys()].join('\n'),
		'End',
	].join('\n')
	return { text, offset, columns }
}

/** Whether a job that goes live in `goLive` is worked on in half-year `at`. */
function works(job: Job, goLive: number, at: number): boolean {
	return at <= goLive && at > goLive - job.span
}

function term(factor: number, name: string): string {
	return `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0)
}

/**
 * The two stages as the plan is defined: what is early as if alone; the others beside a plan of the early ones that
 * costs no more.
 */
export const earlyAlone: ExactStage = { counts: (job) => job.early, exists: (job) => job.early }
export function othersBeside(earlyCost: number): ExactStage {
	return { counts: (job) => !job.early, exists: () => true, atMost: { counts: (job) => job.early, cost: earlyCost } }
}
