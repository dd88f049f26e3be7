import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readChangesFile } from '../../src/content/changes-file'

let folder: string
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'changes-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const read = (text: string) => {
	writeFileSync(join(folder, 'changes.csv'), text)
	return readChangesFile(folder)
}

test('without the file nothing became anything else', () => {
	expect(readChangesFile(folder)).toEqual([])
})

test('each line says what became of what, and an empty target that it ends', () => {
	expect(read('kind;from;to\ndepartment;buergerservice;buergerbuero\nPosition;hof;\n')).toEqual([
		{ line: 2, kind: 'department', from: 'buergerservice', to: 'buergerbuero' },
		{ line: 3, kind: 'position', from: 'hof', to: '' },
	])
})

test.each([
	['kind;from;to\nteam;a;b\n', /changes\.csv:2 names no kind\. Write department or position/],
	['kind;from;to\ndepartment;Bürgerservice;b\n', /changes\.csv:2 from is not an id\. Write the id as it stands/],
	['kind;from;to\ndepartment;;b\n', /changes\.csv:2 from is not an id/],
	['kind;from\ndepartment;a\n', /changes\.csv:1 /],
])('what is wrong is said with its line and what to do: %j', (text, message) => {
	expect(() => read(text)).toThrow(message)
})
