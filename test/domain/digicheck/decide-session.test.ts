import { decideSession, lookAgain, noticeVersion } from '../../../src/domain/digicheck/decide-session'
import { newSession, participation } from '../../../src/domain/digicheck/session'
import type { SessionEvent } from '../../../src/domain/digicheck/session-event'
import { headsOf } from '../../../src/domain/directory/directory'
import { permissions } from '../../../src/domain/directory/may'
import { ask, block, catalogue, form, list, loop, page, text, yesNo } from '../support/form'
import {
	ada,
	answered,
	answering,
	auental,
	begun,
	bo,
	circumstances,
	clara,
	decide,
	dora,
	emil,
	round,
} from '../support/town'

const check = catalogue(
	form(
		block(
			'start',
			page('first', ask('A', yesNo), ask('B', yesNo, { when: { question: 'A', is: 'yes' } })),
			ask('C', text),
		),
		block('lead', page('departures', ask('Q', yesNo, { audience: 'lead' }))),
	),
)
const done = answered(check, begun(), ada, { A: 'no' }, { C: 'fine' })
const handedIn = decide(check, done, ada, { type: 'handed-in' }).session
const released = decide(check, handedIn, clara, { type: 'released' }).session

/** One of every event, as a card of this state would send it. */
const everyEvent: readonly SessionEvent[] = [
	{ type: 'opened' },
	{ type: 'notice-accepted' },
	answering(check, begun(), ada, { A: 'yes' }),
	{ type: 'page-postponed', page: 'first', shown: ['A'], stamp: 'x' },
	{ type: 'page-opened', page: 'first' },
	{ type: 'question-opened', key: 'A' },
	{ type: 'went-back' },
	{ type: 'items-opened', question: 'S' },
	{ type: 'item-changed', question: 'S', stamp: 'x', change: { do: 'add', name: 'Markt' } },
	{ type: 'paused' },
	{ type: 'went-on' },
	{ type: 'review-opened' },
	{ type: 'handed-in' },
	{ type: 'taken-back' },
	{ type: 'returned', comment: '' },
	{ type: 'released' },
	{ type: 'correction-started' },
	{ type: 'clarifications-opened' },
	{ type: 'owner-named', key: 'A', ownerId: 'ada' },
]

describe('the notice comes first', () => {
	const fresh = newSession('auental', 'trade', round, '1')

	test.each(['opened', 'page-answered', 'page-opened', 'item-changed', 'review-opened', 'handed-in', 'taken-back'])(
		'whatever a newcomer does: %s',
		(type) => {
			const event = everyEvent.find((one) => one.type === type) ?? { type: 'opened' }
			expect(decideSession(fresh, event, circumstances(check, ada))).toEqual({ reply: { kind: 'notice' } })
		},
	)

	test('accepting it leads straight to the first question', () => {
		const { session, reply } = decide(check, fresh, ada, { type: 'notice-accepted' })
		expect(participation(session, 'ada').notice).toBe(noticeVersion)
		expect(reply).toMatchObject({ kind: 'page', page: 'first', editing: false })
	})

	test('each person accepts for themselves', () => {
		const { session } = decide(check, fresh, ada, { type: 'notice-accepted' })
		expect(decide(check, session, bo, { type: 'opened' }).reply).toEqual({ kind: 'notice' })
	})

	test('an older version of the notice is shown again', () => {
		const old = { ...begun(), people: { ada: { notice: noticeVersion - 1, plannedSeconds: 0 } } }
		expect(decide(check, old, ada, { type: 'opened' }).reply).toEqual({ kind: 'notice' })
	})

	test('accepting twice changes nothing more', () => {
		const once = decide(check, fresh, ada, { type: 'notice-accepted' }).session
		expect(decide(check, once, ada, { type: 'notice-accepted' }).next).toBeUndefined()
	})
})

describe('where somebody stands who just comes in', () => {
	test.each([
		['at the first open question', begun(), ada, { kind: 'page', page: 'first' }],
		['in the middle', answered(check, begun(), ada, { A: 'yes' }), bo, { kind: 'page', page: 'first' }],
		['at the review when all is answered', done, ada, { kind: 'review' }],
		['the head still has a question of their own', done, clara, { kind: 'page', page: 'departures' }],
		['handed in: the team waits', handedIn, bo, { kind: 'handed-in' }],
		['handed in: the head decides', handedIn, clara, { kind: 'release-preview' }],
		['released: the team', released, ada, { kind: 'released' }],
		['released: the head', released, clara, { kind: 'released' }],
	])('%s', (_name, session, actor, expected) => {
		expect(decide(check, session, actor, { type: 'opened' }).reply).toMatchObject(expected)
	})
})

describe('an open card looks again', () => {
	const look = (session: typeof done, key: string | undefined) => lookAgain(session, key, circumstances(check, ada))

	test('at its own page as long as that is asked, open or answered', () => {
		expect(look(begun(), 'C')).toMatchObject({ kind: 'page', page: 'C', editing: false })
		expect(look(done, 'C')).toMatchObject({ kind: 'page', page: 'C', editing: true })
	})

	test.each([
		['its page is gone', begun(), 'gone', { kind: 'page', page: 'first' }],
		['it is not about a page', done, undefined, { kind: 'review' }],
		['the pass was handed in meanwhile', handedIn, 'C', { kind: 'handed-in' }],
		['the page is for the lead', done, 'departures', { kind: 'review' }],
	])('at the right card when %s', (_name, session, key, expected) => {
		expect(look(session, key)).toMatchObject(expected)
	})
})

describe('who may do it', () => {
	const inOrder: readonly SessionEvent['type'][] = ['returned', 'released', 'correction-started']

	test.each(everyEvent.map((event) => [event.type, event] as const))(
		'%s: nobody from another department, in any state',
		(_type, event) => {
			for (const session of [begun([ada, dora, emil]), { ...handedIn, people: begun([dora]).people }, released]) {
				expect(decideSession(session, event, circumstances(check, dora))).toEqual({
					reply: { kind: 'refused', reason: 'not-permitted' },
				})
			}
		},
	)

	test.each(everyEvent.map((event) => [event.type, event] as const))(
		'%s: the project lead only looks at the open points of what was released',
		(type, event) => {
			const looks = type === 'clarifications-opened'
			expect(decideSession(begun([ada, emil]), event, circumstances(check, emil))).toEqual({
				reply: { kind: 'refused', reason: looks ? 'not-handed-in' : 'not-permitted' },
			})
			expect(decideSession(released, event, circumstances(check, emil))).toEqual({
				reply: looks ? { kind: 'clarifications' } : { kind: 'refused', reason: 'not-permitted' },
			})
		},
	)

	test.each(inOrder)('%s: the head only, not the team', (type) => {
		const event = everyEvent.find((one) => one.type === type) ?? { type: 'opened' }
		const session = type === 'correction-started' ? released : handedIn
		expect(decideSession(session, event, circumstances(check, ada))).toEqual({
			reply: { kind: 'refused', reason: 'not-permitted' },
		})
		expect(decideSession(session, event, circumstances(check, clara)).next).toBeDefined()
	})

	test('the head of the department is found in the directory', () => {
		expect(headsOf(auental, 'trade').map((one) => one.id)).toEqual(['clara'])
		expect(Object.keys(permissions['release-digicheck'])).toEqual(['departmentHead'])
	})
})

describe('what has been handed in or released', () => {
	const changing = everyEvent.filter((event) =>
		['page-answered', 'page-postponed', 'item-changed'].includes(event.type),
	)

	test.each(changing.map((event) => [event.type, event] as const))(
		'is no longer changed by the team: %s',
		(_type, event) => {
			expect(decide(check, handedIn, ada, event)).toMatchObject({ next: undefined, reply: { kind: 'handed-in' } })
			expect(decide(check, released, ada, event)).toMatchObject({ next: undefined, reply: { kind: 'released' } })
			expect(decide(check, released, clara, event)).toMatchObject({ next: undefined, reply: { kind: 'released' } })
		},
	)

	test('the head answers their own question before releasing', () => {
		const { reply } = decide(check, handedIn, clara, { type: 'went-on' })
		expect(reply).toMatchObject({ kind: 'page', page: 'departures' })
		const after = decide(check, handedIn, clara, answering(check, handedIn, clara, { Q: 'yes' }))
		expect(after.session.answers.Q?.answer).toEqual({ status: 'given', value: 'yes' })
		expect(after.reply).toEqual({ kind: 'release-preview' })
	})
})

describe('reviewing', () => {
	test.each([
		['while answering', begun(), ada, { kind: 'review' }],
		['handed in, as the team', handedIn, ada, { kind: 'handed-in' }],
		['handed in, as the head', handedIn, clara, { kind: 'release-preview' }],
		['released', released, clara, { kind: 'released' }],
	])('%s', (_name, session, actor, reply) => {
		expect(decideSession(session, { type: 'review-opened' }, circumstances(check, actor))).toEqual({ reply })
	})

	test('one section can be read in every state', () => {
		for (const session of [begun(), handedIn, released]) {
			expect(decide(check, session, ada, { type: 'review-opened', section: 'start' }).reply).toEqual({
				kind: 'section',
				section: 'start',
			})
		}
	})
})

test.each<[string, SessionEvent]>([
	['the review', { type: 'review-opened' }],
	['the open points', { type: 'clarifications-opened' }],
])('whoever looks at %s has no page before them any more', (_name, event) => {
	const atC = answered(check, begun(), ada, { A: 'no' })
	expect(participation(atC, 'ada').page).toBe('C')
	expect(participation(decide(check, atC, ada, event).session, 'ada').page).toBeUndefined()
	expect(decide(check, atC, bo, event).next).toBeUndefined()
})

describe('opening', () => {
	const services = catalogue(form(block('start', ask('S', list)), loop('S', 'each', ask('L1', yesNo))))

	test('a question opens the page on which it stands', () => {
		expect(decide(check, done, ada, { type: 'question-opened', key: 'C' }).reply).toMatchObject({
			kind: 'page',
			page: 'C',
			editing: true,
		})
	})

	test.each(['Q', 'X', 'constructor', ''])('a question that is not asked (%s) opens what is', (key) => {
		expect(decide(check, begun(), ada, { type: 'question-opened', key }).reply).toMatchObject({
			kind: 'page',
			page: 'first',
			remark: 'no-longer-asked',
		})
	})

	test('the list of services', () => {
		expect(decide(services, begun(), ada, { type: 'items-opened', question: 'S' }).reply).toEqual({
			kind: 'items',
			question: 'S',
		})
	})

	test.each(['L1', 'X'])('%s is no list', (question) => {
		expect(decide(services, begun(), ada, { type: 'items-opened', question }).reply).toMatchObject({
			kind: 'page',
			page: 'S',
			remark: 'no-longer-asked',
		})
	})
})
