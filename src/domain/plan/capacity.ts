import type { HalfYear } from '../shared/half-year'
import type { PlanBasis } from './collect-items'
import type { Unit } from './plan'
import type { PlanSettings } from './settings'
export function freeMonthsOf(_b: PlanBasis, _s: PlanSettings, _u: Unit, _h: HalfYear): number {
	return 6
}
