import { answerQuestion } from '../../../src/domain/knowledge/decide-question'
import { waitingFor } from '../../../src/domain/knowledge/four-eyes'
import type { HandoverCase } from '../../../src/domain/knowledge/handover-case'
import type { OpenQuestion, PositionKnowledge } from '../../../src/domain/knowledge/knowledge'
import { releaseEntries, stampOfWaiting } from '../../../src/domain/knowledge/release-entry'
import {
	forgetClosedCases,
	forgetEntries,
	forgetInKnowledge,
	peopleIn,
	withdrawInterview,
} from '../../../src/domain/own-data/forget'
import { collectOwnData } from '../../../src/domain/own-data/own-data'
import { newLedger } from '../../../src/domain/reminders/ledger'
import { as, directory, handover, knowing, known, today } from '../handover/support'

const question: OpenQuestion = {
	id: 'q1',
	text: 'Where is the key?',
	askedBy: 'colleague',
	also: ['deputy', 'planner'],
	on: today,
}
const asked = (change: Partial<OpenQuestion> = {}, entries = knowing([]).entries): PositionKnowledge => ({
	...knowing(entries),
	questions: [{ ...question, ...change }],
})
const ownOf = (knowledge: PositionKnowledge, personId: string) =>
	collectOwnData(as(personId).actor, {
		directory,
		sessions: [],
		knowledge: [knowledge],
		ledger: newLedger('eschenwerder'),
		reach: undefined,
		messages: [],
	})

test('whoever waits for the same answer is known by it, hears of it in their data, and can be forgotten', () => {
	expect(peopleIn(asked())).toEqual(expect.arrayContaining(['colleague', 'deputy', 'planner']))
	expect(ownOf(asked(), 'planner').questions).toHaveLength(1)
	expect(forgetInKnowledge(asked(), 'planner', 'keep').questions).toEqual([{ ...question, also: ['deputy'] }])
	expect(forgetInKnowledge(asked({ also: ['planner'] }), 'planner', 'remove').questions[0]).not.toHaveProperty('also')
})

test('a question goes with whoever asked it only if nobody else waits for the answer', () => {
	expect(forgetInKnowledge(asked(), 'colleague', 'remove').questions).toEqual([{ ...question, askedBy: '' }])
	expect(forgetInKnowledge(asked({ also: [] }), 'colleague', 'remove').questions).toEqual([])
	const { next } = answerQuestion(forgetInKnowledge(asked(), 'colleague', 'keep'), 'q1', 'In the safe.', as('leaver'))
	expect(next?.pending.map((notice) => 'personId' in notice.to && notice.to.personId)).toEqual([
		'deputy',
		'planner',
		'head',
	])
})

test('a question whose answer is taken back waits again', () => {
	const answer = known('e5', { type: 'advice', state: 'submitted', authorId: 'leaver' })
	const answered = asked({ entryId: 'e5' }, [answer])
	expect(forgetEntries(answered, 'leaver', 'remove').questions[0]).not.toHaveProperty('entryId')
	expect(forgetEntries(answered, 'leaver', 'keep').questions[0]).toHaveProperty('entryId', 'e5')
})

test('an interview that is taken back takes its changes that still wait with it', () => {
	const content = { ...known('x', { type: 'task' }), title: 'Changed' }
	const released = known('e1', {
		type: 'task',
		authorId: 'leaver',
		from: 'urkunden:1#task',
		proposal: { content, by: 'leaver', on: today },
	})
	const others = known('e2', { type: 'task', from: 'urkunden:1#other', proposal: { content, by: 'head', on: today } })
	const [first, second] = withdrawInterview(knowing([released, others]), 'urkunden:1', 'leaver')?.entries ?? []
	expect(first).not.toHaveProperty('proposal')
	expect(second).toEqual(others)
})

test('words of somebody forgotten are released without an author', () => {
	const content = { type: 'task', title: 'Changed', fields: {}, visibility: 'department' } as const
	const before = knowing([
		known('e1', { type: 'task', authorId: 'deputy', proposal: { content, by: 'leaver', on: today } }),
	])
	const forgotten = forgetInKnowledge(before, 'leaver', 'keep')
	const waiting = waitingFor(directory, forgotten, as('head').actor)
	expect(waiting).toMatchObject([{ by: undefined }])
	const { next } = releaseEntries(forgotten, 'e1', stampOfWaiting(waiting), as('head'))
	expect(next?.entries[0]).not.toHaveProperty('authorId', '')
	expect(next?.pending).toEqual([])
})

test('two years after an absence nothing says that somebody was away', () => {
	const { successorId: _no, guideId: _none, ...one } = handover()
	const away: HandoverCase = {
		...one,
		id: 'urkunden:2',
		kind: 'absence',
		month: '2026-06',
		startsOn: '2026-06-01',
		until: '2026-06-12',
	}
	const knowledge = knowing([], [handover(), away])
	expect(forgetClosedCases(knowledge, '2026-06-11').next.cases).toHaveLength(2)
	const { next, interviews } = forgetClosedCases(knowledge, '2026-06-12')
	expect(next.cases).toEqual([handover()])
	expect(interviews).toEqual(['interview:urkunden:2'])
})

test('of a handover everybody gets their own words and its dates', () => {
	const marks = { e1: { says: 'unclear', revision: 1, question: 'Why?', answer: 'Because.' } } as const
	const knowledge = knowing([], [handover({ marks, lastDayOn: '2026-12-18' })])
	const [taken] = ownOf(knowledge, 'successor').cases
	expect(taken).toMatchObject({ dates: { lastDayOn: '2026-12-18' }, marks: { e1: { question: 'Why?' } } })
	expect(JSON.stringify(taken)).not.toContain('Because.')
	const [given] = ownOf(knowledge, 'leaver').cases
	expect(given).toMatchObject({ answers: { e1: 'Because.' } })
	expect(JSON.stringify(given)).not.toContain('Why?')
})
