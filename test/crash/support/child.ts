import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

export interface Child {
	readonly process: ChildProcessByStdio<Writable, Readable, null>
	/** Every line that it has printed so far. */
	readonly lines: readonly string[]
	/** The next line for which this holds, or the first one already there. */
	line(holds: (line: string) => boolean): Promise<string>
	/** Ends it the hard way, and waits until it is gone. Returns the signal or exit code. */
	kill(): Promise<unknown>
	/** Waits until it ends by itself; throws unless it ends well. */
	done(): Promise<void>
}

/**
 * A real process of its own that runs a TypeScript file of ours. What it complains about is seen in the test's output.
 */
export function startChild(file: string, args: readonly string[]): Child {
	const hook = require.resolve('./load-typescript.js')
	// Compiled code is kept between starts: a restart should cost what it costs in production.
	const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'digicheck-compile-cache') }
	const child = spawn(process.execPath, ['-r', hook, file, ...args], { stdio: ['pipe', 'pipe', 'inherit'], env })
	const lines: string[] = []
	const ended = once(child, 'exit')
	const reader = createInterface({ input: child.stdout })
	reader.on('line', (line) => lines.push(line))
	return {
		process: child,
		lines,
		line: async (holds) => {
			const known = lines.find(holds)
			if (known !== undefined) return known
			return new Promise((resolve, reject) => {
				const look = (line: string) => {
					if (!holds(line)) return
					reader.off('line', look)
					resolve(line)
				}
				reader.on('line', look)
				ended.then(([code, signal]) =>
					reject(new Error(`${file} ended with ${signal ?? code} before it said what was waited for`)),
				)
			})
		},
		kill: async () => {
			child.kill('SIGKILL')
			const [code, signal] = await ended
			return signal ?? code
		},
		done: async () => {
			const [code, signal] = await ended
			if (code !== 0) throw new Error(`${file} ended with ${signal ?? code}`)
		},
	}
}
