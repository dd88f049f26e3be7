/**
 * Says that a lane of the outbox has something to send, so that the message need not wait for the next scan. It may be
 * lost, late or heard twice: the outbox is what counts, and the scan finds whatever no bell announced.
 */
export interface Doorbell {
	/** Never fails for want of the queue: what cannot be rung is found by the scan. */
	ring(lane: string): Promise<void>
	/** Of all who listen, in whatever process, one hears each ring. `stop` resolves when nothing more will be heard. */
	listen(heard: (lane: string) => void): { stop(): Promise<void> }
}

/** The bell of a single process: heard at once. */
export function inProcessDoorbell(): Doorbell {
	const listeners: ((lane: string) => void)[] = []
	return {
		ring: async (lane) => {
			const [heard] = listeners
			if (!heard) return
			listeners.push(...listeners.splice(0, 1))
			heard(lane)
		},
		listen: (heard) => {
			listeners.push(heard)
			return {
				stop: async () => {
					const at = listeners.indexOf(heard)
					if (at >= 0) listeners.splice(at, 1)
				},
			}
		},
	}
}
