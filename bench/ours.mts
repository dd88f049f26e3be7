/**
 * Our service as production runs it: authentication on, dist/, one process. Puts invented towns into its store and can
 * put them back to the start.
 */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { answerParent, settings } from './child.mts'
import { peopleOf } from './people.mts'

const require = createRequire(import.meta.url)
const load = <Room,>(room: string) => require(`../dist/${room}.js`) as Room
const { createService } = load<typeof import('../src/service.ts')>('service')
const { openCosmos } = load<typeof import('../src/store/cosmos.ts')>('store/cosmos')
const { openSqlite } = load<typeof import('../src/store/sqlite.ts')>('store/sqlite')
const { documentOf } = load<typeof import('../src/store/documents.ts')>('store/documents')
const { newSession, sessionId } = load<typeof import('../src/domain/digicheck/session.ts')>('domain/digicheck/session')
const { noticeVersion } = load<typeof import('../src/domain/digicheck/decide-session.ts')>(
	'domain/digicheck/decide-session',
)
const { importTown } = load<typeof import('../src/flows/directory/import-town.ts')>('flows/directory/import-town')
const { catalogueFolder, loadCatalogues } = load<typeof import('../src/content/load.ts')>('content/load')
const { serve } = load<typeof import('../src/http/server.ts')>('http/server')
const { createLog } = load<typeof import('../src/log.ts')>('log')
const { createTeams } = load<typeof import('../src/teams/create-teams.ts')>('teams/create-teams')

interface Settings {
	readonly endpoint?: string
	readonly file?: string
	readonly database: string
	readonly catalogue: 'three' | 'shipped'
	readonly people: number
	readonly app: { readonly id: string; readonly metadataUrl: string }
}
const { endpoint, file, database, catalogue, people: count, app } = settings() as unknown as Settings

const store = endpoint
	? await openCosmos({ endpoint, database, key: Buffer.from('bench').toString('base64'), createContainers: true })
	: openSqlite(String(file))
const catalogues = loadCatalogues(
	catalogue === 'three' ? fileURLToPath(new URL('./catalogue', import.meta.url)) : catalogueFolder,
)
const logger = createLog('warn')
const people = peopleOf(count)
const round = '2026-H2' as never
/** The area with the most services to suggest, so that a visit can choose six. */
const suggested = (area: string) => catalogues.latest.services.filter((one) => one.areas.includes(area)).length
const area =
	catalogues.latest.areas.map(({ id }) => id).sort((one, other) => suggested(other) - suggested(one))[0] ?? ''

for (const townId of new Set(people.map((person) => person.townId))) {
	const own = people.filter((person) => person.townId === townId)
	await importTown(
		store,
		{
			town: { id: townId, name: `Stadt ${townId}`, entraTenantId: own[0]?.tenantId ?? '', round },
			departments: own.map(({ departmentId }) => ({ id: departmentId, name: `Fachbereich ${departmentId}`, area })),
			positions: [],
			people: own.map(({ id, objectId, departmentId }) => ({
				id,
				name: `Mensch ${id}`,
				entraObjectId: objectId,
				language: 'de',
				roles: ['staff'],
				departmentId,
			})),
		} as never,
		{ keepRound: true },
	)
}

/** Everybody has read the notice and answered nothing. */
async function reset(): Promise<void> {
	const wanted = [...people]
	const one = async () => {
		for (let person = wanted.pop(); person; person = wanted.pop()) {
			const session = newSession(person.townId, person.departmentId, round, catalogues.latest.version)
			const document = documentOf({ ...session, people: { [person.id]: { notice: noticeVersion, plannedSeconds: 0 } } })
			const stored = await store.data.read(person.townId, sessionId(person.departmentId, round))
			await (stored ? store.data.replace(document, stored.etag) : store.data.create(document))
		}
	}
	await Promise.all(Array.from({ length: endpoint ? 16 : 500 }, one))
}
await reset()

/** How many answers the store really holds. */
async function answersStored(): Promise<{ answers: number }> {
	let answers = 0
	for (const person of people) {
		const stored = await store.data.read(person.townId, sessionId(person.departmentId, round))
		answers += Object.keys((stored?.document.body as { answers?: object } | undefined)?.answers ?? {}).length
	}
	return { answers }
}

const service = createService(store, Date.now, logger, { catalogues })
const teams = createTeams({
	app: {
		id: app.id,
		tenantId: '',
		credential: { kind: 'token', token: async () => 'bench' },
		issuer: { name: 'https://api.botframework.com', metadataUrl: app.metadataUrl },
	},
	allowedHosts: ['127.0.0.1'],
	nowMs: Date.now,
	logger,
	conversation: service.conversation,
})
const server = await serve(
	{ receive: teams.receive, ready: () => store.ready() },
	{ port: 0, host: '127.0.0.1' },
	logger,
)
service.start(teams.outbound)
answerParent({ port: server.port }, { reset, answersStored })
