import { randomUUID } from 'node:crypto'
import { openCosmos } from '../../src/store/cosmos'
import { type Store, StoreUnavailable } from '../../src/store/store'
import { randomFrom } from '../support/random'
import { openEmulatedCosmos } from '../support/service'
import { type Fault, type FaultProxy, type Operation, startFaultProxy } from './support/fault-proxy'

/** The real client with production's settings (it discovers its endpoints) against a database that does not behave. */
let emulator: Awaited<ReturnType<typeof openEmulatedCosmos>>
let proxy: FaultProxy
let store: Store
beforeAll(async () => {
	emulator = await openEmulatedCosmos()
	proxy = await startFaultProxy(emulator.endpoint)
	store = await openCosmos({
		endpoint: proxy.endpoint,
		database: 'digicheck',
		key: Buffer.from('emulator').toString('base64'),
	})
})
afterAll(async () => {
	await store.close()
	await proxy.stop()
	await emulator.store.close()
	await emulator.stop()
})
beforeEach(() => {
	proxy.fault = () => undefined
	proxy.seen.length = 0
})

const partition = 'town'
const thing = (id: string, body: unknown = '') => ({ id, partition, kind: 'living' as const, shape: 1, body })
/** What is really stored, asked past the proxy. */
const truth = async (id: string) => (await emulator.store.data.read(partition, id))?.document.body

async function created(id: string): Promise<string> {
	const written = await emulator.store.data.create(thing(id, 'before'))
	if (written === 'exists') throw new Error(`${id} is there already`)
	return written.etag
}

/**
 * Teams gives up after about five seconds and an answered page is two operations: each has to end within 2.5 s, one way
 * or the other.
 */
async function inTime<Result>(operation: () => Promise<Result>, withinMs = 2_900): Promise<Result | StoreUnavailable> {
	const began = performance.now()
	const result = await operation().catch((fault: unknown) => {
		if (fault instanceof StoreUnavailable) return fault
		throw fault
	})
	expect(performance.now() - began).toBeLessThan(withinMs)
	return result
}

const always = (fault: Fault) => () => fault
const firstTimes = (times: number, fault: Fault) => {
	let left = times
	return () => (left-- > 0 ? fault : undefined)
}

describe.each<[string, Fault]>([
	['429, come back in 8 s', { status: 429, retryAfterMs: 8_000 }],
	['429 and no hint when to come back', { status: 429 }],
	['408 before anything was done', { status: 408 }],
	['500', { status: 500 }],
	['503', { status: 503 }],
	['no answer at all', { stall: true }],
	['the connection breaks', { reset: true }],
	['403, the key was changed', { status: 403 }],
])('for good: %s', (_, fault) => {
	test('every operation says so in time and has changed nothing', async () => {
		const id = randomUUID()
		const etag = await created(id)
		const operations: Readonly<Partial<Record<Operation, () => Promise<unknown>>>> = {
			read: () => store.data.read(partition, id),
			create: () => store.data.create(thing(`${id}-new`)),
			replace: () => store.data.replace(thing(id, 'after'), etag),
			remove: () => store.data.remove(partition, id),
			find: () => store.data.find({ partition, kind: 'living', limit: 5 }),
		}
		proxy.fault = always(fault)
		const ready = inTime(() => store.ready())
		const results = await Promise.all(
			Object.entries(operations).map(async ([name, run]) => [
				name,
				await inTime(run, name === 'find' ? 5_400 : undefined),
			]),
		)
		expect(results).toEqual(Object.keys(operations).map((name) => [name, expect.any(StoreUnavailable)]))
		expect(await ready).toBeInstanceOf(StoreUnavailable)
		expect(new Set(proxy.seen)).toEqual(new Set(Object.keys(operations)))
		expect(await truth(id)).toBe('before')
		expect(await truth(`${id}-new`)).toBeUndefined()
	})
})

test('a short wave of 429 is waited out', async () => {
	const id = randomUUID()
	const etag = await created(id)
	proxy.fault = firstTimes(2, { status: 429, retryAfterMs: 50 })
	expect(await inTime(() => store.data.replace(thing(id, 'after'), etag))).toHaveProperty('etag')
	expect(proxy.seen).toEqual(['replace', 'replace', 'replace'])
})

test('what the client waits to repeat after its deadline is not sent any more', async () => {
	const id = randomUUID()
	const etag = await created(id)
	proxy.fault = firstTimes(1, { status: 429, retryAfterMs: 3_000 })
	expect(await inTime(() => store.data.replace(thing(id, 'long after'), etag))).toBeInstanceOf(StoreUnavailable)
	// Until after the moment at which the client would have repeated it; nothing tells of a request that is not made.
	await new Promise((resolve) => setTimeout(resolve, 1_000))
	expect(proxy.seen).toEqual(['replace'])
	expect(await truth(id)).toBe('before')
})

describe('449, somebody else writes at the same moment', () => {
	test('is a conflict for a replacement: read again, decide again', async () => {
		const id = randomUUID()
		const etag = await created(id)
		proxy.fault = always({ status: 449 })
		expect(await inTime(() => store.data.replace(thing(id, 'after'), etag))).toBe('conflict')
	})

	test('is no answer for a creation', async () => {
		proxy.fault = always({ status: 449 })
		expect(await inTime(() => store.data.create(thing(randomUUID())))).toBeInstanceOf(StoreUnavailable)
	})
})

describe.each<[string, Fault]>([
	['408', { status: 408, afterwards: true }],
	['503', { status: 503, afterwards: true }],
	['a broken connection', { reset: true, afterwards: true }],
])('done, but answered by %s', (_, fault) => {
	test('a replacement is not claimed to be done, and repeating it meets its own trace', async () => {
		const id = randomUUID()
		const etag = await created(id)
		proxy.fault = firstTimes(1, fault)
		const first = await inTime(() => store.data.replace(thing(id, 'after'), etag))
		// The client may have repeated it by itself; then the second try found the first one's etag.
		expect(first === 'conflict' || first instanceof StoreUnavailable).toBe(true)
		expect(await truth(id)).toBe('after')
		expect(await store.data.replace(thing(id, 'again'), etag)).toBe('conflict')
	})

	test('a creation likewise', async () => {
		const id = randomUUID()
		proxy.fault = firstTimes(1, fault)
		const first = await inTime(() => store.data.create(thing(id, 'new')))
		expect(first === 'exists' || first instanceof StoreUnavailable).toBe(true)
		expect(await truth(id)).toBe('new')
		expect(await store.data.create(thing(id, 'again'))).toBe('exists')
	})
})

test('in a storm of all faults no accepted write is lost and none happens twice', async () => {
	const faults: Fault[] = [
		{ status: 429, retryAfterMs: 10 },
		{ status: 449 },
		{ status: 412 },
		{ status: 503 },
		{ status: 408 },
		{ status: 408, afterwards: true },
		{ status: 503, afterwards: true },
		{ reset: true, afterwards: true },
	]
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
	const random = randomFrom(seed)
	const id = randomUUID()
	await emulator.store.data.create(thing(id, []))
	proxy.fault = () => (random() < 0.3 ? faults[Math.floor(random() * faults.length)] : undefined)

	const accepted: string[] = []
	const uncertain: string[] = []
	const writer = async (name: number) => {
		for (let at = 0; at < 25; at++) {
			// As the flows do it: a mark that is there already is not written again, so that repeating is safe.
			const mark = `${name}/${at}`
			for (let tries = 0, done = false; !done && tries < 100; tries++) {
				try {
					const stored = await store.data.read(partition, id)
					const marks = stored?.document.body as string[]
					done =
						marks.includes(mark) ||
						typeof (await store.data.replace(thing(id, [...marks, mark]), stored?.etag ?? '')) !== 'string'
				} catch (fault) {
					if (!(fault instanceof StoreUnavailable)) throw fault
					if (!uncertain.includes(mark)) uncertain.push(mark)
				}
				if (done) accepted.push(mark)
			}
		}
	}
	await Promise.all(Array.from({ length: 4 }, (_, name) => writer(name)))
	const kept = (await truth(id)) as string[]
	process.stdout.write(
		`storm: seed ${seed}, ${accepted.length} accepted, ${uncertain.length} of them after an uncertain try, ${proxy.seen.length} requests\n`,
	)
	expect(accepted).toHaveLength(100)
	expect(new Set(kept).size).toBe(kept.length)
	expect([...kept].sort()).toEqual([...accepted].sort())
	expect(uncertain.length).toBeGreaterThan(0)
}, 60_000)
