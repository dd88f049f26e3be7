import { type ScheduleTools, scheduleMemory, standstillMs, tick } from './tick'

const tickEveryMs = 60_000
const watchEveryMs = 30_000

/** How the schedule stands, for those who watch the service. Names no town. */
export interface ScheduleHealth {
	readonly state: 'off' | 'starting' | 'running' | 'standing' | 'failing'
	/** Seconds since the last tick that went through, or since the start. */
	readonly ageSeconds: number
	/** For how many seconds the reminders of at least one town have failed. */
	readonly failingSeconds: number
}

export interface Scheduler {
	/** One tick now, unless one is running; whether it went through. */
	tick(): Promise<boolean>
	/** Looks whether a tick hangs and lets the next one begin. Runs by itself after `start`. */
	watch(): void
	start(): void
	stop(): Promise<void>
	health(): ScheduleHealth
}

/**
 * Ticks every minute. The watchdog has a timer of its own: a tick that never ends is given up after ten minutes, so
 * that the next one can repair what it left. Should it come back to life, its writes are conditional like everybody's.
 */
export function createScheduler(tools: ScheduleTools): Scheduler {
	const memory = scheduleMemory()
	const timers: NodeJS.Timeout[] = []
	let startedMs: number | undefined
	let running: { readonly sinceMs: number; readonly done: Promise<boolean> } | undefined

	const once = async (): Promise<boolean> => {
		try {
			await tick(tools, memory)
			return true
		} catch (fault) {
			tools.failed(fault)
			return false
		}
	}
	const runTick = async (): Promise<boolean> => {
		if (running) return running.done
		startedMs ??= tools.steadyMs()
		const mine = { sinceMs: tools.steadyMs(), done: once() }
		running = mine
		const through = await mine.done
		if (running === mine) running = undefined
		return through
	}
	const watch = (): void => {
		if (!running || tools.steadyMs() - running.sinceMs <= standstillMs) return
		running = undefined
		tools.failed(new Error('a tick of the schedule did not end within ten minutes and was given up'))
	}
	return {
		tick: runTick,
		watch,
		start: () => {
			startedMs ??= tools.steadyMs()
			timers.push(
				setInterval(() => void runTick(), tickEveryMs),
				setInterval(watch, watchEveryMs),
			)
			for (const timer of timers) timer.unref()
			void runTick()
		},
		stop: async () => {
			for (const timer of timers) clearInterval(timer)
			await running?.done
		},
		health: () => {
			const nowMs = tools.steadyMs()
			const sinceMs = memory.lastGoodMs ?? startedMs
			if (sinceMs === undefined) return { state: 'off', ageSeconds: 0, failingSeconds: 0 }
			const ageMs = nowMs - sinceMs
			const failingMs = Math.max(0, ...[...memory.failingSince.values()].map((since) => nowMs - since))
			const state =
				ageMs > standstillMs
					? 'standing'
					: failingMs > standstillMs
						? 'failing'
						: memory.lastGoodMs === undefined
							? 'starting'
							: 'running'
			return { state, ageSeconds: Math.round(ageMs / 1_000), failingSeconds: Math.round(failingMs / 1_000) }
		},
	}
}
