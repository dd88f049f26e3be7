import type { JsonObject } from '../../../src/demo/local-teams/activity'
import { openSqlite } from '../../../src/store/sqlite'
import { StoreUnavailable } from '../../../src/store/store'
import { type Issuer, startIssuer } from '../../support/issuer'
import { type RunningService, startService } from '../../support/service'
import { adapters } from './support/adapters'

describe.each(adapters)('$name', ({ create }) => {
	/** Planted wherever a person or Teams could put something private; none of it may turn up in the log. */
	const planted = {
		text: 'PLANT-text-31415',
		answer: 'PLANT-answer-92653',
		name: 'PLANT-name-58979',
		comment: 'PLANT-comment-32384',
		token: 'PLANT-token-62643',
		conversation: 'PLANT-conversation-38327',
		header: 'PLANT-header-95028',
		replyFromTeams: 'PLANT-reply-84197',
	}

	let service: RunningService
	let issuer: Issuer
	let broken = false

	beforeAll(async () => {
		issuer = await startIssuer()
		const inner = openSqlite(':memory:')
		const replace: typeof inner.data.replace = (...args) =>
			broken
				? Promise.reject(new StoreUnavailable('no answer', { cause: new Error(`timeout`) }))
				: inner.data.replace(...args)
		// Every update of an older card fails, and Teams says something private while refusing.
		const faults = ({ method }: { method: string }) =>
			method === 'PUT'
				? { status: 403, body: { error: { code: 'Forbidden', message: `${planted.replyFromTeams} may not` } } }
				: undefined
		service = await startService({
			createTeams: create,
			issuer,
			store: { ...inner, data: { ...inner.data, replace } },
			connector: { faults },
		})
	})

	afterAll(async () => {
		await service.stop()
		await issuer.stop()
	})

	const signed = () => ({
		authorization: `Bearer ${issuer.tokenFor({ serviceUrl: service.serviceUrl })}`,
		'x-planted': planted.header,
	})
	const bearing = (what: JsonObject) => service.activityOf('p02', what)

	async function aBusyMorning(): Promise<void> {
		await service.install('p02')
		await service.say('p02', 'DigiCheck')
		await service.press('p02', 'accept')
		await service.press('p02', 'answer', { i0: 'passport', o0: planted.answer })
		await service.say('p02', '4,5')
		await service.say('p02', `weiß nicht ${planted.text}`)
		broken = true
		await service.say('p02', planted.text)
		await service.press('p02', 'postpone')
		broken = false
		const from = { ...(bearing({}).from as JsonObject), name: planted.name }
		const data = { v: 'return', s: 'digicheck:buergerservice:2026-H2', comment: planted.comment }
		const action = { type: 'Action.Execute', verb: 'return', data }
		await service.post(bearing({ type: 'invoke', name: 'adaptiveCard/action', value: { action }, from }), signed())
		await service.post(
			bearing({
				type: 'invoke',
				name: 'adaptiveCard/action',
				value: { action: { ...action, verb: planted.text } },
				from,
			}),
			signed(),
		)
	}

	async function attacks(): Promise<void> {
		await service.post(bearing({ type: 'message', text: planted.text }), { authorization: `Bearer ${planted.token}` })
		await service.post(bearing({ type: 'message', text: planted.text }), {
			authorization: `Bearer ${issuer.tokenFor({ serviceUrl: service.serviceUrl, signature: 'stranger' })}`,
		})
		await service.post(
			bearing({ type: 'message', text: planted.text, serviceUrl: `https://${planted.text}.example/` }),
			signed(),
		)
		await service.post(bearing({ type: 'message', text: planted.text, channelId: planted.name }), signed())
		await service.post(bearing({ type: 'message', text: 7, from: planted.name }), signed())
		await service.post(
			bearing({
				type: 'message',
				text: planted.text,
				conversation: { id: planted.conversation, tenantId: planted.name },
			}),
			signed(),
		)
		await fetch(`${service.url}/api/messages`, {
			method: 'POST',
			body: `{"text":"${planted.text}`,
			headers: { 'content-type': 'application/json' },
		})
		await fetch(`${service.url}/${planted.text}?${planted.token}`)
	}

	test('a run with faults and attacks leaves nothing private in the log', async () => {
		await aBusyMorning()
		await attacks()
		// The failing update of an older card is logged after the answer.
		await new Promise((resolve) => setTimeout(resolve, 100))
		const log = service.logged.join('\n')
		const reasons = service.logged.map((line) => (JSON.parse(line) as { msg: string }).msg)
		expect(reasons).toEqual(expect.arrayContaining(['refused a request', 'an answer was not stored']))
		const { replyFromTeams: _known, ...rest } = planted
		expect(Object.values(rest).filter((marker) => log.includes(marker))).toEqual([])
	})

	test('what Teams wrote when it refused is not in it either', () => {
		expect(service.logged.join('\n')).not.toContain(planted.replyFromTeams)
	})

	test('neither are names, addresses, accounts, chats or tokens of the people in it', () => {
		const { town, connector, logged } = service
		const log = logged.join('\n')
		const person = town.people.find((one) => one.id === 'p02')
		const token = issuer.tokenFor({ serviceUrl: service.serviceUrl }).split('.')[0] ?? ''
		const secrets = [
			...town.people.map(({ name }) => name),
			person?.email,
			person?.entraObjectId,
			connector.chatOf('p02'),
			town.town.entraTenantId,
			token,
		]
		expect(logged.length).toBeGreaterThan(3)
		expect(secrets.filter((secret) => secret !== undefined && log.includes(secret))).toEqual([])
	})
})
