import { clarificationsOf } from '../../../src/domain/digicheck/clarifications'
import type { Session } from '../../../src/domain/digicheck/session'
import { ask, block, catalogue, form, number, options, text, yesNo } from '../support/form'
import { ada, answered, begun, circumstances, clara, decide, emil } from '../support/town'

const unsure = { kind: 'choice', options: options('yes', { id: 'unclear', open: true }) } as const
const several = { kind: 'choices', options: options('paper', { id: 'unclear', open: true }) } as const
const check = catalogue(
	form(
		block(
			'start',
			ask('A', yesNo),
			ask('B', number, { when: { question: 'A', is: 'yes' } }),
			ask('C', unsure),
			ask('D', several),
			ask('E', text),
			ask('Q', yesNo, { audience: 'lead' }),
		),
	),
)

const open = (session: Session, actor = ada) =>
	clarificationsOf(session, circumstances(check, actor)).map(
		({ key, because, ownerId }) => `${key} ${because} ${ownerId}`,
	)

test('lists what nobody could or wanted to answer yet, and options that say so themselves', () => {
	const session = answered(
		check,
		begun(),
		ada,
		{ A: { instead: 'unknown' } },
		{ C: 'unclear' },
		{ D: 'paper,unclear' },
		{ E: { instead: 'later' } },
	)
	expect(open(session)).toEqual(['A unknown clara', 'C unclear clara', 'D unclear clara', 'E later ada'])
})

test('"does not apply" is no open point, nor is a plain answer', () => {
	expect(
		open(answered(check, begun(), ada, { A: { instead: 'not-applicable' } }, { C: 'yes' }, { D: 'paper' })),
	).toEqual([])
})

test('a withdrawn point is none, and comes back with its cause', () => {
	const later = answered(check, begun(), ada, { A: 'yes' }, { B: { instead: 'unknown' } })
	expect(open(later)).toEqual(['B unknown clara'])
	expect(open(answered(check, later, ada, { A: 'no' }))).toEqual([])
	expect(open(answered(check, later, ada, { A: 'no' }, { A: 'yes' }))).toEqual(['B unknown clara'])
})

test('what only the lead was asked is listed for the lead alone', () => {
	const session = answered(check, begun(), clara, { Q: { instead: 'later' } })
	expect(open(session, clara)).toEqual(['Q later clara'])
	expect(open(session, ada)).toEqual([])
	expect(open(session, emil)).toEqual([])
})

describe('who looks after a point', () => {
	const session = answered(check, begun(), ada, { A: { instead: 'unknown' } })
	const name = (key: string, ownerId: string, at = session) =>
		decide(check, at, ada, { type: 'owner-named', key, ownerId })

	test('the head, until somebody of the department is named', () => {
		expect(open(session)).toEqual(['A unknown clara'])
		expect(open(name('A', 'bo').session)).toEqual(['A unknown bo'])
	})

	test('an answer settles it, and the next open point begins anew', () => {
		const named = name('A', 'bo').session
		expect(answered(check, named, ada, { A: 'yes' }).owners).toEqual({})
		expect(open(answered(check, named, ada, { A: 'yes' }, { A: { instead: 'unknown' } }))).toEqual(['A unknown clara'])
	})

	test.each([
		['somebody of another department', 'A', 'dora', 'no-such-person'],
		['somebody who does not exist', 'A', 'constructor', 'no-such-person'],
		['a point that is not open', 'E', 'bo', 'no-longer-asked'],
		['a key like a part of an object', '__proto__', 'bo', 'no-longer-asked'],
	])('not for %s', (_name, key, ownerId, remark) => {
		expect(name(key, ownerId)).toMatchObject({ next: undefined, reply: { kind: 'clarifications', remark } })
	})

	test('an answered question needs nobody', () => {
		expect(name('A', 'bo', answered(check, begun(), ada, { A: 'yes' }))).toMatchObject({
			next: undefined,
			reply: { remark: 'no-longer-asked' },
		})
	})

	test('twice is once', () => {
		expect(name('A', 'bo', name('A', 'bo').session).next).toBeUndefined()
	})
})
