import type { Wording } from '../../cards/kit/wording'
import { bundleWords, itemNotes, loadSentence, unitName } from '../../cards/plan/plan-words'
import type { BundleView, PlanView, UnitView } from '../../domain/plan/plan-view'
import { widthOf } from '../kit/font'
import { element, hinted, line, type Markup, wrapped } from '../kit/svg'
import { type Columns, group, palette } from './timeline-frame'
import {
	calmMark,
	changeMark,
	doneMark,
	dutyMark,
	loadBar,
	type MarkArea,
	postponedMark,
	runningMark,
} from './timeline-marks'

export interface Around {
	readonly view: PlanView
	readonly columns: Columns
	readonly wording: Wording
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

export function tile(unit: UnitView, bundle: BundleView, box: MarkArea, around: Around): Markup {
	const { view, wording } = around
	const words = [unitName(view, unit.unit, wording), wording.halfYear(bundle.halfYear), bundleWords(bundle, wording)]
	if (bundle.items.length === 0) return hinted(words.join(' · '), empty(bundle, box, wording))
	const listed = bundle.items.map((item) => `${wording.pick(item.title)} (${itemNotes(item, wording).join(', ')})`)
	return hinted([...words, loadSentence(bundle, wording), ...listed].join(' · '), full(bundle, box, around))
}

/** Nothing to do is drawn too: calm on purpose is a part of the plan. */
function empty({ calm, halfYear }: BundleView, { x, y, width, height }: MarkArea, wording: Wording): Markup {
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
	const lines = height >= 60 && width >= 84 ? wrapped(word, width - 12, 2, { size: 12 }) : []
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

function full(bundle: BundleView, box: MarkArea, { wording }: Around): Markup {
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
		{ x: x + 9, y: y + height - 11, width: inside, height: 4 },
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
function titles(bundle: BundleView, { x, y, width, height }: MarkArea, ink: string, wording: Wording): Markup[] {
	const size = 12
	const step = 14.5
	const fits = Math.max(1, Math.floor((height - 44) / step))
	const lines: string[] = []
	for (const item of bundle.items) {
		const set = wrapped(wording.pick(item.title), width - 16, Math.max(1, fits - lines.length), {
			size,
			hyphens: wording.language === 'de',
		})
		if (lines.length > 0 && (set.at(-1)?.endsWith('…') || lines.length + set.length > fits)) break
		lines.push(...set)
	}
	return lines.map((words, at) => line(x + 9, y + 40 + at * step, words, { size, fill: ink }))
}
