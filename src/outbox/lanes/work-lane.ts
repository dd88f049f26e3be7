import { StoreUnavailable } from '../../store/store'
import { type Loaded, type SendParts, type Sent, sendEntry } from '../posting/send-entry'
import { after } from '../shared/instants'
import type { OutboxEntry } from '../stored/entry'
import { type Leased, leaseMs } from '../stored/lane-lease'
import type { PostOutcome } from '../stored/outcome'
import { AnswerBreaker, mostInFlight } from './answer-breaker'
import { HeldLease } from './held-lease'
import { type LaneConversation, LaneEntries } from './lane-entries'
import type { Pace } from './pace'
import type { RefusalGate } from './refusal-gate'

export interface LaneParts extends SendParts {
	readonly pace: Pace
	readonly gate: RefusalGate
}

/** How the work on a lane ended; the instant at which it should be looked at again, if it is known. */
export interface Ended {
	readonly dueAt?: string
}

export interface LaneWork {
	/** Something new lies in the lane. */
	heard(): void
	/** Begins nothing more, waits for what is on its way and gives the lane back. */
	stop(): void
	readonly done: Promise<Ended>
}

/** So many conversations lie ready in memory, so that those with much to send do not hide the others. */
const conversationsAhead = 2 * mostInFlight
/**
 * After so many conversations that have to wait for the pace, it is probably the tenant's, and the others are asked a
 * moment later.
 */
const mostRefused = 10
const momentMs = 20
/** A lane whose next message waits only for the pace is held; longest wait. */
const holdMs = 6_000
const troubleMs = 5_000

/** What keeps a conversation from going on, and for how many milliseconds. */
type Hindrance =
	| { readonly why: 'not-due'; readonly ms: number }
	/** It has been told before to wait. */
	| { readonly why: 'waits'; readonly ms: number }
	/** The pace tells it to wait. */
	| { readonly why: 'refused'; readonly ms: number }
	/** Nothing may go. */
	| { readonly why: 'gate-closed'; readonly ms: number }

/** Milliseconds until the next message may go: for its pace, or because it is due then. */
interface Waits {
	readonly paceMs: number
	readonly dueMs: number
}

/**
 * Works a lane until nothing is due in it, then gives it back. Conversations go on side by side, the messages of one
 * after each other.
 */
export function workLane(parts: LaneParts, leased: Leased): LaneWork {
	return new LaneWorker(parts, leased)
}

class LaneWorker implements LaneWork {
	readonly done: Promise<Ended>
	private readonly lane: string
	private readonly lease: HeldLease
	private readonly entries: LaneEntries
	private readonly breaker: AnswerBreaker
	private inFlight = 0
	private isStopping = false
	private isInTrouble = false
	private wake: () => void = () => undefined

	constructor(
		private readonly parts: LaneParts,
		leased: Leased,
	) {
		this.lane = leased.id
		this.lease = new HeldLease(parts.store, parts.clock, leased)
		this.entries = new LaneEntries(parts.store, leased.id, parts.clock)
		this.breaker = new AnswerBreaker(leased.body.pauses ?? 0)
		this.done = this.work(leased.takenOver)
	}

	heard(): void {
		this.entries.lookAgain()
		this.wake()
	}

	stop(): void {
		this.isStopping = true
		this.wake()
	}

	private async work(takenOver: boolean): Promise<Ended> {
		let ended: Ended | 'broken-off' = 'broken-off'
		try {
			await this.readBegun()
			if (takenOver) {
				// Its former owner may have claimed one more just now: then it was ready for none of these looks, but is among
				// those begun by now.
				await this.entries.readReady(conversationsAhead)
				await this.readBegun()
			}
			ended = await this.sendAll()
		} catch (fault) {
			this.failed(fault)
		}
		while (this.inFlight > 0) await this.something(leaseMs)
		return ended === 'broken-off' ? this.giveBackUnfinished() : ended
	}

	/** Entries that a former owner of the lane left half done. */
	private async readBegun(): Promise<void> {
		for (const state of ['sending', 'delayed'] as const)
			if (!(await this.entries.readBegun(state)))
				this.parts.report({ what: 'failed', lane: this.lane, fault: `too many ${state}` })
	}

	/** Sends until nothing is due and the lane is given back or lost. */
	private async sendAll(): Promise<Ended | 'broken-off'> {
		for (;;) {
			const kept = await this.lease.keep()
			if (kept === 'lost') return {}
			if (kept === 'touched') this.entries.lookAgain()
			if (this.isStopping || this.isInTrouble || this.breaker.isOpen) return 'broken-off'
			await this.entries.readReady(conversationsAhead)
			const { paceMs, dueMs } = this.startWhatMayGo()
			if (this.inFlight > 0 || paceMs <= holdMs) await this.something(Math.min(paceMs, dueMs))
			else {
				const given = await this.giveBack()
				if (given !== 'touched') return given
				this.entries.lookAgain()
			}
		}
	}

	private startWhatMayGo(): Waits {
		const now = this.parts.clock.now()
		const steadyMs = this.parts.clock.steadyMs()
		let [paceMs, dueMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
		let refused = 0
		for (const conversation of this.entries.inTurn()) {
			if (this.inFlight >= this.breaker.mostAtOnce() || refused === mostRefused) break
			const [first] = conversation.entries
			if (!first || conversation.sending) continue
			const hindrance = this.hindranceOf(conversation, first, now, steadyMs)
			if (!hindrance) this.begin(conversation, first)
			else if (hindrance.why === 'not-due') dueMs = Math.min(dueMs, hindrance.ms)
			else paceMs = Math.min(paceMs, hindrance.ms)
			if (hindrance?.why === 'refused') refused++
			if (hindrance?.why === 'gate-closed') break
		}
		return { paceMs: refused === mostRefused ? Math.min(paceMs, momentMs) : paceMs, dueMs }
	}

	/** If nothing hinders it, the pace has counted its message already. */
	private hindranceOf(
		conversation: LaneConversation,
		first: Loaded,
		now: Date,
		steadyMs: number,
	): Hindrance | undefined {
		if (first.dueAt > now.toISOString())
			return { why: 'not-due', ms: Math.max(1, Date.parse(first.dueAt) - now.getTime()) }
		if (conversation.wakeAt > steadyMs) return { why: 'waits', ms: conversation.wakeAt - steadyMs }
		const closedMs = this.parts.gate.waitMs()
		if (closedMs > 0) return { why: 'gate-closed', ms: closedMs }
		const waitMs = this.parts.pace.take(conversation.key, steadyMs)
		if (waitMs <= 0) return undefined
		conversation.wakeAt = steadyMs + waitMs
		return { why: 'refused', ms: waitMs }
	}

	private begin(conversation: LaneConversation, first: Loaded): void {
		this.parts.gate.enter()
		conversation.sending = true
		this.inFlight++
		void this.send(conversation, first)
	}

	private async send(conversation: LaneConversation, loaded: Loaded): Promise<void> {
		try {
			// Teams counts when it arrives, and claiming takes as long as the store takes.
			const post = (entry: OutboxEntry) => {
				this.parts.pace.left(conversation.key, this.parts.clock.steadyMs())
				return this.parts.post(entry)
			}
			const sent = await sendEntry({ ...this.parts, post }, this.lease.body, loaded)
			if (sent.outcome) this.hear(sent.outcome, conversation.key)
			this.settle(conversation, loaded, sent)
		} catch (fault) {
			this.failed(fault)
		}
		this.inFlight--
		conversation.sending = false
		this.entries.moveToEnd(conversation)
		this.wake()
	}

	private hear(outcome: PostOutcome, conversation: string): void {
		const { gate, pace, clock } = this.parts
		gate.heard(outcome)
		if (outcome.kind === 'later' && outcome.throttled)
			pace.throttled(conversation, outcome.afterMs ?? 1_000, clock.steadyMs())
		this.breaker.hear(outcome)
	}

	private settle(conversation: LaneConversation, loaded: Loaded, { outcome, stays, readyAt }: Sent): void {
		this.entries.settled(conversation, loaded, stays)
		if (stays) return
		// A redraw or a word to the leads may have followed from it.
		if (outcome?.kind !== 'sent' || outcome.redraw !== undefined) this.entries.lookAgain()
		if (readyAt !== undefined) this.entries.expectReady(readyAt)
	}

	/** Waits until something was sent or heard, or time has passed. */
	private something(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const cancel = this.parts.clock.after(Math.min(ms, leaseMs / 3), resolve)
			this.wake = () => {
				cancel()
				resolve()
			}
		})
	}

	/** Gives the lane back because nothing is due in it. */
	private async giveBack(): Promise<Ended | 'touched'> {
		const { clock, gate } = this.parts
		const blockedMs = gate.waitMs()
		const due = this.entries.dueNext()
		const dueAt =
			due !== undefined && blockedMs > 0 && due < after(clock.now(), blockedMs) ? after(clock.now(), blockedMs) : due
		const next = dueAt === undefined ? {} : { dueAt }
		const released = await this.lease.release({ ...next, ...this.pausesSoFar() })
		if (released === 'touched') return 'touched'
		return released === 'lost' ? {} : next
	}

	/** Gives the lane back although something is or may be due in it; the instance that takes it looks for itself. */
	private async giveBackUnfinished(): Promise<Ended> {
		const { clock, report } = this.parts
		const { isOpen, pauses } = this.breaker
		const dueAt = after(clock.now(), isOpen ? this.breaker.restMs() : this.isInTrouble ? troubleMs : 0)
		if (isOpen) report({ what: 'lane-paused', lane: this.lane, fault: `no answers; rests until ${dueAt}` })
		const rest = isOpen ? { dueAt, pausedUntil: dueAt, pauses: pauses + 1 } : { dueAt, ...this.pausesSoFar() }
		try {
			while ((await this.lease.release(rest)) === 'touched') {
				// The instance that takes the lane next finds what was put in.
			}
		} catch (fault) {
			// The lease runs out by itself.
			if (!(fault instanceof StoreUnavailable)) throw fault
		}
		return { dueAt }
	}

	private pausesSoFar(): { readonly pauses?: number } {
		return this.breaker.pauses > 0 ? { pauses: this.breaker.pauses } : {}
	}

	private failed(fault: unknown): void {
		this.isInTrouble = true
		this.parts.report({
			what: 'failed',
			lane: this.lane,
			fault: fault instanceof Error ? fault.message : String(fault),
		})
	}
}
