import { PaceQueue } from './pace-queue'
import { type RateWindow, RateWindows } from './rate-windows'

export interface Limits {
	/** What Teams allows one app in one tenant. */
	readonly app: RateWindow
	/** What Teams allows one bot in one conversation; all of them hold at the same time. */
	readonly conversation: readonly RateWindow[]
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
	 * The message that was let go last to this conversation leaves only now, after it was claimed and drawn. A sender
	 * that needs no time for that need not say so.
	 */
	left(conversation: string, nowMs: number): void
	/** Teams answered 429; without the conversation if it is not known or the whole tenant is meant. */
	throttled(conversation: string | undefined, retryAfterMs: number, nowMs: number): void
}

/** More refusals in a window than this part of it stop the whole tenant for a while. */
const tolerated = 0.2
/**
 * What a window allows goes in this part of it, one after the other. The earlier it goes, the sooner the last one does:
 * evenly would cost a whole window.
 */
const spread = 0.2
/** This part of a window may go at once to catch up with what was late. */
const catchUp = 0.1
/** No sender that waits for the tenant's rate is told to wait longer: the rate may have come back by then. */
const longestWaitMs = 5_000
/** A Retry-After beyond this is not believed. */
const longestPauseMs = 3_600_000

export function createPace(limits: Limits = teamsLimits): Pace {
	return new TenantPace(limits)
}

class TenantPace implements Pace {
	private readonly app: RateWindows
	/** In the order of their last message or 429, so that the idle ones come first. */
	private readonly conversations = new Map<string, RateWindows>()
	private readonly queue = new PaceQueue()
	private readonly rememberedMs: number
	/** When the next message may go, as far as the gap between two is concerned. */
	private next = Number.NEGATIVE_INFINITY
	/**
	 * Milliseconds that surely pass between the word and the message: they need not be waited for. Less than the margin,
	 * so that even an error here exceeds nothing.
	 */
	private underway = 0
	private refusals: readonly { readonly conversation: string | undefined; readonly at: number }[] = []
	private latest = Number.NEGATIVE_INFINITY
	private setBack = 0

	constructor(private readonly limits: Limits) {
		this.app = new RateWindows([limits.app], limits.marginMs)
		this.rememberedMs = Math.max(...limits.conversation.map((one) => one.withinMs)) + limits.marginMs
	}

	take(conversation: string, nowMs: number): number {
		const now = this.steady(nowMs)
		this.forgetIdle(now)
		const ownWait = this.conversations.get(conversation)?.waitAt(now + this.underway) ?? 0
		if (ownWait > 0) {
			this.queue.leave(conversation)
			return Math.ceil(ownWait)
		}
		this.queue.forgetAbsent(now)
		const gap = this.gapAt(now)
		const free = Math.min(this.app.freeAt(now + this.underway), Math.floor((now - this.next) / gap + 1))
		if (free > 0 && this.queue.isAmongFirst(conversation, free)) {
			this.letGo(conversation, now, gap)
			return 0
		}
		return this.makeWait(conversation, now, gap)
	}

	left(conversation: string, nowMs: number): void {
		const now = this.steady(nowMs)
		const windows = this.conversations.get(conversation)
		const counted = windows?.last
		if (!windows || counted === undefined) return
		const tookMs = now - (counted - this.underway)
		windows.move(counted, now)
		this.app.move(counted, now)
		this.underway = Math.min(Math.max(0, tookMs), this.underway + 0.2, this.limits.marginMs * 0.8)
	}

	throttled(conversation: string | undefined, retryAfterMs: number, nowMs: number): void {
		const now = this.steady(nowMs)
		const until = now + Math.min(Math.max(Number.isFinite(retryAfterMs) ? retryAfterMs : 1_000, 0), longestPauseMs)
		const own = conversation === undefined ? undefined : this.windowsOf(conversation)
		const ownIsMeant = own !== undefined && this.isMeant(own, now)
		const several = this.areSeveralRefused(conversation, now)
		if (ownIsMeant) own.slow(now)
		own?.pause(until)
		if (!ownIsMeant || several) this.app.slow(now)
		if (!own || (!ownIsMeant && several)) {
			this.app.pause(until)
			this.next = Math.max(this.next, until)
		}
	}

	private letGo(conversation: string, now: number, gap: number): void {
		this.queue.leave(conversation)
		this.windowsOf(conversation).count(now + this.underway)
		this.app.count(now + this.underway)
		this.next = Math.max(this.next, now - catchUp * this.limits.app.count * gap) + gap
	}

	private makeWait(conversation: string, now: number, gap: number): number {
		const ahead = this.queue.aheadOf(conversation, now)
		const needed = Math.max(this.app.waitAt(now + this.underway, ahead), this.next + ahead * gap - now)
		const wait = Math.min(Math.max(1, Math.ceil(needed)), longestWaitMs)
		this.queue.expect(conversation, now + wait)
		return wait
	}

	/**
	 * Teams does not say which limit was met: it was the one that the message came closer to. If it came close to none, a
	 * quiet conversation cannot have met its own, and several at a time point to the tenant.
	 */
	private isMeant(own: RateWindows, now: number): boolean {
		if (own.last === undefined) return own.isBusy(now)
		const [ownSlack, appSlack] = [own.slackOf(own.last), this.app.slackOf(own.last)]
		return ownSlack === appSlack ? own.isBusy(now) : ownSlack < appSlack
	}

	/** Counts a refusal. Whether it is one of so many that the tenant as a whole is meant. */
	private areSeveralRefused(conversation: string | undefined, now: number): boolean {
		const { withinMs, count } = this.limits.app
		const others = this.refusals.filter((one) => one.at >= now - withinMs && one.conversation !== conversation)
		this.refusals = [...others, { conversation, at: now }]
		return others.length >= Math.max(1, count * tolerated)
	}

	/** Time that never runs backwards. */
	private steady(nowMs: number): number {
		if (nowMs + this.setBack < this.latest) this.setBack = this.latest - nowMs
		this.latest = nowMs + this.setBack
		return this.latest
	}

	private windowsOf(conversation: string): RateWindows {
		const { conversation: windows, marginMs } = this.limits
		const found = this.conversations.get(conversation) ?? new RateWindows(windows, marginMs)
		this.conversations.delete(conversation)
		this.conversations.set(conversation, found)
		return found
	}

	private forgetIdle(now: number): void {
		for (const [conversation, windows] of this.conversations) {
			if (!windows.idleSince(now - this.rememberedMs, now)) return
			this.conversations.delete(conversation)
		}
	}

	/** Milliseconds between two messages: short while all is well, the more even the more was refused. */
	private gapAt(now: number): number {
		const { app, marginMs } = this.limits
		const share = this.app.share(now)
		return ((app.withinMs + marginMs) / (app.count * share)) * Math.min(1, spread + 5 * (1 - share))
	}
}
