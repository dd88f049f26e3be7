import type { StoredKind } from './kinds'

/** What every stored document has. `partition` is the town for data and the shard for the outbox. */
export interface Document {
	readonly id: string
	readonly partition: string
	readonly kind: StoredKind
	/** Set while notices wait in the document, so that a sweep finds it after a crash. */
	readonly waiting?: true
	/**
	 * Where an outbox entry stands; `scheduled` for what the schedule has to look at. Found by an index, together with
	 * `dueAt`.
	 */
	readonly state?: string
	/**
	 * When the next thing is to happen with it: an outbox entry is sent, a session deleted, reminders decided. Instant or
	 * local date, compared as text.
	 */
	readonly dueAt?: string
	/** The shape's version and the shape itself; see register.ts. */
	readonly shape: number
	readonly body: unknown
}

export interface Stored {
	readonly document: Document
	readonly etag: string
}

/** Equality on indexed fields, and at most one upper bound. */
export interface Query {
	readonly partition?: string
	readonly kind?: StoredKind
	readonly waiting?: true
	readonly state?: string
	readonly dueUpTo?: string
	readonly limit: number
}

/**
 * One collection of documents. Writes are conditional or refuse: nothing is ever overwritten unseen. What the store
 * cannot say for sure is thrown as `StoreUnavailable`; the caller may repeat, because every decision is repeatable.
 */
export interface Collection {
	read(partition: string, id: string): Promise<Stored | undefined>
	/** The new etag, or `exists`. */
	create(document: Document): Promise<{ readonly etag: string } | 'exists'>
	/** Only if the stored etag is still this one. A document that is gone is a conflict too. */
	replace(document: Document, etag: string): Promise<{ readonly etag: string } | 'conflict'>
	remove(partition: string, id: string): Promise<void>
	/** In the order of `dueAt` when `dueUpTo` is given, equal ones in any order; otherwise by id. */
	find(query: Query): Promise<readonly Stored[]>
}

export interface Store {
	readonly data: Collection
	readonly outbox: Collection
	/** Answers when the store can read; for readiness. */
	ready(): Promise<void>
	close(): Promise<void>
}

/** The store did not do it, or did not say whether it did. */
export class StoreUnavailable extends Error {
	override name = 'StoreUnavailable'
}
