import { createServer } from 'node:net'
import { command } from '../commands/command'
import { signedDocuments } from '../commands/documents'
import { endInOrder } from '../commands/run'
import { localConfig } from '../config'
import { catalogueFolder, loadCatalogues } from '../content/load'
import { localDate } from '../domain/shared/calendar'
import { serve } from '../http/server'
import { createLog } from '../log'
import { createService } from '../service'
import { openSqlite } from '../store/sqlite'
import { createTeams } from '../teams/create-teams'
import { dataFilesIn, readClock, removeDataFiles, writeClock } from './data-files'
import { movableClock } from './example/clock'
import { openExampleTown } from './example/town'
import { exampleTownClock } from './example/town-clock'
import { unlimitedPace } from './example/unlimited-pace'
import { guestIn, localPeople } from './local-people'
import { createConnector } from './local-teams/connector'
import { connectorPath, localRoutes } from './local-teams/routes'

const loopback = '127.0.0.1'

export const demoCommand = command(
	'The town on your own machine: the service on loopback, a SQLite file, an invented town and the chat page. PORT sets the port, DATA_DIR the folder of the files.',
	{ fresh: { does: 'begin anew; without it a second start finds everything again' } },
	runDemo,
)

async function runDemo({ fresh }: { readonly fresh: boolean }): Promise<void> {
	const config = localConfig(process.env)
	const logger = createLog(config.logLevel)
	const files = dataFilesIn(config.dataDir)
	if (fresh) removeDataFiles(files)
	// The service has to say its own address before it listens.
	const port = config.port === 0 ? await freePort() : config.port
	const address = `http://${loopback}:${port}`

	const store = openSqlite(files.service)
	const catalogues = loadCatalogues(catalogueFolder)
	const town = await openExampleTown(store, catalogues, localDate(Date.now()))

	const clock = movableClock(readClock(files.clock), Date.now)
	const documents = signedDocuments({ publicUrl: address }, () => service, Date.now)
	const service = createService(store, clock.now, logger, {
		catalogues,
		createPace: unlimitedPace,
		documentAddress: documents.addressOf,
	})
	// Without tokens: it answers and posts to this machine only.
	const teams = createTeams({
		local: { tenantId: town.town.entraTenantId, guest: guestIn(town) },
		allowedHosts: ['127.0.0.1', 'localhost', '[::1]'],
		nowMs: Date.now,
		conversation: service.conversation,
		logger,
	})

	const connector = createConnector({
		file: files.chats,
		botEndpoint: `${address}/api/messages`,
		serviceUrl: `${address}${connectorPath}`,
		bot: { id: '28:digicheck', name: 'DigiCheck' },
		tenantId: town.town.entraTenantId,
		people: localPeople(town),
		now: () => new Date(clock.now()),
	})
	const localTeams = localRoutes(connector, {
		onError: (fault) => logger.error({ fault: String(fault) }, 'the local pages failed'),
		clock: exampleTownClock({ clock, store, service, town, moved: () => writeClock(files.clock, clock.now()) }),
	})

	const server = await serve(
		{
			receive: teams.receive,
			ready: () => store.ready(),
			health: service.health,
			report: documents.report,
			before: localTeams,
		},
		{ port, host: loopback },
		logger,
	)
	service.start(teams.outbound)
	endInOrder(server, service, store, logger, () => connector.stop())
	process.stdout.write(`${town.town.name}: http://${loopback}:${server.port}/\n`)
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer()
		probe.once('error', reject)
		probe.listen(0, loopback, () => {
			const address = probe.address()
			probe.close(() =>
				address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
			)
		})
	})
}
