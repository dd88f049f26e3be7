import { nth } from '../../src/outbox/shared/instants'
import type { OutboxEntry, State } from '../../src/outbox/stored/entry'
import type { PostOutcome } from '../../src/outbox/stored/outcome'
import { retryUnreachable } from '../../src/outbox/unconfirmed/unclear-posts'
import { openSqlite } from '../../src/store/sqlite'
import { type Store, StoreUnavailable } from '../../src/store/store'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import {
	clockAt,
	directory,
	dispatcherFor,
	dyingAt,
	entries,
	keyOf,
	playedTeams,
	put,
	putIn,
	redrawFor,
	statesIn,
	type TestClock,
	town,
} from './support'

let clock: TestClock
let store: Store
beforeEach(() => {
	clock = clockAt('2026-11-03T09:00:00Z')
	store = openSqlite(':memory:')
})
afterEach(() => store.close())

const sent: PostOutcome = { kind: 'sent' }
const unclear: PostOutcome = { kind: 'unclear', fault: '504' }
const later = (afterMs: number): PostOutcome => ({ kind: 'later', afterMs, fault: '429', throttled: true })
const away: PostOutcome = { kind: 'unreachable', fault: '403' }

test('posts what is due, in order, once', async () => {
	await putIn(store, 'second', '2026-11-03T08:30:00.000Z')
	await putIn(store, 'first', '2026-11-03T08:00:00.000Z')
	await putIn(store, 'tomorrow', '2026-11-04T08:00:00.000Z')
	const { post, posted } = playedTeams(sent)
	const { sendDue } = dispatcherFor(store, post, clock)
	await sendDue()
	await sendDue()
	expect(posted).toEqual(['first', 'second'])
	expect(await statesIn(store)).toEqual({ first: 'sent', second: 'sent', tomorrow: 'ready' })
})

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	beforeEach(async () => {
		opened = await open()
	})
	afterEach(() => opened.stop())

	test('of several instances at once each notice is posted by one, and each conversation keeps its order', async () => {
		const people = ['p05', 'p06', 'p07']
		const keys = Array.from({ length: 30 }, (_, at) => `notice ${String(at).padStart(2, '0')}`)
		for (const [at, key] of keys.entries())
			await putIn(
				opened.store,
				key,
				`2026-11-03T08:00:00.0000${key.slice(-2)}Z`,
				people[at % 3],
				at % 2 ? 'erlenbruch' : town,
			)
		const posted: OutboxEntry[] = []
		const post = async (entry: OutboxEntry) => {
			await new Promise((resolve) => setTimeout(resolve, 2))
			posted.push(entry)
			return sent
		}
		const instances = ['one', 'two', 'three'].map((owner) => dispatcherFor(opened.store, post, clock, { owner }))
		await Promise.all(instances.map(({ sendDue }) => sendDue()))
		await instances[0]?.sendDue()
		expect(posted.map(keyOf).toSorted()).toEqual(keys)
		for (const person of people) {
			for (const townId of [town, 'erlenbruch']) {
				const mine = posted
					.filter((entry) => entry.townId === townId && 'personId' in entry.to && entry.to.personId === person)
					.map(keyOf)
				expect(mine).toEqual(mine.toSorted())
			}
		}
		expect(new Set(Object.values(await statesIn(opened.store)))).toEqual(new Set(['sent']))
	})

	test('whoever dies loses the lane when its lease has run out, not before', async () => {
		for (const key of ['one', 'two']) await putIn(opened.store, key, clock.iso())
		let reached: () => void = () => undefined
		const posting = new Promise<void>((resolve) => {
			reached = resolve
		})
		// The first instance dies in its post: it neither comes back from it nor renews its lease.
		const dead = { ...clock, after: () => () => undefined }
		void dispatcherFor(opened.store, () => new Promise(() => reached()), dead, { owner: 'dead' }).sendDue()
		await posting
		const { post, posted } = playedTeams(sent)
		const second = dispatcherFor(opened.store, post, clock, { owner: 'two' })
		clock.advance(29_999)
		await second.sendDue()
		expect(posted).toEqual([])
		clock.advance(1)
		await second.sendDue()
		clock.advance(5_000)
		await second.sendDue()
		// What was on its way may have arrived: it goes out once more, and keeps its place before the other.
		expect(posted).toEqual(['one', 'two'])
		expect(await entries(opened.store)).toMatchObject([
			{ state: 'sent', doubts: 1, attempts: 2 },
			{ state: 'sent', attempts: 1 },
		])
	})
})

test('what is put in while the lane is given back is not left lying', async () => {
	await putIn(store, 'one', clock.iso())
	const { post, posted } = playedTeams(sent)
	let raced = false
	const racing: Store = {
		...store,
		outbox: {
			...store.outbox,
			replace: async (document, etag) => {
				if (!raced && document.partition === '@lanes' && (document.body as { owner?: string }).owner === undefined) {
					raced = true
					await putIn(store, 'in between', clock.iso())
				}
				return store.outbox.replace(document, etag)
			},
		},
	}
	await dispatcherFor(racing, post, clock).sendDue()
	expect(posted).toEqual(['one', 'in between'])
})

test('what a former owner claims at the last moment is not overtaken', async () => {
	await putIn(store, 'one', '2026-11-03T08:00:00.000Z', '19:a')
	await putIn(store, 'two', '2026-11-03T08:01:00.000Z', '19:a')
	const { post, posted } = playedTeams(sent)
	const change = async (state: State, inMs: number) => {
		const stored = (await store.outbox.find({ limit: 10 })).find(({ document }) => document.id.endsWith(':one:19:a'))
		const dueAt = new Date(clock.now().getTime() + inMs).toISOString()
		if (stored) await store.outbox.replace({ ...stored.document, state, dueAt }, stored.etag)
	}
	let claimed = false
	const racing: Store = {
		...store,
		outbox: {
			...store.outbox,
			find: async (query) => {
				const found = await store.outbox.find(query)
				if (query.state === 'ready' && !claimed) {
					claimed = true
					await change('sending', 20_000)
				}
				return found
			},
		},
	}
	const { sendDue } = dispatcherFor(racing, post, clock)
	await sendDue()
	expect(posted).toEqual([])
	await change('delayed', 10_000)
	clock.advance(20_000)
	await clock.through(sendDue())
	expect(posted).toEqual(['one', 'two'])
})

test('what is heard of while a lane is worked is sent at once', async () => {
	await putIn(store, 'one', clock.iso())
	const posted: string[] = []
	const dispatcher = dispatcherFor(
		store,
		async (entry) => {
			posted.push(keyOf(entry))
			if (posted.length === 1) {
				await putIn(store, 'two', clock.iso(), 'p06')
				dispatcher.heard(entry.tenantId)
			}
			return sent
		},
		clock,
	)
	await dispatcher.sendDue()
	expect(posted).toEqual(['one', 'two'])
})

describe('429', () => {
	test('comes again when Teams said, not before', async () => {
		await putIn(store, 'one', clock.iso())
		const { post, posted } = playedTeams(later(10_000), sent)
		const { sendDue } = dispatcherFor(store, post, clock)
		await sendDue()
		clock.advance(9_999)
		await sendDue()
		expect(posted).toHaveLength(1)
		clock.advance(1)
		await sendDue()
		expect(posted).toHaveLength(2)
		expect(await entries(store)).toMatchObject([{ state: 'sent', attempts: 2, lastFault: '429' }])
	})

	test('nothing overtakes it in its conversation, not even through another instance; others go on', async () => {
		await putIn(store, 'a first', '2026-11-03T08:00:00.000Z', '19:a')
		await putIn(store, 'a second', '2026-11-03T08:01:00.000Z', '19:a')
		await putIn(store, 'b', '2026-11-03T08:02:00.000Z', '19:b')
		const posted: string[] = []
		const post = async (entry: OutboxEntry) => {
			posted.push(keyOf(entry))
			return keyOf(entry) === 'a first' && posted.filter((key) => key === 'a first').length < 3 ? later(60_000) : sent
		}
		for (const owner of ['one', 'two', 'three', 'four', 'five']) {
			const dispatcher = dispatcherFor(store, post, clock, { owner })
			await dispatcher.sendDue()
			await dispatcher.stop()
			clock.advance(40_000)
		}
		expect(posted).toEqual(['a first', 'b', 'a first', 'a first', 'a second'])
	})

	test('the instance remembers by itself when to come back', async () => {
		await putIn(store, 'one', clock.iso())
		const { post, posted } = playedTeams(later(2_000), sent)
		const dispatcher = dispatcherFor(store, post, clock)
		await dispatcher.sendDue()
		clock.advance(1_999)
		expect(posted).toHaveLength(1)
		clock.advance(1)
		await clock.through(new Promise((resolve) => setTimeout(resolve, 20)), 0)
		expect(posted).toHaveLength(2)
	})
})

test('a conversation with much to send does not hold up the others', async () => {
	for (let at = 0; at < 600; at++) await putIn(store, `flood ${at}`, '2026-11-03T08:00:00.000Z', '19:flood')
	await putIn(store, 'other', '2026-11-03T08:30:00.000Z', '19:other')
	const posted: string[] = []
	// The pace lets the first channel post once, and then no more for ten seconds.
	const taken = new Set<string>()
	const take = (conversation: string) => {
		const again = taken.has(conversation)
		taken.add(conversation)
		return again ? 10_000 : 0
	}
	const post = async (entry: OutboxEntry) => {
		posted.push(keyOf(entry))
		return sent
	}
	await dispatcherFor(store, post, clock, {
		createPace: () => ({ take, left: () => undefined, throttled: () => undefined }),
	}).sendDue()
	expect(posted).toHaveLength(2)
	expect(posted).toContain('other')
})

describe('nobody knows whether it arrived', () => {
	const untilQuiet = async (post: ReturnType<typeof playedTeams>['post']) => {
		const { sendDue } = dispatcherFor(store, post, clock)
		for (let round = 0; round < 10; round++) {
			await sendDue()
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

	// The lane is leased with the first write, the entry claimed with the second, settled with the third.
	test.each([
		['a person: two cards are the most', 'p05', 2],
		['a channel: one post is the most', '19:bau', 1],
	])('if the sender dies after posting, again and again, to %s', async (_, to, most) => {
		await putIn(store, 'one', clock.iso(), to)
		const { post, posted } = playedTeams(sent)
		for (let crash = 0; crash < 8; crash++) {
			await dispatcherFor(dyingAt(store, 3), post, clock, { owner: `${crash}` }).sendDue()
			clock.advance(31_000)
		}
		await untilQuiet(post)
		expect(posted.filter((key) => key === 'one')).toHaveLength(most)
		expect((await statesIn(store)).one).toBe('unclear')
	})
})

describe('something fails before it is sent', () => {
	test('the store: the notice stays, however often, and is no doubt', async () => {
		await putIn(store, 'one', clock.iso())
		const failing = dispatcherFor(store, () => Promise.reject(new StoreUnavailable('on purpose')), clock)
		for (let time = 0; time < 10; time++) {
			await failing.sendDue()
			clock.advance(30_000)
		}
		await failing.stop()
		clock.advance(30_000)
		expect(await entries(store)).toMatchObject([{ state: 'delayed', attempts: 0 }])
		const { post, posted } = playedTeams(sent)
		await dispatcherFor(store, post, clock).sendDue()
		expect(posted).toEqual(['one'])
		expect(await entries(store)).toMatchObject([{ state: 'sent', attempts: 1 }])
	})

	test('a card of ours that cannot be drawn: told once, and the others go out', async () => {
		await putIn(store, 'broken', '2026-11-03T08:00:00.000Z')
		await putIn(store, 'whole', '2026-11-03T08:30:00.000Z')
		const posted: string[] = []
		const { sendDue, reports, health } = dispatcherFor(
			store,
			async (entry) => {
				if (keyOf(entry) === 'broken') throw new Error('too large')
				posted.push(keyOf(entry))
				return sent
			},
			clock,
		)
		await sendDue()
		expect(posted).toEqual(['whole'])
		expect(await statesIn(store)).toEqual({ broken: 'rejected', whole: 'sent' })
		expect(reports).toContainEqual(
			expect.objectContaining({ what: 'failed', fault: expect.stringContaining('too large') }),
		)
		expect(await health()).toMatchObject({ rejected: 1 })
	})
})

describe('the store does not answer', () => {
	/** Fails the writes that this says, either instead of doing them or after. */
	const silent = (fails: (write: number) => 'before' | 'after' | undefined): Store => {
		let writes = 0
		return {
			...store,
			outbox: {
				...store.outbox,
				replace: async (document, etag) => {
					if (document.partition === '@lanes') return store.outbox.replace(document, etag)
					const how = fails(++writes)
					if (how === 'before') throw new StoreUnavailable('on purpose')
					const written = await store.outbox.replace(document, etag)
					if (how === 'after') throw new StoreUnavailable('on purpose')
					return written
				},
			},
		}
	}

	test.each([
		['to the claim, which was not written', 1, 'before'],
		['to the claim, which was written', 1, 'after'],
		['to the settlement, which was not written', 2, 'before'],
		['to the settlement, which was written', 2, 'after'],
	] as const)('%s: posted once and known to be sent', async (_, at, how) => {
		await putIn(store, 'one', clock.iso(), '19:bau')
		const { post, posted } = playedTeams(sent)
		await clock.through(
			dispatcherFor(
				silent((write) => (write === at ? how : undefined)),
				post,
				clock,
			).sendDue(),
		)
		expect(posted).toEqual(['one'])
		expect(await statesIn(store)).toEqual({ one: 'sent' })
	})

	test('for ever: what was claimed is settled by whoever comes next', async () => {
		await putIn(store, 'one', clock.iso(), '19:bau')
		const { post, posted } = playedTeams(sent)
		const silenced = silent((write) => (write >= 2 ? 'before' : undefined))
		const first = dispatcherFor(silenced, post, clock)
		await clock.through(first.sendDue())
		await first.stop()
		clock.advance(60_000)
		await dispatcherFor(store, post, clock, { owner: 'two' }).sendDue()
		expect(posted).toEqual(['one'])
		expect((await statesIn(store)).one).toBe('unclear')
	})
})

describe('a person who cannot be reached', () => {
	const { town: eschenwerder } = directory()
	test('gets it when they turn up, and nobody else does', async () => {
		await putIn(store, 'for p05', clock.iso(), 'p05')
		await putIn(store, 'for p06', clock.iso(), 'p06')
		const { post, posted } = playedTeams(away, away, sent)
		const { sendDue } = dispatcherFor(store, post, clock)
		await sendDue()
		clock.advance(30 * 24 * 3_600_000)
		await sendDue()
		expect(posted).toHaveLength(2)

		expect(await retryUnreachable(store, eschenwerder, { personId: 'p05' }, clock.now())).toBe(1)
		expect(await retryUnreachable(store, directory('erlenbruch').town, { personId: 'p06' }, clock.now())).toBe(0)
		await sendDue()
		expect(posted.slice(2)).toEqual(['for p05'])
		expect((await statesIn(store))['for p05']).toBe('sent')
	})

	test('is found however many others are away', async () => {
		for (let other = 0; other < 250; other++)
			await putIn(store, `for ${other}`, '2026-11-03T08:00:00.000Z', `other-${other}`)
		await putIn(store, 'for p05', clock.iso(), 'p05')
		const { post } = playedTeams(away)
		await dispatcherFor(store, post, clock).sendDue()
		await retryUnreachable(store, eschenwerder, { personId: 'p05' }, clock.now())
		expect((await statesIn(store))['for p05']).toBe('ready')
	})
})

describe('Teams does not know us', () => {
	const unauthorised: PostOutcome = { kind: 'unauthorised', fault: '401' }
	test('nothing goes out in any tenant but one try a minute; health says since when; then everything does', async () => {
		for (const townId of [town, 'erlenbruch'])
			for (let at = 0; at < 60; at++) await putIn(store, `${townId} ${at}`, clock.iso(), `p${at}`, townId)
		let known = false
		let posts = 0
		const { sendDue, health } = dispatcherFor(
			store,
			async () => {
				posts++
				await new Promise((resolve) => setImmediate(resolve))
				return known ? sent : unauthorised
			},
			clock,
		)
		await sendDue()
		// What was under way together when the first answer came.
		expect(posts).toBeLessThanOrEqual(80)
		expect(await health()).toMatchObject({
			unauthorisedSince: '2026-11-03T09:00:00.000Z',
			oldestDueAt: '2026-11-03T09:00:00.000Z',
		})
		const before = posts
		clock.advance(59_999)
		await sendDue()
		expect(posts).toBe(before)
		clock.advance(1)
		await sendDue()
		expect(posts).toBe(before + 1)

		known = true
		for (let minute = 0; minute < 3; minute++) {
			clock.advance(60_000)
			await clock.through(sendDue())
		}
		expect(new Set(Object.values(await statesIn(store)))).toEqual(new Set(['sent']))
		expect(await health()).not.toHaveProperty('unauthorisedSince')
	})
})

describe('a tenant that does not answer', () => {
	test('rests after five failures, tries with one message, and rests twice as long', async () => {
		for (let at = 0; at < 100; at++) await put(store, redrawFor(`19:${at}`), clock.iso())
		let posts = 0
		let answers = false
		const post = async (): Promise<PostOutcome> => {
			posts++
			await new Promise((resolve) => setImmediate(resolve))
			return answers ? sent : unclear
		}
		const dispatcher = dispatcherFor(store, post, clock)
		await dispatcher.sendDue()
		expect(posts).toBeLessThanOrEqual(45)
		expect(await dispatcher.health()).toMatchObject({ paused: [{ until: '2026-11-03T09:00:10.000Z' }] })
		const before = posts
		// Something new does not end the rest.
		await putIn(store, 'new', clock.iso(), '19:new')
		await dispatcher.sendDue()
		expect(posts).toBe(before)
		clock.advance(10_000)
		await dispatcher.sendDue()
		expect(posts).toBe(before + 1)
		expect(await dispatcher.health()).toMatchObject({ paused: [{ until: '2026-11-03T09:00:30.000Z' }] })
		answers = true
		for (let step = 0; step < 10; step++) {
			clock.advance(60_000)
			await dispatcher.sendDue()
		}
		expect(new Set(Object.values(await statesIn(store)))).toEqual(new Set(['sent']))
		expect(await dispatcher.health()).toMatchObject({ paused: [] })
	})

	test('is not taken for well because of what was never sent to it', async () => {
		for (let at = 0; at < 60; at++) {
			await putIn(store, `post ${at}`, nth(clock.iso(), 20 * at), `19:${at}`)
			for (let card = 1; card < 20; card++)
				await putIn(store, `card ${at} ${card}`, nth(clock.iso(), 20 * at + card), `stranger-${at}-${card}`)
		}
		let posts = 0
		const post = async ({ to }: OutboxEntry): Promise<PostOutcome> => {
			await new Promise((resolve) => setImmediate(resolve))
			if ('personId' in to) return { kind: 'unreachable', fault: 'has not met the bot yet' }
			posts++
			return unclear
		}
		const dispatcher = dispatcherFor(store, post, clock)
		await dispatcher.sendDue()
		expect(posts).toBeLessThanOrEqual(20)
		expect((await dispatcher.health()).paused).toHaveLength(1)
	})

	test('delays nobody else', async () => {
		for (let at = 0; at < 60; at++) {
			await putIn(store, `slow ${at}`, '2026-11-03T08:00:00.000Z', `19:slow-${at}`, 'erlenbruch')
			await putIn(store, `quick ${at}`, '2026-11-03T08:30:00.000Z', `19:quick-${at}`)
		}
		let quick = 0
		let all: () => void = () => undefined
		const allQuick = new Promise<void>((resolve) => {
			all = resolve
		})
		const hanging: (() => void)[] = []
		const { sendDue } = dispatcherFor(
			store,
			async (entry): Promise<PostOutcome> => {
				if (entry.townId === 'erlenbruch') {
					await new Promise<void>((resolve) => hanging.push(resolve))
					return unclear
				}
				if (++quick === 60) all()
				return sent
			},
			clock,
		)
		const done = sendDue()
		// Not one of the hanging posts has ended.
		await allQuick
		expect(hanging.length).toBeLessThanOrEqual(40)
		for (const end of hanging) end()
		await done
	})
})

test('when it is stopped, it gives its lanes back, and the next one goes on at once', async () => {
	for (let at = 0; at < 100; at++) await putIn(store, `${at}`, clock.iso(), `p${at}`)
	const posted: string[] = []
	const first = dispatcherFor(
		store,
		async (entry) => {
			posted.push(keyOf(entry))
			if (posted.length === 10) void first.stop()
			await new Promise((resolve) => setImmediate(resolve))
			return sent
		},
		clock,
	)
	await first.sendDue()
	expect(posted.length).toBeLessThan(100)
	const { post, posted: rest } = playedTeams(sent)
	await dispatcherFor(store, post, clock, { owner: 'two' }).sendDue()
	expect(posted.length + rest.length).toBe(100)
})
