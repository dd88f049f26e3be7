import { join } from 'node:path'
import { z } from 'zod'

/**
 * The only reader of the environment. What is missing or wrong is said together with its remedy, before anything
 * starts.
 */
const port = z.coerce.number({ error: 'set PORT to a number from 0 to 65535' }).int().min(0).max(65_535)

const local = z.object({
	PORT: port.default(3978),
	DATA_DIR: z.string().min(1).default('data'),
	NODE_ENV: z.string().optional(),
	LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
})

const cosmos = z.object({
	COSMOS_ENDPOINT: z.url({ error: 'set COSMOS_ENDPOINT to the address of the Cosmos DB account' }),
	COSMOS_DATABASE: z.string().min(1).default('digicheck'),
	COSMOS_KEY: z.string().optional(),
	AZURE_CLIENT_ID: z.string().optional(),
})

const production = cosmos.extend({
	PORT: port.default(3978),
	MICROSOFT_APP_ID: z.uuid({
		error: 'set MICROSOFT_APP_ID to the app id of the Azure Bot; without it anybody could talk to the bot',
	}),
	MICROSOFT_APP_TYPE: z
		.enum(['UserAssignedMSI', 'SingleTenant'], { error: 'set MICROSOFT_APP_TYPE to UserAssignedMSI or SingleTenant' })
		.default('UserAssignedMSI'),
	MICROSOFT_APP_TENANT_ID: z.uuid({
		error: 'set MICROSOFT_APP_TENANT_ID to the Entra tenant in which the bot is registered',
	}),
	MICROSOFT_APP_PASSWORD: z.string().optional(),
	QUEUE_ENDPOINT: z
		.url({ error: 'set QUEUE_ENDPOINT to the address of the queues of a storage account, or leave it out' })
		.optional(),
	QUEUE_CONNECTION_STRING: z.string().optional(),
	PUBLIC_URL: z
		.url({
			protocol: /^https$/,
			error: 'set PUBLIC_URL to the address at which people reach the service, such as https://digicheck.example.de',
		})
		.transform((url) => url.replace(/\/+$/, ''))
		.optional(),
	LINK_KEY: z
		.string()
		.min(32, { error: 'set LINK_KEY to a secret of at least 32 characters, the same for all instances' })
		.optional(),
	LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface LocalConfig {
	readonly port: number
	readonly dataDir: string
	readonly logLevel: string
}

export interface CosmosConfig {
	readonly endpoint: string
	readonly database: string
	readonly key: string | undefined
	readonly clientId: string | undefined
}

/** The bell between instances: by managed identity, or with a key in the connection string. */
export type QueueConfig =
	| { readonly endpoint: string; readonly clientId: string | undefined }
	| { readonly connectionString: string }

export interface ProductionConfig {
	readonly port: number
	readonly appId: string
	readonly appType: 'UserAssignedMSI' | 'SingleTenant'
	readonly appTenantId: string
	readonly appPassword: string | undefined
	/** Without a slash at the end; absent: no links to documents are made. */
	readonly publicUrl: string | undefined
	/** Signs the links to documents; absent: each process makes its own key, which is enough for one instance. */
	readonly linkKey: string | undefined
	readonly cosmos: CosmosConfig
	/** Absent with a single instance: it needs no queue. */
	readonly queue: QueueConfig | undefined
	readonly logLevel: string
}

/** A setting that keeps the service from starting; the message is meant for the person who starts it. */
export class ConfigFault extends Error {
	override name = 'ConfigFault'
}

type Environment = Readonly<Record<string, string | undefined>>

/** Local mode: loopback, a SQLite file, no authentication. Refused where production is meant. */
export function localConfig(environment: Environment): LocalConfig {
	const read = parsed(local, environment)
	if (read.NODE_ENV === 'production')
		throw new ConfigFault('local mode has no authentication and does not run with NODE_ENV=production; use npm start')
	return { port: read.PORT, dataDir: read.DATA_DIR, logLevel: read.LOG_LEVEL }
}

export function productionConfig(environment: Environment): ProductionConfig {
	const read = parsed(production, environment)
	if (read.MICROSOFT_APP_TYPE === 'SingleTenant' && !read.MICROSOFT_APP_PASSWORD)
		throw new ConfigFault(
			'MICROSOFT_APP_TYPE=SingleTenant needs MICROSOFT_APP_PASSWORD; a managed identity (UserAssignedMSI) needs none',
		)
	if (read.MICROSOFT_APP_TYPE === 'UserAssignedMSI' && read.MICROSOFT_APP_PASSWORD?.trim())
		throw new ConfigFault(
			'MICROSOFT_APP_TYPE=UserAssignedMSI goes without MICROSOFT_APP_PASSWORD: leave it out, or set SingleTenant',
		)
	return {
		port: read.PORT,
		appId: read.MICROSOFT_APP_ID,
		appType: read.MICROSOFT_APP_TYPE,
		appTenantId: read.MICROSOFT_APP_TENANT_ID,
		appPassword: read.MICROSOFT_APP_PASSWORD,
		publicUrl: read.PUBLIC_URL,
		linkKey: read.LINK_KEY,
		cosmos: cosmosSettings(read),
		queue: queueSettings(read),
		logLevel: read.LOG_LEVEL,
	}
}

/** Where `npm run town` writes: Cosmos DB if COSMOS_ENDPOINT is set, else the local SQLite file. */
export function townStoreConfig(
	environment: Environment,
): { readonly cosmos: CosmosConfig } | { readonly sqlite: string } {
	if (environment.COSMOS_ENDPOINT) return { cosmos: cosmosSettings(parsed(cosmos, environment)) }
	return { sqlite: sqliteFile(parsed(local, environment).DATA_DIR) }
}

export function sqliteFile(dataDir: string): string {
	return join(dataDir, 'digicheck.sqlite')
}

function cosmosSettings(read: z.infer<typeof cosmos>): CosmosConfig {
	return {
		endpoint: read.COSMOS_ENDPOINT,
		database: read.COSMOS_DATABASE,
		key: read.COSMOS_KEY,
		clientId: read.AZURE_CLIENT_ID,
	}
}

function queueSettings(read: z.infer<typeof production>): QueueConfig | undefined {
	if (read.QUEUE_ENDPOINT !== undefined && read.QUEUE_CONNECTION_STRING !== undefined)
		throw new ConfigFault('set QUEUE_ENDPOINT (managed identity) or QUEUE_CONNECTION_STRING (a key), not both')
	if (read.QUEUE_CONNECTION_STRING !== undefined) return { connectionString: read.QUEUE_CONNECTION_STRING }
	return read.QUEUE_ENDPOINT === undefined
		? undefined
		: { endpoint: read.QUEUE_ENDPOINT, clientId: read.AZURE_CLIENT_ID }
}

function parsed<Schema extends z.ZodType>(schema: Schema, environment: Environment): z.infer<Schema> {
	const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
	const read = schema.safeParse(given)
	if (read.success) return read.data
	throw new ConfigFault(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
}
