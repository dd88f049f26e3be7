import { createEvents, type EventAttributes } from 'ics'
import type { Wording } from '../../cards/kit/wording'
import { bundleWords, itemNotes, loadSentence, planTitle, standOf, unitName } from '../../cards/plan/plan-words'
import { type BundleView, goingLive, halfYearsIn, type PlanView, type UnitView } from '../../domain/plan/plan-view'
import { firstDayOf } from '../../domain/shared/half-year'
import { oneLine } from '../kit/clean'

/**
 * The plan's dates for a calendar: the beginning of each half-year with work, the gates, and the weeks in which
 * something may go live. All last whole days and leave people free. Ids stay the same from version to version and the
 * version is the sequence number, so that importing the file again moves entries instead of doubling them. Throws when
 * the library refuses an entry: that would be a fault of ours.
 */
export function planIcs(view: PlanView, wording: Wording): string {
	const entries = [
		...halfYearEntries(view, wording),
		...view.units.flatMap((unit) => unit.bundles.flatMap((bundle) => bundleEntries(unit, bundle, view, wording))),
	]
	const { error, value } = createEvents(entries, {
		productId: '-//DigiCheck//plan//DE',
		method: 'PUBLISH',
		calName: oneLine(planTitle(view, wording)),
	})
	if (error) throw error
	// The library stamps with the time of day; the same plan shall give the same file.
	return (value ?? '').replace(/^DTSTAMP:.*$/gm, `DTSTAMP:${view.on.replaceAll('-', '')}T000000Z`)
}

function halfYearEntries(view: PlanView, wording: Wording): EventAttributes[] {
	return halfYearsIn(view).flatMap((halfYear) => {
		const busy = view.units.flatMap((unit) =>
			unit.bundles
				.filter((bundle) => bundle.halfYear === halfYear && bundle.items.length > 0)
				.map((bundle) => ({ unit, bundle })),
		)
		if (busy.length === 0) return []
		const lines = busy.map(
			({ unit, bundle }) =>
				`${unitName(view, unit.unit, wording)}: ${wording.say('report.measures', { count: bundle.items.length })}, ${loadSentence(bundle, wording)}`,
		)
		const title = wording.say('report.ics.start', { halfYear: wording.halfYear(halfYear) })
		return [
			entry(
				{
					key: `start.${halfYear}.${view.only ?? 'all'}`,
					from: firstDayOf(halfYear),
					to: firstDayOf(halfYear),
					title,
					lines,
				},
				view,
				wording,
			),
		]
	})
}

function bundleEntries(unit: UnitView, bundle: BundleView, view: PlanView, wording: Wording): EventAttributes[] {
	const name = unitName(view, unit.unit, wording)
	const halfYear = wording.halfYear(bundle.halfYear)
	const items = goingLive(bundle).map((item) => `${wording.pick(item.title)} (${itemNotes(item, wording).join(', ')})`)
	const about = [`${name}, ${halfYear}: ${bundleWords(bundle, wording)}`, ...items]
	const key = (what: string) => `${what}.${bundle.halfYear}.${unit.unit}`
	const gates = bundle.gates.map((gate) => {
		const passed = gate.passedOn ? [wording.say('report.ics.passed', { date: wording.date(gate.passedOn) })] : []
		const title = wording.say(`report.ics.${gate.step}`, { unit: name })
		return entry(
			{ key: key(gate.step), from: gate.dueOn, to: gate.dueOn, title, lines: [...passed, ...about] },
			view,
			wording,
		)
	})
	const live = bundle.goLiveWindow
	return live
		? [
				...gates,
				entry(
					{
						key: key('live'),
						from: live.from,
						to: live.to,
						title: wording.say('report.ics.live', { unit: name }),
						lines: about,
					},
					view,
					wording,
				),
			]
		: gates
}

interface CalendarEntry {
	readonly key: string
	/** Local dates, both included; calendars want the day after the last. */
	readonly from: string
	readonly to: string
	readonly title: string
	readonly lines: readonly string[]
}

function entry({ key, from, to, title, lines }: CalendarEntry, view: PlanView, wording: Wording): EventAttributes {
	return {
		uid: `${key}.${view.townId}@digicheck`,
		sequence: view.version,
		start: parts(from),
		end: parts(dayAfter(to)),
		title: oneLine(title),
		description: [...lines, standOf(view, wording)].map(oneLine).join('\n'),
		busyStatus: 'FREE',
		transp: 'TRANSPARENT',
		status: view.version === 0 ? 'TENTATIVE' : 'CONFIRMED',
	}
}

function parts(date: string): [number, number, number] {
	const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
	return [year, month, day]
}

function dayAfter(date: string): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
