import type { PlanChange } from '../../domain/plan/decide-plan'
import type { PlanState } from '../../domain/plan/town-plan'
import { type Box, box, listBox } from '../kit/boxes'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { plain } from '../kit/wording'
import { presentOverview } from './overview'
import { exceededLimitLines, type PlanContext, shiftLine } from './plan-context'
import { fieldsOf } from './plan-fields'

const longestName = 80

/** What a change would do before it is confirmed. Its button carries the same change again; the words are typed here. */
export function presentPreview(context: PlanContext): Presented {
	const { shown, say, frame, button, go, wording } = context
	const { preview, plan } = shown
	if (!preview) return presentOverview(context)
	const { change, before, after } = preview
	const gone = after.unplaced.filter(({ item }) => before === undefined || Object.hasOwn(before.placements, item))
	const shifts = shown.shifts.filter((shift) => !gone.some(({ item }) => item === shift.item))
	const asks = 'reason' in change
	return form(wording, {
		...frame(say('plan.preview.title')),
		intro: [wish(change, context), ...whyThere(change, context), aside(say('plan.preview.unsaved'))],
		boxes: [
			...(shifts.length > 0
				? listBox(
						'accent',
						say('plan.preview.shifts', { count: shifts.length }),
						shifts.map((shift) => shiftLine(shift, context)),
						wording,
						10,
					)
				: [box('emphasis', say('plan.preview.noShifts'))]),
			...listBox(
				'attention',
				say('plan.preview.gone', { count: gone.length }),
				gone.map(({ item, why }) =>
					say('plan.preview.goneLine', { item: context.item(item), why: say(`plan.why.${why}`) }),
				),
				wording,
				6,
			),
			...listBox('warning', say('plan.strains'), exceededLimitLines(after, context), wording, 6),
			...sums(context, before, after),
		],
		fields: [
			...(change.do === 'add'
				? [
						{
							id: 'name',
							label: say('plan.add.name'),
							value: change.name,
							most: longestName,
							required: true,
						},
					]
				: []),
			...(asks
				? [
						{
							id: 'reason',
							label: say('plan.preview.reason'),
							placeholder: say('plan.preview.reasonPlaceholder'),
							value: change.reason,
							multiline: true,
							required: true,
						},
					]
				: []),
		],
		buttons: [
			button(
				'plan.preview.take',
				'plan-draft',
				{ ...fieldsOf(change), r: String(plan.revision) },
				{ main: true, withInputs: asks },
			),
			'item' in change
				? go('plan.preview.back', { page: 'item', item: change.item })
				: go('plan.preview.back', {
						page: change.do === 'add' ? 'add' : change.do === 'settings' ? 'settings' : 'change',
					}),
			go('plan.toOverview', { page: 'overview' }),
		],
	})
}

function wish(change: PlanChange, context: PlanContext): string {
	const { say, wording } = context
	const before = 'item' in change ? context.shown.preview?.before?.placements[change.item]?.goLive : undefined
	const now = before ? say('plan.wish.now', { halfYear: wording.halfYear(before) }) : say('plan.wish.nowNowhere')
	switch (change.do) {
		case 'move':
			return `${say('plan.wish.move', { item: context.item(change.item), halfYear: change.to ? wording.halfYear(change.to) : '' })} ${now}`
		case 'postpone':
			return `${say('plan.wish.postpone', { item: context.item(change.item), halfYear: change.notBefore ? wording.halfYear(change.notBefore) : '' })} ${now}`
		case 'drop':
		case 'restore':
			return `${say(`plan.wish.${change.do}`, { item: context.item(change.item) })} ${now}`
		case 'add':
			return say('plan.wish.add', {
				name: plain(change.name),
				unit: context.unit(change.unit),
				days: wording.number(change.days),
			})
		default:
			return say(`plan.wish.${change.do}`)
	}
}

/** Where a measure that is not to stand in one certain half-year ends up, and why just there. */
function whyThere(change: PlanChange, { shown, say, half, item, unit }: PlanContext) {
	const placed =
		change.do === 'postpone' || change.do === 'restore' ? shown.preview?.after.placements[change.item] : undefined
	if (!placed) return []
	const { reason } = placed
	const values = {
		item: reason.why === 'after' ? item(reason.item) : '',
		unit: 'unit' in reason ? unit(reason.unit) : 'departmentId' in reason ? unit(reason.departmentId) : '',
		until: 'until' in reason ? half(reason.until) : '',
	}
	const why = reason.why === 'decided' ? '' : ` ${say(`report.reason.${reason.why}`, values)}`
	return [`${say('plan.wish.lands', { halfYear: half(placed.goLive) })}${why}`]
}

/** How many measures have a place and how many have none, before and after. */
function sums({ say }: PlanContext, before: PlanState | undefined, after: PlanState): readonly Box[] {
	if (!before) return []
	const count = (state: PlanState) => Object.keys(state.placements).length
	const placed = say('plan.preview.placed', { before: count(before), after: count(after) })
	const without = say('plan.preview.without', { before: before.unplaced.length, after: after.unplaced.length })
	return [box('default', say('plan.preview.sums'), `- ${placed}\n- ${without}`)]
}
