import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { readTownFolder } from '../../../src/content/town-folder'
import { importTown } from '../../../src/flows/directory/import-town'
import { serve } from '../../../src/http/server'
import { createLog } from '../../../src/log'
import { createService } from '../../../src/service'
import { openCosmos } from '../../../src/store/cosmos'
import { openSqlite } from '../../../src/store/sqlite'
import { createTeams } from '../../../src/teams/create-teams'

/**
 * The whole service in local mode, to be killed: `<port> sqlite <file>` or `<port> cosmos <endpoint>`. Says `ready`
 * when its doors are open.
 */
async function run([port, kind, where = '']: readonly string[]): Promise<void> {
	const key = Buffer.from('emulator').toString('base64')
	const store =
		kind === 'sqlite'
			? openSqlite(where)
			: await openCosmos({ endpoint: where, database: 'digicheck', key, createContainers: true })
	const catalogues = loadCatalogues(catalogueFolder)
	const areas = catalogues.latest.areas.map((area) => area.id)
	const town = readTownFolder(join(__dirname, '../../../deploy/example-town'), areas, '2026-11-03')
	await importTown(store, town, { keepRound: true })
	const logger = createLog('fatal')
	const service = createService(store, Date.now, logger, { catalogues })
	const teams = createTeams({
		local: { tenantId: town.town.entraTenantId, guest: 'p02' },
		allowedHosts: ['127.0.0.1'],
		nowMs: Date.now,
		logger,
		conversation: service.conversation,
	})
	await serve({ receive: teams.receive, ready: () => store.ready() }, { port: Number(port), host: '127.0.0.1' }, logger)
	service.start(teams.outbound)
	writeSync(1, 'ready\n')
}

void run(process.argv.slice(2))
