import type { Directory } from '../directory/directory'
import type { PlanBasis, ReleasedCheck } from './collect-items'
import type { PlacedPlan } from './place-bundles'
export interface Gap {
	readonly departmentId: string
	readonly service?: string
	readonly why: 'not-released' | 'nothing-planned' | 'horizon-full' | 'too-large' | 'needs-unplaced' | 'dropped'
}
export function gapsOf(_d: Directory, _r: readonly ReleasedCheck[], _b: PlanBasis, _p: PlacedPlan): readonly Gap[] {
	throw new Error('stub')
}
