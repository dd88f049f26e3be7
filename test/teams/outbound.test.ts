import type { Card } from '../../src/cards/kit/render'
import type { Fault, FaultyRequest } from '../../src/demo/local-teams/connector'
import type { Reach } from '../../src/domain/directory/reach'
import type { OutboxEntry } from '../../src/outbox/stored/entry'
import type { PostOutcome } from '../../src/outbox/stored/outcome'
import { openSqlite } from '../../src/store/sqlite'
import { createOutbound } from '../../src/teams/create-teams'
import { startTown, tenantId } from '../demo/support/town'
import { clockAt, dispatcherFor, entries, entryFor, put, redrawFor } from '../outbox/support'

/**
 * The whole way of a message against a Teams that answers wrongly: dispatcher, HTTP and the local connector, without
 * anything played. Every row says what the first request meets, and what has become of the message then and an hour
 * later, with the number of requests made.
 */
const card = (text: string) =>
	({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] }) as unknown as Card
const open = async (fault?: (request: FaultyRequest, count: number) => Fault | undefined) => {
	const requests: string[] = []
	let prepared = false
	const place = await startTown({
		faults: (request) => {
			if (!prepared) return undefined
			// What makes a chat delivers nothing.
			const delivers = request.activity?.type === 'message'
			requests.push(`${request.method} ${delivers ? 'message' : 'chat'}`)
			return delivers ? fault?.(request, requests.length) : undefined
		},
	})
	const send = createOutbound({ allowedHosts: ['127.0.0.1'], nowMs: Date.now })
	const serviceUrl = `${place.address}/local/connector`
	const channel = (await place.connector.createChannel('Bauen')).conversationId
	prepared = true
	const hanne: Reach = {
		tenantId,
		conversationId: place.connector.chatOf('hanne'),
		serviceUrl,
		userId: '29:hanne',
		entraObjectId: '00000000-0000-4000-8000-000000000001',
	}
	return {
		...place,
		send,
		serviceUrl,
		channel: { id: channel, serviceUrl, tenantId },
		hanne,
		requests,
		delivered: () => requests.filter((one) => one.endsWith('message')).length,
	}
}

type Open = Awaited<ReturnType<typeof open>>
let opened: Open | undefined
afterEach(() => opened?.stop())

type Kind = 'person' | 'channel' | 'redraw'

/** One message through a dispatcher of its own. */
const through = async (place: Open, kind: Kind) => {
	const clock = clockAt('2026-11-03T09:00:00Z')
	const store = openSqlite(':memory:')
	let living = ''
	if (kind === 'redraw') {
		const first = await place.send.toChannel(place.channel, card('living'))
		if (first.kind === 'sent') living = first.messageId ?? ''
		place.requests.length = 0
	}
	const drawn: string[] = []
	const post = async (entry: OutboxEntry): Promise<PostOutcome> => {
		// The word to the leads that something is unclear has its own test.
		if (entry.work.kind === 'unclear-posts') return { kind: 'sent' }
		const text = entry.short ? 'short' : 'long'
		drawn.push(text)
		if ('personId' in entry.to) return place.send.toChat(place.hanne, card(text))
		if (kind === 'redraw' && !entry.anew)
			return place.send.update({ conversationId: place.channel.id, serviceUrl: place.serviceUrl }, living, card(text))
		return place.send.toChannel(place.channel, card(text))
	}
	const entry =
		kind === 'redraw' ? redrawFor(place.channel.id) : entryFor('one', kind === 'person' ? 'hanne' : place.channel.id)
	await put(store, entry, clock.iso())
	const { sendDue, reports } = dispatcherFor(store, post, clock)
	const state = async () => {
		const one = (await entries(store)).find((some) => some.kind !== 'unclear-posts')
		return {
			state: one?.state,
			requests: place.delivered(),
			inMs: Date.parse(one?.dueAt ?? '') - clock.now().getTime(),
			fault: one?.lastFault,
		}
	}
	return {
		drawn,
		reports,
		first: async () => {
			await sendDue()
			return state()
		},
		hoursLater: async (hours = 1) => {
			for (let step = 0; step < 6 * hours; step++) {
				clock.advance(600_000)
				await sendDue()
			}
			const { state: last, requests } = await state()
			await store.close()
			return { state: last, requests }
		},
	}
}

const error = (code: string) => ({ error: { code, message: 'in other words' } })
type Ends = readonly [state: string, requests: number, stateLater: string, requestsLater: number]
const again: Ends = ['delayed', 1, 'sent', 2]
const parked: Ends = ['unclear', 1, 'unclear', 1]
const ambiguous = { person: again, channel: parked, redraw: again }
const same = (ends: Ends) => ({ person: ends, channel: ends, redraw: ends })

const rows: readonly (readonly [string, Fault, Readonly<Record<Kind, Ends>>])[] = [
	['429 with Retry-After', { status: 429, headers: { 'retry-after': '7' } }, same(again)],
	['429 without', { status: 429 }, same(again)],
	['412', { status: 412, body: error('PreconditionFailed') }, same(again)],
	['400', { status: 400, body: error('Bad Argument') }, same(['rejected', 1, 'rejected', 1])],
	['401', { status: 401, body: error('BotNotRegistered') }, same(again)],
	...[
		'BotDisabledByAdmin',
		'ConversationBlockedByUser',
		'BotNotInConversationRoster',
		'ForbiddenOperationException',
		'MessageWritesBlocked',
	].map(
		(code) => [`403 ${code}`, { status: 403, body: error(code) }, same(['unreachable', 1, 'unreachable', 1])] as const,
	),
	// The short card goes out at once.
	['413', { status: 413, body: error('MessageSizeTooBig') }, same(['sent', 2, 'sent', 2])],
	[
		'404',
		{ status: 404, body: error('ConversationNotFound') },
		// A chat is made anew; a living card is posted anew; a channel that is gone stays gone.
		{ person: ['sent', 2, 'sent', 2], channel: ['unreachable', 1, 'unreachable', 1], redraw: ['sent', 2, 'sent', 2] },
	],
	['500', { status: 500 }, ambiguous],
	['502', { status: 502, body: error('BadGateway') }, ambiguous],
	['503', { status: 503, headers: { 'retry-after': '1' } }, ambiguous],
	['504 after it was accepted', { status: 504, applyBefore: true }, ambiguous],
	['408', { status: 408 }, ambiguous],
	['a reset before it was accepted', { reset: true }, ambiguous],
	['a reset after it was accepted', { reset: true, applyBefore: true }, ambiguous],
	['half a body', { raw: '{"id":"17', cutShort: true, applyBefore: true }, ambiguous],
	['a body that is no JSON', { raw: '<html>', applyBefore: true }, ambiguous],
	['no answer', { delayMs: 3_500, applyBefore: true }, ambiguous],
]

describe.each(rows)('%s', (name, fault, ends) => {
	test.each(['person', 'channel', 'redraw'] as const)('to a %s', async (kind) => {
		let met = false
		opened = await open((request) => {
			// The card that is redrawn was posted before, without a fault.
			if (met || (kind === 'redraw' && request.method === 'POST')) return undefined
			met = true
			return fault
		})
		const message = await through(opened, kind)
		const [state, requests, stateLater, requestsLater] = ends[kind]
		const first = await message.first()
		expect(first).toMatchObject({ state, requests })
		if (name === '429 with Retry-After') expect(first.inMs).toBe(7_000)
		if (name === '413') expect(message.drawn).toEqual(['long', 'short'])
		if (name === '401') expect(message.reports).toMatchObject([{ what: 'unauthorised' }])
		expect(await message.hoursLater()).toEqual({ state: stateLater, requests: requestsLater })
	})
})

test.each([
	[412, 'channel', 'unclear', 4],
	[413, 'person', 'rejected', 2],
	[404, 'person', 'unreachable', 2],
	[404, 'redraw', 'unreachable', 2],
	[503, 'person', 'unclear', 2],
	[503, 'redraw', 'rejected', 10],
] as const)('%i for ever, to a %s: %s after %i requests', async (status, kind, state, requests) => {
	let faulty = false
	opened = await open(() => (faulty ? { status } : undefined))
	const message = await through(opened, kind)
	faulty = true
	await message.first()
	expect(await message.hoursLater(3)).toEqual({ state, requests })
})
