import type { Wording } from '../../cards/kit/wording'
import { bundleWords, coverageOf, itemNotes, loadSentence, planTitle, unitName } from '../../cards/plan/plan-words'
import { type BundleView, itemsOf, type PlanView, totalsOf, type UnitView } from '../../domain/plan/plan-view'
import { townUnit } from '../../domain/shared/unit'
import { widthOf } from '../kit/font'
import { element, escaped, fitted, hinted, line, type Markup, picture, wrapped } from '../kit/svg'
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
	todaysLine,
} from './timeline-frame'
import { overviewLegend } from './timeline-legend'
import { calmMark, changeMark, doneMark, dutyMark, loadBar, postponedMark, runningMark } from './timeline-marks'
import { unitTimelineSvg } from './timeline-unit-svg'

const labelWidth = 184
/** The sides of a sheet of A4 or A3 on its long side. */
const sheet = Math.SQRT2
const totalHeight = 62

/**
 * The timeline as one picture: a row for each unit, or for a single unit a bar for each of its measures. SVG, complete
 * in itself.
 */
export function timelineSvg(view: PlanView, wording: Wording): string {
	return view.units.length === 1 ? unitTimelineSvg(view, wording) : overview(view, wording)
}

function overview(view: PlanView, wording: Wording): string {
	const columns = columnsOf(view, margin + labelWidth)
	const room = pageWidth / sheet - gridTop - totalHeight - 130
	// Three lines of a title are worth more than the exact shape of the sheet, as long as there are few rows.
	const [least, most] = columns.each < 84 ? [46, 60] : view.units.length <= 9 ? [96, 112] : [46, 112]
	const height = Math.min(most, Math.max(least, room / view.units.length))
	const rowsBottom = gridTop + height * view.units.length
	const bottom = rowsBottom + totalHeight
	const below = legend(overviewLegend(view, wording), bottom + 18)
	const sourceAt = bottom + 18 + below.height + 16
	const rows = view.units.map((unit, at) => row(unit, gridTop + at * height, height, { view, columns, wording }))
	const facts = [coverageOf(view, wording), ...view.units.map((unit) => unitFacts(unit, view, wording))].join('. ')
	return picture(
		pageWidth,
		sourceAt + 28,
		wording.language,
		planTitle(view, wording),
		wording.say('timeline.description', { facts }),
		element('rect', { width: pageWidth, height: sourceAt + 28, fill: palette.paper }),
		head(view, coverageOf(view, wording), wording),
		calendar(view, columns, bottom, wording),
		todaysLine(view, columns, gridTop - 6, rowsBottom, wording),
		...rows,
		totals(view, columns, rowsBottom, wording),
		below.markup,
		source(view, sourceAt, wording),
	)
}

function unitFacts(unit: UnitView, view: PlanView, wording: Wording): string {
	const measures = wording.say('report.measures', { count: itemsOf(unit).length })
	return `${unitName(view, unit.unit, wording)}: ${measures}, ${loadSentence(totalsOf(unit.bundles), wording)}`
}

interface Around {
	readonly view: PlanView
	readonly columns: Columns
	readonly wording: Wording
}

function row(unit: UnitView, top: number, height: number, around: Around): Markup {
	const { view, columns, wording } = around
	const name = wrapped(unitName(view, unit.unit, wording), labelWidth - 18, 2, 15, 'bold')
	const count = height >= 62 ? [wording.say('report.measures', { count: itemsOf(unit).length })] : []
	const lines = name.length + count.length
	const first = top + height / 2 - (lines * 18) / 2 + 13
	return group(
		element('line', {
			x1: margin,
			y1: top,
			x2: pageWidth - margin,
			y2: top,
			stroke: palette.rule,
			'stroke-width': unit.unit === townUnit ? 0 : 1,
		}),
		...name.map((words, at) => line(margin, first + at * 18, words, { size: 15, weight: 'bold', fill: palette.ink })),
		...count.map((words) => line(margin, first + name.length * 18, words, { size: 13, fill: palette.subtle })),
		...unit.bundles.map((bundle) =>
			tile(
				unit,
				bundle,
				{ x: columns.xOf(bundle.halfYear) + 3, y: top + 4, width: columns.each - 6, height: height - 8 },
				around,
			),
		),
	)
}

interface Box {
	readonly x: number
	readonly y: number
	readonly width: number
	readonly height: number
}

interface Colors {
	readonly ground: string
	readonly edge: string
	readonly ink: string
	readonly track: string
	readonly bar: string
}

const planned: Colors = {
	ground: palette.planned,
	edge: palette.plannedEdge,
	ink: palette.ink,
	track: palette.white,
	bar: palette.plannedBar,
}
const running: Colors = {
	ground: palette.running,
	edge: palette.running,
	ink: palette.white,
	track: '#3b6f94',
	bar: palette.white,
}
const done: Colors = {
	ground: palette.done,
	edge: palette.doneEdge,
	ink: palette.doneInk,
	track: palette.white,
	bar: palette.doneInk,
}

function colorsOf({ status }: BundleView): Colors {
	return status === 'closed' || status === 'stabilising' ? done : status === 'running' ? running : planned
}

function tile(unit: UnitView, bundle: BundleView, box: Box, around: Around): Markup {
	const { view, wording } = around
	const words = [unitName(view, unit.unit, wording), wording.halfYear(bundle.halfYear), bundleWords(bundle, wording)]
	if (bundle.items.length === 0) return hinted(words.join(' · '), empty(bundle, box, wording))
	const listed = bundle.items.map((item) => `${wording.pick(item.title)} (${itemNotes(item, wording).join(', ')})`)
	return hinted([...words, loadSentence(bundle, wording), ...listed].join(' · '), full(bundle, box, around))
}

/** Nothing to do is drawn too: calm on purpose is a part of the plan. */
function empty({ calm, halfYear }: BundleView, { x, y, width, height }: Box, wording: Wording): Markup {
	if (calm === undefined)
		return element('circle', {
			cx: x + width / 2,
			cy: y + height / 2,
			r: 2.5,
			fill: palette.rule,
			'data-half-year': halfYear,
		})
	const consolidation = calm === 'consolidation'
	const word = wording.say(`timeline.legend.${calm}`)
	const lines = height >= 60 && width >= 84 ? wrapped(word, width - 12, 2, 12) : []
	const middle = y + height / 2 - lines.length * 8
	return group(
		element('rect', {
			x,
			y,
			width,
			height,
			rx: 9,
			fill: consolidation ? palette.calm : palette.paper,
			stroke: consolidation ? palette.calmEdge : palette.rule,
			'stroke-dasharray': consolidation ? undefined : '2 4',
			'stroke-width': 1.2,
			'data-half-year': halfYear,
		}),
		consolidation
			? calmMark(x + width / 2, middle, palette.calmInk)
			: element('path', { d: `M${x + width / 2 - 8} ${middle}h16`, stroke: palette.subtle, 'stroke-width': 1.6 }),
		...lines.map((part, at) =>
			line(x + width / 2, middle + 22 + at * 14, part, {
				size: 12,
				fill: consolidation ? palette.calmInk : palette.subtle,
				anchor: 'middle',
			}),
		),
	)
}

function full(bundle: BundleView, box: Box, { wording }: Around): Markup {
	const { x, y, width, height } = box
	const colors = colorsOf(bundle)
	const roomy = height >= 64 && width >= 84
	const dashed = bundle.status === 'draft' || bundle.status === 'postponed'
	const ground = element('rect', {
		x,
		y,
		width,
		height,
		rx: 9,
		fill: colors.ground,
		stroke: bundle.calm === 'consolidation' ? palette.calmEdge : colors.edge,
		'stroke-width': 1.2,
		'stroke-dasharray': dashed ? '5 3' : undefined,
		'data-half-year': bundle.halfYear,
	})
	const inside = width - 18
	const bar = loadBar(
		x + 9,
		y + height - 11,
		inside,
		4,
		bundle.capacityDays > 0 ? bundle.plannedDays / bundle.capacityDays : 0,
		colors,
	)
	const top = y + (roomy ? 17 : (height - 11) / 2)
	const padding = roomy ? 9 : 7
	const number = String(bundle.items.length)
	const size = roomy ? 18 : 16
	const count = line(x + padding, top + size / 3, number, { size, weight: 'bold', fill: colors.ink })
	const marks = marksOf(
		bundle,
		x + width - padding,
		top,
		colors.ink,
		width - 2 * padding - widthOf(number, size, 'bold') - 3,
	)
	return group(ground, count, marks, ...(roomy ? titles(bundle, box, colors.ink, wording) : []), bar)
}

const stateMarks: Readonly<Partial<Record<BundleView['status'], typeof doneMark>>> = {
	closed: doneMark,
	stabilising: (x, y, ink) => calmMark(x, y, ink, 6),
	running: runningMark,
	postponed: postponedMark,
}

/** From the right: the state, duty, changeover, as many as there is room for. */
function marksOf({ status, items }: BundleView, right: number, y: number, ink: string, room: number): Markup {
	const state = stateMarks[status]
	const big = items.some((item) => item.changeover === 'big')
	const changing = big || items.some((item) => item.changeover === 'small')
	const drawn = [
		...(state ? [(x: number) => state(x, y, ink, 5.5)] : []),
		...(items.some((item) => item.duty) ? [(x: number) => dutyMark(x, y, ink, 7)] : []),
		...(changing ? [(x: number) => changeMark(x, y, ink, big, 6)] : []),
	]
	const step = room < 40 ? 17 : 19
	return group(
		...drawn.slice(0, Math.max(1, Math.floor((room + 3) / step))).map((draw, at) => draw(right - 6 - at * step)),
	)
}

/**
 * The first title in all the lines there are, then the next as far as they fit whole; the number above says how many
 * there are.
 */
function titles(bundle: BundleView, { x, y, width, height }: Box, ink: string, wording: Wording): Markup[] {
	const size = 12
	const step = 14.5
	const fits = Math.max(1, Math.floor((height - 44) / step))
	const lines: string[] = []
	for (const item of bundle.items) {
		const set = wrapped(
			wording.pick(item.title),
			width - 16,
			Math.max(1, fits - lines.length),
			size,
			'regular',
			wording.language === 'de',
		)
		if (lines.length > 0 && (set.at(-1)?.endsWith('…') || lines.length + set.length > fits)) break
		lines.push(...set)
	}
	return lines.map((words, at) => line(x + 9, y + 40 + at * step, words, { size, fill: ink }))
}

/** All units together, as columns that show how the load is spread over the years. */
function totals(view: PlanView, columns: Columns, top: number, wording: Wording): Markup {
	const sums = columns.halfYears.map((halfYear) => ({
		halfYear,
		...totalsOf(view.units.flatMap((unit) => unit.bundles.filter((one) => one.halfYear === halfYear))),
	}))
	return group(
		element('line', { x1: margin, y1: top, x2: pageWidth - margin, y2: top, stroke: palette.ink, 'stroke-width': 1.4 }),
		line(margin, top + 28, wording.say('timeline.total'), { size: 15, weight: 'bold', fill: palette.ink }),
		line(margin, top + 46, fitted(wording.say('timeline.legend.load'), labelWidth - 14, 13), {
			size: 13,
			fill: palette.subtle,
		}),
		...sums.map((sum) => {
			const x = columns.xOf(sum.halfYear)
			const percent = sum.capacityDays > 0 ? Math.round((sum.plannedDays / sum.capacityDays) * 100) : 0
			return element(
				'g',
				{},
				element('title', {}, escaped(`${wording.halfYear(sum.halfYear)}: ${loadSentence(sum, wording)}`)),
				line(x + columns.each / 2, top + 27, wording.number(sum.plannedDays), {
					size: 15,
					weight: 'bold',
					fill: palette.ink,
					anchor: 'middle',
				}),
				loadBar(x + 12, top + 38, columns.each - 24, 6, percent / 100, {
					track: palette.rule,
					bar: palette.plannedBar,
				}),
			)
		}),
	)
}
