import type { LivingCard } from '../channels/living-card'
import type { CardSubject } from '../channels/milestone'
import type { Directory } from '../directory/directory'
import { addHalfYears } from '../shared/half-year'
import type { Text } from '../shared/language'
import { townUnit } from '../shared/unit'
import { bufferUsed, bundleId, gatesFor } from './bundle'
import { bufferOf, halfYearStand } from './decide-bundle'
import type { PlanItem } from './plan'
import { bundlesIn, itemsPlacedIn, type TownPlan } from './town-plan'

/** What the living card of a plan, a bundle or a half-year shows now; nothing while no plan is agreed. */
export function livingPlan(
	subject: Exclude<CardSubject, { about: 'digicheck' }>,
	plan: TownPlan,
	directory: Directory,
	titleOf: (item: PlanItem) => Text,
): Exclude<LivingCard, { about: 'digicheck' }> | undefined {
	const { agreed } = plan
	const version = plan.versions.at(-1)
	if (!agreed || !version) return undefined
	const bundles = bundlesIn(agreed)
	switch (subject.about) {
		case 'plan': {
			const halfYears = [...new Set(bundles.map((bundle) => bundle.halfYear))].sort()
			return {
				about: 'plan',
				version: version.number,
				agreedOn: version.on,
				measures: Object.keys(agreed.placements).length,
				bundles: halfYears.map((halfYear) => ({
					halfYear,
					count: bundles.filter((bundle) => bundle.halfYear === halfYear).length,
				})),
				until: addHalfYears(agreed.settings.first, agreed.settings.length - 1),
			}
		}
		case 'bundle': {
			const { unit, halfYear } = subject
			const state = plan.bundles[bundleId(unit, halfYear)]
			const items = itemsPlacedIn(agreed, unit, halfYear)
			return {
				about: 'bundle',
				unit,
				halfYear,
				state: state ? (state.closedOn ? 'closed' : 'running') : 'planned',
				gates: gatesFor(items).map((step) => {
					const passed = state?.gates[step]
					return { step, ...(passed && { passedOn: passed.on }) }
				}),
				measures: items.map((item) => ({ title: titleOf(item), done: state?.done.includes(item.id) ?? false })),
				buffer: { usedDays: bufferUsed(state), ofDays: bufferOf(agreed, unit, halfYear) },
			}
		}
		case 'half-year': {
			const { halfYear } = subject
			const { done, planned, bufferPercent } = halfYearStand(plan, halfYear)
			const units = [townUnit, ...directory.departments.map((department) => department.id)]
			return {
				about: 'half-year',
				stage: plan.reviewed.includes(halfYear) ? 'reviewed' : 'running',
				halfYear,
				done,
				planned,
				bufferPercent,
				bundles: units.flatMap((unit) => {
					const items = itemsPlacedIn(agreed, unit, halfYear)
					const isDone = plan.bundles[bundleId(unit, halfYear)]?.done ?? []
					return items.length > 0
						? [{ unit, done: items.filter((item) => isDone.includes(item.id)).length, planned: items.length }]
						: []
				}),
			}
		}
	}
}
