import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAgeFile } from '../../src/content/age-file'

const departments = [{ id: 'standesamt', name: 'Standes\u00e4mter', area: 'registry-office' }]
let folder: string

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'ages-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function read(content: string | Buffer) {
	const path = join(folder, 'ages.csv')
	writeFileSync(path, content)
	return readAgeFile(path, departments, '2026-06-30')
}

test.each([
	['sep=;\r\ndepartment;band;number\r\nstandesamt;25-34;7\r\n', 7],
	['\ufeffDepartment,Band,Number,,\nstandesamt,25-34,"1.234",,\nSumme,,1234,,\n', 1234],
	['Personalstand Juni\n\ndepartment;band;number\nSTANDES\u00c4MTER;25-34;7,0\n;;\n', 7],
	['department\tage\nstandesamt\t30\nstandesamt\t31,0\n', 2],
	['birthYear;department\n1996;Standesaemter\n', 1],
])('%j is read as it is meant', (content, count) => {
	expect([...read(content).counts]).toEqual([['standesamt', [0, count, 0, 0, 0, 0]]])
})

test('Unicode text of Excel is read', () => {
	const text = Buffer.from('department\tband\tnumber\r\nstandesamt\t60+\t3\r\n', 'utf16le')
	expect([...read(Buffer.concat([Buffer.from([0xff, 0xfe]), text])).counts]).toEqual([
		['standesamt', [0, 0, 0, 0, 0, 3]],
	])
})

test.each([
	['department;band;number\n', /ages\.csv:1 has a header and no rows\. /],
	['', /ages\.csv:1 is empty\. /],
	[
		'department;age\nGeheim;61\nGeheim;62\nGeheim;63\nGeheim;64\nGeheim;65\n',
		/:2 names a department .*; the same in lines 3, 4, 5 and 1 more\./,
	],
	[
		'Geheim;61\nGeheim;62\n',
		/:1 has no header row that names the columns\. Begin the file with department;band;number or /,
	],
])('%j is refused, and nothing of its rows is repeated', (content, message) => {
	expect(() => read(content)).toThrow(message)
	expect(() => read(content)).toThrow(expect.objectContaining({ message: expect.not.stringMatching(/Geheim|6\d/) }))
})
