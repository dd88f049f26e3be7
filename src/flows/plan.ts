import { may } from '../domain/directory/may'
import type { PlanAction, PlanLook, PlanRemark } from '../domain/messages/plan-action'
import type { Shown, ShownPlan } from '../domain/messages/shown'
import type { ReleasedCheck } from '../domain/plan/collect-items'
import { decideBundle, reviewHalfYear } from '../domain/plan/decide-bundle'
import {
	agreeDraft,
	discardDraft,
	draftChange,
	type PlanCircumstances,
	type PlanOutcome,
	type Preview,
	previewChange,
	workingState,
} from '../domain/plan/decide-plan'
import { gapsOf } from '../domain/plan/gaps'
import { townUnit, type Unit } from '../domain/plan/plan'
import { partFor } from '../domain/plan/plan-view'
import { newPlan, type PlanState, planId, type Shift, shiftsBetween, type TownPlan } from '../domain/plan/town-plan'
import { titleOf, viewPlan } from '../domain/plan/view-plan'
import { planDocument, planFrom, sessionFrom } from '../store/documents'
import { StoreUnavailable } from '../store/store'
import type { Tools } from './change-session'
import type { Recognised } from './recognise'

const attempts = 5

/** Somebody looks at the plan or wants something of it. */
export async function actOnPlan(tools: Tools, who: Recognised, action: PlanAction): Promise<Shown> {
	if (!mayLook(who, action)) return { kind: 'refused', reason: 'not-permitted', language: who.person.language }
	const { titleOf: title } = bundleWords(tools)
	switch (action.do) {
		case 'plan-look':
			return look(tools, who, action.look)
		case 'plan-preview': {
			const plan = await readPlan(tools, who.directory.town.id)
			const preview = previewChange(plan, action.change, await circumstances(tools, who))
			if ('refused' in preview) return shown(tools, who, plan, backFrom(action.change), preview.refused)
			return shown(tools, who, plan, { page: 'preview' }, undefined, preview)
		}
		case 'plan-draft': {
			const around = await circumstances(tools, who)
			return changed(tools, who, { page: 'overview' }, (plan) => remarked(draftChange(plan, action.change, action.revision, around), 'drafted'))
		}
		case 'plan-discard': {
			const around = await circumstances(tools, who)
			return changed(tools, who, { page: 'overview' }, (plan) => remarked(discardDraft(plan, around), 'discarded'))
		}
		case 'plan-agree': {
			const around = await circumstances(tools, who)
			return changed(tools, who, { page: 'overview' }, (plan) => remarked(agreeDraft(plan, action.revision, around), 'agreed'))
		}
		case 'bundle': {
			const { unit, halfYear, event } = action
			const around = { directory: who.directory, actor: who.person, today: tools.today(), titleOf: title }
			return changed(tools, who, { page: 'bundle', unit, halfYear }, (plan) => {
				const outcome = decideBundle(plan, unit, halfYear, event, around)
				return 'refused' in outcome ? { remark: outcome.refused } : outcome
			})
		}
		case 'review-half-year':
			return changed(tools, who, { page: 'half-year', halfYear: action.halfYear }, (plan) => {
				const outcome = reviewHalfYear(plan, action.halfYear, { actor: who.person, today: tools.today() })
				return 'refused' in outcome ? { remark: outcome.refused } : { remark: 'reviewed', ...outcome }
			})
	}
}

/** The plan as it is stored, or an empty one. */
export async function readPlan(tools: Pick<Tools, 'store'>, townId: string): Promise<TownPlan> {
	const stored = await tools.store.data.read(townId, planId)
	return stored ? planFrom(stored.document) : newPlan(townId)
}

/** What each department of the town has released last. */
export async function releasesOf(tools: Tools, who: Pick<Recognised, 'directory'>): Promise<readonly ReleasedCheck[]> {
	const stored = await tools.store.data.find({ partition: who.directory.town.id, kind: 'session', limit: 2_000 })
	const sessions = stored.map(({ document }) => sessionFrom(document))
	return who.directory.departments.flatMap((department): ReleasedCheck[] => {
		const latest = sessions
			.filter((session) => session.departmentId === department.id && session.released)
			.sort((one, other) => (one.round < other.round ? 1 : -1))[0]
		return latest?.released ? [{ departmentId: department.id, catalogue: tools.catalogues.get(latest.version), answers: latest.released }] : []
	})
}

function bundleWords(tools: Tools) {
	return { titleOf: (item: Parameters<typeof titleOf>[0]) => titleOf(item, tools.catalogues.latest) }
}

/** Looking needs the permission to see; what changes is asked again where it is decided. */
function mayLook({ person }: Recognised, action: PlanAction): boolean {
	const unit = 'unit' in action ? action.unit : action.do === 'plan-look' && 'unit' in action.look ? action.look.unit : person.departmentId
	return may(person, 'see-plan', unit === townUnit ? person.departmentId : unit)
}

async function circumstances(tools: Tools, who: Recognised): Promise<PlanCircumstances> {
	return { directory: who.directory, actor: who.person, today: tools.today(), releases: await releasesOf(tools, who) }
}

async function look(tools: Tools, who: Recognised, page: PlanLook): Promise<Shown> {
	const plan = await readPlan(tools, who.directory.town.id)
	if (page.page !== 'compare') return shown(tools, who, plan, page)
	const placementsOf = (number: number) => plan.versions.find((version) => version.number === number)?.placements ?? {}
	return shown(tools, who, plan, page, undefined, undefined, shiftsBetween(placementsOf(page.from), placementsOf(page.to)))
}

/** Load, decide, commit; if somebody was faster, again. */
async function changed(
	tools: Tools,
	who: Recognised,
	page: PlanLook,
	decide: (plan: TownPlan) => { readonly next?: TownPlan; readonly remark?: PlanRemark },
): Promise<Shown> {
	const townId = who.directory.town.id
	for (let attempt = 0; attempt < attempts; attempt++) {
		const stored = await tools.store.data.read(townId, planId)
		const plan = stored ? planFrom(stored.document) : newPlan(townId)
		const { next, remark } = decide(plan)
		if (!next) return shown(tools, who, plan, page, remark)
		const written = stored ? await tools.store.data.replace(planDocument(next), stored.etag) : await tools.store.data.create(planDocument(next))
		if (typeof written === 'string') continue
		if (next.pending.length > 0) tools.noticesWaiting(townId, planId)
		return shown(tools, who, next, page, remark)
	}
	throw new StoreUnavailable(`the plan of ${townId} was changed by others ${attempts} times in a row`)
}

function remarked(outcome: PlanOutcome, done: PlanRemark): { readonly next?: TownPlan; readonly remark: PlanRemark } {
	return 'refused' in outcome ? { remark: outcome.refused } : { next: outcome.next, remark: done }
}

/** Where somebody stands again whose wish could not be previewed. */
function backFrom(change: Preview['change']): PlanLook {
	if ('item' in change) return { page: 'item', item: change.item }
	return { page: change.do === 'add' ? 'add' : change.do === 'settings' ? 'settings' : 'overview' }
}

async function shown(
	tools: Tools,
	who: Recognised,
	plan: TownPlan,
	page: ShownPlan['look'],
	remark?: PlanRemark,
	preview?: Preview,
	compared?: readonly Shift[],
): Promise<Shown> {
	const { directory, person } = who
	const lead = may(person, 'change-plan', undefined)
	// A draft is the lead's desk: everybody else sees what is agreed.
	const state = lead ? workingState(plan) : plan.agreed
	const draft = state !== undefined && state !== plan.agreed
	const catalogue = tools.catalogues.latest
	const today = tools.today()
	const view = state && (await viewFor(tools, who, plan, state))
	const shifts = compared ?? preview?.shifts ?? (draft && plan.agreed ? shiftsBetween(plan.agreed.placements, state.placements) : [])
	return {
		kind: 'plan',
		look: page,
		plan,
		...(view && { view }),
		draft,
		...(preview && { preview }),
		shifts,
		...(remark && { remark }),
		catalogue,
		directory,
		person,
		today,
	}
}

/** What this person may see of it: everything, or what concerns their own department. */
async function viewFor(tools: Tools, who: Recognised, plan: TownPlan, state: PlanState) {
	const { directory, person } = who
	const gaps = gapsOf(directory, await releasesOf(tools, who), state.basis, state)
	const whole = viewPlan(plan, state, { directory, catalogue: tools.catalogues.latest, today: tools.today(), gaps })
	const all = directory.departments.every((department) => may(person, 'see-plan', department.id))
	return all ? whole : partFor(whole, person.departmentId as Unit)
}
