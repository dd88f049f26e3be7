import { dayWords, groupsOf, shareWords, shortRange, unitWords } from '../../cards/atlas/atlas-words'
import type { Wording } from '../../cards/kit/wording'
import { cutAges, type DatedUnit, rangesOf, staffOf } from '../../domain/atlas/atlas'
import { outlookOf, usualLeavingAge } from '../../domain/atlas/outlook'
import type { AtlasView } from '../../domain/atlas/view-atlas'
import { partsOfHalfYear } from '../../domain/shared/half-year'
import { widthOf } from '../kit/font'
import { element, fitted, line, type Markup, picture, wrapped } from '../kit/svg'
import { palette } from '../plan/timeline-frame'

const width = 1_600
const side = 60
const right = width - side
/** The youngest first; the text on them is dark on the first three and white on the others. */
const shades = ['#deebf4', '#bcd6e8', '#93bcd8', '#3d7aa6', '#245d8a', '#0f4c75'] as const
const darkFrom = 3
const mostRows = 16
const top = 200
const panelHeight = 330

/**
 * The age structure at one glance: the bands, the outlook, the departments. Drawn from what is published, and from
 * nothing else.
 */
export function atlasSvg(view: AtlasView, wording: Wording): string {
	const { say } = wording
	const title = say('atlas.image.title', { town: view.townName })
	const { town } = view
	if (!town) throw new Error('a town that is not shown has no picture')
	const departments = unitRows(view, town, wording, top + panelHeight + 90)
	const height = departments.end + 70
	const source = line(side, height - 34, say('atlas.image.source'), { size: 18, fill: palette.subtle })
	const heading = [
		line(side, 84, fitted(title, right - side, 40, 'bold'), { size: 40, weight: 'bold', fill: palette.ink }),
		line(side, 124, fitted(standOf(town, view, wording), right - side, 22), { size: 22, fill: palette.subtle }),
	]
	const paper = element('rect', { x: 0, y: 0, width, height, fill: palette.paper })
	return picture(
		{
			width,
			height,
			language: wording.language,
			title,
			description: say('atlas.image.description', { facts: factsOf(view, town, wording) }),
		},
		paper,
		...heading,
		...bands(town, wording),
		...outlook(town, wording),
		...departments.marks,
		source,
	)
}

function standOf(unit: DatedUnit, view: AtlasView, wording: Wording): string {
	return `${dayWords(unit, view, wording)} · ${wording.say('atlas.staff', { count: staffOf(unit) })}`
}

/** Everything the picture says, for those who do not see it. */
function factsOf(view: AtlasView, town: DatedUnit, wording: Wording): string {
	const { say } = wording
	const units = [...view.departments.map(({ unit }) => unit), ...view.pooled]
	const of = (unit: DatedUnit) =>
		groupsOf(unit, wording)
			.map(({ name, people, percent }) => `${name} ${say('atlas.people', { people, percent })}`)
			.join(', ')
	const steps = outlookOf(town, usualLeavingAge)
	const leaving = [steps[9], steps[19]].flatMap((step) =>
		step ? [`${say('atlas.until', { halfYear: wording.halfYear(step.halfYear) })} ${shareWords(step, wording)}`] : [],
	)
	return [
		say('atlas.image.fact', { name: view.townName, value: of(town) }),
		say('atlas.image.fact', { name: say('atlas.image.leaving', { age: usualLeavingAge }), value: leaving.join(', ') }),
		...units.map((unit) => say('atlas.image.fact', { name: unitWords(unit.departments, view), value: of(unit) })),
	].join('. ')
}

function bands(town: DatedUnit, wording: Wording): readonly Markup[] {
	const groups = groupsOf(town, wording)
	const [from, to] = [side + 210, 640]
	const most = Math.max(...groups.map(({ people }) => people))
	const step = Math.min(64, panelHeight / groups.length)
	const high = step - 16
	return [
		line(side, top - 24, wording.say('atlas.bands'), { size: 26, weight: 'bold', fill: palette.ink }),
		...groups.flatMap(({ name, people, percent }, at) => {
			const y = top + at * step
			const long = Math.max(4, (people / most) * (to - from))
			const baseline = y + high / 2 + 7
			return [
				line(side, baseline, fitted(name, from - side - 16, 21), { size: 21, fill: palette.ink }),
				element('rect', {
					x: from,
					y,
					width: long,
					height: high,
					rx: 4,
					fill: shadeOf(town, at),
					stroke: palette.plannedEdge,
					'stroke-width': 1,
				}),
				line(
					from + long + 12,
					baseline,
					wording.say('atlas.image.people', { people: wording.number(people), percent }),
					{
						size: 20,
						weight: 'bold',
						fill: palette.ink,
					},
				),
			]
		}),
	]
}

/** The older the group begins, the darker. */
function shadeOf(unit: DatedUnit, group: number): string {
	return shades[shadeIndex(unit, group)] ?? shades[0]
}

function shadeIndex({ cuts }: DatedUnit, group: number): number {
	const from = cuts[group - 1]
	return from === undefined ? 0 : cutAges.indexOf(from) + 1
}

function outlook(town: DatedUnit, wording: Wording): readonly Markup[] {
	const steps = outlookOf(town, usualLeavingAge)
	const [left, bottom] = [900, top + panelHeight - 60]
	const tops = Math.max(20, Math.ceil((steps.at(-1)?.to ?? 0) / 20) * 20)
	const wide = (right - left) / steps.length
	const y = (percent: number) => bottom - (percent / tops) * (panelHeight - 110)
	const grid = Array.from({ length: tops / 20 + 1 }, (_, at) => at * 20).flatMap((percent) => [
		element('path', { d: `M${left} ${y(percent)}H${right}`, stroke: palette.rule, 'stroke-width': 1 }),
		line(left - 12, y(percent) + 6, `${percent} %`, { size: 17, fill: palette.subtle, anchor: 'end' }),
	])
	const columns = steps.flatMap(({ halfYear, from, to }, at) => {
		const x = left + at * wide
		const { year, half } = partsOfHalfYear(halfYear)
		const label =
			half === 2 && (steps.length - at) % 4 < 2
				? [line(x + wide, bottom + 26, String(year), { size: 17, fill: palette.subtle, anchor: 'end' })]
				: []
		return [
			...(to > 0
				? [element('rect', { x: x + 3, y: y(to), width: wide - 6, height: y(from) - y(to), fill: shades[1] })]
				: []),
			...(from > 0
				? [element('rect', { x: x + 3, y: y(from), width: wide - 6, height: bottom - y(from), fill: shades[4] })]
				: []),
			...label,
		]
	})
	const told = [9, 19].flatMap((at) => {
		const step = steps[at]
		if (!step) return []
		const x = Math.min(right, left + (at + 1) * wide)
		return [
			line(x, y(step.to) - 10, shareWords(step, wording), {
				size: 20,
				weight: 'bold',
				fill: palette.ink,
				anchor: 'end',
			}),
		]
	})
	return [
		line(
			left - 60,
			top - 24,
			fitted(wording.say('atlas.image.leaving', { age: usualLeavingAge }), right - left + 60, 26, 'bold'),
			{
				size: 26,
				weight: 'bold',
				fill: palette.ink,
			},
		),
		...grid,
		...columns,
		...told,
		line(left - 60, bottom + 58, fitted(wording.say('atlas.image.leavingNote'), right - left + 60, 18), {
			size: 18,
			fill: palette.subtle,
		}),
	]
}

/** One row for each unit: its people from young to old. Who is not shown alone is named honestly. */
function unitRows(
	view: AtlasView,
	town: DatedUnit,
	wording: Wording,
	from: number,
): { readonly marks: readonly Markup[]; readonly end: number } {
	const { say } = wording
	const units = [...view.departments.map(({ unit }) => unit), ...view.pooled]
	const grouped = new Set(view.pooled.flatMap(({ departments }) => departments))
	const alone = view.hidden.filter((id) => !grouped.has(id))
	const rows = [
		...units.map((unit) => (y: number) => unitRow(unit, view, town, wording, y)),
		...(units.length > 0 ? alone : []).map((id) => (y: number) => hiddenRow(unitWords([id], view), wording, y)),
	]
	if (rows.length === 0)
		return { marks: [line(side, from, say('atlas.tooFew'), { size: 20, fill: palette.subtle })], end: from + 20 }
	const shown = rows.slice(0, mostRows)
	const over = rows.length - shown.length
	const end = from + 30 + shown.length * rowHeight
	return {
		marks: [
			line(side, from, say('atlas.image.departments'), { size: 26, weight: 'bold', fill: palette.ink }),
			...shown.flatMap((draw, at) => draw(from + 30 + at * rowHeight)),
			...(over > 0
				? [line(side, end + 24, say('atlas.image.moreUnits', { count: over }), { size: 18, fill: palette.subtle })]
				: []),
		],
		end: end + (over > 0 ? 30 : 0),
	}
}

const rowHeight = 72
const barHeight = 42
const barFrom = 420
const barTo = 1_330

function unitName(names: string, y: number): readonly Markup[] {
	const lines = wrapped(names, barFrom - side - 24, 2, { size: 20, hyphens: true })
	return lines.map((words, at) =>
		line(side, y + barHeight / 2 + 7 + (at - (lines.length - 1) / 2) * 23, words, { size: 20, fill: palette.ink }),
	)
}

function unitRow(unit: DatedUnit, view: AtlasView, town: DatedUnit, wording: Wording, y: number): readonly Markup[] {
	const staff = staffOf(unit)
	let x = barFrom
	const segments = rangesOf(unit.cuts).flatMap((range, at) => {
		const wide = ((unit.people[at] ?? 0) / staff) * (barTo - barFrom)
		const fill = shadeIndex(unit, at) >= darkFrom ? palette.white : palette.ink
		const percent = `${Math.round(((unit.people[at] ?? 0) / staff) * 100)} %`
		const words = [`${shortRange(range, wording)} · ${percent}`, percent].find((one) => widthOf(one, 18) < wide - 12)
		const middle = x + wide / 2
		const box = element('rect', {
			x,
			y,
			width: wide,
			height: barHeight,
			fill: shadeOf(unit, at),
			stroke: palette.white,
			'stroke-width': 2,
		})
		x += wide
		return [box, ...(words ? [line(middle, y + barHeight / 2 + 6, words, { size: 18, fill, anchor: 'middle' })] : [])]
	})
	const day =
		unit.on === town.on
			? []
			: [
					line(right, y + 38, wording.say('atlas.asOf', { date: wording.date(unit.on) }), {
						size: 15,
						fill: palette.subtle,
						anchor: 'end',
					}),
				]
	const count = line(right, y + (day.length > 0 ? 18 : 27), wording.say('atlas.staff', { count: staff }), {
		size: 18,
		fill: palette.ink,
		anchor: 'end',
	})
	return [...unitName(unitWords(unit.departments, view), y), ...segments, count, ...day]
}

function hiddenRow(name: string, { say }: Wording, y: number): readonly Markup[] {
	const words = `${say('atlas.image.tooFew')} – ${say('atlas.image.tooFewNote')}`
	return [
		...unitName(name, y),
		element('rect', {
			x: barFrom,
			y,
			width: barTo - barFrom,
			height: barHeight,
			fill: 'none',
			stroke: palette.subtle,
			'stroke-dasharray': '3 5',
		}),
		line(barFrom + 16, y + barHeight / 2 + 6, fitted(words, barTo - barFrom - 32, 18), {
			size: 18,
			fill: palette.subtle,
		}),
	]
}
