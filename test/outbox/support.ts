import type { Milestone } from '../../src/domain/channels/milestone'
import { newSession, type Session } from '../../src/domain/digicheck/session'
import type { Directory, Person } from '../../src/domain/directory/directory'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { createDispatcher } from '../../src/outbox/lanes/dispatcher'
import type { DispatcherParts } from '../../src/outbox/lanes/lanes-at-work'
import type { Report } from '../../src/outbox/posting/send-entry'
import type { Clock } from '../../src/outbox/shared/clock'
import { entryDocument, type OutboxEntry, type Post, type State } from '../../src/outbox/stored/entry'
import { touchLane } from '../../src/outbox/stored/lane-lease'
import type { PostOutcome } from '../../src/outbox/stored/outcome'
import type { Store } from '../../src/store/store'

/** A clock that only moves when it is told to; whatever was to run later runs when its time has come. */
export function clockAt(iso: string) {
	const began = Date.parse(iso)
	let ms = began
	const timers = new Set<{ readonly at: number; readonly run: () => void }>()
	const advance = (by: number) => {
		const until = ms + by
		for (;;) {
			const [next] = [...timers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)
			if (!next) break
			timers.delete(next)
			ms = Math.max(ms, next.at)
			next.run()
		}
		ms = until
	}
	const clock: Clock = {
		now: () => new Date(ms),
		steadyMs: () => ms - began,
		after: (inMs, run) => {
			const timer = { at: ms + inMs, run }
			timers.add(timer)
			return () => timers.delete(timer)
		},
	}
	return {
		...clock,
		iso: () => new Date(ms).toISOString(),
		advance,
		/** Lets time pass in small steps until something is done, for whatever waits within. */
		through: async <Result>(done: Promise<Result>, stepMs = 100): Promise<Result> => {
			let over = false
			const ended = done.finally(() => {
				over = true
			})
			ended.catch(() => undefined)
			while (!over) {
				for (let turn = 0; turn < 20 && !over; turn++) await new Promise((resolve) => setImmediate(resolve))
				if (!over) advance(stepMs)
			}
			return ended
		},
	}
}

export type TestClock = ReturnType<typeof clockAt>

export const town = 'eschenwerder'
export const tenant = 'tenant-of-eschenwerder'
export const lead: Person = { id: 'p02', name: 'Lead', language: 'de', roles: ['staff', 'projectLead'] }

/** Every town has its own tenant unless it is said otherwise, and one project lead. */
export function directory(townId = town, entraTenantId = `tenant-of-${townId}`): Directory {
	return {
		town: { id: townId, name: townId, entraTenantId, round: '2026-H2' as HalfYear },
		departments: [],
		positions: [],
		people: [lead],
	}
}

export const directoryOf = async (townId: string): Promise<Directory> => directory(townId)

export function notice(key: string, personId = 'p05') {
	return { key, kind: 'digicheck-handed-in' as const, to: { personId }, sessionId: 'digicheck:standesamt:2026-H2' }
}

export const milestone: Milestone = {
	what: 'digicheck-started',
	departmentId: 'standesamt',
	round: '2026-H2' as HalfYear,
}
export const subject = { about: 'digicheck', departmentId: 'standesamt', round: '2026-H2' as HalfYear } as const

export function channelNotice(key: string, channelsOf: readonly string[] = ['standesamt']) {
	return { key, kind: 'milestone' as const, to: { channelsOf }, milestone }
}

export function waitingSession(...keys: string[]): Session {
	return { ...newSession(town, 'standesamt', '2026-H2' as HalfYear, '1'), pending: keys.map((key) => notice(key)) }
}

/** A message to a person, or to a channel if its name begins with `19:`. */
export function entryFor(key: string, to = 'p05', townId = town): OutboxEntry {
	const fresh = { townId, tenantId: `tenant-of-${townId}`, attempts: 0 }
	return to.startsWith('19:')
		? { ...fresh, to: { channelId: to }, work: channelNotice(key) }
		: { ...fresh, to: { personId: to }, work: notice(key, to) }
}

export function redrawFor(channelId: string): OutboxEntry {
	return { townId: town, tenantId: tenant, to: { channelId }, work: { kind: 'redraw', subject }, attempts: 0 }
}

export async function put(store: Store, entry: OutboxEntry, dueAt: string, state: State = 'ready'): Promise<void> {
	await store.outbox.create(entryDocument(entry, state, dueAt))
	await touchLane(store, entry.tenantId, dueAt)
}

export async function putIn(store: Store, key: string, dueAt: string, to?: string, townId?: string): Promise<void> {
	await put(store, entryFor(key, to, townId), dueAt)
}

export function keyOf(entry: OutboxEntry): string {
	return entry.work.kind === 'redraw' ? 'redraw' : entry.work.key
}

/** Every entry of the outbox: its key, its state and what it remembers. */
export async function entries(store: Store) {
	const found = await store.outbox.find({ limit: 10_000 })
	return found
		.filter(({ document }) => document.partition !== '@lanes')
		.map(({ document }) => {
			const { work, ...rest } = document.body as OutboxEntry
			return {
				key: work.kind === 'redraw' ? 'redraw' : work.key,
				kind: work.kind,
				state: document.state,
				dueAt: document.dueAt,
				...rest,
			}
		})
}

export async function statesIn(store: Store): Promise<Record<string, string | undefined>> {
	return Object.fromEntries((await entries(store)).map(({ key, state }) => [key, state]))
}

/** Plays Teams: keeps what was posted and answers in this order, from then on with the last. */
export function playedTeams(...outcomes: PostOutcome[]) {
	const posted: string[] = []
	const post: Post = async (entry) => {
		posted.push(keyOf(entry))
		return outcomes[Math.min(posted.length, outcomes.length) - 1] ?? { kind: 'sent' }
	}
	return { post, posted }
}

/** One instance, with a pace that never waits. */
export function dispatcherFor(store: Store, post: Post, clock: Clock, change: Partial<DispatcherParts> = {}) {
	const reports: Report[] = []
	const pace = { take: () => 0, left: () => undefined, throttled: () => undefined }
	const dispatcher = createDispatcher({
		store,
		post,
		clock,
		owner: 'one',
		directoryOf,
		createPace: () => pace,
		report: (report) => void reports.push(report),
		...change,
	})
	return { ...dispatcher, reports }
}

/** A store whose process dies at its `at`-th write: that write and everything after it never happens. */
export function dyingAt(store: Store, at: number): Store {
	let writes = 0
	const alive = <Result>(write: () => Promise<Result>): Promise<Result> =>
		++writes >= at ? Promise.reject(new Error('the process died')) : write()
	const mortal = (collection: Store['data']): Store['data'] => ({
		...collection,
		create: (document) => alive(() => collection.create(document)),
		replace: (document, etag) => alive(() => collection.replace(document, etag)),
		remove: (partition, id) => alive(() => collection.remove(partition, id)),
	})
	return { ...store, data: mortal(store.data), outbox: mortal(store.outbox) }
}
