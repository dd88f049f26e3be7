import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const account = 'devstoreaccount1'
/** Everybody's key of the emulator; it opens nothing else. */
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

export interface Azurite {
	readonly connectionString: string
	/** Begins again on the same port, with nothing in it. */
	start(): Promise<void>
	/** Gone at once, as in a power cut. */
	kill(): Promise<void>
}

/** Azure Storage Queue on loopback, in memory. Whoever starts it ends it. */
export async function startAzurite(): Promise<Azurite> {
	const port = await freePort()
	const endpoint = `http://127.0.0.1:${port}/${account}`
	let running: ChildProcess | undefined
	const start = async () => {
		const program = join(dirname(require.resolve('azurite/package.json')), 'dist/src/queue/main.js')
		const flags = [
			'--queueHost',
			'127.0.0.1',
			'--queuePort',
			String(port),
			'--inMemoryPersistence',
			'--silent',
			'--disableTelemetry',
			'--skipApiVersionCheck',
		]
		const child = spawn(process.execPath, [program, ...flags], { stdio: ['ignore', 'ignore', 'pipe'] })
		running = child
		let complaint = ''
		child.stderr?.on('data', (data) => {
			complaint += data
		})
		while (child.exitCode === null) {
			if (await answers(endpoint)) return
			await wait(50)
		}
		throw new Error(`azurite ended: ${complaint}`)
	}
	await start()
	return {
		connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};QueueEndpoint=${endpoint};`,
		start,
		kill: async () => {
			const child = running
			running = undefined
			if (!child || child.exitCode !== null) return
			const ended = new Promise((resolve) => child.once('exit', resolve))
			child.kill('SIGKILL')
			await ended
		},
	}
}

async function answers(endpoint: string): Promise<boolean> {
	try {
		await fetch(endpoint, { signal: AbortSignal.timeout(1_000) })
		return true
	} catch {
		return false
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer()
		probe.once('error', reject)
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address()
			probe.close(() =>
				address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
			)
		})
	})
}
