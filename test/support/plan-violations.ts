import type { DepartmentFacts, PlanBasis } from '../../src/domain/plan/collect-items'
import type { Placement, PlanItem } from '../../src/domain/plan/plan'
import type { PlanSettings } from '../../src/domain/plan/settings'
import type { HalfYear } from '../../src/domain/shared/half-year'
import type { ItemId } from '../../src/domain/shared/unit'

type Placements = Readonly<Record<ItemId, Placement>>

/**
 * Everything in a plan that breaks a rule, found from the rules as they are written and with nothing of the placer's
 * code. What is in `given` (running projects, what the lead decided) may break them alone, but nothing may be added to
 * it then.
 */
export function violationsIn(
	basis: PlanBasis,
	settings: PlanSettings,
	placements: Placements,
	given: ReadonlySet<ItemId>,
): readonly string[] {
	const numberOf = (halfYear: HalfYear) => Number(halfYear.slice(0, 4)) * 2 + Number(halfYear.slice(-1)) - 1
	const start = numberOf(settings.first)
	const placed = basis.items.flatMap((item) => {
		const placement = placements[item.id]
		return placement
			? [{ item, at: numberOf(placement.goLive) - start, span: placement.span, mine: given.has(item.id) }]
			: []
	})
	type Placed = (typeof placed)[number]
	const byId = new Map(placed.map((one) => [one.item.id, one]))
	const found: string[] = []
	const units = new Set(basis.items.flatMap((item) => [item.unit, ...item.departments]))
	for (const id of Object.keys(placements))
		if (!basis.items.some((item) => item.id === id)) found.push(`${id} is placed but does not exist`)

	for (const one of placed) {
		if (one.mine) continue
		if (one.at - one.span + 1 < 0 || one.at >= settings.length || one.span < 1 || one.span > 6)
			found.push(`${one.item.id} lies outside the plan`)
		for (const before of one.item.after) {
			const other = byId.get(before)
			if (!other && basis.items.some((item) => item.id === before))
				found.push(`${one.item.id} is placed without ${before}`)
			if (other && other.at >= one.at) found.push(`${one.item.id} is not after ${before}`)
		}
		for (const department of one.item.departments) {
			const needed = one.item.changeover === 'big' ? 3 : one.item.changeover === 'small' ? 1 : 0
			if (calmMonths(one.at, factsOf(basis, department), settings) < needed)
				found.push(`${one.item.id} goes live in quiet months of ${department}`)
		}
	}
	for (const unit of units) {
		const changing = (at: number, one: Placed) =>
			one.at === at && one.item.changeover !== 'none' && one.item.departments.includes(unit)
		for (let at = 0; at < settings.length; at++) {
			const worked = placed.filter(
				(one) => one.item.unit === unit && one.at >= at && one.at - one.span < at && one.item.days > 0,
			)
			const days = worked.reduce((sum, one) => sum + one.item.days / one.span, 0)
			const capacity = capacityOf(unit, at, basis, settings)
			if (days > capacity + 1e-5 && worked.some((one) => !one.mine))
				found.push(`${unit} has ${days} days of ${capacity} in half-year ${at}`)
			for (const [size, most] of [
				['big', 1],
				['small', 2],
			] as const) {
				const changes = placed.filter((one) => changing(at, one) && one.item.changeover === size)
				if (changes.length > most && changes.some((one) => !one.mine))
					found.push(`${unit} has ${changes.length} ${size} changeovers in half-year ${at}`)
			}
			const row = [0, 1, 2, 3].map((more) => placed.filter((one) => changing(at + more, one)))
			if (row.every((ones) => ones.length > 0) && row.some((ones) => ones.every((one) => !one.mine)))
				found.push(`${unit} has no rest from half-year ${at}`)
		}
	}
	return found
}

function factsOf(basis: PlanBasis, unit: string): DepartmentFacts | undefined {
	return basis.departments.find((one) => one.departmentId === unit)
}

function calmMonths(at: number, facts: DepartmentFacts | undefined, settings: PlanSettings): number {
	const second = (Number(settings.first.slice(-1)) - 1 + at) % 2 === 1
	const months = second ? [7, 8, 9, 10, 11, 12] : [1, 2, 3, 4, 5, 6]
	return months.filter((month) => !settings.quietMonths.includes(month) && !facts?.quietMonths.includes(month)).length
}

function capacityOf(unit: string, at: number, basis: PlanBasis, settings: PlanSettings): number {
	const facts = factsOf(basis, unit)
	const days = unit === 'town' ? settings.townDays : (facts?.daysStated ?? (facts?.posts ?? 4) * settings.daysPerPost)
	return ((days * calmMonths(at, facts, settings)) / 6) * (1 - settings.bufferPercent / 100)
}

/** The items whose half-year the placer does not choose. */
export function givenItems(items: readonly PlanItem[], decided: readonly ItemId[] = []): ReadonlySet<ItemId> {
	return new Set([...items.filter((item) => item.fixedGoLive !== undefined).map((item) => item.id), ...decided])
}
