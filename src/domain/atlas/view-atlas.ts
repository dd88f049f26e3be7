import type { Directory } from '../directory/directory'
import { type Atlas, type DatedUnit, departmentIn, townIn, unitsIn } from './atlas'

/** What a town's atlas tells today; departments that are no longer there are left out. */
export function viewAtlas(
	atlas: Atlas,
	{ town: { name: townName }, departments }: Pick<Directory, 'town' | 'departments'>,
): AtlasView {
	const town = townIn(atlas)
	const alone = departments.flatMap(({ id }) => {
		const unit = departmentIn(atlas, id)
		return unit ? [{ departmentId: id, unit }] : []
	})
	const hidden = departments.map(({ id }) => id).filter((id) => !alone.some(({ departmentId }) => departmentId === id))
	// A unit of everybody is the town itself.
	const pooled = unitsIn(atlas).filter(
		(unit) => unit.departments.length > 1 && unit.departments.join() !== town?.departments.join(),
	)
	const newest = atlas.releases.at(-1)?.on
	return {
		...(town && { town }),
		departments: alone,
		pooled,
		hidden,
		names: Object.fromEntries(departments.map(({ id, name }) => [id, name])),
		townName,
		...(newest !== undefined && { newest }),
	}
}

/**
 * Everything that is told of a town's age structure, made of published groups only. Cards and the picture are drawn
 * from it alone.
 */
export interface AtlasView {
	readonly town?: DatedUnit
	/** Departments shown by themselves, in the order of the directory. */
	readonly departments: readonly { readonly departmentId: string; readonly unit: DatedUnit }[]
	/** Departments shown together only. */
	readonly pooled: readonly DatedUnit[]
	/** Departments that are not shown by themselves. */
	readonly hidden: readonly string[]
	/** Names of the departments by id. */
	readonly names: Readonly<Record<string, string>>
	readonly townName: string
	/** The newest day that was counted; other parts may stay at an earlier one. */
	readonly newest?: string
}
