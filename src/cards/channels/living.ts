import { digicheckStages, type LivingCard } from '../../domain/channels/living-card'
import type { Directory } from '../../domain/directory/directory'
import { nameless } from '../../domain/directory/nameless'
import { type BarPiece, barOfPieces } from '../kit/bars'
import type { Box } from '../kit/boxes'
import { drawnFrame } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { escapedUnitName } from './milestone'

type Of<About extends LivingCard['about']> = Extract<LivingCard, { about: About }>

/** As many half-years as a plan has; and characters of JSON. What does not fit is counted. */
const mostRows = 20
const roomForRows = 5_000
const mostMeasures = 15
const roomForMeasures = 4_000

interface Row {
	readonly name: string
	readonly value: string
	readonly bars: readonly BarPiece[]
}

/** What differs from one living card to the other; everything else is the same for all. */
interface Face {
	readonly breadcrumb: string
	readonly title: string
	readonly state: string
	readonly color?: string
	readonly note?: string
	readonly steps?: readonly { readonly name: string; readonly detail: string; readonly reached: boolean }[]
	readonly rows?: readonly Row[]
	readonly lines?: readonly string[]
	readonly next: string
}

/** The card that hangs in a channel and is drawn anew whenever its subject moves on. */
export function presentLiving(card: LivingCard, directory: Directory, wording: Wording): Presented {
	const {
		breadcrumb,
		title,
		state,
		color = 'accent',
		note = '',
		steps = [],
		rows = [],
		lines = [],
		next,
	} = faceOf(card, directory, wording)
	const reached = steps.filter((step) => step.reached).length
	const shownRows = fitting(rows.slice(0, mostRows), roomForRows)
	const shownLines = fitting(lines.slice(0, mostMeasures), roomForMeasures)
	return {
		template: 'living',
		data: {
			...drawnFrame({ breadcrumb, title }, wording),
			speak: `${title}: ${state}`,
			state,
			color,
			note,
			steps: steps.map((step) => ({
				name: step.name,
				detail: step.detail,
				style: step.reached ? 'good' : 'emphasis',
				weight: step.reached ? 'Bolder' : 'Default',
			})),
			stepsText: steps.length > 0 ? wording.say('living.steps', { at: reached, of: steps.length }) : '',
			rows: shownRows,
			lines: shownLines.map((text) => ({ text })),
			more: [
				...(rows.length > shownRows.length
					? [wording.say('living.moreRows', { count: rows.length - shownRows.length })]
					: []),
				...(lines.length > shownLines.length
					? [wording.say('living.more', { count: lines.length - shownLines.length })]
					: []),
			].join(' · '),
			next,
		},
	}
}

function faceOf(card: LivingCard, directory: Directory, wording: Wording): Face {
	switch (card.about) {
		case 'digicheck':
			return digicheckFace(card, directory, wording)
		case 'plan':
			return planFace(card, directory, wording)
		case 'bundle':
			return bundleFace(card, directory, wording)
		case 'half-year':
			return halfYearFace(card, directory, wording)
	}
}

function digicheckFace(
	{ departmentId, round, stage, release }: Of<'digicheck'>,
	directory: Directory,
	wording: Wording,
): Face {
	const at = digicheckStages.indexOf(stage)
	return {
		breadcrumb: wording.say('living.digicheck', { round: wording.halfYear(round) }),
		title: escapedUnitName(departmentId, directory, wording),
		state: wording.say(`living.digicheckState.${stage}`),
		...(stage === 'released' && { color: 'good' }),
		...(release && { note: wording.say('living.release', { number: release.number, date: wording.date(release.on) }) }),
		steps: digicheckStages.map((one, index) => ({
			name: wording.say(`living.digicheckStep.${one}`),
			detail: '',
			reached: index <= at,
		})),
		next: wording.say(`living.digicheckNext.${stage}`),
	}
}

function planFace(
	{ version, agreedOn, measures, bundles, until }: Of<'plan'>,
	directory: Directory,
	wording: Wording,
): Face {
	const most = Math.max(1, ...bundles.map(({ count }) => count))
	const all = bundles.reduce((sum, { count }) => sum + count, 0)
	return {
		breadcrumb: wording.say('living.plan'),
		title: plain(directory.town.name),
		state: wording.say('living.planState', { version, date: wording.date(agreedOn) }),
		note: wording.say('living.planSum', {
			measures: wording.say('living.measures', { count: measures }),
			bundles: wording.say('living.inBundles', { count: all }),
			until: wording.halfYear(until),
		}),
		rows: bundles
			.filter(({ count }) => count > 0)
			.map(({ halfYear, count }) => ({
				name: plain(wording.halfYear(halfYear)),
				value: wording.say('living.bundles', { count }),
				bars: bar(count, most, 'accent'),
			})),
		next: wording.say('living.planNext'),
	}
}

function bundleFace(
	{ unit, halfYear, state, gates, measures, buffer }: Of<'bundle'>,
	directory: Directory,
	wording: Wording,
): Face {
	const done = measures.filter((measure) => measure.done).length
	const ahead = gates.find((gate) => gate.passedOn === undefined)
	const open = gates.length > 0 ? 'living.bundleNext.running' : 'living.bundleNext.quiet'
	const next = state === 'closed' ? 'living.bundleNext.closed' : ahead ? `living.gateNext.${ahead.step}` : open
	return {
		breadcrumb: wording.say('living.bundle', { halfYear: wording.halfYear(halfYear) }),
		title: escapedUnitName(unit, directory, wording),
		state: wording.say(`living.bundleState.${state}`),
		...(state === 'closed' && { color: 'good' }),
		steps: gates.map(({ step, passedOn }) => ({
			name: wording.say(`living.gate.${step}`),
			detail: passedOn ? plain(wording.date(passedOn)) : wording.say('living.gateOpen'),
			reached: passedOn !== undefined,
		})),
		rows: [
			...(buffer.ofDays > 0
				? [
						{
							name: wording.say('living.bufferBar'),
							value: wording.say('living.ofDays', {
								done: wording.number(buffer.usedDays),
								of: wording.number(buffer.ofDays),
							}),
							bars: bar(buffer.usedDays, buffer.ofDays, 'accent'),
						},
					]
				: []),
			...(measures.length > 0
				? [
						{
							name: wording.say('living.measuresBar'),
							value: wording.say('living.ofNumber', { done, of: measures.length }),
							bars: bar(done, measures.length, 'good'),
						},
					]
				: []),
		],
		lines: measures.map(({ title, done: isDone }) =>
			wording.say(isDone ? 'living.done' : 'living.open', {
				title: plain(shortened(nameless(wording.pick(title), directory.people), 120)),
			}),
		),
		next: wording.say(next),
	}
}

function halfYearFace(
	{ halfYear, stage, done, planned, bufferPercent, bundles }: Of<'half-year'>,
	directory: Directory,
	wording: Wording,
): Face {
	const row = (name: string, doneOf: number, of: number): Row => ({
		name,
		value: wording.say('living.ofNumber', { done: doneOf, of }),
		bars: bar(doneOf, of, 'good'),
	})
	return {
		breadcrumb: wording.say(`living.halfYear.${stage}`),
		title: plain(wording.halfYear(halfYear)),
		state: wording.say('living.halfYearState', { done, count: planned }),
		...(stage === 'reviewed' && { color: 'good' }),
		rows: [
			...bundles.map((one) => row(escapedUnitName(one.unit, directory, wording), one.done, one.planned)),
			{
				name: wording.say('living.bufferBar'),
				value: wording.say('living.percent', { percent: wording.number(Math.round(bufferPercent)) }),
				bars: bar(bufferPercent, 100, 'accent'),
			},
		],
		next: wording.say(
			stage === 'reviewed' && done >= planned ? 'living.halfYearNext.reviewedAll' : `living.halfYearNext.${stage}`,
		),
	}
}

/** A bar as two columns; the number always stands beside it in words, for readers who see no bars. */
function bar(done: number, of: number, style: Box['style']): Row['bars'] {
	const percent = of > 0 ? Math.min(100, Math.max(0, Math.round((done / of) * 100))) : 0
	return barOfPieces([
		[percent, style],
		[100 - percent, 'emphasis'],
	])
}
