import { DefaultAzureCredential } from '@azure/identity'
import type { Logger } from 'pino'
import { type CosmosConfig, productionConfig, type QueueConfig } from '../config'
import { serve } from '../http/server'
import { createLog } from '../log'
import type { Doorbell } from '../outbox/doorbell/doorbell'
import { storageQueueDoorbell } from '../outbox/doorbell/storage-queue-doorbell'
import { createService } from '../service'
import { openCosmos } from '../store/cosmos'
import type { Store } from '../store/store'
import { createTeams } from '../teams/create-teams'
import { command } from './command'
import { signedDocuments } from './documents'
import { endInOrder } from './run'

/** Tokens of the Bot Framework service have this issuer, and only those count. */
const botFrameworkIssuer = 'https://api.botframework.com'
/** Where Teams may be called back. */
const teamsHost = 'smba.trafficmanager.net'

export const serveCommand = command(
	"The service as a town's IT runs it. Its settings come from the environment; it refuses to start if one is missing, and says which.",
	{},
	runProduction,
)

async function runProduction(): Promise<void> {
	const config = productionConfig(process.env)
	const logger = createLog(config.logLevel)
	const store = await openConfiguredCosmos(config.cosmos)
	const bell = config.queue && { doorbell: configuredDoorbell(config.queue, logger) }
	const documents =
		config.publicUrl === undefined
			? undefined
			: signedDocuments({ publicUrl: config.publicUrl, key: config.linkKey }, () => service, Date.now)
	const service = createService(store, Date.now, logger, {
		...bell,
		...(documents && { documentAddress: documents.addressOf }),
	})
	const teams = createTeams({
		app: {
			id: config.appId,
			tenantId: config.appTenantId,
			credential:
				config.appType === 'UserAssignedMSI'
					? { kind: 'managed-identity' }
					: { kind: 'secret', secret: config.appPassword ?? '' },
			issuer: { name: botFrameworkIssuer },
		},
		allowedHosts: [teamsHost],
		nowMs: Date.now,
		logger,
		conversation: service.conversation,
	})
	const server = await serve(
		{
			receive: teams.receive,
			ready: () => store.ready(),
			health: service.health,
			...(documents && { report: documents.report }),
		},
		{ port: config.port, host: '0.0.0.0' },
		logger,
	)
	service.start(teams.outbound)
	endInOrder(server, service, store, logger)
	logger.info({ port: server.port }, 'ready')
}

export function openConfiguredCosmos(config: CosmosConfig): Promise<Store> {
	return openCosmos({
		endpoint: config.endpoint,
		database: config.database,
		...(config.key === undefined ? { aadCredentials: identity(config.clientId) } : { key: config.key }),
	})
}

function configuredDoorbell(config: QueueConfig, logger: Logger): Doorbell {
	return storageQueueDoorbell({
		account:
			'connectionString' in config ? config : { endpoint: config.endpoint, credential: identity(config.clientId) },
		// Only the code: what the library says in words names addresses and signatures.
		onFault: (what, fault) => {
			const { code, name } = fault as { readonly code?: string; readonly name?: string }
			logger.warn({ what, fault: code ?? name }, 'the bell failed; the scan finds what it did not announce')
		},
	})
}

function identity(clientId: string | undefined): DefaultAzureCredential {
	return new DefaultAzureCredential(clientId === undefined ? {} : { managedIdentityClientId: clientId })
}
