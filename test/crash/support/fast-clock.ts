import type { Clock } from '../../../src/outbox/shared/clock'

/**
 * So much faster time runs for the workers: leases, patience and Teams' limits shrink alike, and a test needs not wait
 * half a minute for a lease.
 */
export const speed = 10

/** The same fast time in every process that was told when it began, in milliseconds. */
export function fastClock(began: number, times = speed): Clock {
	const passed = () => (Date.now() - began) * times
	return {
		now: () => new Date(began + passed()),
		steadyMs: passed,
		after: (ms, run) => {
			const timer = setTimeout(run, ms / times)
			return () => clearTimeout(timer)
		},
	}
}
