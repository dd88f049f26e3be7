/** At most `count` messages within any `withinMs` milliseconds. */
export interface Window {
	readonly count: number
	readonly withinMs: number
}

export interface Limits {
	/** What Teams allows one app in one tenant. */
	readonly app: Window
	/** What Teams allows one bot in one conversation; all of them hold at the same time. */
	readonly conversation: readonly Window[]
	/**
	 * Milliseconds by which every window is kept longer than Teams asks: two messages may come closer together on the
	 * wire than they were sent.
	 */
	readonly marginMs: number
}

/** As Teams documents them ("estimation only"; older pages say 30 per app and tenant). */
export const teamsLimits: Limits = {
	app: { count: 50, withinMs: 1_000 },
	conversation: [
		{ count: 7, withinMs: 1_000 },
		{ count: 8, withinMs: 2_000 },
		{ count: 60, withinMs: 30_000 },
		{ count: 1_800, withinMs: 3_600_000 },
	],
	marginMs: 25,
}

/**
 * Says when messages may go, for one tenant. Any clock in milliseconds will do; one that is set back is taken as one
 * that stood still.
 */
export interface Pace {
	/**
	 * Milliseconds to wait before a message to this conversation may go; 0 = go now, and it is counted. Who asks again
	 * after that time keeps the place in the queue.
	 */
	take(conversation: string, nowMs: number): number
	/**
	 * The message that was let go last to this conversation leaves only now, after it was claimed and drawn. Whoever
	 * needs no time for that need not say so.
	 */
	left(conversation: string, nowMs: number): void
	/** Teams answered 429; without the conversation if it is not known or the whole tenant is meant. */
	throttled(conversation: string | undefined, retryAfterMs: number, nowMs: number): void
}

/**
 * So many messages of its smallest window does a lane give up with a 429, and with each further one in the same window:
 * together about what was too much.
 */
const givenUp = { first: 2, further: 0.75 }
/** No 429 takes a larger part of the rate than this. */
const mostGivenUp = 0.15
/** More refusals in a window than this part of it stop the whole tenant for a while. */
const tolerated = 0.2
/**
 * The part of the slowed rate that has come back so many seconds after the last 429: carefully at first, then boldly,
 * for then it was jitter.
 */
const regained = (seconds: number) => 0.005 * seconds + 0.0005 * seconds ** 2
const leastShare = 0.02
/**
 * What a window allows goes in this part of it, one after the other. The earlier it goes, the sooner the last one does:
 * evenly would cost a whole window.
 */
const spread = 0.2
/** This part of a window may go at once to catch up with what was late. */
const catchUp = 0.1
/** Somebody who does not come this long after the time that was named loses the place in the queue. */
const patienceMs = 250
/** Nobody who waits for the tenant's rate is told to wait longer: the rate may have come back by then. */
const longestWaitMs = 5_000
/** A Retry-After beyond this is not believed. */
const longestPauseMs = 3_600_000

export function createPace(limits: Limits = teamsLimits): Pace {
	const app = createLane([limits.app], limits.marginMs)
	const conversations = new Map<string, Lane>()
	/** Conversations that wait for the tenant's rate, first come first; `turn` counts up. */
	const queue = new Map<string, { readonly turn: number; expectedAt: number }>()
	const rememberedMs = Math.max(...limits.conversation.map((one) => one.withinMs)) + limits.marginMs
	let turns = 0
	/** When the next message may go, as far as the gap between two is concerned. */
	let next = Number.NEGATIVE_INFINITY
	/**
	 * Milliseconds that surely pass between the word and the message: they need not be waited for. Less than the margin,
	 * so that even an error here exceeds nothing.
	 */
	let underway = 0
	let refusals: readonly { readonly conversation: string | undefined; readonly at: number }[] = []
	let latest = Number.NEGATIVE_INFINITY
	let setBack = 0

	/** Time that never runs backwards. */
	const steady = (nowMs: number): number => {
		if (nowMs + setBack < latest) setBack = latest - nowMs
		latest = nowMs + setBack
		return latest
	}
	/** Conversations stand in the order of their last message or 429, so that the idle ones come first. */
	const laneOf = (conversation: string): Lane => {
		const lane = conversations.get(conversation) ?? createLane(limits.conversation, limits.marginMs)
		conversations.delete(conversation)
		conversations.set(conversation, lane)
		return lane
	}
	const forgetIdle = (now: number) => {
		for (const [conversation, lane] of conversations) {
			if (!lane.idleSince(now - rememberedMs, now)) return
			conversations.delete(conversation)
		}
	}
	const forgetAbsent = (now: number) => {
		for (const [conversation, { expectedAt }] of queue) {
			if (expectedAt + patienceMs >= now) return
			queue.delete(conversation)
		}
	}
	const isAmongFirst = (conversation: string, places: number): boolean => {
		let place = 0
		for (const waiting of queue.keys()) {
			if (place++ >= places) return false
			if (waiting === conversation) return true
		}
		return place < places
	}
	/** Milliseconds between two messages: short while all is well, the more even the more was refused. */
	const gapAt = (now: number) => {
		const share = app.share(now)
		return (
			((limits.app.withinMs + limits.marginMs) / (limits.app.count * share)) * Math.min(1, spread + 5 * (1 - share))
		)
	}
	return {
		take: (conversation, nowMs) => {
			const now = steady(nowMs)
			forgetIdle(now)
			const ownWait = conversations.get(conversation)?.waitAt(now + underway) ?? 0
			if (ownWait > 0) {
				queue.delete(conversation)
				return Math.ceil(ownWait)
			}
			forgetAbsent(now)
			const gap = gapAt(now)
			const free = Math.min(app.freeAt(now + underway), Math.floor((now - next) / gap + 1))
			if (free > 0 && isAmongFirst(conversation, free)) {
				queue.delete(conversation)
				laneOf(conversation).count(now + underway)
				app.count(now + underway)
				next = Math.max(next, now - catchUp * limits.app.count * gap) + gap
				return 0
			}
			const place = queue.get(conversation) ?? { turn: turns++, expectedAt: now }
			queue.set(conversation, place)
			const [first] = queue.values()
			const firstTurn = first?.turn ?? place.turn
			// Places that were left before their turn count as if all had stood ahead: better woken too early than a free
			// place that nobody takes.
			const left = turns - firstTurn - queue.size
			const ahead = Math.max(0, place.turn - firstTurn - left)
			const wait = Math.min(
				Math.max(1, Math.ceil(Math.max(app.waitAt(now + underway, ahead), next + ahead * gap - now))),
				longestWaitMs,
			)
			place.expectedAt = now + wait
			return wait
		},
		left: (conversation, nowMs) => {
			const now = steady(nowMs)
			const lane = conversations.get(conversation)
			const counted = lane?.last
			if (!lane || counted === undefined) return
			const tookMs = now - (counted - underway)
			lane.move(counted, now)
			app.move(counted, now)
			underway = Math.min(Math.max(0, tookMs), underway + 0.2, limits.marginMs * 0.8)
		},
		throttled: (conversation, retryAfterMs, nowMs) => {
			const now = steady(nowMs)
			const until = now + Math.min(Math.max(Number.isFinite(retryAfterMs) ? retryAfterMs : 1_000, 0), longestPauseMs)
			const lane = conversation === undefined ? undefined : laneOf(conversation)
			// Teams does not say which limit was met: it was the one that the message came closer to. If it came close to
			// none, a quiet conversation cannot have met its own, and several at a time point to the tenant.
			const [own, all] = lane?.last === undefined ? [] : [lane.slackOf(lane.last), app.slackOf(lane.last)]
			const busy = own === undefined || all === undefined || own === all ? (lane?.isBusy(now) ?? false) : own < all
			const others = refusals.filter((one) => one.at >= now - limits.app.withinMs && one.conversation !== conversation)
			refusals = [...others, { conversation, at: now }]
			const several = others.length >= Math.max(1, limits.app.count * tolerated)
			if (busy) lane?.slow(now)
			lane?.pause(until)
			if (!busy || several) app.slow(now)
			if (!lane || (!busy && several)) {
				app.pause(until)
				next = Math.max(next, until)
			}
		},
	}
}

/** The windows of one conversation or of the tenant, and what is left of them after a 429. */
interface Lane {
	/** Milliseconds until one more message fits into all windows, after `ahead` others. */
	waitAt(now: number, ahead?: number): number
	/** How many messages fit now. */
	freeAt(now: number): number
	count(now: number): void
	/** When the last one was counted. */
	readonly last: number | undefined
	/** One that was counted at a time counts at another. */
	move(from: number, to: number): void
	/** The part of the documented rate that is used at present. */
	share(now: number): number
	slow(now: number): void
	pause(until: number): void
	/**
	 * Milliseconds by which the message of that time was farther than it had to be from the one that it must not follow
	 * too closely.
	 */
	slackOf(at: number): number
	/** Whether at least half of a window is used up, so that a 429 may be meant for this lane. */
	isBusy(now: number): boolean
	/** Whether nothing has been sent since then and nothing of a 429 is left. */
	idleSince(then: number, now: number): boolean
}

function createLane(windows: readonly Window[], marginMs: number): Lane {
	/**
	 * When messages went, oldest first: as many as the largest window holds, and as many before, for what is said of them
	 * later.
	 */
	const sent: number[] = []
	const most = Math.max(...windows.map((one) => one.count))
	const smallest = windows.reduce((least, one) => (one.count < least.count ? one : least))
	let pausedUntil = Number.NEGATIVE_INFINITY
	let slowedTo = 1
	let slowedAt = Number.NEGATIVE_INFINITY

	const insert = (at: number) => void sent.splice(sent.findLastIndex((one) => one <= at) + 1, 0, at)
	const share = (now: number) =>
		slowedTo === 1 ? 1 : Math.min(1, slowedTo * (1 + regained(Math.max(0, now - slowedAt) / 1_000)))
	const allowed = (window: Window, now: number) => Math.max(1, Math.floor(window.count * share(now)))
	const usedIn = (window: Window, now: number): number => {
		let used = 0
		while (used < sent.length && (sent[sent.length - 1 - used] ?? 0) > now - window.withinMs - marginMs) used++
		return used
	}
	return {
		share,
		waitAt: (now, ahead = 0) => {
			let wait = Math.max(0, pausedUntil - now)
			for (const window of windows) {
				const count = allowed(window, now)
				const rounds = Math.floor(ahead / count)
				const makesRoom = sent[sent.length - count + (ahead % count)]
				if (makesRoom !== undefined || rounds > 0)
					wait = Math.max(
						wait,
						(makesRoom ?? now) + (rounds + (makesRoom === undefined ? 0 : 1)) * (window.withinMs + marginMs) - now,
					)
			}
			return wait
		},
		freeAt: (now) =>
			now < pausedUntil ? 0 : Math.min(...windows.map((window) => allowed(window, now) - usedIn(window, now))),
		count: (now) => {
			insert(now)
			if (sent.length > 2 * most) sent.shift()
		},
		get last() {
			return sent.at(-1)
		},
		move: (from, to) => {
			const at = sent.lastIndexOf(from)
			if (at < 0) return
			sent.splice(at, 1)
			insert(to)
		},
		slow: (now) => {
			const lost = now - slowedAt > smallest.withinMs ? givenUp.first : givenUp.further
			slowedTo = Math.max(leastShare, share(now) * (1 - Math.min(lost / smallest.count, mostGivenUp)))
			slowedAt = now
		},
		pause: (until) => {
			pausedUntil = Math.max(pausedUntil, until)
		},
		slackOf: (at) => {
			const place = sent.lastIndexOf(at)
			return Math.min(
				...windows.map(({ count, withinMs }) => at - (sent[place - count] ?? Number.NEGATIVE_INFINITY) - withinMs),
			)
		},
		isBusy: (now) => windows.some((window) => usedIn(window, now) * 2 >= window.count),
		idleSince: (then, now) =>
			(sent.at(-1) ?? Number.NEGATIVE_INFINITY) <= then && pausedUntil <= now && share(now) === 1,
	}
}
