import fc from 'fast-check'
import { loadOf, placeBundles } from '../../../src/domain/plan/place-bundles'
import type { PlanItem } from '../../../src/domain/plan/plan'
import { defaultSettings } from '../../../src/domain/plan/settings'
import { addHalfYears, type HalfYear } from '../../../src/domain/shared/half-year'
import { givenItems, violationsIn } from '../../support/plan-violations'
import { runs, someTown } from './some-town'

test('no limit is broken, and every item is placed or listed with its reason', () => {
	fc.assert(
		fc.property(someTown, ({ basis, settings }) => {
			const { placements, unplaced, strains } = placeBundles(basis, settings)
			expect(violationsIn(basis, settings, placements, givenItems(basis.items))).toEqual([])
			expect([...Object.keys(placements), ...unplaced.map(({ item }) => item)].sort()).toEqual(
				basis.items.map(({ id }) => id).sort(),
			)
			expect(strains.filter(({ item }) => !item.startsWith('project:'))).toEqual([])
		}),
		runs,
	)
})

test('the load adds up to the days that are placed within the horizon', () => {
	fc.assert(
		fc.property(someTown, ({ basis, settings }) => {
			const { placements } = placeBundles(basis, settings)
			const load = loadOf(basis, settings, placements)
			const carried = Object.values(load).flatMap((unit) => Object.values(unit).map(({ days }) => days))
			const placed = basis.items.filter(({ id }) => placements[id]).reduce((sum, { days }) => sum + days, 0)
			expect(carried.reduce((sum, days) => sum + days, 0)).toBeCloseTo(placed, 6)
		}),
		runs,
	)
})

test('the order of the input plays no part', () => {
	fc.assert(
		fc.property(someTown, fc.infiniteStream(fc.nat(1000)), ({ basis, settings }, numbers) => {
			const shuffled = <One>(list: readonly One[]): One[] =>
				list
					.map((one) => [numbers.next().value as number, one] as const)
					.sort(([a], [b]) => a - b)
					.map(([, one]) => one)
			const items = shuffled(basis.items).map((item) => ({
				...item,
				departments: shuffled(item.departments),
				after: shuffled(item.after),
			}))
			expect(placeBundles({ items, departments: shuffled(basis.departments) }, settings)).toEqual(
				placeBundles(basis, settings),
			)
		}),
		runs,
	)
})

test('duties come first: what no duty needs cannot make one later', () => {
	fc.assert(
		fc.property(someTown, ({ basis, settings }) => {
			const needed = new Set<string>()
			const need = (id: string) => {
				if (needed.has(id)) return
				needed.add(id)
				for (const before of basis.items.find((item) => item.id === id)?.after ?? []) need(before)
			}
			for (const item of basis.items) if (item.duty) need(item.id)
			const only = { ...basis, items: basis.items.filter((item) => needed.has(item.id) || item.fixedGoLive) }
			const [all, alone] = [placeBundles(basis, settings), placeBundles(only, settings)]
			for (const id of needed) expect(all.placements[id]).toEqual(alone.placements[id])
		}),
		runs,
	)
})

test('an agreed plan carried over unchanged stays as it is', () => {
	fc.assert(
		fc.property(someTown, ({ basis, settings }) => {
			const fresh = placeBundles(basis, settings)
			expect(placeBundles(basis, settings, {}, fresh.placements)).toEqual(fresh)
		}),
		runs,
	)
})

test('what the lead decides holds, and nothing else breaks a limit for it', () => {
	fc.assert(
		fc.property(
			someTown,
			fc.array(fc.tuple(fc.nat(1000), fc.nat(13), fc.constantFrom('at', 'notBefore', 'dropped')), { maxLength: 4 }),
			(town, wishes) => {
				const { basis, settings } = town
				const decisions = Object.fromEntries(
					wishes.map(([pick, at, how]) => {
						const halfYear = `${2027 + Math.floor(at / 2)}-H${(at % 2) + 1}` as HalfYear
						return [
							basis.items[pick % basis.items.length]?.id ?? '',
							how === 'dropped'
								? { dropped: true as const }
								: how === 'at'
									? { at: halfYear }
									: { notBefore: halfYear },
						]
					}),
				)
				const decided = Object.keys(decisions).filter((id) => 'at' in (decisions[id] ?? {}))
				const { placements, unplaced, strains } = placeBundles(basis, settings, decisions)
				const free = basis.items.filter((item) => !(item.id in decisions))
				const given = givenItems(free, decided)
				expect(violationsIn(basis, settings, placements, given)).toEqual([])
				for (const [id, decision] of Object.entries(decisions)) {
					if ('at' in decision) expect(placements[id]?.goLive).toBe(decision.at)
					else if ('dropped' in decision) expect(unplaced).toContainEqual({ item: id, why: 'dropped' })
					else expect((placements[id]?.goLive ?? decision.notBefore) >= decision.notBefore).toBe(true)
				}
				expect(strains.every(({ item }) => given.has(item))).toBe(true)
			},
		),
		runs,
	)
})

describe('carrying an agreed plan over', () => {
	test('what may no longer stay moves later, what waits for it follows, and the rest does not stir', () => {
		fc.assert(
			fc.property(someTown, fc.nat(1000), fc.integer({ min: 1, max: 4 }), ({ basis, settings }, pick, later) => {
				const agreed = placeBundles(basis, settings)
				const ids = basis.items.filter((item) => agreed.placements[item.id] && !item.fixedGoLive).map(({ id }) => id)
				const late = ids[pick % Math.max(1, ids.length)]
				if (late === undefined) return
				const kept = agreed.placements[late]?.goLive as HalfYear
				const { placements } = placeBundles(
					basis,
					settings,
					{ [late]: { notBefore: addHalfYears(kept, later) } },
					agreed.placements,
				)
				const waiting = new Set([late])
				for (let size = 0; size < waiting.size; ) {
					size = waiting.size
					for (const item of basis.items) if (item.after.some((one) => waiting.has(one))) waiting.add(item.id)
				}
				expect(violationsIn(basis, settings, placements, givenItems(basis.items))).toEqual([])
				for (const id of ids) {
					const [before, now] = [agreed.placements[id]?.goLive as HalfYear, placements[id]?.goLive]
					if (waiting.has(id)) expect(now === undefined || now >= before).toBe(true)
					else expect(now).toBe(before)
				}
			}),
			runs,
		)
	})

	test('what is new fits in around what is agreed', () => {
		fc.assert(
			fc.property(someTown, fc.nat(1000), ({ basis, settings }, pick) => {
				const fresh = basis.items[pick % basis.items.length]
				if (!fresh || fresh.fixedGoLive || basis.items.some((item) => item.after.includes(fresh.id))) return
				const before = { ...basis, items: basis.items.filter((item) => item !== fresh) }
				const agreed = placeBundles(before, settings)
				const { placements } = placeBundles(basis, settings, {}, agreed.placements)
				expect(violationsIn(basis, settings, placements, givenItems(basis.items))).toEqual([])
				for (const id of Object.keys(agreed.placements))
					expect(placements[id]?.goLive).toBe(agreed.placements[id]?.goLive)
			}),
			runs,
		)
	})
})

test('a decision beyond the limits is obeyed and told', () => {
	const item = (id: string, more: Partial<PlanItem> = {}): PlanItem => ({
		id,
		kind: 'own',
		unit: 'trade',
		departments: ['trade'],
		days: 4,
		changeover: 'big',
		duty: false,
		after: [],
		priority: { staffing: 0, demography: 0, targetGroup: 0, benefit: 0, score: 10 },
		services: [],
		...more,
	})
	const settings = { ...defaultSettings('2027-H1' as HalfYear, '2026-11-03'), quietMonths: [1, 2, 3, 4] }
	const basis = {
		items: [item('own:1'), item('own:2', { after: ['own:1'] }), item('own:3', { days: 500 })],
		departments: [{ departmentId: 'trade', posts: 3, quietMonths: [] }],
	}
	const first = '2027-H1' as HalfYear
	const { placements, unplaced, strains } = placeBundles(basis, settings, {
		'own:1': { at: first },
		'own:2': { at: first },
	})
	expect(placements['own:2']).toEqual({ goLive: first, span: 1, reason: { why: 'decided' } })
	expect(unplaced).toEqual([{ item: 'own:3', why: 'too-large' }])
	const told = strains.filter((one) => one.item === 'own:2').map(({ what }) => what)
	expect(told).toEqual(['capacity', 'changeover', 'blackout', 'order'])
	const four = { ...basis, items: ['own:1', 'own:2', 'own:3', 'own:4'].map((id) => item(id, { changeover: 'small' })) }
	const row = Object.fromEntries(four.items.map(({ id }, at) => [id, { at: addHalfYears(first, at) }]))
	expect(
		placeBundles(four, settings, row)
			.strains.filter(({ what }) => what === 'consolidation')
			.map((one) => one.item),
	).toEqual(Object.keys(row))
})
