import type { Horizon } from '../atlas/outlook'
import { type Catalogue, effortDays, type Measure } from '../maturity/catalogue'
import { servicesIn } from '../maturity/maturity'
import { type Recommendation, recommendMeasures } from '../maturity/recommend'
import { type Answers, activeItems, answerAt, answerKey, type Item, type Value } from '../questionnaire/answer'
import { addHalfYears, type HalfYear, halfYearsBetween, parseHalfYear } from '../shared/half-year'
import { type ItemId, townUnit } from '../shared/unit'
import type { PlanItem } from './plan'
import { type CriteriaScores, casesOf, criteriaScoresOf, priorityOf, scored } from './priority'
import type { PlanSettings } from './settings'

/** What a department said about the room it has for change. Absent: it did not say. */
export interface DepartmentFacts {
	readonly departmentId: string
	/** Filled full-time posts; a vacant post does no work. */
	readonly posts?: number
	/** Person-days per half-year that the department itself stated. */
	readonly daysStated?: number
	/** 1 to 12, ascending. */
	readonly quietMonths: readonly number[]
}

/**
 * Everything that is to be placed, and the room there is for it. Items and departments are in the order of their ids.
 */
export interface PlanBasis {
	readonly items: readonly PlanItem[]
	readonly departments: readonly DepartmentFacts[]
}

/** What a department has released: the counting answers of one pass with the catalogue they belong to. */
export interface ReleasedCheck {
	readonly departmentId: string
	readonly catalogue: Catalogue
	readonly answers: Answers
	/** How many leave, as the age atlas says it; counts only where the department itself did not say. */
	readonly horizon?: Horizon
	/** An important position there has written down too little of what it knows: people come before technology. */
	readonly undocumented?: boolean
}

interface Department extends ReleasedCheck {
	readonly recommendations: readonly Recommendation[]
	readonly standing: CriteriaScores
}

/**
 * Makes one list of what the released checks ask for: each recommended measure once per department, each cross-cutting
 * one once for the town, and the running projects. Throws `RangeError` if a department is given twice; the caller knows
 * which release counts.
 */
export function collectItems(releases: readonly ReleasedCheck[], settings: PlanSettings): PlanBasis {
	const departments = [...releases].sort(byDepartment).map(
		(release): Department => ({
			...release,
			recommendations: recommendedFor(release),
			standing: criteriaScoresOf(release.catalogue, release.answers, release.horizon),
		}),
	)
	const twice = departments.find((one, at) => at > 0 && departments[at - 1]?.departmentId === one.departmentId)
	if (twice) throw new RangeError(`two releases of department ${twice.departmentId}`)
	const asked = new Set(
		departments.flatMap((department) =>
			department.recommendations.map(({ measure }) => idOf(measure, department.departmentId)),
		),
	)
	const own = departments.flatMap((department) =>
		department.recommendations
			.filter(({ measure }) => !measure.crossCutting)
			.map(({ measure }) => measureItem(measure, [department], department.departmentId, asked, settings)),
	)
	const projects = departments.flatMap((department) => projectsOf(department, settings))
	const items = [...own, ...townItems(departments, asked, settings), ...projects]
	return { items: items.sort((one, other) => (one.id < other.id ? -1 : 1)), departments: departments.map(factsOf) }
}

/** What the answers ask for, and what its undocumented knowledge asks for beside them. */
function recommendedFor({ catalogue, answers, undocumented }: ReleasedCheck): readonly Recommendation[] {
	const recommended = recommendMeasures(catalogue, answers)
	const first = undocumented ? catalogue.measures.find(({ id }) => id === catalogue.documentFirst) : undefined
	return first && !recommended.some(({ measure }) => measure.id === first.id)
		? [...recommended, { measure: first, findings: [] }]
		: recommended
}

/**
 * Whether a measure of a department has to wait until its knowledge is written down: what changes daily work does,
 * because who is asked to change it is the one who knows. Duties have their date from the law and do not wait; nor does
 * what has to be there before writing.
 */
function waitsForDocuments(measure: Measure, { catalogue, undocumented }: ReleasedCheck): boolean {
	const first = catalogue.documentFirst
	if (
		!undocumented ||
		first === undefined ||
		measure.id === first ||
		measure.duty ||
		(measure.changeover ?? 'none') === 'none'
	)
		return false
	return !comesBefore(measure.id, first, catalogue)
}

function comesBefore(id: string, later: string, catalogue: Catalogue, seen = new Set<string>()): boolean {
	const after = catalogue.measures.find((measure) => measure.id === later)?.after ?? []
	seen.add(later)
	return after.some((one) => one === id || (!seen.has(one) && comesBefore(id, one, catalogue, seen)))
}

/** The name of a service as the town's papers call it. */
export function serviceNameIn(catalogue: Catalogue, item: Item): string {
	return item.name ?? catalogue.services.find((service) => service.id === item.id)?.name.de ?? item.id
}

function byDepartment(one: ReleasedCheck, other: ReleasedCheck): number {
	return one.departmentId < other.departmentId ? -1 : one.departmentId > other.departmentId ? 1 : 0
}

function idOf(measure: Measure, departmentId: string): ItemId {
	return `${measure.id}@${measure.crossCutting ? townUnit : departmentId}`
}

/**
 * Departments may stand on different versions of the catalogue; for the town's item the newest of them words the
 * measure.
 */
function townItems(
	departments: readonly Department[],
	asked: ReadonlySet<ItemId>,
	settings: PlanSettings,
): readonly PlanItem[] {
	const found = new Map<string, { measure: Measure; version: string; departments: Department[] }>()
	for (const department of departments) {
		for (const { measure } of department.recommendations) {
			if (!measure.crossCutting) continue
			const { version } = department.catalogue
			const known = found.get(measure.id)
			if (!known) found.set(measure.id, { measure, version, departments: [department] })
			else {
				known.departments.push(department)
				if (isNewer(version, known.version)) Object.assign(known, { measure, version })
			}
		}
	}
	return [...found.values()].map((one) => measureItem(one.measure, one.departments, townUnit, asked, settings))
}

function isNewer(one: string, other: string): boolean {
	return one.length === other.length ? one > other : one.length > other.length
}

function measureItem(
	measure: Measure,
	departments: readonly Department[],
	unit: string,
	asked: ReadonlySet<ItemId>,
	settings: PlanSettings,
): PlanItem {
	const gains = departments.flatMap(
		({ catalogue, answers, recommendations }): readonly { readonly name?: string; readonly cases: number }[] => {
			const findings = recommendations.find((one) => one.measure.id === measure.id)?.findings ?? []
			const services = [...new Map(findings.flatMap(({ item }) => (item ? [[item.id, item] as const] : []))).values()]
			const whole = services.length === 0 ? [{ cases: casesOf(catalogue, answers, undefined) }] : []
			return [
				...whole,
				...services.map((item) => ({ name: serviceNameIn(catalogue, item), cases: casesOf(catalogue, answers, item) })),
			]
		},
	)
	const names = gains.flatMap(({ name }) => name ?? [])
	const standings = departments.map(({ standing }) => standing)
	const cases = gains.map((gain) => gain.cases)
	const after = departments.flatMap((department) => {
		const { catalogue, departmentId } = department
		const first =
			unit === departmentId && waitsForDocuments(measure, department)
				? [`${catalogue.documentFirst}@${departmentId}`]
				: []
		return [...waitsFor(measure, catalogue, departmentId, asked), ...first.filter((id) => asked.has(id))]
	})
	const documents = departments.some(
		({ catalogue, undocumented = false }) => undocumented && measure.id === catalogue.documentFirst,
	)
	return {
		id: `${measure.id}@${unit}`,
		kind: 'measure',
		unit,
		departments: departments.map(({ departmentId }) => departmentId),
		measure: measure.id,
		days: effortDays[measure.effort],
		changeover: measure.changeover ?? 'none',
		duty: measure.duty ?? false,
		after: [...new Set(after)].sort(),
		priority: priorityOf(measure, standings, cases, settings.weights),
		services: [...new Set(names)].sort(),
		...(documents && { documents }),
	}
}

/**
 * What has to be live before, also through measures that were not asked for: what they wait for still has to come
 * first.
 */
function waitsFor(
	measure: Measure,
	catalogue: Catalogue,
	departmentId: string,
	asked: ReadonlySet<ItemId>,
	seen = new Set<string>(),
): readonly ItemId[] {
	return (measure.after ?? []).flatMap((id): readonly ItemId[] => {
		const before = catalogue.measures.find((one) => one.id === id)
		if (!before || seen.has(id)) return []
		seen.add(id)
		return asked.has(idOf(before, departmentId))
			? [idOf(before, departmentId)]
			: waitsFor(before, catalogue, departmentId, asked, seen)
	})
}

/**
 * A project without a known end takes its days for the coming year; the open answer stays on the list of things to be
 * clarified.
 */
const unknownEnd = 1

function projectsOf(
	{ departmentId, catalogue, answers, standing }: Department,
	settings: PlanSettings,
): readonly PlanItem[] {
	const { projects } = catalogue
	if (!projects) return []
	return activeItems(answerAt(answers, projects.loop)).flatMap((item): PlanItem[] => {
		const end = givenAt(answers, answerKey(projects.until, item))
		const until: HalfYear =
			(typeof end === 'string' ? parseHalfYear(end) : undefined) ?? addHalfYears(settings.first, unknownEnd)
		const halfYears = halfYearsBetween(settings.first, until) + 1
		// Its end lies before the plan, so nothing of it is left.
		if (halfYears < 1) return []
		const each = givenAt(answers, answerKey(projects.daysEach, item))
		return [
			{
				id: `project:${item.id}@${departmentId}`,
				kind: 'project',
				unit: departmentId,
				departments: [departmentId],
				name: item.name ?? item.id,
				days: (typeof each === 'number' ? each : 0) * halfYears,
				// It was not asked how much a project changes. Something does, so it counts as a small changeover.
				changeover: 'small',
				duty: false,
				after: [],
				priority: scored({ ...standing, benefit: 0 }, settings.weights),
				services: [],
				fixedGoLive: until,
			},
		]
	})
}

function factsOf({ departmentId, catalogue: { figures, questionnaire }, answers }: Department): DepartmentFacts {
	const posts = figures && givenAt(answers, figures.filledPosts)
	const stated = figures?.daysForChange === undefined ? undefined : givenAt(answers, figures.daysForChange)
	const quiet = figures?.quietMonths === undefined ? undefined : givenAt(answers, figures.quietMonths)
	const form = questionnaire.blocks
		.flatMap((block) => block.pages.flatMap((page) => page.questions))
		.find(({ id }) => id === figures?.quietMonths)?.form
	const months = form && 'options' in form ? form.options.map((option) => option.id) : []
	const chosen: readonly unknown[] = Array.isArray(quiet) ? quiet : []
	return {
		departmentId,
		...(typeof posts === 'number' && { posts }),
		...(typeof stated === 'number' && { daysStated: stated }),
		quietMonths: months.flatMap((month, at) => (chosen.includes(month) ? [at + 1] : [])),
	}
}

function givenAt(answers: Answers, key: string): Value | undefined {
	const answer = answerAt(answers, key)
	return answer?.status === 'given' ? answer.value : undefined
}

/** The services that a release names, by the names that items use. */
export function serviceNames({ catalogue, answers }: ReleasedCheck): readonly string[] {
	return servicesIn(catalogue, answers).map((item) => serviceNameIn(catalogue, item))
}
