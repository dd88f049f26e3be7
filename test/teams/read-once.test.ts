import { CloudAdapter } from 'botbuilder'
import type { JsonObject } from '../../src/demo/local-teams/activity'
import { type RunningService, startService } from '../support/service'

/**
 * What comes in is read once, before the library sees it. The library is played here as its successor is: it hands the
 * turn an activity of its own, in which the time is a Date and the text is gone.
 */
type Process = (identity: unknown, activity: object, logic: (context: object) => Promise<void>) => Promise<unknown>
const adapter = CloudAdapter.prototype as unknown as { processActivity: Process }
const asItIs = adapter.processActivity
let process: jest.SpiedFunction<Process>
let town: RunningService

beforeEach(async () => {
	town = await startService({ background: false })
	process = jest.spyOn(adapter, 'processActivity').mockImplementation(function (
		this: unknown,
		identity,
		activity,
		logic,
	) {
		const { timestamp, text: _text, ...rest } = activity as { timestamp?: string; text?: string }
		return asItIs.call(this, identity, { ...rest, timestamp: new Date(String(timestamp)) }, logic)
	})
})
afterEach(async () => {
	process.mockRestore()
	await town.stop()
})

const post = (what: JsonObject) => town.post(town.activityOf('p02', what))
const answers = () => town.messages('p02').filter(({ author }) => author === 'bot').length

test('a message is answered, with the text that came in', async () => {
	expect((await post({ type: 'message', text: 'Hilfe' })).status).toBe(200)
	expect(process).toHaveBeenCalledTimes(1)
	expect(answers()).toBe(1)
	process.mockRestore()
	await post({ type: 'message', text: 'Hilfe' })
	const [first, second] = town.messages('p02').map(({ activity }) => activity.attachments)
	expect(first).toEqual(second)
})

test('so is a button that comes as a message', async () => {
	expect((await post({ type: 'message', value: { v: 'help' } })).status).toBe(200)
	expect(answers()).toBe(1)
})

test('an installation is greeted, in a chat and in a channel, and so is who mentions the bot there', async () => {
	expect((await post({ type: 'installationUpdate', action: 'add' })).status).toBe(200)
	expect(answers()).toBe(1)
	const { conversationId } = await town.connector.createChannel('Digitalisierung')
	await town.connector.say('p01', 'Hallo', conversationId)
	expect(town.connector.history(conversationId).filter(({ author }) => author === 'bot')).toHaveLength(2)
})

test('a turn that the library never runs is a fault with a line in the log, and the message comes again', async () => {
	process.mockResolvedValue(undefined)
	expect((await post({ type: 'message', text: 'Hilfe' })).status).toBe(503)
	expect(town.logged.join('\n')).toContain('the library ended a turn without running it')
	expect(answers()).toBe(0)
})
