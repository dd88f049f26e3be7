import type { Directory } from '../../domain/directory/directory'
import { type BundleState, bufferUsed, bundleId, gateAhead, gateChecks, gatesFor } from '../../domain/plan/bundle'
import { gateDueOn, ownersOf } from '../../domain/plan/commitments'
import type { BundleEvent } from '../../domain/plan/decide-bundle'
import { type PlanChange, workingState } from '../../domain/plan/decide-plan'
import { bundlesIn, itemsPlacedIn, type TownPlan } from '../../domain/plan/town-plan'
import { addDays } from '../../domain/shared/calendar'
import { addHalfYears, firstDayOf, type HalfYear, halfYearOf } from '../../domain/shared/half-year'
import type { Unit } from '../../domain/shared/unit'
import type { ExampleAnswers } from './answers'
import type { ExamplePeople } from './people'
import { bundleWish } from './wishes'

/**
 * What the people of the invented town do on a day beside answering cards: bundles are begun, gates passed, measures
 * finished, buffer used, half-years closed and looked back on. Driven by what is true, so that it does not matter which
 * days are looked at.
 */
export function exampleDays(
	people: ExamplePeople,
	directory: Directory,
	{ words }: ExampleAnswers,
	readPlan: () => Promise<TownPlan>,
) {
	const steer = (unit: Unit) => ownersOf(directory, unit)[0] ?? people.lead

	/** Drafts a plan of so many half-years from what has been released and agrees it. */
	async function agree(length: 14 | 20): Promise<void> {
		const draft = async (change: PlanChange) =>
			people.act(people.lead, { verb: 'plan-draft', data: { change, revision: (await readPlan()).revision } })
		await draft({ do: 'refresh' })
		await draft({ do: 'settings', settings: { length }, reason: words.length })
		await people.act(people.lead, { verb: 'plan-agree', data: (await readPlan()).revision })
	}

	async function live(today: string): Promise<void> {
		const now = halfYearOf(today)
		const last = addHalfYears(now, -1)
		let plan = await readPlan()
		for (const unit of unitsOf(plan, now)) plan = await liveThrough(plan, unit, now, today)
		for (const unit of unitsOf(plan, last)) {
			// What is still open when its half-year is over is closed as it is.
			const state = plan.bundles[bundleId(unit, last)]
			if (state && !state.closedOn)
				await people.act(
					steer(unit),
					bundleWish({ unit, halfYear: last, event: { type: 'bundle-closed', learned: '' } }),
				)
		}
		if (unitsOf(plan, last).length > 0 && today >= addDays(firstDayOf(now), 14) && !plan.reviewed.includes(last))
			await people.act(people.lead, { verb: 'review-half-year', data: last })
		if (today >= addDays(firstDayOf(addHalfYears(now, 1)), -56)) await prepare(addHalfYears(now, 1), today)
	}

	async function liveThrough(before: TownPlan, unit: Unit, halfYear: HalfYear, today: string): Promise<TownPlan> {
		let plan = before
		const state = () => plan.bundles[bundleId(unit, halfYear)]
		const tell = async (event: BundleEvent) => {
			await people.act(steer(unit), bundleWish({ unit, halfYear, event }))
			plan = await readPlan()
		}
		if (!state()) await tell({ type: 'bundle-started' })
		const items = plan.agreed ? itemsPlacedIn(plan.agreed, unit, halfYear) : []
		if (state()?.closedOn) return plan
		if (gatesFor(items).length > 0)
			for (let step = ahead(state()); step && addDays(gateDueOn(halfYear, step), -5) <= today; step = ahead(state()))
				await tell({ type: 'gate-checked', step, checks: gateChecks[step], who: words.who })
		// At half-time something takes longer than thought; but not everywhere.
		const halfTime = addDays(gateDueOn(halfYear, 'communication'), 10) <= today
		if (halfTime && bufferUsed(state()) === 0 && unit.length % 2 === 0)
			await tell({ type: 'buffer-used', days: 1, reason: words.buffer, after: 0 })
		// What changes no daily work is finished on the way, the rest one after the other when it may go live.
		for (const [at, item] of items.entries()) {
			const from =
				item.changeover === 'none'
					? addDays(firstDayOf(halfYear), 45 + at * 14)
					: addDays(gateDueOn(halfYear, 'transaction'), at * 2)
			if (from <= today && !state()?.done.includes(item.id)) await tell({ type: 'measure-done', item: item.id })
		}
		const done = items.every((item) => state()?.done.includes(item.id))
		if (done && addDays(gateDueOn(halfYear, 'transaction'), 14) <= today)
			await tell({ type: 'bundle-closed', learned: words.learned })
		return plan
	}

	/** Every third half-year the lead postpones one measure that comes next, and the plan gets a new version. */
	async function prepare(next: HalfYear, today: string): Promise<void> {
		const plan = await readPlan()
		const state = workingState(plan)
		const at = state ? (Number(next.slice(0, 4)) * 2 + Number(next.endsWith('2'))) % 3 : -1
		if (!state || at !== 0 || plan.versions.some((version) => version.on > addDays(today, -90))) return
		const item = bundlesIn(state)
			.filter((bundle) => bundle.halfYear === next)
			.flatMap(({ unit }) => itemsPlacedIn(state, unit, next))
			.find((one) => !one.duty && one.kind === 'measure')
		if (!item) return
		const change = { do: 'postpone', item: item.id, notBefore: addHalfYears(next, 1), reason: words.postpone } as const
		await people.act(people.lead, { verb: 'plan-draft', data: { change, revision: plan.revision } })
		await people.act(people.lead, { verb: 'plan-agree', data: plan.revision + 1 })
	}

	return { agree, live }
}

function unitsOf(plan: TownPlan, halfYear: HalfYear): readonly Unit[] {
	return plan.agreed
		? bundlesIn(plan.agreed).flatMap((bundle) => (bundle.halfYear === halfYear ? [bundle.unit] : []))
		: []
}

function ahead(state: BundleState | undefined) {
	return state && !state.closedOn ? gateAhead(state) : undefined
}
