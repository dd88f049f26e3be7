import type { Wording } from '../cards/wording'
import { element, line, type Markup } from './svg'
import { palette, type Sample } from './timeline-frame'
import { calmMark, changeMark, doneMark, dutyMark, loadBar, postponedMark, runningMark } from './timeline-marks'

/** What the picture's signs mean, each drawn as it stands in the picture. */
export function overviewLegend(wording: Wording, withWords: boolean): readonly Sample[] {
	const say = (key: string) => wording.say(`timeline.legend.${key}`)
	const box = (fill: string, edge: string, inside: (x: number, y: number) => Markup, dashes?: string) => (x: number, y: number) =>
		element(
			'g',
			{},
			element('rect', { x, y: y - 10, width: 30, height: 20, rx: 6, fill, stroke: edge, 'stroke-width': 1.2, 'stroke-dasharray': dashes }),
			inside(x + 15, y),
		)
	return [
		{ width: 16, words: say('count'), draw: (x, y) => line(x, y + 6, '3', { size: 18, weight: 'bold', fill: palette.ink }) },
		{ width: 30, words: say('done'), draw: box(palette.done, palette.doneEdge, (x, y) => doneMark(x, y, palette.doneInk, 5)) },
		{ width: 30, words: say('running'), draw: box(palette.running, palette.running, (x, y) => runningMark(x, y, palette.white, 5)) },
		{ width: 30, words: say('planned'), draw: box(palette.planned, palette.plannedEdge, () => element('g', {})) },
		{ width: 30, words: say('postponed'), draw: box(palette.planned, palette.plannedEdge, (x, y) => postponedMark(x, y, palette.ink, 5), '5 3') },
		{ width: 30, words: say('consolidation'), draw: box(palette.calm, palette.calmEdge, (x, y) => calmMark(x, y, palette.calmInk)) },
		...(withWords ? [] : [{ width: 30, words: say('quiet'), draw: box(palette.paper, palette.rule, () => element('g', {}), '2 4') }]),
		...markSamples(wording),
		{ width: 34, words: say('load'), draw: (x: number, y: number) => loadBar(x, y - 2, 34, 4, 0.7, { track: palette.rule, bar: palette.plannedBar }) },
	]
}

export function markSamples(wording: Wording): readonly Sample[] {
	const say = (key: string) => wording.say(`timeline.legend.${key}`)
	return [
		{ width: 16, words: say('duty'), draw: (x, y) => dutyMark(x + 8, y, palette.ink, 7) },
		{ width: 14, words: say('big'), draw: (x, y) => changeMark(x + 7, y, palette.ink, true, 6) },
		{ width: 14, words: say('small'), draw: (x, y) => changeMark(x + 7, y, palette.ink, false, 6) },
	]
}

export function unitLegend(wording: Wording): readonly Sample[] {
	const say = (key: string) => wording.say(`timeline.legend.${key}`)
	const bar = (fill: string, edge: string, mark?: (x: number, y: number) => Markup, dashes?: string) => (x: number, y: number) =>
		element(
			'g',
			{},
			element('rect', {
				x: x + (mark ? 16 : 0),
				y: y - 4.5,
				width: 28,
				height: 9,
				rx: 4.5,
				fill,
				stroke: edge,
				'stroke-width': 1.2,
				'stroke-dasharray': dashes,
			}),
			mark ? mark(x + 6, y) : element('g', {}),
		)
	return [
		{ width: 44, words: say('done'), draw: bar(palette.doneEdge, palette.doneInk, (x, y) => doneMark(x, y, palette.doneInk, 5)) },
		{ width: 44, words: say('running'), draw: bar(palette.running, palette.running, (x, y) => runningMark(x, y, palette.running, 5)) },
		{ width: 28, words: say('planned'), draw: bar(palette.planned, palette.plannedBar) },
		{ width: 44, words: say('postponed'), draw: bar(palette.paper, palette.plannedBar, (x, y) => postponedMark(x, y, palette.ink, 5), '5 3') },
		{
			width: 14,
			words: say('goLive'),
			draw: (x, y) => element('circle', { cx: x + 7, cy: y, r: 6, fill: palette.white, stroke: palette.running, 'stroke-width': 2.4 }),
		},
		...markSamples(wording),
		{ width: 18, words: say('consolidation'), draw: (x, y) => calmMark(x + 9, y, palette.calmInk) },
		{ width: 14, words: say('load'), draw: (x, y) => element('rect', { x, y: y - 8, width: 14, height: 16, rx: 3, fill: palette.plannedBar }) },
		{ width: 6, words: say('buffer'), draw: (x, y) => element('rect', { x, y: y - 8, width: 6, height: 16, rx: 3, fill: palette.calmInk }) },
	]
}
