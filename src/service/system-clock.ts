import type { Clock } from '../outbox/shared/clock'

/** The clock of a running service. Its timers keep no process alive. */
export function systemClock(nowMs: () => number, steadyMs: () => number): Clock {
	return {
		now: () => new Date(nowMs()),
		steadyMs,
		after: (ms, run) => {
			const timer = setTimeout(run, ms).unref()
			return () => clearTimeout(timer)
		},
	}
}
