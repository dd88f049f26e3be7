import { type Directory, headsOf } from '../directory/directory'
import type { Commitment } from '../notices/reminder'
import { addDays } from '../shared/calendar'
import {
	addHalfYears,
	firstDayOf,
	type HalfYear,
	halfYearOf,
	halfYearsBetween,
	partsOfHalfYear,
} from '../shared/half-year'
import type { Text } from '../shared/language'
import { type ChangeStep, changeSteps, townUnit, type Unit } from '../shared/unit'
import { bundleId, gateAhead, gatesFor } from './bundle'
import type { PlanItem } from './plan'
import { bundlesIn, itemsPlacedIn, type TownPlan } from './town-plan'

/**
 * What the people who steer bundles have to think of: the gates and the measures of the bundles of this half-year, and
 * what is open from the one before. Owners are the heads of the department; for what concerns the whole town, the
 * project leads.
 */
export function commitmentsOf(
	plan: TownPlan,
	directory: Directory,
	today: string,
	titleOf: (item: PlanItem) => Text,
): readonly Commitment[] {
	const { agreed } = plan
	if (!agreed) return []
	const now = halfYearOf(today)
	return bundlesIn(agreed)
		.filter(({ halfYear }) => [0, 1].includes(halfYearsBetween(halfYear, now)))
		.flatMap(({ unit, halfYear }): Commitment[] => {
			const state = plan.bundles[bundleId(unit, halfYear)]
			if (state?.closedOn) return []
			const ownerIds = ownersOf(directory, unit)
			const items = itemsPlacedIn(agreed, unit, halfYear)
			const name = directory.departments.find((department) => department.id === unit)?.name ?? directory.town.name
			const ahead = state ? gateAhead(state) : 'information'
			return [
				...gatesFor(items).map(
					(step): Commitment => ({
						id: `gate:${unit}:${halfYear}:${step}`,
						kind: 'gate',
						step,
						title: { de: name, en: name },
						dueOn: gateDueOn(halfYear, step),
						ownerIds,
						done: ahead === undefined || changeSteps.indexOf(step) < changeSteps.indexOf(ahead),
						unit,
						halfYear,
					}),
				),
				...items.map(
					(item): Commitment => ({
						id: `measure:${item.id}:${halfYear}`,
						kind: 'measure',
						title: titleOf(item),
						dueOn: addDays(firstDayOf(addHalfYears(halfYear, 1)), -1),
						ownerIds,
						done: state?.done.includes(item.id) ?? false,
						unit,
						halfYear,
					}),
				),
			]
		})
}

/** Who steers what a unit does. */
export function ownersOf(directory: Directory, unit: Unit): readonly string[] {
	const heads = unit === townUnit ? [] : headsOf(directory, unit)
	const people = heads.length > 0 ? heads : directory.people.filter((person) => person.roles.includes('projectLead'))
	return people.map((person) => person.id)
}

/**
 * In the first month people are informed, until the middle they are heard and trained, a month before the end it goes
 * live. Local date.
 */
export function gateDueOn(halfYear: HalfYear, step: ChangeStep): string {
	const { year, half } = partsOfHalfYear(halfYear)
	const days =
		half === 1
			? { information: '01-31', communication: '03-31', transaction: '05-31' }
			: { information: '07-31', communication: '09-30', transaction: '11-30' }
	return `${year}-${days[step]}`
}
