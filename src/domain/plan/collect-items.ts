import type { Catalogue } from '../maturity/catalogue'
import type { Answers } from '../questionnaire/answer'
import type { PlanItem } from './plan'
import type { PlanSettings } from './settings'
export interface DepartmentFacts {
	readonly departmentId: string
	readonly posts?: number
	readonly daysStated?: number
	readonly quietMonths: readonly number[]
}
export interface PlanBasis {
	readonly items: readonly PlanItem[]
	readonly departments: readonly DepartmentFacts[]
}
export interface ReleasedCheck {
	readonly departmentId: string
	readonly catalogue: Catalogue
	readonly answers: Answers
}
export function collectItems(_r: readonly ReleasedCheck[], _s: PlanSettings): PlanBasis {
	throw new Error('stub')
}
