import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { createPace, type Limits, type Pace, teamsLimits } from '../../src/outbox/lanes/pace'
import type { RateWindow } from '../../src/outbox/lanes/rate-windows'

/** The most messages that any window of this length holds; a window of a second does not hold both its ends. */
function mostWithin(times: readonly number[], withinMs: number): number {
	let first = 0
	return times.reduce((most, time, last) => {
		while ((times[first] ?? time) <= time - withinMs) first++
		return Math.max(most, last - first + 1)
	}, 0)
}

interface Sent {
	readonly conversation: string
	readonly at: number
}

interface Senders {
	readonly from?: number
	readonly until?: number
	readonly lateMs?: () => number
	/** Retry-After in milliseconds, or 0 if it was accepted. */
	readonly answer?: (conversation: string, now: number) => number
}

/** People who keep to what they are told: ask, wait that long (and `lateMs` more), ask again. Time is only counted. */
function sendAll(
	pace: Pace,
	conversations: readonly string[],
	{ from = 0, until = Number.POSITIVE_INFINITY, lateMs, answer }: Senders = {},
) {
	const sent: Sent[] = []
	let asks = 0
	let refused = 0
	// Those who wake at the same time ask in the order in which they lay down.
	const beds = new Map<number, string[]>([[from, [...conversations]]])
	while (beds.size > 0) {
		const now = Math.min(...beds.keys())
		if (now > until) break
		const awake = beds.get(now) ?? []
		beds.delete(now)
		for (const conversation of awake) {
			asks++
			let wait = pace.take(conversation, now)
			if (wait === 0) {
				wait = answer?.(conversation, now) ?? 0
				if (wait === 0) sent.push({ conversation, at: now })
				else {
					refused++
					pace.throttled(conversation, wait, now)
				}
			}
			if (wait > 0) {
				const wakes = now + wait + (lateMs?.() ?? 0)
				beds.set(wakes, [...(beds.get(wakes) ?? []), conversation])
			}
		}
	}
	return { sent, asks, refused }
}

const chats = (count: number) => Array.from({ length: count }, (_, at) => `chat ${at}`)
const lastOf = (sent: readonly Sent[]) => Math.max(...sent.map(({ at }) => at))
const rateBetween = (sent: readonly Sent[], from: number, to: number) =>
	sent.filter(({ at }) => at >= from && at < to).length / ((to - from) / 1_000)

/** Answers 429 as Teams would with these limits; what was refused does not count. */
function teamsWith(
	app: RateWindow,
	windows: readonly RateWindow[] = [],
): (conversation: string, now: number) => number {
	const times = new Map<string, number[]>()
	const wait = (key: string, one: RateWindow, now: number) => {
		const oldest = times.get(key)?.at(-one.count)
		return oldest === undefined ? 0 : Math.max(0, oldest + one.withinMs - now)
	}
	return (conversation, now) => {
		const longest = Math.max(wait('', app, now), ...windows.map((one) => wait(conversation, one, now)))
		if (longest > 0) return Math.ceil(longest / 1_000) * 1_000
		for (const key of ['', conversation]) times.set(key, [...(times.get(key) ?? []), now])
		return 0
	}
}

/** Small limits, so that few asks meet all of them. */
const small: Limits = {
	app: { count: 5, withinMs: 1_000 },
	conversation: [
		{ count: 2, withinMs: 1_000 },
		{ count: 3, withinMs: 3_000 },
		{ count: 6, withinMs: 20_000 },
	],
	marginMs: 30,
}

describe('no window is ever exceeded', () => {
	const ask = fc.record({
		conversation: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
		laterMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 4_000 })),
		throttledForMs: fc.option(fc.integer({ min: 0, max: 3_000 }), { freq: 20 }),
		blamed: fc.boolean(),
	})

	test.each([
		['small limits', small],
		['the limits of Teams', teamsLimits],
	])('whoever asks whenever, with %s', (_, limits) => {
		fc.assert(
			fc.property(fc.array(ask, { maxLength: 400 }), (asks) => {
				const pace = createPace(limits)
				const sent: Sent[] = []
				let now = 0
				for (const { conversation, laterMs, throttledForMs, blamed } of asks) {
					now += laterMs
					if (throttledForMs !== null) pace.throttled(blamed ? conversation : undefined, throttledForMs, now)
					if (pace.take(conversation, now) === 0) sent.push({ conversation, at: now })
				}
				const keeps = (times: readonly number[], { count, withinMs }: RateWindow) =>
					expect(mostWithin(times, withinMs + limits.marginMs)).toBeLessThanOrEqual(count)
				keeps(
					sent.map(({ at }) => at),
					limits.app,
				)
				for (const name of new Set(sent.map((one) => one.conversation)))
					for (const window of limits.conversation)
						keeps(
							sent.filter((one) => one.conversation === name).map(({ at }) => at),
							window,
						)
			}),
			{ numRuns: 300 },
		)
	})

	test('not where they leave later than they were let go, each by another while', () => {
		const late = fc.record({
			laterMs: fc.integer({ min: 0, max: 60 }),
			underwayMs: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 10, max: 30 }), fc.constant(300)),
		})
		fc.assert(
			fc.property(fc.array(late, { minLength: 50, maxLength: 400 }), (asks) => {
				const pace = createPace({ ...teamsLimits, app: { count: 10, withinMs: 1_000 } })
				const [left, waiting]: [number[], { readonly chat: string; readonly at: number }[]] = [[], []]
				let now = 0
				for (const [at, { laterMs, underwayMs }] of asks.entries()) {
					now += laterMs
					for (const one of waiting.filter((each) => each.at <= now).sort((a, b) => a.at - b.at)) {
						pace.left(one.chat, one.at)
						left.push(one.at)
						waiting.splice(waiting.indexOf(one), 1)
					}
					if (pace.take(`chat ${at}`, now) === 0) waiting.push({ chat: `chat ${at}`, at: now + underwayMs })
				}
				expect(mostWithin(left, 1_000 - 300)).toBeLessThanOrEqual(10)
				// Known times of leaving count; who is still on the way may come up to its own delay too close.
				const settled = asks.every(({ underwayMs }) => underwayMs <= 30)
				if (settled) expect(mostWithin(left, 1_000)).toBeLessThanOrEqual(10)
			}),
			{ numRuns: 200 },
		)
	})

	test('not over hours in one conversation either, and what the slowest window allows is used', () => {
		const pace = createPace()
		const times: number[] = []
		for (let now = 0; now < 3 * 3_600_000; ) {
			const wait = pace.take('channel', now)
			if (wait === 0) times.push(now)
			else now += wait
		}
		for (const { count, withinMs } of teamsLimits.conversation) expect(mostWithin(times, withinMs)).toBe(count)
		expect(times.length).toBe(3 * 1_800)
	})

	test('not when the clock is set back, and nothing stands still for it', () => {
		const pace = createPace()
		for (let one = 0; one < 7; one++) expect(pace.take('a', 10_000_000 + one * 5)).toBe(0)
		const wait = pace.take('a', 1_000)
		expect(wait).toBeGreaterThan(900)
		expect(pace.take('a', 1_000 + wait - 100)).toBeGreaterThan(0)
		expect(pace.take('a', 1_000 + wait)).toBe(0)
	})
})

describe('the time it takes', () => {
	const floorOf = (count: number) => (Math.ceil(count / 50) - 1) * 1_000

	test.each([1_000, 10_000])(
		'%d messages to distinct chats take at most 1.04 of the least that the limit allows',
		(count) => {
			const { sent, asks } = sendAll(createPace(), chats(count))
			expect(new Set(sent.map((one) => one.conversation)).size).toBe(count)
			expect(lastOf(sent) / floorOf(count)).toBeLessThan(1.04)
			// Nobody is woken for nothing.
			expect(asks).toBeLessThan(4 * count + count ** 2 / 400)
		},
	)

	test('also when everybody wakes some milliseconds late', () => {
		let turn = 0
		const { sent } = sendAll(createPace(), chats(2_000), { lateMs: () => (turn++ * 7) % 4 })
		expect(lastOf(sent) / floorOf(2_000)).toBeLessThan(1.05)
	})

	test('also when each leaves some milliseconds after it was let go', () => {
		const pace = createPace()
		const left: number[] = []
		const underway: { readonly chat: string; readonly at: number }[] = []
		for (let [now, sent] = [0, 0]; left.length < 1_000; now++) {
			for (const { chat, at } of underway.filter((one) => one.at === now)) {
				pace.left(chat, at)
				left.push(at)
			}
			while (sent < 1_000 && pace.take(`chat ${sent}`, now) === 0)
				underway.push({ chat: `chat ${sent++}`, at: now + 12 + (sent % 4) })
		}
		expect((left.at(-1) ?? 0) / floorOf(1_000)).toBeLessThan(1.05)
		expect(mostWithin(left, 1_000)).toBeLessThanOrEqual(50)
	})

	test('1,000 posts to 20 channels too', () => {
		const channels = Array.from({ length: 20 }, (_, at) => `channel ${at}`)
		const { sent } = sendAll(
			createPace(),
			Array.from({ length: 1_000 }, (_, at) => channels[at % 20] ?? ''),
		)
		expect(sent.length).toBe(1_000)
		expect(lastOf(sent) / floorOf(1_000)).toBeLessThan(1.05)
	})

	test('what a window allows goes one after the other, not at once', () => {
		const { sent } = sendAll(createPace(), chats(500))
		expect(
			mostWithin(
				sent.map(({ at }) => at),
				20,
			),
		).toBeLessThanOrEqual(10)
	})
})

describe('nobody starves', () => {
	test('whoever waits goes before whoever comes later, however often that one asks', () => {
		fc.assert(
			fc.property(fc.integer({ min: 60, max: 200 }), fc.integer({ min: 1, max: 30 }), (waiting, impatient) => {
				const pace = createPace()
				const wakes = new Map<string, number>(chats(waiting).map((name) => [name, 0]))
				const went = new Map<string, number>()
				let pushed = 0
				for (let now = 0; wakes.size > 0 && now < 60_000; now++) {
					for (const [name, at] of [...wakes]) {
						if (at > now) continue
						const wait = pace.take(name, now)
						if (wait > 0) wakes.set(name, now + wait)
						else {
							wakes.delete(name)
							went.set(name, now)
						}
					}
					for (let one = 0; one < impatient; one++) if (pace.take(`impatient ${one} ${pushed}`, now) === 0) pushed++
				}
				expect(went.size).toBe(waiting)
				expect(Math.max(...went.values())).toBeLessThan((waiting / 50) * 1_030 + 300)
			}),
			{ numRuns: 5 },
		)
	})

	test('whoever gives up holds up nobody for long', () => {
		const pace = createPace()
		for (const name of chats(50)) pace.take(name, 0)
		for (let one = 0; one < 20; one++) expect(pace.take(`gone ${one}`, 0)).toBeGreaterThan(0)
		const { sent } = sendAll(pace, chats(100), { from: 0 })
		expect(sent.length).toBe(100)
		expect(lastOf(sent)).toBeLessThan(1_030 + (120 / 50) * 1_030 + 300)
	})

	test('a busy channel leaves the chats their turn', () => {
		const pace = createPace()
		const { sent } = sendAll(pace, [...Array.from({ length: 60 }, () => 'channel'), ...chats(300)])
		expect(lastOf(sent.filter((one) => one.conversation !== 'channel'))).toBeLessThan((360 / 50) * 1_030 + 100)
	})
})

describe('after a 429', () => {
	test('Retry-After is kept: by that conversation if it alone was meant, by all if the tenant was', () => {
		const pace = createPace()
		pace.throttled('a', 3_000, 0)
		expect(pace.take('a', 0)).toBe(3_000)
		expect(pace.take('b', 0)).toBe(0)
		pace.throttled(undefined, 5_000, 0)
		expect(pace.take('b', 4_900)).toBeGreaterThanOrEqual(100)
		expect(pace.take('c', 5_200)).toBe(0)
	})

	test('many quiet conversations at a time mean the tenant; two busy ones do not', () => {
		const quiet = createPace()
		for (const name of chats(10)) quiet.throttled(name, 2_000, 0)
		expect(quiet.take('another chat', 100)).toBe(0)
		quiet.throttled('one too many', 2_000, 100)
		expect(quiet.take('a third chat', 100)).toBeGreaterThanOrEqual(2_000)

		const busy = createPace()
		for (let one = 0; one < 6; one++)
			for (const [at, name] of ['a', 'b'].entries()) expect(busy.take(name, one * 10 + at * 5)).toBe(0)
		for (const name of ['a', 'b']) busy.throttled(name, 60_000, 100)
		expect(busy.take('c', 110)).toBe(0)
		expect(busy.take('a', 150)).toBe(59_950)
	})

	test('whose limit was closer is to blame', () => {
		const pace = createPace()
		/** How many of eight go to a busy channel within two seconds. */
		const fits = (from: number) => {
			let went = 0
			for (let now = from; now < from + 2_000; now += 5) if (pace.take('channel', now) === 0) went++
			return went
		}
		for (let one = 0; one < 4; one++) expect(pace.take('channel', one * 5)).toBe(0)
		for (const [at, name] of chats(45).entries()) expect(pace.take(name, 20 + at * 5)).toBe(0)
		expect(pace.take('channel', 300)).toBe(0)
		for (let now = 1_000; pace.take('channel', now) !== 0; now += 5)
			if (now > 2_000) throw new Error('it waits too long')
		pace.throttled('channel', 1_000, 1_200)
		expect(fits(10_000)).toBe(8)
	})

	test('the rate of the tenant falls, and comes back', () => {
		const pace = createPace()
		for (let one = 0; one < 20; one++) pace.throttled(undefined, 1_000, 0)
		const { sent } = sendAll(pace, chats(6_000), { until: 53_000 })
		expect(rateBetween(sent, 2_000, 12_000)).toBeLessThan(40)
		expect(rateBetween(sent, 2_000, 12_000)).toBeGreaterThan(28)
		expect(rateBetween(sent, 42_000, 52_000)).toBeGreaterThan(46)
	})

	test('the rate of a busy conversation falls, and comes back, and the tenant keeps its own', () => {
		const pace = createPace()
		/** How many go within a second. */
		const inARow = (from: number) => {
			let went = 0
			for (let now = from; now < from + 900; now += 5) if (pace.take('channel', now) === 0) went++
			return went
		}
		expect(inARow(0)).toBe(7)
		pace.throttled('channel', 1_000, 900)
		expect(inARow(5_000)).toBe(6)
		expect(inARow(100_000)).toBe(7)
		const { sent } = sendAll(pace, chats(1_000), { from: 200_000 })
		expect((lastOf(sent) - 200_000) / 19_000).toBeLessThan(1.04)
	})

	test.each([
		['the 30 a second of older pages', 30, 0.015],
		['less than a third of what is documented', 15, 0.04],
	])('finds %s by itself', (_, count, most) => {
		const { sent, refused } = sendAll(createPace(), chats(count * 200), {
			answer: teamsWith({ count, withinMs: 1_000 }),
		})
		expect(sent.length).toBe(count * 200)
		expect(lastOf(sent) / 199_000).toBeLessThan(1.25)
		expect(refused / sent.length).toBeLessThan(most)
	})

	test('never asks where the limits are as documented', () => {
		const { refused } = sendAll(
			createPace(),
			[...chats(1_000), ...Array.from({ length: 500 }, (_, at) => `channel ${at % 10}`)],
			{
				answer: teamsWith(teamsLimits.app, teamsLimits.conversation),
			},
		)
		expect(refused).toBe(0)
	})

	test('a Retry-After that makes no sense stops nobody for ever', () => {
		for (const strange of [Number.NaN, Number.POSITIVE_INFINITY, -5, 1e15]) {
			const pace = createPace()
			pace.throttled(undefined, strange, 0)
			expect(pace.take('a', 3_600_100)).toBe(0)
		}
	})
})

test('idle conversations are forgotten', () => {
	const pace = createPace()
	setFlagsFromString('--expose-gc')
	const collect: () => void = runInNewContext('gc')
	const used = () => {
		collect()
		return process.memoryUsage().heapUsed
	}
	let now = 0
	const hour = (name: string) => {
		for (let one = 0; one < 20_000; one++) {
			pace.take(`${name} ${one}`, now)
			now += 180
		}
	}
	hour('first')
	const before = used()
	for (let round = 0; round < 5; round++) hour(`round ${round}`)
	expect(used() - before).toBeLessThan(10_000_000)
})
