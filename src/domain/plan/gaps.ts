import type { Directory } from '../directory/directory'
import { type PlanBasis, type ReleasedCheck, serviceNames } from './collect-items'
import type { PlacedPlan } from './place-bundles'
import type { PlanItem, Unplaced } from './plan'

/**
 * A department or service that the plan does not reach by the end of the horizon, and why. Without `service` the whole
 * department.
 */
export interface PlanGap {
	readonly departmentId: string
	readonly service?: string
	readonly why: 'not-released' | 'nothing-planned' | Unplaced['why']
}

/** The reason that can be mended soonest is told where several hold. */
const telling = ['dropped', 'needs-unplaced', 'horizon-full', 'too-large'] as const

/**
 * Proves that none is forgotten: every department of the directory, and every service that its release names, is
 * reached by something with a place, or is listed. A service is reached by what its own findings ask for, not by what
 * helps the department as a whole.
 */
export function gapsOf(
	directory: Directory,
	releases: readonly ReleasedCheck[],
	basis: PlanBasis,
	placed: PlacedPlan,
): readonly PlanGap[] {
	return directory.departments.flatMap(({ id }): readonly PlanGap[] => {
		const release = releases.find(({ departmentId }) => departmentId === id)
		if (!release) return [{ departmentId: id, why: 'not-released' }]
		const items = basis.items.filter((item) => item.unit === id || item.departments.includes(id))
		const ofDepartment = whyNot(items, placed)
		const ofServices = [...new Set(serviceNames(release))].flatMap((service): readonly PlanGap[] => {
			const why = whyNot(
				items.filter((item) => item.services.includes(service)),
				placed,
			)
			return why ? [{ departmentId: id, service, why }] : []
		})
		return [...(ofDepartment ? [{ departmentId: id, why: ofDepartment }] : []), ...ofServices]
	})
}

/** Undefined if one of the items has a place. */
function whyNot(items: readonly PlanItem[], placed: PlacedPlan): PlanGap['why'] | undefined {
	if (items.some(({ id }) => Object.hasOwn(placed.placements, id))) return undefined
	const reasons = placed.unplaced.filter(({ item }) => items.some(({ id }) => id === item)).map(({ why }) => why)
	return telling.find((why) => reasons.includes(why)) ?? 'nothing-planned'
}
