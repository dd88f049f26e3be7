/** Time comes from outside, so that tests need not wait for it. */
export interface Clock {
	/** The town's time: in it things are due and leases end. */
	now(): Date
	/** Milliseconds that pass evenly whatever happens to the town's time: in them Teams counts. */
	steadyMs(): number
	/** Runs something later; the returned function calls it off. */
	after(ms: number, run: () => void): () => void
}

export function pause(clock: Clock, ms: number): Promise<void> {
	return new Promise((resolve) => {
		clock.after(ms, resolve)
	})
}
