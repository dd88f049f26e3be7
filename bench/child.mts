/** Questions and answers between the benchmark and the processes it starts. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Facts = Record<string, unknown>
type Answers = Readonly<Record<string, (asked: Facts) => unknown>>

export interface Child {
	/** What the process said when it was ready. */
	readonly ready: Facts
	ask(what: string, more?: Facts): Promise<Facts>
	stop(): Promise<void>
}

/** In the child: says that it is ready, then answers. `usage` is answered for everybody. */
export function answerParent(ready: Facts, answers: Answers = {}): void {
	const all: Answers = { usage, ...answers }
	process.on('message', async (message) => {
		const { number, what, ...more } = message as { number: number; what: string } & Facts
		const answer = await all[what]?.(more)
		process.send?.({ number, ...((answer as Facts | undefined) ?? {}) })
	})
	process.on('disconnect', () => process.exit())
	process.send?.({ ready })
}

function usage({ collect }: Facts): Facts {
	if (collect) for (let round = 0; round < 4; round++) (globalThis as { gc?: () => void }).gc?.()
	const { user, system } = process.cpuUsage()
	const { heapUsed, external, rss } = process.memoryUsage()
	return { cpuMicros: user + system, heapUsed: heapUsed + external, rss }
}

/** In the benchmark: starts a process and waits until it is ready. */
export async function startChild(file: string, settings: Facts, flags: readonly string[] = []): Promise<Child> {
	const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(settings)], {
		execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--disable-warning=ExperimentalWarning', ...flags],
		env: { ...process.env, NODE_ENV: 'production' },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	})
	const waiting = new Map<number, (answer: Facts) => void>()
	let number = 0
	const ready = await new Promise<Facts>((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready`)))
		child.on('message', (message: Facts) => {
			if (message.ready) resolve(message.ready as Facts)
			else waiting.get(message.number as number)?.(message)
		})
	})
	child.removeAllListeners('exit')
	return {
		ready,
		ask: (what, more = {}) =>
			new Promise((resolve, reject) => {
				const mine = ++number
				waiting.set(mine, resolve)
				child.send({ number: mine, what, ...more }, (fault) => fault && reject(fault))
			}),
		stop: () =>
			new Promise((resolve) => {
				child.once('exit', () => resolve())
				child.disconnect()
			}),
	}
}

export const settings = (): Facts => JSON.parse(process.argv[2] ?? '{}') as Facts
