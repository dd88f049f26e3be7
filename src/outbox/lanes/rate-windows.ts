/** At most `count` messages within any `withinMs` milliseconds. */
export interface RateWindow {
	readonly count: number
	readonly withinMs: number
}

/**
 * So many messages of its smallest window are given up with a 429, and with each further one in the same window:
 * together about what was too much.
 */
const givenUp = { first: 2, further: 0.75 }
/** No 429 takes a larger part of the rate than this. */
const mostGivenUp = 0.15
/**
 * The part of the slowed rate that has come back so many seconds after the last 429: carefully at first, then boldly,
 * for then it was jitter.
 */
const regained = (seconds: number) => 0.005 * seconds + 0.0005 * seconds ** 2
const leastShare = 0.02

/** The windows of one conversation or of the tenant, and what is left of them after a 429. */
export class RateWindows {
	/**
	 * When messages went, oldest first: as many as the largest window holds, and as many before, for what is said of them
	 * later.
	 */
	private readonly sent: number[] = []
	private readonly most: number
	private readonly smallest: RateWindow
	private pausedUntil = Number.NEGATIVE_INFINITY
	private slowedTo = 1
	private slowedAt = Number.NEGATIVE_INFINITY

	constructor(
		private readonly windows: readonly RateWindow[],
		private readonly marginMs: number,
	) {
		this.most = Math.max(...windows.map((one) => one.count))
		this.smallest = windows.reduce((least, one) => (one.count < least.count ? one : least))
	}

	/** Milliseconds until one more message fits into all windows, after `ahead` others. */
	waitAt(now: number, ahead = 0): number {
		let wait = Math.max(0, this.pausedUntil - now)
		for (const window of this.windows) {
			const count = this.allowed(window, now)
			const rounds = Math.floor(ahead / count)
			const makesRoom = this.sent[this.sent.length - count + (ahead % count)]
			if (makesRoom !== undefined || rounds > 0)
				wait = Math.max(
					wait,
					(makesRoom ?? now) + (rounds + (makesRoom === undefined ? 0 : 1)) * (window.withinMs + this.marginMs) - now,
				)
		}
		return wait
	}

	/** How many messages fit now. */
	freeAt(now: number): number {
		if (now < this.pausedUntil) return 0
		return Math.min(...this.windows.map((window) => this.allowed(window, now) - this.usedIn(window, now)))
	}

	count(now: number): void {
		this.insert(now)
		if (this.sent.length > 2 * this.most) this.sent.shift()
	}

	/** When the last one was counted. */
	get last(): number | undefined {
		return this.sent.at(-1)
	}

	/** One that was counted at a time counts at another. */
	move(from: number, to: number): void {
		const at = this.sent.lastIndexOf(from)
		if (at < 0) return
		this.sent.splice(at, 1)
		this.insert(to)
	}

	/** The part of the documented rate that is used at present. */
	share(now: number): number {
		if (this.slowedTo === 1) return 1
		return Math.min(1, this.slowedTo * (1 + regained(Math.max(0, now - this.slowedAt) / 1_000)))
	}

	slow(now: number): void {
		const lost = now - this.slowedAt > this.smallest.withinMs ? givenUp.first : givenUp.further
		this.slowedTo = Math.max(leastShare, this.share(now) * (1 - Math.min(lost / this.smallest.count, mostGivenUp)))
		this.slowedAt = now
	}

	pause(until: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, until)
	}

	/**
	 * Milliseconds by which the message of that time was farther than it had to be from the one that it must not follow
	 * too closely.
	 */
	slackOf(at: number): number {
		const place = this.sent.lastIndexOf(at)
		return Math.min(
			...this.windows.map(
				({ count, withinMs }) => at - (this.sent[place - count] ?? Number.NEGATIVE_INFINITY) - withinMs,
			),
		)
	}

	/** Whether at least half of a window is used up, so that a 429 may be meant for these windows. */
	isBusy(now: number): boolean {
		return this.windows.some((window) => this.usedIn(window, now) * 2 >= window.count)
	}

	/** Whether nothing has been sent since then and nothing of a 429 is left. */
	idleSince(then: number, now: number): boolean {
		return (this.last ?? Number.NEGATIVE_INFINITY) <= then && this.pausedUntil <= now && this.share(now) === 1
	}

	private insert(at: number): void {
		this.sent.splice(this.sent.findLastIndex((one) => one <= at) + 1, 0, at)
	}

	private allowed(window: RateWindow, now: number): number {
		return Math.max(1, Math.floor(window.count * this.share(now)))
	}

	private usedIn(window: RateWindow, now: number): number {
		let used = 0
		while (
			used < this.sent.length &&
			(this.sent[this.sent.length - 1 - used] ?? 0) > now - window.withinMs - this.marginMs
		)
			used++
		return used
	}
}
