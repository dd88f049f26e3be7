import { decideSession } from '../../../src/domain/digicheck/decide-session'
import type { Session } from '../../../src/domain/digicheck/session'
import type { Directory } from '../../../src/domain/directory/directory'
import { answers, ask, block, catalogue, form, text, yesNo } from '../support/form'
import { ada, answered, auental, begun, bo, circumstances, clara, decide, tuesday } from '../support/town'

const check = catalogue(
	form(
		block(
			'start',
			ask('A', yesNo),
			ask('B', text, { when: { question: 'A', is: 'yes' } }),
			ask('C', text),
			ask('Q', yesNo, { audience: 'lead' }),
		),
	),
)
const done = answered(check, begun(), ada, { A: 'yes' }, { B: 'much' }, { C: 'fine' })
const handIn = (session: Session) => decide(check, session, ada, { type: 'handed-in' })
const handedIn = handIn(done).session
const released = decide(check, handedIn, clara, { type: 'released' }).session
/** What the channels are told beside it is in milestones.test.ts. */
const toPeople = (session: Session) => session.pending.filter(({ to }) => 'personId' in to)

describe('handing in', () => {
	test('is refused while something is open', () => {
		const half = answered(check, begun(), ada, { A: 'yes' })
		expect(handIn(half)).toMatchObject({ next: undefined, reply: { kind: 'review', remark: 'still-open' } })
	})

	test('"later" leaves nothing open', () => {
		const later = answered(check, begun(), ada, { A: 'no' }, { C: { instead: 'later' } })
		expect(handIn(later).session.status).toBe('handed-in')
	})

	test('asks the head, in the same change', () => {
		const { session, reply } = handIn(done)
		expect(reply).toEqual({ kind: 'handed-in' })
		expect(session).toMatchObject({ status: 'handed-in', handedInBy: 'ada', revision: done.revision + 1 })
		expect(toPeople(session)).toEqual([
			{
				key: `${done.id}:handed-in:1:${done.revision}:clara`,
				kind: 'digicheck-handed-in',
				to: { personId: 'clara' },
				sessionId: done.id,
			},
		])
	})

	test('twice is once', () => {
		expect(handIn(handedIn)).toMatchObject({ next: undefined, reply: { kind: 'handed-in' } })
	})

	test('the head who hands in is not notified, other heads are', () => {
		const deputy = { ...clara, id: 'carl' }
		const directory: Directory = { ...auental, people: [...auental.people, deputy] }
		const ready = answered(check, done, clara, { Q: 'no' })
		const { next, reply } = decideSession(ready, { type: 'handed-in' }, { ...circumstances(check, clara), directory })
		expect(reply).toEqual({ kind: 'release-preview' })
		expect(next && toPeople(next).map((notice) => notice.to)).toEqual([{ personId: 'carl' }])
	})

	test('the head answers their own questions first', () => {
		expect(decide(check, done, clara, { type: 'handed-in' }).reply).toEqual({ kind: 'review', remark: 'still-open' })
	})

	test('can be taken back until the release', () => {
		expect(decide(check, handedIn, bo, { type: 'taken-back' })).toMatchObject({
			session: { status: 'answering' },
			reply: { kind: 'review' },
		})
		expect(decide(check, done, bo, { type: 'taken-back' })).toMatchObject({
			next: undefined,
			reply: { kind: 'review' },
		})
		expect(decide(check, released, bo, { type: 'taken-back' })).toMatchObject({
			next: undefined,
			reply: { kind: 'released' },
		})
	})

	test('every round of it has notices of its own', () => {
		const back = decide(check, handedIn, ada, { type: 'taken-back' }).session
		const keys = toPeople(handIn(back).session).map((notice) => notice.key)
		expect(new Set(keys).size).toBe(2)
	})
})

describe('giving it back', () => {
	const give = (session: Session, comment: string, actor = clara) =>
		decide(check, session, actor, { type: 'returned', comment })

	test('reopens the pass and tells who handed it in, with the comment', () => {
		const { session, reply } = give(handedIn, ' Bitte C \u202eergänzen. ')
		expect(reply).toEqual({ kind: 'returned' })
		expect(session).toMatchObject({ status: 'answering', returnedWith: 'Bitte C ergänzen.' })
		expect(toPeople(session).at(-1)).toMatchObject({
			kind: 'digicheck-returned',
			to: { personId: 'ada' },
			comment: 'Bitte C ergänzen.',
		})
	})

	test('without a comment there is none', () => {
		const { session } = give(handedIn, '  ')
		expect(session).not.toHaveProperty('returnedWith')
		expect(toPeople(session).at(-1)).not.toHaveProperty('comment')
	})

	test('a long comment is cut, never in the middle of a character', () => {
		expect([...(give(handedIn, '🏛'.repeat(600)).session.returnedWith ?? '')]).toHaveLength(500)
	})

	test('the comment is answered by handing in anew', () => {
		expect(handIn(give(handedIn, 'C?').session).session).not.toHaveProperty('returnedWith')
	})

	test('nobody is told about what they did themselves', () => {
		const own = decide(check, answered(check, done, clara, { Q: 'no' }), clara, { type: 'handed-in' }).session
		expect(toPeople(give(own, 'wait').session)).toEqual([])
	})

	test.each([
		['twice is once', give(handedIn, 'C?').session, 'returned'],
		['not after the release', released, 'released'],
	])('%s', (_name, session, kind) => {
		expect(give(session, 'C?')).toMatchObject({ next: undefined, reply: { kind } })
	})
})

describe('releasing', () => {
	test('makes the answers that count the official state number 1', () => {
		expect(released).toMatchObject({
			status: 'released',
			releases: [{ number: 1, on: tuesday, by: 'clara', changed: [] }],
		})
		expect(released.released).toEqual(answers({ A: 'yes', B: 'much', C: 'fine' }))
		expect(toPeople(released).at(-1)).toEqual({
			key: `${done.id}:released:1`,
			kind: 'digicheck-released',
			to: { personId: 'ada' },
			sessionId: done.id,
		})
	})

	test('includes what only the lead was asked', () => {
		const withLead = answered(check, handedIn, clara, { Q: 'yes' })
		expect(decide(check, withLead, clara, { type: 'released' }).session.released).toMatchObject(answers({ Q: 'yes' }))
	})

	test('leaves out what was withdrawn', () => {
		const less = handIn(answered(check, done, ada, { A: 'no' })).session
		expect(decide(check, less, clara, { type: 'released' }).session.released).toEqual(answers({ A: 'no', C: 'fine' }))
	})

	test('only what was handed in', () => {
		expect(decide(check, done, clara, { type: 'released' }).reply).toEqual({ kind: 'refused', reason: 'not-handed-in' })
	})

	test('twice is once', () => {
		expect(decide(check, released, clara, { type: 'released' })).toMatchObject({
			next: undefined,
			reply: { kind: 'released' },
		})
	})
})

describe('a correction', () => {
	const correcting = decide(check, released, clara, { type: 'correction-started' }).session

	test('leaves what was released as it was until the next release', () => {
		const changed = answered(check, correcting, ada, { C: 'better' })
		expect(changed.status).toBe('correcting')
		expect(changed.released).toEqual(released.released)
		expect(changed.releases).toHaveLength(1)
	})

	test('becomes release number 2 with the keys that differ, withdrawn ones included', () => {
		const changed = handIn(answered(check, correcting, ada, { A: 'no' }, { C: 'better' })).session
		expect(decide(check, changed, clara, { type: 'released' }).session.releases).toEqual([
			{ number: 1, on: tuesday, by: 'clara', changed: [] },
			{ number: 2, on: tuesday, by: 'clara', changed: ['A', 'B', 'C'] },
		])
	})

	test('there and back differs in nothing', () => {
		const same = handIn(answered(check, correcting, ada, { A: 'no' }, { A: 'yes' })).session
		expect(decide(check, same, clara, { type: 'released' }).session.releases.at(-1)).toMatchObject({
			number: 2,
			changed: [],
		})
	})

	test('that is given back or taken back remains a correction', () => {
		const again = handIn(correcting).session
		expect(decide(check, again, clara, { type: 'returned', comment: '' }).session.status).toBe('correcting')
		expect(decide(check, again, ada, { type: 'taken-back' }).session.status).toBe('correcting')
	})

	test.each([
		['is begun once', correcting, { kind: 'review' }],
		['waits for a release', handedIn, { kind: 'release-preview' }],
	])('%s', (_name, session, reply) => {
		expect(decide(check, session, clara, { type: 'correction-started' })).toMatchObject({ next: undefined, reply })
	})
})
