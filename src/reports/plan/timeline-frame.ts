import type { Wording } from '../../cards/kit/wording'
import { planTitle, standOf } from '../../cards/plan/plan-words'
import { halfYearsIn, itemsOf, type PlanView } from '../../domain/plan/plan-view'
import { addHalfYears, firstDayOf, type HalfYear, halfYearOf, partsOfHalfYear } from '../../domain/shared/half-year'
import { widthOf } from '../kit/font'
import { element, fitted, type Look, line, type Markup } from '../kit/svg'

/**
 * Dark on light with at least 4.5 : 1 for words and 3 : 1 for shapes that mean something (a test holds that). Blue,
 * green and sand are told apart by most colour-blind people; on a black-and-white printer the signs in the tiles say
 * the same.
 */
export const palette = {
	paper: '#ffffff',
	ink: '#17252f',
	subtle: '#4d5d68',
	rule: '#d5dce1',
	year: '#f3f6f8',
	planned: '#deebf4',
	plannedEdge: '#9dbdd3',
	plannedBar: '#2f6f9f',
	running: '#0f4c75',
	done: '#e3ebe4',
	doneEdge: '#a9bfae',
	doneInk: '#2f5a41',
	calm: '#f7efdf',
	calmEdge: '#dcc79c',
	calmInk: '#6b5220',
	today: '#b3400e',
	over: '#b3400e',
	white: '#ffffff',
} as const

export const pageWidth = 1600
export const margin = 48
const headHeight = 118

export interface Columns {
	readonly left: number
	readonly width: number
	readonly each: number
	readonly halfYears: readonly HalfYear[]
	xOf(halfYear: HalfYear): number
}

export function columnsOf(view: PlanView, left: number): Columns {
	const halfYears = halfYearsIn(view)
	const width = pageWidth - margin - left
	const each = width / halfYears.length
	return { left, width, each, halfYears, xOf: (halfYear) => left + Math.max(0, halfYears.indexOf(halfYear)) * each }
}

/** Title and what it covers on the left; on the right the version and how much of it is done. */
export function head(view: PlanView, covers: string, wording: Wording): Markup {
	const stand = standOf(view, wording)
	const room = pageWidth - 2 * margin
	const right = pageWidth - margin
	const items = view.units.flatMap(itemsOf)
	const done = items.filter((item) => item.status === 'done').length
	const words = wording.say('timeline.progress', { done, count: items.length })
	const start = right - widthOf(words, 16) - 172
	return group(
		line(margin, 66, fitted(planTitle(view, wording), room - widthOf(stand, 17, 'bold') - 40, 34, 'bold'), {
			size: 34,
			weight: 'bold',
			fill: palette.ink,
		}),
		line(margin, 96, fitted(covers, start - margin - 20, 17), { size: 17, fill: palette.subtle }),
		line(right, 64, stand, { size: 17, weight: 'bold', fill: palette.ink, anchor: 'end' }),
		line(right, 94, words, { size: 16, fill: palette.subtle, anchor: 'end' }),
		element('rect', { x: start, y: 85, width: 160, height: 8, rx: 4, fill: palette.rule }),
		...(done > 0
			? [
					element('rect', {
						x: start,
						y: 85,
						width: Math.max(8, (160 * done) / items.length),
						height: 8,
						rx: 4,
						fill: palette.doneInk,
					}),
				]
			: []),
	)
}

export const gridTop = headHeight + 58

/** Years and half-years above the columns, every other year on a light ground down to the bottom. */
export function calendar(view: PlanView, columns: Columns, bottom: number, wording: Wording): Markup {
	const current = halfYearOf(view.today)
	const years = [...Map.groupBy(columns.halfYears, (halfYear) => partsOfHalfYear(halfYear).year)]
	const halves = columns.halfYears.map((halfYear) => {
		const { half } = partsOfHalfYear(halfYear)
		const label = wording.say(columns.each >= 90 ? `timeline.half${half}` : `timeline.half${half}Short`)
		const look: Look =
			halfYear === current
				? { size: 13, weight: 'bold', fill: palette.today, anchor: 'middle' }
				: { size: 13, fill: palette.subtle, anchor: 'middle' }
		return line(columns.xOf(halfYear) + columns.each / 2, gridTop - 12, label, look)
	})
	return group(
		...years.map(([year, halfYears], at) => {
			const x = columns.xOf(halfYears[0] as HalfYear)
			const width = halfYears.length * columns.each
			const ground = element('rect', {
				x,
				y: headHeight,
				width,
				height: bottom - headHeight,
				rx: 10,
				fill: at % 2 === 0 ? palette.year : palette.paper,
			})
			return group(
				ground,
				line(x + width / 2, headHeight + 26, String(year), {
					size: 18,
					weight: 'bold',
					fill: palette.ink,
					anchor: 'middle',
				}),
			)
		}),
		...halves,
	)
}

/**
 * The half-year of today, its share that has passed, and where that lies; `undefined` where today is not part of the
 * plan.
 */
export function todayIn(
	view: PlanView,
	columns: Columns,
): { readonly halfYear: HalfYear; readonly x: number } | undefined {
	const halfYear = columns.halfYears.find((one) => one === halfYearOf(view.today))
	if (!halfYear) return undefined
	const day = (date: string) => Date.parse(`${date}T00:00:00Z`)
	const share =
		(day(view.today) - day(firstDayOf(halfYear))) /
		(day(firstDayOf(addHalfYears(halfYear, 1))) - day(firstDayOf(halfYear)))
	return { halfYear, x: columns.xOf(halfYear) + share * columns.each }
}

/**
 * A line through the rows and its word at the top. It is drawn first and lies behind everything that wants to be read.
 */
export function todaysLine(view: PlanView, columns: Columns, from: number, bottom: number, wording: Wording): Markup {
	const today = todayIn(view, columns)
	if (!today) return group()
	const word = wording.say('timeline.today')
	const width = widthOf(word, 13, 'bold') + 18
	const left = Math.min(Math.max(today.x - width / 2, columns.left), pageWidth - margin - width)
	const top = headHeight - 12
	return group(
		element('line', {
			x1: today.x,
			y1: from,
			x2: today.x,
			y2: bottom,
			stroke: palette.today,
			'stroke-width': 2.4,
			'stroke-linecap': 'round',
		}),
		element('rect', { x: left, y: top, width, height: 22, rx: 11, fill: palette.today }),
		line(left + width / 2, top + 15.5, word, { size: 13, weight: 'bold', fill: palette.white, anchor: 'middle' }),
	)
}

/** Each draws itself at the left middle of its place. */
export interface Sample {
	readonly width: number
	readonly words: string
	draw(x: number, y: number): Markup
}

/** The samples one after the other, in as many lines as it takes, of about the same length. */
export function legend(samples: readonly Sample[], top: number): { readonly markup: Markup; readonly height: number } {
	const look: Look = { size: 14, fill: palette.ink }
	const between = 28
	const lengthOf = ({ width, words }: Sample) => width + 9 + widthOf(words, look.size) + between
	const room = pageWidth - 2 * margin + between
	const whole = samples.reduce((sum, sample) => sum + lengthOf(sample), 0)
	const lines = Math.ceil(whole / room)
	const wanted = lines === 1 ? room : Math.min(room, whole / lines + 90)
	const parts: Markup[] = []
	let x = 0
	let y = top + 12
	for (const sample of samples) {
		if (x > 0 && x + lengthOf(sample) > wanted) {
			x = 0
			y += 30
		}
		parts.push(sample.draw(margin + x, y), line(margin + x + sample.width + 9, y + 5, sample.words, look))
		x += lengthOf(sample)
	}
	return { markup: group(...parts), height: y + 14 - top }
}

/** Where the figures come from, in one line at the foot. */
export function source(view: PlanView, y: number, wording: Wording): Markup {
	const words = wording.say('timeline.source', {
		stand: standOf(view, wording),
		weights: wording.date(view.settings.since),
		buffer: view.settings.bufferPercent,
	})
	return line(margin, y, fitted(words, pageWidth - 2 * margin, 13), { size: 13, fill: palette.subtle })
}

export function group(...children: readonly Markup[]): Markup {
	return element('g', {}, ...children)
}
