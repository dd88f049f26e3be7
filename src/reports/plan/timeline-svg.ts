import type { Wording } from '../../cards/kit/wording'
import { coverageOf, loadSentence, planTitle, unitName } from '../../cards/plan/plan-words'
import { itemsOf, type PlanView, totalsOf, type UnitView } from '../../domain/plan/plan-view'
import { townUnit } from '../../domain/shared/unit'
import { element, escaped, fitted, line, type Markup, picture, wrapped } from '../kit/svg'
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
import { loadBar } from './timeline-marks'
import { type Around, tile } from './timeline-tile'
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
		{
			width: pageWidth,
			height: sourceAt + 28,
			language: wording.language,
			title: planTitle(view, wording),
			description: wording.say('timeline.description', { facts }),
		},
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

function row(unit: UnitView, top: number, height: number, around: Around): Markup {
	const { view, columns, wording } = around
	const name = wrapped(unitName(view, unit.unit, wording), labelWidth - 18, 2, { size: 15, weight: 'bold' })
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
				loadBar({ x: x + 12, y: top + 38, width: columns.each - 24, height: 6 }, percent / 100, {
					track: palette.rule,
					bar: palette.plannedBar,
				}),
			)
		}),
	)
}
