import { bundleIn, goingLive, halfYearsIn, itemsOf, type PlanView, timeOf, totalsOf } from '../../domain/plan/plan-view'
import { addHalfYears, type HalfYear, halfYearOf } from '../../domain/shared/half-year'
import type { Button } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import { plain } from '../kit/wording'
import { type Box, barOf, box, choice, type Desk, roomFor, shiftLine, strainLines } from './plan-desk'
import { pathOf } from './plan-paths'
import { bufferSentence, standOf, unitName } from './plan-words'

const mostRows = 10
/** Characters of JSON for what can be picked. */
const roomForPicks = 4_500

/**
 * The plan at one glance: how it stands, what it holds, and the half-years to come. Without a plan: what is released
 * and the way to one.
 */
export function presentOverview(desk: Desk): Presented {
	const { shown, say, frame } = desk
	const { view } = shown
	if (!view) return withoutPlan(desk)
	const current = halfYearOf(shown.today)
	const ahead = halfYearsIn(view).filter((halfYear) => timeOf(halfYear, current) !== 'past')
	const rows = (ahead.length > 0 ? ahead : halfYearsIn(view)).slice(0, mostRows)
	const left = view.length - rows.length
	const title = view.only === undefined ? say('plan.title') : say('plan.titleOf', { unit: desk.unit(view.only) })
	return {
		template: 'plan-overview',
		data: {
			...frame(title),
			paragraphs: paragraphs(desk, view),
			figures: figures(desk, view),
			boxes: boxes(desk, view),
			rowsTitle: say('plan.rows'),
			rows: rows.map((halfYear) => rowOf(desk, view, halfYear, current)),
			more: [...(left > 0 ? [say('plan.moreHalfYears', { count: left })] : []), say('plan.rowsHint')].join(' '),
			...picks(desk, view),
			actions: actions(desk, view),
		},
	}
}

function withoutPlan(desk: Desk): Presented {
	const { shown, lead, say, frame, button } = desk
	const { departments } = shown.directory
	const released = departments.filter((department) => shown.released.includes(department.id))
	const open = departments.filter((department) => !shown.released.includes(department.id))
	const names = (of: typeof departments) => of.map((department) => desk.unit(department.id))
	return {
		template: 'plan-list',
		data: {
			...frame(say('plan.none.title')),
			paragraphs: [
				{
					text: say(!lead ? 'plan.none.waiting' : released.length > 0 ? 'plan.none.ready' : 'plan.none.nothing'),
					subtle: false,
				},
			],
			boxes: lead
				? [
						...box(desk, 'good', say('plan.none.released', { count: released.length }), names(released), 12),
						...box(desk, 'emphasis', say('plan.none.open', { count: open.length }), names(open), 12),
					]
				: [],
			groups: [],
			more: '',
			...noPicks,
			actions: lead
				? [
						...(released.length > 0
							? [button('plan.propose', 'plan-draft', { c: 'replan', r: String(shown.plan.revision) }, { main: true })]
							: []),
						button('common.departments', 'departments'),
					]
				: [],
		},
	}
}

export const noPicks = { picks: [], pickLabel: '', pickPlaceholder: '' }

function paragraphs({ shown, say, wording }: Desk, view: PlanView) {
	const stand = shown.draft
		? say(shown.plan.agreed ? 'plan.draftOf' : 'plan.proposal', { number: shown.plan.versions.length })
		: standOf(view, wording)
	const buffer = totalsOf(view.units.flatMap((unit) => unit.bundles))
	return [
		{ text: plain(stand), subtle: false },
		{
			text: plain(
				say('report.span', {
					from: wording.halfYear(view.start),
					to: wording.halfYear(addHalfYears(view.start, view.length - 1)),
				}),
			),
			subtle: true,
		},
		...(buffer.bufferUsedDays > 0 ? [{ text: plain(bufferSentence(buffer, wording)), subtle: true }] : []),
	]
}

function figures({ say }: Desk, view: PlanView) {
	const items = view.units.flatMap(itemsOf)
	const bundles = view.units.flatMap((unit) => unit.bundles).filter((bundle) => goingLive(bundle).length > 0)
	const counts = {
		measures: items.length,
		bundles: bundles.length,
		done: items.filter((item) => item.status === 'done').length,
	}
	return Object.entries(counts).map(([key, count]) => ({
		number: String(count),
		label: say(`plan.figure.${key}`, { count }),
	}))
}

/** What the draft does otherwise than what is agreed, and which limits it knowingly passes. */
function boxes(desk: Desk, view: PlanView): readonly Box[] {
	const { shown, say, state } = desk
	const strains = view.only === undefined ? box(desk, 'warning', say('plan.strains'), strainLines(state, desk), 4) : []
	if (!shown.draft || !shown.plan.agreed) return strains
	const lines = shown.shifts.map((shift) => shiftLine(shift, desk))
	return [
		...(lines.length > 0
			? box(desk, 'accent', say('plan.differs', { count: lines.length, number: shown.plan.versions.length }), lines, 6)
			: [
					{ style: 'accent' as const, title: say('plan.differsNot', { number: shown.plan.versions.length }), text: '' },
				]),
		...strains,
	]
}

function rowOf({ say, half, wording }: Desk, view: PlanView, halfYear: HalfYear, current: HalfYear) {
	const bundles = view.units.flatMap((unit) => bundleIn(unit, halfYear) ?? [])
	const { plannedDays, capacityDays } = totalsOf(bundles)
	const live = bundles.filter((bundle) => goingLive(bundle).length > 0)
	const measures = live.reduce((sum, bundle) => sum + goingLive(bundle).length, 0)
	const holds =
		live.length === 0
			? say(plannedDays > 0 ? 'plan.rowWork' : 'plan.rowFree')
			: `${say('plan.bundles', { count: live.length })}, ${say('plan.measures', { count: measures })}`
	return {
		name: `**${half(halfYear)}**${halfYear === current ? ` (${say('plan.now')})` : ''}: ${holds}`,
		load: say('plan.days', {
			planned: wording.number(Math.round(plannedDays)),
			capacity: wording.number(Math.round(capacityDays)),
		}),
		bars: barOf(plannedDays, capacityDays),
	}
}

/** Departments and half-years; for a department's own people, its bundles. */
function picks({ shown, say, wording }: Desk, view: PlanView) {
	const own = view.only === undefined ? undefined : view.units[0]
	const units = own
		? []
		: view.units.map(({ unit }) => choice(unitName(view, unit, wording), pathOf({ page: 'unit', unit })))
	const halfYears = own
		? own.bundles
				.filter((bundle) => goingLive(bundle).length > 0)
				.map(({ halfYear }) =>
					choice(
						say('plan.bundleOf', { halfYear: wording.halfYear(halfYear) }),
						pathOf({ page: 'bundle', unit: own.unit, halfYear }),
					),
				)
		: halfYearsIn(view).map((halfYear) => choice(wording.halfYear(halfYear), pathOf({ page: 'half-year', halfYear })))
	const items =
		own && !shown.draft
			? itemsOf(own).map((item) => choice(wording.pick(item.title), pathOf({ page: 'item', item: item.id })))
			: []
	return {
		picks: roomFor([...units, ...halfYears, ...items], roomForPicks, 0),
		pickLabel: say('plan.pick'),
		pickPlaceholder: say('plan.pickPlaceholder'),
	}
}

function actions({ shown, lead, say: _say, go, pick, button }: Desk, view: PlanView): readonly Button[] {
	const r = String(shown.plan.revision)
	const look = pick('plan.look')
	const gaps =
		view.gaps.length > 0 ? [go('plan.toGaps', { page: 'gaps' }, { values: { count: String(view.gaps.length) } })] : []
	if (shown.draft)
		return [
			button('plan.agree', 'plan-agree', { r }, { main: true }),
			{ ...look, style: 'default' },
			...(shown.plan.agreed
				? [go('plan.allShifts', { page: 'compare', from: shown.plan.versions.length, to: 0 })]
				: gaps),
			go('plan.goOn', { page: 'change' }),
			button('plan.discard', 'plan-discard', { r }),
		]
	const timeline = go('plan.toTimeline', { page: 'timeline' })
	if (view.only !== undefined) return [look, timeline, ...gaps]
	return [
		look,
		timeline,
		...gaps,
		go('plan.toVersions', { page: 'versions' }),
		...(lead ? [go('plan.toChange', { page: 'change' })] : []),
	]
}
