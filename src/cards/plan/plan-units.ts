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
import type { Presented } from '../kit/presented'
import { plain, shortened } from '../kit/wording'
import { box, choice, type Desk, listed, roomFor } from './plan-desk'
import { noPicks } from './plan-overview'
import { pathOf } from './plan-paths'
import { bundleWords, itemNotes, loadSentence, unitName } from './plan-words'

/** Characters of JSON for the groups and for what can be picked, and what the template puts around a group. */
const roomForGroups = 12_000
const aroundGroup = 520
const roomForPicks = 3_500
const colors: Readonly<Record<string, string>> = { running: 'accent', stabilising: 'accent', closed: 'good' }

/** What all units do in one half-year. */
export function presentHalfYear(desk: Desk, view: PlanView, halfYear: HalfYear): Presented | undefined {
	const { shown, say, half, go, pick, frame, wording } = desk
	if (!halfYearsIn(view).includes(halfYear)) return undefined
	const found = view.units.flatMap((unit) => {
		const bundle = bundleIn(unit, halfYear)
		return bundle && (bundle.items.length > 0 || bundle.calm) ? [{ unit: unit.unit, bundle }] : []
	})
	const groups = found.map(({ unit, bundle }) => groupOf(desk, bundle, desk.unit(unit)))
	const fitting = roomFor(groups, roomForGroups, aroundGroup)
	const live = found.filter(({ bundle }) => goingLive(bundle).length > 0)
	const picks = live.map(({ unit }) =>
		choice(
			unitName(view, unit, wording),
			shown.draft ? pathOf({ page: 'unit', unit }) : pathOf({ page: 'bundle', unit, halfYear }),
		),
	)
	const [before, after] = [addHalfYears(halfYear, -1), addHalfYears(halfYear, 1)]
	const begun = shown.plan.agreed !== undefined && timeOf(halfYear, halfYearOf(shown.today)) !== 'future'
	return {
		template: 'plan-list',
		data: {
			...frame(half(halfYear)),
			paragraphs: [{ text: plain(loadSentence(totalsOf(found.map(({ bundle }) => bundle)), wording)), subtle: true }],
			boxes: [],
			groups: fitting,
			more:
				groups.length === 0
					? say('plan.rowEmpty')
					: groups.length > fitting.length
						? say('plan.moreUnits', { count: groups.length - fitting.length })
						: '',
			picks: roomFor(picks, roomForPicks, 0),
			pickLabel: say(shown.draft ? 'plan.pickUnit' : 'plan.pickBundle'),
			pickPlaceholder: say('plan.pickPlaceholder'),
			actions: [
				...(live.length > 0 ? [pick('plan.look')] : []),
				...(halfYearsIn(view).includes(before) ? [go('plan.before', { page: 'half-year', halfYear: before })] : []),
				...(halfYearsIn(view).includes(after) ? [go('plan.after', { page: 'half-year', halfYear: after })] : []),
				...(begun ? [go('plan.toReview', { page: 'review', halfYear })] : []),
				go('plan.toOverview', { page: 'overview' }),
			],
		},
	}
}

function groupOf(desk: Desk, bundle: BundleView, heading: string) {
	const { wording } = desk
	return {
		heading,
		state: bundleWords(bundle, wording),
		color: colors[bundle.status] ?? 'default',
		text:
			bundle.items.length > 0
				? listed(
						desk,
						bundle.items.map((item) => itemLine(desk, item, bundle)),
						8,
					)
				: '',
		note: bundle.items.length > 0 ? plain(loadSentence(bundle, wording)) : '',
	}
}

function itemLine({ say, wording, half }: Desk, item: ItemView, { halfYear, status }: BundleView): string {
	const notes = itemNotes(item, wording, status)
	const later = item.goLive === halfYear ? [] : [say('plan.liveIn', { halfYear: half(item.goLive) })]
	const all = [...notes, ...later]
	return `${plain(shortened(wording.pick(item.title), 90))}${all.length > 0 ? ` (${all.join(', ')})` : ''}`
}

/** What one unit does over the years. */
export function presentUnit(desk: Desk, view: PlanView, unit: Unit): Presented | undefined {
	const { shown, say, go, pick, frame, wording } = desk
	const own = view.units.find((one) => one.unit === unit)
	if (!own) return undefined
	const busy = own.bundles.filter((bundle) => bundle.items.length > 0 || bundle.calm)
	const current = halfYearOf(shown.today)
	// What is over comes last: whoever looks wants to know what is ahead.
	const ordered = [
		...busy.filter((one) => timeOf(one.halfYear, current) !== 'past'),
		...busy.filter((one) => timeOf(one.halfYear, current) === 'past'),
	]
	const groups = ordered.map((bundle) => groupOf(desk, bundle, desk.half(bundle.halfYear)))
	const fitting = roomFor(groups, roomForGroups, aroundGroup)
	const bundles = shown.draft ? [] : own.bundles.filter((bundle) => goingLive(bundle).length > 0)
	const gaps = view.gaps.filter((gap) => gap.unit === unit)
	return {
		template: 'plan-list',
		data: {
			...frame(desk.unit(unit)),
			paragraphs: [
				{
					text: say('plan.unitIntro', {
						measures: say('plan.measures', { count: itemsOf(own).length }),
						gaps: gaps.length,
					}),
					subtle: true,
				},
			],
			boxes: [],
			groups: fitting,
			more:
				groups.length === 0
					? say('plan.rowEmpty')
					: groups.length > fitting.length
						? say('plan.moreHalfYears', { count: groups.length - fitting.length })
						: '',
			picks: roomFor(
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
				0,
			),
			pickLabel: say('plan.pickItem'),
			pickPlaceholder: say('plan.pickPlaceholder'),
			actions: [
				...(own.bundles.some((bundle) => bundle.items.length > 0) ? [pick('plan.look')] : []),
				go('plan.toTimeline', { page: 'timeline', unit }),
				go('plan.toOverview', { page: 'overview' }),
			],
		},
	}
}

/** Looks back on a half-year: planned against done, what is open, what the teams take along. */
export function presentReview(desk: Desk, view: PlanView, halfYear: HalfYear): Presented | undefined {
	const { shown, say, go, pick, frame, wording, lead } = desk
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
	const groups = units.map(({ unit, bundle }) => {
		const learned = plan.bundles[bundleId(unit, halfYear)]?.learned
		const live = goingLive(bundle)
		return {
			heading: desk.unit(unit),
			state: say('plan.doneOf', { done: live.filter((item) => item.status === 'done').length, count: live.length }),
			color: live.every((item) => item.status === 'done') ? 'good' : 'default',
			text: listed(
				desk,
				live.map((item) => `${item.status === 'done' ? '✓ ' : ''}${plain(shortened(wording.pick(item.title), 90))}`),
			),
			note: learned ? say('bundle.learnedWas', { words: plain(shortened(learned, 300)) }) : '',
		}
	})
	const fitting = roomFor(groups, roomForGroups, aroundGroup)
	const reviewed = plan.reviewed.includes(halfYear)
	return {
		template: 'plan-list',
		data: {
			...frame(say('plan.review', { halfYear: wording.halfYear(halfYear) })),
			paragraphs: [
				{
					text: items.length > 0 ? say('plan.reviewText', { done, count: items.length }) : say('plan.rowEmpty'),
					subtle: false,
				},
				...(planned && planned.bufferPercent > 0
					? [{ text: say('plan.reviewBuffer', { percent: planned.bufferPercent }), subtle: true }]
					: []),
				...(reviewed ? [{ text: say('plan.reviewedAlready'), subtle: true }] : []),
			],
			boxes:
				lead && open.length > 0
					? box(desk, 'emphasis', say('plan.reviewOpen', { count: open.length }), [say('plan.reviewMove')])
					: [],
			groups: fitting,
			more: groups.length > fitting.length ? say('plan.moreUnits', { count: groups.length - fitting.length }) : '',
			...(open.length > 0
				? {
						picks: roomFor(
							open.map((item) => choice(wording.pick(item.title), pathOf({ page: 'item', item: item.id }))),
							roomForPicks,
							0,
						),
						pickLabel: say('plan.pickOpen'),
						pickPlaceholder: say('plan.pickPlaceholder'),
					}
				: noPicks),
			actions: [
				...(may(shown.person, 'change-plan', undefined) && !reviewed && items.length > 0
					? [desk.button('plan.reviewPost', 'review-half-year', { half: halfYear }, { main: true })]
					: []),
				...(open.length > 0 ? [{ ...pick('plan.look'), style: 'default' as const }] : []),
				go('plan.toHalfYear', { page: 'half-year', halfYear }),
				go('plan.toOverview', { page: 'overview' }),
			],
		},
	}
}
