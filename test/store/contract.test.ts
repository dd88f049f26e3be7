import { randomUUID } from 'node:crypto'
import type { Kind } from '../../src/store/kinds'
import type { Collection, Document } from '../../src/store/store'
import { type Opened, stores } from './support/stores'

/**
 * What both databases promise alike (src/store/store.ts), word for word the same suite for each.
 *
 * Where the emulator @vercel/cosmosdb-server 1.0.1 is weaker than Cosmos DB, and what we do about it:
 * - It ignores the partition option of a query. Our queries name the partition in the condition as well; "never another
 * partition" proves it.
 * - Its batches are not atomic and it knows no TTL. The store uses neither: one write is one document, and deleting is
 * done by a flow.
 * - It accepts documents beyond 2 MB and always charges 1. No test here speaks about size or price.
 * - It needs no index. That deploy/modules/data.bicep indexes what `find` asks for can only be seen against an account
 * (COSMOS_ENDPOINT).
 * - It holds everything in one process: replicas, session consistency and failover are not tried.
 */
const collections = ['data', 'outbox'] as const

describe.each(stores)('$name', ({ open }) => {
	let opened: Opened
	const made: { collection: Collection; partition: string }[] = []

	beforeAll(async () => {
		opened = await open()
	})
	afterAll(async () => {
		for (const { collection, partition } of made)
			for (const { document } of await collection.find({ partition, limit: 2_000 }))
				await collection.remove(partition, document.id)
		await opened.stop()
	})

	describe.each(collections)('%s', (name) => {
		/** A partition of its own for every test, emptied at the end: an account may hold other things. */
		const fresh = () => {
			const collection = opened.store[name]
			const partition = `test-${randomUUID()}`
			made.push({ collection, partition })
			return { collection, partition }
		}

		test('creates once and reads back every field', async () => {
			const { collection, partition } = fresh()
			const document = full(partition, 'one')
			const created = await collection.create(document)
			expect(await collection.read(partition, 'one')).toEqual({ document, etag: etagOf(created) })
			expect(await collection.create({ ...document, body: 'another' })).toBe('exists')
			expect((await collection.read(partition, 'one'))?.document.body).toEqual(document.body)
		})

		test('leaves absent what was not given', async () => {
			const { collection, partition } = fresh()
			const document: Document = { id: 'bare', partition, kind: 'living', shape: 3, body: null }
			await collection.create(document)
			expect((await collection.read(partition, 'bare'))?.document).toStrictEqual(document)
		})

		test('finds nothing where nothing is', async () => {
			const { collection, partition } = fresh()
			await collection.create(bare(partition, 'here'))
			expect(await collection.read(partition, 'there')).toBeUndefined()
			expect(await collection.read(`${partition}-other`, 'here')).toBeUndefined()
		})

		test('replaces only what is still as it was read', async () => {
			const { collection, partition } = fresh()
			const first = etagOf(await collection.create(full(partition, 'one')))
			const second = etagOf(await collection.replace(bare(partition, 'one', 'second'), first))
			expect(second).not.toBe(first)
			expect(await collection.replace(bare(partition, 'one', 'late'), first)).toBe('conflict')
			// The new state is there as a whole: no field of the first one shines through.
			expect(await collection.read(partition, 'one')).toStrictEqual({
				document: bare(partition, 'one', 'second'),
				etag: second,
			})
		})

		test('does not bring back what is gone', async () => {
			const { collection, partition } = fresh()
			const etag = etagOf(await collection.create(bare(partition, 'one')))
			await collection.remove(partition, 'one')
			expect(await collection.replace(bare(partition, 'one'), etag)).toBe('conflict')
			expect(await collection.read(partition, 'one')).toBeUndefined()
			// Removing twice, as after a crash, is no fault.
			await collection.remove(partition, 'one')
		})

		test('does not take a new document for the old one of the same id', async () => {
			const { collection, partition } = fresh()
			const old = etagOf(await collection.create(bare(partition, 'one')))
			await collection.remove(partition, 'one')
			await collection.create(bare(partition, 'one', 'new'))
			expect(await collection.replace(bare(partition, 'one', 'from the old one'), old)).toBe('conflict')
			expect((await collection.read(partition, 'one'))?.document.body).toBe('new')
		})

		test('refuses an etag that no store ever gave', async () => {
			const { collection, partition } = fresh()
			await collection.create(bare(partition, 'one'))
			for (const etag of ['', '0', '"x"', 'NaN'])
				expect(await collection.replace(bare(partition, 'one', 'wrong'), etag)).toBe('conflict')
			expect((await collection.read(partition, 'one'))?.document.body).toBe('')
		})

		test('finds by kind, waiting, state and due date, all of them together', async () => {
			const { collection, partition } = fresh()
			const at = (day: number) => `2026-11-0${day}`
			await Promise.all([
				collection.create({ ...bare(partition, 'session-1'), kind: 'session', dueAt: at(3), waiting: true }),
				collection.create({ ...bare(partition, 'session-2'), kind: 'session', dueAt: at(1) }),
				collection.create({ ...bare(partition, 'ready-3'), kind: 'entry', dueAt: at(3), state: 'ready' }),
				collection.create({ ...bare(partition, 'ready-1'), kind: 'entry', dueAt: at(1), state: 'ready' }),
				collection.create({ ...bare(partition, 'sent-2'), kind: 'entry', dueAt: at(2), state: 'sent' }),
				collection.create(bare(partition, 'neither')),
			])
			const ids = async (query: object) =>
				(await collection.find({ partition, limit: 100, ...query })).map(({ document }) => document.id)
			expect(await ids({})).toEqual(['neither', 'ready-1', 'ready-3', 'sent-2', 'session-1', 'session-2'])
			expect(await ids({ kind: 'session' })).toEqual(['session-1', 'session-2'])
			expect(await ids({ waiting: true })).toEqual(['session-1'])
			expect(await ids({ state: 'sent' })).toEqual(['sent-2'])
			expect(await ids({ kind: 'session', dueUpTo: at(2) })).toEqual(['session-2'])
			// Up to and including that moment, the earliest first.
			expect(await ids({ state: 'ready', dueUpTo: at(3) })).toEqual(['ready-1', 'ready-3'])
			expect(await ids({ state: 'ready', dueUpTo: at(2) })).toEqual(['ready-1'])
			expect(await ids({ dueUpTo: '2026-11-00' })).toEqual([])
		})

		test('keeps to the limit and its order', async () => {
			const { collection, partition } = fresh()
			const numbers = Array.from({ length: 12 }, (_, at) => (at * 5) % 12)
			for (const number of numbers)
				await collection.create({
					...bare(partition, `n${String(number).padStart(2, '0')}`),
					dueAt: `2026-01-${String(28 - number)}`,
					state: 'ready',
				})
			const ids = async (query: object, limit: number) =>
				(await collection.find({ partition, limit, ...query })).map(({ document }) => document.id)
			expect(await ids({}, 3)).toEqual(['n00', 'n01', 'n02'])
			expect(await ids({ state: 'ready', dueUpTo: '2026-02-01' }, 3)).toEqual(['n11', 'n10', 'n09'])
		})

		test('never shows another partition', async () => {
			const { collection, partition } = fresh()
			const other = fresh().partition
			const same = {
				kind: `life:${randomUUID()}` as const,
				waiting: true as const,
				state: 'ready',
				dueAt: '2026-11-01',
			}
			await collection.create({ ...bare(partition, 'one', 'ours'), ...same })
			await collection.create({ ...bare(other, 'one', 'theirs'), ...same })
			const bodies = async (query: object) =>
				(await collection.find({ limit: 10, ...query })).map(({ document }) => [document.partition, document.body])
			const { dueAt: dueUpTo, ...equal } = same
			for (const query of [
				{},
				{ kind: same.kind },
				{ waiting: true },
				{ state: 'ready', dueUpTo },
				{ ...equal, dueUpTo },
			])
				expect(await bodies({ partition, ...query })).toEqual([[partition, 'ours']])
			// Without a partition the sweep sees all towns.
			expect((await bodies({ kind: same.kind })).map(([, body]) => body).sort()).toEqual(['ours', 'theirs'])
			await collection.remove(partition, 'one')
			expect((await collection.read(other, 'one'))?.document.body).toBe('theirs')
		})

		test.each([
			['umlauts, emoji, other scripts', 'Änderung „Öl“ 🚲👩🏽‍🔧 Ж 日本語 اللغة'],
			['what SQL and JSON might stumble over', `'; DROP TABLE documents; -- " \\ \u0000 \u2028 \n @partition`],
			['a character split in two', '\ud83d'],
			['looks like a template', '${body} {{x}} %s'],
		])('keeps text as it is: %s', async (_, text) => {
			const { collection, partition } = fresh()
			await collection.create(bare(partition, 'text', { text, [text]: [text] }))
			expect((await collection.read(partition, 'text'))?.document.body).toEqual({ text, [text]: [text] })
		})

		test.each([
			'__proto__',
			'constructor',
			'toString',
			'hasOwnProperty',
			'null',
			'0',
			'a:b@c.d-e_f',
			' Straße 1',
			"o'neill",
		])('takes %p for an id like any other', async (id) => {
			const { collection, partition } = fresh()
			expect(await collection.read(partition, id)).toBeUndefined()
			const body = JSON.parse(`{"__proto__":{"admin":true},"constructor":1,"id":"inner","_etag":"inner"}`) as object
			const etag = etagOf(await collection.create({ ...bare(partition, id, body), kind: id as Kind }))
			expect(await collection.create(bare(partition, id))).toBe('exists')
			expect(
				(await collection.find({ partition, kind: id as Kind, limit: 2 })).map(({ document }) => document.id),
			).toEqual([id])
			const stored = await collection.read(partition, id)
			expect(JSON.stringify(stored?.document.body)).toBe(JSON.stringify(body))
			expect(stored?.document.body).not.toHaveProperty('admin')
			expect(typeof (await collection.replace(bare(partition, id), etag))).toBe('object')
		})

		test('keeps a session of ordinary size whole', async () => {
			const { collection, partition } = fresh()
			const answers = Object.fromEntries(
				Array.from({ length: 800 }, (_, at) => [`L${at}@service-${at}`, [at, 'ß'.repeat(200)]]),
			)
			await collection.create(bare(partition, 'large', { answers }))
			expect((await collection.read(partition, 'large'))?.document.body).toEqual({ answers })
		})
	})

	describe('many at once', () => {
		test('of 1,000 writers with the same etag one wins', async () => {
			const { data } = opened.store
			const partition = `test-${randomUUID()}`
			made.push({ collection: data, partition })
			const etag = etagOf(await data.create(bare(partition, 'one')))
			const results = await Promise.all(
				Array.from({ length: 1_000 }, (_, writer) => data.replace(bare(partition, 'one', writer), etag)),
			)
			const winners = results.flatMap((result, writer) => (result === 'conflict' ? [] : [writer]))
			expect(winners).toHaveLength(1)
			expect((await data.read(partition, 'one'))?.document.body).toBe(winners[0])
		}, 60_000)

		test('of 1,000 conditional writes that keep what they read, every accepted one stays', async () => {
			const { data } = opened.store
			const partition = `test-${randomUUID()}`
			made.push({ collection: data, partition })
			await data.create(bare(partition, 'one', []))
			const accepted: string[] = []
			let conflicts = 0
			const writer = async (name: number) => {
				for (let round = 0; round < 20; round++) {
					const stored = await data.read(partition, 'one')
					const mark = `${name}/${round}`
					const marks = (stored?.document.body ?? []) as string[]
					const written = await data.replace(bare(partition, 'one', [...marks, mark]), stored?.etag ?? '')
					if (written === 'conflict') conflicts++
					else accepted.push(mark)
				}
			}
			await Promise.all(Array.from({ length: 50 }, (_, name) => writer(name)))
			const kept = (await data.read(partition, 'one'))?.document.body as string[]
			expect([...kept].sort()).toEqual([...accepted].sort())
			expect(conflicts).toBe(1_000 - accepted.length)
			// Otherwise nothing was tried: there were races, and somebody won each.
			expect(conflicts).toBeGreaterThan(0)
			expect(accepted.length).toBeGreaterThanOrEqual(20)
		}, 60_000)

		test('of 100 that create the same document one does', async () => {
			const { data } = opened.store
			const partition = `test-${randomUUID()}`
			made.push({ collection: data, partition })
			const results = await Promise.all(Array.from({ length: 100 }, (_, at) => data.create(bare(partition, 'one', at))))
			const winners = results.flatMap((result, at) => (result === 'exists' ? [] : [at]))
			expect(winners).toHaveLength(1)
			expect((await data.read(partition, 'one'))?.document.body).toBe(winners[0])
		})
	})

	test('says that it is ready', async () => {
		await expect(opened.store.ready()).resolves.toBeUndefined()
	})
})

function full(partition: string, id: string): Document {
	return {
		id,
		partition,
		kind: 'session',
		waiting: true,
		state: 'ready',
		dueAt: '2028-07-01',
		shape: 1,
		body: { answers: { L1: [1, 'yes'] } },
	}
}

function bare(partition: string, id: string, body: unknown = ''): Document {
	return { id, partition, kind: 'living', shape: 1, body }
}

function etagOf(written: { readonly etag: string } | string): string {
	if (typeof written === 'string') throw new Error(`expected a new etag, got ${written}`)
	return written.etag
}
