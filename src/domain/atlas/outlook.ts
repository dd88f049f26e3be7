import { addHalfYears, type HalfYear, halfYearOf } from '../shared/half-year'
import { type Atlas, type DatedUnit, departmentIn, rangesOf, staffOf } from './atlas'

/** The ages at which people may be thought to leave; no person's real date is known or asked for. */
export const leavingAges = [63, 65, 67] as const
export type LeavingAge = (typeof leavingAges)[number]
export const usualLeavingAge: LeavingAge = 65

/** Ten years, in half-years. */
export const outlookLength = 20
/** Where the youngest group begins; none of it leaves within ten years. */
const youngest = 18

export interface OutlookStep {
	/** At its end. */
	readonly halfYear: HalfYear
	/** Percent of today's staff expected to have left, between these. */
	readonly from: number
	readonly to: number
}

/**
 * How many are expected to have left by the end of each half-year. Works with nothing but what is published, so it says
 * nothing more about any person.
 */
export function outlookOf(unit: DatedUnit, leavingAge: LeavingAge): readonly OutlookStep[] {
	return Array.from({ length: outlookLength }, (_, at) => {
		const percent = leavingShare(unit, leavingAge, (at + 1) / 2) * 100
		return { halfYear: addHalfYears(halfYearOf(unit.on), at + 1), ...around(percent) }
	})
}

/** An estimate should not look like an exact number: ten points wide, in steps of five. */
function around(percent: number): { readonly from: number; readonly to: number } {
	const from = Math.max(0, Math.floor((percent - 2.5) / 5) * 5)
	return { from, to: Math.min(100, Math.max(from + 5, Math.ceil((percent + 2.5) / 5) * 5)) }
}

/**
 * Everybody is taken to be spread evenly within a group; who is in the oldest one leaves evenly until the leaving age.
 */
function leavingShare(unit: Pick<DatedUnit, 'cuts' | 'people'>, leavingAge: LeavingAge, years: number): number {
	const leaving = rangesOf(unit.cuts).reduce((sum, { from = youngest, to = leavingAge }, at) => {
		const share = Math.min(1, Math.max(0, (to - (leavingAge - years)) / (to - from)))
		return sum + share * (unit.people[at] ?? 0)
	}, 0)
	return leaving / staffOf(unit)
}

/** How many leave within ten years. The only word of the atlas that anything else hears. */
export const horizons = ['low', 'medium', 'high'] as const
export type Horizon = (typeof horizons)[number]

const mediumFrom = 0.2
const highFrom = 0.35

/** How much of a unit's knowledge leaves in the next ten years. */
export function horizonOfUnit(unit: DatedUnit): Horizon {
	const share = leavingShare(unit, usualLeavingAge, outlookLength / 2)
	return share >= highFrom ? 'high' : share >= mediumFrom ? 'medium' : 'low'
}

/** The same for a department; nothing where it is not shown by itself. Never asked for a position. */
export function horizonOf(atlas: Atlas, departmentId: string): Horizon | undefined {
	const unit = departmentIn(atlas, departmentId)
	return unit && horizonOfUnit(unit)
}
