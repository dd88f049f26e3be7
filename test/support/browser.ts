import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

// The package that carries the Chromium is an ES module only, which CommonJS tests under jest cannot load; a short process of its own asks it.
const askForPath = "import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath())"

/** Starts the Chromium from node_modules, without a window. No system package is needed; the caller closes it. */
export const launchBrowser = async (): Promise<Browser> => {
	const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', askForPath], { cwd: __dirname })
	// Not the package's own arguments: they switch off web security, which these tests are there to watch.
	return chromium.launch({ executablePath: stdout.trim(), headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] })
}
