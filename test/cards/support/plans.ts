import { type BundlePart, bundleParts, type PlanLook, type PlanRemark } from '../../../src/dialog/plan-look'
import type { Shown, ShownPlan } from '../../../src/dialog/shown'
import type { Directory } from '../../../src/domain/directory/directory'
import { may } from '../../../src/domain/directory/may'
import { gateChecks } from '../../../src/domain/plan/bundle'
import type { ReleasedCheck } from '../../../src/domain/plan/collect-items'
import { type BundleEvent, bufferOf, decideBundle, reviewHalfYear } from '../../../src/domain/plan/decide-bundle'
import {
	agreeDraft,
	draftChange,
	type PlanChange,
	type PlanCircumstances,
	type Preview,
	previewChange,
	workingState,
} from '../../../src/domain/plan/decide-plan'
import { gapsOf, type PlanGap } from '../../../src/domain/plan/gaps'
import type { Strain } from '../../../src/domain/plan/place-bundles'
import type { PlacementReason, PlanItem, Unplaced } from '../../../src/domain/plan/plan'
import { type PlanView, partFor } from '../../../src/domain/plan/plan-view'
import {
	bundlesIn,
	itemsPlacedIn,
	newPlan,
	type PlanState,
	type Shift,
	shiftsBetween,
	type TownPlan,
} from '../../../src/domain/plan/town-plan'
import { itemTitle, viewPlan } from '../../../src/domain/plan/view-plan'
import type { Answers } from '../../../src/domain/questionnaire/answer'
import {
	addHalfYears,
	firstDayOf,
	type HalfYear,
	halfYearOf,
	parseHalfYear,
} from '../../../src/domain/shared/half-year'
import { changeSteps, townUnit, type Unit } from '../../../src/domain/shared/unit'
import { type Manner, Pass } from './answering'
import { sensitiveNames } from './sensitive'
import { catalogue, personIn, roles, today } from './town'

export const planRemarks = Object.keys({
	drafted: 0,
	discarded: 0,
	agreed: 0,
	'checks-kept': 0,
	'gate-passed': 0,
	already: 0,
	reviewed: 0,
	'not-there': 0,
	started: 0,
	done: 0,
	reopened: 0,
	noted: 0,
	finished: 0,
	'not-permitted': 0,
	'nothing-released': 0,
	'no-plan': 0,
	'no-draft': 0,
	'no-such-item': 0,
	'reason-missing': 0,
	'name-missing': 0,
	'too-long': 0,
	'days-wrong': 0,
	'outside-horizon': 0,
	'already-begun': 0,
	'begun-meanwhile': 0,
	'bundle-begun': 0,
	'in-the-past': 0,
	stale: 0,
	'weights-wrong': 0,
	'buffer-wrong': 0,
	'days-per-post-wrong': 0,
	'town-days-wrong': 0,
	'months-wrong': 0,
	'half-year-missing': 0,
	'unit-missing': 0,
	'no-such-bundle': 0,
	'not-yet': 0,
	'still-running': 0,
	'not-started': 0,
	closed: 0,
	'gate-not-ahead': 0,
	'who-missing': 0,
	'gates-open': 0,
	...sensitiveNames,
} satisfies Record<PlanRemark, 0>) as PlanRemark[]

/** One town's plan on the lead's desk; every step is the product's own decision. */
export class PlanDesk {
	plan: TownPlan = newPlan('nebelstedt')
	on = today

	constructor(
		readonly directory: Directory,
		readonly releases: readonly ReleasedCheck[],
	) {}

	circumstances(personId = 'lead'): PlanCircumstances {
		return {
			directory: this.directory,
			actor: personIn(this.directory, personId),
			today: this.on,
			releases: this.releases,
		}
	}

	wants(change: PlanChange): void {
		const outcome = draftChange(this.plan, change, this.plan.revision, this.circumstances())
		if ('refused' in outcome) throw new Error(`${change.do} is refused: ${outcome.refused}`)
		this.plan = outcome.next
	}

	agrees(): void {
		const outcome = agreeDraft(this.plan, this.plan.revision, this.circumstances())
		if ('refused' in outcome) throw new Error(`agreeing is refused: ${outcome.refused}`)
		this.plan = outcome.next
	}

	steers(unit: Unit, halfYear: HalfYear, event: BundleEvent): void {
		const outcome = decideBundle(this.plan, unit, halfYear, event, {
			...this.circumstances(),
			titleOf: (item) => itemTitle(item, catalogue),
		})
		if ('refused' in outcome) throw new Error(`${event.type} is refused: ${outcome.refused}`)
		this.plan = outcome.next ?? this.plan
	}

	reviews(halfYear: HalfYear): void {
		const outcome = reviewHalfYear(this.plan, halfYear, this.circumstances())
		if ('refused' in outcome) throw new Error(`the review is refused: ${outcome.refused}`)
		this.plan = outcome.next ?? this.plan
	}

	preview(change: PlanChange): Preview {
		const preview = previewChange(this.plan, change, this.circumstances())
		if ('refused' in preview) throw new Error(`${change.do} cannot be previewed: ${preview.refused}`)
		return preview
	}

	private known: { readonly key: readonly unknown[]; readonly view: PlanView } | undefined

	/** The same view for the same plan: many pages are looked at one after the other. */
	private viewOf(state: PlanState, gaps: readonly PlanGap[] | undefined): PlanView {
		const key = [this.plan, state, this.on, gaps]
		if (this.known?.key.every((one, at) => one === key[at])) return this.known.view
		const sight = { directory: this.directory, catalogue, today: this.on }
		const view = viewPlan(this.plan, state, {
			...sight,
			gaps: gaps ?? gapsOf(this.directory, this.releases, state.basis, state),
		})
		this.known = { key, view }
		return view
	}

	/** What the flow would show, from the same functions. */
	shows(
		personId: string,
		look: ShownPlan['look'],
		beside: Partial<ShownPlan> = {},
		gaps?: readonly PlanGap[],
	): ShownPlan {
		const person = personIn(this.directory, personId)
		const lead = may(person, 'change-plan', undefined)
		const state = lead && look.page !== 'bundle' && look.page !== 'review' ? workingState(this.plan) : this.plan.agreed
		const draft = state !== undefined && state !== this.plan.agreed
		const all = this.directory.departments.every((department) => may(person, 'see-plan', department.id))
		const sight = { directory: this.directory, catalogue, today: this.on }
		const whole = state && this.viewOf(state, gaps)
		const view = whole && (all ? whole : partFor(whole, person.departmentId ?? ''))
		return {
			kind: 'plan',
			look,
			...(look.page === 'timeline' && { documents }),
			plan: this.plan,
			...(view && { view }),
			draft,
			shifts: draft && this.plan.agreed ? shiftsBetween(this.plan.agreed.placements, state.placements) : [],
			released: this.releases.map((release) => release.departmentId),
			...sight,
			person,
			...beside,
		}
	}
}

/** What departments released that answered in this manner. */
export function releasesOf(
	directory: Directory,
	manner: Manner,
	most = directory.departments.length,
): readonly ReleasedCheck[] {
	return directory.departments.slice(0, most).map((department): ReleasedCheck => {
		const pass = new Pass(directory, manner)
		pass.answersAll('staff')
		const answers: Answers = Object.fromEntries(
			Object.entries(pass.session.answers).map(([key, { answer }]) => [key, answer]),
		)
		return { departmentId: department.id, catalogue, answers }
	})
}

/** As long as the signed addresses are. */
const documents = (['png', 'docx', 'csv', 'ics'] as const).map((format) => ({
	format,
	url: `https://digicheck.example/reports/${'x'.repeat(220)}${format}`,
}))

const halfYear = (text: string) => parseHalfYear(text) as HalfYear

/** Every page of the plan for every role, in every state of the plan, with every remark, reason, gap and strain. */
export function plansOf(directory: Directory, manner: Manner): [string, Shown][] {
	const words = manner.text(0).slice(0, 400)
	const all: [string, Shown][] = []
	const nothing = new PlanDesk(directory, [])
	const releases = releasesOf(directory, { ...manner, withheld: Math.min(manner.withheld, 0.2) }, 3)
	const desk = new PlanDesk(
		directory,
		releases.map((release) => ({ ...release, horizon: 'high' as const, undocumented: true })),
	)
	for (const id of roles.filter((one) => one !== 'hr' && one !== 'officer'))
		all.push(
			[`${id} plan without releases`, nothing.shows(id, { page: 'overview' })],
			[`${id} plan not made`, desk.shows(id, { page: 'overview' })],
		)
	desk.wants({ do: 'replan' })
	all.push(...pages(desk, 'proposal', ['lead']))
	desk.agrees()
	all.push(...pages(desk, 'agreed', ['lead', 'head', 'staff', 'council']))
	const items = desk.plan.agreed?.basis.items.filter((item) => desk.plan.agreed?.placements[item.id]) ?? []
	const [first, second, third] = items.filter((item) => item.kind === 'measure' && item.unit !== townUnit)
	if (!first || !second || !third) throw new Error('the town has too few measures')
	const goLive = desk.plan.agreed?.placements[first.id]?.goLive as HalfYear
	const changes: PlanChange[] = [
		{ do: 'move', item: first.id, to: addHalfYears(goLive, 2), reason: words },
		{ do: 'postpone', item: second.id, notBefore: halfYear('2028-H1'), reason: words },
		{ do: 'drop', item: third.id, reason: words },
		{ do: 'add', unit: 'bauhof', name: words.slice(0, 80), days: 2.5, changeover: 'small', reason: words },
		{
			do: 'settings',
			settings: {
				weights: { staffing: 5, demography: 0, targetGroup: 1 },
				bufferPercent: 40,
				daysPerPost: 2,
				townDays: 30,
				quietMonths: [1, 12],
				length: 20,
			},
			reason: words,
		},
		{ do: 'refresh' },
		{ do: 'replan' },
	]
	for (const change of changes) all.push(previewOf(desk, change))
	for (const change of changes.slice(0, 5)) desk.wants(change)
	all.push(
		previewOf(desk, { do: 'restore', item: first.id, reason: '' }),
		previewOf(desk, changes[0] as PlanChange, 'reason-missing'),
	)
	all.push(...pages(desk, 'draft', ['lead', 'staff']))
	all.push(['lead no differences', desk.shows('lead', { page: 'overview' }, { shifts: [] })])
	desk.agrees()
	desk.wants({ do: 'move', item: first.id, to: goLive, reason: words })
	desk.agrees()
	for (const page of ['overview', 'versions'] as const)
		all.push([`third version ${page}`, desk.shows('lead', { page })])
	all.push(...comparing(desk))
	all.push([
		'refused settings',
		desk.shows('lead', { page: 'settings' }, { wanted: changes[4] as PlanChange, remark: 'buffer-wrong' }),
	])
	all.push([
		'refused measure',
		desk.shows(
			'lead',
			{ page: 'add' },
			{ wanted: { ...(changes[3] as Extract<PlanChange, { do: 'add' }>), days: Number.NaN }, remark: 'days-wrong' },
		),
	])
	all.push(
		...planRemarks.map((remark): [string, Shown] => [
			`plan with ${remark}`,
			desk.shows('lead', { page: 'overview' }, { remark }),
		]),
	)
	all.push(...everyReason(desk), ...everyGap(desk), ...running(desk, words))
	return all
}

function previewOf(desk: PlanDesk, change: PlanChange, remark?: PlanRemark): [string, Shown] {
	const preview = desk.preview(change)
	return [
		`preview ${change.do}`,
		desk.shows('lead', { page: 'preview' }, { preview, shifts: preview.shifts, ...(remark && { remark }) }),
	]
}

function pages(desk: PlanDesk, what: string, people: readonly string[]): [string, Shown][] {
	const state = workingState(desk.plan) as PlanState
	const [bundle] = bundlesIn(state)
	if (!bundle) throw new Error('the plan has no bundle')
	const units = [townUnit, 'bauhof']
	const first = [(item: PlanItem) => item.duty, (item: PlanItem) => item.documents === true].flatMap((test) =>
		state.basis.items.filter(test).slice(0, 1),
	)
	const looks: PlanLook[] = [
		...first.map((item): PlanLook => ({ page: 'item', item: item.id })),
		...(['overview', 'now', 'timeline', 'gaps', 'versions', 'settings', 'add', 'change'] as const).map(
			(page): PlanLook => ({ page }),
		),
		...Array.from(
			{ length: 4 },
			(_, at): PlanLook => ({ page: 'half-year', halfYear: addHalfYears(state.settings.first, at) }),
		),
		{ page: 'half-year', halfYear: addHalfYears(state.settings.first, -3) },
		{ page: 'review', halfYear: halfYearOf(desk.on) },
		...units.map((unit): PlanLook => ({ page: 'unit', unit })),
		{ page: 'unit', unit: 'zentrale-dienste' },
		{ page: 'unit', unit: 'nowhere' },
		...state.basis.items
			.filter((item) => units.includes(item.unit))
			.slice(0, 6)
			.map((item): PlanLook => ({ page: 'item', item: item.id })),
		{ page: 'item', item: 'nothing@nowhere' },
		...bundlesIn(state)
			.slice(0, 3)
			.map((one): PlanLook => ({ page: 'bundle', ...one })),
		...bundleParts.map((part): PlanLook => ({ page: 'bundle', ...bundle, part })),
	]
	return people.flatMap((id) =>
		looks.map((look): [string, Shown] => [`${id} ${what} ${JSON.stringify(look)}`, desk.shows(id, look)]),
	)
}

function comparing(desk: PlanDesk): [string, Shown][] {
	const numbers = desk.plan.versions.map((version) => version.number)
	const placed = (number: number) => desk.plan.versions.find((version) => version.number === number)?.placements ?? {}
	const pairs = numbers.flatMap((from) => numbers.map((to) => [from, to] as const))
	return pairs.map(([from, to]) => [
		`compare ${from} ${to}`,
		desk.shows('lead', { page: 'compare', from, to }, { shifts: shiftsBetween(placed(from), placed(to)) }),
	])
}

/** Whatever the planner may say of a place, of a limit that is passed, and of what has no place. */
function everyReason(desk: PlanDesk): [string, Shown][] {
	const agreed = desk.plan.agreed as PlanState
	const [id, placement] = Object.entries(agreed.placements)[0] as [string, PlanState['placements'][string]]
	const until = agreed.settings.first
	const departmentId = 'bauhof'
	const reasons: Readonly<Record<PlacementReason['why'], PlacementReason>> = {
		earliest: { why: 'earliest' },
		after: { why: 'after', item: id },
		capacity: { why: 'capacity', unit: townUnit, until },
		changeover: { why: 'changeover', departmentId, until },
		consolidation: { why: 'consolidation', departmentId, until },
		blackout: { why: 'blackout', departmentId, until },
		running: { why: 'running' },
		kept: { why: 'kept' },
		decided: { why: 'decided' },
	}
	const limits: Readonly<Record<Strain['what'], 0>> = {
		capacity: 0,
		changeover: 0,
		consolidation: 0,
		blackout: 0,
		order: 0,
	}
	const strains = Object.keys(limits).map(
		(what): Strain => ({ unit: townUnit, halfYear: until, what: what as Strain['what'], item: id }),
	)
	return [
		...Object.values(reasons).map((reason): [string, Shown] => {
			const other = new PlanDesk(desk.directory, desk.releases)
			other.plan = {
				...desk.plan,
				agreed: { ...agreed, placements: { ...agreed.placements, [id]: { ...placement, reason } } },
			}
			return [`reason ${reason.why}`, other.shows('lead', { page: 'item', item: id })]
		}),
		...strains.map((strain): [string, Shown] => {
			const other = new PlanDesk(desk.directory, desk.releases)
			other.plan = { ...desk.plan, agreed: { ...agreed, strains: [strain] } }
			return [`strain ${strain.what}`, other.shows('lead', { page: 'overview' })]
		}),
	]
}

function everyGap(desk: PlanDesk): [string, Shown][] {
	const agreed = desk.plan.agreed as PlanState
	const [id] = Object.keys(agreed.placements) as [string]
	const item = agreed.basis.items.find((one) => one.id === id)
	const whys: Readonly<Record<Unplaced['why'], 0>> = {
		'horizon-full': 0,
		'too-large': 0,
		'needs-unplaced': 0,
		dropped: 0,
	}
	const { [id]: _gone, ...placements } = agreed.placements
	const cards = Object.keys(whys).flatMap((why): [string, Shown][] => {
		const other = new PlanDesk(desk.directory, desk.releases)
		other.plan = {
			...desk.plan,
			agreed: { ...agreed, placements, unplaced: [{ item: id, why: why as Unplaced['why'], waitsFor: id }] },
		}
		const gaps = [why as PlanGap['why'], 'not-released', 'nothing-planned'].map(
			(one, at): PlanGap => ({
				departmentId: 'bauhof',
				why: one as PlanGap['why'],
				...(at > 0 && { service: 'Urkunden' }),
			}),
		)
		const was = {
			before: agreed,
			after: other.plan.agreed as PlanState,
			change: { do: 'drop' as const, item: id, reason: '' },
			shifts: [{ item: id, from: agreed.placements[id]?.goLive as HalfYear }],
		}
		return [
			[`gaps ${why}`, other.shows('lead', { page: 'gaps' }, {}, gaps)],
			[`item ${why}`, other.shows('lead', { page: 'item', item: item?.id ?? '' })],
			[`preview with ${why}`, desk.shows('lead', { page: 'preview' }, { preview: was, shifts: was.shifts as Shift[] })],
		]
	})
	const nowhere = new PlanDesk(desk.directory, desk.releases)
	nowhere.plan = { ...desk.plan, agreed: { ...agreed, placements, unplaced: [] } }
	return [
		...cards,
		['no gaps', desk.shows('lead', { page: 'gaps' }, {}, [])],
		['item without a word', nowhere.shows('lead', { page: 'item', item: id }, {}, [])],
	]
}

/** Bundles from their start to their end, and the look back. */
function running(desk: PlanDesk, words: string): [string, Shown][] {
	const all: [string, Shown][] = []
	const agreed = desk.plan.agreed as PlanState
	const own = bundlesIn(agreed).find(
		({ unit, halfYear: at }) =>
			unit === 'bauhof' && itemsPlacedIn(agreed, unit, at).some((item) => item.changeover !== 'none'),
	)
	const other = bundlesIn(agreed).find(({ unit, halfYear: at }) =>
		itemsPlacedIn(agreed, unit, at).every((item) => item.changeover === 'none'),
	)
	if (!own) throw new Error('nothing changes in the whole town')
	const { unit, halfYear: at } = own
	const see = (what: string, parts: readonly BundlePart[] = []) => {
		all.push([`head bundle ${what}`, desk.shows('head', { page: 'bundle', unit, halfYear: at })])
		for (const part of parts)
			all.push([`head ${part} ${what}`, desk.shows('head', { page: 'bundle', unit, halfYear: at, part })])
	}
	const seeAround = (what: string) => {
		for (const id of ['lead', 'staff'])
			for (const page of ['half-year', 'review'] as const)
				all.push([`${id} ${page} ${what}`, desk.shows(id, { page, halfYear: at })])
		all.push([`staff bundle ${what}`, desk.shows('staff', { page: 'bundle', unit, halfYear: at, part: 'gate' })])
	}
	see('before')
	if (other) all.push(['bundle that changes nothing', desk.shows('lead', { page: 'bundle', ...other })])
	desk.on = firstDayOf(at)
	see('to start')
	desk.steers(unit, at, { type: 'bundle-started' })
	see('started', bundleParts)
	desk.on = `${at.slice(0, 4)}-${at.endsWith('1') ? '06' : '12'}-15`
	see('late')
	seeAround('started')
	for (const step of changeSteps) {
		desk.steers(unit, at, { type: 'gate-checked', step, checks: gateChecks[step].slice(1), who: '' })
		see(`checks of ${step}`, ['gate', 'measures'])
		desk.steers(unit, at, { type: 'gate-checked', step, checks: gateChecks[step], who: words })
		see(`gate ${step}`, ['gate', 'measures'])
	}
	// Four fifths of it, and more than there is.
	const kept = bufferOf(agreed, unit, at) || 1
	for (const [after, days] of [kept * 0.5, kept * 0.4, 200].entries()) {
		desk.steers(unit, at, { type: 'buffer-used', days, reason: words, after })
		see(`buffer ${days}`)
	}
	const items = itemsPlacedIn(agreed, unit, at)
	for (const item of items) {
		desk.steers(unit, at, { type: 'measure-done', item: item.id })
		see(`done ${item.id}`, ['measures', 'closing'])
	}
	desk.steers(unit, at, { type: 'measure-reopened', item: items[0]?.id ?? '' })
	desk.steers(unit, at, { type: 'bundle-closed', learned: words })
	see('closed', ['closing'])
	seeAround('closed')
	desk.on = firstDayOf(addHalfYears(at, 1))
	desk.reviews(at)
	seeAround('reviewed')
	desk.on = firstDayOf(addHalfYears(at, 9))
	all.push(
		['overview in later years', desk.shows('lead', { page: 'overview' })],
		['overview after the end', desk.shows('lead', { page: 'now' })],
	)
	return all
}
