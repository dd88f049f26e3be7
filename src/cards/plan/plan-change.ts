import type { PlanChange } from '../../domain/plan/decide-plan'
import type { PlanView } from '../../domain/plan/plan-view'
import type { PlanState } from '../../domain/plan/town-plan'
import { townUnit } from '../../domain/shared/unit'
import type { Presented } from '../kit/presented'
import { plain } from '../kit/wording'
import { type Box, box, choice, type Desk, shiftLine, strainLines } from './plan-desk'
import { fieldsOf, written } from './plan-fields'
import { noPicks, presentOverview } from './plan-overview'
import { pathOf } from './plan-paths'
import { unitName } from './plan-words'

const longestReason = 400
const longestName = 80
const changeovers = ['none', 'small', 'big'] as const
const weights = ['0', '1', '2', '3', '4', '5'] as const

interface Field {
	readonly id: string
	readonly label: string
	readonly value?: string
	readonly placeholder?: string
	readonly most?: number
	readonly multiline?: boolean
	readonly required?: boolean
	readonly choices?: readonly { readonly title: string; readonly value: string }[]
	readonly several?: boolean
}

/** An input with everything the template binds. */
export function field({ say }: Pick<Desk, 'say'>, { required = false, several = false, ...given }: Field) {
	return {
		value: '',
		placeholder: '',
		most: longestReason,
		multiline: false,
		choices: [],
		style: several ? 'expanded' : 'compact',
		error: required ? say('plan.required') : '',
		required,
		several,
		...given,
	}
}

/**
 * What a change would do before anybody confirms it. Its button carries the same change again; the words are typed
 * here.
 */
export function presentPreview(desk: Desk): Presented {
	const { shown, say, frame, button, go } = desk
	const { preview, plan } = shown
	if (!preview) return presentOverview(desk)
	const { change, before, after } = preview
	const gone = after.unplaced.filter(({ item }) => before === undefined || Object.hasOwn(before.placements, item))
	const shifts = shown.shifts.filter((shift) => !gone.some(({ item }) => item === shift.item))
	const asks = 'reason' in change
	return {
		template: 'plan-form',
		data: {
			...frame(say('plan.preview.title')),
			paragraphs: [
				{ text: wish(change, desk), subtle: false },
				...whyThere(change, desk),
				{ text: say('plan.preview.unsaved'), subtle: true },
			],
			boxes: [
				...(shifts.length > 0
					? box(
							desk,
							'accent',
							say('plan.preview.shifts', { count: shifts.length }),
							shifts.map((shift) => shiftLine(shift, desk)),
							10,
						)
					: [{ style: 'emphasis' as const, title: say('plan.preview.noShifts'), text: '' }]),
				...box(
					desk,
					'attention',
					say('plan.preview.gone', { count: gone.length }),
					gone.map(({ item, why }) =>
						say('plan.preview.goneLine', { item: desk.item(item), why: say(`plan.why.${why}`) }),
					),
					6,
				),
				...box(desk, 'warning', say('plan.strains'), strainLines(after, desk), 6),
				...sums(desk, before, after),
			],
			inputs: [
				...(change.do === 'add'
					? [
							field(desk, {
								id: 'name',
								label: say('plan.add.name'),
								value: change.name,
								most: longestName,
								required: true,
							}),
						]
					: []),
				...(asks
					? [
							field(desk, {
								id: 'reason',
								label: say('plan.preview.reason'),
								placeholder: say('plan.preview.reasonPlaceholder'),
								value: change.reason,
								multiline: true,
								required: true,
							}),
						]
					: []),
			],
			actions: [
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
		},
	}
}

function wish(change: PlanChange, desk: Desk): string {
	const { say, wording } = desk
	const before = 'item' in change ? desk.shown.preview?.before?.placements[change.item]?.goLive : undefined
	const now = before ? say('plan.wish.now', { halfYear: wording.halfYear(before) }) : say('plan.wish.nowNowhere')
	switch (change.do) {
		case 'move':
			return `${say('plan.wish.move', { item: desk.item(change.item), halfYear: change.to ? wording.halfYear(change.to) : '' })} ${now}`
		case 'postpone':
			return `${say('plan.wish.postpone', { item: desk.item(change.item), halfYear: change.notBefore ? wording.halfYear(change.notBefore) : '' })} ${now}`
		case 'drop':
		case 'restore':
			return `${say(`plan.wish.${change.do}`, { item: desk.item(change.item) })} ${now}`
		case 'add':
			return say('plan.wish.add', {
				name: plain(change.name),
				unit: desk.unit(change.unit),
				days: wording.number(change.days),
			})
		default:
			return say(`plan.wish.${change.do}`)
	}
}

/** Where a measure that is not to stand in one certain half-year ends up, and why just there. */
function whyThere(change: PlanChange, { shown, say, half, item, unit }: Desk) {
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
	return [{ text: `${say('plan.wish.lands', { halfYear: half(placed.goLive) })}${why}`, subtle: false }]
}

/** How many measures have a place and how many have none, before and after. */
function sums({ say }: Desk, before: PlanState | undefined, after: PlanState): readonly Box[] {
	if (!before) return []
	const count = (state: PlanState) => Object.keys(state.placements).length
	const placed = say('plan.preview.placed', { before: count(before), after: count(after) })
	const without = say('plan.preview.without', { before: before.unplaced.length, after: after.unplaced.length })
	return [{ style: 'default', title: say('plan.preview.sums'), text: `- ${placed}\n- ${without}` }]
}

/** All the ways to have the plan otherwise. */
export function presentChange(
	{ shown, lead, say, frame, button, go, pick, wording }: Desk,
	view: PlanView,
): Presented | undefined {
	if (!lead) return undefined
	return {
		template: 'plan-list',
		data: {
			...frame(say('plan.change.title')),
			paragraphs: [{ text: say('plan.change.text'), subtle: false }],
			boxes: [],
			groups: (['refresh', 'replan'] as const).map((one) => ({
				heading: say(`plan.want.${one}`),
				state: '',
				color: 'default',
				text: say(`plan.change.${one}`),
				note: '',
			})),
			more: '',
			...noPicks,
			picks: view.units.map(({ unit }) => choice(unitName(view, unit, wording), pathOf({ page: 'unit', unit }))),
			pickLabel: say('plan.change.pick'),
			pickPlaceholder: say('plan.pickPlaceholder'),
			actions: [
				pick('plan.change.measures'),
				go('plan.want.add', { page: 'add' }),
				go('plan.want.settings', { page: 'settings' }),
				button('plan.want.refresh', 'plan-preview', { c: 'refresh' }),
				button('plan.want.replan', 'plan-preview', { c: 'replan' }),
				go(shown.draft ? 'plan.toDraft' : 'plan.toOverview', { page: 'overview' }),
			],
		},
	}
}

/** A measure of the lead's own. */
export function presentAdd(desk: Desk): Presented | undefined {
	const { shown, lead, say, frame, button, go } = desk
	if (!lead || !desk.state) return undefined
	const wanted = shown.wanted?.do === 'add' ? shown.wanted : undefined
	const units = [
		{ title: say('report.townUnit'), value: townUnit },
		...shown.directory.departments.map((one) => choice(one.name, one.id)),
	]
	return {
		template: 'plan-form',
		data: {
			...frame(say('plan.add.title')),
			paragraphs: [{ text: say('plan.add.text'), subtle: false }],
			boxes: [],
			inputs: [
				field(desk, {
					id: 'name',
					label: say('plan.add.name'),
					placeholder: say('plan.add.namePlaceholder'),
					value: wanted?.name ?? '',
					most: longestName,
					required: true,
				}),
				field(desk, {
					id: 'unit',
					label: say('plan.add.unit'),
					placeholder: say('plan.pickPlaceholder'),
					value: wanted?.unit ?? '',
					choices: units,
					required: true,
				}),
				field(desk, {
					id: 'days',
					label: say('plan.add.days'),
					placeholder: say('plan.add.daysPlaceholder'),
					value: written(wanted?.days),
					most: 20,
					required: true,
				}),
				field(desk, {
					id: 'size',
					label: say('plan.add.size'),
					value: wanted?.changeover ?? 'none',
					choices: changeovers.map((one) => ({ title: say(`plan.changeover.${one}`), value: one })),
				}),
			],
			actions: [
				button('plan.toPreview', 'plan-preview', { c: 'add' }, { main: true, withInputs: true }),
				go('plan.toOverview', { page: 'overview' }),
			],
		},
	}
}

/** What the town settles about its plan. Trying out is free. */
export function presentSettings(desk: Desk): Presented | undefined {
	const { shown, lead, state, say, frame, button, go, wording } = desk
	if (!lead || !state) return undefined
	const { settings, settled } = state
	const wanted = shown.wanted?.do === 'settings' ? shown.wanted.settings : {}
	const now = { ...settings, ...wanted }
	const weigh = (id: string, criterion: keyof typeof settings.weights) =>
		field(desk, {
			id,
			label: say(`plan.criterion.${criterion}`),
			value: String(now.weights[criterion]),
			choices: weights.map((value) => ({ title: say(`plan.weight.w${value}`), value })),
		})
	return {
		template: 'plan-form',
		data: {
			...frame(say('plan.settings.title')),
			paragraphs: [
				{ text: say('plan.settings.text'), subtle: false },
				{ text: say('plan.settings.since', { date: wording.date(settings.weightsOn) }), subtle: true },
				...(settled && settled.reason !== ''
					? [
							{
								text: say('plan.settings.reason', { date: wording.date(settled.on), words: plain(settled.reason) }),
								subtle: true,
							},
						]
					: []),
			],
			boxes: [],
			inputs: [
				weigh('ws', 'staffing'),
				weigh('wd', 'demography'),
				weigh('wt', 'targetGroup'),
				field(desk, { id: 'buffer', label: say('plan.settings.buffer'), value: written(now.bufferPercent), most: 20 }),
				field(desk, { id: 'post', label: say('plan.settings.post'), value: written(now.daysPerPost), most: 20 }),
				field(desk, { id: 'town', label: say('plan.settings.town'), value: written(now.townDays), most: 20 }),
				field(desk, {
					id: 'months',
					label: say('plan.settings.months'),
					value: now.quietMonths.join(','),
					several: true,
					choices: Array.from({ length: 12 }, (_, at) => ({
						title: say(`plan.month.m${at + 1}`),
						value: String(at + 1),
					})),
				}),
				field(desk, {
					id: 'length',
					label: say('plan.settings.length'),
					value: String(now.length),
					choices: ([14, 20] as const).map((length) => ({
						title: say(`plan.settings.length${length}`),
						value: String(length),
					})),
				}),
			],
			actions: [
				button('plan.toPreview', 'plan-preview', { c: 'settings' }, { main: true, withInputs: true }),
				go('plan.toOverview', { page: 'overview' }),
			],
		},
	}
}
