import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** `town check` and `town import` as a town's IT types them. Every line is a process of its own. */
jest.setTimeout(240_000)
const root = resolve(__dirname, '../..')
let place: string
let folder: string
let data: string
beforeEach(() => {
	place = mkdtempSync(join(tmpdir(), 'import-'))
	folder = join(place, 'town')
	data = join(place, 'data')
	cpSync(join(root, 'deploy/example-town'), folder, { recursive: true })
})
afterEach(() => rmSync(place, { recursive: true }))

function town(...args: readonly string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/main.js', 'town', ...args], {
		cwd: root,
		encoding: 'utf8',
		env: { DATA_DIR: data },
	})
	return { status, said: `${stdout}${stderr}`.trimEnd().split('\n') }
}

function change(file: string, how: (text: string) => string): void {
	const path = join(folder, `${file}.csv`)
	const before = readFileSync(path, 'utf8')
	const after = how(before)
	if (after === before) throw new Error(`nothing changed in ${file}`)
	writeFileSync(path, after)
}

const firstLines = (count: number) => (text: string) => `${text.split('\n').slice(0, count).join('\n')}\n`

test('a look makes no database, and a store that is none is no fault of the folder', () => {
	const nothing = town('check', folder)
	expect(nothing.status).toBe(0)
	expect(nothing.said[0]).toMatch(/^only the folder was checked: there is no database at /)
	expect(nothing.said.at(-1)).toMatch(/ 20 people; the folder can be imported$/)
	expect(existsSync(data)).toBe(false)
	mkdirSync(data)
	writeFileSync(join(data, 'digicheck.sqlite'), 'no database at all, but long enough to be taken for one'.repeat(99))
	const broken = town('check', folder)
	expect(broken.status).toBe(0)
	expect(broken.said[0]).toMatch(/^only the folder was checked: the store cannot be reached \(/)
})

test('what came shorter is refused and listed, the command that was printed does it, and twice is once', () => {
	expect(town('import', folder).said.at(-1)).toMatch(/; created in /)
	change('people', firstLines(17))
	const looked = town('check', folder)
	expect(looked.status).toBe(0)
	for (const { said } of [looked, town('import', folder)]) {
		const at = said.indexOf('people leave: 4')
		const listed = said.slice(at + 1, at + 5).map((line) => line.trim().split(' ')[0])
		expect(listed).toEqual(['p17', 'p18', 'p19', 'p20'])
		expect(said).toContain(`  npm run town -- import ${folder} --leaving 4`)
	}
	const wrong = town('import', folder, '--leaving', '3')
	expect(wrong.status).toBe(1)
	expect(wrong.said).toContain('--leaving 3 is not right: 4 leave')
	expect(wrong.said.at(-1)).toBe('refused; nothing was changed')
	expect(town('import', folder, '--leaving', 'all').status).toBe(1)
	const done = town('import', folder, '--leaving', '4')
	expect(done.status).toBe(0)
	expect(done.said.at(-1)).toMatch(/ 16 people; changed in /)
	const again = town('import', folder)
	expect({ status: again.status, said: again.said }).toEqual({
		status: 0,
		said: [expect.stringMatching(/; unchanged in /)],
	})
})

test('a warning names by town and id whoever is in another town of the tenant', () => {
	town('import', folder)
	change('town', (text) => text.replace(/^eschenwerder;/m, 'erlenbruch;'))
	change('people', firstLines(3))
	for (const what of ['check', 'import']) {
		const { status, said } = town(what, folder)
		expect(status).toBe(0)
		expect(said).toEqual(
			expect.arrayContaining(['  p01 here is p01 in eschenwerder', '  p02 here is p02 in eschenwerder']),
		)
	}
})

test('new numbers for the same accounts are refused with both ids and the remedy', () => {
	town('import', folder)
	change('people', (text) => text.replace(/^p05;/m, 'p105;'))
	const { status, said } = town('import', folder, '--leaving', '1')
	expect(status).toBe(1)
	expect(said.join(' ')).toMatch(/p05 \(Hartmut Brackelmann\) .* p105 .*keep the old id in the column id/)
})
