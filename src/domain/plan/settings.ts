import type { HalfYear } from '../shared/half-year'

/** What a town settles about its plan. Everything else follows from the released DigiChecks. */
export interface PlanSettings {
	/** The half-year in which the plan begins. */
	readonly first: HalfYear
	/** Half-years: seven years or ten. */
	readonly length: 14 | 20
	/** How much each criterion of the method counts, whole numbers from 0 to 5. */
	readonly weights: { readonly staffing: number; readonly demography: number; readonly targetGroup: number }
	/** Local date on which the town decided the weights. */
	readonly weightsOn: string
	/** Share of the person-days that is kept free, 0 to 50. */
	readonly bufferPercent: number
	/** Person-days per full-time post and half-year, where a department did not say how many it has. */
	readonly daysPerPost: number
	/** Person-days per half-year for the cross-cutting basics. */
	readonly townDays: number
	/** 1 to 12: nothing goes live anywhere in these months (elections, year-end, tax notices). */
	readonly quietMonths: readonly number[]
}

/**
 * What a town begins with: all criteria count alike, seven years, December is quiet. `on` is the local date of today.
 */
export function defaultSettings(first: HalfYear, on: string): PlanSettings {
	return {
		first,
		length: 14,
		weights: { staffing: 3, demography: 3, targetGroup: 3 },
		weightsOn: on,
		bufferPercent: 20,
		daysPerPost: 3,
		townDays: 40,
		quietMonths: [12],
	}
}
