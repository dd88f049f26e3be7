import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RegisteredApp } from '../../src/teams/create-teams'

/** The issuer that the Bot Framework service writes into its tokens. */
export const botFramework = 'https://api.botframework.com'
export const appId = '3d1f0b52-8a64-4f0e-9b1d-6f3f5c1e0a01'

export interface TokenWish {
	readonly serviceUrl: string
	readonly audience?: string
	readonly issuer?: string
	/** Seconds from now; negative for an expired one. */
	readonly expiresIn?: number
	/**
	 * `teams` is endorsed for msteams, `webchat` for another channel, `entra` for none in particular. Anything else is
	 * not in the key list.
	 */
	readonly kid?: 'teams' | 'webchat' | 'entra' | (string & {})
	/**
	 * How it is signed. `stranger`: by a key that is not the one its kid names. `public-key`: HMAC with the public key as
	 * the secret.
	 */
	readonly signature?: 'right' | 'stranger' | 'none' | 'public-key'
	readonly claims?: Readonly<Record<string, unknown>>
}

export interface Issuer {
	/** The app as it is registered, with the keys of this issuer; what it sends itself bears a word instead of a token. */
	readonly app: RegisteredApp & { readonly issuer: { readonly metadataUrl: string } }
	/** A token as Teams would send it, with what a test wants different. */
	tokenFor(wish: TokenWish): string
	/** How often metadata and keys were asked for. */
	readonly fetches: { metadata: number; keys: number }
	/** While set, the key server answers with this status. */
	failWith: number | undefined
	stop(): Promise<void>
}

const endorsements: Readonly<Record<string, readonly string[]>> = {
	teams: ['msteams'],
	webchat: ['webchat'],
	entra: [],
}

/**
 * The key server of the Bot Framework on loopback, so that the verification of tokens runs offline. Its keys are new
 * for each start.
 */
export async function startIssuer(nowMs: () => number = Date.now): Promise<Issuer> {
	const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
	const keys = new Map(Object.keys(endorsements).map((kid) => [kid, keyPair()]))
	const stranger = keyPair()
	const fetches = { metadata: 0, keys: 0 }

	const server = createServer((request, response) => {
		const isMetadata = request.url === '/metadata'
		fetches[isMetadata ? 'metadata' : 'keys']++
		if (issuer.failWith !== undefined) {
			response.statusCode = issuer.failWith
			return void response.end()
		}
		const list = [...keys].map(([kid, { publicKey }]) => ({
			...publicKey.export({ format: 'jwk' }),
			kid,
			use: 'sig',
			endorsements: endorsements[kid],
		}))
		response.writeHead(200, { 'content-type': 'application/json' })
		response.end(JSON.stringify(isMetadata ? { issuer: botFramework, jwks_uri: `${address}/keys` } : { keys: list }))
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

	const tokenFor = (wish: TokenWish): string => {
		const { kid = 'teams', signature = 'right', expiresIn = 3_600 } = wish
		const now = Math.floor(nowMs() / 1_000)
		const claims = {
			iss: wish.issuer ?? botFramework,
			aud: wish.audience ?? appId,
			serviceurl: wish.serviceUrl,
			nbf: Math.min(now, now + expiresIn) - 60,
			exp: now + expiresIn,
			...wish.claims,
		}
		const alg = { right: 'RS256', stranger: 'RS256', none: 'none', 'public-key': 'HS256' }[signature]
		const signed = `${encoded({ alg, typ: 'JWT', kid })}.${encoded(claims)}`
		const { privateKey, publicKey } = (signature === 'stranger' ? undefined : keys.get(kid)) ?? stranger
		return `${signed}.${signatureOf(signed, alg, privateKey, publicKey)}`
	}

	const issuer: Issuer = {
		app: {
			id: appId,
			tenantId: '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001',
			credential: { kind: 'token', token: async () => 'outbound' },
			issuer: { name: botFramework, metadataUrl: `${address}/metadata` },
		},
		tokenFor,
		fetches,
		failWith: undefined,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve())
				server.closeAllConnections()
			}),
	}
	return issuer
}

function signatureOf(signed: string, alg: string | undefined, privateKey: KeyObject, publicKey: KeyObject): string {
	if (alg === 'none') return ''
	if (alg === 'HS256')
		return createHmac('sha256', publicKey.export({ format: 'pem', type: 'spki' }))
			.update(signed)
			.digest('base64url')
	return createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')
}

function encoded(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url')
}
