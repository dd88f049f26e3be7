import fc from 'fast-check'
import type { JsonObject } from '../../src/demo/local-teams/activity'
import { type RunningService, startService } from '../support/service'
import { post } from './support'

/** `FULL=1` for the night. */
const bodies = process.env.FULL ? 100_000 : 5_000
/** Milliseconds; on a machine that is busy with other things, ten times as long as it takes for the emptiest answer. */
const slowest = 50
const atOnce = 20

let service: RunningService
let port: number

beforeAll(async () => {
	service = await startService({ background: false })
	port = Number(new URL(service.url).port)
	// The bot has met this person, so that nothing is stored for being met.
	await service.say('p02', 'DigiCheck')
	await service.press('p02', 'accept')
})

afterAll(() => service.stop())

/** The relay takes what a decision left in its own time; nothing is compared before it has. */
const relayed = async () => {
	while ((await service.store.data.find({ waiting: true, limit: 1 })).length > 0)
		await new Promise((resolve) => setImmediate(resolve))
}
const stored = async () =>
	JSON.stringify([await service.store.data.find({ limit: 1_000 }), await service.store.outbox.find({ limit: 1_000 })])

/** What the machine takes at the moment for an answer that costs nothing, as many at once. */
async function plainMedian(): Promise<number> {
	const times: number[] = []
	for (let round = 0; round < 20; round++) {
		await Promise.all(
			Array.from({ length: atOnce }, async () => {
				const began = performance.now()
				await (await fetch(`${service.url}/livez`)).text()
				times.push(performance.now() - began)
			}),
		)
	}
	return times.sort((one, other) => one - other)[times.length >> 1] ?? 0
}

/** Posts them a few at a time; tells statuses and how long each took. */
async function postAll(
	all: readonly (string | Buffer)[],
): Promise<{ statuses: Map<number, number>; median: number; worst: string }> {
	const statuses = new Map<number, number>()
	const times: number[] = []
	let worst = ''
	for (let from = 0; from < all.length; from += atOnce) {
		await Promise.all(
			all.slice(from, from + atOnce).map(async (body) => {
				const began = performance.now()
				const { status } = await post(port, body)
				times.push(performance.now() - began)
				statuses.set(status, (statuses.get(status) ?? 0) + 1)
				if (status >= 500 && status !== 501) worst = `${status} for ${body.toString().slice(0, 2_000)}`
			}),
		)
	}
	return { statuses, worst, median: times.sort((one, other) => one - other)[times.length >> 1] ?? 0 }
}

const nasty = fc.oneof(
	fc.constantFrom(
		'',
		'\u0000',
		'\ud800',
		'__proto__',
		'${title}',
		'../../directory',
		'x'.repeat(5_000),
		'digicheck:buergerservice:2026-H2',
		'29:x',
		'\u202e',
	),
	fc.constantFrom(0, -1, 1e308, null, true, [], {}, [[]], { toString: 'x' }),
	fc.jsonValue(),
)

/**
 * Left as they are: where the answer goes (a message that cannot be answered there is a 503 on purpose, Teams delivers
 * it again), and the channel (on another one than Teams everybody is the guest of the local town, on purpose too).
 */
const untouched = ['conversation', 'conversation.id', 'serviceUrl', 'channelId']

/** A sound activity with one or several of its parts exchanged for something else, at any depth. */
function broken(sound: JsonObject): fc.Arbitrary<string> {
	const paths = pathsIn(sound).filter((path) => !untouched.includes(path.join('.')))
	const changes = fc.array(fc.tuple(fc.constantFrom(...paths), nasty), { minLength: 1, maxLength: 4 })
	return changes.map((list) => {
		const copy = structuredClone(sound)
		for (const [path, value] of list) put(copy, path, structuredClone(value))
		return JSON.stringify(copy)
	})
}

function pathsIn(node: unknown, path: readonly string[] = []): (readonly string[])[] {
	if (typeof node !== 'object' || node === null) return [path]
	return [
		...(path.length > 0 ? [path] : []),
		...Object.entries(node).flatMap(([key, value]) => pathsIn(value, [...path, key])),
	]
}

function put(target: unknown, [key, ...rest]: readonly string[], value: unknown): void {
	if (typeof target !== 'object' || target === null || key === undefined) return
	const node = target as Record<string, unknown>
	if (rest.length === 0) node[key] = value
	else put(node[key], rest, value)
}

const samples = <Value>(arbitrary: fc.Arbitrary<Value>, count: number, seed: number) =>
	fc.sample(arbitrary, { numRuns: count, seed })
const noise = fc.oneof(
	fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
	fc.string({ unit: 'binary', maxLength: 400 }),
	fc.json({ maxDepth: 6 }),
	fc.integer({ min: 0, max: 60_000 }).map((depth) => '{"a":['.repeat(depth).slice(0, 250_000)),
	fc.json().map((text) => text.slice(0, -1)),
)

test(`${bodies} bodies that no client sends: no crash, no 5xx, nothing stored, soon answered`, async () => {
	await relayed()
	const before = await stored()
	const prototype = Object.getOwnPropertyNames(Object.prototype).join()
	const { conversation } = service.activityOf('p02', {})
	const stranger = service.activityOf('p02', {
		type: 'message',
		text: 'DigiCheck',
		textFormat: 'plain',
		replyToId: '1',
		from: { id: '29:x', name: 'X', role: 'user', aadObjectId: '5e0c1a52-0000-4b1f-9a60-0e5c4e7d9999' },
		recipient: { id: '28:bot', name: 'DigiCheck', role: 'bot', aadObjectId: '' },
		conversation: { ...(conversation as JsonObject), name: 'Chat', isGroup: false },
		entities: [{ type: 'clientInfo', locale: 'de-DE' }],
		membersAdded: [{ id: '28:bot' }],
	})
	const pressed = {
		...stranger,
		type: 'invoke',
		name: 'adaptiveCard/action',
		value: { action: { type: 'Action.Execute', verb: 'start', data: { v: 'start' } } },
	}
	const all = [
		...samples(noise, bodies / 2, 1),
		...samples(broken(pressed), bodies / 4, 2),
		...samples(broken(stranger), bodies / 4, 3),
	]
	const { statuses, median, worst } = await postAll(all)
	expect(worst).toBe('')
	expect([...statuses.keys()].sort()).toEqual([200, 400, 501])
	expect(median).toBeLessThan(Math.max(slowest, 10 * (await plainMedian())))
	expect(await stored()).toBe(before)
	expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototype)
	expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
}, 600_000)

test('forged buttons of somebody we know never get a 5xx, and make no document that was not there', async () => {
	const s = 'digicheck:buergerservice:2026-H2'
	const buttons: readonly JsonObject[] = [
		{ v: 'answer', s, p: 'staffing', q: 'A2,A2b', r: 'abc', i0: '4', i1: '0' },
		{ v: 'item-rename', s, q: 'A1', r: 'abc', item: 'own-1', name: 'x' },
		{ v: 'own', s, key: 'A2', owner: 'p01' },
		{ v: 'open', s, page: 'staffing' },
		{ v: 'review', s, section: 'service@own-1' },
		{ v: 'result', s, part: 'measures' },
		{ v: 'items', s, q: 'A2' },
		{ v: 'refresh', s, p: 'contact' },
	]
	const counted = async () => (await service.store.data.find({ limit: 1_000 })).length
	const before = await counted()
	const forged = buttons.flatMap((data, at) =>
		samples(broken({ action: { verb: data.v ?? '', data } }), bodies / 40, at).map((value) =>
			JSON.stringify(
				service.activityOf('p02', {
					type: 'invoke',
					name: 'adaptiveCard/action',
					value: JSON.parse(value) as JsonObject,
				}),
			),
		),
	)
	const { statuses, worst, median } = await postAll(forged)
	expect(worst).toBe('')
	expect([...statuses.keys()].filter((status) => ![200, 400].includes(status))).toEqual([])
	expect(median).toBeLessThan(Math.max(slowest, 10 * (await plainMedian())))
	expect(await counted()).toBe(before)
}, 600_000)
