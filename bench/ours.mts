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
const { newSession, sessionId } =
	load<typeof import('../src/domain/digicheck/session.ts')>('domain/questionnaire/session')
const { noticeVersion } = load<typeof import('../src/domain/digicheck/decide-session.ts')>(
	'domain/questionnaire/decide-session',
)
const { importTown } = load<typeof import('../src/flows/directory/import-town.ts')>('flows/import-town')
const { catalogueFolder, loadCatalogues } = load<typeof import('../src/content/load.ts')>('content/load')
const { serve } = load<typeof import('../src/http/server.ts')>('http/server')
const { createLog } = load<typeof import('../src/log.ts')>('log')
const { StrictAuthentication } = load<typeof import('../src/teams/authentication.ts')>('teams/authentication')
const { Bot } = load<typeof import('../src/teams/bot.ts')>('teams/bot')
const { outbound } = load<typeof import('../src/teams/outbound.ts')>('teams/outbound')

interface Settings {
	readonly endpoint?: string
	readonly file?: string
	readonly database: string
	readonly catalogue: 'three' | 'shipped'
	readonly people: number
	readonly issuer: Record<string, string>
}
const { endpoint, file, database, catalogue, people: count, issuer } = settings() as unknown as Settings

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
		true,
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
const appId = String(issuer.MicrosoftAppId)
const credentials = {
	isValidAppId: async (id: string) => id === appId,
	isAuthenticationDisabled: async () => false,
	createCredentials: async () => ({ signRequest: async (request: unknown) => request }),
}
const gate = { issuer: 'https://api.botframework.com', allowsServiceUrl: (url: URL) => url.hostname === '127.0.0.1' }
const authentication = new StrictAuthentication(issuer, credentials as never, gate, Date.now)
const bot = new Bot(authentication, service.conversation, { logger })
const server = await serve(
	{ receive: (headers, body) => bot.receive(headers, body), ready: () => store.ready() },
	{ port: 0, host: '127.0.0.1' },
	logger,
)
service.start(outbound(authentication, appId))
answerParent({ port: server.port }, { reset, answersStored })
