import type { JsonObject } from '../../src/demo/local-teams/activity'
import { sessionFrom } from '../../src/store/documents'
import { buttonsIn, type RunningService, startService } from '../support/service'

/**
 * The same through the front door: Teams sends an activity again with the same id when it got no answer in time, and
 * later with a new one (docs: about 15 s and 30 s). Both must find that it has been done.
 */
const id = 'digicheck:standesamt:2026-H2'
let town: RunningService
beforeAll(async () => {
	town = await startService({ background: false })
	await town.say('p06', 'start')
	await town.press('p06', 'accept')
})
afterAll(() => town.stop())

const answers = async () => {
	const stored = await town.store.data.read('eschenwerder', id)
	return stored ? sessionFrom(stored.document).answers : {}
}

test('a pressed button', async () => {
	const button = buttonsIn(town.card('p06')).find((one) => one.verb === 'answer')
	const press = (activityId: string, at: string) => {
		const action = {
			type: 'Action.Execute',
			verb: 'answer',
			data: { ...(button?.data as JsonObject), o0: 'Eheschließung' },
		}
		return town.post(
			town.activityOf('p06', {
				type: 'invoke',
				name: 'adaptiveCard/action',
				id: activityId,
				timestamp: at,
				replyToId: 'card',
				value: { action },
			}),
		)
	}
	const first = await press('activity-1', '2026-11-03T09:00:00.000Z')
	const once = await answers()
	expect(once).toMatchObject({ A1: { answer: { value: [{ id: 'own-1', name: 'Eheschließung' }] } } })
	const sameId = await press('activity-1', '2026-11-03T09:00:00.000Z')
	const newId = await press('activity-2', '2026-11-03T09:00:30.000Z')
	expect(await answers()).toEqual(once)
	for (const { status, body } of [first, sameId, newId]) {
		expect(status).toBe(200)
		expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
		// The next page, every time.
		expect(buttonsIn(body?.value).find((one) => one.verb === 'answer')?.data).toMatchObject({ p: 'staffing' })
	}
})

test('a typed answer', async () => {
	const written = '2026-11-03T09:01:00.000Z'
	const type = (activityId: string) =>
		town.post(town.activityOf('p06', { type: 'message', id: activityId, timestamp: written, text: '4,5' }))
	expect((await type('activity-3')).status).toBe(200)
	const once = await answers()
	expect(once).toMatchObject({ A2: { answer: { value: 4.5 } } })
	expect((await type('activity-3')).status).toBe(200)
	expect((await type('activity-4')).status).toBe(200)
	expect(await answers()).toEqual(once)
	expect(once).not.toHaveProperty('A2b')
})

test('both deliveries at the same moment', async () => {
	const message = town.activityOf('p06', {
		type: 'message',
		id: 'activity-5',
		timestamp: '2026-11-03T09:02:00.000Z',
		text: '2',
	})
	const both = await Promise.all([town.post(message), town.post({ ...message, id: 'activity-6' })])
	expect(both.map(({ status }) => status)).toEqual([200, 200])
	const { A2b, A3 } = await answers()
	expect(A2b?.answer).toEqual({ status: 'given', value: 2 })
	expect(A3).toBeUndefined()
})
