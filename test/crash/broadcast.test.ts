import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { type Entry, entryDocument, mannerOf } from '../../src/outbox/entry'
import { touchLane } from '../../src/outbox/lane'
import { listUnclear } from '../../src/outbox/unclear'
import { openCosmos } from '../../src/store/cosmos'
import { openSqlite } from '../../src/store/sqlite'
import { type Store, type Stored, StoreUnavailable } from '../../src/store/store'
import { directory, entryFor, keyOf } from '../outbox/support'
import { randomFrom } from '../support/random'
import { type Child, startChild } from './support/child'
import { fastClock, speed } from './support/fast-clock'
import { type Seen, startRecordingTeams } from './support/recording-teams'

/**
 * Four workers send posts to channels and cards to people while they are killed (kill -9, real processes) and started again, and while Teams
 * answers some requests wrongly. Teams' own record and the store are held against the promises.
 */
const [kills, posts, cards] = [process.env.FULL ? 20 : 10, 200, 500]
/** Each over a new store: the emulator looks at every document for every query, and would do nothing else with ten times as many. */
const rounds = process.env.FULL ? 10 : 1
const workers = 4
const towns = ['altdorf', 'bergheim', 'cattenau', 'dornfeld', 'eschenwerder', 'falkental']
const channelsEach = 8
const peopleEach = 100
const inFlight = 40
const killEveryMs = 500
const runDispatcher = require.resolve('./support/run-dispatcher.ts')
const runEmulator = require.resolve('./support/run-emulator.ts')

let folder: string
let emulator: Child | undefined
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'broadcast-'))
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

test.each<[string, (round: number) => Promise<Place>]>([
	[
		'a SQLite file that all workers share',
		async (round) => {
			const file = join(folder, `outbox-${round}.sqlite`)
			return { args: ['sqlite', file], open: async () => openSqlite(file) }
		},
	],
	[
		'Cosmos DB (emulator)',
		async (round) => {
			emulator ??= startChild(runEmulator, [])
			const endpoint = await emulator.line((line) => line.startsWith('http'))
			const key = Buffer.from('emulator').toString('base64')
			const database = `broadcast-${round}`
			return { args: ['cosmos', endpoint, database], open: () => openCosmos({ endpoint, database, key, createContainers: true }) }
		},
	],
])(
	'over %s',
	async (name, prepare) => {
		for (let round = 0; round < rounds; round++) await broadcast(name, await prepare(round))
	},
	1_800_000,
)

async function broadcast(name: string, { args, open }: Place): Promise<void> {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
	const random = randomFrom(seed)
	const teams = await startRecordingTeams(randomFrom(seed + 1))
	const store = await open()
	const began = Date.now()
	const clock = fastClock(began)
	const start = async () => {
		const child = startChild(runDispatcher, [teams.url, String(began), ...args])
		await child.line((line) => line === 'ready')
		return child
	}
	const entries = await fill(store, clock.now().getTime(), kills * killEveryMs * speed)
	const running = Array.from({ length: workers }, start)
	await Promise.all(running)
	for (let kill = 0; kill < kills; kill++) {
		await after(killEveryMs * (0.3 + random()))
		// One that is just starting is waited for.
		const at = Math.floor(random() * workers)
		expect(await (await running[at])?.kill()).toBe('SIGKILL')
		running[at] = start()
	}
	const states = await untilQuiet(store, entries.length)
	for (const worker of await Promise.all(running)) await worker.kill()
	teams.stop()

	const seenOf = Map.groupBy(teams.seen, ({ key }) => key)
	const [counted, unsure] = [{ sent: 0, unclear: 0, extra: 0 }, teams.seen.filter(({ how }) => how.startsWith('unclear')).length]
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
		const all = await patiently(() => store.outbox.find({ partition: directory(townId).town.entraTenantId, limit: 10_000 }))
		expect(all.some(({ document }) => (document.body as Entry).work.kind === 'unclear-posts')).toBe(true)
	}
	await store.close()
	process.stdout.write(
		`${name}: seed ${seed}, ${kills} kills, ${posts} posts and ${cards} cards in ${Math.round((Date.now() - began) / 1_000)} s, ${teams.seen.length} requests, ` +
			`${unsure} answered ambiguously; ${counted.sent} sent, ${counted.unclear} unclear (${listed.length} posts, all listed), ${counted.extra} cards twice, 0 posts twice, 0 lost\n`,
	)
}

/** Puts everything into the outbox, due little by little over the time in which the workers are killed. */
async function fill(store: Store, nowMs: number, withinMs: number): Promise<readonly Entry[]> {
	const all = Array.from({ length: posts + cards }, (_, at) => {
		const town = towns[at % towns.length] ?? ''
		const name = `message ${String(at).padStart(5, '0')}`
		// Both kinds all the time, in their proportion.
		const isPost = Math.floor(((at + 1) * posts) / (posts + cards)) > Math.floor((at * posts) / (posts + cards))
		const turn = Math.floor(at / towns.length)
		return entryFor(name, isPost ? `19:${town}-${turn % channelsEach}` : `p${turn % peopleEach}`, town)
	})
	const dueAt = (at: number) => new Date(nowMs + (at * withinMs) / all.length).toISOString()
	for (let from = 0; from < all.length; from += 100)
		await Promise.all(all.slice(from, from + 100).map((entry, at) => patiently(() => store.outbox.create(entryDocument(entry, 'ready', dueAt(from + at))))))
	for (const town of towns) await touchLane(store, directory(town).town.entraTenantId, dueAt(0))
	return all
}

/** Waits until nothing is on its way any more; the state of every message by its key. */
async function untilQuiet(store: Store, count: number): Promise<ReadonlyMap<string, string>> {
	const isMessage = ({ document }: Stored) => (document.body as Entry).work.kind !== 'unclear-posts'
	const open = async () => {
		const found = await Promise.all(['ready', 'delayed', 'sending'].map((state) => store.outbox.find({ state, limit: 200 })))
		return found.flat().some(isMessage)
	}
	while (await patiently(open)) await after(500)
	const found = await Promise.all(towns.map((town) => patiently(() => store.outbox.find({ partition: directory(town).town.entraTenantId, limit: 10_000 }))))
	const messages = found.flat().filter(isMessage)
	expect(messages).toHaveLength(count)
	return new Map(messages.map(({ document }) => [keyOf(document.body as Entry), document.state ?? '']))
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

/** In every conversation the messages came in the order in which they were decided; a repetition comes before the next. */
function expectOrder(seen: readonly Seen[]): void {
	for (const inOne of Map.groupBy(
		seen.filter(({ how }) => how !== 'refused'),
		({ conversation }) => conversation,
	).values()) {
		const keys = inOne.map(({ key }) => key).filter((key) => key.startsWith('message'))
		expect(keys).toEqual(keys.toSorted())
	}
}
