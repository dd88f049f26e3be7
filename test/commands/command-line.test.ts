import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../..')
const run = (...args: readonly string[]) => {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		cwd: root,
		encoding: 'utf8',
		env: { DATA_DIR: folder },
	})
	return { status, stdout, stderr }
}
let folder: string

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'command-line-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

test.each([
	['dist/main.js', 'serve, town, check-content'],
	['dist/demo/main.js', 'demo, journey'],
])('%s tells which commands there are when it is asked for another', (program, commands) => {
	for (const name of ['nothing-of-ours', 'constructor'])
		expect(run(program, name)).toEqual({
			status: 1,
			stdout: '',
			stderr: `there is no command "${name}"; use one of: ${commands}\n`,
		})
})

test('without a command the product serves, and says what it lacks', () => {
	const { status, stderr } = run('dist/main.js')
	expect(status).toBe(1)
	expect(stderr).toMatch(/^COSMOS_ENDPOINT: set COSMOS_ENDPOINT/m)
	expect(stderr).not.toContain('    at ')
})

test('a command gets the words that follow its name', () => {
	expect(run('dist/main.js', 'town', 'check', 'deploy/example-town')).toMatchObject({
		status: 0,
		stdout: expect.stringMatching(/ people; the folder can be imported\n$/),
	})
	expect(run('dist/main.js', 'town')).toMatchObject({
		status: 1,
		stderr: expect.stringMatching(/^use: npm run town/),
	})
})

test('help goes to stdout and is no fault', () => {
	expect(run('dist/main.js', 'town', 'import', '--help')).toMatchObject({
		status: 0,
		stdout: expect.stringMatching(/^use: npm run town -- import .*<folder>/),
		stderr: '',
	})
	expect(run('dist/demo/main.js', '--help')).toMatchObject({
		status: 0,
		stdout: expect.stringMatching(/npm run journey --/),
	})
})

test('a file that cannot be written is named with what to do, without a stack', () => {
	expect(run('dist/main.js', 'town', 'reported-questions', '/no/such/place/file.csv').stderr).toBe(
		'/no/such/place/file.csv: there is no such file or folder; check how the path is written\n',
	)
	expect(run('dist/main.js', 'town', 'reported-questions', 'package.json').stderr).toMatch(
		/is not overwritten; choose another name/,
	)
})

test('what was begun is done although nobody reads along any more', async () => {
	const child = spawn(process.execPath, ['dist/main.js', 'town', 'import', 'deploy/example-town'], {
		cwd: root,
		env: { DATA_DIR: folder },
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	child.stdout.destroy()
	let said = ''
	child.stderr.on('data', (text) => {
		said += String(text)
	})
	const [status] = await once(child, 'exit')
	expect([status, said]).toEqual([0, ''])
	expect(run('dist/main.js', 'town', 'import', 'deploy/example-town').stdout).toContain('unchanged')
})
