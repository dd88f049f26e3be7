import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import type { Channel } from '../../src/domain/channels/channels'
import { newSession } from '../../src/domain/digicheck/session'
import type { HalfYear } from '../../src/domain/shared/half-year'
import type { Doorbell } from '../../src/outbox/doorbell/doorbell'
import { storageQueueDoorbell } from '../../src/outbox/doorbell/storage-queue-doorbell'
import { relay } from '../../src/outbox/intake/relay'
import { scanEveryMs } from '../../src/outbox/lanes/dispatcher'
import type { Clock } from '../../src/outbox/shared/clock'
import { entryDocument, mannerOf, type OutboxEntry } from '../../src/outbox/stored/entry'
import { touchLane } from '../../src/outbox/stored/lane-lease'
import { listUnclear } from '../../src/outbox/unconfirmed/unclear-posts'
import { openCosmos } from '../../src/store/cosmos'
import { channelsDocument, documentOf } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import { type Store, type Stored, StoreUnavailable } from '../../src/store/store'
import { channelNotice, directory, directoryOf, entryFor, keyOf, notice } from '../outbox/support'
import { type Azurite, startAzurite } from '../support/azurite'
import { randomFrom } from '../support/random'
import { type Child, startChild } from './support/child'
import { fastClock, speed } from './support/fast-clock'
import { type Seen, startRecordingTeams } from './support/recording-teams'

/**
 * Four workers send posts to channels and cards to people while they are killed (kill -9, real processes) and started
 * again, and while Teams answers some requests wrongly. Teams' own record and the store are held against the promises.
 * Without the queue everything lies in the outbox from the beginning; with it one process more relays little by little
 * and rings, and in the middle the queue is killed as well.
 */
interface Amount {
	readonly kills: number
	readonly posts: number
	readonly cards: number
}
const usual: Amount = { kills: process.env.FULL ? 20 : 10, posts: 200, cards: 500 }
const few: Amount = { kills: 4, posts: 60, cards: 150 }
/**
 * Each over a new store: the emulator looks at every document for every query, and would do nothing else with ten times
 * as many.
 */
const rounds = process.env.FULL ? 10 : 1
const workers = 4
const towns = ['altdorf', 'bergheim', 'cattenau', 'dornfeld', 'eschenwerder', 'falkental']
const channelsEach = 8
const peopleEach = 100
const inFlight = 40
const killEveryMs = 500
/** So many of a town's messages are relayed together; each goes to a conversation of its own. */
const relayedTogether = 4
const runDispatcher = require.resolve('./support/run-dispatcher.ts')
const runEmulator = require.resolve('./support/run-emulator.ts')

let folder: string
let emulator: Child | undefined
/** What a test that failed has left running would keep Jest from ending. */
const leftovers = new Set<() => unknown>()
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'broadcast-'))
})
afterEach(async () => {
	for (const end of leftovers) await end()
	leftovers.clear()
})
afterAll(async () => {
	await emulator?.kill()
	rmSync(folder, { recursive: true })
})

interface Place {
	/** What the workers are told. */
	readonly args: readonly string[]
	open(): Promise<Store>
}

type Prepare = (round: number) => Promise<Place>
const sqlite: [string, Prepare] = [
	'a SQLite file that all workers share',
	async (round) => {
		const file = join(folder, `outbox-${round}.sqlite`)
		return { args: ['sqlite', file], open: async () => openSqlite(file) }
	},
]
const cosmos: [string, Prepare] = [
	'Cosmos DB (emulator)',
	async (round) => {
		emulator ??= startChild(runEmulator, [])
		const endpoint = await emulator.line((line) => line.startsWith('http'))
		const key = Buffer.from('emulator').toString('base64')
		const database = `broadcast-${round}`
		return {
			args: ['cosmos', endpoint, database],
			open: () => openCosmos({ endpoint, database, key, createContainers: true }),
		}
	},
]

test.each([sqlite, cosmos])(
	'over %s',
	async (name, prepare) => {
		for (let round = 0; round < rounds; round++) await broadcast(name, await prepare(round), usual)
	},
	1_800_000,
)

describe('with Azure Storage Queue as the doorbell between the processes', () => {
	let azurite: Azurite
	beforeAll(async () => {
		azurite = await startAzurite()
	})
	afterAll(() => azurite.kill())

	test('a message goes out before anybody scans again', async () => {
		const { args, open } = await sqlite[1](-1)
		const store = await open()
		const teams = await startRecordingTeams(() => 0.5)
		const began = Date.now()
		const worker = startChild(runDispatcher, [teams.url, String(began), '1', azurite.connectionString, ...args])
		leftovers.add(worker.kill).add(teams.stop)
		await worker.line((line) => line === 'ready')
		// It has scanned an empty outbox just now.
		const relayedAt = Date.now()
		const relaying = startRelaying(store, fastClock(began, 1), azurite)
		await relaying.relay(entriesOf({ kills: 0, posts: 0, cards: 1 }), 0)
		while (teams.seen.length === 0) await after(10)
		const tookMs = (teams.seen[0]?.atMs ?? 0) - relayedAt
		expect(worker.lines).toContain(`heard ${directory(towns[0]).town.entraTenantId}`)
		// The next scan would take nearly all of its interval.
		expect(tookMs).toBeLessThan(0.8 * scanEveryMs)
		await worker.kill()
		await relaying.ended()
		teams.stop()
		await store.close()
		process.stdout.write(
			`with the queue the first message goes out after ${tookMs} ms; scans come every ${scanEveryMs} ms\n`,
		)
	})

	test.each(process.env.FULL ? [sqlite, cosmos] : [sqlite])(
		'and without it from the middle on, over %s',
		async (name, prepare) => {
			for (let round = 0; round < rounds; round++) {
				await broadcast(
					`${name}, with the queue`,
					await prepare(1_000 + round),
					process.env.FULL ? usual : few,
					azurite,
				)
				await azurite.start()
			}
		},
		1_800_000,
	)
})

async function broadcast(
	name: string,
	{ args, open }: Place,
	{ kills, posts, cards }: Amount,
	azurite?: Azurite,
): Promise<void> {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
	const random = randomFrom(seed)
	const teams = await startRecordingTeams(randomFrom(seed + 1))
	leftovers.add(teams.stop)
	const store = await open()
	const began = Date.now()
	const clock = fastClock(began)
	const children: Child[] = []
	const start = async () => {
		const child = startChild(runDispatcher, [
			teams.url,
			String(began),
			String(speed),
			azurite?.connectionString ?? '',
			...args,
		])
		children.push(child)
		leftovers.add(child.kill)
		await child.line((line) => line === 'ready')
		return child
	}
	const entries = entriesOf({ kills, posts, cards })
	if (!azurite) await fill(store, entries, clock.now().getTime(), kills * killEveryMs * speed)
	const running = Array.from({ length: workers }, start)
	await Promise.all(running)
	const relaying = azurite && startRelaying(store, clock, azurite)
	for (let kill = 0; kill < kills; kill++) {
		if (kill === kills / 2) await relaying?.withoutQueue()
		const share = entries.slice(
			Math.floor((kill * entries.length) / kills),
			Math.floor(((kill + 1) * entries.length) / kills),
		)
		const relayed = relaying?.relay(share, killEveryMs)
		await after(killEveryMs * (0.3 + random()))
		// One that is just starting is waited for.
		const at = Math.floor(random() * workers)
		expect(await (await running[at])?.kill()).toBe('SIGKILL')
		running[at] = start()
		await relayed
	}
	const states = await untilQuiet(store, entries.length)
	for (const worker of await Promise.all(running)) await worker.kill()
	const belled = await relaying?.ended()
	teams.stop()

	const seenOf = Map.groupBy(teams.seen, ({ key }) => key)
	const [counted, unsure] = [
		{ sent: 0, unclear: 0, extra: 0 },
		teams.seen.filter(({ how }) => how.startsWith('unclear')).length,
	]
	for (const entry of entries) {
		const seen = seenOf.get(keyOf(entry)) ?? []
		const mayBeThere = seen.filter(({ how }) => how !== 'refused').length
		const state = states.get(keyOf(entry))
		// None is lost: it is sent, and then it is there, or it is known to be unclear.
		expect(['sent', 'unclear']).toContain(state)
		if (state === 'sent') expect(seen.some(({ how }) => how === 'accepted')).toBe(true)
		// No post to a channel is made twice; a card to a person once more at most.
		const never = mannerOf(entry) === 'never-again'
		expect(mayBeThere).toBeLessThanOrEqual(never ? 1 : 2)
		counted[state === 'sent' ? 'sent' : 'unclear']++
		counted.extra += Math.max(0, mayBeThere - 1)
	}
	expect(counted.unclear).toBeLessThanOrEqual(unsure + kills * inFlight)
	expect(counted.extra).toBeLessThanOrEqual(unsure + kills * inFlight)
	expectOrder(teams.seen)
	// What is unclear is listed for the leads, and they are told.
	const listed = (await Promise.all(towns.map((town) => listUnclear(store, directory(town).town)))).flat()
	expect(listed.map(({ entry }) => keyOf(entry)).sort()).toEqual(
		entries
			.filter((entry) => mannerOf(entry) === 'never-again' && states.get(keyOf(entry)) === 'unclear')
			.map(keyOf)
			.sort(),
	)
	for (const townId of new Set(listed.map(({ entry }) => entry.townId))) {
		const all = await patiently(() =>
			store.outbox.find({ partition: directory(townId).town.entraTenantId, limit: 10_000 }),
		)
		expect(all.some(({ document }) => (document.body as OutboxEntry).work.kind === 'unclear-posts')).toBe(true)
	}
	await store.close()
	process.stdout.write(
		`${name}: seed ${seed}, ${kills} kills, ${posts} posts and ${cards} cards in ${Math.round((Date.now() - began) / 1_000)} s, ${teams.seen.length} requests, ` +
			`${unsure} answered ambiguously; ${counted.sent} sent, ${counted.unclear} unclear (${listed.length} posts, all listed), ${counted.extra} cards twice, 0 posts twice, 0 lost\n`,
	)
	if (!belled) return
	// The queue was there, and was heard, and then it was really gone while there was more to send.
	const heard = children.flatMap(({ lines }) => lines.filter((line) => line.startsWith('heard '))).length
	expect(heard).toBeGreaterThan(0)
	expect(belled.unheard).toBeGreaterThan(0)
	expect(belled.relayedWithout).toBeGreaterThan(0)
	process.stdout.write(
		`  ${belled.rung} bells, ${heard} heard by the workers; then the queue was killed, ${belled.unheard} bells failed and ${belled.relayedWithout} messages went out by the scan alone\n`,
	)
}

function entriesOf({ posts, cards }: Amount): readonly OutboxEntry[] {
	return Array.from({ length: posts + cards }, (_, at) => {
		const town = towns[at % towns.length] ?? ''
		const name = `message ${String(at).padStart(5, '0')}`
		// Both kinds all the time, in their proportion.
		const isPost = Math.floor(((at + 1) * posts) / (posts + cards)) > Math.floor((at * posts) / (posts + cards))
		const turn = Math.floor(at / towns.length)
		return entryFor(name, isPost ? `19:${town}-${turn % channelsEach}` : `p${turn % peopleEach}`, town)
	})
}

/** Puts everything into the outbox, due little by little over the time in which the workers are killed. */
async function fill(store: Store, entries: readonly OutboxEntry[], nowMs: number, withinMs: number): Promise<void> {
	const dueAt = (at: number) => new Date(nowMs + (at * withinMs) / entries.length).toISOString()
	for (let from = 0; from < entries.length; from += 100)
		await Promise.all(
			entries
				.slice(from, from + 100)
				.map((entry, at) => patiently(() => store.outbox.create(entryDocument(entry, 'ready', dueAt(from + at))))),
		)
	for (const town of towns) await touchLane(store, directory(town).town.entraTenantId, dueAt(0))
}

/** Every channel follows something of its own, so that each milestone is one post. */
function channelsIn(town: string): readonly Channel[] {
	const ids = Array.from({ length: channelsEach }, (_, at) => `19:${town}-${at}`)
	return ids.map((id) => ({
		id,
		name: id,
		tenantId: `tenant-of-${town}`,
		serviceUrl: 'http://127.0.0.1',
		follows: [id],
	}))
}

/**
 * An instance that sends nothing itself: it stores notices, relays them and rings for those who listen in other
 * processes.
 */
function startRelaying(store: Store, clock: Clock, azurite: Azurite) {
	const rings: Promise<void>[] = []
	const counts = { rung: 0, unheard: 0, relayedWithout: 0 }
	let there = true
	const bell: Doorbell = storageQueueDoorbell({
		account: { connectionString: azurite.connectionString },
		onFault: () => counts.unheard++,
	})
	const ring = (lane: string) => {
		counts.rung++
		rings.push(bell.ring(lane))
	}
	let linked: Promise<unknown> | undefined
	let documents = 0
	const relayOne = async (townId: string, entries: readonly OutboxEntry[]): Promise<void> => {
		const pending = entries.map(({ to, work }) => {
			const key = work.kind === 'redraw' ? '' : work.key
			return 'channelId' in to ? channelNotice(key, [to.channelId]) : notice(key, to.personId)
		})
		const document = documentOf({ ...newSession(townId, `unit-${documents++}`, '2026-H2' as HalfYear, '1'), pending })
		await patiently(() => store.data.create(document))
		await patiently(() => relay({ store, directoryOf, ring }, townId, document.id, clock.now().toISOString()))
		if (!there) counts.relayedWithout += entries.length
	}
	return {
		/** Little by little within this time. */
		relay: async (entries: readonly OutboxEntry[], withinMs: number): Promise<void> => {
			linked ??= Promise.all(
				towns.map((town) => patiently(() => store.data.create(channelsDocument(town, channelsIn(town))))),
			)
			await linked
			const began = Date.now()
			const together = towns.length * relayedTogether
			for (let from = 0; from < entries.length; from += together) {
				await after(Math.max(0, began + (from * withinMs) / entries.length - Date.now()))
				const byTown = Map.groupBy(entries.slice(from, from + together), ({ townId }) => townId)
				await Promise.all([...byTown].map(([town, some]) => relayOne(town, some)))
			}
		},
		withoutQueue: async (): Promise<void> => {
			await azurite.kill()
			there = false
		},
		/** When all bells have rung, or could not. */
		ended: async () => {
			await Promise.all(rings)
			return counts
		},
	}
}

/** Waits until nothing is on its way any more; the state of every message by its key. */
async function untilQuiet(store: Store, count: number): Promise<ReadonlyMap<string, string>> {
	const isMessage = ({ document }: Stored) => (document.body as OutboxEntry).work.kind !== 'unclear-posts'
	const open = async () => {
		const found = await Promise.all(
			['ready', 'delayed', 'sending'].map((state) => store.outbox.find({ state, limit: 200 })),
		)
		return found.flat().some(isMessage)
	}
	while (await patiently(open)) await after(500)
	const found = await Promise.all(
		towns.map((town) =>
			patiently(() => store.outbox.find({ partition: directory(town).town.entraTenantId, limit: 10_000 })),
		),
	)
	const messages = found.flat().filter(isMessage)
	expect(messages).toHaveLength(count)
	return new Map(messages.map(({ document }) => [keyOf(document.body as OutboxEntry), document.state ?? '']))
}

/** An emulator that has four workers to serve is not always in time; what it answers in the end counts. */
async function patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
	for (;;) {
		try {
			return await ask()
		} catch (fault) {
			if (!(fault instanceof StoreUnavailable)) throw fault
		}
	}
}

/**
 * In every conversation the messages came in the order in which they were decided; a repetition comes before the next.
 */
function expectOrder(seen: readonly Seen[]): void {
	for (const inOne of Map.groupBy(
		seen.filter(({ how }) => how !== 'refused'),
		({ conversation }) => conversation,
	).values()) {
		const keys = inOne.map(({ key }) => key).filter((key) => key.startsWith('message'))
		expect(keys).toEqual(keys.toSorted())
	}
}
