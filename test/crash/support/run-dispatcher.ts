import { writeSync } from 'node:fs'
import type { Card } from '../../../src/cards/kit/render'
import { storageQueueDoorbell, usualPollMs } from '../../../src/outbox/doorbell/storage-queue-doorbell'
import { createDispatcher } from '../../../src/outbox/lanes/dispatcher'
import { createPace } from '../../../src/outbox/lanes/pace'
import { openCosmos } from '../../../src/store/cosmos'
import { openSqlite } from '../../../src/store/sqlite'
import type { Store } from '../../../src/store/store'
import { createOutbound } from '../../../src/teams/create-teams'
import { directoryOf, keyOf } from '../../outbox/support'
import { fastClock } from './fast-clock'

/**
 * A worker that sends, to be killed: `<teams> <began> <times> <queue> sqlite <file>` or `… cosmos <endpoint>
 * <database>`. Its time runs so many times as fast. With the connection string of a queue it listens there and says
 * what it hears; an empty one is none.
 */
async function run([
	teams = '',
	began,
	times = '',
	queue = '',
	kind,
	where = '',
	database = '',
]: readonly string[]): Promise<void> {
	const store = kind === 'sqlite' ? openSqlite(where) : await openEmulator(where, database)
	const send = createOutbound({ allowedHosts: ['127.0.0.1'], nowMs: Date.now })
	const dispatcher = createDispatcher({
		store,
		clock: fastClock(Number(began), Number(times)),
		owner: `${process.pid}`,
		directoryOf,
		createPace,
		post: async (entry) => {
			const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: keyOf(entry) }] } as Card
			if ('channelId' in entry.to)
				return send.toChannel({ id: entry.to.channelId, serviceUrl: teams, tenantId: entry.tenantId }, card)
			const { personId } = entry.to
			return send.toChat(
				{
					tenantId: entry.tenantId,
					conversationId: `a:${entry.townId}:${personId}`,
					serviceUrl: teams,
					userId: `29:${personId}`,
				},
				card,
			)
		},
		report: ({ what, fault }) => {
			if (what === 'failed') process.stderr.write(`${process.pid} ${fault}\n`)
		},
	})
	dispatcher.start()
	const pollMs = { busy: usualPollMs.busy / Number(times), idle: usualPollMs.idle / Number(times) }
	// That the queue is gone is part of the test; nothing may depend on it.
	const bell =
		queue === ''
			? undefined
			: storageQueueDoorbell({ account: { connectionString: queue }, onFault: () => undefined, pollMs })
	const listening = bell?.listen((lane) => {
		writeSync(1, `heard ${lane}\n`)
		dispatcher.heard(lane)
	})
	writeSync(1, 'ready\n')
	process.on('SIGTERM', () => {
		Promise.resolve(listening?.stop())
			.then(() => dispatcher.stop())
			.then(() => store.close())
			.finally(() => process.exit(0))
	})
}

/** A busy emulator may take longer than the client waits; in production nothing is asked when the store is opened. */
async function openEmulator(endpoint: string, database: string, tries = 10): Promise<Store> {
	const key = Buffer.from('emulator').toString('base64')
	try {
		return await openCosmos({ endpoint, database, key, createContainers: true })
	} catch (fault) {
		if (tries === 0) throw fault
		return openEmulator(endpoint, database, tries - 1)
	}
}

void run(process.argv.slice(2))
