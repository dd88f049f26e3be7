/** Below so many people a group is neither shown nor derivable. */
export const smallestGroup = 5
/** Towns with fewer staff are shown as a whole only, in coarse bands. */
export const smallTown = 100

/**
 * The ages at which the bands of the personnel statistics begin; the first band has no beginning and the last no end.
 */
export const cutAges = [25, 35, 45, 55, 60] as const
export type CutAge = (typeof cutAges)[number]
/** `<25`, `25-34`, `35-44`, `45-54`, `55-59`, `60+`. */
export const bandCount = cutAges.length + 1

/**
 * People by department and band, as HR counts them. It lives in memory only, from reading until publishing, and is
 * stored nowhere.
 */
export type AgeCounts = ReadonlyMap<string, readonly number[]>

/**
 * A group of departments and how many of their people stand between the cuts, from the youngest to the oldest. Each
 * number is at least `smallestGroup`; this and the dates are all that is ever stored.
 */
export interface AtlasUnit {
	/** Ids, sorted. */
	readonly departments: readonly string[]
	/** Ascending; never none, because a unit whose people all stand in one group is not broken down. */
	readonly cuts: readonly CutAge[]
	/** One more than cuts. */
	readonly people: readonly number[]
	/**
	 * Departments that were shown by themselves have become one: with what was known of each, a finer view of both
	 * together would show people of one, so there is never any.
	 */
	readonly joined?: true
}

/** What one import has made known. Units that it could not renew are not in it. */
export interface AtlasRelease {
	/** The day that was counted. Local date. */
	readonly on: string
	readonly units: readonly AtlasUnit[]
	/** Whether the units hold everybody who was counted, so that their sum is the town. */
	readonly complete: boolean
}

/**
 * Everything that is known about a town's age structure, with all that was known before: what was once seen counts for
 * ever.
 */
export interface Atlas {
	readonly townId: string
	/** Counts accepted imports; a card names the one it was made from. */
	readonly revision: number
	/** From the oldest to the newest. */
	readonly releases: readonly AtlasRelease[]
}

export const atlasId = 'atlas'

export function newAtlas(townId: string): Atlas {
	return { townId, revision: 0, releases: [] }
}

/** A unit with the day on which it was counted. */
export interface DatedUnit extends AtlasUnit {
	readonly on: string
}

/** The town as a whole, as it was last known completely: sums of its units between the cuts that all of them have. */
export function townIn(atlas: Atlas): DatedUnit | undefined {
	const release = atlas.releases.findLast((one) => one.complete)
	if (!release) return undefined
	const cuts = cutAges.filter((cut) => release.units.every((unit) => unit.cuts.includes(cut)))
	if (cuts.length === 0) return undefined
	const people = release.units.reduce<readonly number[]>(
		(sum, unit) => summed(unit, cuts).map((count, at) => count + (sum[at] ?? 0)),
		cuts.map(() => 0),
	)
	return { on: release.on, departments: release.units.flatMap((unit) => unit.departments).sort(), cuts, people }
}

/** The latest that is known of each unit, the newest first; a department stands in one of them only. */
export function unitsIn(atlas: Atlas): readonly DatedUnit[] {
	const taken = new Set<string>()
	return atlas.releases.toReversed().flatMap(({ on, units }) => {
		const found = units.filter((unit) => !unit.departments.some((department) => taken.has(department)))
		for (const unit of found) for (const department of unit.departments) taken.add(department)
		return found.map((unit) => ({ ...unit, on }))
	})
}

/** What is known of a department by itself. Nothing of what it is merged with others into is said of it alone. */
export function departmentIn(atlas: Atlas, departmentId: string): DatedUnit | undefined {
	return unitsIn(atlas).find((unit) => unit.departments.length === 1 && unit.departments[0] === departmentId)
}

export function staffOf({ people }: Pick<AtlasUnit, 'people'>): number {
	return people.reduce((sum, count) => sum + count, 0)
}

/** The unit's people between fewer cuts. */
export function summed(unit: Pick<AtlasUnit, 'cuts' | 'people'>, cuts: readonly CutAge[]): readonly number[] {
	const sums = [...cuts.map(() => 0), 0]
	unit.people.forEach((count, at) => {
		const from = unit.cuts[at - 1] ?? 0
		const group = cuts.filter((cut) => cut <= from).length
		sums[group] = (sums[group] ?? 0) + count
	})
	return sums
}

/** A group's ages: `from` inclusive, `to` exclusive; absent at the open ends. */
export interface AgeRange {
	readonly from?: CutAge
	readonly to?: CutAge
}

/** The ages between the cuts. */
export function rangesOf(cuts: readonly CutAge[]): readonly AgeRange[] {
	return [...cuts, undefined].map((to, at) => {
		const from = cuts[at - 1]
		return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
	})
}
