import { randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { StoredKind } from './kinds'
import { type Collection, type Document, type Query, type Store, type Stored, StoreUnavailable } from './store'

/**
 * The embedded store: one SQLite file, durable at every acknowledged write (WAL, synchronous=FULL). Writes that arrive
 * together share one transaction, since the disk's confirmation is what costs.
 */
export function openSqlite(file: string): Store {
	if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
	const database = new DatabaseSync(file)
	whenFree(() => prepareFile(database))
	const writes = groupedWrites(database)
	return {
		data: collection(database, 'data', writes),
		outbox: collection(database, 'outbox', writes),
		ready: async () => void database.prepare('SELECT 1').get(),
		close: async () => {
			await writes(() => undefined)
			database.close()
		},
	}
}

/** How often a file is tried that others are opening for the first time; about three seconds in all. */
const mostTries = 100
const busy = 5

/**
 * Two processes that open a new file at the same moment may each be told at once that it is locked: SQLite does not wait
 * while one of them turns it into a file with a write-ahead log. What is done here may be repeated.
 */
function whenFree(open: () => void): void {
	for (let tries = 1; ; tries++) {
		try {
			open()
			return
		} catch (fault) {
			const { errcode } = fault as { errcode?: number }
			if (errcode === undefined || (errcode & 0xff) !== busy || tries === mostTries) throw fault
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, randomInt(5, 50))
		}
	}
}

function prepareFile(database: DatabaseSync): void {
	// What is deleted is overwritten, so that the file holds nothing of a person who was forgotten.
	database.exec(
		'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON',
	)
	database.exec(`CREATE TABLE IF NOT EXISTS documents (
		collection TEXT NOT NULL, partition TEXT NOT NULL, id TEXT NOT NULL, etag INTEGER NOT NULL,
		kind TEXT NOT NULL, waiting INTEGER, state TEXT, dueAt TEXT, shape INTEGER NOT NULL, body TEXT NOT NULL,
		PRIMARY KEY (collection, partition, id)) WITHOUT ROWID`)
	database.exec('CREATE INDEX IF NOT EXISTS waiting ON documents (collection, waiting, id) WHERE waiting IS NOT NULL')
	database.exec('CREATE INDEX IF NOT EXISTS due ON documents (collection, state, dueAt) WHERE state IS NOT NULL')
}

type GroupedWrites = <Result>(write: () => Result) => Promise<Result>

/** Runs all writes of one turn of the event loop in one transaction; each promise settles after the commit. */
function groupedWrites(database: DatabaseSync): GroupedWrites {
	let waiting: { write: () => unknown; resolve: (result: unknown) => void; reject: (fault: unknown) => void }[] = []
	const flush = () => {
		const group = waiting
		waiting = []
		try {
			database.exec('BEGIN IMMEDIATE')
			const results = group.map(({ write }) => write())
			database.exec('COMMIT')
			group.forEach(({ resolve }, at) => {
				resolve(results[at])
			})
		} catch (fault) {
			if (database.isOpen && database.isTransaction) database.exec('ROLLBACK')
			for (const { reject } of group) reject(new StoreUnavailable('SQLite did not write', { cause: fault }))
		}
	}
	return (write) =>
		new Promise((resolve, reject) => {
			if (waiting.length === 0) setImmediate(flush)
			waiting.push({ write, resolve: resolve as (result: unknown) => void, reject })
		})
}

function collection(database: DatabaseSync, name: string, writes: GroupedWrites): Collection {
	const columns = 'partition, id, etag, kind, waiting, state, dueAt, shape, body'
	const select = database.prepare(`SELECT ${columns} FROM documents WHERE collection = ? AND partition = ? AND id = ?`)
	const insert = database.prepare(
		'INSERT INTO documents (collection, partition, id, etag, kind, waiting, state, dueAt, shape, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
	)
	const update = database.prepare(
		'UPDATE documents SET etag = etag + 1, kind = ?, waiting = ?, state = ?, dueAt = ?, shape = ?, body = ? WHERE collection = ? AND partition = ? AND id = ? AND etag = ?',
	)
	const erase = database.prepare('DELETE FROM documents WHERE collection = ? AND partition = ? AND id = ?')
	const finds = new Map<string, StatementSync>()
	const prepared = (sql: string): StatementSync => {
		const statement = finds.get(sql) ?? database.prepare(sql)
		finds.set(sql, statement)
		return statement
	}
	return {
		read: async (partition, id) => {
			const row = select.get(name, partition, id)
			return row && storedFrom(row)
		},
		create: (document) =>
			writes(() => {
				// Counting from anywhere, so that a document made anew under an old id does not pass for the old one.
				const etag = randomInt(1, 2 ** 47)
				const { changes } = insert.run(name, document.partition, document.id, etag, ...fieldsOf(document))
				return changes === 1 ? { etag: String(etag) } : 'exists'
			}),
		replace: (document, etag) =>
			writes(() => {
				const { changes } = update.run(...fieldsOf(document), name, document.partition, document.id, Number(etag))
				return changes === 1 ? { etag: String(Number(etag) + 1) } : 'conflict'
			}),
		remove: (partition, id) => writes(() => void erase.run(name, partition, id)),
		find: async (query) => {
			const { sql, values } = whereOf(query)
			return prepared(`SELECT ${columns} FROM documents WHERE collection = ?${sql} LIMIT ?`)
				.all(name, ...values, query.limit)
				.map(storedFrom)
		},
	}
}

function whereOf(query: Query): { sql: string; values: SQLInputValue[] } {
	const parts: [string, SQLInputValue][] = []
	if (query.partition !== undefined) parts.push(['partition = ?', query.partition])
	if (query.kind !== undefined) parts.push(['kind = ?', query.kind])
	if (query.waiting) parts.push(['waiting = ?', 1])
	if (query.state !== undefined) parts.push(['state = ?', query.state])
	if (query.dueUpTo !== undefined) parts.push(['dueAt <= ?', query.dueUpTo])
	const order = query.dueUpTo === undefined ? 'id' : 'dueAt, id'
	return {
		sql: `${parts.map(([part]) => ` AND ${part}`).join('')} ORDER BY ${order}`,
		values: parts.map(([, value]) => value),
	}
}

function fieldsOf(document: Document): [string, number | null, string | null, string | null, number, string] {
	return [
		document.kind,
		document.waiting ? 1 : null,
		document.state ?? null,
		document.dueAt ?? null,
		document.shape,
		JSON.stringify(document.body),
	]
}

/** Parses the body when it is asked for: many look only at the etag or at what stands beside it. */
function storedFrom(row: Record<string, unknown>): Stored {
	let body: { readonly value: unknown } | undefined
	return {
		etag: String(row.etag),
		document: {
			id: String(row.id),
			partition: String(row.partition),
			kind: String(row.kind) as StoredKind,
			...(row.waiting === 1 && { waiting: true }),
			...(typeof row.state === 'string' && { state: row.state }),
			...(typeof row.dueAt === 'string' && { dueAt: row.dueAt }),
			shape: Number(row.shape),
			get body() {
				body ??= { value: JSON.parse(String(row.body)) }
				return body.value
			},
		},
	}
}
