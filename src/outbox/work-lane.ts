import { StoreUnavailable } from '../store/store'
import type { Door } from './door'
import {
	after,
	anyTime,
	conversationOf,
	type Entry,
	entryId,
	hasAnswered,
	type Outcome,
	type Post,
	type State,
} from './entry'
import { type Leased, leaseMs, releaseLane, renewLease } from './lane'
import type { Pace } from './pace'
import { type Loaded, type SendParts, sendEntry } from './send-entry'

export interface LaneParts extends SendParts {
	readonly pace: Pace
	readonly door: Door
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

/** So many messages of a tenant may be on their way at once, each in another conversation. */
const mostInFlight = 40
/** So many conversations lie ready in memory, so that those with much to send do not hide the others. */
const conversationsAhead = 2 * mostInFlight
const page = 200
/**
 * After so many posts in a row that Teams did not answer, the lane rests: first 10 s, then twice as long each time,
 * five minutes at most.
 */
const mostFailures = 5
const shortestRestMs = 10_000
const longestRestMs = 300_000
/**
 * After so many conversations that have to wait for the pace, it is probably the tenant's, and the others are asked a
 * moment later.
 */
const mostRefused = 10
const momentMs = 20
/** A lane whose next message waits only for the pace is held; longest wait. */
const holdMs = 6_000
const troubleMs = 5_000

interface Conversation {
	/** In the order in which they go out. */
	readonly entries: Loaded[]
	sending: boolean
	/** In steady milliseconds: the pace does not let it go before. */
	wakeAt: number
}

/**
 * Works a lane until nothing is due in it, then gives it back. Conversations go on side by side, the messages of one
 * after each other.
 */
export function workLane(parts: LaneParts, leased: Leased): LaneWork {
	const { store, clock, pace, door, report } = parts
	const conversations = new Map<string, Conversation>()
	const known = new Set<string>()
	let lane = leased
	let heldUntil = clock.steadyMs() + leaseMs
	let inFlight = 0
	let failures = 0
	let pauses = leased.body.pauses ?? 0
	let resting = false
	let stopping = false
	let trouble = false
	let mayHoldMore = true
	/** The earliest entry that is to be sent later, such as a living card's next redraw. */
	let nextReady: string | undefined
	let wake: () => void = () => undefined

	const nowIso = () => clock.now().toISOString()
	const failed = (fault: unknown) => {
		trouble = true
		report({ what: 'failed', lane: lane.id, fault: fault instanceof Error ? fault.message : String(fault) })
	}
	const add = (loaded: Loaded) => {
		const id = entryId(loaded.entry)
		if (known.has(id)) return
		known.add(id)
		const key = conversationOf(loaded.entry)
		const conversation = conversations.get(key)
		if (!conversation) conversations.set(key, { entries: [loaded], sending: false, wakeAt: Number.NEGATIVE_INFINITY })
		else if (loaded.state === 'ready') conversation.entries.push(loaded)
		else conversation.entries.unshift(loaded)
	}
	const load = async (state: State, limit: number): Promise<boolean> => {
		const found = await store.outbox.find({ partition: lane.id, state, dueUpTo: anyTime, limit })
		const now = nowIso()
		nextReady = state === 'ready' ? undefined : nextReady
		for (const { document, etag } of found) {
			const dueAt = document.dueAt ?? now
			// What was tried already stands first in its conversation, due or not; what is still to come does not hold up
			// others.
			if (state !== 'ready' || dueAt <= now) add({ entry: document.body as Entry, state, dueAt, etag })
			else if (nextReady === undefined || dueAt < nextReady) nextReady = dueAt
		}
		return found.length === limit
	}
	const countReady = () => {
		const now = nowIso()
		let ready = 0
		for (const { entries } of conversations.values()) if (entries[0] && entries[0].dueAt <= now) ready++
		return ready
	}
	/** Entries that a former owner of the lane left half done, at most one for each conversation. */
	const loadHeads = async () => {
		for (const state of ['sending', 'delayed'] as const)
			if (await load(state, 10_000)) report({ what: 'failed', lane: lane.id, fault: `too many ${state}` })
	}
	const refill = async () => {
		mayHoldMore ||= nextReady !== undefined && nextReady <= nowIso()
		while (mayHoldMore && countReady() < conversationsAhead) {
			mayHoldMore = false
			const more = await load('ready', 2 * known.size + page)
			mayHoldMore ||= more && nextReady === undefined
		}
	}
	/** Fewer at once when Teams stops answering: each of them may become a post that somebody has to look for. */
	const room = () => (pauses > 0 ? 1 : failures === 0 ? mostInFlight : Math.max(1, 10 >> (failures - 1)))
	const hear = (outcome: Outcome, key: string) => {
		door.heard(outcome)
		if (outcome.kind === 'later' && outcome.throttled) pace.throttled(key, outcome.afterMs ?? 1_000, clock.steadyMs())
		if (outcome.kind === 'unclear' || (outcome.kind === 'later' && outcome.unreached)) {
			failures++
			if (failures >= mostFailures || pauses > 0) resting = true
		} else if (hasAnswered(outcome)) [failures, pauses, resting] = [0, 0, false]
	}
	const send = async (key: string, conversation: Conversation, loaded: Loaded) => {
		try {
			// Teams counts when it arrives, and claiming takes as long as the store takes.
			const post: Post = (entry) => {
				pace.left(key, clock.steadyMs())
				return parts.post(entry)
			}
			const { outcome, stays, readyAt } = await sendEntry({ ...parts, post }, lane.body, loaded)
			if (outcome) hear(outcome, key)
			conversation.entries.shift()
			// So that nothing overtakes it.
			if (stays) conversation.entries.unshift(stays)
			else {
				known.delete(entryId(loaded.entry))
				// A redraw or a word to the leads may have followed from it.
				mayHoldMore ||= outcome?.kind !== 'sent' || outcome.redraw !== undefined
				if (readyAt !== undefined && (nextReady === undefined || readyAt < nextReady)) nextReady = readyAt
			}
		} catch (fault) {
			failed(fault)
		}
		inFlight--
		conversation.sending = false
		// To the end of the line, behind the other conversations.
		conversations.delete(key)
		if (conversation.entries.length > 0) conversations.set(key, conversation)
		wake()
	}
	/** Starts what may go now. Milliseconds until the next may go: for its pace, or because it is due then. */
	const start = (): { readonly paceMs: number; readonly dueMs: number } => {
		const [now, steady] = [clock.now(), clock.steadyMs()]
		const iso = now.toISOString()
		let [paceMs, dueMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
		let refused = 0
		for (const [key, conversation] of conversations) {
			if (inFlight >= room() || refused === mostRefused) break
			const [head] = conversation.entries
			if (!head || conversation.sending) continue
			if (head.dueAt > iso) {
				dueMs = Math.min(dueMs, Math.max(1, Date.parse(head.dueAt) - now.getTime()))
				continue
			}
			if (conversation.wakeAt > steady) {
				paceMs = Math.min(paceMs, conversation.wakeAt - steady)
				continue
			}
			const closedMs = door.waitMs()
			if (closedMs > 0) {
				paceMs = Math.min(paceMs, closedMs)
				break
			}
			const waitMs = pace.take(key, steady)
			if (waitMs > 0) {
				conversation.wakeAt = steady + waitMs
				paceMs = Math.min(paceMs, waitMs)
				refused++
				continue
			}
			door.enter()
			conversation.sending = true
			inFlight++
			void send(key, conversation, head)
		}
		return { paceMs: refused === mostRefused ? Math.min(paceMs, momentMs) : paceMs, dueMs }
	}

	/** Waits until something was sent or heard, or time has passed. */
	const something = (ms: number) =>
		new Promise<void>((resolve) => {
			const cancel = clock.after(Math.min(ms, leaseMs / 3), resolve)
			wake = () => {
				cancel()
				resolve()
			}
		})
	const keep = async (): Promise<boolean> => {
		if (heldUntil - clock.steadyMs() > (2 * leaseMs) / 3) return true
		const renewed = await renewLease(store, lane, clock.now())
		if (renewed === 'lost') return false
		lane = renewed.lane
		heldUntil = clock.steadyMs() + leaseMs
		mayHoldMore ||= renewed.touched
		return true
	}
	const dueNext = (): string | undefined => {
		const heads = [...conversations.values()].map(({ entries }) => entries[0]?.dueAt)
		return [...heads, nextReady].filter((one) => one !== undefined).sort()[0]
	}

	const run = async (): Promise<Ended> => {
		let lost = false
		try {
			await loadHeads()
			if (leased.takenOver) {
				// Its former owner may have claimed one more just now: then it was ready for none of these looks, but is among
				// the heads by now.
				await refill()
				await loadHeads()
			}
			for (;;) {
				lost = !(await keep())
				if (lost || stopping || trouble || resting) break
				await refill()
				const { paceMs, dueMs } = start()
				if (inFlight > 0 || paceMs <= holdMs) await something(Math.min(paceMs, dueMs))
				else {
					const given = await giveBack()
					if (given !== 'touched') return given
				}
			}
		} catch (fault) {
			failed(fault)
		}
		while (inFlight > 0) await something(leaseMs)
		return lost ? {} : giveBackAnyway()
	}
	const giveBack = async (): Promise<Ended | 'touched'> => {
		const blockedMs = door.waitMs()
		const due = dueNext()
		const dueAt =
			due !== undefined && blockedMs > 0 && due < after(clock.now(), blockedMs) ? after(clock.now(), blockedMs) : due
		const released = await releaseLane(
			store,
			lane,
			{ ...(dueAt !== undefined && { dueAt }), ...(pauses > 0 && { pauses }) },
			clock.now(),
		)
		if (released === 'lost') return {}
		if (released === 'released') return dueAt === undefined ? {} : { dueAt }
		lane = released
		mayHoldMore = true
		return 'touched'
	}
	/** Gives the lane back although something is or may be due in it; whoever takes it looks for themselves. */
	const giveBackAnyway = async (): Promise<Ended> => {
		const restMs = Math.min(shortestRestMs * 2 ** pauses, longestRestMs)
		const dueAt = after(clock.now(), resting ? restMs : trouble ? troubleMs : 0)
		if (resting) report({ what: 'lane-paused', lane: lane.id, fault: `no answers; rests until ${dueAt}` })
		const rest = resting ? { dueAt, pausedUntil: dueAt, pauses: pauses + 1 } : { dueAt, ...(pauses > 0 && { pauses }) }
		try {
			for (;;) {
				const released = await releaseLane(store, lane, rest, clock.now())
				if (typeof released === 'string') break
				lane = released
			}
		} catch (fault) {
			// The lease runs out by itself.
			if (!(fault instanceof StoreUnavailable)) throw fault
		}
		return { dueAt }
	}

	return {
		heard: () => {
			mayHoldMore = true
			wake()
		},
		stop: () => {
			stopping = true
			wake()
		},
		done: run(),
	}
}
