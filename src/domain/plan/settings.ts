import type { HalfYear } from '../shared/half-year'
export interface PlanSettings {
	readonly first: HalfYear
	readonly length: 14 | 20
	readonly weights: { readonly staffing: number; readonly demography: number; readonly targetGroup: number }
	readonly weightsOn: string
	readonly bufferPercent: number
	readonly daysPerPost: number
	readonly townDays: number
	readonly quietMonths: readonly number[]
}
export function defaultSettings(first: HalfYear, on: string): PlanSettings {
	return {
		first,
		length: 14,
		weights: { staffing: 3, demography: 3, targetGroup: 3 },
		weightsOn: on,
		bufferPercent: 20,
		daysPerPost: 3,
		townDays: 40,
		quietMonths: [],
	}
}
