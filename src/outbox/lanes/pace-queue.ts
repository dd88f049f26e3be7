/** A conversation that does not come this long after the time that was named loses its place in the queue. */
const patienceMs = 250

interface Place {
	readonly turn: number
	expectedAt: number
}

/** Conversations that wait for the tenant's rate, first come first. */
export class PaceQueue {
	private readonly places = new Map<string, Place>()
	/** Counts the places that were ever given. */
	private turns = 0

	leave(conversation: string): void {
		this.places.delete(conversation)
	}

	/** Takes their places from those who did not come when they were expected. */
	forgetAbsent(now: number): void {
		for (const [conversation, { expectedAt }] of this.places) {
			if (expectedAt + patienceMs >= now) return
			this.places.delete(conversation)
		}
	}

	/** Whether a conversation has one of the first places, or would get one. */
	isAmongFirst(conversation: string, places: number): boolean {
		let place = 0
		for (const waiting of this.places.keys()) {
			if (place++ >= places) return false
			if (waiting === conversation) return true
		}
		return place < places
	}

	/** How many stand ahead of a conversation, which gets a place if it has none. */
	aheadOf(conversation: string, now: number): number {
		const place = this.places.get(conversation) ?? { turn: this.turns++, expectedAt: now }
		this.places.set(conversation, place)
		const [first] = this.places.values()
		const firstTurn = first?.turn ?? place.turn
		// Places that were left before their turn count as if all had stood ahead: better woken too early than a free place
		// that stays unused.
		const left = this.turns - firstTurn - this.places.size
		return Math.max(0, place.turn - firstTurn - left)
	}

	/** A conversation was told to come again at this time. */
	expect(conversation: string, at: number): void {
		const place = this.places.get(conversation)
		if (place) place.expectedAt = at
	}
}
