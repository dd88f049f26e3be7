import type { Clock } from '../shared/clock'
import type { PostOutcome } from '../stored/outcome'

/**
 * Closes when Teams does not know us at all (401): then nothing goes out but one message a minute, to see whether it
 * was repaired.
 */
export interface RefusalGate {
	/** Milliseconds until the next may try; 0 = go on. */
	waitMs(): number
	/** One sender goes through; while the gate is closed, the others wait for what becomes of it. */
	enter(): void
	heard(outcome: PostOutcome): void
	/** Instant since which it is closed. */
	readonly closedSince: string | undefined
}

const closedMs = 60_000
const triedMs = 15_000

export function createRefusalGate(clock: Clock): RefusalGate {
	let closedSince: string | undefined
	let until = 0
	return {
		get closedSince() {
			return closedSince
		},
		waitMs: () => (closedSince === undefined ? 0 : Math.max(0, until - clock.steadyMs())),
		enter: () => {
			if (closedSince !== undefined) until = clock.steadyMs() + triedMs
		},
		heard: (outcome) => {
			if (outcome.kind === 'unauthorised') {
				closedSince ??= clock.now().toISOString()
				until = clock.steadyMs() + closedMs
			}
			// Only what Teams itself has said counts as being known.
			else if (
				outcome.kind === 'sent' ||
				outcome.kind === 'gone' ||
				outcome.kind === 'contended' ||
				(outcome.kind === 'later' && outcome.throttled)
			)
				closedSince = undefined
		},
	}
}
