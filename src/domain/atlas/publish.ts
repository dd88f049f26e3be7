import {
	type AgeCounts,
	type Atlas,
	type AtlasRelease,
	type AtlasUnit,
	type CutAge,
	cutAges,
	smallestGroup,
	smallTown,
	staffOf,
	unitsIn,
} from './atlas'
import { compatible, fitsEarlier } from './versions'

/** How much a cut helps to understand: who leaves within ten years first, then who has just come. */
const worth: Readonly<Record<CutAge, number>> = { 25: 3, 35: 7, 45: 6, 55: 10, 60: 6 }
const coarseCuts: readonly CutAge[] = [35, 55]

/** By what a release is made; tests try it with other numbers. */
export interface Rules {
	readonly least: number
	readonly smallTown: number
	/** Departments that are still there and not counted anew; whatever holds one of them stays as it is known. */
	readonly staying?: readonly string[]
}

export const usualRules: Rules = { least: smallestGroup, smallTown }

/**
 * What may be made known of a count. Everybody is put into exactly one group of at least five, and whatever is shown
 * later is a sum of these groups: so no view and no difference of views is about fewer. Nothing where not even that is
 * possible.
 */
export function releaseFrom(
	atlas: Atlas,
	counted: AgeCounts,
	on: string,
	rules: Rules = usualRules,
): AtlasRelease | undefined {
	const counts = new Map(
		[...counted].filter(([, bands]) => total(bands) > 0).sort(([one], [other]) => (one < other ? -1 : 1)),
	)
	const present = new Set([...counts.keys(), ...(rules.staying ?? [])])
	const all = [...counts.values()].reduce((sum, bands) => sum + total(bands), 0)
	const isSmall = all < rules.smallTown
	const allowed = isSmall ? coarseCuts : cutAges
	const fits = remembered((unit) => fitsEarlier(unit, atlas, present, rules.least))
	let best: { readonly release: AtlasRelease; readonly score: number } | undefined
	// Every unit has at least the cuts of the town, because the town is their sum.
	for (const shared of cutsWithin(allowed)) {
		const found = structure(atlas, counts, shared, isSmall, rules.least).flatMap((departments) => {
			return finest(departments, counts, { shared, allowed, least: rules.least, fits }) ?? []
		})
		const units = compatible(bySize(found), atlas, present, rules.least)
		if (units.length === 0) continue
		const complete = units.reduce((sum, unit) => sum + staffOf(unit), 0) === all
		const own = units.reduce((sum, unit) => sum + (staffOf(unit) * worthOf(unit.cuts)) / unit.departments.length, 0)
		const score =
			own + (complete ? all * worthOf(cutAges.filter((cut) => units.every((unit) => unit.cuts.includes(cut)))) : 0)
		const sorted = [...units].sort((one, other) => ((one.departments[0] ?? '') < (other.departments[0] ?? '') ? -1 : 1))
		if (!best || score > best.score) best = { release: { on, units: sorted, complete }, score }
	}
	return best?.release
}

/** The atlas with a release; the one before it stays known. */
export function withRelease(atlas: Atlas, release: AtlasRelease): Atlas {
	return { ...atlas, revision: atlas.revision + 1, releases: [...atlas.releases, release] }
}

/**
 * Who is shown together. The first time each department that can be shown with the town's cuts stands alone; the others
 * are pooled, and so many that could stand alone join them that the pool can be shown too: otherwise the town minus
 * those shown would say what was hidden. Later the same people stay together, because what changed sides could be
 * subtracted.
 */
function structure(
	atlas: Atlas,
	counts: AgeCounts,
	shared: readonly CutAge[],
	isSmall: boolean,
	least: number,
): readonly (readonly string[])[] {
	const ids = [...counts.keys()]
	if (isSmall) return ids.length > 0 ? [ids] : []
	const earlier = unitsIn(atlas)
		.map((unit) => unit.departments.filter((id) => counts.has(id)))
		.filter((departments) => departments.length > 0)
	const known = new Set(earlier.flat())
	const size = (id: string) => total(counts.get(id) ?? [])
	const single = ids
		.filter((id) => !known.has(id) && isShowable(grouped([id], shared, counts), least))
		.sort((one, other) => size(one) - size(other))
	const pooled = ids.filter((id) => !known.has(id) && !single.includes(id))
	if (pooled.length === 0) return [...earlier, ...single.map((id) => [id])]
	const pool = [...(earlier.find((departments) => departments.length > 1) ?? []), ...pooled]
	while (!isShowable(grouped(pool, shared, counts), least) && single.length > 0) pool.push(single.shift() as string)
	return [
		...earlier.filter((departments) => !departments.some((id) => pool.includes(id))),
		...single.map((id) => [id]),
		pool.sort(),
	]
}

/** In which bands a unit may be shown. */
interface BandLimits {
	/** The cuts of the town, which every unit has. */
	readonly shared: readonly CutAge[]
	readonly allowed: readonly CutAge[]
	/** Fewest people in a band. */
	readonly least: number
	/** Whether a unit says nothing that an earlier release had hidden. */
	readonly fits: (unit: AtlasUnit) => boolean
}

/** The unit in the finest bands that may be shown; `undefined` if there are none. */
function finest(
	departments: readonly string[],
	counts: AgeCounts,
	{ shared, allowed, least, fits }: BandLimits,
): AtlasUnit | undefined {
	for (const cuts of cutsWithin(allowed)) {
		if (!shared.every((cut) => cuts.includes(cut))) continue
		const unit = { departments: [...departments].sort(), cuts, people: grouped(departments, cuts, counts) }
		if (isShowable(unit.people, least) && fits(unit)) return unit
	}
	return undefined
}

/**
 * No group is empty either: where no colleague is young, three colleagues whose number is known would all be known to
 * be older.
 */
function isShowable(people: readonly number[], least: number): boolean {
	return people.every((count) => count >= least)
}

/** Every choice of at least one cut, the most telling first. */
function cutsWithin(allowed: readonly CutAge[]): readonly (readonly CutAge[])[] {
	const known = choices.get(allowed)
	if (known) return known
	const all = Array.from({ length: 2 ** allowed.length - 1 }, (_, at) =>
		allowed.filter((_cut, bit) => ((at + 1) >> bit) & 1),
	)
	const sorted = all.sort((one, other) => worthOf(other) - worthOf(one))
	choices.set(allowed, sorted)
	return sorted
}

const choices = new Map<readonly CutAge[], readonly (readonly CutAge[])[]>()

function grouped(departments: readonly string[], cuts: readonly CutAge[], counts: AgeCounts): readonly number[] {
	const people = [...cuts.map(() => 0), 0]
	for (const id of departments) {
		for (const [band, count] of (counts.get(id) ?? []).entries()) {
			const group = cuts.filter((cut) => cutAges.indexOf(cut) < band).length
			people[group] = (people[group] ?? 0) + count
		}
	}
	return people
}

function worthOf(cuts: readonly CutAge[]): number {
	return cuts.reduce((sum, cut) => sum + worth[cut], 0)
}

function bySize(units: readonly AtlasUnit[]): readonly AtlasUnit[] {
	return [...units].sort(
		(one, other) => staffOf(other) - staffOf(one) || (one.departments.join() < other.departments.join() ? -1 : 1),
	)
}

/** The same unit is looked at for many choices of the town's cuts. */
function remembered(fits: (unit: AtlasUnit) => boolean): (unit: AtlasUnit) => boolean {
	const known = new Map<string, boolean>()
	return (unit) => {
		const key = `${unit.departments.join()}|${unit.cuts.join()}`
		const found = known.get(key) ?? fits(unit)
		known.set(key, found)
		return found
	}
}

function total(bands: readonly number[]): number {
	return bands.reduce((sum, count) => sum + count, 0)
}
