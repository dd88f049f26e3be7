import type { Activity } from 'botbuilder'
import { PasswordServiceClientCredentialFactory } from 'botframework-connector'
import { StrictAuthentication } from '../../src/teams/authentication'
import { credentialsFor, librarySettings } from '../../src/teams/credentials'
import { botFramework, type Issuer, startIssuer } from '../support/issuer'

const serviceUrl = 'https://smba.trafficmanager.net/emea/'
const minute = 60_000
const hosts = { issuer: botFramework, allowsServiceUrl: (url: URL) => url.hostname === 'smba.trafficmanager.net' }
let issuer: Issuer
let now: number
let console: jest.SpyInstance

beforeEach(async () => {
	console = jest.spyOn(globalThis.console, 'error').mockImplementation(() => undefined)
	issuer = await startIssuer()
	now = Date.now()
})
afterEach(async () => {
	await issuer.stop()
	console.mockRestore()
})

const strict = (known = credentialsFor(issuer.app)) =>
	new StrictAuthentication(librarySettings(issuer.app), known, hosts, () => now)
const activity = (change: Partial<Activity> = {}) => ({ channelId: 'msteams', serviceUrl, ...change }) as Activity
const header = (wish: object = {}) => `Bearer ${issuer.tokenFor({ serviceUrl, ...wish })}`

describe('a verified token is remembered', () => {
	test('a second request costs no verification and no key', async () => {
		const authentication = strict()
		const token = header()
		const first = await authentication.authenticateRequest(activity(), token)
		expect(await authentication.authenticateRequest(activity(), token)).toBe(first)
		expect(issuer.fetches).toEqual({ metadata: 1, keys: 1 })
	})

	test.each([
		['another serviceUrl', { serviceUrl: 'https://smba.trafficmanager.net/amer/' }],
		['another channel', { channelId: 'webchat' }],
		['a host that is not allowed', { serviceUrl: 'https://evil.example/' }],
	])('but %s with the same token is refused', async (_, change) => {
		const authentication = strict()
		const token = header()
		await authentication.authenticateRequest(activity(), token)
		await expect(authentication.authenticateRequest(activity(change), token)).rejects.toMatchObject({ statusCode: 401 })
	})

	test('a refusal is not remembered as an acceptance', async () => {
		const authentication = strict()
		const token = header({ signature: 'stranger' })
		for (let attempt = 0; attempt < 3; attempt++)
			await expect(authentication.authenticateRequest(activity(), token)).rejects.toMatchObject({ statusCode: 401 })
	})

	test('for five minutes at most; then it is verified anew', async () => {
		const authentication = strict()
		const token = header()
		const first = await authentication.authenticateRequest(activity(), token)
		now += 4 * minute
		expect(await authentication.authenticateRequest(activity(), token)).toBe(first)
		now += 2 * minute
		const again = await authentication.authenticateRequest(activity(), token)
		expect(again).not.toBe(first)
		expect(again.claimsIdentity.isAuthenticated).toBe(true)
	})

	test('and not beyond its expiry', async () => {
		const authentication = strict()
		const token = header({ expiresIn: 60 })
		await authentication.authenticateRequest(activity(), token)
		now += 2 * minute
		await authentication.authenticateRequest(activity(), token)
		now += 5 * minute
		await expect(authentication.authenticateRequest(activity(), token)).rejects.toMatchObject({ statusCode: 401 })
	})
})

describe('one hundred requests at once after a start', () => {
	test('with one token share one verification', async () => {
		const authentication = strict()
		const token = header()
		const results = await Promise.all(
			Array.from({ length: 100 }, () => authentication.authenticateRequest(activity(), token)),
		)
		expect(new Set(results).size).toBe(1)
		expect(issuer.fetches).toEqual({ metadata: 1, keys: 1 })
	})

	test('with a hundred tokens fetch the keys once', async () => {
		const authentication = strict()
		const tokens = Array.from({ length: 100 }, (_, at) => header({ claims: { jti: String(at) } }))
		const results = await Promise.all(tokens.map((token) => authentication.authenticateRequest(activity(), token)))
		expect(results.every(({ claimsIdentity }) => claimsIdentity.isAuthenticated)).toBe(true)
		expect(issuer.fetches).toEqual({ metadata: 1, keys: 1 })
	})

	test('a refused one among them holds up nobody', async () => {
		const authentication = strict()
		const tokens = [
			'Bearer garbage',
			header({ signature: 'stranger' }),
			header(),
			header({ kid: 'nobody' }),
			header({ claims: { jti: '2' } }),
		]
		const results = await Promise.allSettled(
			tokens.map((token) => authentication.authenticateRequest(activity(), token)),
		)
		expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
	})
})

describe('it fails closed', () => {
	test('what names another issuer, or none, is refused before any key is fetched', async () => {
		const authentication = strict()
		const entra = header({
			issuer: 'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/',
			kid: 'entra',
			claims: { ver: '1.0' },
		})
		for (const token of ['', 'Bearer garbage', entra, header({ issuer: 'https://issuer.example' })])
			await expect(authentication.authenticateRequest(activity(), token)).rejects.toMatchObject({ statusCode: 401 })
		expect(issuer.fetches).toEqual({ metadata: 0, keys: 0 })
	})

	test('while the key server is out the fault is ours (503), and afterwards the same token is accepted', async () => {
		const authentication = strict()
		const token = header()
		issuer.failWith = 500
		await expect(authentication.authenticateRequest(activity(), token)).rejects.toMatchObject({ statusCode: 503 })
		issuer.failWith = undefined
		expect((await authentication.authenticateRequest(activity(), token)).claimsIdentity.isAuthenticated).toBe(true)
	})

	test('an app id that is missing by mistake lets nobody in', async () => {
		const authentication = strict(new PasswordServiceClientCredentialFactory('', ''))
		await expect(authentication.authenticateRequest(activity(), '')).rejects.toMatchObject({ statusCode: 401 })
	})
})

test('a client is built once for each serviceUrl, and never for a host that is not allowed', async () => {
	const authentication = strict()
	const { connectorFactory, claimsIdentity } = await authentication.authenticateRequest(activity(), header())
	const factory = authentication.createConnectorFactory(claimsIdentity)
	const client = await factory.create(serviceUrl, 'audience')
	expect(await connectorFactory?.create(serviceUrl, 'audience')).toBe(client)
	expect(await factory.create('https://smba.trafficmanager.net/amer/', 'audience')).not.toBe(client)
	await expect(factory.create('https://evil.example/', 'audience')).rejects.toThrow('not an allowed host')
})
