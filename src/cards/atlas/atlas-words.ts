import { type AgeRange, type DatedUnit, rangesOf, staffOf } from '../../domain/atlas/atlas'
import type { OutlookStep } from '../../domain/atlas/outlook'
import type { AtlasView } from '../../domain/atlas/view-atlas'
import { shortened, type Wording } from '../kit/wording'

/** What the age atlas says in words; cards and the picture tell the same. Plain text, not escaped for a card. */
export function rangeWords({ from, to }: AgeRange, { say }: Wording): string {
	if (from === undefined) return to === undefined ? '' : say('atlas.range.below', { to })
	return to === undefined ? say('atlas.range.from', { from }) : say('atlas.range.between', { from, to: to - 1 })
}

/** The same without the word for years, where there is little room. */
export function shortRange({ from, to }: AgeRange, { say }: Wording): string {
	if (from === undefined) return say('atlas.image.below', { to: to ?? '' })
	return to === undefined ? say('atlas.image.from', { from }) : say('atlas.image.between', { from, to: to - 1 })
}

/** The groups of a unit with their people and percent. */
export function groupsOf(
	unit: DatedUnit,
	wording: Wording,
): readonly { readonly name: string; readonly people: number; readonly percent: number }[] {
	const staff = staffOf(unit)
	return rangesOf(unit.cuts).map((range, at) => {
		const people = unit.people[at] ?? 0
		return { name: rangeWords(range, wording), people, percent: Math.round((people / staff) * 100) }
	})
}

/** How many are expected to leave, as a range; never as one number. */
export function shareWords({ from, to }: Pick<OutlookStep, 'from' | 'to'>, { say }: Wording): string {
	return from === 0 ? say('atlas.share.upTo', { to }) : say('atlas.share.between', { from, to })
}

/** The day that was counted; where a newer count could not be shown, that the earlier one stays. */
export function dayWords(unit: DatedUnit, view: AtlasView, { say, date }: Wording): string {
	const stays = view.newest !== undefined && unit.on < view.newest
	return say(stays ? 'atlas.stays' : 'atlas.asOf', { date: date(unit.on) })
}

/** The departments of a unit by their names. */
export function unitWords(departments: readonly string[], view: Pick<AtlasView, 'names'>, length = 60): string {
	return departments.map((id) => shortened(view.names[id] ?? id, length)).join(' · ')
}
