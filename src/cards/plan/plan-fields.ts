import type { PlanChange } from '../../domain/plan/decide-plan'

/** The same change as the strings that a button carries; the lead's words travel as inputs. */
export function fieldsOf(wanted: PlanChange): Readonly<Record<string, string>> {
	switch (wanted.do) {
		case 'move':
			return { c: wanted.do, item: wanted.item, half: wanted.to ?? '' }
		case 'postpone':
			return { c: wanted.do, item: wanted.item, half: wanted.notBefore ?? '' }
		case 'drop':
		case 'restore':
			return { c: wanted.do, item: wanted.item }
		case 'add':
			return { c: wanted.do, unit: wanted.unit, days: written(wanted.days), size: wanted.changeover }
		case 'settings': {
			const { weights, bufferPercent, daysPerPost, townDays, quietMonths = [], length = 14 } = wanted.settings
			return {
				c: wanted.do,
				ws: String(weights?.staffing ?? 0),
				wd: String(weights?.demography ?? 0),
				wt: String(weights?.targetGroup ?? 0),
				buffer: written(bufferPercent),
				post: written(daysPerPost),
				town: written(townDays),
				months: quietMonths.join(','),
				length: String(length),
			}
		}
		default:
			return { c: wanted.do }
	}
}

/** With a comma, as people here write it; empty for what could not be read. */
export function written(value: number | undefined): string {
	return value === undefined || Number.isNaN(value) ? '' : String(value).replace('.', ',')
}
