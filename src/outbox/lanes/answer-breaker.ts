import { hasAnswered, type PostOutcome } from '../stored/outcome'

/** So many messages of a tenant may be on their way at once, each in another conversation. */
export const mostInFlight = 40
/**
 * After so many posts in a row that Teams did not answer, the lane rests: first 10 s, then twice as long each time,
 * five minutes at most.
 */
const mostFailures = 5
const shortestRestMs = 10_000
const longestRestMs = 300_000

/** Lets a lane rest while Teams does not answer, and go carefully until it does again. */
export class AnswerBreaker {
	private failures = 0
	/** Whether the lane is to rest now. */
	isOpen = false

	/** `pauses`: how often in a row the lane has rested already. */
	constructor(public pauses: number) {}

	hear(outcome: PostOutcome): void {
		if (outcome.kind === 'unclear' || (outcome.kind === 'later' && outcome.unreached)) {
			this.failures++
			if (this.failures >= mostFailures || this.pauses > 0) this.isOpen = true
		} else if (hasAnswered(outcome)) {
			this.failures = 0
			this.pauses = 0
			this.isOpen = false
		}
	}

	/** Fewer at once when Teams stops answering: each of them may become a post that a colleague has to look for. */
	mostAtOnce(): number {
		if (this.pauses > 0) return 1
		return this.failures === 0 ? mostInFlight : Math.max(1, 10 >> (this.failures - 1))
	}

	restMs(): number {
		return Math.min(shortestRestMs * 2 ** this.pauses, longestRestMs)
	}
}
