import type { Wording } from '../../cards/kit/wording'
import { type BundleView, itemsOf, type PlanView } from '../../domain/plan/plan-view'
import { element, line, type Markup } from '../kit/svg'
import { palette, type Sample } from './timeline-frame'
import { calmMark, changeMark, doneMark, dutyMark, loadBar, postponedMark, runningMark } from './timeline-marks'

type Draw = (x: number, y: number) => Markup
/** Whether the picture has it, its text, how wide its sample is, and the sample. */
type Entry = readonly [shown: boolean, key: string, width: number, draw: Draw]

const nothing = element('g', {})

/** What the signs of this picture mean, each drawn as it stands in it. What does not occur is not explained. */
export function overviewLegend(view: PlanView, wording: Wording): readonly Sample[] {
	const bundles = view.units.flatMap((unit) => unit.bundles)
	const full = bundles.filter((bundle) => bundle.items.length > 0)
	const has = (...statuses: readonly BundleView['status'][]) => full.some((bundle) => statuses.includes(bundle.status))
	const empty = (calm: BundleView['calm']) =>
		bundles.some((bundle) => bundle.items.length === 0 && bundle.calm === calm)
	const tile = (fill: string, edge: string, inside: Draw, dashes?: string) => (x: number, y: number) =>
		element(
			'g',
			{},
			element('rect', {
				x,
				y: y - 10,
				width: 30,
				height: 20,
				rx: 6,
				fill,
				stroke: edge,
				'stroke-width': 1.2,
				'stroke-dasharray': dashes,
			}),
			inside(x + 15, y),
		)
	const load = (share: number) => (x: number, y: number) =>
		loadBar({ x, y: y - 2, width: 34, height: 4 }, share, { track: palette.rule, bar: palette.plannedBar })
	return samples(wording, [
		[true, 'count', 12, (x, y) => line(x, y + 6, '3', { size: 18, weight: 'bold', fill: palette.ink })],
		[has('closed'), 'done', 30, tile(palette.done, palette.doneEdge, (x, y) => doneMark(x, y, palette.doneInk, 5))],
		[
			has('stabilising'),
			'stabilising',
			30,
			tile(palette.done, palette.doneEdge, (x, y) => calmMark(x, y, palette.doneInk)),
		],
		[
			has('running'),
			'running',
			30,
			tile(palette.running, palette.running, (x, y) => runningMark(x, y, palette.white, 5)),
		],
		[has('agreed'), 'planned', 30, tile(palette.planned, palette.plannedEdge, () => nothing)],
		[has('draft'), 'draft', 30, tile(palette.planned, palette.plannedEdge, () => nothing, '5 3')],
		[
			has('postponed'),
			'postponed',
			30,
			tile(palette.planned, palette.plannedEdge, (x, y) => postponedMark(x, y, palette.ink, 5), '5 3'),
		],
		[
			empty('consolidation'),
			'consolidation',
			30,
			tile(palette.calm, palette.calmEdge, (x, y) => calmMark(x, y, palette.calmInk)),
		],
		[
			empty('quiet'),
			'quiet',
			30,
			tile(
				palette.paper,
				palette.subtle,
				(x, y) => element('path', { d: `M${x - 6} ${y}h12`, stroke: palette.subtle, 'stroke-width': 1.6 }),
				'2 4',
			),
		],
		...markEntries(view),
		[true, 'load', 34, load(0.7)],
		[full.some((bundle) => bundle.plannedDays > bundle.capacityDays * 1.001), 'over', 34, load(1.2)],
	])
}

export function unitLegend(view: PlanView, wording: Wording): readonly Sample[] {
	const items = view.units.flatMap(itemsOf)
	const bundles = view.units.flatMap((unit) => unit.bundles)
	const has = (status: (typeof items)[number]['status']) => items.some((item) => item.status === status)
	const bar = (fill: string, edge: string, mark?: Draw, dashes?: string) => (x: number, y: number) =>
		element(
			'g',
			{},
			element('rect', {
				x: x + (mark ? 17 : 0),
				y: y - 4.5,
				width: 28,
				height: 9,
				rx: 4.5,
				fill,
				stroke: edge,
				'stroke-width': 1.2,
				'stroke-dasharray': dashes,
			}),
			mark ? mark(x + 6, y) : nothing,
		)
	const block = (width: number, fill: string, edge: string) => (x: number, y: number) =>
		element('rect', { x, y: y - 8, width, height: 16, rx: 3, fill, stroke: edge, 'stroke-width': 1.2 })
	return samples(wording, [
		[has('done'), 'done', 45, bar(palette.doneEdge, palette.doneInk, (x, y) => doneMark(x, y, palette.doneInk, 5))],
		[
			has('running'),
			'running',
			45,
			bar(palette.running, palette.running, (x, y) => runningMark(x, y, palette.running, 5)),
		],
		[has('planned'), 'planned', 28, bar(palette.planned, palette.plannedBar)],
		[
			has('postponed'),
			'postponed',
			45,
			bar(palette.paper, palette.plannedBar, (x, y) => postponedMark(x, y, palette.ink, 5), '5 3'),
		],
		[
			true,
			'goLive',
			14,
			(x, y) =>
				element('circle', {
					cx: x + 7,
					cy: y,
					r: 6,
					fill: palette.white,
					stroke: palette.running,
					'stroke-width': 2.4,
				}),
		],
		...markEntries(view),
		[
			bundles.some((bundle) => bundle.calm === 'consolidation'),
			'consolidation',
			18,
			(x, y) => calmMark(x + 9, y, palette.calmInk),
		],
		[bundles.some((bundle) => bundle.calm === 'quiet'), 'quiet', 16, block(16, palette.paper, palette.rule)],
		[true, 'load', 16, block(16, palette.plannedBar, palette.plannedBar)],
		[
			bundles.some((bundle) => bundle.plannedDays > bundle.capacityDays * 1.001),
			'over',
			16,
			block(16, palette.over, palette.over),
		],
		[bundles.some((bundle) => bundle.bufferUsedDays > 0), 'buffer', 7, block(7, palette.calmInk, palette.calmInk)],
	])
}

function markEntries(view: PlanView): readonly Entry[] {
	const items = view.units.flatMap(itemsOf)
	return [
		[items.some((item) => item.duty), 'duty', 16, (x, y) => dutyMark(x + 8, y, palette.ink, 7)],
		[items.some((item) => item.changeover === 'big'), 'big', 14, (x, y) => changeMark(x + 7, y, palette.ink, true, 6)],
		[
			items.some((item) => item.changeover === 'small'),
			'small',
			14,
			(x, y) => changeMark(x + 7, y, palette.ink, false, 6),
		],
	]
}

function samples(wording: Wording, entries: readonly Entry[]): readonly Sample[] {
	return entries
		.filter(([shown]) => shown)
		.map(([, key, width, draw]) => ({ width, words: wording.say(`timeline.legend.${key}`), draw }))
}
