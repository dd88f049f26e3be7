import { DatabaseSync } from 'node:sqlite'
import type { Activity, Json } from './activity'

export interface LocalConversation {
	readonly id: string
	readonly kind: 'personal' | 'channel'
	/** The one person of a 1:1 chat; empty for a channel. */
	readonly personId: string
	/** The name of a channel; empty for a 1:1 chat. */
	readonly name: string
	/** False while the bot has not been added by the person themselves ("Chat beginnen"). */
	readonly installed: boolean
}

export interface ChatMessage {
	readonly id: string
	readonly conversationId: string
	/** Grows with every change of any message, so that a page can tell newer from older. */
	readonly revision: number
	readonly author: 'bot' | 'person'
	readonly personId: string
	readonly at: string
	readonly edited: boolean
	readonly activity: Activity
}

const schema = `
	create table if not exists conversations (id text primary key, kind text not null, personId text not null, name text not null, installed integer not null) strict;
	create table if not exists messages (seq integer primary key autoincrement, id text not null unique, conversationId text not null, revision integer not null,
		author text not null, personId text not null, at text not null, edited integer not null, activity text not null) strict;
	create index if not exists messagesByConversation on messages (conversationId, seq);
	create table if not exists views (messageId text not null, personId text not null, attachments text not null, primary key (messageId, personId)) strict;
	create table if not exists reads (conversationId text not null, personId text not null, seq integer not null, primary key (conversationId, personId)) strict;
`

type Row = Record<string, unknown>
const text = (row: Row, column: string) => String(row[column])

/**
 * What Teams remembers: the chats and their messages, in one SQLite file, so that a restart shows the chat as it was.
 */
export const openHistory = (file: string) => {
	const db = new DatabaseSync(file)
	// NORMAL may lose the last instant on a power cut; a chat page on a developer's machine can live with that, and stays
	// quick.
	db.exec('pragma journal_mode = WAL; pragma synchronous = NORMAL; pragma busy_timeout = 2000')
	db.exec(schema)

	const conversationFrom = (row: Row): LocalConversation => ({
		id: text(row, 'id'),
		kind: row.kind === 'channel' ? 'channel' : 'personal',
		personId: text(row, 'personId'),
		name: text(row, 'name'),
		installed: row.installed === 1,
	})
	const messageFrom = (row: Row): ChatMessage => ({
		id: text(row, 'id'),
		conversationId: text(row, 'conversationId'),
		revision: Number(row.revision),
		author: row.author === 'bot' ? 'bot' : 'person',
		personId: text(row, 'personId'),
		at: text(row, 'at'),
		edited: row.edited === 1,
		activity: JSON.parse(text(row, 'activity')) as Activity,
	})
	const newest = db
		.prepare('select coalesce(max(revision), 0) as revision, coalesce(max(cast(id as integer)), 0) as id from messages')
		.get()
	let lastRevision = Number(newest?.revision)
	let lastId = Number(newest?.id)
	const nextRevision = () => {
		lastRevision += 1
		return lastRevision
	}
	const message = (id: string) => {
		const row = db.prepare('select * from messages where id = ?').get(id)
		return row && messageFrom(row)
	}
	const changed = (id: string, activity: Activity, edited: boolean) => {
		db.prepare('update messages set activity = ?, edited = ?, revision = ? where id = ?').run(
			JSON.stringify(activity),
			edited ? 1 : 0,
			nextRevision(),
			id,
		)
		return message(id)
	}

	return {
		conversation: (id: string) => {
			const row = db.prepare('select * from conversations where id = ?').get(id)
			return row && conversationFrom(row)
		},
		conversations: () => db.prepare('select * from conversations order by rowid').all().map(conversationFrom),
		addConversation: (conversation: LocalConversation) => {
			const { id, kind, personId, name, installed } = conversation
			db.prepare('insert or ignore into conversations values (?, ?, ?, ?, ?)').run(
				id,
				kind,
				personId,
				name,
				installed ? 1 : 0,
			)
		},
		markInstalled: (id: string) => {
			db.prepare('update conversations set installed = 1 where id = ?').run(id)
		},
		/**
		 * Activity ids look like those of Teams: the milliseconds of their birth, moved on by one where two would share
		 * them.
		 */
		nextActivityId: (now: Date) => {
			lastId = Math.max(now.getTime(), lastId + 1)
			return String(lastId)
		},
		addMessage: (added: Omit<ChatMessage, 'revision' | 'edited'>): ChatMessage => {
			const revision = nextRevision()
			db.prepare(
				'insert into messages (id, conversationId, revision, author, personId, at, edited, activity) values (?, ?, ?, ?, ?, ?, 0, ?)',
			).run(
				added.id,
				added.conversationId,
				revision,
				added.author,
				added.personId,
				added.at,
				JSON.stringify(added.activity),
			)
			return { ...added, revision, edited: false }
		},
		message,
		/** The bot changed its message (PUT): everybody sees the new one, personal views of the old one are gone. */
		changeMessage: (id: string, activity: Activity) => {
			db.prepare('delete from views where messageId = ?').run(id)
			return changed(id, activity, true)
		},
		/** A card action was answered with a card: in a 1:1 chat that is the message from now on. */
		replaceCards: (id: string, activity: Activity) => changed(id, activity, false),
		/** The same in a channel: there Teams shows the answered card only to the person who pressed. */
		replaceCardsFor: (id: string, personId: string, attachments: Json) => {
			db.prepare('insert or replace into views values (?, ?, ?)').run(id, personId, JSON.stringify(attachments))
			const before = message(id)
			const after = before && changed(id, before.activity, before.edited)
			return after && { ...after, activity: { ...after.activity, attachments } }
		},
		removeMessage: (id: string) => {
			db.prepare('delete from views where messageId = ?').run(id)
			db.prepare('delete from messages where id = ?').run(id)
		},
		removeConversation: (id: string) => {
			db.prepare('delete from views where messageId in (select id from messages where conversationId = ?)').run(id)
			for (const table of ['messages', 'reads']) db.prepare(`delete from ${table} where conversationId = ?`).run(id)
			db.prepare('delete from conversations where id = ?').run(id)
		},
		/** The messages of a chat, oldest first; with a person, as that person sees them. */
		messages: (conversationId: string, personId = '') => {
			const views = new Map<string, Json>(
				db
					.prepare('select messageId, attachments from views where personId = ?')
					.all(personId)
					.map((row) => [text(row, 'messageId'), JSON.parse(text(row, 'attachments')) as Json]),
			)
			const rows = db
				.prepare('select * from messages where conversationId = ? order by seq')
				.all(conversationId)
				.map(messageFrom)
			return rows.map((row): ChatMessage => {
				const attachments = views.get(row.id)
				return attachments === undefined ? row : { ...row, activity: { ...row.activity, attachments } }
			})
		},
		markRead: (conversationId: string, personId: string) => {
			db.prepare(
				'insert or replace into reads select ?, ?, coalesce(max(seq), 0) from messages where conversationId = ?',
			).run(conversationId, personId, conversationId)
		},
		unread: (conversationId: string, personId: string) =>
			Number(
				db
					.prepare(
						`select count(*) as unread from messages where conversationId = ? and author = 'bot'
						and seq > coalesce((select seq from reads where conversationId = ? and personId = ?), 0)`,
					)
					.get(conversationId, conversationId, personId)?.unread,
			),
		close: () => db.close(),
	}
}

export type History = ReturnType<typeof openHistory>
