import fc from 'fast-check'
import { bandFrom, bandName, bandOf, readCounts } from '../../../src/domain/atlas/read-counts'
import { someCounts, someDirectory } from '../../support/atlas-town'

const { departments } = someDirectory

test.each([
	['<25', 0],
	['< 25', 0],
	['unter 25', 0],
	['unter 25 Jahre', 0],
	['bis unter 25', 0],
	['under 25', 0],
	['25-34', 1],
	['25 bis 34 Jahre', 1],
	['25 bis unter 35', 1],
	['35–44', 2],
	['45 - 54', 3],
	['55-59', 4],
	['60+', 5],
	['ab 60', 5],
	['60 und älter', 5],
	['60 Jahre und mehr', 5],
	['25', undefined],
	['<30', undefined],
	['55+', undefined],
	['30-39', undefined],
	['25-35', undefined],
	['25-54', undefined],
	['bis 25-34-35', undefined],
	['', undefined],
	['jung', undefined],
])('the band %j is %s', (text, band) => {
	expect(bandFrom(text)).toBe(band)
})

test('every band is read as it is written', () => {
	for (let band = 0; band < 6; band++) expect(bandFrom(bandName(band))).toBe(band)
	expect([24, 25, 34, 35, 54, 55, 59, 60, 80].map(bandOf)).toEqual([0, 1, 1, 2, 3, 4, 4, 5, 5])
})

test('tabs, semicolons and commas, names and ids, a header, quotes and empty lines are all understood', () => {
	const { counts, problems } = readCounts(
		'Fachbereich;Altersgruppe;Anzahl\r\nBürgerservice\t25-34\t7\n\n"Ordnung und Gewerbe";"60+";3\nstandesamt,<25,1\nfinanzen;1;2;3;4;5;6',
		departments,
	)
	expect(problems).toEqual([])
	expect(Object.fromEntries(counts)).toEqual({
		buergerservice: [0, 7, 0, 0, 0, 0],
		ordnung: [0, 0, 0, 0, 0, 3],
		standesamt: [1, 0, 0, 0, 0, 0],
		finanzen: [1, 2, 3, 4, 5, 6],
	})
})

test.each([
	['sep=;\r\nstandesamt;25-34;7\r\n', [0, 7, 0, 0, 0, 0]],
	['standesamt\t25-34\t7\t\t\t\t\n\t\t\t\t\t\t', [0, 7, 0, 0, 0, 0]],
	['standesamt;25-34;1.234;;', [0, 1234, 0, 0, 0, 0]],
	['standesamt;25-34;7,0', [0, 7, 0, 0, 0, 0]],
	['Amt;<25;25-34;35-44;45-54;55-59;60+\nstandesamt;1;2;3;4;5;6\nSumme;1;2;3;4;5;6', [1, 2, 3, 4, 5, 6]],
	['Amt;60+;55-59;45-54;35-44;25-34;<25\nstandesamt;6;5;4;3;2;1', [1, 2, 3, 4, 5, 6]],
	['standesamt\t1\t2\t\t\t\t', [1, 2, 0, 0, 0, 0]],
])('what a spreadsheet leaves in a paste is no fault: %j', (text, bands) => {
	const { counts, problems } = readCounts(text, departments)
	expect(problems).toEqual([])
	expect(Object.fromEntries(counts)).toEqual({ standesamt: bands })
})

test.each([
	['standesamt;25-34', 'columns'],
	['Amt für Wunder;25-34;7', 'department'],
	['standesamt;30-39;7', 'band'],
	['standesamt;25-34;-1', 'number'],
	['standesamt;25-34;1,5', 'number'],
	['standesamt;25-34;99999', 'number'],
	['standesamt;1;2;3;4;5;sechs', 'number'],
	['standesamt;25-34;2\nstandesamt;25 bis unter 35;2', 'twice'],
	['standesamt;25-34;2\nstandesamt;1;2;3;4;5;6', 'twice'],
])('%j: %s', (text, problem) => {
	expect(readCounts(text, departments).problems).toEqual([{ line: text.split('\n').length, problem }])
})

test('what was understood is written so that it is understood again, whatever else was pasted, and holds nothing else', () => {
	const ids = departments.map(({ id }) => id)
	const good = fc
		.tuple(fc.constantFrom(...ids), fc.nat(5), fc.nat(300))
		.map(([id, band, count]) => `${id};${bandName(band)};${count}`)
	const line = fc.oneof(good, good, fc.string({ unit: 'binary', maxLength: 60 }))
	fc.assert(
		fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
			const first = readCounts(lines.join('\n'), departments)
			const again = readCounts(first.normal, departments)
			expect(again.problems).toEqual([])
			expect([...again.counts]).toEqual([...first.counts])
			expect(again.normal).toBe(first.normal)
			expect(first.normal).toMatch(/^(?:[a-z-]+;[0-9<+;-]+(?:\n|$))*$/)
		}),
		{ seed: 1 },
	)
	expect(
		readCounts([...someCounts].map(([id, bands]) => [id, ...bands].join(';')).join('\n'), departments).normal.split(
			'\n',
		),
	).toHaveLength(someCounts.size)
})
