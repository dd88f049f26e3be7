import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as after } from 'node:timers/promises'
import { type Session, sessionId } from '../../src/domain/digicheck/session'
import { openCosmos } from '../../src/store/cosmos'
import { sessionFrom } from '../../src/store/documents'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { exampleTown } from '../flows/support/house'
import { randomFrom } from '../support/random'
import { type Child, startChild } from './support/child'
import { answeringClient } from './support/client'

/**
 * The service is killed (kill -9, real processes) again and again while people answer over HTTP. Whatever was
 * acknowledged is stored, every question has exactly one final value, and no click counted twice, although Teams
 * repeats what it got no answer to.
 */
const kills = process.env.FULL ? 200 : 10
const town = exampleTown()
/** One person in each department: so it is known which answer has to be the last. */
const people = ['p02', 'p06', 'p08', 'p10', 'p13', 'p15']
	.map((id) => town.people.find((one) => one.id === id))
	.filter((one) => one !== undefined)
const runService = require.resolve('./support/run-service.ts')
const runEmulator = require.resolve('./support/run-emulator.ts')

let folder: string
let emulator: Child | undefined
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'crash-'))
})
afterAll(async () => {
	await emulator?.kill()
	rmSync(folder, { recursive: true })
})

test.each<[string, () => Promise<{ args: string[]; open: () => Promise<Store>; whole: () => void }>]>([
	[
		'a SQLite file',
		async () => {
			const file = join(folder, 'digicheck.sqlite')
			const whole = () => {
				const database = new DatabaseSync(file)
				expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
				database.close()
			}
			return { args: ['sqlite', file], open: async () => openSqlite(file), whole }
		},
	],
	[
		'Cosmos DB (emulator)',
		async () => {
			emulator = startChild(runEmulator, [])
			const endpoint = await emulator.line((line) => line.startsWith('http'))
			const key = Buffer.from('emulator').toString('base64')
			return {
				args: ['cosmos', endpoint],
				open: () => openCosmos({ endpoint, database: 'digicheck', key, createContainers: true }),
				whole: () => undefined,
			}
		},
	],
])(
	'over %s',
	async (name, prepare) => {
		const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
		const random = randomFrom(seed)
		const { args, open, whole } = await prepare()
		const port = await freePort()
		const start = async () => {
			const child = startChild(runService, [String(port), ...args])
			await child.line((line) => line === 'ready')
			return child
		}
		const clients = people.map((person, at) =>
			answeringClient(
				{
					bot: `http://127.0.0.1:${port}/api/messages`,
					tenantId: town.town.entraTenantId,
					entraObjectId: person.entraObjectId ?? '',
					personId: person.id,
					sessionId: sessionId(person.departmentId ?? '', town.town.round),
				},
				randomFrom(seed + at),
			),
		)

		let service = await start()
		const answering = Promise.all(clients.map((client) => client.run()))
		for (let kill = 0; kill < kills; kill++) {
			await after(300 + random() * 700)
			expect(await service.kill()).toBe('SIGKILL')
			service = await start()
		}
		for (const client of clients) client.stop()
		await answering
		await service.kill()

		whole()
		const store = await open()
		let [clicks, changes, repeated] = [0, 0, 0]
		for (const [at, client] of clients.entries()) {
			const session = await stored(store, sessionId(people[at]?.departmentId ?? '', town.town.round))
			const answers = Object.fromEntries(Object.entries(session.answers).map(([key, { answer }]) => [key, answer]))
			expect(answers).toEqual(client.acknowledged)
			// Every acknowledged change counted once: none got lost, none was done again by a repetition.
			expect(session.revision).toBe(client.counts.changes)
			clicks += client.counts.clicks
			changes += client.counts.changes
			repeated += client.counts.repeated
		}
		await store.close()
		process.stdout.write(
			`${name}: seed ${seed}, ${kills} kills, ${clicks} clicks acknowledged, ${changes} changes stored, ${repeated} deliveries repeated\n`,
		)
		// Every kill met people who were answering, and some clicks a killed service; otherwise nothing was tried.
		expect(changes).toBeGreaterThan(kills)
		expect(repeated).toBeGreaterThan(kills)
	},
	1_200_000,
)

async function stored(store: Store, id: string): Promise<Session> {
	const document = (await store.data.read(town.town.id, id))?.document
	if (!document) throw new Error(`${id} is not stored`)
	return sessionFrom(document)
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer()
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address()
			probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
		})
	})
}
