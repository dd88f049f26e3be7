import type { PlanView } from '../../domain/plan/plan-view'
import type { Presented } from '../kit/presented'
import { plain, shortened } from '../kit/wording'
import { choice, type Desk, gapWords, listed, roomFor, shiftLine } from './plan-desk'
import { noPicks } from './plan-overview'
import { pathOf } from './plan-paths'
import { itemTitle } from './plan-words'

const roomForGroups = 12_000
const aroundGroup = 520
const roomForPicks = 3_500
const mostShifts = 40
const mostReasons = 4

/** Who and what the plan does not reach by its end, why, and what helps. */
export function presentGaps(desk: Desk, view: PlanView): Presented {
	const { say, frame, go, pick, wording, lead } = desk
	const units = [...new Set(view.gaps.map((gap) => gap.unit))]
	const groups = units.map((unit) => {
		const gaps = view.gaps.filter((gap) => gap.unit === unit).map((gap) => gapWords(gap, view, desk))
		const helps = [...new Set(gaps.map((gap) => gap.help))].filter((help) => help !== '')
		return {
			heading: desk.unit(unit),
			state: say('plan.gaps.count', { count: gaps.length }),
			color: 'default',
			text: listed(
				desk,
				gaps.map((gap) => gap.text),
				6,
			),
			note: helps.join(' '),
		}
	})
	const fitting = roomFor(groups, roomForGroups, aroundGroup)
	const items = view.gaps.flatMap((gap) =>
		gap.what === 'item' ? [choice(itemTitle(view, gap.item, wording), pathOf({ page: 'item', item: gap.item }))] : [],
	)
	const picks = lead ? roomFor(items, roomForPicks, 0) : []
	return {
		template: 'plan-list',
		data: {
			...frame(say('plan.gaps.title')),
			paragraphs: [{ text: say(groups.length > 0 ? 'plan.gaps.text' : 'plan.gaps.none'), subtle: false }],
			boxes: [],
			groups: fitting,
			more: groups.length > fitting.length ? say('plan.moreUnits', { count: groups.length - fitting.length }) : '',
			...noPicks,
			...(picks.length > 0 && {
				picks,
				pickLabel: say('plan.gaps.pick'),
				pickPlaceholder: say('plan.pickPlaceholder'),
			}),
			actions: [...(picks.length > 0 ? [pick('plan.look')] : []), go('plan.toOverview', { page: 'overview' })],
		},
	}
}

/**
 * Everything that was ever agreed, the newest first, with the lead's words; these are about all departments, so whoever
 * sees only their own does not read them.
 */
export function presentVersions(desk: Desk): Presented {
	const { shown, say, frame, go, pick, wording } = desk
	const { versions, draft } = shown.plan
	const newest = [...versions].reverse()
	const groups = newest.map((version) => ({
		heading: say('report.stand', { number: version.number, date: wording.date(version.on) }),
		state: say('plan.measures', { count: Object.keys(version.placements).length }),
		color: 'default',
		text: listed(
			desk,
			(shown.view?.only === undefined ? version.reasons : []).map((reason) => plain(shortened(reason, 160))),
			mostReasons,
		),
		note: version.unplaced.length > 0 ? say('plan.versions.without', { count: version.unplaced.length }) : '',
	}))
	const fitting = roomFor(groups, roomForGroups, aroundGroup)
	const pairs = newest.slice(0, -1).map((version) => ({ from: version.number - 1, to: version.number }))
	const wide = versions.length > 2 ? [{ from: 1, to: versions.length }] : []
	const last = versions.at(-1)
	const picks = [
		...(draft && desk.lead && last
			? [
					choice(
						say('plan.versions.toDraft', { from: last.number }),
						pathOf({ page: 'compare', from: last.number, to: 0 }),
					),
				]
			: []),
		...[...pairs, ...wide].map((pair) => choice(say('plan.versions.pair', pair), pathOf({ page: 'compare', ...pair }))),
	]
	return {
		template: 'plan-list',
		data: {
			...frame(say('plan.versions.title')),
			paragraphs: [{ text: say(versions.length > 0 ? 'plan.versions.text' : 'plan.versions.none'), subtle: false }],
			boxes: [],
			groups: fitting,
			more: groups.length > fitting.length ? say('plan.versions.more', { count: groups.length - fitting.length }) : '',
			picks: roomFor(picks, roomForPicks, 0),
			pickLabel: say('plan.versions.pick'),
			pickPlaceholder: say('plan.pickPlaceholder'),
			actions: [
				...(picks.length > 0 ? [pick('plan.versions.compare')] : []),
				go('plan.toOverview', { page: 'overview' }),
			],
		},
	}
}

/** What moved between two versions, or between what is agreed and the draft. */
export function presentCompare(desk: Desk, { from, to }: { readonly from: number; readonly to: number }): Presented {
	const { shown, say, frame, go } = desk
	const { shifts } = shown
	const kinds = {
		moved: shifts.filter((one) => one.from && one.to),
		came: shifts.filter((one) => !one.from),
		gone: shifts.filter((one) => !one.to),
	}
	const groups = Object.entries(kinds).flatMap(([kind, some]) =>
		some.length === 0
			? []
			: [
					{
						heading: say(`plan.compare.${kind}`),
						state: say('plan.measures', { count: some.length }),
						color: 'default',
						text: listed(
							desk,
							some.map((shift) => shiftLine(shift, desk)),
							kind === 'moved' ? mostShifts / 2 : mostShifts / 4,
						),
						note: '',
					},
				],
	)
	return {
		template: 'plan-list',
		data: {
			...frame(to === 0 ? say('plan.compare.draft', { from }) : say('plan.compare.title', { from, to })),
			paragraphs: shifts.length === 0 ? [{ text: say('plan.compare.same'), subtle: false }] : [],
			boxes: [],
			groups,
			more: '',
			...noPicks,
			actions: [
				go('plan.toVersions', { page: 'versions' }),
				go(shown.draft ? 'plan.toDraft' : 'plan.toOverview', { page: 'overview' }),
			],
		},
	}
}
