import { bundleParts, type PlanLook } from '../../dialog/plan-look'
import { parseHalfYear } from '../../domain/shared/half-year'
import { planItemId, unitId } from '../../domain/shared/ids'

/** Pages of the plan as a button carries them: `unit:bauen`, `bundle:bauen:2027-H1:gate`. */

const plainPages = ['overview', 'now', 'gaps', 'versions', 'settings', 'add', 'change'] as const

export function pathOf(look: PlanLook): string {
	switch (look.page) {
		case 'half-year':
		case 'review':
			return `${look.page}:${look.halfYear}`
		case 'unit':
			return `unit:${look.unit}`
		case 'item':
			return `item:${look.item}`
		case 'bundle':
			return ['bundle', look.unit, look.halfYear, ...(look.part ? [look.part] : [])].join(':')
		case 'timeline': {
			const cut =
				look.unit !== undefined ? ['unit', look.unit] : look.halfYear !== undefined ? ['half-year', look.halfYear] : []
			return ['timeline', ...cut, ...(cut.length > 0 && look.part !== undefined ? [String(look.part)] : [])].join(':')
		}
		case 'compare':
			return `compare:${look.from}:${look.to}`
		default:
			return look.page
	}
}

/** Reads such a path; anything else is `undefined`. */
export function lookFrom(path: string): PlanLook | undefined {
	const [page, ...rest] = path.split(':')
	const [first = '', second = '', third] = rest
	const plain = plainPages.find((one) => one === path)
	if (plain) return { page: plain }
	switch (page) {
		case 'half-year':
		case 'review': {
			const halfYear = parseHalfYear(rest.join(':'))
			return halfYear && { page, halfYear }
		}
		case 'unit':
			return rest.length === 1 && unitId.test(first) ? { page, unit: first } : undefined
		case 'item': {
			const item = rest.join(':')
			return planItemId.test(item) ? { page, item } : undefined
		}
		case 'bundle': {
			const halfYear = parseHalfYear(second)
			const part = bundleParts.find((one) => one === third)
			if (!unitId.test(first) || !halfYear || rest.length > 3 || (rest.length === 3 && !part)) return undefined
			return { page, unit: first, halfYear, ...(part && { part }) }
		}
		case 'timeline':
			return timelineFrom(rest)
		case 'compare':
			return rest.length === 2 && rest.every((number) => /^\d{1,4}$/.test(number))
				? { page, from: Number(first), to: Number(second) }
				: undefined
		default:
			return undefined
	}
}

function timelineFrom([along, which = '', part, ...more]: readonly string[]): PlanLook | undefined {
	const at = part === undefined ? {} : { part: Number(part) }
	if (more.length > 0 || (part !== undefined && !/^\d{1,2}$/.test(part))) return undefined
	if (along === undefined) return { page: 'timeline' }
	if (along === 'unit') return unitId.test(which) ? { page: 'timeline', unit: which, ...at } : undefined
	const halfYear = along === 'half-year' ? parseHalfYear(which) : undefined
	return halfYear && { page: 'timeline', halfYear, ...at }
}
