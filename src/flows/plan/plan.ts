import type { BundlePart, PlanLook, PlanRemark } from '../../dialog/plan-look'
import type { Refused, ShownPlan } from '../../dialog/shown'
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
import { itemTitle } from '../../domain/plan/view-plan'
import { refusedBy } from '../../domain/shared/guard'
import type { HalfYear } from '../../domain/shared/half-year'
import { townUnit, type Unit } from '../../domain/shared/unit'
import { changeDocument } from '../../store/change-document'
import type { Recognised } from '../directory/recognise'
import { readTownsKnowledge } from '../documents/position-knowledge'
import { readPlan, releasesOf } from '../documents/read-plan'
import { refused } from '../refused'
import type { Tools } from '../tools'
import { documentsFor, seesWholePlan, wholeView } from './plan-documents'

type PlanOrRefused = ShownPlan | Refused

/** One page of the plan, for a person who may see what it is about. */
export async function lookAtPlan(tools: Tools, who: Recognised, page: PlanLook): Promise<PlanOrRefused> {
	if (!maySee(who, 'unit' in page ? page.unit : who.person.departmentId)) return refused(who)
	const plan = await readPlan(tools, who.directory.town.id)
	if (page.page !== 'compare') return shown(tools, who, plan, page)
	// The draft is the lead's own: for everybody else it does not exist.
	const draft = may(who.person, 'change-plan', undefined) ? plan.draft : undefined
	const placementsOf = (number: number) =>
		(number === 0 ? draft : plan.versions.find((version) => version.number === number))?.placements
	const [before, after] = [placementsOf(page.from), placementsOf(page.to)]
	if (!before || !after) return shown(tools, who, plan, { page: 'versions' }, { remark: 'not-there' })
	return shown(tools, who, plan, page, { compared: shiftsBetween(before, after) })
}

/** Shows what a change would do; stores nothing. */
export async function previewPlanChange(tools: Tools, who: Recognised, change: PlanChange): Promise<PlanOrRefused> {
	return (
		(await stopped(tools, who, wordsIn(change), backFrom(change))) ??
		previewed(tools, who, await readPlan(tools, who.directory.town.id), change)
	)
}

/** Takes a change into the lead's draft; `revision` is that of the plan it was previewed on. */
export async function draftPlanChange(
	tools: Tools,
	who: Recognised,
	{ change, revision }: { readonly change: PlanChange; readonly revision: number },
): Promise<PlanOrRefused> {
	const stop = await stopped(tools, who, wordsIn(change), backFrom(change))
	if (stop) return stop
	const around = await circumstances(tools, who)
	const decide = (plan: TownPlan) => remarked(draftChange(plan, change, revision, around), 'drafted')
	// What could not be kept is shown as it would be now: the words are still there, and one press does it.
	return changed(tools, who, decide, (plan, remark) =>
		remark === 'drafted' || remark === 'already'
			? shown(tools, who, plan, { page: 'overview' }, { remark })
			: previewed(tools, who, plan, change, remark),
	)
}

export async function discardPlanDraft(tools: Tools, who: Recognised, revision: number): Promise<PlanOrRefused> {
	if (!maySee(who, who.person.departmentId)) return refused(who)
	return changed(tools, who, (plan) => remarked(discardDraft(plan, revision, { actor: who.person }), 'discarded'))
}

/** What is drafted becomes the next version. */
export async function agreePlanDraft(tools: Tools, who: Recognised, revision: number): Promise<PlanOrRefused> {
	if (!maySee(who, who.person.departmentId)) return refused(who)
	const around = { actor: who.person, directory: who.directory, today: tools.today() }
	return changed(tools, who, (plan) => remarked(agreeDraft(plan, revision, around), 'agreed'))
}

/** A unit's bundle of one half-year, and what happened to it. */
export interface BundleStep {
	readonly unit: Unit
	readonly halfYear: HalfYear
	readonly event: BundleEvent
}

export async function steerBundle(
	tools: Tools,
	who: Recognised,
	{ unit, halfYear, event }: BundleStep,
): Promise<PlanOrRefused> {
	const at = partOf(event)
	const back: PlanLook = { page: 'bundle', unit, halfYear, ...(at && { part: at }) }
	const stop = await stopped(tools, who, wordsOf(event), back, unit)
	if (stop) return stop
	const title = (item: Parameters<typeof itemTitle>[0]) => itemTitle(item, tools.catalogues.latest)
	const around = { directory: who.directory, actor: who.person, today: tools.today(), titleOf: title }
	const decide = (plan: TownPlan) => {
		const outcome = decideBundle(plan, unit, halfYear, event, around)
		return 'refused' in outcome ? { remark: outcome.refused } : outcome
	}
	return changed(tools, who, decide, (plan, remark, next) => {
		const part = next && remark !== 'checks-kept' ? undefined : at
		return shown(tools, who, plan, { page: 'bundle', unit, halfYear, ...(part && { part }) }, remark && { remark })
	})
}

/** Publishes how a half-year went, planned against done. */
export async function publishReview(tools: Tools, who: Recognised, halfYear: HalfYear): Promise<PlanOrRefused> {
	if (!maySee(who, who.person.departmentId)) return refused(who)
	const decide = (plan: TownPlan) => {
		const outcome = reviewHalfYear(plan, halfYear, { actor: who.person, today: tools.today() })
		return 'refused' in outcome ? { remark: outcome.refused } : { remark: 'reviewed' as const, ...outcome }
	}
	return changed(tools, who, decide, (plan, remark) =>
		shown(tools, who, plan, { page: 'review', halfYear }, remark && { remark }),
	)
}

/**
 * Why a wish is not even decided: the person may not see what it is about, or its words must not be kept. Before anything
 * is decided, because a refused wish is shown again with its words, and these must not be.
 */
async function stopped(
	tools: Tools,
	who: Recognised,
	words: readonly (string | undefined)[],
	back: PlanLook,
	unit: Unit | undefined = who.person.departmentId,
): Promise<PlanOrRefused | undefined> {
	if (!maySee(who, unit)) return refused(who)
	const sensitive = refusedBy(tools.guard, words)
	return sensitive && shown(tools, who, await readPlan(tools, who.directory.town.id), back, { remark: sensitive })
}

function wordsIn(change: PlanChange): readonly (string | undefined)[] {
	return ['name' in change ? change.name : undefined, 'reason' in change ? change.reason : undefined]
}

function wordsOf(event: BundleEvent): readonly (string | undefined)[] {
	return [
		'reason' in event ? event.reason : undefined,
		'learned' in event ? event.learned : undefined,
		'who' in event ? event.who : undefined,
	]
}

/** Looking needs the permission to see; what changes is asked again where it is decided. */
function maySee({ person }: Recognised, unit: Unit | undefined): boolean {
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

/** What a change would do, or where the wish was made and why it cannot be. */
async function previewed(
	tools: Tools,
	who: Recognised,
	plan: TownPlan,
	change: PlanChange,
	remark?: PlanRemark,
): Promise<ShownPlan> {
	const preview = previewChange(plan, change, await circumstances(tools, who))
	if (!('refused' in preview))
		return shown(tools, who, plan, { page: 'preview' }, { preview, ...(remark && { remark }) })
	return shown(tools, who, plan, backFrom(change), { remark: preview.refused, wanted: change })
}

type Next = (plan: TownPlan, remark: PlanRemark | undefined, next: boolean) => Promise<ShownPlan>

/** Changes the plan as it is really stored, then shows what came of it. */
async function changed(
	tools: Tools,
	who: Recognised,
	decide: (plan: TownPlan) => { readonly next?: TownPlan; readonly remark?: PlanRemark },
	after: Next = (plan, remark) => shown(tools, who, plan, { page: 'overview' }, remark && { remark }),
): Promise<ShownPlan> {
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

/** Where a person stands again whose wish could not be previewed. */
function backFrom(change: PlanChange): PlanLook {
	if ('item' in change) return { page: 'item', item: change.item }
	return { page: change.do === 'add' ? 'add' : change.do === 'settings' ? 'settings' : 'overview' }
}

/** Where a person stands again whose event was refused. */
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
): Promise<ShownPlan> {
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
