import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication, type Response } from 'botbuilder'
import {
	AseChannelValidation,
	AuthenticationConfiguration,
	type ConnectorClient,
	PasswordServiceClientCredentialFactory,
} from 'botframework-connector'
import { sendingOnce } from '../../src/teams/authentication'
import { credentialsFor, librarySettings } from '../../src/teams/credentials'
import { appId, botFramework, type Issuer, startIssuer } from '../support/issuer'

/**
 * What botbuilder 4.23.3 does by itself, and why the edge closes it. When one of these fails after an update, the
 * library has changed: look whether the remedy in src/teams still fits.
 */
const serviceUrl = 'https://evil.example/'
let issuer: Issuer
let console: jest.SpyInstance
beforeAll(async () => {
	console = jest.spyOn(globalThis.console, 'error').mockImplementation(() => undefined)
	issuer = await startIssuer()
})
afterAll(async () => {
	await issuer.stop()
	console.mockRestore()
})

/** The library as it comes; `lenient` takes every claim, as an app does that does not check skills. */
const lenient = new AuthenticationConfiguration([], async () => undefined)
const stock = (known = credentialsFor(issuer.app), rules?: AuthenticationConfiguration) =>
	new ConfigurationBotFrameworkAuthentication(librarySettings(issuer.app), known, rules)
const activity = (change: object = {}) => ({ type: 'message', channelId: 'msteams', serviceUrl, ...change }) as Activity
const bearer = (wish: object = {}) => `Bearer ${issuer.tokenFor({ serviceUrl, ...wish })}`

describe('left to itself the library', () => {
	test('lets anybody in when the app id is empty', async () => {
		const answer = await stock(new PasswordServiceClientCredentialFactory('', '')).authenticateRequest(activity(), '')
		expect(answer.claimsIdentity).toMatchObject({ claims: [], isAuthenticated: true })
	})

	test.each([
		[
			'an Entra token for our app from a tenant it knows',
			'msteams',
			'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/',
		],
		[
			'an Entra token over the App Service channel',
			'AseChannel',
			'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
		],
	])('accepts %s, with any serviceUrl', async (_, channelId, iss) => {
		const authentication = stock(credentialsFor(issuer.app), lenient)
		AseChannelValidation.init({ MicrosoftAppId: appId })
		AseChannelValidation.MetadataUrl = issuer.app.issuer.metadataUrl
		const token = bearer({
			kid: 'entra',
			issuer: iss,
			serviceUrl: 'https://smba.trafficmanager.net/',
			claims: { ver: '1.0', appid: appId },
		})
		expect(
			(await authentication.authenticateRequest(activity({ channelId }), token)).claimsIdentity.isAuthenticated,
		).toBe(true)
	})

	test('does not compare the serviceUrl when the body has none', async () => {
		const answer = await stock().authenticateRequest(activity({ serviceUrl: undefined }), bearer())
		expect(answer.claimsIdentity.isAuthenticated).toBe(true)
	})

	test('answers a bad signature with a fault of its own instead of 401', async () => {
		await expect(stock().authenticateRequest(activity(), bearer({ signature: 'stranger' }))).rejects.toMatchObject({
			name: 'JsonWebTokenError',
		})
	})

	test('writes the key to the console for every forged token', async () => {
		console.mockClear()
		await stock()
			.authenticateRequest(activity(), bearer({ signature: 'none' }))
			.catch(() => undefined)
		expect(console).toHaveBeenCalledWith(expect.stringContaining('Available keys'))
	})

	test('fetches the keys for each of many cold requests', async () => {
		const cold = await startIssuer()
		const authentication = new ConfigurationBotFrameworkAuthentication(
			librarySettings(cold.app),
			credentialsFor(cold.app),
		)
		const header = `Bearer ${cold.tokenFor({ serviceUrl })}`
		await Promise.all(Array.from({ length: 20 }, () => authentication.authenticateRequest(activity(), header)))
		expect(cold.fetches).toEqual({ metadata: 20, keys: 20 })
		await cold.stop()
	})

	test('answers 200 when a handler threw and onTurnError is set, so that the platform does not repeat', async () => {
		const adapter = new CloudAdapter(stock())
		adapter.onTurnError = async () => undefined
		const answered: number[] = []
		const response = {
			socket: null,
			header: () => undefined,
			send: () => undefined,
			end: () => undefined,
			status: (code: number) => answered.push(code),
		}
		const request = { body: { ...activity({ id: '1' }) }, headers: { authorization: bearer() }, method: 'POST' }
		await adapter.process(request, response as unknown as Response, async () => {
			throw new Error('not stored')
		})
		expect(answered).toEqual([200])
	})
})

describe('posting to Teams', () => {
	/** Counts the posts; breaks the connection or answers with a status. */
	const startTeams = async (answer: number | 'reset') => {
		const seen = { posts: 0 }
		const server = createServer((request, response) => {
			seen.posts++
			if (answer === 'reset') return void request.socket.destroy()
			response.statusCode = answer
			response.end('{}')
		})
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
		const stop = () => {
			server.close()
			server.closeAllConnections()
		}
		return { seen, url, stop }
	}
	const post = async (client: ConnectorClient) => {
		try {
			await client.conversations.sendToConversation('a:1', { type: 'message', text: 'Moin' })
		} catch (fault) {
			return (fault as { statusCode?: number }).statusCode ?? 'no answer'
		}
		return 'sent'
	}
	const clientFor = async (url: string) => {
		const authentication = stock()
		const { claimsIdentity } = await authentication.authenticateRequest(activity(), bearer())
		return authentication.createConnectorFactory(claimsIdentity).create(url, botFramework)
	}

	test('a reset is repeated three times by the library: four cards where one was meant', async () => {
		const teams = await startTeams('reset')
		expect(await post(await clientFor(teams.url))).toBe('no answer')
		expect(teams.seen.posts).toBe(4)
		teams.stop()
	}, 60_000)

	test.each([
		[500, 500],
		[502, 502],
		[408, 408],
		[429, 429],
		['reset' as const, 'no answer'],
	])('with the retry policy taken out, %s means exactly one post', async (answer, told) => {
		const teams = await startTeams(answer)
		expect(await post(sendingOnce(await clientFor(teams.url)))).toBe(told)
		expect(teams.seen.posts).toBe(1)
		teams.stop()
	})

	test('taking it out twice is refused: the policy must be where we expect it', async () => {
		const client = await clientFor('http://127.0.0.1:9')
		expect(() => sendingOnce(sendingOnce(client))).toThrow('expected one retry policy')
	})

	test('the library builds another client for each turn', async () => {
		const authentication = stock()
		const { claimsIdentity } = await authentication.authenticateRequest(activity(), bearer())
		const factory = authentication.createConnectorFactory(claimsIdentity)
		expect(await factory.create(serviceUrl, botFramework)).not.toBe(await factory.create(serviceUrl, botFramework))
	})
})
