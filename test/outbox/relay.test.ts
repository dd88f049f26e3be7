import { moveFormerEntries } from '../../src/outbox/intake/first-version-entries'
import { type Relaying, relay, sweep } from '../../src/outbox/intake/relay'
import { retryUnreachable } from '../../src/outbox/unconfirmed/unclear-posts'
import { documentOf, sessionFrom } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import {
	channelNotice,
	clockAt,
	directory,
	directoryOf,
	dyingAt,
	entries,
	notice,
	statesIn,
	tenant,
	town,
	waitingSession,
} from './support'

/**
 * From the session into the outbox: two steps that can be repeated, so that a crash between them neither loses nor
 * doubles a notice.
 */
const clock = clockAt('2026-11-03T09:00:00Z')
const id = 'digicheck:standesamt:2026-H2'
let store: Store
beforeEach(() => {
	store = openSqlite(':memory:')
})
afterEach(() => store.close())

const through = (over: Store): Relaying => ({ store: over, directoryOf, ring: () => undefined })
const waitingIn = async () => {
	const stored = await store.data.read(town, id)
	return stored && sessionFrom(stored.document).pending.map(({ key }) => key)
}

test('moves what waits, once', async () => {
	await store.data.create(documentOf(waitingSession('one', 'two')))
	expect(await relay(through(store), town, id, clock.iso())).toBe(2)
	expect(await statesIn(store)).toEqual({ one: 'ready', two: 'ready' })
	expect(await waitingIn()).toEqual([])
	expect(await relay(through(store), town, id, clock.iso())).toBe(0)
	expect(await store.data.find({ waiting: true, limit: 10 })).toEqual([])
})

// Two notices: the writes are outbox 1, outbox 2, the lane, the session.
test.each([1, 2, 3, 4])('after a crash at write %i the sweep brings every notice out exactly once', async (at) => {
	await store.data.create(documentOf(waitingSession('one', 'two')))
	await expect(relay(through(dyingAt(store, at)), town, id, clock.iso())).rejects.toThrow('the process died')
	expect(await waitingIn()).toEqual(['one', 'two'])
	// Entries are written side by side: what the dying process had begun comes to its end.
	await new Promise((resolve) => setTimeout(resolve, 20))
	expect(await entries(store)).toHaveLength(Math.min(at - 1, 2))

	expect(await sweep(through(store), clock.iso())).toBe(2)
	expect(await statesIn(store)).toEqual({ one: 'ready', two: 'ready' })
	expect(await waitingIn()).toEqual([])
	expect(await sweep(through(store), clock.iso())).toBe(0)
})

test('a document that fails keeps none of the others waiting', async () => {
	const elsewhere = 'erlenbruch'
	await store.data.create(documentOf({ ...waitingSession('one'), townId: elsewhere }))
	await store.data.create(documentOf(waitingSession('two')))
	const faulty: Relaying = {
		...through(store),
		directoryOf: (townId) => (townId === elsewhere ? Promise.reject(new Error('unreadable')) : directoryOf(townId)),
	}
	await expect(sweep(faulty, clock.iso())).rejects.toThrow('unreadable')
	expect(await statesIn(store)).toEqual({ two: 'ready' })
	expect(await sweep(through(store), clock.iso())).toBe(1)
})

test('what was sent between crash and sweep is not made ready again', async () => {
	await store.data.create(documentOf(waitingSession('one')))
	await expect(relay(through(dyingAt(store, 3)), town, id, clock.iso())).rejects.toThrow()
	const [sent] = await store.outbox.find({ partition: tenant, limit: 1 })
	if (sent) await store.outbox.replace({ ...sent.document, state: 'sent' }, sent.etag)
	await sweep(through(store), clock.iso())
	expect(await statesIn(store)).toEqual({ one: 'sent' })
})

test('an answer that is given while it works is not lost', async () => {
	await store.data.create(documentOf(waitingSession('one')))
	let answered = false
	const between: Store = {
		...store,
		outbox: {
			...store.outbox,
			create: async (document) => {
				const stored = answered ? undefined : await store.data.read(town, id)
				answered = true
				if (stored) await store.data.replace(documentOf({ ...sessionFrom(stored.document), revision: 7 }), stored.etag)
				return store.outbox.create(document)
			},
		},
	}
	expect(await relay(through(between), town, id, clock.iso())).toBe(1)
	const stored = await store.data.read(town, id)
	expect(stored && sessionFrom(stored.document)).toMatchObject({ revision: 7, pending: [] })
	expect(await statesIn(store)).toEqual({ one: 'ready' })
})

test('two relays at once make one entry', async () => {
	await store.data.create(documentOf(waitingSession('one')))
	const moved = await Promise.all([
		relay(through(store), town, id, clock.iso()),
		relay(through(store), town, id, clock.iso()),
	])
	expect(moved.sort()).toEqual([0, 1])
	expect(await statesIn(store)).toEqual({ one: 'ready' })
})

test('the same key in two towns is two notices', async () => {
	await store.data.create(documentOf(waitingSession('one')))
	await store.data.create(documentOf({ ...waitingSession('one'), townId: 'erlenbruch' }))
	expect(await sweep(through(store), clock.iso())).toBe(2)
	expect((await entries(store)).map(({ townId }) => townId).sort()).toEqual(['erlenbruch', 'eschenwerder'])
})

test('a session that is gone is no fault', async () => {
	expect(await relay(through(store), town, id, clock.iso())).toBe(0)
})

describe('what goes to channels', () => {
	const channel = (id: string, ...follows: string[]) => ({
		id,
		name: id,
		tenantId: tenant,
		serviceUrl: 'https://smba.trafficmanager.net/de/',
		follows,
	})
	const link = (townId: string, ...channels: ReturnType<typeof channel>[]) =>
		store.data.create({ id: 'channels', partition: townId, kind: 'channels', shape: 1, body: { channels } })
	const planWith = (...pending: object[]) =>
		store.data.create({
			id: 'plan',
			partition: town,
			kind: 'plan',
			waiting: true,
			shape: 1,
			body: { years: 7, pending },
		})
	const addresses = async () =>
		(await entries(store)).map(({ key, to }) => `${key} → ${JSON.stringify(Object.values(to)[0])}`)

	test('one entry for each linked channel that follows, in the order of the decision, from any kind of document', async () => {
		await link(town, channel('19:a', 'town', 'standesamt'), channel('19:b', 'standesamt'), channel('19:c', 'bauen'))
		await planWith(channelNotice('one'), notice('two'), channelNotice('three', ['town', 'bauen']))
		const rung: string[] = []
		expect(await relay({ ...through(store), ring: (lane) => rung.push(lane) }, town, 'plan', clock.iso())).toBe(3)
		expect((await addresses()).sort()).toEqual([
			'one → "19:a"',
			'one → "19:b"',
			'three → "19:a"',
			'three → "19:c"',
			'two → "p05"',
		])
		expect(rung).toEqual([tenant])
		const due = await store.outbox.find({ partition: tenant, state: 'ready', dueUpTo: clock.iso(), limit: 10 })
		expect(due.map(({ document }) => document.id.split(':')[1])).toEqual(['one', 'one', 'two', 'three', 'three'])
		expect((await store.data.read(town, 'plan'))?.document).toMatchObject({
			kind: 'plan',
			body: { years: 7, pending: [] },
		})
		expect(await store.data.find({ waiting: true, limit: 10 })).toEqual([])
	})

	test('without a linked channel nothing goes out, and nothing waits', async () => {
		await planWith(channelNotice('one'))
		expect(await relay(through(store), town, 'plan', clock.iso())).toBe(1)
		expect(await entries(store)).toEqual([])
		expect(await store.data.find({ waiting: true, limit: 10 })).toEqual([])
	})
})

test('what the first version of the outbox left is moved into lanes, once, and what it is sending is left to it', async () => {
	const former = (key: string, state: string, dueAt: string, more: object = {}) =>
		store.outbox.create({
			id: `${town}:${key}`,
			partition: '0',
			kind: `notice:${town}:p05`,
			state,
			dueAt,
			shape: 1,
			body: { townId: town, notice: notice(key), attempts: 1, ...more },
		})
	await former('waits', 'ready', '2026-11-03T08:00:00.000Z')
	await former('being sent', 'sending', '2026-11-03T09:00:20.000Z')
	await former('died', 'sending', '2026-11-03T08:59:00.000Z', { doubts: 1 })
	await former('away', 'unreachable', '2026-10-03T08:00:00.000Z')
	await former('done', 'sent', '2026-10-03T08:00:00.000Z')
	// A crash after any write; the next start goes on.
	for (let at = 1; at < 12; at++)
		await moveFormerEntries(through(dyingAt(store, at)), clock.iso()).catch(() => undefined)
	await moveFormerEntries(through(store), clock.iso())
	const found = await store.outbox.find({ limit: 100 })
	const places = found
		.filter(({ document }) => document.partition !== '@lanes')
		.map(({ document }) => `${document.partition} ${document.id} ${document.state}`)
	expect(places.sort()).toEqual([
		`0 ${town}:being sent sending`,
		`0 ${town}:done sent`,
		`${tenant} ${town}:away unreachable`,
		`${tenant} ${town}:died sending`,
		`${tenant} ${town}:waits ready`,
	])
	expect(await retryUnreachable(store, directory().town, { personId: 'p05' }, clock.now())).toBe(1)
})
