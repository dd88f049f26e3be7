import { type CardSubject, subjectKey } from '../../domain/channels/milestone'
import type { ChannelNotice, PersonalNotice } from '../../domain/notices/notice'
import { documentFor } from '../../store/document-values'
import type { AwaitedKind } from '../../store/kinds'
import type { Document } from '../../store/store'
import type { PostOutcome } from './outcome'

/** Where a message goes: a person's chat with the bot, or a channel by Teams' conversation id. */
export type Address = { readonly personId: string } | { readonly channelId: string }

/**
 * Draws a living card anew. It says only which card: what the card shows is read when it is sent, so doing it twice
 * does no harm.
 */
export interface Redraw {
	readonly kind: 'redraw'
	readonly subject: CardSubject
}

/** An outgoing message as the outbox keeps it. */
export interface OutboxEntry {
	readonly townId: string
	/** The Entra tenant: Teams counts and fails per tenant, so entries of a tenant are worked together (lane.ts). */
	readonly tenantId: string
	readonly to: Address
	readonly work: PersonalNotice | ChannelNotice | Redraw
	/** Posts that Teams or we began, this one included while it is being sent. */
	readonly attempts: number
	/** How often it was sent without it being known whether it arrived. */
	readonly doubts?: number
	/** How often Teams was busy with the same conversation (412). */
	readonly contended?: number
	/** Teams found it too large: draw the short card. */
	readonly short?: true
	/** The message that was to be changed or answered is gone: post a new one instead. It is never repeated blindly. */
	readonly anew?: true
	/** Another redraw was asked for while this one was on its way. */
	readonly again?: true
	/** Who works on it, in which lease of the lane, and until when; after that another instance may take it over. */
	readonly owner?: string
	readonly fence?: number
	readonly leaseUntil?: string
	/** Why the last attempt did not succeed. */
	readonly lastFault?: string
	/** What Teams calls the message that was sent. */
	readonly messageId?: string
}

/**
 * Posts one entry: at most one request that could deliver it. It throws only if nothing was sent: `StoreUnavailable` is
 * tried again, any other fault would come again and rejects the entry. What fails after Teams accepted the message must
 * not be thrown.
 */
export type Post = (entry: OutboxEntry) => Promise<PostOutcome>

/**
 * `ready`: to be sent from `dueAt` on. `delayed`: tried and to be tried again; what follows in the same conversation
 * waits behind it. `sending`: claimed until `dueAt`. The others are settled; `unclear` waits for a person's decision,
 * `unreachable` for a sign of life.
 */
export type State = 'ready' | 'delayed' | 'sending' | 'sent' | 'unreachable' | 'unclear' | 'rejected'

/** How often an entry may be posted when it is not known whether it arrived. */
export type Manner = 'never-again' | 'once-again' | 'freely'

export function mannerOf({ to, work, anew }: Pick<OutboxEntry, 'to' | 'work' | 'anew'>): Manner {
	if (work.kind === 'redraw') return anew ? 'never-again' : 'freely'
	return 'channelId' in to ? 'never-again' : 'once-again'
}

/**
 * The same for everything that goes to one place: such entries are sent one after the other, in the order in which they
 * were decided.
 */
export function conversationOf({ townId, to }: Pick<OutboxEntry, 'townId' | 'to'>): string {
	return 'personId' in to ? `person:${townId}:${to.personId}` : `channel:${to.channelId}`
}

/**
 * The outbox has its own ids: a notice's key with the town before it, and the channel behind it where several get the
 * same.
 */
export function outboxEntryId({ townId, to, work }: Pick<OutboxEntry, 'townId' | 'to' | 'work'>): string {
	if (work.kind === 'redraw')
		return `${townId}:redraw:${'channelId' in to ? to.channelId : to.personId}:${subjectKey(work.subject)}`
	return 'channelId' in to ? `${townId}:${work.key}:${to.channelId}` : `${townId}:${work.key}`
}

/** What a waiting entry is found by: a sign of life of this address, or a decision in this town. */
export function waitingKind(townId: string, what: Address | 'decision'): AwaitedKind {
	if (what === 'decision') return `decision:${townId}`
	return 'personId' in what ? `life:${townId}:${what.personId}` : `life:${townId}:${what.channelId}`
}

export function entryDocument(entry: OutboxEntry, state: State, dueAt: string): Document {
	const decided = state === 'unclear' && mannerOf(entry) === 'never-again'
	const kind =
		state === 'unreachable'
			? waitingKind(entry.townId, entry.to)
			: decided
				? waitingKind(entry.townId, 'decision')
				: 'entry'
	return documentFor('entry', { partition: entry.tenantId, id: outboxEntryId(entry) }, { kind, state, dueAt, entry })
}
