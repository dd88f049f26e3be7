import {
	type BundleView,
	bundleIn,
	goingLive,
	halfYearsIn,
	type PlanView,
	timeOf,
	totalsOf,
	type UnitView,
} from '../../domain/plan/plan-view'
import { type HalfYear, halfYearOf } from '../../domain/shared/half-year'
import type { Unit } from '../../domain/shared/unit'
import type { Button, Link } from '../kit/buttons'
import { drawnFrame } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'
import {
	bufferSentence,
	bundleWords,
	coverageOf,
	itemNotes,
	loadSentence,
	planTitle,
	standOf,
	unitName,
} from './plan-words'

/** The timeline is read along one unit over the years, or across all units in one half-year. `page` counts from 0. */
export type TimelineCut =
	| { readonly along: 'unit'; readonly unit: Unit; readonly page: number }
	| { readonly along: 'half-year'; readonly halfYear: HalfYear; readonly page: number }

const rowsPerPage = 7
const mostItems = 4
const longestTitle = 90
const longestName = 80

/** How many cards a cut takes: the budget of a card does not hold twenty rows. */
export function timelinePages(view: PlanView, { along }: Pick<TimelineCut, 'along'>): number {
	return Math.max(1, Math.ceil((along === 'unit' ? view.length : view.units.length) / rowsPerPage))
}

/** The page on which a unit's present half-year stands, where a person would begin to read. */
export function pageOfToday(view: PlanView): number {
	const at = halfYearsIn(view).indexOf(halfYearOf(view.today))
	return at < 0 ? 0 : Math.floor(at / rowsPerPage)
}

/**
 * The timeline as a table, so that it can be read aloud row by row. Buttons and links come from the caller, who
 * knows where they lead.
 */
export function presentTimeline(
	view: PlanView,
	cut: TimelineCut,
	actions: readonly Button[],
	links: readonly Link[],
	wording: Wording,
): Presented {
	const rows = cut.along === 'unit' ? alongUnit(view, cut.unit, wording) : acrossUnits(view, cut.halfYear, wording)
	const pages = timelinePages(view, cut)
	const page = Math.min(Math.max(0, cut.page), pages - 1)
	const title =
		cut.along === 'unit' ? shortened(unitName(view, cut.unit, wording), longestName) : wording.halfYear(cut.halfYear)
	const heads = [cut.along === 'unit' ? 'halfYear' : 'unit', 'measures'].map((key) => ({
		text: wording.say(`timeline.head.${key}`),
	}))
	return {
		template: 'timeline',
		data: {
			...drawnFrame({ title: plain(title) }, wording),
			breadcrumb: plain(`${shortened(planTitle(view, wording), 160)} · ${standOf(view, wording)}`),
			intro: plain(introOf(view, cut, wording)),
			heads,
			rows: rows.slice(page * rowsPerPage, (page + 1) * rowsPerPage),
			page: pages > 1 ? wording.say('timeline.page', { page: page + 1, pages }) : '',
			links,
			actions,
		},
	}
}

function introOf(view: PlanView, cut: TimelineCut, wording: Wording): string {
	if (cut.along === 'unit') {
		const units = view.units.filter((unit) => unit.unit === cut.unit)
		return `${coverageOf({ ...view, only: cut.unit, units }, wording)} · ${loadSentence(totalsOf(units.flatMap((unit) => unit.bundles)), wording)}`
	}
	const bundles = view.units.flatMap((unit) => bundleIn(unit, cut.halfYear) ?? [])
	const live = bundles.reduce((sum, bundle) => sum + goingLive(bundle).length, 0)
	const longer = bundles.reduce((sum, bundle) => sum + bundle.items.length, 0) - live
	return [
		wording.say('report.measures', { count: live }),
		...(longer > 0 ? [wording.say('timeline.longer', { count: longer })] : []),
		loadSentence(totalsOf(bundles), wording),
	].join(' · ')
}

interface Row {
	readonly name: string
	readonly state: string
	readonly style: 'default' | 'emphasis'
	readonly lines: readonly { readonly text: string }[]
	readonly load: string
}

function alongUnit(view: PlanView, unit: Unit, wording: Wording): readonly Row[] {
	const found = view.units.find((one) => one.unit === unit)
	const current = halfYearOf(view.today)
	return (found?.bundles ?? []).map((bundle) => {
		const now = timeOf(bundle.halfYear, current) === 'now'
		return { ...rowOf(bundle, wording.halfYear(bundle.halfYear), wording, now), style: now ? 'emphasis' : 'default' }
	})
}

function acrossUnits(view: PlanView, halfYear: HalfYear, wording: Wording): readonly Row[] {
	return view.units.flatMap((unit: UnitView) => {
		const bundle = bundleIn(unit, halfYear)
		return bundle ? [rowOf(bundle, shortened(unitName(view, unit.unit, wording), longestName), wording, false)] : []
	})
}

function rowOf(bundle: BundleView, name: string, wording: Wording, now: boolean): Row {
	const titles = bundle.items.slice(0, mostItems).map((item) => {
		const notes = itemNotes(item, wording, bundle.status)
		return `${shortened(wording.pick(item.title), longestTitle)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
	})
	const more = bundle.items.length - titles.length
	const lines = [...titles.map(plain), ...(more > 0 ? [plain(wording.say('timeline.more', { count: more }))] : [])]
	const buffer = bundle.bufferUsedDays > 0 ? [bufferSentence(bundle, wording)] : []
	const state = bundleWords(bundle, wording)
	return {
		name: plain(name),
		state: plain(now ? wording.say('timeline.now', { state }) : state),
		style: 'default',
		lines: (lines.length > 0 ? lines : ['–']).map((text) => ({ text })),
		load: bundle.items.length > 0 ? plain([loadSentence(bundle, wording), ...buffer].join(' · ')) : '',
	}
}
