import type { Clock } from './clock'
import type { Outcome } from './entry'

/**
 * Closes when Teams does not know us at all (401): then nothing goes out to anybody but one message a minute, to see
 * whether it was repaired.
 */
export interface Door {
	/** Milliseconds until somebody may try; 0 = go on. */
	waitMs(): number
	/** Somebody goes through; while the door is closed, the others wait for what becomes of it. */
	enter(): void
	heard(outcome: Outcome): void
	/** Instant since which it is closed. */
	readonly closedSince: string | undefined
}

const closedMs = 60_000
const triedMs = 15_000

export function createDoor(clock: Clock): Door {
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
