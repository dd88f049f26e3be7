import { may } from '../../domain/directory/may'
import type { PlanItem } from '../../domain/plan/plan'
import { halfYearsIn, type ItemView, itemsOf, type PlanView, timeOf } from '../../domain/plan/plan-view'
import { addHalfYears, type HalfYear, halfYearOf } from '../../domain/shared/half-year'
import { type Box, box, listBox } from '../kit/boxes'
import type { Button } from '../kit/buttons'
import { drawnFrame, drawnParagraphs } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { plain, shortened } from '../kit/wording'
import { gapWords, type PlanContext } from './plan-context'
import { overrideSentence, reasonSentence } from './plan-words'

/** Of the lead's words on this card; all of them stand in the plan's documents. */
const longestWords = 260
const criteria = ['staffing', 'demography', 'targetGroup', 'benefit'] as const

/**
 * One measure: what it is, why it is in the plan, why it stands where it stands, and for the lead the ways to have it
 * otherwise.
 */
export function presentItem(context: PlanContext, view: PlanView, id: string): Presented | undefined {
	const { shown, say, frame, wording, lead } = context
	const item = context.itemOf(id)
	if (!item) return undefined
	const placed = view.units.flatMap(itemsOf).find((one) => one.id === id)
	const gap = view.gaps.find((one) => one.what === 'item' && one.item === id)
	const missing = gap && gapWords(gap, view, context)
	const measure = shown.catalogue.measures.find((one) => one.id === item.measure)
	const halfYears = lead && placed?.status !== 'done' ? movableTo(context, view) : []
	const wanted = shown.wanted
	const chosen = wanted?.do === 'move' ? wanted.to : wanted?.do === 'postpone' ? wanted.notBefore : undefined
	return {
		template: 'plan-item',
		data: {
			...drawnFrame(frame(context.item(id)), wording),
			paragraphs: drawnParagraphs(measure ? [wording.pick(measure.detail)] : []),
			facts: facts(context, item, placed),
			whyTitle: say(placed ? 'plan.item.why' : 'plan.item.whyNot'),
			why: placed ? plain(reasonSentence(placed, view, wording)) : (missing?.text ?? say('plan.item.nowhere')),
			boxes: [
				...overrides(context, placed),
				...(missing?.help ? listBox('emphasis', say('plan.item.helps'), [missing.help], wording) : []),
			],
			criteriaTitle: say('plan.item.priority'),
			criteria: seesCriteria(context, item)
				? criteria.map((one) => ({ title: say(`plan.criterion.${one}`), value: criterionValue(context, item, one) }))
				: [],
			changeTitle: say('plan.item.change'),
			halfLabel: say('plan.item.half'),
			halfPlaceholder: say('plan.item.halfPlaceholder'),
			half: chosen ?? '',
			halfYears,
			changeHint: say('plan.item.hint'),
			actions: actions(context, item, placed, halfYears.length > 0),
		},
	}
}

function facts(context: PlanContext, item: PlanItem, placed: ItemView | undefined) {
	const { say, half, unit, item: titleOf, itemOf, wording } = context
	const from = placed ? firstHalfYear(item, placed) : undefined
	const before = item.after.filter((id) => itemOf(id))
	return [
		['unit', unit(item.unit)],
		...(placed
			? [
					[
						'when',
						from && from !== placed.goLive
							? say('report.span', { from: half(from), to: half(placed.goLive) })
							: half(placed.goLive),
					],
				]
			: []),
		...(placed ? [['status', say(`report.status.${placed.status}`)]] : []),
		['days', say('plan.item.daysValue', { days: wording.number(item.days) })],
		['changeover', say(`plan.changeover.${item.changeover}`)],
		...(item.kind === 'measure' ? [] : [['kind', say(`report.kind.${item.kind}`)]]),
		...(item.duty ? [['duty', say('plan.item.dutyValue')]] : []),
		...(item.documents && seesCriteria(context, item) ? [['documents', say('plan.item.documentsValue')]] : []),
		...(item.services.length > 0 ? [['services', plain(shortened(item.services.join(', '), 160))]] : []),
		...(before.length > 0 ? [['after', before.slice(0, 3).map(titleOf).join(', ')]] : []),
	].map(([key, value]) => ({ title: say(`plan.item.${key}`), value: value ?? '' }))
}

/** The view spreads the days evenly, so they tell how many half-years an item is worked on. */
function firstHalfYear(item: PlanItem, placed: ItemView): HalfYear {
	const span = placed.days > 0 ? Math.max(1, Math.round(item.days / placed.days)) : 1
	return addHalfYears(placed.goLive, 1 - span)
}

function overrides(context: PlanContext, placed: ItemView | undefined): readonly Box[] {
	const { override } = placed ?? {}
	const sentence =
		placed &&
		override &&
		overrideSentence(
			{ ...placed, override: { ...override, words: shortened(override.words, longestWords) } },
			context.wording,
		)
	return sentence
		? [
				box(
					'emphasis',
					context.say(placed.kind === 'own' && !placed.override?.computed ? 'plan.item.added' : 'plan.item.override'),
					plain(sentence),
				),
			]
		: []
}

/** The half-years that are still to come. */
function movableTo({ shown, wording }: PlanContext, view: PlanView) {
	const current = halfYearOf(shown.today)
	return halfYearsIn(view)
		.filter((halfYear) => timeOf(halfYear, current) !== 'past')
		.map((halfYear) => ({ title: wording.halfYear(halfYear), value: halfYear }))
}

/**
 * What stands behind a priority comes from the answers, departures among them: it is for those who may see all of
 * these, and even they see three grades.
 */
function seesCriteria({ shown }: PlanContext, { departments }: PlanItem): boolean {
	return departments.every((department) => may(shown.person, 'see-digicheck-result', department))
}

/** Where the age atlas spoke, it says so; there are no numbers in it. */
function criterionValue({ say }: PlanContext, { priority }: PlanItem, criterion: (typeof criteria)[number]): string {
	const level = say(`plan.level.${levelOf(priority[criterion])}`)
	return criterion === 'demography' && priority.fromAtlas ? say('atlas.inPriority', { level }) : level
}

function levelOf(value: number): 'low' | 'medium' | 'high' {
	return value < 1 / 3 ? 'low' : value < 2 / 3 ? 'medium' : 'high'
}

function actions(
	{ shown, state, button, go, lead }: PlanContext,
	item: PlanItem,
	placed: ItemView | undefined,
	movable: boolean,
): readonly Button[] {
	const decided = state !== undefined && Object.hasOwn(state.decisions, item.id)
	const want = (key: string, c: string, main = false) =>
		button(key, 'plan-preview', { c, item: item.id }, { withInputs: c === 'move' || c === 'postpone', main })
	const changes =
		lead && movable
			? [want('plan.want.move', 'move', true), want('plan.want.postpone', 'postpone'), want('plan.want.drop', 'drop')]
			: []
	return [
		...changes,
		...(changes.length > 0 && decided ? [want('plan.want.restore', 'restore')] : []),
		go('plan.toUnit', { page: 'unit', unit: item.unit }),
		...(placed && !shown.draft
			? [go('plan.toBundle', { page: 'bundle', unit: item.unit, halfYear: placed.goLive })]
			: [go('plan.toOverview', { page: 'overview' })]),
	]
}
