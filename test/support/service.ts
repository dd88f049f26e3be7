import { join } from 'node:path'
import { createHttpServer } from '@vercel/cosmosdb-server'
import pino from 'pino'
import { type Catalogues, catalogueFolder, loadCatalogues } from '../../src/content/load'
import { readTownFolder } from '../../src/content/town-folder'
import type { Json, JsonObject } from '../../src/demo/local-teams/activity'
import { type ConnectorOptions, createConnector } from '../../src/demo/local-teams/connector'
import { connectorPath, localRoutes } from '../../src/demo/local-teams/routes'
import type { Directory } from '../../src/domain/directory/directory'
import { localDate } from '../../src/domain/shared/calendar'
import { importTown } from '../../src/flows/directory/import-town'
import { serve } from '../../src/http/server'
import { createService, type ServiceOptions as Different } from '../../src/service'
import { openCosmos } from '../../src/store/cosmos'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { createTeams, type TeamsConfig } from '../../src/teams/create-teams'
import { appId, type Issuer } from './issuer'

export interface ServiceOptions {
	/** Default: SQLite in memory. `stop()` closes it. */
	readonly store?: Store
	/** With an issuer requests are authenticated as in production; without one the service runs in local mode. */
	readonly issuer?: Issuer
	/** What the local Bot Connector shall do differently, for example `faults`, or `file` to keep the chats. */
	readonly connector?: Partial<ConnectorOptions>
	/** The town's clock in milliseconds. Default: a fixed Tuesday that moves on with the real time. */
	readonly now?: () => number
	readonly catalogues?: Catalogues
	/** What lies between Teams and the service; default: the one of production. */
	readonly createTeams?: typeof createTeams
	/** What the plan says, and the like. */
	readonly service?: Different
	/** Whether the background work (sending notices, sweeping) runs; default true. */
	readonly background?: boolean
}

export type RunningService = Awaited<ReturnType<typeof startService>>

const tuesday = Date.UTC(2026, 10, 3, 8)
const bot = { id: `28:${appId}`, name: 'DigiCheck' }

/**
 * The real service on a free loopback port with the town of deploy/example-town in it (people p01 … p20) and the local
 * Bot Connector around it: `say`, `press`, `card` act and look as a person in their chat with the bot; `post` sends
 * what a test likes to /api/messages.
 */
export async function startService(options: ServiceOptions = {}) {
	const began = Date.now()
	const {
		store = openSqlite(':memory:'),
		issuer,
		now = () => tuesday + Date.now() - began,
		catalogues = loadCatalogues(catalogueFolder),
	} = options
	const logged: string[] = []
	const logger = pino({ level: 'info', base: null }, { write: (line: string) => void logged.push(line) })
	const areas = catalogues.latest.areas.map((area) => area.id)
	const town = readTownFolder(join(__dirname, '../../deploy/example-town'), areas, localDate(now()))
	await importTown(store, town, { keepRound: true })

	const service = createService(store, now, logger, { catalogues, ...options.service })
	const teams = (options.createTeams ?? createTeams)({
		...(issuer ? { app: issuer.app } : { local: { tenantId: town.town.entraTenantId, guest: 'p02' } }),
		allowedHosts: ['127.0.0.1'],
		nowMs: Date.now,
		logger,
		conversation: service.conversation,
	} satisfies TeamsConfig)
	let pages: ReturnType<typeof localRoutes> | undefined
	const server = await serve(
		{
			receive: teams.receive,
			ready: () => store.ready(),
			health: () => service.health(),
			before: (request, response) => pages?.(request, response) ?? Promise.resolve(false),
		},
		{ port: 0, host: '127.0.0.1' },
		logger,
	)
	const url = `http://127.0.0.1:${server.port}`
	const serviceUrl = `${url}${connectorPath}`
	const connector = createConnector({
		file: ':memory:',
		botEndpoint: `${url}/api/messages`,
		serviceUrl,
		bot,
		tenantId: town.town.entraTenantId,
		people: town.people.map((person, at) => localPerson(person, town, at)),
		...(issuer && {
			authorization: async (activity: JsonObject) =>
				`Bearer ${issuer.tokenFor({ serviceUrl: String(activity.serviceUrl) })}`,
		}),
		now: () => new Date(now()),
		...options.connector,
	})
	pages = localRoutes(connector, {
		onError: (fault) => logger.error({ fault: String(fault) }, 'the local pages failed'),
	})
	if (options.background !== false) service.start(teams.outbound)

	const messages = (personId: string) => connector.history(connector.chatOf(personId), personId)
	/**
	 * Presses the newest button with this verb in the person's chat, filling in the inputs; tells what came back and the
	 * card now shown.
	 */
	const press = async (personId: string, verb: string, inputs: JsonObject = {}) => {
		for (const message of messages(personId).toReversed()) {
			const button = message.author === 'bot' ? buttonsIn(message.activity).find((one) => one.verb === verb) : undefined
			if (button)
				return connector.act(
					personId,
					message.id,
					{ type: 'Action.Execute', verb, data: button.data as JsonObject },
					inputs,
				)
		}
		throw new Error(`${personId} sees no button ${verb}`)
	}

	return {
		url,
		serviceUrl,
		store,
		service,
		connector,
		town,
		teams,
		logger,
		/** Every line that was logged, unredacted. */
		logged,
		messages,
		press,
		install: (personId: string) => connector.install(personId),
		say: (personId: string, text: string) => connector.say(personId, text),
		/** The newest card in the person's chat. */
		card: (personId: string): JsonObject | undefined =>
			messages(personId)
				.flatMap(({ activity }) => (Array.isArray(activity.attachments) ? activity.attachments : []))
				.map((attachment) => (attachment as JsonObject).content as JsonObject)
				.at(-1),
		/** An activity as this person would send it, to be changed and posted by `post`. */
		activityOf: (personId: string, what: JsonObject): JsonObject => {
			const person = connector.people.find((one) => one.id === personId)
			const tenantId = town.town.entraTenantId
			return {
				id: `a${Math.random()}`,
				timestamp: new Date(now()).toISOString(),
				channelId: 'msteams',
				serviceUrl,
				from: { id: `29:${personId}`, aadObjectId: person?.entraObjectId ?? '' },
				recipient: bot,
				conversation: { id: connector.chatOf(personId), conversationType: 'personal', tenantId },
				channelData: { tenant: { id: tenantId } },
				locale: 'de-DE',
				...what,
			}
		},
		/** Posts a body to /api/messages. */
		post: async (body: unknown, headers: Readonly<Record<string, string>> = {}) => {
			const content = { 'content-type': 'application/json', ...headers }
			const response = await fetch(`${url}/api/messages`, {
				method: 'POST',
				headers: content,
				body: JSON.stringify(body),
			})
			const text = await response.text()
			return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as JsonObject | undefined }
		},
		stop: async () => {
			connector.stop()
			await server.stop()
			await service.stop()
			await store.close()
		},
	}
}

/** A Cosmos DB store against the emulator, in the same process; the real client speaks real HTTP to it. */
export async function openEmulatedCosmos() {
	const emulator = createHttpServer({ keepAlive: true })
	await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve))
	const address = emulator.address()
	const endpoint = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
	const store = await openCosmos({
		endpoint,
		database: 'digicheck',
		key: Buffer.from('emulator').toString('base64'),
		createContainers: true,
	})
	return {
		store,
		endpoint,
		/** After the service has closed the store. */
		stop: () =>
			new Promise<void>((resolve) => {
				emulator.close(() => resolve())
				emulator.closeAllConnections()
			}),
	}
}

function localPerson(
	person: Directory['people'][number],
	town: Directory,
	at: number,
): ConnectorOptions['people'][number] {
	return {
		id: person.id,
		name: person.name,
		entraObjectId: person.entraObjectId ?? `5e0c1a52-7d34-4b1f-9a60-0000000000${String(at).padStart(2, '0')}`,
		email: person.email ?? `${person.id}@${town.town.id}.example`,
		title: '',
		language: person.language,
	}
}

/** Every Action.Execute anywhere in a card. */
export function buttonsIn(json: Json | undefined): JsonObject[] {
	if (Array.isArray(json)) return json.flatMap(buttonsIn)
	if (typeof json !== 'object' || json === null) return []
	return [...(json.type === 'Action.Execute' ? [json] : []), ...Object.values(json).flatMap(buttonsIn)]
}
