import type { PlanLook } from '../../dialog/plan-look'
import type { ShownPlan } from '../../dialog/shown'
import { may } from '../../domain/directory/may'
import type { PlanItem } from '../../domain/plan/plan'
import { type GapView, type PlanView, unitNameIn } from '../../domain/plan/plan-view'
import type { PlanState, Shift } from '../../domain/plan/town-plan'
import { itemTitle, titleById } from '../../domain/plan/view-plan'
import type { HalfYear } from '../../domain/shared/half-year'
import { townUnit, type Unit } from '../../domain/shared/unit'
import { type Button, type ButtonLooks, buttons, type MakeButton } from '../kit/buttons'
import type { Frame } from '../kit/frame'
import { departmentTitle } from '../kit/names'
import { remarkOf, remarkText } from '../kit/remarks'
import { plain, shortened, type Wording } from '../kit/wording'
import { pathOf } from './plan-paths'
import { gapSentence } from './plan-words'

const longestTitle = 90
const longestName = 60
/** Of the lead's words in a line; all of them stand in the plan's documents. */
const longestWords = 200

/** Remarks that something went well; all others say why it did not. */
const good: readonly string[] = [
	'drafted',
	'discarded',
	'agreed',
	'checks-kept',
	'gate-passed',
	'reviewed',
	'started',
	'done',
	'reopened',
	'noted',
	'finished',
]

/**
 * What every card of the plan has at hand: the page, its words, and who looks. All words come escaped, ready for a
 * card.
 */
export interface PlanContext {
	readonly shown: ShownPlan
	readonly wording: Wording
	/** May change the plan. */
	readonly lead: boolean
	/** The state that `view` is made from. */
	readonly state: PlanState | undefined
	readonly say: Wording['say']
	readonly half: (halfYear: HalfYear) => string
	/** Told apart from another department of the same name, as everywhere on a card. */
	readonly unit: (unit: Unit) => string
	/** The same unescaped, for choices. */
	readonly unitTitle: (unit: Unit) => string
	readonly item: (id: string) => string
	/** The item itself, if the person may see it. */
	readonly itemOf: (id: string) => PlanItem | undefined
	readonly button: MakeButton
	readonly go: (key: string, look: PlanLook, looks?: ButtonLooks) => Button
	/** Goes to what is picked on the card. */
	readonly pick: (key: string) => Button
	/** The top of a card of the plan under this title. */
	readonly frame: (title: string) => Frame
}

export function planContext(shown: ShownPlan, wording: Wording, remark = shown.remark): PlanContext {
	const { plan, directory, person, catalogue, preview, view } = shown
	const state = shown.draft ? plan.draft : plan.agreed
	const button = buttons(wording)
	const itemOf = (id: string) =>
		(preview?.after ?? state)?.basis.items.find((item) => item.id === id && (!view?.only || item.unit === view.only))
	const unitTitle = (id: Unit) =>
		id === townUnit
			? wording.say('report.townUnit')
			: departmentTitle(directory, id, longestName) || shortened((view && unitNameIn(view, id)) ?? id, longestName)
	return {
		shown,
		wording,
		lead: may(person, 'change-plan', undefined),
		state,
		say: wording.say,
		half: (halfYear) => plain(wording.halfYear(halfYear)),
		unit: (id) => plain(unitTitle(id)),
		unitTitle,
		item: (id) => {
			const added = preview?.after.basis.items.find((item) => item.id === id)
			return plain(
				shortened(wording.pick(added ? itemTitle(added, catalogue) : titleById(id, plan, catalogue)), longestTitle),
			)
		},
		itemOf,
		button,
		go: (key, look, looks) => button(key, 'plan', { to: pathOf(look) }, looks),
		pick: (key) => button(key, 'plan', {}, { withInputs: true, main: true }),
		frame: (title) => ({
			remark: remarkOf(
				remarkText('plan.remark', remark, wording),
				remark && good.includes(remark) ? 'good' : 'warning',
			),
			breadcrumb: [
				wording.say('plan.breadcrumb', { town: plain(directory.town.name) }),
				...(shown.draft ? [wording.say('plan.draft')] : []),
			].join(' · '),
			title,
		}),
	}
}

/** What moved, came or went, in one line. */
export function shiftLine({ item, from, to }: Shift, context: PlanContext): string {
	const unit = context.itemOf(item)?.unit ?? item.split('@')[1]
	const words = { item: context.item(item), unit: unit === undefined ? '' : ` (${context.unit(unit)})` }
	if (from && to)
		return context.say('plan.shift.moved', {
			...words,
			from: context.wording.halfYear(from),
			to: context.wording.halfYear(to),
		})
	if (to) return context.say('plan.shift.came', { ...words, to: context.wording.halfYear(to) })
	return context.say('plan.shift.gone', { ...words, from: from ? context.wording.halfYear(from) : '' })
}

/** Limits that are knowingly exceeded. */
export function exceededLimitLines(
	state: Pick<PlanState, 'strains'> | undefined,
	context: PlanContext,
): readonly string[] {
	return (state?.strains ?? []).map(({ what, unit, halfYear, item }) =>
		context.say(`plan.strain.${what}`, {
			unit: context.unit(unit),
			halfYear: context.wording.halfYear(halfYear),
			item: context.item(item),
		}),
	)
}

/** One gap in a sentence, and what helps. */
export function gapWords(
	gap: GapView,
	view: PlanView,
	{ say, wording }: PlanContext,
): { readonly text: string; readonly help: string } {
	const short = 'words' in gap && gap.words !== undefined ? { ...gap, words: shortened(gap.words, longestWords) } : gap
	return { text: plain(gapSentence(short, view, wording)), help: gap.why ? say(`plan.help.${gap.why}`) : '' }
}
