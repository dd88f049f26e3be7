import {
	type BundleView,
	type GapView,
	type ItemView,
	itemsOf,
	type PlanView,
	unitNameIn,
} from '../../domain/plan/plan-view'
import { type ItemId, townUnit, type Unit } from '../../domain/shared/unit'
import type { Wording } from '../kit/wording'

/**
 * The words that card, picture, table, calendar and document share. They are plain text: names and titles may come from
 * people, so every place that writes them somewhere escapes them in its own way.
 */

/** A department's name, or what the town's own basics are called. */
export function unitName(view: PlanView, unit: Unit, wording: Wording): string {
	return unit === townUnit ? wording.say('report.townUnit') : (unitNameIn(view, unit) ?? '')
}

/** What the plan is called, with the department that the part is for. */
export function planTitle(view: PlanView, wording: Wording): string {
	return view.only === undefined
		? wording.say('report.title', { town: view.townName })
		: wording.say('report.titleOf', { town: view.townName, unit: unitName(view, view.only, wording) })
}

export function standOf({ version, on }: PlanView, wording: Wording): string {
	return version === 0
		? wording.say('report.draft', { date: wording.date(on) })
		: wording.say('report.stand', { number: version, date: wording.date(on) })
}

/** From when to when, how many departments, how many measures. */
export function coverageOf(view: PlanView, wording: Wording): string {
	const last = view.units[0]?.bundles.at(-1)?.halfYear ?? view.start
	const span = wording.say('report.span', { from: wording.halfYear(view.start), to: wording.halfYear(last) })
	const departments = view.units.filter((unit) => unit.unit !== townUnit).length
	const measures = view.units.reduce((sum, unit) => sum + itemsOf(unit).length, 0)
	return [
		span,
		...(view.only === undefined ? [wording.say('report.departments', { count: departments })] : []),
		wording.say('report.measures', { count: measures }),
	].join(' · ')
}

export function itemTitleIn(view: PlanView, item: ItemId, wording: Wording): string {
	const title = view.itemTitles[item]
	return title ? wording.pick(title) : item
}

/** Why an item stands where it stands, in one sentence. */
export function reasonSentence({ reason }: Pick<ItemView, 'reason'>, view: PlanView, wording: Wording): string {
	switch (reason.why) {
		case 'earliest':
		case 'running':
		case 'kept':
		case 'decided':
			return wording.say(`report.reason.${reason.why}`)
		case 'after':
			return wording.say('report.reason.after', { item: itemTitleIn(view, reason.item, wording) })
		case 'capacity':
			return wording.say('report.reason.capacity', {
				unit: unitName(view, reason.unit, wording),
				until: wording.halfYear(reason.until),
			})
		default:
			return wording.say(`report.reason.${reason.why}`, {
				unit: unitName(view, reason.departmentId, wording),
				until: wording.halfYear(reason.until),
			})
	}
}

/**
 * What the lead decided instead of what was computed; `undefined` where nothing was. The computed value never
 * disappears.
 */
export function overrideSentence({ override }: ItemView, wording: Wording): string | undefined {
	if (!override) return undefined
	const computed =
		override.computed === undefined
			? wording.say('report.notComputed')
			: wording.say('report.computed', { halfYear: wording.halfYear(override.computed) })
	return `${wording.say('report.override', { date: wording.date(override.on), words: override.words })} ${computed}`
}

/** What goes without saying of the items of a bundle. */
const usual: Readonly<Record<BundleView['status'], ItemView['status']>> = {
	draft: 'planned',
	agreed: 'planned',
	running: 'running',
	stabilising: 'done',
	closed: 'done',
	postponed: 'postponed',
}

/**
 * An item's status and what is special about it: duty, changeover, where it comes from. Within a bundle the status is
 * said only where it differs.
 */
export function itemNotes(item: ItemView, wording: Wording, among?: BundleView['status']): readonly string[] {
	return [
		...(among !== undefined && usual[among] === item.status ? [] : [wording.say(`report.status.${item.status}`)]),
		...(item.duty ? [wording.say('report.duty')] : []),
		...(item.changeover === 'none' ? [] : [wording.say(`report.changeover.${item.changeover}`)]),
		...(item.kind === 'measure' ? [] : [wording.say(`report.kind.${item.kind}`)]),
	]
}

/** How many of the person-days are planned. */
export function loadSentence(
	{ plannedDays, capacityDays }: Pick<BundleView, 'plannedDays' | 'capacityDays'>,
	wording: Wording,
): string {
	return wording.say('report.load', { planned: wording.number(plannedDays), capacity: wording.number(capacityDays) })
}

export function bufferSentence(
	{ bufferDays, bufferUsedDays }: Pick<BundleView, 'bufferDays' | 'bufferUsedDays'>,
	wording: Wording,
): string {
	return wording.say('report.buffer', { used: wording.number(bufferUsedDays), days: wording.number(bufferDays) })
}

/** How a half-year stands for a unit: kept calm, without work, or the status of its bundle. */
export function bundleWords({ calm, items, status }: BundleView, wording: Wording): string {
	const kept = calm ? [wording.say(`report.calm.${calm}`)] : []
	return items.length === 0
		? (kept[0] ?? wording.say('report.empty'))
		: [wording.say(`report.bundle.${status}`), ...kept].join(' · ')
}

export function gapSentence(gap: GapView, view: PlanView, wording: Wording): string {
	const unit = unitName(view, gap.unit, wording)
	if (gap.what === 'unit') return wording.say('report.gap.unit', { unit })
	if (gap.what === 'service') return wording.say('report.gap.service', { unit, service: gap.service })
	const waitsFor = gap.waitsFor === undefined ? '' : itemTitleIn(view, gap.waitsFor, wording)
	const sentence = wording.say(`report.gap.${gap.why}`, { unit, item: itemTitleIn(view, gap.item, wording), waitsFor })
	return gap.words ? `${sentence} ${wording.say('report.gap.words', { words: gap.words })}` : sentence
}
