import { join } from 'node:path'
import { ConfigFault, localConfig, productionConfig, townStoreConfig } from '../src/config'

const guid = '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001'
const production = {
	MICROSOFT_APP_ID: guid,
	MICROSOFT_APP_TENANT_ID: guid,
	COSMOS_ENDPOINT: 'https://town.documents.azure.com:443/',
}

/** The message for the person who starts it; fails if there is none, or if it is not meant for a person. */
function said(read: () => unknown): string {
	try {
		read()
	} catch (fault) {
		expect(fault).toBeInstanceOf(ConfigFault)
		return (fault as Error).message
	}
	throw new Error('nothing was refused')
}

describe('production', () => {
	test('starts with the least it needs, as a managed identity', () => {
		expect(productionConfig(production)).toEqual({
			port: 3978,
			appId: guid,
			appType: 'UserAssignedMSI',
			appTenantId: guid,
			appPassword: undefined,
			publicUrl: undefined,
			linkKey: undefined,
			cosmos: { endpoint: production.COSMOS_ENDPOINT, database: 'digicheck', key: undefined, clientId: undefined },
			queue: undefined,
			logLevel: 'info',
		})
	})

	test.each([
		[
			'MICROSOFT_APP_ID',
			undefined,
			/set MICROSOFT_APP_ID to the app id of the Azure Bot; without it anybody could talk to the bot/,
		],
		['MICROSOFT_APP_ID', '', /set MICROSOFT_APP_ID/],
		['MICROSOFT_APP_ID', 'my-bot', /set MICROSOFT_APP_ID/],
		['MICROSOFT_APP_TENANT_ID', undefined, /set MICROSOFT_APP_TENANT_ID to the Entra tenant/],
		['COSMOS_ENDPOINT', undefined, /set COSMOS_ENDPOINT to the address/],
		['COSMOS_ENDPOINT', 'town', /set COSMOS_ENDPOINT to the address/],
		['MICROSOFT_APP_TYPE', 'MultiTenant', /set MICROSOFT_APP_TYPE to UserAssignedMSI or SingleTenant/],
		['MICROSOFT_APP_TYPE', 'SingleTenant', /SingleTenant needs MICROSOFT_APP_PASSWORD/],
		['MICROSOFT_APP_PASSWORD', 'secret', /UserAssignedMSI goes without MICROSOFT_APP_PASSWORD/],
		['PORT', '65536', /PORT/],
		['PORT', 'http', /PORT/],
		['LOG_LEVEL', 'chatty', /LOG_LEVEL/],
		['QUEUE_ENDPOINT', 'digicheck', /set QUEUE_ENDPOINT to the address of the queues/],
		['PUBLIC_URL', 'http://digicheck.example.de', /set PUBLIC_URL to the address at which people reach the service/],
		['PUBLIC_URL', 'digicheck', /set PUBLIC_URL/],
		['LINK_KEY', 'short', /set LINK_KEY to a secret of at least 32 characters/],
	])('refuses %s=%s and says what to do', (name, value, message) => {
		expect(said(() => productionConfig({ ...production, [name]: value }))).toMatch(message)
	})

	test('says everything that is missing at once', () => {
		expect(
			said(() => productionConfig({}))
				.split('\n')
				.map((line) => line.split(':')[0]),
		).toEqual(expect.arrayContaining(['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID', 'COSMOS_ENDPOINT']))
	})

	test('takes the public address without its last slash', () => {
		expect(productionConfig({ ...production, PUBLIC_URL: 'https://digicheck.example.de/' }).publicUrl).toBe(
			'https://digicheck.example.de',
		)
	})

	test('repeats no secret', () => {
		expect(
			said(() => productionConfig({ MICROSOFT_APP_PASSWORD: 'PLANTED', COSMOS_KEY: 'PLANTED', LINK_KEY: 'PLANTED' })),
		).not.toContain('PLANTED')
	})

	test('takes a queue by its address or with a key, not both', () => {
		const endpoint = 'https://town.queue.core.windows.net/'
		expect(productionConfig({ ...production, QUEUE_ENDPOINT: endpoint, AZURE_CLIENT_ID: guid }).queue).toEqual({
			endpoint,
			clientId: guid,
		})
		expect(productionConfig({ ...production, QUEUE_CONNECTION_STRING: 'secret' }).queue).toEqual({
			connectionString: 'secret',
		})
		const both = said(() =>
			productionConfig({ ...production, QUEUE_ENDPOINT: endpoint, QUEUE_CONNECTION_STRING: 'PLANTED' }),
		)
		expect(both).toMatch(/not both/)
		expect(both).not.toContain('PLANTED')
	})

	test('takes a password with SingleTenant', () => {
		expect(
			productionConfig({ ...production, MICROSOFT_APP_TYPE: 'SingleTenant', MICROSOFT_APP_PASSWORD: 'secret' }),
		).toMatchObject({ appPassword: 'secret' })
	})
})

describe('local mode', () => {
	test('needs nothing', () => {
		expect(localConfig({})).toEqual({ port: 3978, dataDir: 'data', logLevel: 'warn' })
	})

	test('is refused where production is meant, with the way out', () => {
		expect(said(() => localConfig({ NODE_ENV: 'production' }))).toMatch(
			/no authentication.*NODE_ENV=production.*npm start/,
		)
	})

	test('runs with any other NODE_ENV', () => {
		expect(localConfig({ NODE_ENV: 'development', PORT: '0' }).port).toBe(0)
	})
})

describe('where the town import writes', () => {
	test('into the local file unless Cosmos DB is named', () => {
		expect(townStoreConfig({ DATA_DIR: 'here' })).toEqual({ sqlite: join('here', 'digicheck.sqlite') })
		expect(townStoreConfig({ COSMOS_ENDPOINT: production.COSMOS_ENDPOINT })).toMatchObject({
			cosmos: { endpoint: production.COSMOS_ENDPOINT },
		})
	})

	test('and never into the local file by a typing mistake in the address', () => {
		expect(said(() => townStoreConfig({ COSMOS_ENDPOINT: 'town' }))).toContain('COSMOS_ENDPOINT')
	})
})
