import type { OutboxEntry } from '../../src/outbox/stored/entry'
import { touchLane } from '../../src/outbox/stored/lane-lease'
import type { PostOutcome } from '../../src/outbox/stored/outcome'
import { askForRedraw } from '../../src/outbox/stored/redraw'
import { listUnclear, markSeen, sendAgain } from '../../src/outbox/unconfirmed/unclear-posts'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import {
	clockAt,
	directory,
	directoryOf,
	dispatcherFor,
	entries,
	entryFor,
	keyOf,
	playedTeams,
	put,
	putIn,
	redrawFor,
	statesIn,
	subject,
	type TestClock,
	tenant,
} from './support'

let clock: TestClock
let store: Store
beforeEach(() => {
	clock = clockAt('2026-11-03T09:02:00Z')
	store = openSqlite(':memory:')
})
afterEach(() => store.close())

const { town: eschenwerder } = directory()
const unclear: PostOutcome = { kind: 'unclear', fault: '504' }
/** Answers by the key of the entry, from a list that is used up; then everything is sent. */
const answering = (outcomes: Record<string, PostOutcome[]>) => {
	const posted: string[] = []
	const post = async (entry: OutboxEntry): Promise<PostOutcome> => {
		posted.push(keyOf(entry))
		return outcomes[keyOf(entry)]?.shift() ?? { kind: 'sent' }
	}
	return { post, posted }
}
const listed = async () => (await listUnclear(store, eschenwerder)).map(({ entry }) => keyOf(entry))

describe('a post that Teams did not confirm', () => {
	test('waits for the leads, who are told once for all of a quarter of an hour', async () => {
		for (const key of ['one', 'two', 'three']) await putIn(store, key, clock.iso(), `19:${key}`)
		await putIn(store, 'elsewhere', clock.iso(), '19:other', 'erlenbruch')
		const { post, posted } = answering({ one: [unclear], two: [unclear], elsewhere: [unclear] })
		const { sendDue } = dispatcherFor(store, post, clock)
		await sendDue()
		expect(await listed()).toEqual(['one', 'two'])
		expect(posted.filter((key) => key.startsWith('unclear'))).toEqual([])
		clock.advance(13 * 60_000)
		await sendDue()
		expect(posted.filter((key) => key.startsWith('unclear')).sort()).toEqual([
			'unclear:erlenbruch:2026-11-03T09:15:00.000Z:p02',
			'unclear:eschenwerder:2026-11-03T09:15:00.000Z:p02',
		])
		clock.advance(24 * 3_600_000)
		await sendDue()
		expect(posted.filter((key) => ['one', 'two'].includes(key))).toHaveLength(2)
	})

	test('is seen by the lead: done, once', async () => {
		await putIn(store, 'one', clock.iso(), '19:one')
		const { post, posted } = answering({ one: [unclear] })
		const { sendDue } = dispatcherFor(store, post, clock)
		await sendDue()
		const [waiting] = await listUnclear(store, eschenwerder)
		expect(waiting).toMatchObject({
			since: '2026-11-03T09:02:00.000Z',
			entry: { to: { channelId: '19:one' }, lastFault: '504' },
		})
		const id = waiting?.id ?? ''
		// Another town's lead cannot decide it.
		expect(await markSeen(store, directory('erlenbruch').town, id, clock.now())).toBe(false)
		expect(await markSeen(store, eschenwerder, id, clock.now())).toBe(true)
		expect(await markSeen(store, eschenwerder, id, clock.now())).toBe(false)
		expect(await sendAgain(store, eschenwerder, id, clock.now())).toBe(false)
		await sendDue()
		expect(posted).toEqual(['one'])
		expect(await listed()).toEqual([])
		expect((await statesIn(store)).one).toBe('sent')
	})

	test('is sent again if the lead says so, and parked again if that is unclear too', async () => {
		await putIn(store, 'one', clock.iso(), '19:one')
		const { post, posted } = answering({ one: [unclear, unclear] })
		const { sendDue } = dispatcherFor(store, post, clock)
		for (const times of [1, 2]) {
			await sendDue()
			expect(posted).toHaveLength(times)
			expect(await listed()).toEqual(['one'])
			const [waiting] = await listUnclear(store, eschenwerder)
			expect(
				await Promise.all([1, 2].map(() => sendAgain(store, eschenwerder, waiting?.id ?? '', clock.now()))),
			).toContain(false)
		}
		await sendDue()
		expect(posted).toEqual(['one', 'one', 'one'])
		expect((await statesIn(store)).one).toBe('sent')
	})

	test('is told of before it is parked: a crash in between repeats the word to the leads', async () => {
		await putIn(store, 'one', clock.iso(), '19:one')
		const dying: Store = {
			...store,
			outbox: {
				...store.outbox,
				replace: async (document, etag) => {
					if (document.state === 'unclear') throw new Error('the process died')
					return store.outbox.replace(document, etag)
				},
			},
		}
		const { post } = answering({ one: [unclear] })
		const first = dispatcherFor(dying, post, clock)
		await first.sendDue()
		await first.stop()
		expect(await entries(store)).toHaveLength(2)
		clock.advance(31_000)
		await dispatcherFor(store, post, clock, { owner: 'two' }).sendDue()
		expect(await listed()).toEqual(['one'])
		expect(await entries(store)).toHaveLength(2)
	})

	test('if whoever was taken for dead comes back and knows that it arrived, nobody needs to look', async () => {
		await putIn(store, 'one', clock.iso(), '19:one')
		let arrived: (outcome: PostOutcome) => void = () => undefined
		let begun: () => void = () => undefined
		const posting = new Promise<void>((resolve) => {
			begun = resolve
		})
		const slow = () => {
			begun()
			return new Promise<PostOutcome>((resolve) => {
				arrived = resolve
			})
		}
		// Stands still, as a machine does that is being moved, and does not renew its lease.
		const first = dispatcherFor(store, slow, { ...clock, after: () => () => undefined }).sendDue()
		await posting
		clock.advance(31_000)
		await dispatcherFor(store, playedTeams().post, clock, { owner: 'two' }).sendDue()
		expect(await listed()).toEqual(['one'])
		arrived({ kind: 'sent', messageId: '17' })
		await first
		expect(await listed()).toEqual([])
		expect(await entries(store)).toContainEqual(expect.objectContaining({ key: 'one', state: 'sent', messageId: '17' }))
	})
})

describe('a living card', () => {
	const redraws = (posted: readonly string[]) => posted.filter((key) => key === 'redraw').length

	test('is redrawn after a milestone, at most once a minute however many there are', async () => {
		const { post, posted } = playedTeams({ kind: 'sent', redraw: subject })
		const { sendDue } = dispatcherFor(store, post, clock)
		for (let second = 0; second < 180; second += 10) {
			await putIn(store, `milestone ${second}`, clock.iso(), '19:one')
			await sendDue()
			clock.advance(10_000)
		}
		expect(redraws(posted)).toBeGreaterThanOrEqual(3)
		expect(redraws(posted)).toBeLessThanOrEqual(4)
		clock.advance(60_000)
		await sendDue()
		const before = redraws(posted)
		clock.advance(600_000)
		await sendDue()
		expect(redraws(posted)).toBe(before)
		expect((await entries(store)).filter(({ kind }) => kind === 'redraw')).toMatchObject([{ state: 'sent' }])
	})

	test('is redrawn once more if that was asked for while it was on its way', async () => {
		await put(store, redrawFor('19:one'), clock.iso())
		let asked = 0
		const { sendDue } = dispatcherFor(
			store,
			async (entry) => {
				if (asked++ === 0)
					await Promise.all([1, 2].map(() => askForRedraw(store, entry, subject, clock.now()).catch(() => undefined)))
				return { kind: 'sent' }
			},
			clock,
		)
		await sendDue()
		expect(asked).toBe(1)
		clock.advance(59_999)
		await sendDue()
		expect(asked).toBe(1)
		clock.advance(1)
		await sendDue()
		clock.advance(600_000)
		await sendDue()
		expect(asked).toBe(2)
	})

	test('that is gone is posted anew, and that post is never repeated blindly', async () => {
		await put(store, redrawFor('19:one'), clock.iso())
		const seen: (true | undefined)[] = []
		const { sendDue } = dispatcherFor(
			store,
			async ({ work, anew }) => {
				if (work.kind !== 'redraw') return { kind: 'sent' }
				seen.push(anew)
				return anew ? unclear : { kind: 'gone', fault: '404' }
			},
			clock,
		)
		await sendDue()
		clock.advance(3_600_000)
		await sendDue()
		expect(seen).toEqual([undefined, true])
		expect(await listed()).toEqual(['redraw'])
	})

	test('that was posted anew without an answer waits for the lead, whatever happens meanwhile', async () => {
		await put(store, redrawFor('19:one'), clock.iso())
		let posts = 0
		const { sendDue } = dispatcherFor(
			store,
			async ({ work, anew }) => {
				if (work.kind !== 'redraw') return { kind: 'sent' }
				if (!anew) return { kind: 'gone', fault: '404' }
				posts++
				return unclear
			},
			clock,
			{ directoryOf },
		)
		await sendDue()
		expect(posts).toBe(1)
		clock.advance(3_600_000)
		await askForRedraw(store, redrawFor('19:one'), subject, clock.now())
		await touchLane(store, tenant, clock.iso())
		await sendDue()
		expect(posts).toBe(1)
		expect(await listed()).toEqual(['redraw'])
	})

	test('is redrawn from outside the dispatcher, too', async () => {
		await askForRedraw(store, entryFor('any', '19:one'), subject, clock.now())
		await touchLane(store, tenant, clock.iso())
		const { post, posted } = playedTeams()
		await dispatcherFor(store, post, clock, { directoryOf }).sendDue()
		expect(posted).toEqual(['redraw'])
	})
})
