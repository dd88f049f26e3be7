import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const script = 'src/demo/check-installed.js'
let checkout: string
beforeEach(() => {
	checkout = mkdtempSync(join(tmpdir(), 'digicheck-checkout-'))
	mkdirSync(join(checkout, 'src/demo'), { recursive: true })
	copyFileSync(resolve(__dirname, '../..', script), join(checkout, script))
})
afterEach(() => rmSync(checkout, { recursive: true, force: true }))

const check = (needs: { readonly node: string; readonly installed: readonly string[] }) => {
	const declared = {
		engines: { node: needs.node },
		dependencies: { one: '1.0.0' },
		devDependencies: { '@a/two': '1.0.0' },
	}
	writeFileSync(join(checkout, 'package.json'), JSON.stringify(declared))
	for (const name of needs.installed) mkdirSync(join(checkout, 'node_modules', name), { recursive: true })
	const { status, stderr } = spawnSync(process.execPath, [script], { cwd: checkout, encoding: 'utf8' })
	return { status, stderr }
}

test('where everything is installed it says nothing', () => {
	expect(check({ node: '>=22', installed: ['one', '@a/two'] })).toEqual({ status: 0, stderr: '' })
})

test.each([
	['nothing', [], 'one'],
	['only what production needs', ['one'], '@a/two'],
])('where %s is installed it names the command', (_, installed, missing) => {
	expect(check({ node: '>=22', installed })).toEqual({
		status: 1,
		stderr: `the package "${missing}" is not installed; run "npm ci" first\n`,
	})
})

test('an old Node is told which one it would have to be', () => {
	expect(check({ node: '>=900', installed: ['one', '@a/two'] })).toEqual({
		status: 1,
		stderr: `Node ${process.versions.node} is too old; run "npm ci", which brings a newer one, or install Node 900\n`,
	})
})
