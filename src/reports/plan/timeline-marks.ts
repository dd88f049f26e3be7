import { element, line, type Markup } from '../kit/svg'
import { palette } from './timeline-frame'

/** Small signs that say without colour what a tile or a bar is. All are drawn around the middle `x`, `y`. */

/** The section sign in a ring: asked for by law. */
export function dutyMark(x: number, y: number, ink: string, radius = 8): Markup {
	return element(
		'g',
		{},
		element('circle', { cx: x, cy: y, r: radius, fill: 'none', stroke: ink, 'stroke-width': 1.4 }),
		line(x, y + radius * 0.52, '§', { size: radius * 1.55, weight: 'bold', fill: ink, anchor: 'middle' }),
	)
}

/** A filled triangle for a big changeover, an open one for a small one. */
export function changeMark(x: number, y: number, ink: string, big: boolean, radius = 7): Markup {
	const points = `${x},${y - radius} ${x + radius * 1.05},${y + radius * 0.85} ${x - radius * 1.05},${y + radius * 0.85}`
	return element('polygon', {
		points,
		fill: big ? ink : 'none',
		stroke: ink,
		'stroke-width': 1.4,
		'stroke-linejoin': 'round',
	})
}

export function doneMark(x: number, y: number, ink: string, radius = 6): Markup {
	const d = `M${x - radius} ${y}l${radius * 0.75} ${radius * 0.75} ${radius * 1.25} ${-radius * 1.5}`
	return element('path', {
		d,
		fill: 'none',
		stroke: ink,
		'stroke-width': 2.2,
		'stroke-linecap': 'round',
		'stroke-linejoin': 'round',
	})
}

export function runningMark(x: number, y: number, ink: string, radius = 6): Markup {
	return element('polygon', {
		points: `${x - radius * 0.7},${y - radius} ${x + radius},${y} ${x - radius * 0.7},${y + radius}`,
		fill: ink,
	})
}

/** An arrow to the right: moved to later. */
export function postponedMark(x: number, y: number, ink: string, radius = 6): Markup {
	const d = `M${x - radius} ${y}h${radius * 1.8}m${-radius * 0.8} ${-radius * 0.8}l${radius * 0.8} ${radius * 0.8} ${-radius * 0.8} ${radius * 0.8}`
	return element('path', {
		d,
		fill: 'none',
		stroke: ink,
		'stroke-width': 1.8,
		'stroke-linecap': 'round',
		'stroke-linejoin': 'round',
	})
}

/** Two calm waves: what is new settles. */
export function calmMark(x: number, y: number, ink: string, half = 9): Markup {
	const third = (half * 2) / 3
	const wave = (at: number) => `M${x - half} ${at}q${third / 2} -4 ${third} 0t${third} 0 ${third} 0`
	return element('path', {
		d: `${wave(y - 3)}${wave(y + 3)}`,
		fill: 'none',
		stroke: ink,
		'stroke-width': 1.6,
		'stroke-linecap': 'round',
	})
}

/** How much of the person-days is planned: full is all of them, and what is beyond stands out at the end. */
export function loadBar(
	{ x, y, width, height }: MarkArea,
	load: number,
	colors: { readonly track: string; readonly bar: string },
): Markup {
	const filled = Math.min(1, Math.max(0, load)) * width
	const rx = height / 2
	const beyond = load > 1.001
	return element(
		'g',
		{},
		element('rect', { x, y, width, height, rx, fill: colors.track }),
		...(filled > 0 ? [element('rect', { x, y, width: Math.max(filled, height), height, rx, fill: colors.bar })] : []),
		...(beyond
			? [
					element('rect', {
						x: x + width - 8,
						y: y - 2,
						width: 8,
						height: height + 4,
						rx: 2,
						fill: palette.over,
						stroke: palette.white,
						'stroke-width': 1,
					}),
				]
			: []),
	)
}

export interface MarkArea {
	readonly x: number
	readonly y: number
	readonly width: number
	readonly height: number
}
