import fc from 'fast-check'
import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { loadOf, placeBundles } from '../../../src/domain/plan/place-bundles'
import type { HalfYear } from '../../../src/domain/shared/half-year'
import { inventedTown } from '../../support/plan-town'
import { givenItems, violationsIn } from '../../support/plan-violations'

const { measures } = loadCatalogues(catalogueFolder).latest

const someTown = fc
	.record({
		seed: fc.noBias(fc.nat(1_000_000)),
		departments: fc.integer({ min: 1, max: 6 }),
		perDepartment: fc.integer({ min: 1, max: 20 }),
		length: fc.constantFrom(14 as const, 20 as const),
		effort: fc.constantFrom(0.5, 1, 2.5),
	})
	.map((size) => ({ seed: size.seed, ...inventedTown(size.seed, { ...size, items: size.departments * size.perDepartment + 4 }, measures) }))

test('no limit is broken, and every item is placed or listed with its reason', () => {
	fc.assert(
		fc.property(someTown, ({ basis, settings }) => {
			const { placements, unplaced, strains } = placeBundles(basis, settings)
			expect(violationsIn(basis, settings, placements, givenItems(basis.items))).toEqual([])
			expect([...Object.keys(placements), ...unplaced.map(({ item }) => item)].sort()).toEqual(basis.items.map(({ id }) => id).sort())
			expect(strains.filter(({ item }) => !item.startsWith('project:'))).toEqual([])
		}),
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
			const items = shuffled(basis.items).map((item) => ({ ...item, departments: shuffled(item.departments), after: shuffled(item.after) }))
			expect(placeBundles({ items, departments: shuffled(basis.departments) }, settings)).toEqual(placeBundles(basis, settings))
		}),
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
	)
})

test('an agreed plan carried over unchanged stays as it is', () => {
	fc.assert(
		fc.property(someTown, ({ basis, settings }) => {
			const fresh = placeBundles(basis, settings)
			expect(placeBundles(basis, settings, {}, fresh.placements)).toEqual(fresh)
		}),
	)
})

test('what the lead decides holds, and nothing else breaks a limit for it', () => {
	fc.assert(
		fc.property(someTown, fc.array(fc.tuple(fc.nat(1000), fc.nat(13), fc.constantFrom('at', 'notBefore', 'dropped')), { maxLength: 4 }), (town, wishes) => {
			const { basis, settings } = town
			const decisions = Object.fromEntries(
				wishes.map(([pick, at, how]) => {
					const halfYear = `${2027 + Math.floor(at / 2)}-H${(at % 2) + 1}` as HalfYear
					return [
						basis.items[pick % basis.items.length]?.id ?? '',
						how === 'dropped' ? { dropped: true as const } : how === 'at' ? { at: halfYear } : { notBefore: halfYear },
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
		}),
	)
})
