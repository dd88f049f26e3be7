import { workingCalendar } from '../../src/content/holidays'
import type { Directory, Person } from '../../src/domain/directory/directory'
import type { PersonalNotice } from '../../src/domain/notices/notice'
import type { ReminderFacts } from '../../src/domain/reminders/rules'
import { localDate, localTime } from '../../src/domain/shared/calendar'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { relay } from '../../src/outbox/intake/relay'
import { createScheduler } from '../../src/outbox/schedule/scheduler'
import {
	heartbeatId,
	operationsPartition,
	type ScheduleTools,
	scheduleMemory,
	tick,
} from '../../src/outbox/schedule/tick'
import type { OutboxEntry } from '../../src/outbox/stored/entry'
import { lanesPartition } from '../../src/outbox/stored/lane-lease'
import { firstLedger, ledgerFrom, ledgerId } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import { type Store, StoreUnavailable } from '../../src/store/store'
import { counting } from '../flows/support/counting'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import { randomFrom } from '../support/random'

/** The tick over real stores: who decides, how often, and what is said when it did not. */
const people: readonly Person[] = [
	{ id: 'lead', name: 'Lead', language: 'de', roles: ['projectLead'] },
	{ id: 'admin', name: 'Admin', language: 'de', roles: ['administrator'] },
]
const minute = 60_000
/** The preparation of 2027-H1 is due on this Friday at nine. */
const slot = Date.parse('2026-11-06T08:00:00Z')
const friday = 'reminder:lead:2026-11-06'

const factsOf = async (): Promise<ReminderFacts> => ({
	first: '2026-H2' as HalfYear,
	length: 14,
	commitments: [],
	people,
	positions: [],
	calendar: workingCalendar('NW', 2026),
})

/** Every town lives in a tenant of its own. */
const relaying = (store: Store) => ({
	store,
	directoryOf: async (townId: string): Promise<Directory> => ({
		town: { id: townId, name: townId, entraTenantId: `tenant of ${townId}`, round: '2026-H2' as HalfYear },
		departments: [],
		positions: [],
		people,
	}),
	ring: () => undefined,
})

/** One service with a clock that the test moves; `stood` moves time without the process living through it. */
function service(store: Store, startMs: number, change: Partial<ScheduleTools> = {}) {
	let ms = startMs
	let steady = 0
	const faults: string[] = []
	const tools: ScheduleTools = {
		store,
		towns: async () => [],
		factsOf,
		now: () => new Date(ms),
		steadyMs: () => steady,
		random: randomFrom(7),
		relay: (townId, documentId, nowIso) => relay(relaying(store), townId, documentId, nowIso),
		failed: (fault, townId) => void faults.push(`${townId ?? 'all'}: ${(fault as Error).message}`),
		...change,
	}
	const scheduler = createScheduler(tools)
	return {
		scheduler,
		faults,
		tools,
		/** Time goes by and nothing happens. */
		pass: (by: number) => {
			ms += by
			steady += by
		},
		/** Somebody sets the clock. */
		setClock: (by: number) => {
			ms += by
		},
		/** Ticks every minute up to this instant. */
		runTo: async (untilMs: number) => {
			while (ms + minute <= untilMs) {
				ms += minute
				steady += minute
				await scheduler.tick()
				scheduler.watch()
			}
		},
	}
}

async function documentsIn(store: Store) {
	return (await store.outbox.find({ limit: 100_000 }))
		.map(({ document }) => document)
		.filter(({ partition }) => partition !== lanesPartition)
}

async function entriesIn(store: Store): Promise<OutboxEntry[]> {
	return (await documentsIn(store)).map((document) => document.body as OutboxEntry)
}

async function noticesIn(store: Store): Promise<PersonalNotice[]> {
	return (await entriesIn(store)).map(({ work }) => work as PersonalNotice)
}

const keysIn = async (store: Store) => (await noticesIn(store)).map(({ key }) => key).sort()
const gapsIn = async (store: Store) =>
	(await noticesIn(store)).flatMap((notice) => (notice.kind === 'schedule-gap' ? [notice] : []))

let store: Store
beforeEach(async () => {
	store = openSqlite(':memory:')
	await store.data.create(firstLedger('auental'))
})
afterEach(() => store.close())

test('decides at nine, once, and writes a heartbeat every minute', async () => {
	const one = service(store, slot - 30 * minute)
	await one.runTo(slot - minute)
	expect(await keysIn(store)).toEqual([])
	await one.runTo(slot + 60 * minute)
	expect(await keysIn(store)).toEqual([friday])
	const beat = await store.data.read(operationsPartition, heartbeatId)
	expect(beat?.document.body).toEqual({ at: new Date(slot + 60 * minute).toISOString() })
	expect(one.scheduler.health()).toEqual({ state: 'running', ageSeconds: 0, failingSeconds: 0 })
	expect(one.faults).toEqual([])
})

test('a minute in which nothing is due costs two reads and the heartbeat', async () => {
	const one = service(store, slot - 30 * minute)
	await one.runTo(slot - 20 * minute)
	const counted = counting(store)
	const memory = { ...scheduleMemory(), everyTownHasALedger: true }
	await tick({ ...one.tools, store: counted, now: () => new Date(slot - 19 * minute) }, memory)
	expect(counted.asked.map((one) => one.replace(/ \{.*/, ''))).toEqual([
		`data.read ${heartbeatId}`,
		'data.find',
		`data.replace ${heartbeatId}`,
	])
})

test('a town that was imported before there were reminders gets its ledger with the first tick', async () => {
	const one = service(store, slot - 30 * minute, { towns: async () => ['auental', 'bergheim'] })
	await one.runTo(slot - 28 * minute)
	expect((await store.data.read('bergheim', ledgerId))?.document.dueAt).toBe(new Date(slot).toISOString())
})

describe('many services', () => {
	const full = process.env.TEST_SIZE === 'full'
	const towns = full ? 5_000 : 250

	test.each([inMemory, ...(full ? [] : [emulated])])(
		`8 services and ${towns} overdue towns over $name: one notice each, few conflicts`,
		async ({ open }) => {
			const opened: Opened = await open()
			const names = Array.from({ length: towns }, (_, at) => `town-${at}`)
			for (const name of names) await opened.store.data.create(firstLedger(name))
			// Each town is asked once before, so that what is due now is not its beginning.
			await tick(service(opened.store, slot - 60 * minute).tools, { ...scheduleMemory(), everyTownHasALedger: true })
			const services = Array.from({ length: 8 }, (_, at) =>
				service(opened.store, slot + minute, { random: randomFrom(at + 1) }),
			)
			const ticked = await Promise.all(
				services.map(({ tools }) => tick(tools, { ...scheduleMemory(), everyTownHasALedger: true, lastGoodMs: 0 })),
			)
			const decided = ticked.reduce((sum, one) => sum + one.decided, 0)
			const conflicts = ticked.reduce((sum, one) => sum + one.conflicts, 0)
			process.stderr.write(
				`${towns} towns, 8 services: ${conflicts} conflicts (${((100 * conflicts) / (decided + conflicts)).toFixed(1)} %)\n`,
			)
			expect(decided).toBe(towns)
			expect(conflicts / (decided + conflicts)).toBeLessThan(0.2)
			const found = await documentsIn(opened.store)
			expect(found.map(({ id }) => id).sort()).toEqual(names.map((name) => `${name}:${friday}`).sort())
			expect(services.flatMap(({ faults }) => faults)).toEqual([])
			await opened.stop()
		},
	)
})

describe('a schedule that stood still', () => {
	test('over a weekend and a day: what is late goes out, and whoever looks after it is told once', async () => {
		const before = service(store, slot - 30 * minute)
		await before.runTo(slot - 20 * minute)
		// The process ends; another begins on Monday at eleven.
		const after = service(store, slot + (3 * 24 + 2) * 60 * minute)
		await after.runTo(slot + (3 * 24 + 2) * 60 * minute + 30 * minute)
		expect((await keysIn(store)).filter((key) => key.startsWith('reminder'))).toEqual(['reminder:lead:2026-11-09'])
		const [gap, ...more] = await gapsIn(store)
		expect(more).toEqual([])
		expect(gap).toMatchObject({
			to: { personId: 'admin' },
			times: 1,
			caughtUp: 1,
			missed: [],
			from: new Date(slot - 20 * minute).toISOString(),
		})
		expect(gap?.until).toBe(new Date(slot + (3 * 24 + 2) * 60 * minute + minute).toISOString())
	})

	test('for longer than a week: what is too late is listed, not sent', async () => {
		await service(store, slot - 30 * minute).runTo(slot - 20 * minute)
		const after = service(store, slot + 12 * 24 * 60 * minute)
		await after.runTo(slot + 12 * 24 * 60 * minute + 5 * minute)
		expect(await gapsIn(store)).toMatchObject([
			{ caughtUp: 0, missed: [{ key: 'preparation:2027-H1:lead', dueOn: '2026-11-06' }] },
		])
		expect((await keysIn(store)).filter((key) => key.startsWith('reminder'))).toEqual([])
	})

	test('at night: told in the morning, once, however often', async () => {
		const evening = Date.parse('2026-11-03T20:00:00Z')
		await service(store, evening).runTo(evening + 10 * minute)
		for (let time = 1; time <= 3; time++)
			await service(store, evening + time * 60 * minute).runTo(evening + time * 60 * minute + 20 * minute)
		expect(await gapsIn(store)).toEqual([])
		const last = service(store, evening + 3 * 60 * minute + 20 * minute)
		await last.runTo(Date.parse('2026-11-04T10:00:00Z'))
		const [gap, ...more] = await gapsIn(store)
		expect(more).toEqual([])
		expect(gap).toMatchObject({ times: 3, caughtUp: 0, missed: [] })
	})

	test('for nine minutes, as with an update: nobody is bothered', async () => {
		await service(store, slot + 60 * minute).runTo(slot + 70 * minute)
		await service(store, slot + 79 * minute).runTo(slot + 120 * minute)
		expect(await gapsIn(store)).toEqual([])
	})

	test('for one of two services: the other one was there', async () => {
		const one = service(store, slot + 60 * minute)
		await one.runTo(slot + 61 * minute)
		await service(store, slot + 60 * minute).runTo(slot + 160 * minute)
		one.pass(98 * minute)
		await one.runTo(slot + 170 * minute)
		expect(await gapsIn(store)).toEqual([])
	})

	test('leads are told where nobody looks after the service', async () => {
		const change = { factsOf: async () => ({ ...(await factsOf()), people: people.filter(({ id }) => id === 'lead') }) }
		await service(store, slot + 60 * minute, change).runTo(slot + 63 * minute)
		await service(store, slot + 120 * minute, change).runTo(slot + 125 * minute)
		expect(await gapsIn(store)).toMatchObject([{ to: { personId: 'lead' } }])
	})
})

describe('a clock that somebody sets', () => {
	test.each([
		['an hour back', -60 * minute],
		['an hour ahead', 60 * minute],
		['a day back', -24 * 60 * minute],
		['a day ahead', 24 * 60 * minute],
		['a year ahead', 365 * 24 * 60 * minute],
	])('%s and right again: nothing twice, nothing at night, no alarm', async (_what, by) => {
		const one = service(store, slot - 30 * minute)
		await one.runTo(slot - 10 * minute)
		one.setClock(by)
		for (let time = 0; time < 20; time++) {
			one.pass(minute)
			await one.scheduler.tick()
		}
		one.setClock(-by)
		await one.runTo(slot + 60 * minute)
		await one.runTo(Date.parse('2026-11-09T09:00:00Z'))
		const keys = (await keysIn(store)).filter((key) => key.startsWith('reminder'))
		expect(keys.length).toBeLessThanOrEqual(1)
		expect(await gapsIn(store)).toEqual([])
		expect(one.scheduler.health().state).toBe('running')
		// And its days go on.
		const stored = await store.data.read('auental', ledgerId)
		expect(stored?.document.dueAt).toBe('2026-11-10T08:00:00.000Z')
		if (Math.abs(by) <= 60 * minute) expect(keys).toHaveLength(1)
	})
})

describe('something fails', () => {
	const failing = (isFailing: () => boolean): Store => {
		const guarded =
			<Args extends readonly unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
			(...args: Args): Promise<Result> =>
				isFailing() ? Promise.reject(new StoreUnavailable('on purpose')) : work(...args)
		const { data } = store
		return {
			...store,
			data: {
				read: guarded(data.read),
				create: guarded(data.create),
				replace: guarded(data.replace),
				remove: guarded(data.remove),
				find: guarded(data.find),
			},
		}
	}

	test('the store for half an hour: it is said within ten minutes, caught up, and told once', async () => {
		let down = false
		const one = service(
			failing(() => down),
			slot - 30 * minute,
		)
		await one.runTo(slot - 5 * minute)
		down = true
		await one.runTo(slot + 5 * minute)
		expect(one.scheduler.health()).toMatchObject({ state: 'running', ageSeconds: 600 })
		await one.runTo(slot + 6 * minute)
		expect(one.scheduler.health()).toMatchObject({ state: 'standing', ageSeconds: 660 })
		await one.runTo(slot + 25 * minute)
		down = false
		await one.runTo(slot + 60 * minute)
		expect(one.scheduler.health()).toMatchObject({ state: 'running', ageSeconds: 0 })
		expect(await keysIn(store)).toEqual([friday, `schedule-gap:admin:${new Date(slot - 5 * minute).toISOString()}`])
		expect(await gapsIn(store)).toMatchObject([{ caughtUp: 1, missed: [] }])
	})

	test("one town's facts: the others get theirs, it is said, caught up and told", async () => {
		await store.data.create(firstLedger('bergheim'))
		let broken = true
		const one = service(store, slot - 30 * minute, {
			factsOf: async (...args: readonly unknown[]) =>
				broken && args[0] === 'bergheim' ? Promise.reject(new Error('no plan')) : factsOf(),
		})
		broken = false
		await one.runTo(slot - 5 * minute)
		broken = true
		await one.runTo(slot + 9 * minute)
		expect(one.scheduler.health().state).toBe('running')
		await one.runTo(slot + 11 * minute)
		expect(one.scheduler.health()).toMatchObject({ state: 'failing', ageSeconds: 0 })
		expect(JSON.stringify(one.scheduler.health())).not.toContain('bergheim')
		expect(await keysIn(store)).toEqual([friday])
		broken = false
		await one.runTo(slot + 60 * minute)
		expect(one.scheduler.health().state).toBe('running')
		const found = (await documentsIn(store)).map(({ id }) => id).sort()
		expect(found).toEqual([
			`auental:${friday}`,
			`bergheim:${friday}`,
			`bergheim:schedule-gap:admin:${new Date(slot).toISOString()}`,
		])
	})

	test('a tick that never ends is noticed by the watchdog and does not keep the next ones', async () => {
		let hanging = true
		const one = service(
			{
				...store,
				data: { ...store.data, read: (...args) => (hanging ? new Promise(() => undefined) : store.data.read(...args)) },
			},
			slot - minute,
		)
		const tried = one.scheduler.tick()
		void tried
		for (let minutes = 0; minutes < 10; minutes++) {
			one.pass(minute)
			one.scheduler.watch()
		}
		expect(one.scheduler.health().state).toBe('starting')
		hanging = false
		one.pass(minute)
		expect(one.scheduler.health().state).toBe('standing')
		one.scheduler.watch()
		expect(one.faults).toEqual(['all: a tick of the schedule did not end within ten minutes and was given up'])
		await one.runTo(slot + 15 * minute)
		expect(await keysIn(store)).toContain(friday)
		expect(one.scheduler.health().state).toBe('running')
	})

	test.each([1, 2, 3, 4])('the process dies at write %i: the next one sends each reminder once', async (at) => {
		await service(store, slot - 30 * minute).runTo(slot - 25 * minute)
		let writes = 0
		const mortal =
			<Args extends readonly unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
			(...args: Args): Promise<Result> =>
				++writes >= at ? Promise.reject(new Error('the process died')) : work(...args)
		const dying: Store = {
			...store,
			data: { ...store.data, create: mortal(store.data.create), replace: mortal(store.data.replace) },
			outbox: { ...store.outbox, create: mortal(store.outbox.create) },
		}
		await tick(service(dying, slot).tools, { ...scheduleMemory(), everyTownHasALedger: true, lastGoodMs: 0 }).catch(
			() => undefined,
		)
		const next = service(store, slot + minute)
		await next.runTo(slot + 5 * minute)
		await relay(relaying(store), 'auental', ledgerId, new Date(slot).toISOString())
		expect((await keysIn(store)).filter((key) => key.startsWith('reminder'))).toEqual([friday])
		const stored = await store.data.read('auental', ledgerId)
		expect(stored && ledgerFrom(stored.document).pending).toEqual([])
	})
})

test('what it decides by is the clock in Germany', () => {
	expect([localDate(slot), localTime(slot)]).toEqual(['2026-11-06', '09:00'])
})
