import { createHash } from 'node:crypto'
import {
	type Activity,
	ConfigurationBotFrameworkAuthentication,
	type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder'
import {
	type AuthenticateRequestResult,
	AuthenticationConfiguration,
	AuthenticationError,
	type Claim,
	ClaimsIdentity,
	type ConnectorClient,
	type ConnectorFactory,
	type ServiceClientCredentials,
	type ServiceClientCredentialsFactory,
} from 'botframework-connector'

/** How long one request to Teams may take. Longer than that, the answer would come too late anyway. */
const deadlineMs = 3_000
/** A verified token is remembered until it expires, but never longer than this. */
const longestMemoryMs = 5 * 60_000
const mostRemembered = 500
/** By how much the sender's clock may differ from ours; the library allows the same. */
const clockToleranceMs = 5 * 60_000

export interface Gate {
	/** The one issuer whose tokens count. Without it (local mode) requests are not authenticated. */
	readonly issuer: string | undefined
	/** Hosts that may be called back; `serviceUrl` comes from outside. */
	readonly allowsServiceUrl: (url: URL) => boolean
}

/**
 * botbuilder's own authentication with what it leaves open closed: tokens of other issuers are refused (an Entra token
 * for our app id from any tenant would pass otherwise), a bad signature is 401 and not 500, nothing is built twice per
 * turn, and a post is sent once.
 */
export class StrictAuthentication extends ConfigurationBotFrameworkAuthentication {
	private readonly verified = new Map<
		string,
		{ readonly until: number; readonly result: Promise<AuthenticateRequestResult> }
	>()
	private readonly clients = new Map<string, Promise<ConnectorClient>>()
	/** What the library made to sign our own requests, by app id. */
	private readonly made: Map<string, ServiceClientCredentials>
	private verifying: Promise<unknown> = Promise.resolve()

	constructor(
		options: ConfigurationBotFrameworkAuthenticationOptions,
		credentials: ServiceClientCredentialsFactory,
		private readonly gate: Gate,
		private readonly nowMs: () => number,
	) {
		const made = new Map<string, ServiceClientCredentials>()
		super(
			options,
			remembering(credentials, made),
			new AuthenticationConfiguration([], async (claims) => requireIssuer(claims, gate.issuer)),
		)
		this.made = made
	}

	/**
	 * The Authorization header with which the app may ask this service; none in local mode. Throws `AuthenticationError`
	 * for a host that may not be called, and whatever the library throws when it gets no token.
	 */
	async authorizationFor(appId: string, serviceUrl: string): Promise<string | undefined> {
		const identity = new ClaimsIdentity([
			{ type: 'aud', value: appId },
			{ type: 'appid', value: appId },
		])
		await this.createConnectorFactory(identity).create(serviceUrl)
		let authorization: string | undefined
		const headers = {
			set: (name: string, value: string) => {
				if (name.toLowerCase() === 'authorization') authorization = value
			},
		}
		await this.made
			.get(appId)
			?.signRequest({ headers } as unknown as Parameters<ServiceClientCredentials['signRequest']>[0])
		return authorization
	}

	/**
	 * Verifies as botbuilder does, once per token, channel and serviceUrl; concurrent requests share one verification.
	 */
	override async authenticateRequest(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
		if (!this.gate.allowsServiceUrl(new URL(activity.serviceUrl)))
			throw new AuthenticationError('serviceUrl is not an allowed host', 401)
		if (this.gate.issuer === undefined)
			return this.withOwnClients(await super.authenticateRequest(activity, authHeader))
		const key = createHash('sha256')
			.update(`${authHeader}\n${activity.channelId}\n${activity.serviceUrl}`)
			.digest('base64')
		const known = this.verified.get(key)
		if (known && known.until > this.nowMs()) return known.result
		// Said before anything is proven: what cannot pass costs no verification and fetches no keys.
		const stated = statedIn(authHeader)
		if (stated.iss !== this.gate.issuer) throw new AuthenticationError('the token comes from another issuer', 401)
		if (stated.expiresAt + clockToleranceMs < this.nowMs()) throw new AuthenticationError('the token has expired', 401)
		const until = Math.min(stated.expiresAt, this.nowMs() + longestMemoryMs)
		const result = this.inTurn(() => this.verify(activity, authHeader))
		if (this.verified.size >= mostRemembered) this.verified.clear()
		this.verified.set(key, { until, result })
		result.catch(() => this.verified.delete(key))
		return result
	}

	private async verify(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
		try {
			const result = await super.authenticateRequest(activity, authHeader)
			// Without an app id the library checks no token at all and asks no server.
			requireIssuer(result.claimsIdentity.claims, this.gate.issuer)
			return this.withOwnClients(result)
		} catch (fault) {
			if (isKeyServerFault(fault)) throw new AuthenticationError('the keys could not be fetched', 503)
			// The library answers a bad signature with a plain Error, which would become 500 and invite repetition.
			throw fault instanceof AuthenticationError ? fault : new AuthenticationError('the token was not accepted', 401)
		}
	}

	/** One verification after the other: after a start the first one fetches the keys, and the others find them there. */
	private inTurn<Result>(verify: () => Promise<Result>): Promise<Result> {
		let timer: NodeJS.Timeout | undefined
		// The library's fetch has no deadline; a key server that hangs must not hold up everybody for ever.
		const patience = new Promise((resolve) => {
			timer = setTimeout(resolve, deadlineMs)
		})
		const mine = Promise.race([this.verifying, patience]).then(() => {
			clearTimeout(timer)
			return verify()
		})
		this.verifying = mine.catch(() => undefined)
		return mine
	}

	private withOwnClients(result: AuthenticateRequestResult): AuthenticateRequestResult {
		return { ...result, connectorFactory: this.createConnectorFactory(result.claimsIdentity) }
	}

	/** One connector client per serviceUrl instead of one per turn, without the library's silent repetition of posts. */
	override createConnectorFactory(identity: AuthenticateRequestResult['claimsIdentity']): ConnectorFactory {
		const inner = super.createConnectorFactory(identity)
		return {
			create: (serviceUrl: string, audience?: string) => {
				if (!this.gate.allowsServiceUrl(new URL(serviceUrl)))
					return Promise.reject(new AuthenticationError('serviceUrl is not an allowed host', 401))
				const key = `${serviceUrl} ${audience ?? ''}`
				const known = this.clients.get(key)
				if (known) return known
				const client = inner.create(serviceUrl, audience).then(sendingOnce)
				this.clients.set(key, client)
				client.catch(() => this.clients.delete(key))
				return client
			},
		} as ConnectorFactory
	}
}

function remembering(
	inner: ServiceClientCredentialsFactory,
	made: Map<string, ServiceClientCredentials>,
): ServiceClientCredentialsFactory {
	return {
		isValidAppId: (appId: string) => inner.isValidAppId(appId),
		isAuthenticationDisabled: () => inner.isAuthenticationDisabled(),
		createCredentials: async (appId: string, ...rest: [string, string, boolean]) => {
			const credentials = await inner.createCredentials(appId, ...rest)
			made.set(appId, credentials)
			return credentials
		},
	} as ServiceClientCredentialsFactory
}

/**
 * Takes the retry policy out of the client's pipeline and sets a deadline. Fails loudly if a new version hides the
 * policy elsewhere.
 */
export function sendingOnce<Client extends object>(client: Client): Client {
	const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client
	const removed = pipeline.removePolicy({ name: 'defaultRetryPolicy' })
	if (removed.length !== 1)
		throw new Error(`expected one retry policy in the connector client, found ${removed.length}`)
	pipeline.addPolicy({
		name: 'deadline',
		sendRequest: (request, next) => {
			request.timeout = deadlineMs
			return next(request)
		},
	})
	return client
}

interface Pipeline {
	removePolicy(filter: { name: string }): readonly unknown[]
	addPolicy(policy: {
		name: string
		sendRequest: (
			request: { timeout: number },
			next: (request: { timeout: number }) => Promise<unknown>,
		) => Promise<unknown>
	}): void
}

function requireIssuer(claims: readonly Claim[], issuer: string | undefined): void {
	const stated = claims.find((claim) => claim.type === 'iss')?.value
	if (issuer !== undefined && stated !== issuer)
		throw new AuthenticationError('the token comes from another issuer', 401)
}

/**
 * The library could not get the keys: it says 500, or node-fetch says that no answer came. That is not the sender's
 * fault.
 */
function isKeyServerFault(fault: unknown): boolean {
	return (
		(fault instanceof AuthenticationError && fault.statusCode >= 500) ||
		(fault instanceof Error && fault.name === 'FetchError')
	)
}

/** What a token says of itself. Nothing of it counts until the library has verified the token. */
function statedIn(authHeader: string): { readonly iss: unknown; readonly expiresAt: number } {
	try {
		const { iss, exp } = JSON.parse(Buffer.from(authHeader.split('.')[1] ?? '', 'base64url').toString()) as {
			iss?: unknown
			exp?: unknown
		}
		return { iss, expiresAt: typeof exp === 'number' ? exp * 1_000 : 0 }
	} catch {
		// Not a token.
		return { iss: undefined, expiresAt: 0 }
	}
}
