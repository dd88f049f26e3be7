import type { Store } from '../../store/store'
import type { Loaded } from '../posting/send-entry'
import type { Clock } from '../shared/clock'
import { anyTime } from '../shared/instants'
import { conversationOf, type OutboxEntry, outboxEntryId, type State } from '../stored/entry'

const page = 200
const mostBegun = 10_000

/** What goes to one place, one after the other. */
export interface LaneConversation {
	readonly key: string
	/** In the order in which they go out. */
	readonly entries: Loaded[]
	sending: boolean
	/** In steady milliseconds: the pace does not let it go before. */
	wakeAt: number
}

/** What lies in a lane, as far as it was read: conversation by conversation, those that were served last at the end. */
export class LaneEntries {
	private readonly conversations = new Map<string, LaneConversation>()
	private readonly known = new Set<string>()
	/** The earliest entry that is to be sent later, such as a living card's next redraw. */
	private nextReady: string | undefined
	private mayHoldMore = true

	constructor(
		private readonly store: Store,
		private readonly lane: string,
		private readonly clock: Clock,
	) {}

	/** The conversations, the one whose turn it is first. */
	inTurn(): Iterable<LaneConversation> {
		return this.conversations.values()
	}

	/** Something may lie in the lane that was not there at the last look. */
	lookAgain(): void {
		this.mayHoldMore = true
	}

	/**
	 * Reads what was begun in this state: at most one entry for each conversation. False if there are more than can be
	 * read.
	 */
	async readBegun(state: 'sending' | 'delayed'): Promise<boolean> {
		return (await this.read(state, mostBegun)) < mostBegun
	}

	/** Reads on until so many conversations have something to send, or there is no more. */
	async readReady(conversationsAhead: number): Promise<void> {
		if (this.nextReady !== undefined && this.nextReady <= this.nowIso()) this.mayHoldMore = true
		while (this.mayHoldMore && this.countDue() < conversationsAhead) {
			this.mayHoldMore = false
			const limit = 2 * this.known.size + page
			const more = (await this.read('ready', limit)) === limit
			if (more && this.nextReady === undefined) this.mayHoldMore = true
		}
	}

	/** The first entry of a conversation is settled for now; one that stays is sent before all others of its place. */
	settled(conversation: LaneConversation, sent: Loaded, stays: Loaded | undefined): void {
		conversation.entries.shift()
		if (stays) conversation.entries.unshift(stays)
		else this.known.delete(outboxEntryId(sent.entry))
	}

	/** An entry will be ready at this time. */
	expectReady(at: string): void {
		if (this.nextReady === undefined || at < this.nextReady) this.nextReady = at
	}

	/** Sends a conversation to the end of the line, behind the others. */
	moveToEnd(conversation: LaneConversation): void {
		this.conversations.delete(conversation.key)
		if (conversation.entries.length > 0) this.conversations.set(conversation.key, conversation)
	}

	/** When the next entry is due, if there is one. */
	dueNext(): string | undefined {
		const firsts = [...this.conversations.values()].map(({ entries }) => entries[0]?.dueAt)
		return [...firsts, this.nextReady].filter((one) => one !== undefined).sort()[0]
	}

	/** The number of entries that were found. */
	private async read(state: State, limit: number): Promise<number> {
		const found = await this.store.outbox.find({ partition: this.lane, state, dueUpTo: anyTime, limit })
		const now = this.nowIso()
		if (state === 'ready') this.nextReady = undefined
		for (const { document, etag } of found) {
			const dueAt = document.dueAt ?? now
			// What was tried already stands first in its conversation, due or not; what is still to come does not hold up
			// others.
			if (state !== 'ready' || dueAt <= now) this.add({ entry: document.body as OutboxEntry, state, dueAt, etag })
			else this.expectReady(dueAt)
		}
		return found.length
	}

	private add(loaded: Loaded): void {
		const id = outboxEntryId(loaded.entry)
		if (this.known.has(id)) return
		this.known.add(id)
		const key = conversationOf(loaded.entry)
		const conversation = this.conversations.get(key)
		if (!conversation)
			this.conversations.set(key, { key, entries: [loaded], sending: false, wakeAt: Number.NEGATIVE_INFINITY })
		else if (loaded.state === 'ready') conversation.entries.push(loaded)
		else conversation.entries.unshift(loaded)
	}

	private countDue(): number {
		const now = this.nowIso()
		let due = 0
		for (const { entries } of this.conversations.values()) if (entries[0] && entries[0].dueAt <= now) due++
		return due
	}

	private nowIso(): string {
		return this.clock.now().toISOString()
	}
}
