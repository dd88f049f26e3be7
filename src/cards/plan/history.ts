import type { PlanView } from '../../domain/plan/plan-view'
import { choice } from '../kit/fields'
import { fittingRows, list } from '../kit/list'
import type { Presented } from '../kit/presented'
import { bulletList, fitting, leftOut } from '../kit/room'
import { plain, shortened } from '../kit/wording'
import { gapWords, type PlanContext, shiftLine } from './plan-context'
import { pathOf } from './plan-paths'
import { itemTitleIn } from './plan-words'

const roomForRows = 12_000
const aroundRow = 520
const roomForPicks = 3_500
const mostShifts = 40
const mostReasons = 4

/** Who and what the plan does not reach by its end, why, and what helps. */
export function presentGaps(context: PlanContext, view: PlanView): Presented {
	const { say, frame, go, pick, wording, lead } = context
	const units = [...new Set(view.gaps.map((gap) => gap.unit))]
	const all = units.map((unit) => {
		const gaps = view.gaps.filter((gap) => gap.unit === unit).map((gap) => gapWords(gap, view, context))
		const helps = [...new Set(gaps.map((gap) => gap.help))].filter((help) => help !== '')
		return {
			heading: context.unit(unit),
			state: say('plan.gaps.count', { count: gaps.length }),
			text: bulletList(
				gaps.map((gap) => gap.text),
				wording,
				6,
			),
			note: helps.join(' '),
		}
	})
	const rows = fittingRows(all, roomForRows, aroundRow)
	const items = view.gaps.flatMap((gap) =>
		gap.what === 'item' ? [choice(itemTitleIn(view, gap.item, wording), pathOf({ page: 'item', item: gap.item }))] : [],
	)
	const picks = lead ? fitting(items, roomForPicks) : []
	return list(wording, {
		...frame(say('plan.gaps.title')),
		intro: [say(all.length > 0 ? 'plan.gaps.text' : 'plan.gaps.none')],
		rows,
		more: leftOut(all.length - rows.length, 'plan.moreUnits', wording),
		...(picks.length > 0 && {
			pick: { label: say('plan.gaps.pick'), placeholder: say('plan.pickPlaceholder'), choices: picks },
		}),
		buttons: [...(picks.length > 0 ? [pick('plan.look')] : []), go('plan.toOverview', { page: 'overview' })],
	})
}

/**
 * Everything that was ever agreed, the newest first, with the lead's words; these are about all departments, so those
 * who see only their own do not read them.
 */
export function presentVersions(context: PlanContext): Presented {
	const { shown, say, frame, go, pick, wording } = context
	const { versions, draft } = shown.plan
	const newest = [...versions].reverse()
	const all = newest.map((version) => ({
		heading: say('report.stand', { number: version.number, date: wording.date(version.on) }),
		state: say('plan.measures', { count: Object.keys(version.placements).length }),
		text: bulletList(
			(shown.view?.only === undefined ? version.reasons : []).map((reason) => plain(shortened(reason, 160))),
			wording,
			mostReasons,
		),
		note: version.unplaced.length > 0 ? say('plan.versions.without', { count: version.unplaced.length }) : '',
	}))
	const rows = fittingRows(all, roomForRows, aroundRow)
	const pairs = newest.slice(0, -1).map((version) => ({ from: version.number - 1, to: version.number }))
	const wide = versions.length > 2 ? [{ from: 1, to: versions.length }] : []
	const last = versions.at(-1)
	const picks = [
		...(draft && context.lead && last
			? [
					choice(
						say('plan.versions.toDraft', { from: last.number }),
						pathOf({ page: 'compare', from: last.number, to: 0 }),
					),
				]
			: []),
		...[...pairs, ...wide].map((pair) => choice(say('plan.versions.pair', pair), pathOf({ page: 'compare', ...pair }))),
	]
	return list(wording, {
		...frame(say('plan.versions.title')),
		intro: [say(versions.length > 0 ? 'plan.versions.text' : 'plan.versions.none')],
		rows,
		more: leftOut(all.length - rows.length, 'plan.versions.more', wording),
		pick: {
			label: say('plan.versions.pick'),
			placeholder: say('plan.pickPlaceholder'),
			choices: fitting(picks, roomForPicks),
		},
		buttons: [
			...(picks.length > 0 ? [pick('plan.versions.compare')] : []),
			go('plan.toOverview', { page: 'overview' }),
		],
	})
}

/** What moved between two versions, or between what is agreed and the draft. */
export function presentCompare(
	context: PlanContext,
	{ from, to }: { readonly from: number; readonly to: number },
): Presented {
	const { shown, say, frame, go, wording } = context
	const { shifts } = shown
	const kinds = {
		moved: shifts.filter((one) => one.from && one.to),
		came: shifts.filter((one) => !one.from),
		gone: shifts.filter((one) => !one.to),
	}
	const all = Object.entries(kinds).flatMap(([kind, some]) =>
		some.length === 0
			? []
			: [
					{
						heading: say(`plan.compare.${kind}`),
						state: say('plan.measures', { count: some.length }),
						text: bulletList(
							some.map((shift) => shiftLine(shift, context)),
							wording,
							kind === 'moved' ? mostShifts / 2 : mostShifts / 4,
						),
					},
				],
	)
	return list(wording, {
		...frame(to === 0 ? say('plan.compare.draft', { from }) : say('plan.compare.title', { from, to })),
		intro: shifts.length === 0 ? [say('plan.compare.same')] : [],
		rows: all,
		buttons: [
			go('plan.toVersions', { page: 'versions' }),
			go(shown.draft ? 'plan.toDraft' : 'plan.toOverview', { page: 'overview' }),
		],
	})
}
