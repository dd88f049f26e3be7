/**
 * Sends as our service does: entries lie in the outbox (SQLite, synchronous=FULL), the bell rings, lanes are leased,
 * each entry is claimed, drawn, posted, settled.
 */
import { createRequire } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import type { TeamsLimits } from '../test/support/limited-connector.ts'
import { answerParent, settings } from './child.mts'

const require = createRequire(import.meta.url)
const load = <Room,>(room: string) => require(`../dist/${room}.js`) as Room
const { createService } = load<typeof import('../src/service.ts')>('service')
const { openSqlite } = load<typeof import('../src/store/sqlite.ts')>('store/sqlite')
const { documentOf } = load<typeof import('../src/store/documents.ts')>('store/documents')
const { newSession, sessionId } = load<typeof import('../src/domain/digicheck/session.ts')>('domain/digicheck/session')
const { importTown } = load<typeof import('../src/flows/directory/import-town.ts')>('flows/directory/import-town')
const { writeReach } = load<typeof import('../src/flows/directory/recognise.ts')>('flows/directory/recognise')
const { catalogueFolder, loadCatalogues } = load<typeof import('../src/content/load.ts')>('content/load')
const { createDispatcher } = load<typeof import('../src/outbox/lanes/dispatcher.ts')>('outbox/lanes/dispatcher')
const { inProcessDoorbell } = load<typeof import('../src/outbox/doorbell/doorbell.ts')>('outbox/doorbell/doorbell')
const { entryDocument } = load<typeof import('../src/outbox/stored/entry.ts')>('outbox/stored/entry')
const { touchLane } = load<typeof import('../src/outbox/stored/lane-lease.ts')>('outbox/stored/lane-lease')
const { createPace, teamsLimits } = load<typeof import('../src/outbox/lanes/pace.ts')>('outbox/lanes/pace')
const { createLog } = load<typeof import('../src/log.ts')>('log')
const { createOutbound } = load<typeof import('../src/teams/create-teams.ts')>('teams/create-teams')

const { serviceUrl, limits, file } = settings() as unknown as { serviceUrl: string; limits: TeamsLimits; file: string }
const urlOf = (tenant: string) => serviceUrl.replace('TENANT', tenant)
const store = openSqlite(file)
const logger = createLog('error')
const catalogues = loadCatalogues(catalogueFolder)
const round = '2026-H2' as never
const ours = { ...teamsLimits, app: limits.tenant, conversation: limits.conversation }
const teams = createOutbound({ allowedHosts: ['127.0.0.1'], nowMs: Date.now })
const iso = () => new Date().toISOString()
/** A card of about 2 KB. */
const text2000 = 'example '.repeat(240)

let usedBefore = process.cpuUsage()
/** The moment from which time and CPU count. */
function begin(): number {
	usedBefore = process.cpuUsage()
	return performance.timeOrigin + performance.now()
}

/** Their writes share commits. */
async function manyAtOnce<One>(all: readonly One[], work: (one: One) => Promise<unknown>): Promise<void> {
	for (let from = 0; from < all.length; from += 500) await Promise.all(all.slice(from, from + 500).map(work))
}

/** Towns of at most a thousand people in one tenant; everybody has a chat with the bot. */
async function people(
	tenant: string,
	count: number,
): Promise<readonly { townId: string; personId: string; sessionId: string }[]> {
	const all = []
	for (let town = 0; town * 1_000 < count; town++) {
		const townId = `${tenant}-${town}`
		const ids = Array.from({ length: Math.min(1_000, count - town * 1_000) }, (_, at) => `p${at}`)
		const departments = Array.from({ length: 10 }, (_, at) => ({
			id: `d${at}`,
			name: `Fachbereich ${at}`,
			area: catalogues.latest.areas[0]?.id ?? '',
		}))
		const directory = {
			town: { id: townId, name: townId, entraTenantId: tenant, round },
			departments,
			positions: [],
			people: ids.map((id, at) => ({
				id,
				name: `Mensch ${id}`,
				language: 'de',
				roles: ['staff'],
				departmentId: `d${at % 10}`,
			})),
		} as never
		await importTown(store, directory, { keepRound: true })
		for (const { id } of departments)
			await store.data.create(documentOf(newSession(townId, id, round, catalogues.latest.version)))
		await manyAtOnce(ids, async (personId) => {
			const reach = {
				tenantId: tenant,
				conversationId: `a:${townId}-${personId}`,
				serviceUrl: urlOf(tenant),
				userId: `29:${personId}`,
			}
			await writeReach(store, directory, personId, reach)
		})
		all.push(...ids.map((personId, at) => ({ townId, personId, sessionId: sessionId(`d${at % 10}`, round) })))
	}
	return all
}

/** One entry for each person, not yet announced. */
async function layDown(tenant: string, key: string, to: Awaited<ReturnType<typeof people>>): Promise<void> {
	await manyAtOnce(to, async ({ townId, personId, sessionId }) => {
		const work = { key: `${key} ${personId}`, kind: 'digicheck-handed-in' as const, to: { personId }, sessionId }
		await store.outbox.create(
			entryDocument({ townId, tenantId: tenant, to: { personId }, work, attempts: 0 }, 'ready', iso()),
		)
	})
}

async function emptied(tenant: string): Promise<void> {
	for (;;) {
		await wait(500)
		const open = await Promise.all(
			['ready', 'delayed', 'sending'].map((state) =>
				store.outbox.find({ partition: tenant, state, dueUpTo: '9999', limit: 1 }),
			),
		)
		if (open.flat().length === 0) return
	}
}

async function toChats(tenant: string, count: number): Promise<number> {
	const doorbell = inProcessDoorbell()
	const service = createService(store, Date.now, logger, { catalogues, doorbell, createPace: () => createPace(ours) })
	await layDown(tenant, 'broadcast', await people(tenant, count))
	service.start(teams)
	await touchLane(store, tenant, iso())
	const startedAt = begin()
	await doorbell.ring(tenant)
	await emptied(tenant)
	await service.stop()
	return startedAt
}

/** Through the dispatcher and the connector client; only the card is not drawn by the service. */
async function toChannels(tenant: string, perChannel: readonly number[]): Promise<number> {
	const dispatcher = createDispatcher({
		store,
		post: async ({ to, work }) => {
			const name = 'key' in work ? work.key : ''
			const card = {
				type: 'AdaptiveCard',
				version: '1.5',
				speak: name,
				body: [{ type: 'TextBlock', text: text2000, wrap: true }],
			}
			return teams.toChannel(
				{ id: 'channelId' in to ? to.channelId : '', serviceUrl: urlOf(tenant), tenantId: tenant },
				card as never,
			)
		},
		clock: {
			now: () => new Date(),
			steadyMs: () => performance.now(),
			after: (ms, run) => clearTimeout.bind(undefined, setTimeout(run, ms)),
		},
		owner: 'bench',
		directoryOf: async () => undefined,
		createPace: () => createPace(ours),
		report: (report) => logger.error(report),
	})
	const milestone = { what: 'digicheck-started' as const, departmentId: 'd0', round }
	const posts = Array.from({ length: Math.max(...perChannel) }, (_, at) =>
		perChannel.flatMap((count, channel) => (at < count ? [{ channel, at }] : [])),
	).flat()
	await manyAtOnce(posts, ({ channel, at }) => {
		const work = { key: `${channel} ${at}`, kind: 'milestone' as const, to: { channelsOf: ['d0'] }, milestone }
		const to = { channelId: `19:${channel}@thread` }
		return store.outbox.create(
			entryDocument({ townId: tenant, tenantId: tenant, to, work, attempts: 0 } as never, 'ready', iso()),
		)
	})
	await touchLane(store, tenant, iso())
	const startedAt = begin()
	dispatcher.heard(tenant)
	await emptied(tenant)
	await dispatcher.stop()
	return startedAt
}

/**
 * A message every `everyMs` to a person in one tenant, while another has a thousand waiting; when each was laid down,
 * by its chat.
 */
async function beside(
	tenant: string,
	waiting: { readonly tenant: string; readonly count: number } | undefined,
	count: number,
	everyMs: number,
) {
	const doorbell = inProcessDoorbell()
	const service = createService(store, Date.now, logger, { catalogues, doorbell, createPace: () => createPace(ours) })
	const healthy = await people(tenant, count)
	const announce = async (lane: string) => {
		await touchLane(store, lane, iso())
		await doorbell.ring(lane)
	}
	if (waiting) await layDown(waiting.tenant, 'beside', await people(waiting.tenant, waiting.count))
	service.start(teams)
	if (waiting) await announce(waiting.tenant)
	await wait(1_000)
	const laidAt: Record<string, number> = {}
	for (const person of healthy) {
		laidAt[`a:${person.townId}-${person.personId}`] = performance.timeOrigin + performance.now()
		await layDown(tenant, 'beside', [person])
		await announce(tenant)
		await wait(everyMs)
	}
	await emptied(tenant)
	await service.stop()
	return laidAt
}

answerParent(
	{},
	{
		send: async ({ tenant, perConversation }) => {
			const counts = perConversation as readonly number[]
			const startedAt = counts.every((count) => count === 1)
				? await toChats(String(tenant), counts.length)
				: await toChannels(String(tenant), counts)
			const { user, system } = process.cpuUsage(usedBefore)
			return { startedAt, sendingMicros: user + system }
		},
		beside: async ({ tenant, waiting, count, everyMs }) => ({
			laidAt: await beside(
				String(tenant),
				waiting as { tenant: string; count: number } | undefined,
				Number(count),
				Number(everyMs),
			),
		}),
	},
)
