import type { Moves, Taken } from '../domain/directory/moves'
import type { EntryWish } from '../domain/own-data/forget'
import type { TownData } from '../domain/own-data/own-data'
import type { HalfYear } from '../domain/shared/half-year'
import type { Document, Query } from './store'

/** Everything that has to be known of a kind of document. */
export interface Row<Value> {
	/** Whose partition its documents lie in; `service` for those that belong to no town. */
	readonly of: 'town' | 'tenant' | 'service'
	readonly collection: 'data' | 'outbox'
	/**
	 * How bodies of older shapes are brought up, each to the next one; the first stands for shape 1. The shape that is
	 * written today is the one after the last.
	 */
	readonly older: readonly Lift[]
	readonly read: (body: unknown, document: Document) => Value
	readonly write: (value: Value) => Written
	readonly kept: Kept<Value>
	readonly own: Own<Value>
	readonly forget: Forget<Value>
	readonly moves: Move<Value>
	/** How the rows of the table "What is stored about people" in README.md begin that tell of it. */
	readonly told: readonly string[]
}

export type Lift = (body: unknown) => unknown

/** What a kind decides of its document; id, partition and shape are not its business. */
export type Written = Pick<Document, 'body'> & Partial<Pick<Document, 'kind' | 'waiting' | 'state' | 'dueAt'>>

/** How long documents are kept. */
export type Kept<Value> =
	/** For ever, with the reason. */
	| { readonly always: string }
	/** The document goes on its `dueAt`. */
	| { readonly until: 'due' }
	/** So many days after it was settled in one of these ways. */
	| { readonly days: number; readonly settled: readonly Pick<Query, 'kind' | 'state'>[] }
	/** As long as the town's directory holds this person. */
	| { readonly whilePersonIsHere: (value: Value, id: string) => string }
	/** On its `dueAt` everything goes that is stored of the person it is about, and the document with it. */
	| { readonly until: 'person-forgotten' }
	/** The document stays, without what is about versions of the catalogue that no stored pass of the town has. */
	| { readonly whileUsed: (value: Value, versions: readonly string[]) => Value }
	/**
	 * The document stays and parts of it go: what is over for long, with the documents `gone`, and the names of people
	 * who left.
	 */
	| {
			readonly trimmed: (value: Value, today: string) => { readonly next: Value; readonly gone: readonly string[] }
			readonly named: (value: Value) => readonly string[]
	  }

/** What of it belongs to a person and is handed out to them. */
export type Own<Value> =
	| { readonly nothing: string }
	| {
			readonly of: (values: readonly Value[], personId: string) => Partial<TownData>
			/** Where there is one document for each person: its id. */
			readonly id?: (personId: string) => string
	  }

/** How a person is taken out of it. */
export type Forget<Value> =
	| { readonly holdsNoPerson: string }
	| {
			/** Whether the document is theirs and goes with them. */
			readonly goesWith?: (value: Value, personId: string, id: string) => boolean
			/** What a receipt calls a document that went; without it its kind. */
			readonly removedAs?: string
			/** What stays of any other. */
			readonly without?: (value: Value, personId: string, wish: EntryWish) => Value
	  }

/** How it follows when departments and positions are renamed, merged or split. */
export type Move<Value> =
	/** Not at all, with the reason. */
	| { readonly nothing: string }
	| {
			/** The same under the ids of today; following again changes nothing. */
			readonly follow: (value: Value, moves: Moves) => Value
			/** Where documents are named after what they are about: the id of today. Without a value it cannot be read. */
			readonly id?: (id: string, moves: Moves, value: Value | undefined) => string
			/**
			 * What becomes of it at an id that has changed, with the mark that it went there; `into` is what lies there
			 * already. Without this one that is there stays as it is.
			 */
			readonly unite?: (into: Value | undefined, gone: Value, moves: Moves) => Value
			/** Documents that begin with what this one holds, by their ids. */
			readonly copies?: (value: Value, moves: Moves, round: HalfYear) => Readonly<Record<string, Value>>
			/** The marks, and the value without them. */
			readonly taken?: (value: Value) => readonly Taken[]
			readonly settled?: (value: Value) => Value
	  }
