import type { PlanLook } from '../../dialog/plan-action'
import type { ShownPlan } from '../../dialog/shown'
import type { Verb } from '../../dialog/verbs'
import { may } from '../../domain/directory/may'
import type { PlanItem } from '../../domain/plan/plan'
import { type GapView, type PlanView, unitNameIn } from '../../domain/plan/plan-view'
import type { PlanState, Shift } from '../../domain/plan/town-plan'
import { titleById, titleOf } from '../../domain/plan/view-plan'
import type { HalfYear } from '../../domain/shared/half-year'
import { townUnit, type Unit } from '../../domain/shared/unit'
import { type Button, buttons } from '../kit/buttons'
import type { CardData } from '../kit/render'
import { remarkText } from '../kit/sensitive-words'
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
export interface Desk {
	readonly shown: ShownPlan
	readonly wording: Wording
	/** May change the plan. */
	readonly lead: boolean
	/** The state that `view` is made from. */
	readonly state: PlanState | undefined
	readonly say: Wording['say']
	readonly half: (halfYear: HalfYear) => string
	readonly unit: (unit: Unit) => string
	readonly item: (id: string) => string
	/** The item itself, if the person may see it. */
	readonly itemOf: (id: string) => PlanItem | undefined
	readonly button: (
		key: string,
		verb: Verb,
		data?: Readonly<Record<string, string>>,
		looks?: Parameters<ReturnType<typeof buttons>>[3],
	) => Button
	readonly go: (key: string, look: PlanLook, looks?: Parameters<ReturnType<typeof buttons>>[3]) => Button
	/** Goes to what is picked on the card. */
	readonly pick: (key: string) => Button
	readonly frame: (title: string) => CardData
}

export function deskOf(shown: ShownPlan, wording: Wording, remark = shown.remark): Desk {
	const { plan, directory, person, catalogue, preview, view } = shown
	const state = shown.draft ? plan.draft : plan.agreed
	const button = buttons(wording)
	const itemOf = (id: string) =>
		(preview?.after ?? state)?.basis.items.find((item) => item.id === id && (!view?.only || item.unit === view.only))
	const unit = (id: Unit) =>
		plain(
			id === townUnit
				? wording.say('report.townUnit')
				: shortened(
						(view && unitNameIn(view, id)) ?? directory.departments.find((one) => one.id === id)?.name ?? id,
						longestName,
					),
		)
	return {
		shown,
		wording,
		lead: may(person, 'change-plan', undefined),
		state,
		say: wording.say,
		half: (halfYear) => plain(wording.halfYear(halfYear)),
		unit,
		item: (id) => {
			const added = preview?.after.basis.items.find((item) => item.id === id)
			return plain(
				shortened(wording.pick(added ? titleOf(added, catalogue) : titleById(id, plan, catalogue)), longestTitle),
			)
		},
		itemOf,
		button,
		go: (key, look, looks) => button(key, 'plan', { to: pathOf(look) }, looks),
		pick: (key) => button(key, 'plan', {}, { withInputs: true, main: true }),
		frame: (title) => ({
			lang: wording.language,
			remark: remarkText('plan.remark', remark, wording),
			remarkStyle: remark && good.includes(remark) ? 'good' : 'warning',
			crumb: [
				wording.say('plan.crumb', { town: plain(directory.town.name) }),
				...(shown.draft ? [wording.say('plan.draft')] : []),
			].join(' · '),
			title,
		}),
	}
}

export interface Box {
	readonly style: 'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention'
	readonly title: string
	readonly text: string
}

/** A heading with lines below it, cut where they would become too many; none without lines. */
export function box(
	desk: Desk,
	style: Box['style'],
	title: string,
	lines: readonly string[],
	most = 8,
): readonly Box[] {
	return lines.length === 0 ? [] : [{ style, title, text: listed(desk, lines, most) }]
}

/** Lines as a list; what does not fit is counted. */
export function listed({ say }: Pick<Desk, 'say'>, lines: readonly string[], most = 8): string {
	const over = lines.length - most
	return [
		...lines.slice(0, most).map((line) => `- ${line}`),
		...(over > 0 ? [`- ${say('plan.more', { count: over })}`] : []),
	].join('\n')
}

/** As many entries as a card has room for, counting what a template puts around each. */
export function roomFor<Entry>(entries: readonly Entry[], room: number, around: number): readonly Entry[] {
	let left = room
	const end = entries.findIndex((entry) => {
		left -= JSON.stringify(entry).length + around
		return left < 0
	})
	return end < 0 ? entries : entries.slice(0, end)
}

/** What moved, came or went, in one line. */
export function shiftLine({ item, from, to }: Shift, desk: Desk): string {
	const unit = desk.itemOf(item)?.unit ?? item.split('@')[1]
	const words = { item: desk.item(item), unit: unit === undefined ? '' : ` (${desk.unit(unit)})` }
	if (from && to)
		return desk.say('plan.shift.moved', { ...words, from: desk.wording.halfYear(from), to: desk.wording.halfYear(to) })
	if (to) return desk.say('plan.shift.came', { ...words, to: desk.wording.halfYear(to) })
	return desk.say('plan.shift.gone', { ...words, from: from ? desk.wording.halfYear(from) : '' })
}

/** Limits that are knowingly exceeded. */
export function strainLines(state: Pick<PlanState, 'strains'> | undefined, desk: Desk): readonly string[] {
	return (state?.strains ?? []).map(({ what, unit, halfYear, item }) =>
		desk.say(`plan.strain.${what}`, {
			unit: desk.unit(unit),
			halfYear: desk.wording.halfYear(halfYear),
			item: desk.item(item),
		}),
	)
}

/** One gap in a sentence, and what helps. */
export function gapWords(
	gap: GapView,
	view: PlanView,
	{ say, wording }: Desk,
): { readonly text: string; readonly help: string } {
	const short = 'words' in gap && gap.words !== undefined ? { ...gap, words: shortened(gap.words, longestWords) } : gap
	return { text: plain(gapSentence(short, view, wording)), help: gap.why ? say(`plan.help.${gap.why}`) : '' }
}

/** A share as a bar of three parts at most: used, over, left. */
export function barOf(
	used: number,
	of: number,
	style: Box['style'] = 'accent',
): readonly { readonly width: string; readonly style: string }[] {
	const share = of > 0 ? Math.round((used / of) * 100) : used > 0 ? 100 : 0
	const filled = Math.min(100, share)
	return [
		{ width: filled, style: share > 100 ? 'warning' : style },
		{ width: 100 - filled, style: 'emphasis' },
	].flatMap(({ width, style: own }) => (width > 0 ? [{ width: String(width), style: own }] : []))
}

/** Headings of a group are cut so that a page of many stays readable. */
export function choice(title: string, value: string): { readonly title: string; readonly value: string } {
	return { title: shortened(title, longestTitle), value }
}
