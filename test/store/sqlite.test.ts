import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as after } from 'node:timers/promises'
import { openSqlite } from '../../src/store/sqlite'
import { StoreUnavailable } from '../../src/store/store'
import { type Child, startChild } from '../crash/support/child'

const writer = require.resolve('./support/write-on.ts')
/** Each time a new file and a new process, 25 copies of it. */
const times = process.env.FULL ? 20 : 1
const copies = 25
const thing = (id: string, body: unknown = '') => ({ id, partition: 'town', kind: 'living' as const, shape: 1, body })

let folder: string
let file: string
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sqlite-'))
	file = join(folder, 'digicheck.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('writes ahead and confirms every commit to the disk', async () => {
	// `synchronous` belongs to the connection and cannot be seen from outside, so every statement the store runs is
	// listened to.
	const ran = jest.spyOn(DatabaseSync.prototype, 'exec')
	const store = openSqlite(file)
	const connection = ran.mock.contexts[0] as DatabaseSync
	ran.mockRestore()
	expect(connection.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
	expect(connection.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
	expect(connection.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 5_000 })
	await store.close()
})

test('uses its indexes for what it is asked all the time', async () => {
	await openSqlite(file).close()
	const database = new DatabaseSync(file)
	const plan = (sql: string) =>
		JSON.stringify(
			database.prepare(`EXPLAIN QUERY PLAN SELECT * FROM documents WHERE collection = 'data' AND ${sql}`).all(),
		)
	expect(plan(`partition = 'a' AND id = 'b'`)).toContain('PRIMARY KEY (collection=? AND partition=? AND id=?)')
	expect(plan(`state = 'ready' AND dueAt <= '2026' ORDER BY dueAt, id`)).toContain('INDEX due')
	expect(plan('waiting = 1 ORDER BY id')).toContain('INDEX waiting')
	database.close()
})

test('makes its folder, and finds everything again after a restart', async () => {
	const deep = join(folder, 'not', 'there', 'yet', 'digicheck.sqlite')
	const first = openSqlite(deep)
	const created = await first.data.create(thing('one', { text: 'bleibt' }))
	await first.close()
	const second = openSqlite(deep)
	const stored = await second.data.read('town', 'one')
	expect(stored?.document.body).toEqual({ text: 'bleibt' })
	// An etag given before the restart still counts.
	expect(created).toEqual({ etag: stored?.etag })
	await second.close()
})

test('writes that wait are done before it closes, later ones are refused', async () => {
	const store = openSqlite(file)
	const waiting = store.data.create(thing('one'))
	await store.close()
	await expect(waiting).resolves.toHaveProperty('etag')
	await expect(store.data.create(thing('two'))).rejects.toThrow(StoreUnavailable)
})

test('a write that fails takes none of the group with it half done', async () => {
	const store = openSqlite(file)
	// A number that JSON does not know makes this one write fail; the other two were only unlucky to share its
	// transaction.
	const group = [
		store.data.create(thing('one')),
		store.data.create(thing('two', 10n)),
		store.data.create(thing('three')),
	]
	const results = await Promise.allSettled(group)
	expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
	for (const result of results) expect('reason' in result && result.reason).toBeInstanceOf(StoreUnavailable)
	expect(await store.data.find({ partition: 'town', limit: 10 })).toEqual([])
	// The store goes on, and repeating is right.
	await expect(store.data.create(thing('one'))).resolves.toHaveProperty('etag')
	await store.close()
})

test('processes that open a new file at the same moment wait for each other', async () => {
	for (let round = 0; round < 6; round++) {
		const fresh = join(folder, `new-${round}.sqlite`)
		const at = Date.now() + 700
		const opened = Array.from({ length: 6 }, async () => {
			const script = `const { openSqlite } = require('./dist/store/sqlite.js'); while (Date.now() < ${at}); openSqlite(process.argv[1]).close()`
			const child = spawn(process.execPath, ['-e', script, fresh], { cwd: join(__dirname, '../..'), stdio: 'ignore' })
			const [status] = await once(child, 'exit')
			return status
		})
		expect(await Promise.all(opened)).toEqual([0, 0, 0, 0, 0, 0])
	}
}, 60_000)

test('three processes count in the same file without losing a step', async () => {
	const steps = 300
	const children = [1, 2, 3].map(() => startChild(writer, ['count', file, String(steps)]))
	await Promise.all(children.map((child) => child.line((line) => line === 'ready')))
	const store = openSqlite(file)
	await store.data.create(thing('start'))
	await Promise.all(children.map((child) => child.done()))
	expect((await store.data.read('town', 'counter'))?.document.body).toBe(3 * steps)
	const reports = children.map((child) => JSON.parse(child.lines.at(-1) ?? '') as { done: number; conflicts: number })
	expect(reports.map(({ done }) => done)).toEqual([steps, steps, steps])
	// They did meet: three processes one after the other would prove nothing.
	expect(Math.max(...reports.map(({ conflicts }) => conflicts))).toBeGreaterThan(0)
	await store.close()
}, 60_000)

/**
 * A stand-in for a power cut: the writing process is frozen at any moment, file and write-ahead log are copied as they
 * lie there, and the copy is opened as after a restart. What a real cut does to a disk's own cache this cannot show;
 * synchronous=FULL, checked above, is what guards that.
 */
test.each(Array.from({ length: times }, (_, time) => time + 1))(
	`at any of ${copies} moments the files hold every acknowledged write, whole (%i)`,
	async () => {
		const child = startChild(writer, ['append', file])
		try {
			for (let copy = 0; copy < copies; copy++) {
				const before = child.lines.length
				await child.line((line) => Number(line) > before)
				await after(Math.random() * 20)
				await frozen(child)
				const acknowledged = Number(child.lines.at(-1))
				const target = join(folder, `copy-${copy}`)
				mkdirSync(target)
				for (const end of ['', '-wal'])
					if (existsSync(file + end)) copyFileSync(file + end, join(target, `digicheck.sqlite${end}`))
				child.process.kill('SIGCONT')
				await holdsUpTo(acknowledged, join(target, 'digicheck.sqlite'))
				rmSync(target, { recursive: true })
			}
			expect(child.lines.length).toBeGreaterThan(copies)
		} finally {
			await child.kill()
		}
	},
	60_000,
)

async function frozen({ process: { pid = 0 } }: Child): Promise<void> {
	process.kill(pid, 'SIGSTOP')
	while (!execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('T')) await after(1)
}

async function holdsUpTo(acknowledged: number, copied: string): Promise<void> {
	const database = new DatabaseSync(copied)
	expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
	database.close()
	const store = openSqlite(copied)
	const ids = new Set(
		(await store.data.find({ partition: 'town', kind: 'living', limit: 1_000_000 })).map(({ document }) => document.id),
	)
	const missing = Array.from({ length: acknowledged + 1 }, (_, number) => `n${number}`).filter((id) => !ids.has(id))
	expect(missing).toEqual([])
	const grown = (await store.data.read('town', 'grows'))?.document.body as { number: number; padding: string }
	expect(grown.number).toBeGreaterThanOrEqual(acknowledged)
	// Both writes of a turn share a transaction: never one without the other.
	expect(ids.has(`n${grown.number}`)).toBe(true)
	expect(ids.has(`n${grown.number + 1}`)).toBe(false)
	expect(grown.padding).toHaveLength((grown.number * 37) % 5_000)
	await store.close()
}
