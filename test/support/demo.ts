import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.join(__dirname, '../..')

export interface Demo {
	readonly address: string
	readonly dataDir: string
	/** Ends the process; `SIGKILL` as a power cut would. */
	stop(signal?: NodeJS.Signals): Promise<void>
}

/**
 * Starts what `npm run demo` starts, as a process of its own on a free port, and waits for the line with its address.
 */
export async function startDemo(
	dataDir = mkdtempSync(path.join(tmpdir(), 'digicheck-demo-')),
	args: readonly string[] = [],
): Promise<Demo> {
	const child = spawn(process.execPath, ['dist/demo/main.js', 'demo', ...args], {
		cwd: root,
		env: { ...process.env, PORT: '0', DATA_DIR: dataDir, NODE_ENV: 'test' },
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	const address = await addressFrom(child)
	return {
		address,
		dataDir,
		stop: async (signal = 'SIGTERM') => {
			if (child.exitCode !== null || child.signalCode !== null) return
			child.kill(signal)
			await once(child, 'exit')
		},
	}
}

function addressFrom(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let said = ''
		const listen = (chunk: Buffer) => {
			said += chunk.toString()
			const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)
			if (found) resolve(found[0])
		}
		child.stdout?.on('data', listen)
		child.stderr?.on('data', listen)
		child.once('exit', (code) => reject(new Error(`the demo ended with ${code}: ${said}`)))
	})
}
