import { bundleIn, goingLive, halfYearsIn, itemsOf, type PlanView, timeOf, totalsOf } from '../../domain/plan/plan-view'
import { addHalfYears, type HalfYear, halfYearOf } from '../../domain/shared/half-year'
import { barOf } from '../kit/bars'
import { type Box, box, listBox } from '../kit/boxes'
import type { Button } from '../kit/buttons'
import { choice, drawnPicker } from '../kit/fields'
import { aside, drawnFrame, drawnParagraphs } from '../kit/frame'
import { list } from '../kit/list'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain } from '../kit/wording'
import { exceededLimitLines, type PlanContext, shiftLine } from './plan-context'
import { pathOf } from './plan-paths'
import { bufferSentence, standOf } from './plan-words'

const mostRows = 10
/** Characters of JSON for what can be picked. */
const roomForPicks = 4_500

/**
 * The plan at one glance: how it stands, what it holds, and the half-years to come. Without a plan: what is released
 * and the way to one.
 */
export function presentOverview(context: PlanContext): Presented {
	const { shown, say, frame, wording } = context
	const { view } = shown
	if (!view) return withoutPlan(context)
	const current = halfYearOf(shown.today)
	const ahead = halfYearsIn(view).filter((halfYear) => timeOf(halfYear, current) !== 'past')
	const rows = (ahead.length > 0 ? ahead : halfYearsIn(view)).slice(0, mostRows)
	const left = view.length - rows.length
	const title = view.only === undefined ? say('plan.title') : say('plan.titleOf', { unit: context.unit(view.only) })
	return {
		template: 'plan-overview',
		data: {
			...drawnFrame(frame(title), wording),
			paragraphs: drawnParagraphs(paragraphs(context, view)),
			figures: figures(context, view),
			boxes: boxes(context, view),
			rowsTitle: say('plan.rows'),
			rows: rows.map((halfYear) => rowOf(context, view, halfYear, current)),
			more: [...(left > 0 ? [say('plan.moreHalfYears', { count: left })] : []), say('plan.rowsHint')].join(' '),
			...drawnPicker(pickOf(context, view)),
			actions: actions(context, view),
		},
	}
}

function withoutPlan(context: PlanContext): Presented {
	const { shown, lead, say, frame, button, wording } = context
	const { departments } = shown.directory
	const released = departments.filter((department) => shown.released.includes(department.id))
	const open = departments.filter((department) => !shown.released.includes(department.id))
	const names = (of: typeof departments) => of.map((department) => context.unit(department.id))
	return list(wording, {
		...frame(say('plan.none.title')),
		intro: [say(!lead ? 'plan.none.waiting' : released.length > 0 ? 'plan.none.ready' : 'plan.none.nothing')],
		boxes: lead
			? [
					...listBox('good', say('plan.none.released', { count: released.length }), names(released), wording, 12),
					...listBox('emphasis', say('plan.none.open', { count: open.length }), names(open), wording, 12),
				]
			: [],
		rows: [],
		buttons: lead
			? [
					...(released.length > 0
						? [button('plan.propose', 'plan-draft', { c: 'replan', r: String(shown.plan.revision) }, { main: true })]
						: []),
					button('common.departments', 'departments'),
				]
			: [],
	})
}

function paragraphs({ shown, say, wording }: PlanContext, view: PlanView) {
	const stand = shown.draft
		? say(shown.plan.agreed ? 'plan.draftOf' : 'plan.proposal', { number: shown.plan.versions.length })
		: standOf(view, wording)
	const buffer = totalsOf(view.units.flatMap((unit) => unit.bundles))
	return [
		plain(stand),
		aside(
			plain(
				say('report.span', {
					from: wording.halfYear(view.start),
					to: wording.halfYear(addHalfYears(view.start, view.length - 1)),
				}),
			),
		),
		...(buffer.bufferUsedDays > 0 ? [aside(plain(bufferSentence(buffer, wording)))] : []),
	]
}

function figures({ say }: PlanContext, view: PlanView) {
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
function boxes(context: PlanContext, view: PlanView): readonly Box[] {
	const { shown, say, state, wording } = context
	const strains =
		view.only === undefined
			? listBox('warning', say('plan.strains'), exceededLimitLines(state, context), wording, 4)
			: []
	if (!shown.draft || !shown.plan.agreed) return strains
	const lines = shown.shifts.map((shift) => shiftLine(shift, context))
	return [
		...(lines.length > 0
			? listBox(
					'accent',
					say('plan.differs', { count: lines.length, number: shown.plan.versions.length }),
					lines,
					wording,
					6,
				)
			: [box('accent', say('plan.differsNot', { number: shown.plan.versions.length }))]),
		...strains,
	]
}

function rowOf({ say, half, wording }: PlanContext, view: PlanView, halfYear: HalfYear, current: HalfYear) {
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
function pickOf({ shown, say, wording, unitTitle }: PlanContext, view: PlanView) {
	const own = view.only === undefined ? undefined : view.units[0]
	const units = own ? [] : view.units.map(({ unit }) => choice(unitTitle(unit), pathOf({ page: 'unit', unit })))
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
		label: say('plan.pick'),
		placeholder: say('plan.pickPlaceholder'),
		choices: fitting([...units, ...halfYears, ...items], roomForPicks),
	}
}

function actions({ shown, lead, say: _say, go, pick, button }: PlanContext, view: PlanView): readonly Button[] {
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
