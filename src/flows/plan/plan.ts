import type { BundlePart, PlanAction, PlanLook, PlanRemark } from '../../dialog/plan-action'
import type { Shown, ShownPlan } from '../../dialog/shown'
import { may } from '../../domain/directory/may'
import { undocumentedCritical } from '../../domain/knowledge/risk'
import { type BundleEvent, decideBundle, reviewHalfYear } from '../../domain/plan/decide-bundle'
import {
	agreeDraft,
	discardDraft,
	draftChange,
	type PlanChange,
	type PlanCircumstances,
	type PlanOutcome,
	type Preview,
	previewChange,
	workingState,
} from '../../domain/plan/decide-plan'
import { partFor } from '../../domain/plan/plan-view'
import { itemIn, newPlan, planId, type Shift, shiftsBetween, type TownPlan } from '../../domain/plan/town-plan'
import { titleOf } from '../../domain/plan/view-plan'
import { refusedBy } from '../../domain/shared/guard'
import { townUnit, type Unit } from '../../domain/shared/unit'
import { changeDocument } from '../../store/change-document'
import type { Recognised } from '../directory/recognise'
import { readTownsKnowledge } from '../knowledge/knowledge'
import type { Tools } from '../tools'
import { documentsFor, seesWholePlan, wholeView } from './plan-documents'
import { readPlan, releasesOf } from './read-plan'

/** Somebody looks at the plan or wants something of it. */
export async function actOnPlan(tools: Tools, who: Recognised, action: PlanAction): Promise<Shown> {
	if (!mayLook(who, action)) return { kind: 'refused', reason: 'not-permitted', language: who.person.language }
	// Before anything is decided: a refused wish is shown again with its words, and these must not be.
	const sensitive = refusedBy(tools.guard, textsOf(action))
	if (sensitive)
		return shown(tools, who, await readPlan(tools, who.directory.town.id), placeOf(action), { remark: sensitive })
	switch (action.do) {
		case 'plan-look':
			return look(tools, who, action.look)
		case 'plan-preview':
			return previewed(tools, who, await readPlan(tools, who.directory.town.id), action.change)
		case 'plan-draft': {
			const around = await circumstances(tools, who)
			const decide = (plan: TownPlan) => remarked(draftChange(plan, action.change, action.revision, around), 'drafted')
			// What could not be kept is shown as it would be now: the words are still there, and one press does it.
			return changed(tools, who, decide, (plan, remark) =>
				remark === 'drafted' || remark === 'already'
					? shown(tools, who, plan, { page: 'overview' }, { remark })
					: previewed(tools, who, plan, action.change, remark),
			)
		}
		case 'plan-discard':
			return changed(tools, who, (plan) =>
				remarked(discardDraft(plan, action.revision, { actor: who.person }), 'discarded'),
			)
		case 'plan-agree': {
			const around = { actor: who.person, directory: who.directory, today: tools.today() }
			return changed(tools, who, (plan) => remarked(agreeDraft(plan, action.revision, around), 'agreed'))
		}
		case 'bundle': {
			const { unit, halfYear, event } = action
			const title = (item: Parameters<typeof titleOf>[0]) => titleOf(item, tools.catalogues.latest)
			const around = { directory: who.directory, actor: who.person, today: tools.today(), titleOf: title }
			const decide = (plan: TownPlan) => {
				const outcome = decideBundle(plan, unit, halfYear, event, around)
				return 'refused' in outcome ? { remark: outcome.refused } : outcome
			}
			return changed(tools, who, decide, (plan, remark, next) => {
				const part = next && remark !== 'checks-kept' ? undefined : partOf(event)
				return shown(tools, who, plan, { page: 'bundle', unit, halfYear, ...(part && { part }) }, remark && { remark })
			})
		}
		case 'review-half-year': {
			const decide = (plan: TownPlan) => {
				const outcome = reviewHalfYear(plan, action.halfYear, { actor: who.person, today: tools.today() })
				return 'refused' in outcome ? { remark: outcome.refused } : { remark: 'reviewed' as const, ...outcome }
			}
			return changed(tools, who, decide, (plan, remark) =>
				shown(tools, who, plan, { page: 'review', halfYear: action.halfYear }, remark && { remark }),
			)
		}
	}
}

/** The free texts of an action. */
function textsOf(action: PlanAction): readonly (string | undefined)[] {
	if (action.do === 'plan-preview' || action.do === 'plan-draft') {
		const { change } = action
		return ['name' in change ? change.name : undefined, 'reason' in change ? change.reason : undefined]
	}
	if (action.do !== 'bundle') return []
	const { event } = action
	return [
		'reason' in event ? event.reason : undefined,
		'learned' in event ? event.learned : undefined,
		'who' in event ? event.who : undefined,
	]
}

/** Where somebody stands again whose text was refused. */
function placeOf(action: PlanAction): PlanLook {
	if (action.do === 'plan-preview' || action.do === 'plan-draft') return backFrom(action.change)
	if (action.do !== 'bundle') return { page: 'overview' }
	const part = partOf(action.event)
	return { page: 'bundle', unit: action.unit, halfYear: action.halfYear, ...(part && { part }) }
}

/** Looking needs the permission to see; what changes is asked again where it is decided. */
function mayLook({ person }: Recognised, action: PlanAction): boolean {
	const unit =
		'unit' in action
			? action.unit
			: action.do === 'plan-look' && 'unit' in action.look
				? action.look.unit
				: person.departmentId
	return may(person, 'see-plan', unit === townUnit ? person.departmentId : unit)
}

/**
 * Everything a plan is computed from, together with what the positions' knowledge asks for: people before technology.
 */
async function circumstances(tools: Tools, who: Recognised): Promise<PlanCircumstances> {
	const { directory, person } = who
	const [releases, knowledge] = await Promise.all([releasesOf(tools, who), readTownsKnowledge(tools.store, directory)])
	const asking = new Set(
		undocumentedCritical(directory, knowledge, tools.today()).map(({ departmentId }) => departmentId),
	)
	const asked = releases.map((release) =>
		asking.has(release.departmentId) ? { ...release, undocumented: true } : release,
	)
	return { directory, actor: person, today: tools.today(), releases: asked }
}

async function look(tools: Tools, who: Recognised, page: PlanLook): Promise<Shown> {
	const plan = await readPlan(tools, who.directory.town.id)
	if (page.page !== 'compare') return shown(tools, who, plan, page)
	// The draft is the lead's desk: for everybody else it does not exist.
	const desk = may(who.person, 'change-plan', undefined) ? plan.draft : undefined
	const placementsOf = (number: number) =>
		(number === 0 ? desk : plan.versions.find((version) => version.number === number))?.placements
	const [before, after] = [placementsOf(page.from), placementsOf(page.to)]
	if (!before || !after) return shown(tools, who, plan, { page: 'versions' }, { remark: 'not-there' })
	return shown(tools, who, plan, page, { compared: shiftsBetween(before, after) })
}

/** What a change would do, or where the wish was made and why it cannot be. */
async function previewed(
	tools: Tools,
	who: Recognised,
	plan: TownPlan,
	change: PlanChange,
	remark?: PlanRemark,
): Promise<Shown> {
	const preview = previewChange(plan, change, await circumstances(tools, who))
	if (!('refused' in preview))
		return shown(tools, who, plan, { page: 'preview' }, { preview, ...(remark && { remark }) })
	return shown(tools, who, plan, backFrom(change), { remark: preview.refused, wanted: change })
}

type Next = (plan: TownPlan, remark: PlanRemark | undefined, next: boolean) => Promise<Shown>

/** Changes the plan as it is really stored, then shows what came of it. */
async function changed(
	tools: Tools,
	who: Recognised,
	decide: (plan: TownPlan) => { readonly next?: TownPlan; readonly remark?: PlanRemark },
	after: Next = (plan, remark) => shown(tools, who, plan, { page: 'overview' }, remark && { remark }),
): Promise<Shown> {
	const townId = who.directory.town.id
	const place = { partition: townId, id: planId }
	const { said, written, waiting } = await changeDocument(tools.store, 'plan', place, (stored) => {
		const before = stored ?? newPlan(townId)
		const { next, remark } = decide(before)
		return { next, said: { plan: next ?? before, remark } }
	})
	if (waiting) tools.noticesWaiting(townId, planId)
	return after(said.plan, said.remark, written !== 'unchanged')
}

function remarked(outcome: PlanOutcome, done: PlanRemark): { readonly next?: TownPlan; readonly remark: PlanRemark } {
	return 'refused' in outcome ? { remark: outcome.refused } : { next: outcome.next, remark: done }
}

/** Where somebody stands again whose wish could not be previewed. */
function backFrom(change: PlanChange): PlanLook {
	if ('item' in change) return { page: 'item', item: change.item }
	return { page: change.do === 'add' ? 'add' : change.do === 'settings' ? 'settings' : 'overview' }
}

/** Where somebody stands again whose event was refused. */
function partOf(event: BundleEvent): BundlePart | undefined {
	switch (event.type) {
		case 'gate-checked':
			return 'gate'
		case 'measure-done':
		case 'measure-reopened':
			return 'measures'
		case 'buffer-used':
			return 'buffer'
		case 'bundle-closed':
			return 'closing'
		default:
			return undefined
	}
}

interface Beside {
	readonly remark?: PlanRemark
	readonly preview?: Preview
	readonly wanted?: PlanChange
	readonly compared?: readonly Shift[]
}

async function shown(
	tools: Tools,
	who: Recognised,
	plan: TownPlan,
	page: ShownPlan['look'],
	beside: Beside = {},
): Promise<Shown> {
	const { directory, person } = who
	const { compared, ...rest } = beside
	const lead = may(person, 'change-plan', undefined)
	// A draft is the lead's desk: everybody else sees what is agreed. Bundles run by what is agreed even for the lead.
	const state = lead && page.page !== 'bundle' && page.page !== 'review' ? workingState(plan) : plan.agreed
	const draft = state !== undefined && state !== plan.agreed
	const releases = await releasesOf(tools, who)
	const all = seesWholePlan(who)
	const whole = state && wholeView(tools, directory, plan, state, releases)
	const view = whole && (all ? whole : partFor(whole, person.departmentId as Unit))
	const shifts =
		compared ??
		beside.preview?.shifts ??
		(draft && plan.agreed ? shiftsBetween(plan.agreed.placements, state.placements) : [])
	return {
		kind: 'plan',
		look: page,
		plan,
		...(view && { view }),
		draft,
		...(view && page.page === 'timeline' && { documents: documentsFor(tools, who, view, page.unit) }),
		...rest,
		shifts: all
			? shifts
			: shifts.filter(
					({ item }) => ((state && itemIn(state, item)?.unit) ?? item.split('@')[1]) === person.departmentId,
				),
		released: releases.map((release) => release.departmentId),
		catalogue: tools.catalogues.latest,
		directory,
		person,
		today: tools.today(),
	}
}
