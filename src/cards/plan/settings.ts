import { form } from '../kit/form'
import { aside } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { plain } from '../kit/wording'
import type { PlanContext } from './plan-context'
import { written } from './plan-fields'

const weights = ['0', '1', '2', '3', '4', '5'] as const

/** What the town settles about its plan. Trying out is free. */
export function presentSettings(context: PlanContext): Presented | undefined {
	const { shown, lead, state, say, frame, button, go, wording } = context
	if (!lead || !state) return undefined
	const { settings, settled } = state
	const wanted = shown.wanted?.do === 'settings' ? shown.wanted.settings : {}
	const now = { ...settings, ...wanted }
	const weigh = (id: string, criterion: keyof typeof settings.weights) => ({
		id,
		label: say(`plan.criterion.${criterion}`),
		value: String(now.weights[criterion]),
		choices: weights.map((value) => ({ title: say(`plan.weight.w${value}`), value })),
	})
	return form(wording, {
		...frame(say('plan.settings.title')),
		intro: [
			say('plan.settings.text'),
			aside(say('plan.settings.since', { date: wording.date(settings.weightsOn) })),
			...(settled && settled.reason !== ''
				? [aside(say('plan.settings.reason', { date: wording.date(settled.on), words: plain(settled.reason) }))]
				: []),
		],
		fields: [
			weigh('ws', 'staffing'),
			weigh('wd', 'demography'),
			weigh('wt', 'targetGroup'),
			{ id: 'buffer', label: say('plan.settings.buffer'), value: written(now.bufferPercent), most: 20 },
			{ id: 'post', label: say('plan.settings.post'), value: written(now.daysPerPost), most: 20 },
			{ id: 'town', label: say('plan.settings.town'), value: written(now.townDays), most: 20 },
			{
				id: 'months',
				label: say('plan.settings.months'),
				value: now.quietMonths.join(','),
				several: true,
				choices: Array.from({ length: 12 }, (_, at) => ({
					title: say(`plan.month.m${at + 1}`),
					value: String(at + 1),
				})),
			},
			{
				id: 'length',
				label: say('plan.settings.length'),
				value: String(now.length),
				choices: ([14, 20] as const).map((length) => ({
					title: say(`plan.settings.length${length}`),
					value: String(length),
				})),
			},
		],
		buttons: [
			button('plan.toPreview', 'plan-preview', { c: 'settings' }, { main: true, withInputs: true }),
			go('plan.toOverview', { page: 'overview' }),
		],
	})
}
