import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { signedDocuments } from '../commands/documents'
import { endInOrder } from '../commands/run'
import { localConfig, sqliteFile } from '../config'
import { catalogueFolder, loadCatalogues } from '../content/load'
import { readTownFolder } from '../content/town-folder'
import type { Directory } from '../domain/directory/directory'
import { addDays, localDate } from '../domain/shared/calendar'
import { addHalfYears, firstDayOf } from '../domain/shared/half-year'
import { importTown } from '../flows/directory/import-town'
import { readKnowledge } from '../flows/knowledge/knowledge'
import { readPlan } from '../flows/plan/read-plan'
import { serve } from '../http/server'
import { createLog } from '../log'
import { createService } from '../service'
import { openSqlite } from '../store/sqlite'
import { createTeams } from '../teams/create-teams'
import { readExample } from './example/answers'
import { movableClock, unhurried } from './example/clock'
import { exampleDays } from './example/half-year'
import { exampleHandover, readExampleHandover } from './example/handover'
import { readExampleKnowledge, storeExampleKnowledge } from './example/knowledge'
import { examplePeople } from './example/people'
import { exampleTownClock } from './example/town-clock'
import type { Person } from './local-teams/activity'
import { createConnector } from './local-teams/connector'
import { connectorPath, localRoutes } from './local-teams/routes'

const demoTown = join(__dirname, '../../deploy/example-town')
const loopback = '127.0.0.1'

/**
 * The town on your own machine: the service on loopback, a SQLite file, an invented town and the chat page. `--fresh`
 * starts anew.
 */
export async function runDemo(args: readonly string[]): Promise<void> {
	const config = localConfig(process.env)
	const logger = createLog(config.logLevel)
	const file = sqliteFile(config.dataDir)
	const chatFile = join(config.dataDir, 'local-teams.sqlite')
	if (args.includes('--fresh'))
		for (const one of [file, chatFile, join(config.dataDir, 'clock.json')])
			for (const end of ['', '-wal', '-shm']) rmSync(one + end, { force: true })

	const store = openSqlite(file)
	const catalogues = loadCatalogues(catalogueFolder)
	const shipped = readTownFolder(
		demoTown,
		catalogues.latest.areas.map((area) => area.id),
		localDate(Date.now()),
	)
	const known = await store.data.read(shipped.town.id, 'directory')
	if (!known) {
		await importTown(store, shipped, true)
		const serviceIds = new Set(catalogues.latest.services.map(({ id }) => id))
		await storeExampleKnowledge(store, readExampleKnowledge(demoTown, shipped, serviceIds, localDate(Date.now())).all)
	}
	// What was imported over it since the first start counts.
	const town = (known?.document.body as Directory | undefined) ?? shipped
	const clockFile = join(config.dataDir, 'clock.json')
	const clock = movableClock(savedTime(clockFile), Date.now)
	const port = config.port === 0 ? await freePort() : config.port
	const documents = signedDocuments({ publicUrl: `http://${loopback}:${port}` }, () => service, Date.now)
	const service = createService(store, clock.now, logger, {
		catalogues,
		createPace: unhurried,
		documentAddress: documents.addressOf,
	})

	const teams = createTeams({
		local: { tenantId: town.town.entraTenantId, guest: guestIn(town) },
		allowedHosts: ['127.0.0.1', 'localhost', '[::1]'],
		nowMs: Date.now,
		logger,
		conversation: service.conversation,
	})
	const connector = createConnector({
		file: chatFile,
		botEndpoint: `http://${loopback}:${port}/api/messages`,
		serviceUrl: `http://${loopback}:${port}${connectorPath}`,
		bot: { id: '28:digicheck', name: 'DigiCheck' },
		tenantId: town.town.entraTenantId,
		people: town.people.map((person) => localPerson(person, town)),
		now: () => new Date(clock.now()),
	})
	const example = readExample(demoTown)
	const people = examplePeople(service.conversation, town, example)
	const townId = town.town.id
	const townClock = exampleTownClock({
		clock,
		service,
		directory: town,
		people,
		days: exampleDays(people, town, example, () => readPlan({ store }, townId)),
		handover: exampleHandover(people, town, readExampleHandover(demoTown), (positionId) =>
			readKnowledge({ store }, townId, positionId),
		),
		endOfPlan: async () => {
			const settings = (await readPlan({ store }, townId)).agreed?.settings
			// And on until the last half-year has been looked back on.
			return settings && addDays(firstDayOf(addHalfYears(settings.first, settings.length)), 21)
		},
		moved: () => writeFileSync(clockFile, JSON.stringify({ now: clock.now() })),
	})
	const pages = localRoutes(connector, {
		onError: (fault) => logger.error({ fault: String(fault) }, 'the local pages failed'),
		clock: townClock,
	})
	const server = await serve(
		{
			receive: teams.receive,
			ready: () => store.ready(),
			health: service.health,
			report: documents.report,
			before: pages,
		},
		{ port, host: loopback },
		logger,
	)
	service.start(teams.outbound)
	endInOrder(server, service, store, logger, () => connector.stop())
	process.stdout.write(`${town.town.name}: http://${loopback}:${server.port}/\n`)
}

/**
 * Where the town's clock stood last, or now if it has never been moved. A clock that was moved stands still while the
 * demo does not run.
 */
function savedTime(file: string): number {
	if (!existsSync(file)) return Date.now()
	return Math.max(Date.now(), Number((JSON.parse(readFileSync(file, 'utf8')) as { now: number }).now))
}

function localPerson(person: Directory['people'][number], town: Directory): Person {
	const department = town.departments.find((one) => one.id === person.departmentId)?.name
	return {
		id: person.id,
		name: person.name,
		entraObjectId: person.entraObjectId ?? inventedAccount(person.id),
		email: person.email ?? `${person.id}@${town.town.id}.example`,
		title: town.positions.find((position) => position.id === person.positionId)?.name ?? '',
		...(department !== undefined && { department }),
		language: person.language,
	}
}

/**
 * An object id for somebody whom the directory knows by e-mail only; always the same, so that a second start finds the
 * chat again.
 */
function inventedAccount(personId: string): string {
	const hex = createHash('sha256').update(personId).digest('hex')
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Other Bot Framework clients have no account in the town; whoever they are, they answer as its first member of staff.
 */
function guestIn(town: Directory): string {
	return (
		town.people.find((person) => person.roles.includes('staff') && !person.roles.includes('departmentHead'))?.id ?? ''
	)
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
