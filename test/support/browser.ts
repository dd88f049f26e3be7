import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

// The package that carries the Chromium is an ES module only, which CommonJS tests under jest cannot load; a short
// process of its own unpacks it.
const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"
const unpacked = path.join(tmpdir(), 'digicheck-chromium-147')

/**
 * The Chromium from node_modules, unpacked once: beside its place first and then moved there, because several test
 * files may begin at the same time.
 */
const chromiumPath = async () => {
	const executable = path.join(unpacked, 'chromium')
	if (existsSync(executable)) return executable
	const mine = await mkdtemp(`${unpacked}-`)
	await promisify(execFile)(process.execPath, ['--input-type=module', '-e', unpack], {
		cwd: __dirname,
		env: { ...process.env, TMPDIR: mine },
	})
	try {
		await rename(mine, unpacked)
	} catch (error) {
		// Somebody else was quicker; theirs is as good.
		if (!existsSync(executable)) throw error
		await rm(mine, { recursive: true })
	}
	return executable
}

/** Starts a browser without a window. No system package is needed; the caller closes it. */
export const launchBrowser = async (): Promise<Browser> =>
	// Not the package's own arguments: they switch off web security, which these tests are there to watch.
	chromium.launch({
		executablePath: await chromiumPath(),
		headless: true,
		args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
	})
