/** What a start costs: how long until the service is ready, and what ten thousand sessions in progress weigh. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { closedLoop } from './load.mts'
import { type Surroundings, startOurs } from './participants.mts'

const demo = fileURLToPath(new URL('../dist/demo/main.js', import.meta.url))

/**
 * Milliseconds from the start of the process to the first 200 of /readyz, with the store as the start before left it.
 */
export async function readyAfter(folder: string, starts: number): Promise<readonly number[]> {
	const taken: number[] = []
	for (let start = 0; start <= starts; start++) {
		const port = await freePort()
		const began = performance.now()
		const child = spawn(process.execPath, [demo, 'demo'], {
			env: { ...process.env, NODE_ENV: '', PORT: String(port), DATA_DIR: folder },
			stdio: ['ignore', 'ignore', 'inherit'],
		})
		const ended = new Promise((resolve) => child.once('exit', resolve))
		while (
			!(await fetch(`http://127.0.0.1:${port}/readyz`).then(
				(answer) => answer.ok,
				() => false,
			))
		) {
			if (child.exitCode !== null) throw new Error(`the demo ended with ${child.exitCode} before it was ready`)
			await new Promise((resolve) => setTimeout(resolve, 5))
		}
		// The first start creates the file and the town; what counts is every later one.
		if (start > 0) taken.push(performance.now() - began)
		child.kill('SIGTERM')
		await ended
	}
	return taken
}

/**
 * Megabytes on the heap that remain after everybody of a hundred towns has come for the first time and opened their
 * DigiCheck.
 */
export async function memoryOfSessions(
	around: Surroundings,
): Promise<{ readonly heapMb: number; readonly turns: number }> {
	const people = 10_000
	const ours = await startOurs(
		'memory',
		{ store: 'sqlite', catalogue: 'three', people, introduced: false },
		{ ...around, folder: `${around.folder}/memory` },
	)
	const before = await ours.child.ask('usage', { collect: true })
	const { turns } = await closedLoop(ours.client, ours.people(), (person) => ours.flow(person).slice(0, 1), 60)
	const after = await ours.child.ask('usage', { collect: true })
	await ours.child.stop()
	return { heapMb: (Number(after.heapUsed) - Number(before.heapUsed)) / 1e6, turns }
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer()
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address()
			probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
		})
	})
}
