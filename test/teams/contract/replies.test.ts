import type { JsonObject } from '../../../src/demo/local-teams/activity'
import { openSqlite } from '../../../src/store/sqlite'
import { type Store, StoreUnavailable } from '../../../src/store/store'
import { buttonsIn, type RunningService, startService } from '../../support/service'
import { adapters } from './support/adapters'

const start: JsonObject = {
	type: 'invoke',
	name: 'adaptiveCard/action',
	value: { action: { type: 'Action.Execute', verb: 'start', data: { v: 'start' } } },
}

describe.each(adapters)('$name', ({ create }) => {
	let service: RunningService

	beforeEach(async () => {
		service = await startService({ createTeams: create, background: false })
	})

	afterEach(() => service.stop())

	/** Presses the newest button with this verb as a client does that knows only Action.Submit. */
	async function submit(on: RunningService, verb: string, inputs: JsonObject): Promise<void> {
		for (const { id, activity } of on.messages('p02').toReversed()) {
			const button = buttonsIn(activity).find((one) => one.verb === verb)
			if (!button) continue
			const { data } = button.fallback as { data: JsonObject }
			await on.connector.act('p02', id, { type: 'Action.Submit', data }, inputs)
			return
		}
		throw new Error(`there is no button ${verb}`)
	}

	test('a client that knows only Action.Submit comes to the same cards and the same answers', async () => {
		const other = await startService({ createTeams: create, background: false, now: () => Date.UTC(2026, 10, 3, 8) })
		const same = await startService({ createTeams: create, background: false, now: () => Date.UTC(2026, 10, 3, 8) })
		const steps: readonly [string, JsonObject][] = [
			['accept', {}],
			['answer', { i0: 'passport', o0: 'Fundbüro' }],
			['answer', { i0: '4,5', i1: '0' }],
			['back', {}],
			['pause', {}],
		]
		try {
			for (const one of [other, same]) await one.say('p02', 'DigiCheck')
			for (const [verb, inputs] of steps) {
				await other.press('p02', verb, inputs)
				await submit(same, verb, inputs)
				expect([verb, same.card('p02')]).toEqual([verb, other.card('p02')])
			}
			const answersOf = async ({ store }: RunningService) => {
				const document = await store.data.read('eschenwerder', 'digicheck:buergerservice:2026-H2')
				return (document?.document.body as { answers: JsonObject } | undefined)?.answers ?? {}
			}
			expect(await answersOf(same)).toEqual(await answersOf(other))
			expect(Object.keys(await answersOf(same))).toEqual(['A1', 'A2', 'A2b'])
		} finally {
			await other.stop()
			await same.stop()
		}
	})

	test('typed text brings a new card and folds up the older one', async () => {
		await service.say('p02', 'DigiCheck')
		await service.press('p02', 'accept')
		await service.press('p02', 'answer', { i0: 'passport' })
		const [, older] = service.messages('p02')
		await service.say('p02', '4,5')
		await until(() => !JSON.stringify(service.connector.message(older?.id ?? '')?.activity).includes('"answer"'))
		const closed = JSON.stringify(service.connector.message(older?.id ?? '')?.activity)
		expect(closed).toContain('neuesten Karte')
		expect(buttonsIn(service.card('p02')).map((button) => button.verb)).toContain('answer')
		expect(service.messages('p02').at(-1)?.id).not.toBe(older?.id)
	})

	test('going on from an older card folds up the newer one, so that only one is open', async () => {
		await service.say('p02', 'DigiCheck')
		await service.press('p02', 'accept')
		const first = service.messages('p02').find(({ author }) => author === 'bot')?.id ?? ''
		await service.say('p02', 'DigiCheck')
		const second = service.messages('p02').at(-1)?.id ?? ''
		const answersOn = (id: string) =>
			buttonsIn(service.connector.message(id)?.activity).some((button) => button.verb === 'answer')
		await until(() => !answersOn(first) && answersOn(second))
		await service.connector.act('p02', first, { type: 'Action.Execute', verb: 'start', data: { v: 'start' } })
		await until(() => answersOn(first) && !answersOn(second))
	})

	async function until(holds: () => boolean): Promise<void> {
		for (let tries = 0; tries < 200 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 10))
		expect(holds()).toBe(true)
	}

	describe('while the store does not work', () => {
		let broken: 'nothing' | 'writes' | 'everything'

		/** A store whose writes, or all of it, can be made to fail as a database does that does not answer. */
		function breakable(inner: Store): Store {
			const unless = <Result>(when: readonly (typeof broken)[], work: () => Promise<Result>): Promise<Result> =>
				when.includes(broken)
					? Promise.reject(new StoreUnavailable('no answer', { cause: new Error('connect ECONNREFUSED') }))
					: work()
			const data: Store['data'] = {
				...inner.data,
				read: (...args) => unless(['everything'], () => inner.data.read(...args)),
				create: (document) => unless(['everything', 'writes'], () => inner.data.create(document)),
				replace: (...args) => unless(['everything', 'writes'], () => inner.data.replace(...args)),
			}
			return { ...inner, data }
		}

		let failing: RunningService

		beforeEach(async () => {
			broken = 'nothing'
			failing = await startService({ createTeams: create, background: false, store: breakable(openSqlite(':memory:')) })
			await failing.say('p02', 'DigiCheck')
			await failing.press('p02', 'accept')
		})

		afterEach(() => failing.stop())

		test.each(['writes', 'everything'] as const)(
			'(%s) a button is answered by a sentence, and the card with its inputs stays',
			async (what) => {
				broken = what
				const before = failing.card('p02')
				const { status, body, outcome } = await failing.press('p02', 'answer', { i0: 'passport' })
				expect({ status, body }).toEqual({
					status: 200,
					body: {
						statusCode: 500,
						type: 'application/vnd.microsoft.error',
						value: {
							code: 'TryAgain',
							message: expect.stringMatching(
								/Speichern hat gerade nicht geklappt.*Ihre früheren Antworten sind gesichert/,
							),
						},
					},
				})
				expect(outcome.kind).toBe('error')
				expect(failing.card('p02')).toEqual(before)
				broken = 'nothing'
				expect((await failing.press('p02', 'answer', { i0: 'passport' })).outcome.kind).toBe('card')
			},
		)

		test.each(['writes', 'everything'] as const)(
			'(%s) a message is refused, so that Teams delivers it again',
			async (what) => {
				broken = what
				const before = failing.card('p02')
				expect((await failing.say('p02', 'Reisepass')).status).toBe(503)
				expect(failing.card('p02')).toEqual(before)
				broken = 'nothing'
				expect((await failing.say('p02', 'Reisepass')).status).toBe(200)
				expect(failing.card('p02')).not.toEqual(before)
			},
		)

		test('a button of somebody whom the bot has not met yet is answered by a sentence as well', async () => {
			broken = 'everything'
			const { status, body } = await failing.post(failing.activityOf('p03', start))
			expect({ status, type: body?.type }).toEqual({ status: 200, type: 'application/vnd.microsoft.error' })
		})
	})
})
