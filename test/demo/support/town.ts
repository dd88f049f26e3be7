import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Activity, JsonObject, LocalPerson } from '../../../src/demo/local-teams/activity'
import type { TownClock } from '../../../src/demo/local-teams/chat-api'
import { type ConnectorOptions, createConnector } from '../../../src/demo/local-teams/connector'
import { connectorPath, localRoutes } from '../../../src/demo/local-teams/routes'
import { createFakeBot } from './fake-bot'

export const people: readonly LocalPerson[] = [
	{
		id: 'hanne',
		name: 'Hanne Abelmann',
		entraObjectId: '00000000-0000-4000-8000-000000000001',
		email: 'hanne.abelmann@musterfurt.example',
		department: 'Bürgerservice und Ordnung',
		title: 'Fachbereichsleitung',
		language: 'de',
	},
	{
		id: 'tarik',
		name: 'Tarik Özgün',
		entraObjectId: '00000000-0000-4000-8000-000000000002',
		email: 'tarik.oezguen@musterfurt.example',
		department: 'Bürgerservice und Ordnung',
		title: 'Sachbearbeitung Gewerbeangelegenheiten',
		language: 'de',
	},
	{
		id: 'ines',
		name: 'Ines Wellbrock',
		entraObjectId: '00000000-0000-4000-8000-000000000003',
		email: 'ines.wellbrock@musterfurt.example',
		department: 'Zentrale Dienste',
		title: 'Projektleitung Digitalisierung',
		language: 'en',
	},
]

export const tenantId = '11111111-1111-4111-8111-111111111111'
export const bot = { id: '28:digicheck', name: 'DigiCheck-Lotse' }

/** A whole local town on a free port: connector, page, and a bot that is only played. */
export const startTown = async (options: Partial<ConnectorOptions> = {}, cards?: JsonObject[], clock?: TownClock) => {
	const server = createServer()
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	const serviceUrl = `${address}${connectorPath}`
	/** Asks the connector over HTTP, as the bot does. */
	const ask = async (method: string, path: string, body?: unknown) => {
		const content =
			body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
		const response = await fetch(`${serviceUrl}${path}`, { method, ...content })
		const text = await response.text()
		return {
			status: response.status,
			headers: response.headers,
			body: (text ? JSON.parse(text) : undefined) as unknown,
		}
	}
	const reply = async (conversationId: string, activity: Activity) => {
		await ask('POST', `/v3/conversations/${encodeURIComponent(conversationId)}/activities`, activity)
	}
	const fakeBot = createFakeBot(reply, cards)
	let ticks = 0
	const connector = createConnector({
		file: ':memory:',
		botEndpoint: `${address}/api/messages`,
		serviceUrl,
		bot,
		tenantId,
		people,
		// A fixed Tuesday; every look at the clock is one second later.
		now: () => new Date(Date.UTC(2026, 8, 8, 8, 0, ticks++)),
		...options,
	})
	const routes = localRoutes(connector, { onError: console.error, ...(clock ? { clock } : {}) })
	server.on('request', async (request, response) => {
		if (await routes(request, response)) return
		if (request.url === '/api/messages') return fakeBot.handle(request, response)
		response.writeHead(404).end()
	})
	const stop = async () => {
		connector.stop()
		server.closeAllConnections()
		await new Promise((resolve) => server.close(resolve))
	}
	return { address, connector, received: fakeBot.received, ask, reply, stop }
}

export type LocalTown = Awaited<ReturnType<typeof startTown>>

/** Starts towns that end with the test that asked for them. */
export const townsOfEachTest = () => {
	let towns: LocalTown[] = []
	afterEach(async () => {
		for (const town of towns) await town.stop()
		towns = []
	})
	return async (options?: Partial<ConnectorOptions>): Promise<LocalTown> => {
		const town = await startTown(options)
		towns.push(town)
		return town
	}
}

/** The texts in a person's chat, oldest first. */
export const textsOf = (town: LocalTown, person: string) =>
	town.connector.history(town.connector.chatOf(person)).map(({ activity }) => activity.text)
