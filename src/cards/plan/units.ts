import { may } from '../../domain/directory/may'
import { bundleId } from '../../domain/plan/bundle'
import { halfYearStand } from '../../domain/plan/decide-bundle'
import {
	type BundleView,
	bundleIn,
	goingLive,
	halfYearsIn,
	type ItemView,
	itemsOf,
	type PlanView,
	timeOf,
	totalsOf,
} from '../../domain/plan/plan-view'
import { addHalfYears, type HalfYear, halfYearOf } from '../../domain/shared/half-year'
import type { Unit } from '../../domain/shared/unit'
import { listBox } from '../kit/boxes'
import { choice } from '../kit/fields'
import { aside } from '../kit/frame'
import { fittingRows, list } from '../kit/list'
import type { Presented } from '../kit/presented'
import { bulletList, fitting, leftOut } from '../kit/room'
import { plain, shortened } from '../kit/wording'
import type { PlanContext } from './plan-context'
import { pathOf } from './plan-paths'
import { bundleWords, itemNotes, loadSentence } from './plan-words'

/** Characters of JSON for the rows and for what can be picked, and what the template puts around a row. */
const roomForRows = 12_000
const aroundRow = 520
const roomForPicks = 3_500
const colors: Readonly<Record<string, string>> = { running: 'accent', stabilising: 'accent', closed: 'good' }

/** What all units do in one half-year. */
export function presentHalfYear(context: PlanContext, view: PlanView, halfYear: HalfYear): Presented | undefined {
	const { shown, say, half, go, pick, frame, wording } = context
	if (!halfYearsIn(view).includes(halfYear)) return undefined
	const found = view.units.flatMap((unit) => {
		const bundle = bundleIn(unit, halfYear)
		return bundle && (bundle.items.length > 0 || bundle.calm) ? [{ unit: unit.unit, bundle }] : []
	})
	const allRows = found.map(({ unit, bundle }) => rowOf(context, bundle, context.unit(unit)))
	const rows = fittingRows(allRows, roomForRows, aroundRow)
	const live = found.filter(({ bundle }) => goingLive(bundle).length > 0)
	const picks = live.map(({ unit }) =>
		choice(
			context.unitTitle(unit),
			shown.draft ? pathOf({ page: 'unit', unit }) : pathOf({ page: 'bundle', unit, halfYear }),
		),
	)
	const [before, after] = [addHalfYears(halfYear, -1), addHalfYears(halfYear, 1)]
	const begun = shown.plan.agreed !== undefined && timeOf(halfYear, halfYearOf(shown.today)) !== 'future'
	return list(wording, {
		...frame(half(halfYear)),
		intro: [aside(plain(loadSentence(totalsOf(found.map(({ bundle }) => bundle)), wording)))],
		rows,
		more:
			allRows.length === 0 ? say('plan.rowEmpty') : leftOut(allRows.length - rows.length, 'plan.moreUnits', wording),
		pick: {
			label: say(shown.draft ? 'plan.pickUnit' : 'plan.pickBundle'),
			placeholder: say('plan.pickPlaceholder'),
			choices: fitting(picks, roomForPicks),
		},
		buttons: [
			...(live.length > 0 ? [pick('plan.look')] : []),
			...(halfYearsIn(view).includes(before) ? [go('plan.before', { page: 'half-year', halfYear: before })] : []),
			...(halfYearsIn(view).includes(after) ? [go('plan.after', { page: 'half-year', halfYear: after })] : []),
			...(begun ? [go('plan.toReview', { page: 'review', halfYear })] : []),
			go('plan.toOverview', { page: 'overview' }),
		],
	})
}

function rowOf(context: PlanContext, bundle: BundleView, heading: string) {
	const { wording } = context
	return {
		heading,
		state: bundleWords(bundle, wording),
		color: colors[bundle.status] ?? 'default',
		text:
			bundle.items.length > 0
				? bulletList(
						bundle.items.map((item) => itemLine(context, item, bundle)),
						wording,
						8,
					)
				: '',
		note: bundle.items.length > 0 ? plain(loadSentence(bundle, wording)) : '',
	}
}

function itemLine({ say, wording, half }: PlanContext, item: ItemView, { halfYear, status }: BundleView): string {
	const notes = itemNotes(item, wording, status)
	const later = item.goLive === halfYear ? [] : [say('plan.liveIn', { halfYear: half(item.goLive) })]
	const all = [...notes, ...later]
	return `${plain(shortened(wording.pick(item.title), 90))}${all.length > 0 ? ` (${all.join(', ')})` : ''}`
}

/** What one unit does over the years. */
export function presentUnit(context: PlanContext, view: PlanView, unit: Unit): Presented | undefined {
	const { shown, say, go, pick, frame, wording } = context
	const own = view.units.find((one) => one.unit === unit)
	if (!own) return undefined
	const busy = own.bundles.filter((bundle) => bundle.items.length > 0 || bundle.calm)
	const current = halfYearOf(shown.today)
	// What is over comes last: readers want to know what is ahead.
	const ordered = [
		...busy.filter((one) => timeOf(one.halfYear, current) !== 'past'),
		...busy.filter((one) => timeOf(one.halfYear, current) === 'past'),
	]
	const allRows = ordered.map((bundle) => rowOf(context, bundle, context.half(bundle.halfYear)))
	const rows = fittingRows(allRows, roomForRows, aroundRow)
	const bundles = shown.draft ? [] : own.bundles.filter((bundle) => goingLive(bundle).length > 0)
	const gaps = view.gaps.filter((gap) => gap.unit === unit)
	return list(wording, {
		...frame(context.unit(unit)),
		intro: [
			aside(
				say('plan.unitIntro', {
					measures: say('plan.measures', { count: itemsOf(own).length }),
					gaps: gaps.length,
				}),
			),
		],
		rows,
		more:
			allRows.length === 0
				? say('plan.rowEmpty')
				: leftOut(allRows.length - rows.length, 'plan.moreHalfYears', wording),
		pick: {
			label: say('plan.pickItem'),
			placeholder: say('plan.pickPlaceholder'),
			choices: fitting(
				[
					...itemsOf(own).map((item) => choice(wording.pick(item.title), pathOf({ page: 'item', item: item.id }))),
					...bundles.map(({ halfYear }) =>
						choice(
							say('plan.bundleOf', { halfYear: wording.halfYear(halfYear) }),
							pathOf({ page: 'bundle', unit, halfYear }),
						),
					),
				],
				roomForPicks,
			),
		},
		buttons: [
			...(own.bundles.some((bundle) => bundle.items.length > 0) ? [pick('plan.look')] : []),
			go('plan.toTimeline', { page: 'timeline', unit }),
			go('plan.toOverview', { page: 'overview' }),
		],
	})
}

/** Looks back on a half-year: planned against done, what is open, what the teams take along. */
export function presentReview(context: PlanContext, view: PlanView, halfYear: HalfYear): Presented | undefined {
	const { shown, say, go, pick, frame, wording, lead } = context
	const { plan, today } = shown
	if (!halfYearsIn(view).includes(halfYear) || timeOf(halfYear, halfYearOf(today)) === 'future') return undefined
	const all = halfYearStand(plan, halfYear)
	const planned = view.only === undefined ? all : undefined
	const units = view.units.flatMap((unit) => {
		const bundle = bundleIn(unit, halfYear)
		return bundle && goingLive(bundle).length > 0 ? [{ unit: unit.unit, bundle }] : []
	})
	const items = units.flatMap(({ bundle }) => goingLive(bundle))
	const open = items.filter((item) => item.status !== 'done')
	const done = items.length - open.length
	const allRows = units.map(({ unit, bundle }) => {
		const learned = plan.bundles[bundleId(unit, halfYear)]?.learned
		const live = goingLive(bundle)
		return {
			heading: context.unit(unit),
			state: say('plan.doneOf', { done: live.filter((item) => item.status === 'done').length, count: live.length }),
			color: live.every((item) => item.status === 'done') ? 'good' : 'default',
			text: bulletList(
				live.map((item) => `${item.status === 'done' ? '✓ ' : ''}${plain(shortened(wording.pick(item.title), 90))}`),
				wording,
			),
			note: learned ? say('bundle.learnedWas', { words: plain(shortened(learned, 300)) }) : '',
		}
	})
	const rows = fittingRows(allRows, roomForRows, aroundRow)
	const reviewed = plan.reviewed.includes(halfYear)
	return list(wording, {
		...frame(say('plan.review', { halfYear: wording.halfYear(halfYear) })),
		intro: [
			items.length > 0 ? say('plan.reviewText', { done, count: items.length }) : say('plan.rowEmpty'),
			...(planned && planned.bufferPercent > 0
				? [aside(say('plan.reviewBuffer', { percent: planned.bufferPercent }))]
				: []),
			...(reviewed ? [aside(say('plan.reviewedAlready'))] : []),
		],
		boxes:
			lead && open.length > 0
				? listBox('emphasis', say('plan.reviewOpen', { count: open.length }), [say('plan.reviewMove')], wording)
				: [],
		rows,
		more: leftOut(allRows.length - rows.length, 'plan.moreUnits', wording),
		pick:
			open.length > 0
				? {
						label: say('plan.pickOpen'),
						placeholder: say('plan.pickPlaceholder'),
						choices: fitting(
							open.map((item) => choice(wording.pick(item.title), pathOf({ page: 'item', item: item.id }))),
							roomForPicks,
						),
					}
				: undefined,
		buttons: [
			...(may(shown.person, 'change-plan', undefined) && !reviewed && items.length > 0
				? [context.button('plan.reviewPost', 'review-half-year', { half: halfYear }, { main: true })]
				: []),
			...(open.length > 0 ? [{ ...pick('plan.look'), style: 'default' as const }] : []),
			go('plan.toHalfYear', { page: 'half-year', halfYear }),
			go('plan.toOverview', { page: 'overview' }),
		],
	})
}
