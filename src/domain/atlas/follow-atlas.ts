import { type Moves, movedDepartment } from '../directory/moves'
import { type Atlas, type AtlasUnit, summed } from './atlas'

/**
 * The age structure after a change of the organisation. Departments that became one are shown together, with all that
 * was last known of each; what was published of a department that is split stays as it is, with its heir, because the
 * difference to a part of it could show people.
 */
export function followAtlas(atlas: Atlas, moves: Moves): Atlas {
	const target = (id: string) => movedDepartment(moves, id)
	const latest = new Map<string, AtlasUnit>()
	const releases = atlas.releases.map((release) => {
		for (const unit of release.units) for (const id of unit.departments) latest.set(id, unit)
		return { ...release, units: togetherIn(release.units, latest, target) }
	})
	const next = { ...atlas, releases }
	return JSON.stringify(next) === JSON.stringify(atlas) ? atlas : { ...next, revision: atlas.revision + 1 }
}

/** The units of one release, with those that share a department now put together. */
function togetherIn(
	units: readonly AtlasUnit[],
	latest: ReadonlyMap<string, AtlasUnit>,
	target: (id: string) => string,
): readonly AtlasUnit[] {
	const left = new Set(units)
	const found: AtlasUnit[] = []
	for (const unit of units) {
		if (!left.delete(unit)) continue
		const parts = [unit]
		const ids = new Set(unit.departments.map(target))
		// What was known of a part before counts, where this release did not renew it.
		for (let grown = true; grown; ) {
			grown = false
			for (const [id, known] of latest) {
				if (!ids.has(target(id)) || parts.includes(known)) continue
				if (known.departments.some((one) => latest.get(one) !== known)) continue
				grown = true
				parts.push(known)
				left.delete(known)
				for (const one of known.departments) ids.add(target(one))
			}
		}
		// What was counted on different days may have no age in common; then this release tells of its own parts only.
		const together = cutsOf(parts).length > 0 ? parts : parts.filter((part) => units.includes(part))
		found.push(together.length === 1 ? renamed(unit, ids) : joined(together, ids))
	}
	return found
}

function renamed(unit: AtlasUnit, ids: ReadonlySet<string>): AtlasUnit {
	const same = ids.size === unit.departments.length
	return { ...unit, departments: [...ids].sort(), ...(!same && { joined: true }) }
}

/** Sums of groups of at least five people are groups of at least five. */
function joined(parts: readonly AtlasUnit[], ids: ReadonlySet<string>): AtlasUnit {
	const cuts = cutsOf(parts)
	const people = parts.reduce<readonly number[]>(
		(sum, part) => summed(part, cuts).map((count, at) => count + (sum[at] ?? 0)),
		[],
	)
	return { departments: [...ids].sort(), cuts, people, joined: true }
}

function cutsOf([first, ...others]: readonly AtlasUnit[]): AtlasUnit['cuts'] {
	return (first?.cuts ?? []).filter((cut) => others.every((part) => part.cuts.includes(cut)))
}
