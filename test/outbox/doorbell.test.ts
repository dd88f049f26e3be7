import { setTimeout as wait } from 'node:timers/promises'
import { QueueClient } from '@azure/storage-queue'
import { type Doorbell, inProcessDoorbell } from '../../src/outbox/doorbell/doorbell'
import { bellQueue, storageQueueDoorbell } from '../../src/outbox/doorbell/storage-queue-doorbell'
import { type Azurite, startAzurite } from '../support/azurite'

/** Waits for a fact, at most some seconds. */
async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
	for (let tries = 0; tries < 400; tries++) {
		if (await fact()) return
		await wait(20)
	}
	throw new Error('it did not come about')
}

describe('within one process', () => {
	test('one listener hears each ring, and all have their turn', async () => {
		const bell = inProcessDoorbell()
		const heard: string[] = []
		bell.listen((lane) => heard.push(`first ${lane}`))
		bell.listen((lane) => heard.push(`second ${lane}`))
		await bell.ring('a')
		await bell.ring('b')
		expect(heard).toEqual(['first a', 'second b'])
	})

	test('who has stopped hears nothing more, and nobody need listen', async () => {
		const bell = inProcessDoorbell()
		const heard: string[] = []
		const listening = bell.listen((lane) => heard.push(lane))
		await listening.stop()
		await bell.ring('a')
		expect(heard).toEqual([])
	})
})

describe('between instances, over Azure Storage Queue', () => {
	let azurite: Azurite
	let queue: QueueClient
	const faults: string[] = []
	const listening: { stop(): Promise<void> }[] = []
	const pollMs = { busy: 50, idle: 200 }
	const instance = (poll = pollMs): Doorbell =>
		storageQueueDoorbell({
			account: { connectionString: azurite.connectionString },
			onFault: (what) => faults.push(what),
			pollMs: poll,
		})
	const listen = (bell: Doorbell): string[] => {
		const heard: string[] = []
		listening.push(bell.listen((lane) => heard.push(lane)))
		return heard
	}
	const left = async () => (await queue.getProperties()).approximateMessagesCount

	beforeAll(async () => {
		azurite = await startAzurite()
		queue = new QueueClient(azurite.connectionString, bellQueue, { retryOptions: { maxTries: 1 } })
	})
	afterEach(async () => {
		await Promise.all(listening.splice(0).map((one) => one.stop()))
		faults.length = 0
	})
	afterAll(() => azurite.kill())

	test('the queue is made by whoever misses it first', async () => {
		await queue.deleteIfExists()
		await instance().ring('lane')
		expect(await left()).toBe(1)
		await queue.delete()
		const heard = listen(instance())
		await instance().ring('other lane')
		await until(() => heard.includes('other lane'))
		expect(faults).toEqual([])
	})

	test('of two listeners one hears each ring, and nothing remains', async () => {
		const heard = [listen(instance()), listen(instance())]
		const lanes = Array.from({ length: 100 }, (_, at) => `lane ${at}`)
		const ringer = instance()
		await Promise.all(lanes.map((lane) => ringer.ring(lane)))
		await until(() => heard.flat().length >= 100)
		expect(heard.flat().sort()).toEqual([...lanes].sort())
		await until(async () => (await left()) === 0)
		expect(faults).toEqual([])
	})

	test('a message carries the lane and nothing else, in base64', async () => {
		await instance().ring('town 7')
		const { receivedMessageItems } = await queue.receiveMessages()
		expect(
			receivedMessageItems.map(({ messageText }) => JSON.parse(Buffer.from(messageText, 'base64').toString())),
		).toEqual([{ lane: 'town 7' }])
		await queue.clearMessages()
	})

	test('many rings for one lane at a time become two, one of them after all of them', async () => {
		const bell = instance()
		await Promise.all(Array.from({ length: 200 }, () => bell.ring('lane')))
		expect(await left()).toBe(2)
		await bell.ring('lane')
		expect(await left()).toBe(3)
		await queue.clearMessages()
	})

	test('who rings and listens does not wait for the next look', async () => {
		const bell = instance({ busy: 60_000, idle: 60_000 })
		const heard = listen(bell)
		await wait(300)
		await bell.ring('lane')
		await until(() => heard.length === 1)
	})

	test.each([
		['no base64', '*** ***'],
		['no JSON', Buffer.from('lane').toString('base64')],
		['another shape', Buffer.from('{"lane":7}').toString('base64')],
		['nothing', Buffer.from('null').toString('base64')],
		['a lane beyond all measure', Buffer.from(JSON.stringify({ lane: 'x'.repeat(201) })).toString('base64')],
	])('what is not ours is deleted, and the next ring is heard: %s', async (_, text) => {
		await queue.sendMessage(text)
		const heard = listen(instance())
		await instance().ring('lane')
		await until(async () => (await left()) === 0)
		await until(() => heard.length === 1)
		expect(heard).toEqual(['lane'])
		expect(faults).toEqual(['read'])
	})

	test('without the queue nothing fails, and when it is back bells are heard again', async () => {
		const bell = instance()
		const heard = listen(bell)
		await bell.ring('before')
		await until(() => heard.length === 1)
		await azurite.kill()
		await bell.ring('meanwhile')
		expect(faults).toContain('ring')
		await until(() => faults.includes('listen'))
		await azurite.start()
		await bell.ring('after')
		await until(() => heard.includes('after'))
	})
})
