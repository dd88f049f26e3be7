import fc from 'fast-check'
import { zipSync } from 'fflate'
import { readTable } from '../../../src/content/table/read-table'

const columns = { needed: ['id', 'name', 'area'], optional: ['number', 'note'] } as const
const plain = 'id;name;area;number;note\nbauhof;Bauhof;building;3;\nstandesamt;Standesamt;registry;;still\n'
const expected = [
	{ id: 'bauhof', name: 'Bauhof', area: 'building', number: '3', note: '' },
	{ id: 'standesamt', name: 'Standesamt', area: 'registry', number: '', note: 'still' },
]

const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? Buffer.from(content) : content)
const read = (content: string | Uint8Array, path = 'departments.csv') => readTable(bytesOf(content), path, [columns])
const cellsIn = (content: string | Uint8Array) => read(content).rows.map(({ cells }) => cells)
const said = (content: string | Uint8Array, path?: string) =>
	read(content, path).complaints.map(({ line, message, remedy }) => `${line} ${message}. ${remedy}`)

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const quoted = (text: string, separator = ';') =>
	text
		.trimEnd()
		.split('\n')
		.map((line) =>
			line
				.split(';')
				.map((cell) => `"${cell}"`)
				.join(separator),
		)
		.join('\n')

test('plain CSV of Excel is in Windows-1252, and its letters are read', () => {
	const western = Buffer.from(
		`${plain}recht;M\u00fcller, J\u00f6rg \u00c4;law;;\n`.replace('\u00c4', 'O\u0092Neill'),
		'latin1',
	)
	expect(cellsIn(western).at(-1)?.name).toBe('M\u00fcller, J\u00f6rg O\u2019Neill')
})

describe('the same table, as programs leave it', () => {
	test.each<[string, string | Uint8Array]>([
		['as it is meant', plain],
		['with the line that names the separator', `sep=;\r\n${plain}`],
		['with that line in quotes', `"sep=;"\n${plain}`],
		['with that line and other separators', `sep=,\n${plain.replaceAll(';', ',')}`],
		['with that line naming a tab', `sep=\\t\n${plain.replaceAll(';', '\t')}`],
		['with that line and separators that it does not name', `sep=,\n${plain}`],
		['with commas', plain.replaceAll(';', ',')],
		['with tabs', plain.replaceAll(';', '\t')],
		['with bars', plain.replaceAll(';', '|')],
		['with a mark of byte order', `\ufeff${plain}`],
		['with two of them', `\ufeff\ufeff${plain}`],
		['with a mark and the line that names the separator', `\ufeffsep=;\r\n${plain}`],
		['as Unicode text of Excel', utf16(plain.replaceAll(';', '\t'))],
		['in UTF-16, the other byte first', utf16(plain).swap16()],
		['in UTF-16 without a mark', Buffer.from(plain, 'utf16le')],
		['with line ends of Windows', plain.replaceAll('\n', '\r\n')],
		['with line ends of old Macs', plain.replaceAll('\n', '\r')],
		['with line ends of several kinds', plain.replace('\n', '\r\n').replace(';\n', ';\r')],
		['without a line end at the end', plain.trimEnd()],
		['with quotes around everything', quoted(plain)],
		['with quotes around everything and commas', quoted(plain, ',')],
		['with curly quotes around everything', quoted(plain).replace(/"([^"]*)"/g, '\u201e$1\u201c')],
		['with apostrophes around everything', quoted(plain).replaceAll('"', "'")],
		['with empty columns at the edge', plain.replaceAll('\n', ';;;\n')],
		['with rows of separators only', `${plain};;;;\n;;;;\n`],
		['with blank lines', plain.replaceAll('\n', '\n\n  \n')],
		['with blanks of all kinds around cells', plain.replaceAll(';', '\u00a0; \u202f')],
		['as plain CSV of Excel, in Windows-1252', Buffer.from(plain, 'latin1')],
		['with other letters in the header', plain.replace('id;name;area', 'ID; Name ;AREA')],
		['with marks in the header', plain.replace('name;', '"Na-me:";')],
		['with a title above', `Table 1\n${plain}`],
		['with a title, a blank row and separators', `Fachbereiche;;;;\n;;;;\n${plain}`],
		['with a row of sums', `${plain}Summe;;;3;\n`],
		['with a row of sums and blank rows', `${plain}Gesamt:;;;3,0;\n;;;;\n`],
		['with the header once more', plain.replace(';\n', ';\nid;name;area;number;note\n')],
		['with text forced upon cells', plain.replace('bauhof', '="bauhof"').replace(';3;', ';"=""3""";')],
		['with an apostrophe before a number', plain.replace(';3;', ";'3;")],
		['with separators left out at the end', plain.replace('3;\n', '3\n')],
		['with signs nobody sees', plain.replace('Bauhof', 'Bau\u00adhof').replace('id;', '\u200bid;')],
	])('%s', (_what, content) => {
		expect(said(content)).toEqual([])
		expect(cellsIn(content)).toEqual(expected)
	})

	test('with its columns in another order, and without those that need not be there', () => {
		expect(cellsIn('area;id;name\nbuilding;bauhof;Bauhof\n')).toEqual([
			{ id: 'bauhof', name: 'Bauhof', area: 'building' },
		])
	})

	test('with a quotation mark, a separator and a line break in a cell', () => {
		const content =
			'id;name;area\r\na;"Bauhof; ""Nord""";x\r\nb;"Bau\r\nhof";x\r\nc;Rohr 12" dick;x\r\nd;Haus "Sonne";x\r\n'
		expect(cellsIn(content).map((cells) => cells.name)).toEqual([
			'Bauhof; "Nord"',
			'Bau\nhof',
			'Rohr 12" dick',
			'Haus "Sonne"',
		])
		expect(read(content).rows.map(({ line }) => line)).toEqual([2, 3, 5, 6])
	})

	test('a name may begin with an apostrophe', () => {
		expect(cellsIn("id;name;area\na;'t Hooft;x\n")).toEqual([{ id: 'a', name: "'t Hooft", area: 'x' }])
	})

	test('lines are counted as in the file', () => {
		const content = `sep=;\r\nTitle\r\n\r\n${plain.replaceAll('\n', '\r\n')}`
		expect(read(content)).toMatchObject({ header: 4, rows: [{ line: 5 }, { line: 6 }] })
	})
})

const workbook = zipSync({ '[Content_Types].xml': Buffer.from('<x/>'), 'xl/workbook.xml': Buffer.from('<x/>') })
const openDocument = zipSync({
	mimetype: [Buffer.from('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
})
const lockOfOffice = Buffer.alloc(165, 0)
lockOfOffice.write('\u0004Anna', 0, 'latin1')
lockOfOffice.fill(' ', 5, 54)

describe('what is no table is called by its name', () => {
	test.each<[string, string | Uint8Array, RegExp]>([
		['nothing', '', /^1 is empty\. Put the file there again/],
		['blanks', ' \r\n\r\n', /^1 is empty\. /],
		['a workbook', workbook, /^1 is a workbook of Excel \(\.xlsx\) and no CSV file\. .*CSV UTF-8/],
		['a spreadsheet of LibreOffice', openDocument, /^1 is a spreadsheet of LibreOffice \(\.ods\)/],
		['an archive', zipSync({ 'people.csv': Buffer.from(plain) }), /^1 is a ZIP archive/],
		['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /^1 is a workbook of Excel \(\.xls, /],
		['a PDF', '%PDF-1.7\n', /^1 is a PDF document/],
		['a web page', '<!DOCTYPE html>\n<html><body><table>', /^1 is a web page \(HTML\)/],
		['a table saved as a web page', '<table border=1><tr><td>id</td></tr></table>', /^1 is a web page/],
		[
			'XML of Excel',
			'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">',
			/^1 is a spreadsheet in XML/,
		],
		['JSON', '[{"id":"bauhof"}]', /^1 is a JSON file/],
		['JSON over several lines', '{\n  "id": "bauhof"\n}', /^1 is a JSON file/],
		[
			'the lock of LibreOffice',
			',anna,rathaus-12,03.11.2026 09:12,file:///home/anna/.config;',
			/^1 is only the mark of a program that has the table open/,
		],
		['the lock of Office', lockOfOffice, /^1 is only the mark of a program that has the table open\. Close/],
		['the encoding of old Macs', Buffer.from(`${plain}x;M\u009fller;y\n`, 'latin1'), /^4 is not UTF-8\. .*"CSV UTF-8/],
		['the encoding of DOS', Buffer.from(`${plain}x;J\u0094rg;y\n`, 'latin1'), /^4 is not UTF-8\. .*"CSV UTF-8/],
		['Turkish Windows', Buffer.from(`${plain}x;Ayd\u00fdn;y\n`, 'latin1'), /^4 is not UTF-8\. .*"CSV UTF-8/],
		['a letter cut off', Buffer.from(`${plain}x;M\u00fc`).subarray(0, -1), /^4 is cut off in the middle of a letter/],
		['UTF-16 cut off', utf16(plain).subarray(0, -1), /^1 is cut off in the middle of a letter/],
		['letters read twice', `${plain}x;M\u00c3\u00bcller;y\n`, /^4 holds letters that another program has spoilt/],
		['letters lost', `${plain}x;M\ufffdller;y\n`, /^4 holds letters that another program has spoilt/],
		['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /^1 is n/],
	])('%s', (_what, content, message) => {
		expect(said(content)).toEqual([expect.stringMatching(message)])
		expect(read(content).rows).toEqual([])
	})

	test('the mark beside an open file, by its name', () => {
		expect(said(plain, 'folder/~$people.csv')).toEqual([expect.stringMatching(/^1 is only the mark of a program/)])
	})
})

describe('the header is checked, whether rows follow or not', () => {
	test.each([
		['', []],
		['id;name\n', [/^1 lacks the column area\. Let the header be id;name;area \(and if you like number, note\)$/]],
		[
			'id;nmae;area\n',
			[/^1 lacks the column name and has the unknown column "nmae"\. In the header write name instead of "nmae"$/],
		],
		['id;name;area;birthday\n', [/^1 has the unknown column "birthday"\. Let the header be /]],
		['id;name;area;name\n', [/^1 has the column name twice\. /]],
		['id;name;area;Name \n', [/^1 has the column name twice\. /]],
		['kennung;titel;bereich\n', [/^1 has no header row that names the columns\. Begin the file with id;name;area/]],
		['\n\nbauhof;Bauhof;building\n', [/^3 has no header row/]],
		['sep=;\nbauhof;Bauhof;building\n', [/^2 has no header row/]],
		[
			'bauhof;Bauhof;building\nid;name;area\n',
			[/^1 stands above the header, which is in line 2\. Move the header to the top/],
		],
	] as const)('%j', (header, messages) => {
		for (const rows of ['', 'x;X;x\n'])
			if (header !== '') expect(said(header + rows)).toEqual(messages.map((one) => expect.stringMatching(one)))
	})

	test('a header alone is a table without rows, which the caller judges', () => {
		expect(read('id;name;area\n')).toMatchObject({ header: 1, rows: [], complaints: [] })
	})
})

describe('a row that cannot be meant is named with its line', () => {
	test.each([
		['a;A;x\nb;B;y;z\n', /^3 has more cells than the header names columns\. /],
		['a;A\n', /^2 has 2 cells and the header names 3\. /],
		['a;A;x\nb;B', /^3 ends in the middle of the row\. The file is cut off there/],
		['a;A;x\nb', /^3 ends in the middle of the row\. /],
		['a;A;x\nStand: 3. November 2026;;\n', /^3 fills a single cell and is no row of the table\. /],
		['a;"A;x\nb;B;y\n', /^2 opens a quotation mark that is not closed in its cell\. /],
		['a;"A;x\nb;"B";y\n', /^2 opens a quotation mark that is not closed in its cell\. /],
		['a;#NV;x\n', /^2 name holds an error of the spreadsheet instead of a value\. Mend the formula/],
		['a;#N/A;x\n', /^2 name holds an error/],
		['a;#REF!;x\n', /^2 name holds an error/],
		['a;#BEZUG!;x\n', /^2 name holds an error/],
		['a;#WERT!;x\n', /^2 name holds an error/],
		['a;#NAME?;x\n', /^2 name holds an error/],
		['a;#DIV/0!;x\n', /^2 name holds an error/],
		['a;######;x\n', /^2 name holds an error/],
		['a;Err:508;x\n', /^2 name holds an error/],
		['a;=B2&C2;x\n', /^2 name holds a formula\. Save the file with values/],
	])('%j', (rows, message) => {
		expect(said(`id;name;area\n${rows}`)).toEqual([expect.stringMatching(message)])
	})

	test('a value in a column without a name', () => {
		expect(said('id;name;;area\na;A;secret;x\n')).toEqual([
			expect.stringMatching(/^2 fills a column without a name\. /),
		])
	})

	test('the same in every row is said once', () => {
		const rows = Array.from({ length: 500 }, (_, at) => `d${at};#NV;x\n`).join('')
		expect(said(`id;name;area\n${rows}`)).toEqual([
			expect.stringMatching(/^2 name holds an error .*; the same in lines 3, 4, 5 and 496 more\. Mend the formula/),
		])
	})
})

test('no complaint repeats a cell of a row, because it may be about a person', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom('Ottilie', '1961', '"', ';', '\n', ';;', '#NV', '=Ottilie'), { maxLength: 30 }),
			(parts) => {
				expect(said(`id;name;area\n${parts.join('')}`).join()).not.toMatch(/Ottilie|1961/)
			},
		),
	)
})

test('whatever stands in cells comes back, however the table was written', () => {
	const cell = fc
		.stringMatching(/^[A-Za-z0-9 ;,"|\u00e4\u00df.!?-]{0,12}$/)
		.map((text) => text.replace(/ +/g, ' ').trim())
	const row = fc.record({ name: cell, area: cell })
	fc.assert(
		fc.property(
			fc.array(row, { minLength: 1, maxLength: 5 }),
			fc.constantFrom(';', ',', '\t'),
			fc.constantFrom('\n', '\r\n', '\r'),
			fc.boolean(),
			(rows, separator, end, hasMark) => {
				const lines = [
					['id', 'name', 'area'],
					...rows.map(({ name, area }, at) => [`d${at}`, name || 'x', area || 'y']),
				]
				const text = lines
					.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator))
					.join(end)
				const found = read(`${hasMark ? '\ufeff' : ''}${text}${end}`)
				expect(found.complaints).toEqual([])
				expect(found.rows.map(({ cells }) => cells)).toEqual(
					rows.map(({ name, area }, at) => ({ id: `d${at}`, name: name || 'x', area: area || 'y' })),
				)
			},
		),
	)
})
