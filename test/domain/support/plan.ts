import type { Person } from '../../../src/domain/directory/directory'
import type { PlanBasis } from '../../../src/domain/plan/collect-items'
import type { PlanCircumstances } from '../../../src/domain/plan/decide-plan'
import { placeBundles } from '../../../src/domain/plan/place-bundles'
import type { PlanItem } from '../../../src/domain/plan/plan'
import { defaultSettings } from '../../../src/domain/plan/settings'
import { newPlan, type PlanState, type TownPlan } from '../../../src/domain/plan/town-plan'
import type { HalfYear } from '../../../src/domain/shared/half-year'
import { auental, emil, tuesday } from './town'

export const first = '2026-H2' as HalfYear

export function item(id: string, own: Partial<PlanItem> = {}): PlanItem {
	return {
		id,
		kind: 'measure',
		unit: 'trade',
		departments: ['trade'],
		measure: id.split('@')[0] ?? id,
		days: 4,
		changeover: 'small',
		duty: false,
		after: [],
		priority: { staffing: 0.5, demography: 0.5, targetGroup: 0.5, benefit: 0.5, score: 50 },
		services: [],
		...own,
	}
}

/** Trade brings three measures, the last of which needs the second; taxes one. */
export const basis: PlanBasis = {
	items: [
		item('a@trade', { changeover: 'none', duty: true }),
		item('b@trade'),
		item('c@trade', { after: ['b@trade'] }),
		item('d@taxes', { unit: 'taxes', departments: ['taxes'] }),
	],
	departments: [
		{ departmentId: 'taxes', posts: 5, quietMonths: [] },
		{ departmentId: 'trade', posts: 5, quietMonths: [] },
	],
}

export function stateOf(own: Partial<PlanState> = {}): PlanState {
	const settings = { ...defaultSettings(first, tuesday), quietMonths: [] }
	return { settings, basis, decisions: {}, ...placeBundles(basis, settings), ...own }
}

/** A plan that has been agreed once. */
export function agreedPlan(own: Partial<PlanState> = {}): TownPlan {
	return { ...newPlan('auental'), revision: 1, agreed: stateOf(own) }
}

export function around(actor: Person = emil, today = tuesday): PlanCircumstances {
	return { directory: auental, actor, today, releases: [] }
}
