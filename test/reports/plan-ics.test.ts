import fc from 'fast-check'
import { loadWordings } from '../../src/cards/kit/wording'
import { halfYearsIn, type PlanView, partFor } from '../../src/domain/plan/plan-view'
import { languages } from '../../src/domain/shared/language'
import { planIcs } from '../../src/reports/plan/plan-ics'
import { planViewOf } from './support/plan-view'

const wordingIn = loadWordings()
const de = wordingIn('de')
const town = planViewOf()

type Entry = Readonly<Record<string, string>>

/**
 * Reads a calendar as RFC 5545 says: unfolds, parts names from values, takes the escapes away. Throws at anything that
 * is no property.
 */
function read(ics: string): { readonly head: Entry; readonly entries: readonly Entry[] } {
	expect(ics.endsWith('\r\n')).toBe(true)
	const lines = ics
		.slice(0, -2)
		.replace(/\r\n[ \t]/g, '')
		.split('\r\n')
	const head: Record<string, string> = {}
	const entries: Record<string, string>[] = []
	let current = head
	for (const line of lines) {
		const found = /^([A-Z-]+(?:;[A-Z]+=[A-Z]+)*):([^\r\n]*)$/.exec(line)
		if (!found) throw new Error(`no property: ${JSON.stringify(line)}`)
		const [, name = '', value = ''] = found
		if (line === 'BEGIN:VEVENT') {
			current = {}
			entries.push(current)
		} else if (line === 'END:VEVENT') current = head
		else if (Object.hasOwn(current, name)) throw new Error(`twice: ${name}`)
		else current[name] = value.replace(/\\n/g, '\n').replace(/\\([\\;,])/g, '$1')
	}
	return { head, entries }
}

test.each(languages)(
	'in %s there is an entry for every half-year with work, every gate and every go-live window, all with whole days',
	(language) => {
		const { head, entries } = read(planIcs(town, wordingIn(language)))
		expect(head).toMatchObject({ BEGIN: 'VCALENDAR', VERSION: '2.0', METHOD: 'PUBLISH', END: 'VCALENDAR' })
		const bundles = town.units.flatMap((unit) => unit.bundles)
		const busy = halfYearsIn(town).filter((halfYear) =>
			bundles.some((bundle) => bundle.halfYear === halfYear && bundle.items.length > 0),
		)
		const expected =
			busy.length + bundles.reduce((sum, bundle) => sum + bundle.gates.length + (bundle.goLiveWindow ? 1 : 0), 0)
		expect(entries).toHaveLength(expected)
		for (const entry of entries) {
			expect(entry['DTSTART;VALUE=DATE']).toMatch(/^\d{8}$/)
			expect((entry['DTEND;VALUE=DATE'] ?? '') > (entry['DTSTART;VALUE=DATE'] ?? '')).toBe(true)
			expect(entry).toMatchObject({
				TRANSP: 'TRANSPARENT',
				'X-MICROSOFT-CDO-BUSYSTATUS': 'FREE',
				STATUS: 'CONFIRMED',
				SEQUENCE: '3',
				DTSTAMP: '20260908T000000Z',
			})
		}
	},
)

test('the ids are unique and stay the same when the plan moves, while the sequence grows', () => {
	const before = read(planIcs(town, de)).entries
	const later = { ...town, version: 4, on: '2026-10-01', today: '2028-01-01' }
	const moved: PlanView = {
		...later,
		units: later.units.map((unit) => ({
			...unit,
			bundles: unit.bundles.map((bundle) => ({
				...bundle,
				gates: bundle.gates.map((gate) => ({ ...gate, dueOn: '2030-01-05' })),
			})),
		})),
	}
	const after = read(planIcs(moved, de)).entries
	const ids = before.map((entry) => entry.UID)
	expect(new Set(ids).size).toBe(ids.length)
	expect(after.map((entry) => entry.UID)).toEqual(ids)
	expect(new Set(after.map((entry) => entry.SEQUENCE))).toEqual(new Set(['4']))
	expect(read(planIcs({ ...town, townId: 'other' }, de)).entries.map((entry) => entry.UID)).not.toEqual(ids)
})

test('a department gets its own entries with the same ids as in the calendar of the town', () => {
	const ids = new Set(read(planIcs(town, de)).entries.map((entry) => entry.UID))
	const own = read(planIcs(partFor(town, 'fb-2') as PlanView, de)).entries
	expect(own.length).toBeGreaterThan(5)
	expect(own.filter((entry) => !entry.UID?.startsWith('start.') && !ids.has(entry.UID ?? ''))).toEqual([])
})

test('the day after the last of a year or a February is right', () => {
	const unit = town.units[1]
	const bundle = unit?.bundles[0]
	if (!unit || !bundle) throw new Error('the plan is empty')
	const ends = ['2027-12-31', '2028-02-28', '2028-02-29', '2027-03-28'].map((to) => {
		const view = { ...town, units: [{ ...unit, bundles: [{ ...bundle, goLiveWindow: { from: '2027-01-01', to } }] }] }
		return read(planIcs(view, de)).entries.find((entry) => entry.UID?.startsWith('live.'))?.['DTEND;VALUE=DATE']
	})
	expect(ends).toEqual(['20280101', '20280229', '20280301', '20270329'])
})

test('a draft is tentative', () => {
	expect(read(planIcs({ ...town, version: 0 }, de)).entries[0]).toMatchObject({ STATUS: 'TENTATIVE', SEQUENCE: '0' })
})

test('no name begins a property of its own', () => {
	const name = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 80 }),
		fc.constantFrom(
			'x\r\nATTACH:https://angriff.example',
			'x\rEND:VEVENT',
			'x\u2028URL:x',
			'a;b,c\\n',
			'Ä'.repeat(200),
		),
	)
	fc.assert(
		fc.property(name, name, (departmentName, title) => {
			const { entries } = read(
				planIcs(
					planViewOf({ departments: 1, townName: title, departmentName: () => departmentName, title: () => title }),
					de,
				),
			)
			for (const entry of entries)
				expect(Object.keys(entry).filter((key) => ['ATTACH', 'URL', 'X-ALT-DESC'].includes(key))).toEqual([])
		}),
		{ numRuns: 100, seed: 1 },
	)
})
