import { type Atlas, type AtlasRelease, type AtlasUnit, bandCount, type CutAge, cutAges } from './atlas'

/**
 * Whether a unit may be published beside everything that was published before. Two conditions against each earlier
 * release: one of both divides the people more finely than the other, never crosswise, so that both together say no
 * more than the finer one; and every difference of the same people's bands is nothing or made by at least `least`
 * people.
 */
export function fitsEarlier(unit: AtlasUnit, atlas: Atlas, present: ReadonlySet<string>, least: number): boolean {
	return atlas.releases.every((release) => {
		const earlier = touching(unit, release)
		if (earlier.length === 0) return true
		// An earlier unit that is torn apart could be compared with each of its parts.
		if (earlier.some((one) => one.departments.some((id) => present.has(id) && !unit.departments.includes(id))))
			return false
		if (!earlier.every((one) => isNested(unit, one))) return false
		if (earlier.some((one) => one.joined && !unit.cuts.every((cut) => one.cuts.includes(cut)))) return false
		return [...bandSets()].every((set) => isFree(changeOf(unit, earlier, set), least))
	})
}

/**
 * How many people more than in an earlier release a unit has in a set of bands; `undefined` where it cannot be worked
 * out from both.
 */
function changeOf(unit: AtlasUnit, earlier: readonly AtlasUnit[], set: number): number | undefined {
	const now = peopleIn(unit, set)
	const before = earlier.map((one) => peopleIn(one, set))
	if (now === undefined || before.includes(undefined)) return undefined
	return before.reduce<number>((left, one) => left - (one ?? 0), now)
}

function isFree(change: number | undefined, least: number): boolean {
	return change === undefined || change === 0 || Math.abs(change) >= least
}

function touching(unit: AtlasUnit, release: AtlasRelease): readonly AtlasUnit[] {
	return release.units.filter((one) => one.departments.some((id) => unit.departments.includes(id)))
}

/** Whether one of two units that share departments divides people more finely than the other in every respect. */
function isNested(unit: AtlasUnit, earlier: AtlasUnit): boolean {
	const more = unit.departments.some((id) => !earlier.departments.includes(id))
	const less = earlier.departments.some((id) => !unit.departments.includes(id))
	const finer = earlier.cuts.every((cut) => unit.cuts.includes(cut))
	const coarser = unit.cuts.every((cut) => earlier.cuts.includes(cut))
	return (!more || coarser) && (!less || finer) && (finer || coarser)
}

/** Every set of bands but none and all, as bits; how many people there are in all is no secret. */
function* bandSets(): Generator<number> {
	for (let set = 1; set < 2 ** bandCount - 1; set++) yield set
}

/** How many people a unit has in a set of bands, if its groups lie wholly inside or outside. */
function peopleIn({ cuts, people }: Pick<AtlasUnit, 'cuts' | 'people'>, set: number): number | undefined {
	let found = 0
	for (const [at, count] of people.entries()) {
		const group = bandsBetween(cuts[at - 1], cuts[at])
		const inside = group & set
		if (inside !== 0 && inside !== group) return undefined
		if (inside !== 0) found += count
	}
	return found
}

function bandsBetween(from: CutAge | undefined, to: CutAge | undefined): number {
	const first = from === undefined ? 0 : cutAges.indexOf(from) + 1
	const end = to === undefined ? bandCount : cutAges.indexOf(to) + 1
	let bands = 0
	for (let band = first; band < end; band++) bands |= 1 << band
	return bands
}

/**
 * Takes up units as long as no sum of their changes is made by one to `least - 1` people: what every unit keeps to, all
 * unions of units have to keep to as well. Those that do not go with the others are left out; the earlier state of
 * theirs stays.
 */
export function compatible(
	units: readonly AtlasUnit[],
	atlas: Atlas,
	present: ReadonlySet<string>,
	least: number,
): readonly AtlasUnit[] {
	if (atlas.releases.length === 0) return units
	/**
	 * For each set of bands the sums of changes that can be formed of the units taken so far; departments that are gone
	 * always count.
	 */
	let reachable = new Map([...bandSets()].map((set) => [set, extended(new Set([0]), goneIn(atlas, present, set))]))
	return units.filter((unit) => {
		const grown = new Map(reachable)
		for (const [set, before] of reachable) {
			const sums = extended(
				before,
				atlas.releases.map((release, at) => changesSince(unit, release, atlas.releases.slice(0, at + 1), set)),
			)
			if ([...sums].some((sum) => !before.has(sum) && !isFree(sum, least))) return false
			grown.set(set, sums)
		}
		reachable = grown
		return true
	})
}

/** Each release gives at most one change of a unit; a department that was not there yet had no people. */
function changesSince(
	unit: AtlasUnit,
	release: AtlasRelease,
	until: readonly AtlasRelease[],
	set: number,
): number | undefined {
	const earlier = touching(unit, release)
	if (earlier.length > 0) return changeOf(unit, earlier, set)
	return until.every((one) => touching(unit, one).length === 0) ? peopleIn(unit, set) : undefined
}

/** What departments had that are no longer there: their people are gone, as everybody can see. */
function goneIn(atlas: Atlas, present: ReadonlySet<string>, set: number): readonly (number | undefined)[] {
	return atlas.releases.flatMap(({ units }) =>
		units
			.filter((unit) => !unit.departments.some((id) => present.has(id)))
			.map((unit) => {
				const people = peopleIn(unit, set)
				return people === undefined ? undefined : -people
			}),
	)
}

function extended(before: ReadonlySet<number>, changes: readonly (number | undefined)[]): ReadonlySet<number> {
	return new Set([
		...before,
		...changes.flatMap((change) => (change === undefined ? [] : [...before].map((sum) => sum + change))),
	])
}
