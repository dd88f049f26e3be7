import { newSession, type Session } from '../../src/domain/questionnaire/session'
import type { HalfYear } from '../../src/domain/shared/half-year'
import type { Post } from '../../src/outbox/dispatch'
import type { Outcome } from '../../src/outbox/entry'
import { type Entry, entryDocument, shard } from '../../src/outbox/relay'
import type { Store } from '../../src/store/store'

/** A clock that only moves when it is told to. */
export function clockAt(iso: string) {
	let ms = Date.parse(iso)
	const advance = (by: number) => {
		ms += by
	}
	return { now: () => new Date(ms), iso: () => new Date(ms).toISOString(), advance }
}

export const town = 'eschenwerder'

export function notice(key: string, personId = 'p05') {
	return { key, kind: 'digicheck-handed-in' as const, to: { personId }, sessionId: 'digicheck:standesamt:2026-H2' }
}

export function waitingSession(...keys: string[]): Session {
	return { ...newSession(town, 'standesamt', '2026-H2' as HalfYear, '1'), pending: keys.map((key) => notice(key)) }
}

export async function putIn(store: Store, key: string, dueAt: string, personId?: string): Promise<void> {
	await store.outbox.create(entryDocument({ townId: town, notice: notice(key, personId), attempts: 0 }, 'ready', dueAt))
}

/** Every entry of the outbox: its key, its state and what it remembers. */
export async function entries(store: Store) {
	const found = await store.outbox.find({ partition: shard, limit: 1_000 })
	return found.map(({ document }) => {
		const { notice, ...rest } = document.body as Entry
		return { key: notice.key, state: document.state, dueAt: document.dueAt, ...rest }
	})
}

export async function statesIn(store: Store): Promise<Record<string, string | undefined>> {
	return Object.fromEntries((await entries(store)).map(({ key, state }) => [key, state]))
}

/** Plays Teams: keeps what was posted and answers in this order, from then on with the last. */
export function playedTeams(...outcomes: Outcome[]) {
	const posted: string[] = []
	const post: Post = async (_town, { key }) => {
		posted.push(key)
		return outcomes[Math.min(posted.length, outcomes.length) - 1] ?? { kind: 'sent' }
	}
	return { post, posted }
}

/** A store whose process dies at its `at`-th write: that write and everything after it never happens. */
export function dyingAt(store: Store, at: number): Store {
	let writes = 0
	const alive = <Result>(write: () => Promise<Result>): Promise<Result> => (++writes >= at ? Promise.reject(new Error('the process died')) : write())
	const mortal = (collection: Store['data']): Store['data'] => ({
		...collection,
		create: (document) => alive(() => collection.create(document)),
		replace: (document, etag) => alive(() => collection.replace(document, etag)),
		remove: (partition, id) => alive(() => collection.remove(partition, id)),
	})
	return { ...store, data: mortal(store.data), outbox: mortal(store.outbox) }
}
