import type { Directory } from '../directory/directory'
import type { AtlasView } from '../messages/atlas-shown'
import { type Atlas, departmentIn, townIn, unitsIn } from './atlas'

/** What a town's atlas tells today; departments that are no longer there are left out. */
export function viewAtlas(atlas: Atlas, { town: { name: townName }, departments }: Pick<Directory, 'town' | 'departments'>): AtlasView {
	const town = townIn(atlas)
	const alone = departments.flatMap(({ id }) => {
		const unit = departmentIn(atlas, id)
		return unit ? [{ departmentId: id, unit }] : []
	})
	const hidden = departments.map(({ id }) => id).filter((id) => !alone.some(({ departmentId }) => departmentId === id))
	// A unit of everybody is the town itself.
	const pooled = unitsIn(atlas).filter((unit) => unit.departments.length > 1 && unit.departments.join() !== town?.departments.join())
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
