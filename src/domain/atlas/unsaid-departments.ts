import { type AgeCounts, type Atlas, staffOf, unitsIn } from './atlas'

/**
 * Departments that the town still has and that were published before, but of which a count says nothing or nobody. A
 * list that was cut off looks just like that, so it never reads as "nobody works there any more".
 */
export function unsaidIn(atlas: Atlas, counts: AgeCounts, departments: readonly string[]): readonly string[] {
	const published = new Set(unitsIn(atlas).flatMap((unit) => unit.departments))
	return departments.filter((id) => published.has(id) && isUnsaid(counts, id))
}

/** Whether a count names nobody in a department. */
export function isUnsaid(counts: AgeCounts, departmentId: string): boolean {
	return (counts.get(departmentId) ?? []).every((count) => count === 0)
}

/** What stays as it is known because of them: they and all who are only shown together with them, and how many people. */
export function stayingWith(
	atlas: Atlas,
	unsaid: readonly string[],
): { readonly staying: readonly string[]; readonly staff: number } {
	const units = unitsIn(atlas).filter(({ departments }) => departments.some((id) => unsaid.includes(id)))
	return {
		staying: units.flatMap(({ departments }) => departments),
		staff: units.reduce((sum, unit) => sum + staffOf(unit), 0),
	}
}
