import type { Catalogue } from '../../../src/domain/maturity/catalogue'
import {
	agreeDraft,
	discardDraft,
	draftChange,
	type PlanChange,
	previewChange,
} from '../../../src/domain/plan/decide-plan'
import { goLiveIn, type PlanState, shiftsBetween, type TownPlan } from '../../../src/domain/plan/town-plan'
import { viewPlan } from '../../../src/domain/plan/view-plan'
import { addHalfYears, type HalfYear } from '../../../src/domain/shared/half-year'
import { agreedPlan, around, basis, first, item } from '../support/plan'
import { bo, clara, emil } from '../support/town'

const later = addHalfYears(first, 4)
const move: PlanChange = { do: 'move', item: 'b@trade', to: later, reason: 'Die Kirmes geht vor.' }

function after(plan: TownPlan, change: PlanChange): TownPlan {
	const outcome = draftChange(plan, change, plan.revision, around())
	if ('refused' in outcome) throw new Error(outcome.refused)
	return outcome.next
}
function agreed(plan: TownPlan): TownPlan {
	const outcome = agreeDraft(plan, plan.revision, around())
	if ('refused' in outcome) throw new Error(outcome.refused)
	return outcome.next
}
const refusal = (outcome: object) => ('refused' in outcome ? outcome.refused : undefined)
const at = (state: PlanState | undefined, id: string) => state && goLiveIn(state.placements, id)

test('what is moved takes along what builds on it, and the computed place is remembered', () => {
	const plan = agreedPlan()
	const before = at(plan.agreed, 'b@trade')
	const { draft } = after(plan, move)
	expect(at(draft, 'b@trade')).toBe(later)
	expect((at(draft, 'c@trade') ?? '') >= later).toBe(true)
	expect(draft?.decisions['b@trade']).toEqual({
		decision: { at: later },
		reason: 'Die Kirmes geht vor.',
		on: '2026-11-03',
		computed: before,
	})
})

test('deciding again keeps the place that was computed first, and taking it back brings it', () => {
	const plan = agreedPlan()
	const computed = at(plan.agreed, 'b@trade')
	const twice = after(after(plan, move), { ...move, to: addHalfYears(later, 1) } as PlanChange)
	expect(twice.draft?.decisions['b@trade']?.computed).toBe(computed)
	const back = after(twice, { do: 'restore', item: 'b@trade', reason: 'Doch nicht.' })
	expect(at(back.draft, 'b@trade')).toBe(computed)
	expect(back.draft?.decisions).toEqual({})
})

test('looking ahead changes nothing and needs no reason', () => {
	const plan = agreedPlan()
	const before = JSON.stringify(plan)
	const preview = previewChange(plan, { ...move, reason: '' } as PlanChange, around())
	expect(preview).toMatchObject({
		shifts: expect.arrayContaining([expect.objectContaining({ item: 'b@trade', to: later })]),
	})
	expect(JSON.stringify(plan)).toBe(before)
})

test.each<[string, PlanChange]>([
	['reason-missing', { ...move, reason: '  ' } as PlanChange],
	['too-long', { ...move, reason: 'x'.repeat(401) } as PlanChange],
	['no-such-item', { ...move, item: 'z@trade' } as PlanChange],
	['half-year-missing', { do: 'postpone', item: 'b@trade', reason: 'x' }],
	['outside-horizon', { ...move, to: addHalfYears(first, 14) } as PlanChange],
	['outside-horizon', { ...move, to: addHalfYears(first, -1) } as PlanChange],
	['no-such-item', { do: 'restore', item: 'b@trade', reason: 'x' }],
	['name-missing', { do: 'add', unit: 'trade', name: ' ', days: 1, changeover: 'none', reason: 'x' }],
	['days-wrong', { do: 'add', unit: 'trade', name: 'Neu', days: Number.NaN, changeover: 'none', reason: 'x' }],
	['days-wrong', { do: 'add', unit: 'trade', name: 'Neu', days: 401, changeover: 'none', reason: 'x' }],
	['unit-missing', { do: 'add', unit: 'nowhere', name: 'Neu', days: 1, changeover: 'none', reason: 'x' }],
	[
		'weights-wrong',
		{ do: 'settings', settings: { weights: { staffing: 0, demography: 0, targetGroup: 0 } }, reason: 'x' },
	],
	[
		'weights-wrong',
		{ do: 'settings', settings: { weights: { staffing: 6, demography: 0, targetGroup: 0 } }, reason: 'x' },
	],
	['buffer-wrong', { do: 'settings', settings: { bufferPercent: 51 }, reason: 'x' }],
	['days-per-post-wrong', { do: 'settings', settings: { daysPerPost: 0 }, reason: 'x' }],
	['town-days-wrong', { do: 'settings', settings: { townDays: Number.NaN }, reason: 'x' }],
	['months-wrong', { do: 'settings', settings: { quietMonths: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }, reason: 'x' }],
	['nothing-released', { do: 'replan' }],
])('is refused: %s', (reason, change) => {
	const plan = agreedPlan()
	expect(refusal(draftChange(plan, change, plan.revision, around()))).toBe(reason)
})

test('a half-year that has passed takes nothing in', () => {
	const plan = agreedPlan()
	expect(refusal(draftChange(plan, { ...move, to: first } as PlanChange, 1, around(emil, '2027-03-02')))).toBe(
		'in-the-past',
	)
})

test('only the lead changes, agrees and discards', () => {
	for (const actor of [bo, clara]) {
		const plan = after(agreedPlan(), move)
		expect(refusal(previewChange(plan, move, around(actor)))).toBe('not-permitted')
		expect(refusal(draftChange(plan, move, plan.revision, around(actor)))).toBe('not-permitted')
		expect(refusal(agreeDraft(plan, plan.revision, around(actor)))).toBe('not-permitted')
		expect(refusal(discardDraft(plan, plan.revision, around(actor)))).toBe('not-permitted')
	}
})

test('twice is once: the same change, agreeing and discarding', () => {
	const plan = agreedPlan()
	const drafted = after(plan, move)
	expect(refusal(draftChange(drafted, move, plan.revision, around()))).toBe('already')
	expect(refusal(draftChange(drafted, { do: 'drop', item: 'd@taxes', reason: 'x' }, plan.revision, around()))).toBe(
		'stale',
	)
	expect(refusal(discardDraft(drafted, plan.revision, around()))).toBe('stale')
	const next = agreed(drafted)
	expect(refusal(agreeDraft(next, drafted.revision, around()))).toBe('no-draft')
	expect(next.versions.map((version) => version.number)).toEqual([1])
	const added = after(next, { do: 'add', unit: 'trade', name: 'Neu', days: 1, changeover: 'none', reason: 'x' })
	expect(
		refusal(
			draftChange(
				added,
				{ do: 'add', unit: 'trade', name: 'Neu', days: 1, changeover: 'none', reason: 'x' },
				next.revision,
				around(),
			),
		),
	).toBe('already')
})

test('versions are numbered, keep each reason once, and can be compared', () => {
	const one = agreed(after(agreedPlan(), { do: 'settings', settings: { bufferPercent: 25 }, reason: 'Ratsbeschluss' }))
	const two = agreed(
		after(after(one, move), {
			do: 'add',
			unit: 'taxes',
			name: 'Neu',
			days: 1,
			changeover: 'none',
			reason: 'Wunsch der Kämmerei',
		}),
	)
	expect(two.versions.map(({ number, reasons }) => [number, reasons])).toEqual([
		[1, ['Ratsbeschluss']],
		[2, ['Die Kirmes geht vor.', 'Wunsch der Kämmerei']],
	])
	expect(
		shiftsBetween(two.versions[0]?.placements ?? {}, two.versions[1]?.placements ?? {}).map((shift) => shift.item),
	).toEqual(expect.arrayContaining(['b@trade', 'own:1']))
	expect(two.pending.map((notice) => notice.key)).toEqual(['milestone:plan:1', 'milestone:plan:2'])
	expect(two.names).toEqual({ 'own:1': 'Neu' })
})

test('the date of the weights changes with the weights only', () => {
	const plan = { ...agreedPlan(), revision: 1 }
	const draft = (settings: Extract<PlanChange, { do: 'settings' }>['settings']) => {
		const outcome = draftChange(plan, { do: 'settings', settings, reason: 'x' }, 1, around(emil, '2027-01-05'))
		return 'refused' in outcome ? outcome.refused : outcome.next.draft?.settings.weightsOn
	}
	expect(draft({ weights: { staffing: 3, demography: 3, targetGroup: 3 }, bufferPercent: 30 })).toBe('2026-11-03')
	expect(draft({ weights: { staffing: 4, demography: 3, targetGroup: 3 } })).toBe('2027-01-05')
})

test('what has begun stays where it is', () => {
	const plan = agreedPlan()
	const goLive = at(plan.agreed, 'b@trade') as HalfYear
	const begun: TownPlan = {
		...plan,
		bundles: { [`trade:${goLive}`]: { startedOn: '2026-11-03', checks: [], gates: {}, done: [], buffer: [] } },
	}
	expect(refusal(draftChange(begun, move, 1, around()))).toBe('already-begun')
	const { draft } = after(begun, { do: 'settings', settings: { daysPerPost: 1 }, reason: 'Sparbeschluss' })
	expect(at(draft, 'b@trade')).toBe(goLive)
	// Once it is closed, what was left open can get a new place.
	const closed: TownPlan = {
		...begun,
		bundles: {
			[`trade:${goLive}`]: {
				startedOn: '2026-11-03',
				closedOn: '2026-12-15',
				checks: [],
				gates: {},
				done: [],
				buffer: [],
			},
		},
	}
	expect(at(after(closed, move).draft, 'b@trade')).toBe(later)
})

test('a draft follows what has begun since it was made', () => {
	const plan = agreedPlan()
	const goLive = at(plan.agreed, 'b@trade') as HalfYear
	const drafted = after(plan, move)
	const started = { startedOn: '2026-11-03', checks: [], gates: {}, done: [], buffer: [] }
	const begun: TownPlan = { ...drafted, bundles: { [`trade:${goLive}`]: started } }
	expect(refusal(agreeDraft(begun, begun.revision, around()))).toBe('begun-meanwhile')
	const settled = after(begun, { do: 'settings', settings: { bufferPercent: 25 }, reason: 'Ratsbeschluss' })
	expect(at(settled.draft, 'b@trade')).toBe(goLive)
	expect(at(agreed(settled).agreed, 'b@trade')).toBe(goLive)
})

test.each([undefined, '2026-12-15'])('nothing new comes into a bundle that has begun (completed: %s)', (closedOn) => {
	const plan = agreedPlan()
	const bundle = {
		startedOn: '2026-11-03',
		checks: [],
		gates: {},
		done: ['a@trade'],
		buffer: [],
		...(closedOn && { closedOn }),
	}
	const begun: TownPlan = { ...plan, bundles: { [`trade:${first}`]: bundle } }
	const { draft } = after(begun, { do: 'add', unit: 'trade', name: 'Neu', days: 1, changeover: 'small', reason: 'x' })
	expect(at(draft, 'a@trade')).toBe(first)
	expect((at(draft, 'own:1') ?? '') > first).toBe(true)
	expect(refusal(draftChange(begun, { ...move, item: 'c@trade', to: first } as PlanChange, 1, around()))).toBe(
		'bundle-begun',
	)
})

test('nor does what was decided before it began, and what was left open when it was completed moves on', () => {
	const plan = agreedPlan()
	const drafted = after(plan, { ...move, item: 'b@trade', to: later } as PlanChange)
	const bundle = { startedOn: '2026-11-03', checks: [], gates: {}, done: [], buffer: [] }
	const begun: TownPlan = { ...drafted, bundles: { [`trade:${later}`]: bundle } }
	expect(refusal(agreeDraft(begun, begun.revision, around()))).toBe('begun-meanwhile')
	const settled = after(begun, { do: 'settings', settings: { bufferPercent: 25 }, reason: 'Ratsbeschluss' })
	expect(at(settled.draft, 'b@trade')).not.toBe(later)
	const closed: TownPlan = {
		...agreed(drafted),
		bundles: { [`trade:${later}`]: { ...bundle, closedOn: '2028-10-02' } },
	}
	const next = draftChange(
		closed,
		{ do: 'settings', settings: { bufferPercent: 25 }, reason: 'Ratsbeschluss' },
		closed.revision,
		around(emil, '2028-11-07'),
	)
	expect('next' in next && (at(next.next.draft, 'b@trade') ?? '') > later).toBe(true)
})

test('names of own measures are never given twice', () => {
	const plan = agreedPlan({ basis: { ...basis, items: [...basis.items, item('own:4', { kind: 'own', name: 'Alt' })] } })
	expect(
		after(plan, {
			do: 'add',
			unit: 'town',
			name: 'Neu',
			days: 1,
			changeover: 'none',
			reason: 'x',
		}).draft?.basis.items.at(-1)?.id,
	).toBe('own:5')
})

test('the weights that everybody reads are those that the priority is made of', () => {
	const plan = agreedPlan()
	const state = plan.agreed as PlanState
	const view = viewPlan(plan, state, {
		directory: around().directory,
		catalogue: { measures: [] } as unknown as Catalogue,
		today: '2026-11-03',
		gaps: [],
	})
	expect(view.settings.weights).toEqual({ staffing: 25, demography: 25, targetGroup: 25, benefit: 25 })
})
