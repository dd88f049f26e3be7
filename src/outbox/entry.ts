import { type CardSubject, subjectKey } from '../domain/channels/milestone'
import type { ChannelNotice, PersonalNotice } from '../domain/notices/notice'
import type { AwaitedKind } from '../store/kinds'
import { documentFor } from '../store/register'
import type { Document } from '../store/store'

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
export interface Entry {
	readonly townId: string
	/** The Entra tenant: Teams counts and fails per tenant, so entries of a tenant are worked together (lane.ts). */
	readonly tenantId: string
	readonly to: Address
	readonly work: PersonalNotice | ChannelNotice | Redraw
	/** Posts that Teams or we began, this one included while it is being sent. */
	readonly attempts: number
	/** How often it was sent without anybody knowing whether it arrived. */
	readonly doubts?: number
	/** How often Teams was busy with the same conversation (412). */
	readonly contended?: number
	/** Teams found it too large: draw the short card. */
	readonly short?: true
	/** The message that was to be changed or answered is gone: post a new one instead. It is never repeated blindly. */
	readonly anew?: true
	/** Somebody asked for another redraw while this one was on its way. */
	readonly again?: true
	/** Who works on it, in which lease of the lane, and until when; after that somebody else may take it over. */
	readonly owner?: string
	readonly fence?: number
	readonly leaseUntil?: string
	/** Why the last attempt did not succeed. */
	readonly lastFault?: string
	/** What Teams calls the message that was sent. */
	readonly messageId?: string
}

/** How one attempt to post ended. */
export type Outcome =
	/**
	 * `redraw`: the living card that is out of date now. `chat`: the conversation had to be made anew and is this one
	 * from now on.
	 */
	| { readonly kind: 'sent'; readonly messageId?: string; readonly redraw?: CardSubject; readonly chat?: string }
	/**
	 * It was certainly not delivered: Teams asks for patience (`throttled`) or was not reached at all (`unreached`).
	 * Without `afterMs` the waiting grows.
	 */
	| {
			readonly kind: 'later'
			readonly afterMs?: number
			readonly fault: string
			readonly throttled?: true
			readonly unreached?: true
	  }
	/** Not delivered: Teams is busy with the same conversation. */
	| { readonly kind: 'contended'; readonly fault: string }
	/**
	 * The person or channel cannot be reached now: not installed, blocked, never met. A sign of life will make it ready
	 * again.
	 */
	| { readonly kind: 'unreachable'; readonly fault: string }
	/** The message that was to be changed or answered is no longer there. */
	| { readonly kind: 'gone'; readonly fault: string }
	| { readonly kind: 'too-large'; readonly fault: string }
	/** No answer, or one that does not say: it may have arrived. */
	| { readonly kind: 'unclear'; readonly fault: string }
	/** Not tried: nobody is to be written to at this time. Nothing waits behind it. */
	| { readonly kind: 'not-now'; readonly afterMs: number }
	/** Not tried: what it was to say is no longer true. */
	| { readonly kind: 'obsolete'; readonly fault: string }
	/** Our own mistake; repeating would not help. */
	| { readonly kind: 'rejected'; readonly fault: string }
	/** Teams does not know us: nothing can be sent at all until somebody repairs the registration. */
	| { readonly kind: 'unauthorised'; readonly fault: string }

/**
 * Whether Teams itself has said something that shows it works: what was decided here, before anything was sent, proves
 * nothing.
 */
export function hasAnswered(outcome: Outcome): boolean {
	switch (outcome.kind) {
		case 'sent':
		case 'gone':
		case 'contended':
		case 'too-large':
			return true
		case 'later':
			return outcome.throttled === true
		case 'unreachable':
		case 'rejected':
			return /^[1-4]\d\d\b/.test(outcome.fault)
		default:
			return false
	}
}

/**
 * Posts one entry: at most one request that could deliver it. It throws only if nothing was sent: `StoreUnavailable` is
 * tried again, any other fault would come again and rejects the entry. What fails after Teams accepted the message must
 * not be thrown.
 */
export type Post = (entry: Entry) => Promise<Outcome>

/**
 * `ready`: to be sent from `dueAt` on. `delayed`: tried and to be tried again; what follows in the same conversation
 * waits behind it. `sending`: claimed until `dueAt`. The others are settled; `unclear` waits for a person's decision,
 * `unreachable` for a sign of life.
 */
export type State = 'ready' | 'delayed' | 'sending' | 'sent' | 'unreachable' | 'unclear' | 'rejected'

/** How often an entry may be posted when nobody knows whether it arrived. */
export type Manner = 'never-again' | 'once-again' | 'freely'

export function mannerOf({ to, work, anew }: Pick<Entry, 'to' | 'work' | 'anew'>): Manner {
	if (work.kind === 'redraw') return anew ? 'never-again' : 'freely'
	return 'channelId' in to ? 'never-again' : 'once-again'
}

/**
 * The same for everything that goes to one place: such entries are sent one after the other, in the order in which they
 * were decided.
 */
export function conversationOf({ townId, to }: Pick<Entry, 'townId' | 'to'>): string {
	return 'personId' in to ? `person:${townId}:${to.personId}` : `channel:${to.channelId}`
}

/**
 * The outbox has its own ids: a notice's key with the town before it, and the channel behind it where several get the
 * same.
 */
export function entryId({ townId, to, work }: Pick<Entry, 'townId' | 'to' | 'work'>): string {
	if (work.kind === 'redraw')
		return `${townId}:redraw:${'channelId' in to ? to.channelId : to.personId}:${subjectKey(work.subject)}`
	return 'channelId' in to ? `${townId}:${work.key}:${to.channelId}` : `${townId}:${work.key}`
}

/** What an entry that waits for somebody is found by: a sign of life of this address, or a decision in this town. */
export function waitingFor(townId: string, what: Address | 'decision'): AwaitedKind {
	if (what === 'decision') return `decision:${townId}`
	return 'personId' in what ? `life:${townId}:${what.personId}` : `life:${townId}:${what.channelId}`
}

export function entryDocument(entry: Entry, state: State, dueAt: string): Document {
	const decided = state === 'unclear' && mannerOf(entry) === 'never-again'
	const kind =
		state === 'unreachable'
			? waitingFor(entry.townId, entry.to)
			: decided
				? waitingFor(entry.townId, 'decision')
				: 'entry'
	return documentFor('entry', { partition: entry.tenantId, id: entryId(entry) }, { kind, state, dueAt, entry })
}

/**
 * Instants that are equal to the millisecond and still in order as text, so that what was decided together goes out in
 * the order of the decision.
 */
export function nth(iso: string, at: number): string {
	return `${iso.slice(0, -1)}${String(at).padStart(6, '0')}Z`
}

export function after(now: Date, ms: number): string {
	return new Date(now.getTime() + ms).toISOString()
}

/** The last of several instants. */
export function latest(...instants: readonly string[]): string {
	return instants.toSorted().at(-1) ?? ''
}

/** Later than every instant: finds what is due at any time. */
export const anyTime = '9999'
