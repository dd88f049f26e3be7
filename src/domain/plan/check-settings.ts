import type { PlanRefusal } from './plan-refusal'
import type { PlanSettings } from './settings'

export const criteria = ['staffing', 'demography', 'targetGroup'] as const

const mostWeight = 5
const mostBuffer = 50
const mostDaysPerPost = 60
export const mostDays = 400

/** What of the settings cannot be planned with. */
export function wrongSetting({
	weights,
	bufferPercent,
	daysPerPost,
	townDays,
	quietMonths,
}: Partial<PlanSettings>): PlanRefusal | undefined {
	const given = weights && Object.values(weights)
	if (
		given?.some((weight) => !Number.isInteger(weight) || weight < 0 || weight > mostWeight) ||
		given?.every((weight) => weight === 0)
	)
		return 'weights-wrong'
	if (bufferPercent !== undefined && !(bufferPercent >= 0 && bufferPercent <= mostBuffer)) return 'buffer-wrong'
	if (daysPerPost !== undefined && !(daysPerPost > 0 && daysPerPost <= mostDaysPerPost)) return 'days-per-post-wrong'
	if (townDays !== undefined && !(townDays >= 0 && townDays <= mostDays)) return 'town-days-wrong'
	const months = new Set(quietMonths)
	if (months.size === 12 || [...months].some((month) => !Number.isInteger(month) || month < 1 || month > 12))
		return 'months-wrong'
	return undefined
}
