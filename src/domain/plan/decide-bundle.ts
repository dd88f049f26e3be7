import type { Milestone } from '../channels/milestone'
import type { Directory, Person } from '../directory/directory'
import { may } from '../directory/may'
import type { ChannelNotice, Notice } from '../notices/notice'
import { type HalfYear, halfYearOf, halfYearsBetween } from '../shared/half-year'
import type { Text } from '../shared/language'
import { type ChangeStep, type ItemId, townUnit, type Unit } from '../shared/unit'
import { type BundleState, bufferUsed, bundleId, type GateCheck, gateAhead, gateChecks } from './bundle'
import { plannedHalfYears, roomIn } from './capacity'
import type { PlanItem } from './plan'
import { bundlesIn, itemsPlacedIn, type PlanState, type TownPlan } from './town-plan'

/** What happens to a bundle in the half-year in which it is worked on. */
export type BundleEvent =
	| { readonly type: 'bundle-started' }
	/** All checks of the gate as they are ticked now, and the groups that were reached. */
	| {
			readonly type: 'gate-checked'
			readonly step: ChangeStep
			readonly checks: readonly string[]
			readonly who: string
	  }
	| { readonly type: 'measure-done'; readonly item: ItemId }
	| { readonly type: 'measure-reopened'; readonly item: ItemId }
	/** `after`: how many entries there were when it was written, so that pressing twice notes it once. */
	| { readonly type: 'buffer-used'; readonly days: number; readonly reason: string; readonly after: number }
	| { readonly type: 'bundle-closed'; readonly learned: string }

export type BundleRefusal =
	| 'not-permitted'
	| 'no-plan'
	| 'no-such-bundle'
	| 'not-yet'
	| 'still-running'
	| 'not-started'
	| 'closed'
	| 'gate-not-ahead'
	| 'who-missing'
	| 'gates-open'
	| 'no-such-item'
	| 'days-wrong'
	| 'reason-missing'
	| 'too-long'
	| 'stale'

/** `remark` says what the event did. */
export type BundleOutcome =
	| {
			readonly next?: TownPlan
			readonly remark?:
				| 'started'
				| 'checks-kept'
				| 'gate-passed'
				| 'done'
				| 'reopened'
				| 'noted'
				| 'finished'
				| 'already'
	  }
	| { readonly refused: BundleRefusal }

export interface BundleCircumstances {
	readonly directory: Directory
	readonly actor: Person
	/** Today's local date in the town. */
	readonly today: string
	/** The title of a measure, for the channel. */
	readonly titleOf: (item: PlanItem) => Text
}

const longestText = 400
const mostBufferDays = 200

/** Whether the person may steer the bundle: the head of its department, or the project lead. */
export function maySteer(person: Person, unit: Unit): boolean {
	return may(person, 'steer-bundle', unit === townUnit ? undefined : unit)
}

/**
 * One event of one bundle. Said twice it is once: what is true already changes nothing. Nothing goes live before the
 * gates Information, Kommunikation and Transaktion have been passed in this order; measures that change no daily work
 * need none.
 */
export function decideBundle(
	plan: TownPlan,
	unit: Unit,
	halfYear: HalfYear,
	event: BundleEvent,
	circumstances: BundleCircumstances,
): BundleOutcome {
	if (!maySteer(circumstances.actor, unit)) return { refused: 'not-permitted' }
	const { agreed } = plan
	if (!agreed) return { refused: 'no-plan' }
	const id = bundleId(unit, halfYear)
	const state = Object.hasOwn(plan.bundles, id) ? plan.bundles[id] : undefined
	const items = itemsPlacedIn(agreed, unit, halfYear)
	if (items.length === 0 && !state) return { refused: 'no-such-bundle' }
	if (event.type === 'bundle-started') {
		if (state) return { remark: 'already' }
		if (halfYearsBetween(halfYearOf(circumstances.today), halfYear) > 0) return { refused: 'not-yet' }
		const started: BundleState = { startedOn: circumstances.today, checks: [], gates: {}, done: [], buffer: [] }
		return {
			...change(started, { what: 'bundle-started', unit, halfYear, measures: items.length }, 'started'),
			remark: 'started',
		}
	}
	if (!state) return { refused: 'not-started' }
	if (state.closedOn) return event.type === 'bundle-closed' ? { remark: 'already' } : { refused: 'closed' }
	switch (event.type) {
		case 'gate-checked':
			return gateChecked(state, event)
		case 'measure-done': {
			const item = items.find((one) => one.id === event.item)
			if (!item) return { refused: 'no-such-item' }
			if (state.done.includes(item.id)) return { remark: 'already' }
			if (item.changeover !== 'none' && state.gates.transaction === undefined) return { refused: 'gates-open' }
			const milestone: Milestone = {
				what: 'measure-done',
				unit,
				halfYear,
				item: item.id,
				title: circumstances.titleOf(item),
			}
			return { ...change({ ...state, done: [...state.done, item.id] }, milestone, `done:${item.id}`), remark: 'done' }
		}
		case 'measure-reopened': {
			if (!state.done.includes(event.item)) return { remark: 'already' }
			return { ...change({ ...state, done: state.done.filter((one) => one !== event.item) }), remark: 'reopened' }
		}
		case 'buffer-used': {
			if (!Number.isFinite(event.days) || event.days <= 0 || event.days > mostBufferDays)
				return { refused: 'days-wrong' }
			if (event.reason.trim() === '') return { refused: 'reason-missing' }
			if (event.reason.length > longestText) return { refused: 'too-long' }
			if (event.after !== state.buffer.length) {
				const same = state.buffer[event.after]
				return same?.days === event.days && same.reason === event.reason.trim()
					? { remark: 'already' }
					: { refused: 'stale' }
			}
			const buffer = [...state.buffer, { days: event.days, reason: event.reason.trim(), on: circumstances.today }]
			const used = { ...state, buffer }
			const milestone: Milestone = {
				what: 'buffer-used',
				unit,
				halfYear,
				days: event.days,
				usedDays: bufferUsed(used),
				ofDays: bufferOf(agreed, unit, halfYear),
			}
			return { ...change(used, milestone, `buffer:${buffer.length}`), remark: 'noted' }
		}
		case 'bundle-closed': {
			if (event.learned.length > longestText) return { refused: 'too-long' }
			const done = items.filter((item) => state.done.includes(item.id)).length
			const learned = event.learned.trim()
			const closed = { ...state, closedOn: circumstances.today, ...(learned !== '' && { learned }) }
			return {
				...change(closed, { what: 'bundle-closed', unit, halfYear, done, planned: items.length }, 'closed'),
				remark: 'finished',
			}
		}
	}

	function gateChecked(
		current: BundleState,
		{ step, checks, who }: Extract<BundleEvent, { type: 'gate-checked' }>,
	): BundleOutcome {
		if (current.gates[step]) return { remark: 'already' }
		if (gateAhead(current) !== step) return { refused: 'gate-not-ahead' }
		if (who.length > longestText) return { refused: 'too-long' }
		const asked: readonly GateCheck[] = gateChecks[step]
		const ticked = asked.filter((check) => checks.includes(check))
		const kept = [...current.checks.filter((check) => !asked.includes(check)), ...ticked]
		if (ticked.length < asked.length) return { ...change({ ...current, checks: kept }), remark: 'checks-kept' }
		if (who.trim() === '') return { refused: 'who-missing' }
		const gates = { ...current.gates, [step]: { on: circumstances.today, who: who.trim() } }
		return {
			...change({ ...current, checks: kept, gates }, { what: 'gate-passed', unit, halfYear, step }, `gate:${step}`),
			remark: 'gate-passed',
		}
	}

	function change(next: BundleState, milestone?: Milestone, key?: string): { readonly next: TownPlan } {
		const bundles = { ...plan.bundles, [id]: next }
		const revision = plan.revision + 1
		const notices: readonly Notice[] = [
			...(milestone
				? [{ key: `milestone:bundle:${id}:${key}`, to: { channelsOf: [unit] }, kind: 'milestone' as const, milestone }]
				: []),
			...redrawn(revision),
			...townNotices(revision),
		]
		return { next: { ...plan, revision, bundles, pending: [...plan.pending, ...notices] } }
	}

	/** A measure is celebrated once, but it may be opened again and done again: its card always says what is true. */
	function redrawn(revision: number): readonly Notice[] {
		if (event.type !== 'measure-done' && event.type !== 'measure-reopened') return []
		return [
			{
				key: `redraw:bundle:${id}:${revision}`,
				to: { channelsOf: [unit] },
				kind: 'redraw',
				subject: { about: 'bundle', unit, halfYear },
			},
		]
	}

	/**
	 * The town's channel follows a half-year as a whole: one card that tells when it begins and then shows how far
	 * everybody is.
	 */
	function townNotices(revision: number): readonly Notice[] {
		const to = { channelsOf: [townUnit] }
		const begins =
			event.type === 'bundle-started' &&
			agreed &&
			!Object.keys(plan.bundles).some((one) => one.endsWith(`:${halfYear}`))
		if (!begins)
			return [
				{
					key: `redraw:half-year:${halfYear}:${revision}`,
					to,
					kind: 'redraw',
					subject: { about: 'half-year', halfYear },
				},
			]
		const started = bundlesIn(agreed).filter((bundle) => bundle.halfYear === halfYear)
		const measures = started.reduce((sum, bundle) => sum + itemsPlacedIn(agreed, bundle.unit, halfYear).length, 0)
		return [
			{
				key: `milestone:half-year:${halfYear}:started`,
				to,
				kind: 'milestone',
				milestone: { what: 'half-year-started', halfYear, bundles: started.length, measures },
			},
		]
	}
}

/** The days of the half-year that are kept back; a small department has less than one. */
export function bufferOf({ basis, settings }: PlanState, unit: Unit, halfYear: HalfYear): number {
	if (!plannedHalfYears(settings).includes(halfYear)) return 0
	const facts = basis.departments.find((department) => department.departmentId === unit)
	return Math.round(roomIn(unit, halfYear, facts, settings).buffer * 10) / 10
}

/** How the bundles of one half-year ended: planned against done, and the share of the buffer that was used. */
export function halfYearStand(plan: TownPlan, halfYear: HalfYear) {
	const { agreed } = plan
	if (!agreed) return { planned: 0, done: 0, bufferPercent: 0, open: [] as readonly PlanItem[] }
	const units = [...new Set(agreed.basis.items.map((item) => item.unit))].sort()
	const items = units.flatMap((unit) => itemsPlacedIn(agreed, unit, halfYear))
	const isDone = (item: PlanItem) => plan.bundles[bundleId(item.unit, halfYear)]?.done.includes(item.id) ?? false
	const used = units.reduce((sum, unit) => sum + bufferUsed(plan.bundles[bundleId(unit, halfYear)]), 0)
	const kept = units.reduce((sum, unit) => sum + bufferOf(agreed, unit, halfYear), 0)
	return {
		planned: items.length,
		done: items.filter(isDone).length,
		bufferPercent: kept > 0 ? Math.round((used / kept) * 100) : 0,
		open: items.filter((item) => !isDone(item)),
	}
}

/** The lead looks back on a half-year; the town's channels see planned against done, once. */
export function reviewHalfYear(
	plan: TownPlan,
	halfYear: HalfYear,
	{ actor, today }: Pick<BundleCircumstances, 'actor' | 'today'>,
): BundleOutcome {
	if (!may(actor, 'change-plan', undefined)) return { refused: 'not-permitted' }
	if (!plan.agreed) return { refused: 'no-plan' }
	if (plan.reviewed.includes(halfYear)) return { remark: 'already' }
	if (halfYearsBetween(halfYear, halfYearOf(today)) < 0) return { refused: 'not-yet' }
	// What is published once and for all has to be true to the end.
	const open = bundlesIn(plan.agreed).some(
		(one) => one.halfYear === halfYear && plan.bundles[bundleId(one.unit, halfYear)]?.closedOn === undefined,
	)
	if (open && halfYearOf(today) === halfYear) return { refused: 'still-running' }
	const { planned, done, bufferPercent } = halfYearStand(plan, halfYear)
	if (planned === 0) return { refused: 'no-such-bundle' }
	const notice: ChannelNotice = {
		key: `milestone:half-year:${halfYear}`,
		to: { channelsOf: [townUnit] },
		kind: 'milestone',
		milestone: { what: 'half-year-review', halfYear, done, planned, bufferPercent },
	}
	return {
		next: {
			...plan,
			revision: plan.revision + 1,
			reviewed: [...plan.reviewed, halfYear],
			pending: [...plan.pending, notice],
		},
	}
}
