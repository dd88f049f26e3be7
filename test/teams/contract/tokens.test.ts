import { appId, type Issuer, startIssuer, type TokenWish } from '../../support/issuer'
import { type RunningService, startService } from '../../support/service'
import { adapters } from './support/adapters'

describe.each(adapters)('$name', ({ create }) => {
	let issuer: Issuer
	let town: RunningService
	let console: jest.SpyInstance

	beforeAll(async () => {
		// botbuilder writes every refused token's key to the console.
		console = jest.spyOn(globalThis.console, 'error').mockImplementation(() => undefined)
		issuer = await startIssuer()
		town = await startService({ createTeams: create, issuer })
	})
	afterAll(async () => {
		await town.stop()
		await issuer.stop()
		console.mockRestore()
	})

	const help = {
		type: 'invoke',
		name: 'adaptiveCard/action',
		value: { action: { type: 'Action.Execute', verb: 'help', data: { v: 'help' } } },
	}
	const bearer = (wish: Partial<TokenWish> = {}) => ({
		authorization: `Bearer ${issuer.tokenFor({ serviceUrl: town.serviceUrl, ...wish })}`,
	})
	const ask = (headers: Record<string, string>, change: object = {}) =>
		town.post({ ...town.activityOf('p02', help), ...change }, headers)
	const refusedWith = (status: number, code: string) => ({
		status,
		body: { error: { code, message: expect.any(String) } },
	})

	/** Microsoft's own tenants, whose tokens botbuilder takes as coming from its emulator or from another bot. */
	const microsoftTenants = ['f8cdef31-a31e-4b4a-93e4-5f571e91255a', 'd6d49420-f39b-4df7-a1dc-d59a935871db']
	const entra = (issuerUrl: string, claims: object): Partial<TokenWish> => ({
		kid: 'entra',
		issuer: issuerUrl,
		claims: { ...claims },
	})

	test('the right token runs, and so does a whole visit over the connector', async () => {
		expect(await ask(bearer())).toMatchObject({
			status: 200,
			body: { statusCode: 200, value: { type: 'AdaptiveCard' } },
		})
		const answers = await town.install('p05')
		expect(answers.map(({ status }) => status)).toEqual([200, 200])
		expect(await town.press('p05', 'start')).toMatchObject({ status: 200, outcome: { kind: 'card' } })
	})

	describe('a token that is not right answers 401 and shows nothing', () => {
		const wrong: readonly [what: string, headers: () => Record<string, string>, change?: object][] = [
			['none at all', () => ({})],
			['an empty header', () => ({ authorization: '' })],
			['garbage', () => ({ authorization: 'Bearer garbage' })],
			['garbage in three parts', () => ({ authorization: 'Bearer a.b.c' })],
			['another scheme', () => ({ authorization: bearer().authorization.replace('Bearer', 'Basic') })],
			['the token twice', () => ({ authorization: `${bearer().authorization} ${bearer().authorization}` })],
			['another audience', () => bearer({ audience: '00000000-0000-4000-8000-000000000000' })],
			['no audience', () => bearer({ claims: { aud: undefined } })],
			['a token for another serviceUrl', () => bearer({ serviceUrl: `${town.serviceUrl}/other` })],
			['no serviceUrl in the token', () => bearer({ claims: { serviceurl: undefined } })],
			['a key endorsed for another channel', () => bearer({ kid: 'webchat' })],
			['a channel that the key is not endorsed for', () => bearer(), { channelId: 'webchat' }],
			['an expired token', () => bearer({ expiresIn: -301 })],
			['a token for later', () => bearer({ claims: { nbf: Math.floor(Date.now() / 1_000) + 900 } })],
			['an unknown key', () => bearer({ kid: 'nobody' })],
			['no signature (alg none)', () => bearer({ signature: 'none' })],
			['the signature of another key', () => bearer({ signature: 'stranger' })],
			['the public key as an HMAC secret', () => bearer({ signature: 'public-key' })],
			['another issuer', () => bearer({ issuer: 'https://issuer.example' })],
			['no issuer', () => bearer({ claims: { iss: undefined } })],
			['a token cut in the middle', () => ({ authorization: bearer().authorization.slice(0, -20) })],
			[
				'Entra, our app id, version 1',
				() => bearer(entra(`https://sts.windows.net/${microsoftTenants[0]}/`, { ver: '1.0', appid: appId })),
			],
			[
				'Entra, our app id, version 2',
				() =>
					bearer(entra(`https://login.microsoftonline.com/${microsoftTenants[1]}/v2.0`, { ver: '2.0', azp: appId })),
			],
			[
				'Entra, another app (a skill)',
				() => bearer(entra(`https://sts.windows.net/${microsoftTenants[1]}/`, { ver: '1.0', appid: 'another' })),
			],
			[
				'Entra, a foreign tenant',
				() =>
					bearer(entra('https://sts.windows.net/99999999-9999-4999-8999-999999999999/', { ver: '1.0', appid: appId })),
			],
			[
				'Entra over the App Service channel',
				() => bearer(entra(`https://sts.windows.net/${microsoftTenants[0]}/`, { ver: '1.0', appid: appId })),
				{ channelId: 'AseChannel' },
			],
			[
				'a serviceUrl elsewhere, rightly signed',
				() => bearer({ serviceUrl: 'https://evil.example/' }),
				{ serviceUrl: 'https://evil.example/' },
			],
			[
				'a serviceUrl that only looks like ours',
				() => bearer({ serviceUrl: 'http://127.0.0.1@evil.example/' }),
				{ serviceUrl: 'http://127.0.0.1@evil.example/' },
			],
		]
		test.each(wrong.map(([what, headers, change]) => ({ what, headers, change })))(
			'$what',
			async ({ headers, change }) => {
				expect(await ask(headers(), change)).toEqual(refusedWith(401, 'Unauthorized'))
			},
		)

		test('a refused message stores nothing, is answered by nothing and leaves no token in the log', async () => {
			const token = issuer.tokenFor({ serviceUrl: town.serviceUrl, signature: 'stranger' })
			const before = town.messages('p07').length
			const answer = await town.post(town.activityOf('p07', { type: 'message', text: 'start' }), {
				authorization: `Bearer ${token}`,
			})
			expect(answer.status).toBe(401)
			expect(town.messages('p07')).toHaveLength(before)
			expect(await town.store.data.read(town.town.town.id, 'reach:p07')).toBeUndefined()
			expect(town.logged.join('')).not.toContain(token.slice(-40))
			expect(town.logged.join('')).toContain('refused a request')
		})
	})

	test('a token that expired within the five minutes by which clocks may differ still runs', async () => {
		expect(await ask(bearer({ expiresIn: -60 }))).toMatchObject({ status: 200 })
	})

	describe('a body that is not an activity answers 400, whatever the token', () => {
		test.each([
			['without type', { type: undefined }],
			['without serviceUrl', { serviceUrl: undefined }],
			['with a serviceUrl that is no address', { serviceUrl: 'teams' }],
			['without channel', { channelId: undefined }],
			['without sender', { from: undefined }],
			['without conversation', { conversation: undefined }],
		])('%s', async (_, change) => {
			expect(await ask(bearer(), change)).toEqual(refusedWith(400, 'BadActivity'))
		})

		test.each([[null], [[]], ['text'], [7]])('%j', async (body) => {
			expect((await town.post(body, bearer())).status).toBe(400)
		})
	})

	describe('the tenant', () => {
		const tenant = '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001'
		const other = '99999999-9999-4999-8999-999999999999'
		const forbidden = refusedWith(403, 'Forbidden')

		test('named by the header as well runs', async () => {
			expect(await ask({ ...bearer(), 'x-ms-tenant-id': tenant })).toMatchObject({ status: 200 })
		})
		test('another one in the header answers 403', async () => {
			expect(await ask({ ...bearer(), 'x-ms-tenant-id': other })).toEqual(forbidden)
		})
		test('two different ones in the body answer 403', async () => {
			expect(await ask(bearer(), { channelData: { tenant: { id: other } } })).toEqual(forbidden)
		})
		test('none at all answers 403', async () => {
			const conversation = { id: town.connector.chatOf('p02'), conversationType: 'personal' }
			expect(await ask(bearer(), { conversation, channelData: {} })).toEqual(forbidden)
		})
		test('one that has no town gets the card for strangers, and nothing is stored', async () => {
			const conversation = { id: 'a:other', conversationType: 'personal', tenantId: other }
			const answer = await ask(bearer(), { conversation, channelData: { tenant: { id: other } } })
			expect(answer).toMatchObject({ status: 200, body: { value: { type: 'AdaptiveCard' } } })
			expect(JSON.stringify(answer.body)).not.toContain(town.town.town.name)
		})
	})
})
