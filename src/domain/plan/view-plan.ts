import type { Directory } from '../directory/directory'
import type { Catalogue } from '../maturity/catalogue'
import { addHalfYears, firstDayOf, type HalfYear, halfYearOf, halfYearsBetween } from '../shared/half-year'
import type { Text } from '../shared/language'
import { changeSteps, type ItemId, townUnit, type Unit } from '../shared/unit'
import { bufferUsed, bundleId, statusOf } from './bundle'
import { freeMonths } from './capacity'
import { gateDueOn } from './commitments'
import type { PlanGap } from './gaps'
import { loadOf } from './place-bundles'
import type { PlanItem } from './plan'
import type { BundleStatus, BundleView, GapView, ItemView, PlanView } from './plan-view'
import { benefitWeight } from './priority'
import { goLiveIn, type PlanState, type TownPlan } from './town-plan'

interface Sight {
	readonly directory: Directory
	readonly catalogue: Catalogue
	/** Today's local date in the town. */
	readonly today: string
	readonly gaps: readonly PlanGap[]
}

/** What an item is called: the catalogue's title of its measure, or the name that people gave it. */
export function itemTitle(item: Pick<PlanItem, 'id' | 'measure' | 'name'>, catalogue: Catalogue): Text {
	const measure = item.measure === undefined ? undefined : catalogue.measures.find((one) => one.id === item.measure)
	const name = item.name ?? item.measure ?? item.id
	return measure?.title ?? { de: name, en: name }
}

/**
 * One state of the plan as everybody gets to see it: card, picture, table, calendar and document are made from this.
 * `state` is the draft or what is agreed.
 */
export function viewPlan(plan: TownPlan, state: PlanState, { directory, catalogue, today, gaps }: Sight): PlanView {
	const { settings, basis } = state
	const draft = state !== plan.agreed
	const load = loadOf(basis, settings, state.placements)
	const halfYears = Array.from({ length: settings.length }, (_, at) => addHalfYears(settings.first, at))
	const units = [townUnit, ...directory.departments.map((department) => department.id)].filter(
		(unit) => unit !== townUnit || basis.items.some((item) => item.unit === townUnit),
	)
	const weights = Object.values(settings.weights).reduce((sum, weight) => sum + weight, benefitWeight)
	const percent = (weight: number) => Math.round((weight / weights) * 100)
	return {
		townId: plan.townId,
		townName: directory.town.name,
		version: draft ? 0 : plan.versions.length,
		on: draft ? today : (plan.versions.at(-1)?.on ?? today),
		today,
		start: settings.first,
		length: settings.length,
		units: units.map((unit) => ({
			unit,
			name: nameOf(directory, unit),
			bundles: halfYears.map((halfYear) => bundleView(unit, halfYear)),
		})),
		gaps: [...unplacedViews(state), ...gapViews(gaps)],
		settings: {
			since: settings.weightsOn,
			weights: {
				staffing: percent(settings.weights.staffing),
				demography: percent(settings.weights.demography),
				targetGroup: percent(settings.weights.targetGroup),
				benefit: percent(benefitWeight),
			},
			bufferPercent: settings.bufferPercent,
		},
		itemTitles: Object.fromEntries(basis.items.map((item) => [item.id, itemTitle(item, catalogue)])),
		unitNames: Object.fromEntries(directory.departments.map((department) => [department.id, department.name])),
	}

	function bundleView(unit: Unit, halfYear: HalfYear): BundleView {
		const here = load[unit]?.[halfYear]
		const stored = draft ? undefined : plan.bundles[bundleId(unit, halfYear)]
		const worked = basis.items.filter((item) => item.unit === unit && isWorkedOn(item, halfYear))
		const live = worked.filter((item) => goLiveIn(state.placements, item.id) === halfYear)
		const status: BundleStatus = draft ? 'draft' : statusWord(statusOf(stored, live))
		const changes = live.some((item) => item.changeover !== 'none')
		const calm = changes ? undefined : calmOf(unit, halfYear)
		return {
			halfYear,
			status,
			...(calm && { calm }),
			items: worked
				.toSorted(
					(one, other) =>
						Number(other.duty) - Number(one.duty) ||
						other.priority.score - one.priority.score ||
						(one.id < other.id ? -1 : 1),
				)
				.map((item) => itemView(item, halfYear)),
			plannedDays: rounded(here?.days ?? 0),
			capacityDays: rounded(here?.capacity ?? 0),
			bufferDays: rounded(here?.buffer ?? 0),
			bufferUsedDays: bufferUsed(plan.bundles[bundleId(unit, halfYear)]),
			gates: changes
				? changeSteps.map((step) => {
						const passed = plan.bundles[bundleId(unit, halfYear)]?.gates[step]
						return { step, dueOn: gateDueOn(halfYear, step), ...(passed && { passedOn: passed.on }) }
					})
				: [],
			...(changes && {
				goLiveWindow: { from: gateDueOn(halfYear, 'communication'), to: gateDueOn(halfYear, 'transaction') },
			}),
		}
	}

	function itemView(item: PlanItem, halfYear: HalfYear): ItemView {
		const placement = state.placements[item.id]
		const goLive = placement?.goLive ?? halfYear
		const decision = Object.hasOwn(state.decisions, item.id) ? state.decisions[item.id] : undefined
		const bundle = plan.bundles[bundleId(item.unit, goLive)]
		const done = bundle?.done.includes(item.id) ?? (item.kind === 'project' && goLive < halfYearOf(today))
		const running = bundle !== undefined && !bundle.closedOn
		const status = done
			? 'done'
			: running || (item.kind === 'project' && firstDayOf(halfYear) <= today)
				? 'running'
				: bundle?.closedOn
					? 'postponed'
					: 'planned'
		return {
			id: item.id,
			kind: item.kind,
			title: itemTitle(item, catalogue),
			services: item.services,
			days: rounded(item.days / Math.max(1, placement?.span ?? 1)),
			daysInAll: rounded(item.days),
			goLive,
			duty: item.duty,
			changeover: item.changeover,
			status,
			reason: placement?.reason ?? { why: 'decided' },
			...(decision
				? {
						override: {
							words: decision.reason,
							on: decision.on,
							...(decision.computed && { computed: decision.computed }),
						},
					}
				: item.added && { override: { words: item.added.reason, on: item.added.on } }),
		}
	}

	/** Worked on in the half-year of its go-live and in those before it that its span reaches. */
	function isWorkedOn(item: PlanItem, halfYear: HalfYear): boolean {
		const placement = Object.hasOwn(state.placements, item.id) ? state.placements[item.id] : undefined
		if (!placement) return false
		const before = halfYearsBetween(halfYear, placement.goLive)
		return before >= 0 && before < placement.span
	}

	function calmOf(unit: Unit, halfYear: HalfYear): BundleView['calm'] {
		const facts = basis.departments.find((one) => one.departmentId === unit)
		if (freeMonths(halfYear, facts, settings) < 3) return 'quiet'
		// Three half-years in a row brought something live: now it settles.
		const full = [1, 2, 3].every((back) => {
			const before = load[unit]?.[addHalfYears(halfYear, -back)]
			return before !== undefined && before.big + before.small > 0
		})
		return full ? 'consolidation' : undefined
	}
}

/** What has no place at all, and what the completeness check found beside it. */
function unplacedViews(state: PlanState): readonly GapView[] {
	return state.unplaced.map((one): GapView => {
		const unit = state.basis.items.find((item) => item.id === one.item)?.unit ?? townUnit
		const words = Object.hasOwn(state.decisions, one.item) ? state.decisions[one.item]?.reason : undefined
		return {
			what: 'item',
			item: one.item,
			unit,
			why: one.why,
			...(one.waitsFor && { waitsFor: one.waitsFor }),
			...(words && { words }),
		}
	})
}

function gapViews(gaps: readonly PlanGap[]): readonly GapView[] {
	return gaps.map(
		(gap): GapView =>
			gap.service === undefined
				? { what: 'unit', unit: gap.departmentId, why: gap.why }
				: { what: 'service', service: gap.service, unit: gap.departmentId, why: gap.why },
	)
}

function statusWord(status: ReturnType<typeof statusOf>): BundleStatus {
	return status === 'planned' ? 'agreed' : status
}

function nameOf(directory: Directory, unit: Unit): string {
	return directory.departments.find((department) => department.id === unit)?.name ?? ''
}

function rounded(days: number): number {
	return Math.round(days * 10) / 10
}

/** The names of items by id, for versions that hold items no longer in the plan. */
export function titleById(id: ItemId, plan: TownPlan, catalogue: Catalogue): Text {
	const item =
		plan.draft?.basis.items.find((one) => one.id === id) ?? plan.agreed?.basis.items.find((one) => one.id === id)
	if (item) return itemTitle(item, catalogue)
	const measure = id.split('@', 1)[0]
	const name = Object.hasOwn(plan.names, id) ? plan.names[id] : undefined
	return itemTitle({ id, ...(measure !== undefined && { measure }), ...(name !== undefined && { name }) }, catalogue)
}
