import fc from 'fast-check'
import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { inventedTown } from '../../support/plan-town'

/** A plan takes milliseconds, not microseconds, so fewer towns than usual are tried. */
export const runs = { numRuns: 40 }

const { measures } = loadCatalogues(catalogueFolder).latest

/** Towns from a single quiet department to three that are asked for almost everything. */
export const someTown = fc
	.record({
		seed: fc.noBias(fc.nat(1_000_000)),
		departments: fc.integer({ min: 1, max: 3 }),
		perDepartment: fc.integer({ min: 1, max: 14 }),
		length: fc.constantFrom(14 as const, 20 as const),
		effort: fc.constantFrom(0.5, 1, 2.5),
	})
	.map(({ perDepartment, ...size }) =>
		inventedTown(size.seed, { ...size, items: size.departments * perDepartment + 4 }, measures),
	)

/** One or two departments with so little to do that an exact solver needs a moment only. */
export const tinyTown = fc
	.record({
		seed: fc.noBias(fc.nat(1_000_000)),
		departments: fc.integer({ min: 1, max: 2 }),
		perDepartment: fc.integer({ min: 3, max: 7 }),
		effort: fc.constantFrom(0.5, 1, 2),
	})
	.map(({ perDepartment, ...size }) =>
		inventedTown(size.seed, { ...size, length: 14, items: size.departments * perDepartment + 3 }, measures),
	)
