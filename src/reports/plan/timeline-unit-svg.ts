import type { Wording } from '../../cards/kit/wording'
import {
	bufferSentence,
	bundleWords,
	coverageOf,
	itemNotes,
	loadSentence,
	planTitle,
	unitName,
} from '../../cards/plan/plan-words'
import { type BundleView, type ItemView, itemsOf, type PlanView, type UnitView } from '../../domain/plan/plan-view'
import type { HalfYear } from '../../domain/shared/half-year'
import type { ItemId } from '../../domain/shared/unit'
import { widthOf } from '../kit/font'
import { element, fitted, hinted, line, type Markup, picture } from '../kit/svg'
import {
	type Columns,
	calendar,
	columnsOf,
	gridTop,
	group,
	head,
	legend,
	margin,
	pageWidth,
	palette,
	source,
	todayIn,
	todaysLine,
} from './timeline-frame'
import { unitLegend } from './timeline-legend'
import { calmMark, changeMark, doneMark, dutyMark, postponedMark, runningMark } from './timeline-marks'

const chartHeight = 74
const laneHeight = 44
const titleSize = 15
const widestTitle = 300
const gapBetween = 22

/**
 * One unit over the years: the load on top, below it a bar for each measure from its first half-year to the go-live.
 */
export function unitTimelineSvg(view: PlanView, wording: Wording): string {
	const unit = view.units[0] as UnitView
	const columns = columnsOf(view, margin)
	const lanes = lanesFor(unit, columns, wording)
	const lanesTop = gridTop + chartHeight + 52
	const bottom = lanesTop + Math.max(1, lanes.length) * laneHeight + 18
	const below = legend(unitLegend(view, wording), bottom + 20)
	const sourceAt = bottom + 20 + below.height + 16
	const facts = [
		coverageOf(view, wording),
		...itemsOf(unit).map((item) => `${wording.halfYear(item.goLive)}: ${wording.pick(item.title)}`),
	].join('. ')
	const named: PlanView = { ...view, only: unit.unit }
	return picture(
		{
			width: pageWidth,
			height: sourceAt + 28,
			language: wording.language,
			title: planTitle(named, wording),
			description: wording.say('timeline.descriptionOf', { facts }),
		},
		element('rect', { width: pageWidth, height: sourceAt + 28, fill: palette.paper }),
		head(named, coverageOf(named, wording), wording),
		calendar(view, columns, bottom, wording),
		...unit.bundles.map((bundle) => ground(bundle, columns, bottom, wording)),
		todaysLine(view, columns, lanesTop - 18, bottom, wording),
		...unit.bundles.map((bundle) => loadColumn(unit, bundle, columns, view, wording)),
		...lanes.flatMap((lane, at) =>
			lane.map((one) => bar(one, lanesTop + at * laneHeight, columns, todayIn(view, columns)?.x ?? 0, wording)),
		),
		below.markup,
		source(view, sourceAt, wording),
	)
}

/** A half-year that is kept calm shows through everything that stands in it. */
function ground({ calm, halfYear }: BundleView, columns: Columns, bottom: number, wording: Wording): Markup {
	if (calm === undefined) return group()
	const x = columns.xOf(halfYear) + 2
	const width = columns.each - 4
	const consolidation = calm === 'consolidation'
	return hinted(
		`${wording.halfYear(halfYear)}: ${wording.say(`report.calm.${calm}`)}`,
		element('rect', {
			x,
			y: gridTop,
			width,
			height: bottom - gridTop - 2,
			rx: 9,
			fill: consolidation ? palette.calm : palette.paper,
			stroke: consolidation ? 'none' : palette.rule,
			'stroke-dasharray': consolidation ? undefined : '2 4',
		}),
		consolidation ? calmMark(x + width / 2, gridTop + 16, palette.calmInk) : group(),
	)
}

/** Planned days as a column in the frame of the capacity, the used buffer on top of it. */
function loadColumn(unit: UnitView, bundle: BundleView, columns: Columns, view: PlanView, wording: Wording): Markup {
	const most = Math.max(1, ...unit.bundles.map((one) => Math.max(one.capacityDays, one.plannedDays) + one.bufferDays))
	const base = gridTop + chartHeight + 6
	const heightOf = (days: number) => (days / most) * (chartHeight - 14)
	const width = Math.min(44, columns.each * 0.5)
	const x = columns.xOf(bundle.halfYear) + (columns.each - width) / 2
	const capacity = heightOf(bundle.capacityDays)
	const planned = heightOf(Math.min(bundle.plannedDays, bundle.capacityDays))
	const beyond = heightOf(Math.max(0, bundle.plannedDays - bundle.capacityDays))
	const buffer = heightOf(bundle.bufferDays)
	const used = bundle.bufferUsedDays > 0 ? Math.max(3, heightOf(bundle.bufferUsedDays)) : 0
	const label = `${wording.number(bundle.plannedDays)} / ${wording.number(bundle.capacityDays)}`
	const hint = [
		unitName(view, unit.unit, wording),
		wording.halfYear(bundle.halfYear),
		bundleWords(bundle, wording),
		loadSentence(bundle, wording),
		bufferSentence(bundle, wording),
	]
	return hinted(
		hint.join(' · '),
		element('rect', {
			x,
			y: base - capacity,
			width,
			height: capacity,
			rx: 4,
			fill: palette.white,
			stroke: palette.plannedEdge,
			'stroke-width': 1.2,
			'data-half-year': bundle.halfYear,
		}),
		element('rect', { x, y: base - planned, width, height: planned, rx: 4, fill: palette.plannedBar }),
		...(beyond > 0
			? [element('rect', { x, y: base - capacity - beyond, width, height: beyond, rx: 2, fill: palette.over })]
			: []),
		// The buffer stands beside the column in a thin one of its own.
		...(bundle.bufferDays > 0
			? [
					element('rect', {
						x: x + width + 4,
						y: base - buffer,
						width: 7,
						height: buffer,
						rx: 3,
						fill: palette.white,
						stroke: palette.calmEdge,
						'stroke-width': 1.2,
					}),
				]
			: []),
		...(used > 0
			? [element('rect', { x: x + width + 4, y: base - used, width: 7, height: used, rx: 3, fill: palette.calmInk })]
			: []),
		line(columns.xOf(bundle.halfYear) + columns.each / 2, base + 19, label, {
			size: 13,
			weight: 'bold',
			fill: palette.ink,
			anchor: 'middle',
		}),
	)
}

interface Placed {
	readonly item: ItemView
	readonly first: HalfYear
	readonly title: string
	/** Where the signs and the title begin, and where bar or title end. */
	readonly textX: number
	readonly from: number
	readonly to: number
}

/**
 * Measures that do not stand in each other's way share a lane; the earliest come first, so that the plan reads like a
 * staircase.
 */
function lanesFor(unit: UnitView, columns: Columns, wording: Wording): readonly (readonly Placed[])[] {
	const first = new Map<ItemId, HalfYear>()
	for (const bundle of unit.bundles)
		for (const item of bundle.items) if (!first.has(item.id)) first.set(item.id, bundle.halfYear)
	const right = columns.left + columns.width - 6
	const placed = itemsOf(unit).map((item): Placed => {
		const begins = first.get(item.id) ?? item.goLive
		const x = columns.xOf(begins) + 6
		const end = columns.xOf(item.goLive) + columns.each - 6
		const title = fitted(wording.pick(item.title), widestTitle, titleSize)
		const words = widthOf(title, titleSize) + signsOf(item).length * 20
		const textX = Math.max(columns.left + 6, Math.min(x, right - words))
		return { item, first: begins, title, textX, from: Math.min(x, textX), to: Math.max(end, textX + words) }
	})
	placed.sort((one, other) => one.from - other.from || columns.xOf(one.item.goLive) - columns.xOf(other.item.goLive))
	const lanes: Placed[][] = []
	for (const one of placed) {
		const free = lanes.find((lane) => (lane.at(-1)?.to ?? 0) + gapBetween <= one.from)
		if (free) free.push(one)
		else lanes.push([one])
	}
	return lanes
}

type Sign = (x: number, y: number) => Markup

function signsOf({ status, duty, changeover }: ItemView): readonly Sign[] {
	const state: Record<ItemView['status'], Sign | undefined> = {
		planned: undefined,
		done: (x, y) => doneMark(x, y, palette.doneInk, 5.5),
		running: (x, y) => runningMark(x, y, palette.running, 5.5),
		postponed: (x, y) => postponedMark(x, y, palette.ink, 6),
	}
	const shown = state[status]
	return [
		...(shown ? [shown] : []),
		...(duty ? [(x: number, y: number) => dutyMark(x, y, palette.ink, 7)] : []),
		...(changeover === 'none'
			? []
			: [(x: number, y: number) => changeMark(x, y, palette.ink, changeover === 'big', 6)]),
	]
}

function bar(
	{ item, first, title, textX }: Placed,
	top: number,
	columns: Columns,
	todayX: number,
	wording: Wording,
): Markup {
	const x = columns.xOf(first) + 6
	const end = columns.xOf(item.goLive) + columns.each - 6
	const signs = signsOf(item)
	const words = textX + signs.length * 20
	const wide = widthOf(title, titleSize)
	// Words that today's line runs through stay readable on a light ground of their own.
	const crossed = todayX > words && todayX < words + wide
	const look = {
		planned: { fill: palette.planned, stroke: palette.plannedBar },
		postponed: { fill: palette.paper, stroke: palette.plannedBar, 'stroke-dasharray': '5 3' },
		running: { fill: palette.running, stroke: palette.running },
		done: { fill: palette.doneEdge, stroke: palette.doneInk },
	}[item.status]
	return hinted(
		`${wording.pick(item.title)} · ${wording.halfYear(item.goLive)} · ${itemNotes(item, wording).join(', ')}`,
		...signs.map((sign, at) => sign(textX + 8 + at * 20, top + 9)),
		...(crossed
			? [element('rect', { x: words - 3, y: top, width: wide + 6, height: 19, fill: palette.white, opacity: 0.85 })]
			: []),
		line(words, top + 14, title, { size: titleSize, fill: palette.ink }),
		element('rect', { x, y: top + 21, width: end - x, height: 9, rx: 4.5, 'stroke-width': 1.2, ...look }),
		element('circle', {
			cx: end - 4.5,
			cy: top + 25.5,
			r: 6.5,
			fill: palette.white,
			stroke: item.status === 'done' ? palette.doneInk : palette.running,
			'stroke-width': 2.4,
		}),
	)
}
