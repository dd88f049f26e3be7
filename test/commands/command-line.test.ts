import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(__dirname, '../..')
const run = (...args: readonly string[]) => {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: {} })
	return { status, stdout, stderr }
}

test.each([
	['dist/main.js', 'serve, town, check-content'],
	['dist/demo/main.js', 'demo, journey'],
])('%s tells which commands there are when it is asked for another', (program, commands) => {
	for (const name of ['help', 'constructor'])
		expect(run(program, name)).toEqual({
			status: 1,
			stdout: '',
			stderr: `there is no command "${name}"; use one of: ${commands}\n`,
		})
})

test('the product has no demo', () => {
	expect(run('dist/main.js', 'demo').stderr).toBe(
		'there is no command "demo"; use one of: serve, town, check-content\n',
	)
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
	expect(run('dist/main.js', 'town')).toMatchObject({ status: 1, stderr: expect.stringMatching(/^use: npm run town/) })
})
