import { type BundleState, gateAhead, gateChecks, statusOf } from '../../../src/domain/plan/bundle'
import { type BundleEvent, decideBundle, halfYearStand, reviewHalfYear } from '../../../src/domain/plan/decide-bundle'
import { goLiveIn, itemsPlacedIn, type PlanState, type TownPlan } from '../../../src/domain/plan/town-plan'
import { addHalfYears, firstDayOf, type HalfYear } from '../../../src/domain/shared/half-year'
import { changeSteps } from '../../../src/domain/shared/unit'
import { agreedPlan, around } from '../support/plan'
import { ada, bo, clara, dora, emil } from '../support/town'

/** The half-year in which the measure that changes daily work goes live. */
const planned = agreedPlan()
const halfYear = goLiveIn(planned.agreed?.placements ?? {}, 'b@trade') as HalfYear
const inTime = firstDayOf(halfYear) < '2026-11-03' ? '2026-11-03' : firstDayOf(halfYear)
const items = itemsPlacedIn(planned.agreed as PlanState, 'trade', halfYear)

function decide(plan: TownPlan, event: BundleEvent, actor = clara, today = inTime) {
	return decideBundle(plan, 'trade', halfYear, event, {
		...around(actor, today),
		titleOf: (item) => ({ de: item.id, en: item.id }),
	})
}
function after(plan: TownPlan, ...events: readonly BundleEvent[]): TownPlan {
	return events.reduce((now, event) => {
		const outcome = decide(now, event)
		if ('refused' in outcome) throw new Error(`${event.type}: ${outcome.refused}`)
		return outcome.next ?? now
	}, plan)
}
const said = (outcome: ReturnType<typeof decide>) => ('refused' in outcome ? outcome.refused : outcome.remark)
const stateIn = (plan: TownPlan) => plan.bundles[`trade:${halfYear}`] as BundleState

const start: BundleEvent = { type: 'bundle-started' }
const gate = (
	step: (typeof changeSteps)[number],
	checks: readonly string[] = gateChecks[step],
	who = 'Team Gewerbe',
): BundleEvent => ({
	type: 'gate-checked',
	step,
	checks,
	who,
})
const gates = changeSteps.map((step) => gate(step))
const done = (id = 'b@trade'): BundleEvent => ({ type: 'measure-done', item: id })

test('nothing goes live before its people were informed, heard and trained, in this order', () => {
	let plan = after(planned, start)
	for (const [at, step] of changeSteps.entries()) {
		expect(said(decide(plan, done()))).toBe('gates-open')
		for (const other of changeSteps.slice(at + 1)) expect(said(decide(plan, gate(other)))).toBe('gate-not-ahead')
		plan = after(plan, gate(step))
	}
	expect(gateAhead(stateIn(plan))).toBeUndefined()
	expect(said(decide(plan, done()))).toBe('done')
})

test('a date for the training opens the second gate, the training itself the third', () => {
	const plan = after(planned, start, gate('information'), gate('communication'))
	const untrained = gateChecks.transaction.filter((check) => check !== 'trained')
	expect(said(decide(plan, gate('transaction', untrained)))).toBe('checks-kept')
	expect(said(decide(after(plan, gate('transaction', untrained)), done()))).toBe('gates-open')
})

test('what changes nobody’s work needs no gate', () => {
	const calm = items.find((item) => item.changeover === 'none')
	if (calm) expect(said(decide(after(planned, start), done(calm.id)))).toBe('done')
})

test('a gate keeps what is ticked, opens with all of it and the groups that were reached', () => {
	const plan = after(planned, start)
	const half = decide(plan, gate('information', ['told', 'made-up']))
	expect(half).toMatchObject({ remark: 'checks-kept' })
	expect('next' in half && half.next && stateIn(half.next).checks).toEqual(['told'])
	expect(said(decide(plan, gate('information', gateChecks.information, ' ')))).toBe('who-missing')
	expect(said(decide(plan, gate('information', gateChecks.information, 'x'.repeat(401))))).toBe('too-long')
	// Unticking counts as well, as long as the gate is not passed.
	const unticked = after(plan, gate('information', ['told']), gate('information', []))
	expect(stateIn(unticked).checks).toEqual([])
	expect(stateIn(after(plan, gate('information'))).gates.information).toEqual({ on: inTime, who: 'Team Gewerbe' })
})

test('twice is once', () => {
	const plan = after(planned, start, ...gates, done())
	const keys = plan.pending.map((notice) => notice.key)
	for (const event of [start, ...gates, done()]) {
		const outcome = decide(plan, event)
		expect(outcome).toEqual({ remark: 'already' })
	}
	expect(new Set(keys).size).toBe(keys.length)
	const buffer: BundleEvent = { type: 'buffer-used', days: 2, reason: 'Schnittstelle', after: 0 }
	const used = after(plan, buffer)
	expect(said(decide(used, buffer))).toBe('already')
	expect(said(decide(used, { ...buffer, days: 3 }))).toBe('stale')
	const closed = after(used, { type: 'bundle-closed', learned: 'Früh reden.' })
	expect(said(decide(closed, { type: 'bundle-closed', learned: 'x' }))).toBe('already')
	expect(stateIn(closed).learned).toBe('Früh reden.')
	expect(said(decide(closed, done()))).toBe('closed')
})

test('it begins in its half-year at the earliest, once there is something to bring live', () => {
	expect(said(decide(planned, start, clara, '2026-06-30'))).toBe('not-yet')
	expect(said(decide({ ...planned, agreed: undefined } as unknown as TownPlan, start))).toBe('no-plan')
	expect(said(decide(planned, done()))).toBe('not-started')
	const nowhere = decideBundle(planned, 'trade', addHalfYears(halfYear, 13), start, {
		...around(clara, '2040-01-01'),
		titleOf: () => ({ de: '', en: '' }),
	})
	expect(said(nowhere)).toBe('no-such-bundle')
	expect(said(decide(after(planned, start), done('d@taxes')))).toBe('no-such-item')
})

test('its head and the lead steer it, nobody else', () => {
	for (const actor of [ada, bo, dora]) expect(said(decide(planned, start, actor))).toBe('not-permitted')
	for (const actor of [clara, emil]) expect(said(decide(planned, start, actor))).toBe('started')
})

test('a measure can be opened again, and its channel hears of it once', () => {
	const plan = after(planned, start, ...gates, done(), { type: 'measure-reopened', item: 'b@trade' })
	expect(stateIn(plan).done).toEqual([])
	expect(said(decide(plan, { type: 'measure-reopened', item: 'b@trade' }))).toBe('already')
	const keys = after(plan, done()).pending.map((notice) => notice.key)
	expect(new Set(keys.filter((key) => key.includes(':done:'))).size).toBe(1)
})

test.each([{ type: 'measure-reopened', item: 'b@trade' } as const, done()])(
	'the card of its channel is drawn anew when a measure changes: $type',
	(event) => {
		const before = after(planned, start, ...gates, ...(event.type === 'measure-reopened' ? [done()] : []))
		const notices = after({ ...before, pending: [] }, event).pending
		expect(notices).toContainEqual(
			expect.objectContaining({
				kind: 'redraw',
				to: { channelsOf: ['trade'] },
				subject: { about: 'bundle', unit: 'trade', halfYear },
			}),
		)
	},
)

test.each([
	['days-wrong', Number.NaN, 'x'],
	['days-wrong', 0, 'x'],
	['days-wrong', 201, 'x'],
	['reason-missing', 1, ' '],
	['too-long', 1, 'x'.repeat(401)],
] as const)('the use of the buffer is refused: %s', (reason, days, words) => {
	expect(said(decide(after(planned, start), { type: 'buffer-used', days, reason: words, after: 0 }))).toBe(reason)
})

test('everything live is stabilising, closed with what is open; the review counts planned against done', () => {
	const all = after(planned, start, ...gates, ...items.map((item) => done(item.id)))
	expect(statusOf(stateIn(all), items)).toBe('stabilising')
	const closed = after(
		planned,
		start,
		...gates,
		done(),
		{ type: 'buffer-used', days: 1, reason: 'x', after: 0 },
		{ type: 'bundle-closed', learned: '' },
	)
	expect(statusOf(stateIn(closed), items)).toBe('closed')
	const stand = halfYearStand(closed, halfYear)
	expect(stand).toMatchObject({ done: 1 })
	expect(stand.open.map((item) => item.id)).not.toContain('b@trade')
	expect(stand.bufferPercent).toBeGreaterThan(0)
	// The bundles of the others still run.
	expect(reviewHalfYear(closed, halfYear, around(emil, inTime))).toEqual({ refused: 'still-running' })
	const over = firstDayOf(addHalfYears(halfYear, 1))
	const review = reviewHalfYear(closed, halfYear, around(emil, over))
	if ('refused' in review || !review.next) throw new Error('the review is refused')
	expect(review.next.pending.at(-1)).toMatchObject({
		key: `milestone:half-year:${halfYear}`,
		milestone: { done: 1, planned: stand.planned },
	})
	expect(reviewHalfYear(review.next, halfYear, around(emil, over))).toEqual({ remark: 'already' })
	expect(reviewHalfYear(closed, addHalfYears(halfYear, 1), around(emil, inTime))).toEqual({ refused: 'not-yet' })
	expect(reviewHalfYear(closed, halfYear, around(clara, inTime))).toEqual({ refused: 'not-permitted' })
})

test('a small department’s buffer is not rounded away', () => {
	const plan = after(planned, start, { type: 'buffer-used', days: 0.5, reason: 'x', after: 0 })
	expect(plan.pending.at(-2)).toMatchObject({ milestone: { what: 'buffer-used', usedDays: 0.5, ofDays: 3 } })
})
