import { relay, sweep } from '../../src/outbox/relay'
import { documentOf, sessionFrom } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { clockAt, dyingAt, entries, statesIn, town, waitingSession } from './support'

/** From the session into the outbox: two steps that can be repeated, so that a crash between them neither loses nor doubles a notice. */
const clock = clockAt('2026-11-03T09:00:00Z')
const id = 'digicheck:standesamt:2026-H2'
let store: Store
beforeEach(() => {
	store = openSqlite(':memory:')
})
afterEach(() => store.close())

const waitingIn = async () => {
	const stored = await store.data.read(town, id)
	return stored && sessionFrom(stored.document).pending.map(({ key }) => key)
}

test('moves what waits, once', async () => {
	await store.data.create(documentOf(waitingSession('one', 'two')))
	expect(await relay(store, town, id, clock.iso())).toBe(2)
	expect(await statesIn(store)).toEqual({ one: 'ready', two: 'ready' })
	expect(await waitingIn()).toEqual([])
	expect(await relay(store, town, id, clock.iso())).toBe(0)
	expect(await store.data.find({ waiting: true, limit: 10 })).toEqual([])
})

// Two notices: the writes are outbox 1, outbox 2, session.
test.each([1, 2, 3])('after a crash at write %i the sweep brings every notice out exactly once', async (at) => {
	await store.data.create(documentOf(waitingSession('one', 'two')))
	await expect(relay(dyingAt(store, at), town, id, clock.iso())).rejects.toThrow('the process died')
	expect(await waitingIn()).toEqual(['one', 'two'])
	expect(await entries(store)).toHaveLength(at - 1)

	expect(await sweep(store, clock.iso())).toBe(2)
	expect(await statesIn(store)).toEqual({ one: 'ready', two: 'ready' })
	expect(await waitingIn()).toEqual([])
	expect(await sweep(store, clock.iso())).toBe(0)
})

test('what was sent between crash and sweep is not made ready again', async () => {
	await store.data.create(documentOf(waitingSession('one')))
	await expect(relay(dyingAt(store, 2), town, id, clock.iso())).rejects.toThrow()
	const [sent] = await store.outbox.find({ limit: 1 })
	if (sent) await store.outbox.replace({ ...sent.document, state: 'sent' }, sent.etag)
	await sweep(store, clock.iso())
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
	expect(await relay(between, town, id, clock.iso())).toBe(1)
	const stored = await store.data.read(town, id)
	expect(stored && sessionFrom(stored.document)).toMatchObject({ revision: 7, pending: [] })
	expect(await statesIn(store)).toEqual({ one: 'ready' })
})

test('two relays at once make one entry', async () => {
	await store.data.create(documentOf(waitingSession('one')))
	const moved = await Promise.all([relay(store, town, id, clock.iso()), relay(store, town, id, clock.iso())])
	expect(moved.sort()).toEqual([0, 1])
	expect(await statesIn(store)).toEqual({ one: 'ready' })
})

test('the same key in two towns is two notices', async () => {
	await store.data.create(documentOf(waitingSession('one')))
	await store.data.create(documentOf({ ...waitingSession('one'), townId: 'erlenbruch' }))
	expect(await sweep(store, clock.iso())).toBe(2)
	expect((await entries(store)).map(({ townId }) => townId).sort()).toEqual(['erlenbruch', 'eschenwerder'])
})

test('a session that is gone is no fault', async () => {
	expect(await relay(store, town, id, clock.iso())).toBe(0)
})
