import { dispatchDue, retryUnreachable, settle } from '../../src/outbox/dispatch'
import type { Outcome } from '../../src/outbox/entry'
import { openSqlite } from '../../src/store/sqlite'
import { type Store, StoreUnavailable } from '../../src/store/store'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import { clockAt, dyingAt, entries, playedTeams, putIn, statesIn, town } from './support'

let clock: ReturnType<typeof clockAt>
let store: Store
beforeEach(() => {
	clock = clockAt('2026-11-03T09:00:00Z')
	store = openSqlite(':memory:')
})
afterEach(() => store.close())

const sent: Outcome = { kind: 'sent' }
const unclear: Outcome = { kind: 'unclear', fault: '504' }
const later = (afterMs: number): Outcome => ({ kind: 'later', afterMs, fault: '429' })
const away: Outcome = { kind: 'unreachable', fault: '403' }
const rejected: Outcome = { kind: 'rejected', fault: '413' }

describe('what becomes of an entry', () => {
	const at = new Date('2026-11-03T09:00:00Z')
	test.each<[Outcome, { attempts: number; doubts: number }, string, number]>([
		[sent, { attempts: 1, doubts: 0 }, 'sent', 0],
		[sent, { attempts: 6, doubts: 1 }, 'sent', 0],
		[later(2_000), { attempts: 1, doubts: 0 }, 'ready', 2_000],
		[later(60_000), { attempts: 5, doubts: 1 }, 'ready', 60_000],
		[later(2_000), { attempts: 6, doubts: 0 }, 'rejected', 0],
		[unclear, { attempts: 1, doubts: 1 }, 'ready', 5_000],
		// Patience asked for before does not use up the one repetition.
		[unclear, { attempts: 4, doubts: 1 }, 'ready', 5_000],
		[unclear, { attempts: 2, doubts: 2 }, 'unclear', 0],
		[away, { attempts: 1, doubts: 0 }, 'unreachable', 0],
		[rejected, { attempts: 1, doubts: 0 }, 'rejected', 0],
	])('%p, counted %p: %s', (outcome, counted, state, inMs) => {
		expect(settle(outcome, counted, at)).toEqual({ state, dueAt: new Date(at.getTime() + inMs).toISOString() })
	})
})

test('posts what is due, in order, once', async () => {
	await putIn(store, 'second', '2026-11-03T08:30:00.000Z')
	await putIn(store, 'first', '2026-11-03T08:00:00.000Z')
	await putIn(store, 'tomorrow', '2026-11-04T08:00:00.000Z')
	const { post, posted } = playedTeams(sent)
	expect(await dispatchDue(store, post, clock.now)).toBe(2)
	expect(await dispatchDue(store, post, clock.now)).toBe(0)
	expect(posted).toEqual(['first', 'second'])
	expect(await statesIn(store)).toEqual({ first: 'sent', second: 'sent', tomorrow: 'ready' })
})

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	beforeEach(async () => {
		opened = await open()
	})
	afterEach(() => opened.stop())

	test('of several dispatchers at once each notice is posted by one', async () => {
		const keys = Array.from({ length: 20 }, (_, at) => `notice ${at}`)
		for (const key of keys) await putIn(opened.store, key, clock.iso())
		const { post, posted } = playedTeams(sent)
		const settled = await Promise.all([1, 2, 3].map(() => dispatchDue(opened.store, post, clock.now)))
		expect(posted.toSorted()).toEqual(keys.toSorted())
		expect(settled.reduce((sum, one) => sum + one)).toBe(20)
		expect(new Set(Object.values(await statesIn(opened.store)))).toEqual(new Set(['sent']))
	})
})

test('429: comes again when Teams said, not before', async () => {
	await putIn(store, 'one', clock.iso())
	const { post, posted } = playedTeams(later(10_000), sent)
	await dispatchDue(store, post, clock.now)
	clock.advance(9_999)
	await dispatchDue(store, post, clock.now)
	expect(posted).toHaveLength(1)
	clock.advance(1)
	await dispatchDue(store, post, clock.now)
	expect(posted).toHaveLength(2)
	expect(await entries(store)).toMatchObject([{ state: 'sent', attempts: 2, lastFault: '429' }])
})

describe('nobody knows whether it arrived', () => {
	const untilQuiet = async (post: ReturnType<typeof playedTeams>['post']) => {
		for (let round = 0; round < 10; round++) {
			await dispatchDue(store, post, clock.now)
			clock.advance(60_000)
		}
	}

	test('a card to a person is repeated once, then shown as unclear', async () => {
		await putIn(store, 'one', clock.iso())
		const { post, posted } = playedTeams(unclear)
		await untilQuiet(post)
		expect(posted).toEqual(['one', 'one'])
		expect(await statesIn(store)).toEqual({ one: 'unclear' })
	})

	test('waiting for Teams in between does not change that', async () => {
		await putIn(store, 'one', clock.iso())
		const { post, posted } = playedTeams(later(1_000), unclear, later(1_000), unclear)
		await untilQuiet(post)
		expect(posted).toHaveLength(4)
		expect(await entries(store)).toMatchObject([{ state: 'unclear', doubts: 2 }])
	})

	test('if the sender dies after posting, again and again, two cards are the most', async () => {
		await putIn(store, 'one', clock.iso())
		const { post, posted } = playedTeams(sent)
		for (let crash = 0; crash < 5; crash++) {
			// Write 1 claims, write 2 would settle.
			await dispatchDue(dyingAt(store, 2), post, clock.now).catch(() => undefined)
			clock.advance(31_000)
		}
		expect(posted).toEqual(['one', 'one'])
		expect(await statesIn(store)).toEqual({ one: 'unclear' })
	})

	test('while somebody sends it, nobody else does', async () => {
		await putIn(store, 'one', clock.iso())
		const { post, posted } = playedTeams(sent)
		await dispatchDue(dyingAt(store, 2), post, clock.now).catch(() => undefined)
		clock.advance(29_999)
		expect(await dispatchDue(store, post, clock.now)).toBe(0)
		clock.advance(1)
		expect(await dispatchDue(store, post, clock.now)).toBe(1)
		expect(posted).toHaveLength(2)
	})
})

describe('something fails before it is sent', () => {
	test('the store: the notice stays, however often, and is no doubt', async () => {
		await putIn(store, 'one', clock.iso())
		const failing = () => Promise.reject(new StoreUnavailable('on purpose'))
		for (let time = 0; time < 10; time++) {
			await expect(dispatchDue(store, failing, clock.now)).rejects.toThrow(StoreUnavailable)
			clock.advance(30_000)
		}
		expect(await entries(store)).toMatchObject([{ state: 'ready', attempts: 0, doubts: 0 }])
		const { post, posted } = playedTeams(sent)
		await dispatchDue(store, post, clock.now)
		expect(posted).toEqual(['one'])
	})

	test('a card of ours that cannot be drawn: told once, and the others go out', async () => {
		await putIn(store, 'broken', '2026-11-03T08:00:00.000Z')
		await putIn(store, 'whole', '2026-11-03T08:30:00.000Z')
		const posted: string[] = []
		const post = async (_town: string, { key }: { key: string }) => {
			if (key === 'broken') throw new Error('too large')
			posted.push(key)
			return sent
		}
		await expect(dispatchDue(store, post, clock.now)).rejects.toThrow('too large')
		await dispatchDue(store, post, clock.now)
		expect(posted).toEqual(['whole'])
		expect(await statesIn(store)).toEqual({ broken: 'rejected', whole: 'sent' })
	})
})

describe('a person who cannot be reached', () => {
	test('gets it when they turn up, and nobody else does', async () => {
		await putIn(store, 'for p05', clock.iso(), 'p05')
		await putIn(store, 'for p06', clock.iso(), 'p06')
		const { post, posted } = playedTeams(away, away, sent)
		await dispatchDue(store, post, clock.now)
		clock.advance(30 * 24 * 3_600_000)
		await dispatchDue(store, post, clock.now)
		expect(posted).toHaveLength(2)

		await retryUnreachable(store, town, 'p05', clock.now)
		await retryUnreachable(store, 'erlenbruch', 'p06', clock.now)
		await dispatchDue(store, post, clock.now)
		expect(posted.slice(2)).toEqual(['for p05'])
		expect((await statesIn(store))['for p05']).toBe('sent')
	})

	test('is found however many others are away', async () => {
		for (let other = 0; other < 250; other++) await putIn(store, `for ${other}`, '2026-11-03T08:00:00.000Z', `other-${other}`)
		await putIn(store, 'for p05', clock.iso(), 'p05')
		const { post } = playedTeams(away)
		while ((await dispatchDue(store, post, clock.now)) > 0);
		await retryUnreachable(store, town, 'p05', clock.now)
		expect((await statesIn(store))['for p05']).toBe('ready')
	})
})
