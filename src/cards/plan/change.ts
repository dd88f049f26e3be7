import type { PlanView } from '../../domain/plan/plan-view'
import { townUnit } from '../../domain/shared/unit'
import { choice } from '../kit/fields'
import { form } from '../kit/form'
import { list } from '../kit/list'
import { departmentTitle } from '../kit/names'
import type { Presented } from '../kit/presented'
import type { PlanContext } from './plan-context'
import { written } from './plan-fields'
import { pathOf } from './plan-paths'

const longestName = 80
const changeovers = ['none', 'small', 'big'] as const

/** All the ways to have the plan otherwise. */
export function presentChange(
	{ shown, lead, say, frame, button, go, pick, wording, unitTitle }: PlanContext,
	view: PlanView,
): Presented | undefined {
	if (!lead) return undefined
	return list(wording, {
		...frame(say('plan.change.title')),
		intro: [say('plan.change.text')],
		rows: (['refresh', 'replan'] as const).map((one) => ({
			heading: say(`plan.want.${one}`),
			text: say(`plan.change.${one}`),
		})),
		pick: {
			label: say('plan.change.pick'),
			placeholder: say('plan.pickPlaceholder'),
			choices: view.units.map(({ unit }) => choice(unitTitle(unit), pathOf({ page: 'unit', unit }))),
		},
		buttons: [
			pick('plan.change.measures'),
			go('plan.want.add', { page: 'add' }),
			go('plan.want.settings', { page: 'settings' }),
			button('plan.want.refresh', 'plan-preview', { c: 'refresh' }),
			button('plan.want.replan', 'plan-preview', { c: 'replan' }),
			go(shown.draft ? 'plan.toDraft' : 'plan.toOverview', { page: 'overview' }),
		],
	})
}

/** A measure of the lead's own. */
export function presentAdd(context: PlanContext): Presented | undefined {
	const { shown, lead, say, frame, button, go, wording } = context
	if (!lead || !context.state) return undefined
	const wanted = shown.wanted?.do === 'add' ? shown.wanted : undefined
	const units = [
		{ title: say('report.townUnit'), value: townUnit },
		...shown.directory.departments.map((one) => choice(departmentTitle(shown.directory, one.id), one.id)),
	]
	return form(wording, {
		...frame(say('plan.add.title')),
		intro: [say('plan.add.text')],
		fields: [
			{
				id: 'name',
				label: say('plan.add.name'),
				placeholder: say('plan.add.namePlaceholder'),
				value: wanted?.name ?? '',
				most: longestName,
				required: true,
			},
			{
				id: 'unit',
				label: say('plan.add.unit'),
				placeholder: say('plan.pickPlaceholder'),
				value: wanted?.unit ?? '',
				choices: units,
				required: true,
			},
			{
				id: 'days',
				label: say('plan.add.days'),
				placeholder: say('plan.add.daysPlaceholder'),
				value: written(wanted?.days),
				most: 20,
				required: true,
			},
			{
				id: 'size',
				label: say('plan.add.size'),
				value: wanted?.changeover ?? 'none',
				choices: changeovers.map((one) => ({ title: say(`plan.changeover.${one}`), value: one })),
			},
		],
		buttons: [
			button('plan.toPreview', 'plan-preview', { c: 'add' }, { main: true, withInputs: true }),
			go('plan.toOverview', { page: 'overview' }),
		],
	})
}
