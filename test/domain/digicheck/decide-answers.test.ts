import { questionsShown } from '../../../src/domain/digicheck/decide-answers'
import { answersOf, participation, type Session, stampOf } from '../../../src/domain/digicheck/session'
import type { SessionEvent } from '../../../src/domain/digicheck/session-event'
import { openPage, walk } from '../../../src/domain/questionnaire/walk'
import { answers, ask, block, catalogue, form, number, page, text, withheld, yesNo } from '../support/form'
import { ada, answered, answering, begun, bo, decide } from '../support/town'

const check = catalogue(
	form(
		block(
			'start',
			page('first', ask('A', yesNo), ask('N', number)),
			ask('B', text, { when: { question: 'A', is: 'yes' } }),
		),
		block('end', ask('C', text), ask('D', text)),
	),
)

function postponing(session: Session, on: string, ...shown: readonly string[]): SessionEvent {
	return { type: 'page-postponed', page: on, shown, stamp: stampOf(session, shown) }
}

describe('answering a page', () => {
	test('stores all of it as one change and goes on', () => {
		const start = begun()
		const { session, reply } = decide(check, start, ada, answering(check, start, ada, { A: 'no', N: '12' }))
		expect(answersOf(session)).toEqual(answers({ A: 'no', N: 12 }))
		expect(session.revision).toBe(1)
		expect(reply).toMatchObject({ kind: 'page', page: 'C', editing: false, saved: ['A', 'N'] })
	})

	test('keeps what is fine, says what is not, and repeats what was entered', () => {
		const start = begun()
		const { session, reply } = decide(check, start, ada, answering(check, start, ada, { A: 'yes', N: '120' }))
		expect(answersOf(session)).toEqual(answers({ A: 'yes' }))
		expect(reply).toEqual({
			kind: 'page',
			page: 'first',
			editing: false,
			saved: ['A'],
			problems: { N: { problem: 'too-large', entered: { main: '120' } } },
		})
	})

	test('with nothing entered stays on the page', () => {
		const start = begun()
		const { session, reply } = decide(check, start, ada, answering(check, start, ada, { A: '', N: '' }))
		expect(answersOf(session)).toEqual({})
		expect(reply).toMatchObject({ kind: 'page', page: 'first', saved: [] })
	})

	test('stores only what was shown and stands on that page', () => {
		const start = begun()
		const event: SessionEvent = {
			type: 'page-answered',
			page: 'first',
			shown: ['A', 'C', '__proto__', 'X'],
			stamp: stampOf(start, ['A', 'C', '__proto__', 'X']),
			inputs: { A: { main: 'no' }, N: { main: '3' }, C: { main: 'smuggled' }, X: { main: 'y' } },
		}
		expect(answersOf(decide(check, start, ada, event).session)).toEqual(answers({ A: 'no' }))
	})

	test('stores nothing for a question that may never be asked, even if a card names it', () => {
		const perhaps = catalogue(
			form(block('start', page('first', ask('A', yesNo), ask('B', text, { when: { question: 'A', is: 'yes' } })))),
		)
		const { session, reply } = decide(perhaps, begun(), ada, answering(perhaps, begun(), ada, { B: 'early' }))
		expect(answersOf(session)).toEqual({})
		expect(reply).toMatchObject({ kind: 'page', page: 'first', remark: 'no-longer-asked' })
	})

	test('changing an answer withdraws what depended on it; changing it back brings it back', () => {
		const start = answered(check, begun(), ada, { A: 'yes', N: '1' }, { B: 'kept' })
		const away = answered(check, start, ada, { A: 'no' })
		expect(answersOf(away).B).toEqual({ status: 'given', value: 'kept' })
		expect(openPage(walk(check.questionnaire, answersOf(away), 'everyone'))?.key).toBe('C')
		const back = answered(check, away, ada, { A: 'yes' })
		expect(answersOf(back)).toEqual(answersOf(start))
		expect(openPage(walk(check.questionnaire, answersOf(back), 'everyone'))?.key).toBe('C')
	})

	test('a page that is no longer asked says so and shows what is', () => {
		const start = answered(check, begun(), ada, { A: 'yes', N: '1' })
		const forB = answering(check, start, bo, { B: 'late' })
		const away = answered(check, start, ada, { A: 'no' })
		const { session, reply } = decide(check, away, bo, forB)
		expect(answersOf(session)).toEqual(answersOf(away))
		expect(reply).toMatchObject({ kind: 'page', page: 'C', remark: 'no-longer-asked' })
	})
})

describe('a stale card', () => {
	const start = begun()
	const ofAda = answering(check, start, ada, { A: 'yes', N: '1' })
	const once = decide(check, start, ada, ofAda).session

	test('the same click delivered twice changes nothing and shows the right card', () => {
		const again = decide(check, once, ada, ofAda)
		expect(again.session).toEqual(once)
		expect(again.reply).toMatchObject({ kind: 'page', page: 'B', problems: {} })
	})

	test('somebody else was faster: their answers stay, and the page comes back with them', () => {
		const late = decide(check, once, bo, answering(check, start, bo, { A: 'no', N: '50' }))
		expect(answersOf(late.session)).toEqual(answersOf(once))
		expect(late.reply).toMatchObject({ kind: 'page', page: 'first', editing: true, remark: 'already-answered' })
	})

	test('somebody else answered the same: nothing to say', () => {
		const late = decide(check, once, bo, answering(check, start, bo, { A: 'yes', N: '1' }))
		expect(late.reply).toMatchObject({ kind: 'page', page: 'B' })
		expect(late.reply).not.toHaveProperty('remark')
	})

	test('only the questions it showed count: a change elsewhere on the page does not make it stale', () => {
		const first = answered(check, start, ada, { A: 'no' })
		const fresh = decide(check, first, bo, answering(check, start, bo, { N: '7' }))
		expect(answersOf(fresh.session)).toEqual(answers({ A: 'no', N: 7 }))
	})
})

describe('postponing a page', () => {
	test('answers what is open with "later" and leaves the rest', () => {
		const start = answered(check, begun(), ada, { A: 'no' })
		const { session, reply } = decide(check, start, ada, postponing(start, 'first', 'A', 'N'))
		expect(answersOf(session)).toEqual(answers({ A: 'no', N: withheld('later') }))
		expect(reply).toMatchObject({ kind: 'page', page: 'C', saved: ['N'] })
	})

	test('twice is once', () => {
		const start = begun()
		const event = postponing(start, 'first', 'A', 'N')
		const once = decide(check, start, ada, event).session
		expect(decide(check, once, ada, event).session).toEqual(once)
	})

	test('never overwrites an answer that came in between', () => {
		const start = begun()
		const event = postponing(start, 'first', 'A', 'N')
		const meanwhile = answered(check, start, bo, { A: 'yes' })
		const late = decide(check, meanwhile, ada, event)
		expect(answersOf(late.session)).toEqual(answersOf(meanwhile))
		expect(late.reply).toMatchObject({ kind: 'page', page: 'first', remark: 'already-answered' })
	})

	test('whoever postpones looks after it, until it is answered', () => {
		const start = answered(check, begun(), ada, { A: 'no', N: '1' })
		const later = decide(check, start, bo, postponing(start, 'C', 'C')).session
		expect(later.owners).toEqual({ C: 'bo' })
		expect(answered(check, later, ada, { C: 'done' }).owners).toEqual({})
	})
})

describe('going back', () => {
	const start = answered(check, begun(), ada, { A: 'no', N: '1' })

	test('shows the page before with its answers, over pages that are not asked', () => {
		expect(decide(check, start, ada, { type: 'went-back', from: 'C' }).reply).toMatchObject({
			kind: 'page',
			page: 'first',
			editing: true,
		})
	})

	test('means the page that the person has before them', () => {
		const atD = answered(check, start, ada, { C: 'x' })
		expect(participation(atD, 'ada').page).toBe('D')
		expect(decide(check, atD, ada, { type: 'went-back' }).reply).toMatchObject({ page: 'C' })
		const once = decide(check, atD, ada, { type: 'went-back' }).session
		expect(decide(check, once, ada, { type: 'went-back' }).reply).toMatchObject({ page: 'first' })
	})

	test('from the first page stays at what is open', () => {
		expect(decide(check, start, ada, { type: 'went-back', from: 'first' }).reply).toMatchObject({
			kind: 'page',
			page: 'C',
			editing: false,
		})
	})
})

describe('after ten planned minutes', () => {
	/** Four questions of four minutes each, one of them on the last page. */
	const slow = catalogue(form(block('start', ...['A', 'B', 'C', 'D'].map((id) => ask(id, text, { seconds: 240 })))))

	test('a stop is offered, and it begins anew', () => {
		const eight = answered(slow, begun(), ada, { A: 'x' }, { B: 'x' })
		expect(participation(eight, 'ada').plannedSeconds).toBe(480)
		const twelve = decide(slow, eight, ada, answering(slow, eight, ada, { C: 'x' }))
		expect(twelve.reply).toEqual({ kind: 'stop-offered', saved: ['C'] })
		expect(participation(twelve.session, 'ada')).toEqual({ notice: 1, plannedSeconds: 0 })
		expect(decide(slow, twelve.session, ada, { type: 'opened' }).reply).toMatchObject({ kind: 'page', page: 'D' })
	})

	test('exactly ten minutes are enough, a second less is not', () => {
		const timed = (seconds: number) => catalogue(form(block('start', ask('A', text, { seconds }), ask('B', text))))
		const replyAfter = (seconds: number) =>
			decide(timed(seconds), begun(), ada, answering(timed(seconds), begun(), ada, { A: 'x' })).reply.kind
		expect(replyAfter(600)).toBe('stop-offered')
		expect(replyAfter(599)).toBe('page')
	})

	test('a stop is not offered when nothing is left', () => {
		const three = answered(slow, begun(), ada, { A: 'x' }, { B: 'x' })
		const last = { ...three, answers: { ...three.answers, C: { answer: withheld('later'), revision: 1 } } }
		expect(decide(slow, last, ada, answering(slow, last, ada, { D: 'x' })).reply).toMatchObject({ kind: 'review' })
	})

	test('is counted for each person, and correcting an answer costs nothing', () => {
		const both = answered(slow, answered(slow, begun(), ada, { A: 'x' }, { A: 'y' }), bo, { B: 'x' })
		expect([participation(both, 'ada').plannedSeconds, participation(both, 'bo').plannedSeconds]).toEqual([240, 240])
	})

	test('a pause begins anew, too', () => {
		const eight = answered(slow, begun(), ada, { A: 'x' }, { B: 'x' })
		const paused = decide(slow, eight, ada, { type: 'paused' })
		expect(paused.reply).toEqual({ kind: 'paused' })
		expect(participation(paused.session, 'ada')).toEqual({ notice: 1, plannedSeconds: 0 })
		const on = decide(slow, paused.session, ada, { type: 'opened' })
		expect(on.reply).toMatchObject({ kind: 'page', page: 'C' })
		expect(decide(slow, on.session, ada, answering(slow, on.session, ada, { C: 'x' })).reply.kind).toBe('page')
	})
})

test('a page card asks what is open; when changing it shows everything; what had a problem stays', () => {
	const stand = walk(check.questionnaire, answers({ A: 'no' }), 'everyone').pages[0]
	if (!stand) throw new Error('there is a first page')
	const keys = (editing: boolean, problems: object) =>
		questionsShown(stand, editing, problems as Record<string, unknown>).map((step) => step.key)
	expect(keys(false, {})).toEqual(['N'])
	expect(keys(true, {})).toEqual(['A', 'N'])
	expect(keys(false, { A: 'not-an-option' })).toEqual(['A', 'N'])
})
