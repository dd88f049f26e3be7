import fc from 'fast-check'
import type { PlanBasis } from '../../../src/domain/plan/collect-items'
import { placeBundles } from '../../../src/domain/plan/place-bundles'
import type { Placement } from '../../../src/domain/plan/plan'
import type { PlanSettings } from '../../../src/domain/plan/settings'
import { addHalfYears, type HalfYear, halfYearsBetween } from '../../../src/domain/shared/half-year'
import type { ItemId } from '../../../src/domain/shared/unit'
import { givenItems, violationsIn } from '../../support/plan-violations'
import { runs, someTown } from './some-town'

/** What the check says when the item goes live in that half-year and nothing else moves. */
function objections(
	basis: PlanBasis,
	settings: PlanSettings,
	placements: Readonly<Record<ItemId, Placement>>,
	id: ItemId,
	goLive: HalfYear,
) {
	const placement = placements[id] as Placement
	const given = givenItems(basis.items)
	// What waits for the item would follow it; only what the item itself meets counts.
	const items = basis.items.map((item) => ({ ...item, after: item.id === id ? item.after : [] }))
	return violationsIn({ ...basis, items }, settings, { ...placements, [id]: { ...placement, goLive } }, given)
}

const words = {
	capacity: / days of /,
	changeover: /changeovers in/,
	consolidation: /has no rest/,
	blackout: /in quiet months/,
	after: /is not after/,
	earliest: /lies outside/,
}

test('the reason of every placement really keeps it from the half-year before', () => {
	fc.assert(
		fc.property(someTown, ({ basis, settings }) => {
			const { placements } = placeBundles(basis, settings)
			for (const [id, { goLive, reason }] of Object.entries(placements)) {
				if (reason.why === 'running') {
					expect(basis.items.find((item) => item.id === id)?.fixedGoLive).toBe(goLive)
					continue
				}
				if (reason.why === 'decided' || reason.why === 'kept') throw new Error(`${id} was neither decided nor kept`)
				const found = objections(basis, settings, placements, id, addHalfYears(goLive, -1)).filter((one) =>
					words[reason.why].test(one),
				)
				const subject =
					'departmentId' in reason
						? reason.departmentId
						: 'unit' in reason
							? reason.unit
							: 'item' in reason
								? reason.item
								: id
				expect(found).toContainEqual(expect.stringContaining(subject))
			}
		}),
		runs,
	)
})

test('what has no place though there was room in time for it could go nowhere', () => {
	fc.assert(
		fc.property(someTown, ({ basis, settings }) => {
			const { placements, unplaced } = placeBundles(basis, settings)
			for (const { item, why, waitsFor } of unplaced) {
				if (why === 'needs-unplaced') expect(unplaced.map((one) => one.item)).toContain(waitsFor)
				if (why !== 'horizon-full') continue
				const found = basis.items.find(({ id }) => id === item)
				expect(found?.after.filter((before) => !placements[before])).toEqual([])
				for (let at = 0; at < settings.length; at++) {
					for (let span = 1; span <= 6; span++) {
						const tried = { goLive: addHalfYears(settings.first, at), span, reason: { why: 'earliest' } } as const
						// A longer span may fit where the usual one does not; that it is as short as the unit can do is decided
						// before.
						if (span !== spanOf(basis, settings, item)) continue
						expect(objections(basis, settings, { ...placements, [item]: tried }, item, tried.goLive)).not.toEqual([])
					}
				}
			}
		}),
		runs,
	)
})

/** The span that the item has when nothing else is planned. */
function spanOf(basis: PlanBasis, settings: PlanSettings, id: ItemId): number | undefined {
	const items = basis.items.filter((item) => item.id === id).map((item) => ({ ...item, after: [] }))
	return placeBundles({ ...basis, items }, settings).placements[id]?.span
}

test('a kept place that could be earlier by now says that it was kept', () => {
	fc.assert(
		fc.property(someTown, fc.nat(1000), ({ basis, settings }, pick) => {
			const agreed = placeBundles(basis, settings)
			const gone = basis.items[pick % basis.items.length]?.id
			const items = basis.items
				.filter(({ id }) => id !== gone)
				.map((item) => ({ ...item, after: item.after.filter((one) => one !== gone) }))
			const { placements } = placeBundles({ ...basis, items }, settings, {}, agreed.placements)
			for (const [id, { goLive, reason }] of Object.entries(placements)) {
				if (!agreed.placements[id]) continue
				expect(goLive).toBe(agreed.placements[id]?.goLive)
				if (reason.why !== 'kept') continue
				expect(halfYearsBetween(settings.first, goLive)).toBeGreaterThan(0)
			}
		}),
		runs,
	)
})
