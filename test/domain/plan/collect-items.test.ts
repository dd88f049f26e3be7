import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { collectItems, type ReleasedCheck } from '../../../src/domain/plan/collect-items'
import { gapsOf } from '../../../src/domain/plan/gaps'
import { placeBundles } from '../../../src/domain/plan/place-bundles'
import { defaultSettings } from '../../../src/domain/plan/settings'
import type { Value } from '../../../src/domain/questionnaire/answer'
import type { HalfYear } from '../../../src/domain/shared/half-year'
import { answers, withheld } from '../support/form'
import { auental } from '../support/town'

const { latest: catalogue } = loadCatalogues(catalogueFolder)
const settings = defaultSettings('2027-H1' as HalfYear, '2026-11-03')

function release(
	departmentId: string,
	values: Readonly<Record<string, Value | ReturnType<typeof withheld>>>,
): ReleasedCheck {
	return { departmentId, catalogue, answers: answers(values) }
}

const passport = { id: 'passport' }
/** The e-file is asked for by the department and by the service; what it waits for is asked for, too. */
const eFile = { Q1: 1, Q7b: 0, Q4: 0, Q3: 0 }
const trade = release('trade', {
	A1: [passport],
	A2: 8,
	A2b: 2,
	A3: ['citizens'],
	Q10: 'many',
	'L1@passport': 'over-1000',
	'L8@passport': 'not-online',
	...eFile,
})
const taxes = release('taxes', {
	A1: [passport],
	A2: 4,
	A2b: 0,
	A3: ['internal'],
	Q10: 'none',
	'L1@passport': 'up-to-50',
	'L8@passport': 'not-online',
	...eFile,
})

function itemsOf(...releases: readonly ReleasedCheck[]) {
	return new Map(collectItems(releases, settings).items.map((item) => [item.id, item]))
}

test('a basic is one item for the town and names everybody who asked for it', () => {
	const items = itemsOf(trade, taxes)
	expect(items.get('e-payment@town')).toMatchObject({
		unit: 'town',
		departments: ['taxes', 'trade'],
		duty: true,
		days: 15,
		changeover: 'small',
	})
	expect([...items.keys()].filter((id) => id.startsWith('e-payment'))).toEqual(['e-payment@town'])
	expect(items.get('equipment@trade')).toMatchObject({ unit: 'trade', departments: ['trade'] })
})

test('what comes before is found through measures that nobody asked for', () => {
	const items = itemsOf(trade)
	expect(items.has('e-file@trade')).toBe(false)
	// The workflow waits for the e-file, which waits for the equipment; its own words name the town's basis and the
	// training.
	expect(items.get('workflow@trade')?.after).toEqual(['e-file-base@town', 'equipment@trade', 'training@trade'])
})

describe('a department with an important position that has written down too little', () => {
	const digital = {
		A1: [passport],
		A3: ['citizens'],
		'L1@passport': 'over-1000',
		'L4@passport': ['in-person'],
		'L20@passport': 'none-known',
		Q3: 0,
		Q7b: 0,
		A4: 4,
	}
	const basisWith = (...undocumented: string[]) =>
		collectItems(
			['trade', 'taxes'].map((one) => ({ ...release(one, digital), undocumented: undocumented.includes(one) })),
			settings,
		)
	const changing = (basis: ReturnType<typeof basisWith>, unit: string) =>
		basis.items.filter(
			(item) => item.unit === unit && item.changeover !== 'none' && !item.duty && item.kind === 'measure',
		)

	test('secures its knowledge before its daily work changes, the others do not wait', () => {
		expect(basisWith().items.some(({ id }) => id.startsWith('deputy-sheet'))).toBe(false)
		const basis = basisWith('trade')
		expect(basis.items.find(({ id }) => id === 'deputy-sheet@trade')).toMatchObject({ documents: true, unit: 'trade' })
		expect(basis.items.some(({ id }) => id === 'deputy-sheet@taxes')).toBe(false)
		expect(changing(basis, 'trade').length).toBeGreaterThan(0)
		expect(changing(basis, 'trade').every(({ after }) => after.includes('deputy-sheet@trade'))).toBe(true)
		expect(basis.items.filter(({ unit }) => unit === 'taxes')).toEqual(
			basisWith().items.filter(({ unit }) => unit === 'taxes'),
		)
	})

	test('is placed so', () => {
		const basis = basisWith('trade')
		const { placements } = placeBundles(basis, settings)
		const written = placements['deputy-sheet@trade']?.goLive ?? ''
		expect(written).not.toBe('')
		for (const { id } of changing(basis, 'trade')) expect((placements[id]?.goLive ?? '') > written).toBe(true)
	})

	test('keeps its duties where the law wants them', () => {
		const duties = basisWith('trade').items.filter(({ duty, unit }) => duty && unit === 'trade')
		expect(duties.length).toBeGreaterThan(0)
		expect(duties.every(({ after }) => !after.includes('deputy-sheet@trade'))).toBe(true)
	})
})

test('people who are short of staff, see many leave and serve the public come first', () => {
	const items = itemsOf(trade, taxes)
	const [urgent, calm] = [items.get('equipment@trade')?.priority, items.get('equipment@taxes')?.priority]
	expect(urgent).toMatchObject({ staffing: 0.67, demography: 1, targetGroup: 1 })
	expect(calm).toMatchObject({ staffing: 0, demography: 0, targetGroup: 0.25 })
	expect(urgent?.score).toBeGreaterThan(calm?.score ?? 100)
	expect(items.get('e-payment@town')?.priority).toMatchObject({ staffing: 0.33, demography: 0.5 })
})

test('the weights of the town decide which criterion counts', () => {
	const scoreWith = (weights: { staffing: number; demography: number; targetGroup: number }) =>
		['trade', 'taxes'].map(
			(one) =>
				collectItems([trade, taxes], { ...settings, weights }).items.find(({ id }) => id === `equipment@${one}`)
					?.priority.score,
		)
	const [none, staffing] = [
		scoreWith({ staffing: 0, demography: 0, targetGroup: 0 }),
		scoreWith({ staffing: 5, demography: 0, targetGroup: 0 }),
	]
	expect(none[0]).toBe(none[1])
	expect(staffing[0]).toBeGreaterThan(staffing[1] ?? 100)
})

test('what somebody does not want to say counts as the middle', () => {
	const silent = itemsOf(release('trade', { ...eFile, Q10: 'no-answer', A2: withheld('unknown') })).get(
		'equipment@trade',
	)
	expect(silent?.priority).toMatchObject({ staffing: 0.5, demography: 0.5, targetGroup: 0.5 })
})

test('running projects take their days until they end', () => {
	const projects = [
		{ id: 'own-1', name: 'Neue Halle' },
		{ id: 'own-2', name: 'Altes Register' },
		{ id: 'own-3', name: 'Offen' },
	]
	const items = itemsOf(
		release('trade', {
			A5: projects,
			'V1@own-1': '2028-H1',
			'V2@own-1': 4,
			'V1@own-2': '2026-H2',
			'V2@own-2': 9,
			'V2@own-3': 2,
			'V1@own-3': withheld('unknown'),
		}),
	)
	expect(items.get('project:own-1@trade')).toMatchObject({
		kind: 'project',
		name: 'Neue Halle',
		fixedGoLive: '2028-H1',
		days: 12,
	})
	expect(items.has('project:own-2@trade')).toBe(false)
	expect(items.get('project:own-3@trade')).toMatchObject({ fixedGoLive: '2027-H2', days: 4 })
	const { placements } = placeBundles(
		collectItems([release('trade', { A5: projects, 'V1@own-1': '2028-H1', 'V2@own-1': 4 })], settings),
		settings,
	)
	expect(placements['project:own-1@trade']).toEqual({ goLive: '2028-H1', span: 3, reason: { why: 'running' } })
})

test('the room of a department is what it said, and unknown stays unknown', () => {
	const { departments } = collectItems(
		[release('trade', { A2: 8, Q8: 12, A7: ['january', 'december'] }), release('taxes', { Q8: withheld('unknown') })],
		settings,
	)
	expect(departments).toEqual([
		{ departmentId: 'taxes', quietMonths: [] },
		{ departmentId: 'trade', posts: 8, daysStated: 12, quietMonths: [1, 12] },
	])
})

test('the same department twice is a mistake of the caller', () => {
	expect(() => collectItems([trade, trade], settings)).toThrow('two releases of department trade')
})

describe('completeness', () => {
	const gaps = (releases: readonly ReleasedCheck[], more: Partial<typeof settings> = {}) => {
		const basis = collectItems(releases, { ...settings, ...more })
		return gapsOf(auental, releases, basis, placeBundles(basis, { ...settings, ...more }))
	}

	test('who is reached is no gap, and who has not released is one', () => {
		expect(gaps([trade])).toEqual([{ departmentId: 'taxes', why: 'not-released' }])
		expect(gaps([trade, taxes])).toEqual([])
	})

	test('a service for which nothing is planned is listed by its name', () => {
		const named = release('taxes', { A1: [{ id: 'own-1', name: 'Wochenmarkt' }], ...eFile })
		expect(gaps([trade, named])).toEqual([{ departmentId: 'taxes', service: 'Wochenmarkt', why: 'nothing-planned' }])
	})

	test('a department without time for change is told so, whatever it would need', () => {
		const busy = release('taxes', { A1: [passport], Q8: 0, 'L3@passport': 'no', Q4: 0 })
		expect(gaps([trade, busy])).toEqual([
			{ departmentId: 'taxes', why: 'too-large' },
			{
				departmentId: 'taxes',
				service: catalogue.services.find(({ id }) => id === 'passport')?.name.de,
				why: 'too-large',
			},
		])
	})
})
