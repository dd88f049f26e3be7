import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { loadWordings } from '../../src/cards/kit/wording'
import { languages } from '../../src/domain/shared/language'
import { planCsv } from '../../src/reports/plan/plan-csv'
import { planViewOf } from './support/plan-view'

const wordingIn = loadWordings()
const de = wordingIn('de')
const read = (csv: string) => parse(csv, { bom: true, delimiter: ';', relaxQuotes: false }) as string[][]

test.each(languages)('in %s every measure stands in every half-year it is worked on', (language) => {
	const wording = wordingIn(language)
	const view = planViewOf()
	const [head, ...rows] = read(planCsv(view, wording))
	const expected = view.units.flatMap((unit) =>
		unit.bundles.flatMap((bundle) =>
			bundle.items.map((item) => [wording.halfYear(bundle.halfYear), wording.pick(item.title)]),
		),
	)
	expect(rows.map(([, halfYear, title]) => [halfYear, title])).toEqual(expected)
	expect(head).toHaveLength(11)
	expect(new Set(rows.map((row) => row.length))).toEqual(new Set([11]))
})

test('it begins with the mark that spreadsheets know UTF-8 by, and every cell is in quotes', () => {
	const csv = planCsv(planViewOf({ departments: 1 }), de)
	expect(csv.startsWith('\ufeff"')).toBe(true)
	for (const line of csv.slice(1, -2).split('\r\n')) expect(line).toMatch(/^"(?:[^"]|"")*"(?:;"(?:[^"]|"")*")*$/)
})

test('numbers are written as the language writes them', () => {
	const view = planViewOf({ departments: 1 })
	const half = {
		...view,
		units: view.units.map((unit) => ({
			...unit,
			bundles: unit.bundles.map((bundle) => ({
				...bundle,
				items: bundle.items.map((item) => ({ ...item, days: 1250.5 })),
			})),
		})),
	}
	expect([read(planCsv(half, de))[1]?.[4], read(planCsv(half, wordingIn('en')))[1]?.[4]]).toEqual(['1250,5', '1250.5'])
})

test.each([
	'=1+1',
	'+49 123',
	'-2',
	'@SUM(A1)',
	'\t=1',
	'\r=1',
	'\n=1',
	' =cmd|x',
	'\uff1d1',
	'=HYPERLINK("https://angriff.example";"x")',
	'"=1',
])('%j is text and no formula', (evil) => {
	const view = planViewOf({ departments: 1, departmentName: () => evil, title: () => evil, words: evil })
	const cells = read(planCsv(view, de)).flat()
	expect(cells.filter((cell) => /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(cell))).toEqual([])
	expect(cells.some((cell) => cell.replace(/^'/, '') === evil)).toBe(true)
})

test('whatever people wrote comes back as they wrote it, but for the apostrophe', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
			const rows = read(planCsv(planViewOf({ departments: 1, departmentName: () => name, title: () => name }), de))
			const written = name.replaceAll('\u0000', '')
			const own = rows.filter((row) => [written, `'${written}`].includes(row[0] ?? ''))
			expect(own.length).toBeGreaterThan(0)
			expect(own.every((row) => [written, `'${written}`].includes(row[2] ?? ''))).toBe(true)
		}),
		{ numRuns: 100, seed: 1 },
	)
})
