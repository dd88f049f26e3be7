import type { Atlas } from '../domain/atlas/atlas'
import type { Channel } from '../domain/channels/channels'
import type { QuestionReports } from '../domain/digicheck/question-reports'
import type { Session } from '../domain/digicheck/session'
import type { AccountLink } from '../domain/directory/account'
import type { Directory } from '../domain/directory/directory'
import type { Reach } from '../domain/directory/reach'
import type { PositionKnowledge } from '../domain/knowledge/knowledge'
import type { TownPlan } from '../domain/plan/town-plan'
import type { Ledger } from '../domain/reminders/ledger'

/**
 * Every kind of document and what it holds. A kind that is added here compiles only when it has its row in the register
 * (register.ts), its documents in the test of forgetting and a fixture.
 */
export interface Held {
	/** A department's DigiCheck, or the interview of a handover. */
	readonly session: Session
	readonly knowledge: PositionKnowledge
	/** What colleagues said of questions of the catalogue. */
	readonly 'question-reports': QuestionReports
	readonly reminders: ScheduledLedger
	readonly plan: TownPlan
	readonly channels: readonly Channel[]
	/** Which post of a channel carries the living card of a subject. */
	readonly living: CardPost
	/** A channel was asked what it shall follow. Its id is `invitation:<channel>`. */
	readonly invitation: { readonly invited: true }
	readonly atlas: Atlas
	/** A message that goes out, or went out lately. */
	readonly entry: OutboxMessage
	readonly reach: Reach
	/** To whom an account belongs that only an e-mail address led to. Its id is `link:<object id>`. */
	readonly link: AccountLink
	/** Somebody is no longer in the directory. Its id is `left:<person>`. */
	readonly left: Departure
	/** The towns that live in an Entra tenant. */
	readonly tenant: { readonly towns: readonly string[] }
	/** When a schedule ticked last. */
	readonly heartbeat: { readonly at: string }
	/** Who works on the messages of an Entra tenant now. */
	readonly lane: LaneState
	/** The last that a person is taken out of: until then they are found by name. */
	readonly directory: Directory
}

export type Kind = keyof Held

/**
 * What a document says of its kind. Messages that wait for somebody are found by whom or what they wait for, and the
 * first version named town and person.
 */
export type StoredKind = Kind | AwaitedKind | `notice:${string}`
export type AwaitedKind = `life:${string}` | `decision:${string}`

/** A town's reminders, and the instant at which they are to be decided next. */
export interface ScheduledLedger {
	readonly ledger: Ledger
	readonly nextAt: string
}

export interface CardPost {
	/** What Teams calls the post. */
	readonly messageId: string
}

export interface Departure {
	/** Local date on which the names go. */
	readonly forgetOn: string
}

/** What the store has to know of an outgoing message; the rest is the outbox's (`Entry`). */
export interface OutboxMessage {
	readonly kind: StoredKind
	readonly state: string
	/** Instant. */
	readonly dueAt: string
	readonly entry: {
		readonly townId: string
		/** Empty where the first version wrote it, which did not know. */
		readonly tenantId: string
		readonly to: { readonly personId: string } | { readonly channelId: string }
		readonly work: { readonly kind: string }
	}
}

export interface LaneState {
	readonly state: 'lane' | 'paused'
	/** Instant at which somebody has to look at the lane. */
	readonly dueAt: string
	readonly lane: { readonly fence: number }
}
