import fc from 'fast-check'
import { decideTakeOver, type TakeOverEvent, type TakeOverSaid } from '../../../src/domain/handover/decide-take-over'
import { agendaOf, pointStamp, pointsOf, restStamp, reviewDue } from '../../../src/domain/handover/take-over'
import type { HandoverCase } from '../../../src/domain/knowledge/handover-case'
import { type KnowledgeDecision, type PositionKnowledge, withEntry } from '../../../src/domain/knowledge/knowledge'
import { as, handover, knowing, known, today } from './support'

const entries = [
	known('e1', { type: 'contact' }),
	known('e2', { type: 'task' }),
	known('e3', { type: 'task', visibility: 'town' }),
	known('e4', { type: 'story' }),
	known('e5', { type: 'deadline', state: 'submitted' }),
	known('e6', { type: 'deadline', state: 'archived' }),
]

/** A handover as its people live it: what is decided is what counts next. */
class Talk {
	last: KnowledgeDecision<TakeOverSaid> | undefined

	constructor(public knowledge: PositionKnowledge = knowing(entries)) {}

	get one(): HandoverCase {
		return this.knowledge.cases[0] as HandoverCase
	}

	get points() {
		return pointsOf(this.knowledge, this.one)
	}

	does(personId: string, event: TakeOverEvent, on = today): TakeOverSaid {
		this.last = decideTakeOver(this.knowledge, this.one.id, event, as(personId, on))
		this.knowledge = this.last.next ?? this.knowledge
		return this.last.said
	}

	stampOf(entryId: string): string {
		const point = this.points.find(({ entry }) => entry.id === entryId)
		return point ? pointStamp(point) : 'gone'
	}

	marks(entryId: string, says: 'understood' | 'unclear', question = '', stamp = this.stampOf(entryId)): TakeOverSaid {
		return this.does('successor', { type: 'marked', entryId, stamp, says, question })
	}

	answers(text: string, entryId = 'e2', personId = 'leaver', stamp = this.stampOf(entryId)): TakeOverSaid {
		return this.does(personId, { type: 'answered', answers: [{ entryId, stamp, text }] })
	}

	get told() {
		return this.knowledge.pending.map(
			(notice) =>
				`${notice.kind === 'handover' ? notice.about : notice.kind}: ${'personId' in notice.to ? notice.to.personId : ''}`,
		)
	}
}

test('from the first mark to "I can act"', () => {
	const talk = new Talk()
	expect(talk.points.map(({ entry }) => entry.id)).toEqual(['e2', 'e3', 'e1'])
	expect(talk.marks('e2', 'unclear', 'Who signs?')).toEqual({ page: 'entry', entryId: 'e3' })
	expect(talk.marks('e3', 'understood')).toEqual({ page: 'entry', entryId: 'e1' })
	expect(talk.marks('e1', 'unclear')).toEqual({ page: 'overview' })
	expect(talk.told).toEqual(['unclear-point: leaver'])
	expect(agendaOf(talk.knowledge, talk.one).map(({ entry, mark }) => [entry.id, mark?.question])).toEqual([
		['e2', 'Who signs?'],
		['e1', undefined],
	])

	expect(talk.answers('The head does.')).toEqual({ page: 'agenda', remark: { is: 'answered' } })
	expect(talk.told).toContain('unclear-answered: successor')
	expect(talk.points.map(({ state }) => state)).toEqual(['answered', 'understood', 'unclear'])

	expect(talk.does('successor', { type: 'can-act' })).toEqual({ page: 'second-look' })
	expect(talk.one.canActOn).toBeUndefined()
	expect(talk.marks('e2', 'understood')).toEqual({ page: 'overview' })
	expect(talk.knowledge.entries.find(({ id }) => id === 'e2')?.answered).toEqual([
		{ question: 'Who signs?', answer: 'The head does.', on: today },
	])
	talk.marks('e1', 'understood')

	expect(talk.does('successor', { type: 'can-act' })).toEqual({ page: 'acting' })
	expect(talk.one.canActOn).toBe(today)
	expect(talk.told.slice(-3).sort()).toEqual(['can-act: guide', 'can-act: head', 'thanks: leaver'])
	const told = talk.told.length
	expect(talk.does('successor', { type: 'can-act' })).toEqual({ page: 'acting', remark: { is: 'already' } })
	expect([talk.last?.next, talk.told.length]).toEqual([undefined, told])
})

test('a question that was typed is asked, whichever button is pressed after it', () => {
	const talk = new Talk()
	talk.marks('e2', 'understood', 'Who signs?')
	expect(talk.one.marks.e2).toMatchObject({ says: 'unclear', question: 'Who signs?' })
	expect(talk.told).toEqual(['unclear-point: leaver'])
	// The question that stands there already is not asked again.
	talk.marks('e2', 'understood', 'Who signs?')
	expect(talk.one.marks.e2?.says).toBe('understood')
})

test('with something unclear it takes a second look at exactly that', () => {
	const talk = new Talk()
	talk.marks('e2', 'unclear', 'Who signs?')
	const seen = restStamp(talk.points)
	talk.marks('e3', 'unclear', 'And when?')
	expect(talk.does('successor', { type: 'can-act', seen })).toEqual({ page: 'second-look' })
	expect(talk.does('successor', { type: 'can-act', seen: restStamp(talk.points) })).toEqual({ page: 'acting' })
})

test('nobody can act in a position of which nothing is released without a second look', () => {
	const talk = new Talk(knowing([]))
	expect(talk.does('successor', { type: 'can-act' })).toEqual({ page: 'second-look' })
	expect(talk.does('successor', { type: 'can-act', seen: restStamp(talk.points) })).toEqual({ page: 'acting' })
})

test('a newer release asks again, and its question is not forgotten', () => {
	const talk = new Talk()
	talk.marks('e2', 'unclear', 'Who signs?')
	talk.marks('e3', 'understood')
	const old = talk.stampOf('e3')
	for (const id of ['e2', 'e3'])
		talk.knowledge = withEntry(talk.knowledge, {
			...(talk.knowledge.entries.find((one) => one.id === id) ?? entries[0]),
			revision: 2,
		} as never)
	expect(talk.points.map(({ state }) => state)).toEqual(['changed', 'changed', 'open'])
	expect(agendaOf(talk.knowledge, talk.one)).toHaveLength(1)
	expect(talk.marks('e3', 'understood', '', old)).toEqual({ page: 'entry', entryId: 'e3', remark: { is: 'changed' } })
	expect(talk.last?.next).toBeUndefined()
	talk.marks('e3', 'understood')
	expect(talk.one.marks.e3).toEqual({ says: 'understood', revision: 2 })
})

test('an answer that was made clear is kept with the entry once, whatever is pressed again', () => {
	const talk = new Talk()
	talk.marks('e2', 'unclear', 'Who signs?')
	talk.answers('The head does.')
	const stamp = talk.stampOf('e2')
	for (let time = 0; time < 3; time++) talk.marks('e2', 'understood', '', stamp)
	talk.knowledge = withEntry(talk.knowledge, {
		...(talk.knowledge.entries[1] as never as (typeof entries)[0]),
		revision: 2,
	})
	talk.marks('e2', 'understood')
	expect(talk.knowledge.entries[1]?.answered).toHaveLength(1)
})

test('an old click on "unclear" takes no answer away', () => {
	const talk = new Talk()
	const first = talk.stampOf('e2')
	talk.marks('e2', 'unclear', 'Who signs?')
	talk.answers('The head does.')
	talk.marks('e2', 'unclear', 'Who signs?', first)
	expect(talk.last?.next).toBeUndefined()
	talk.marks('e2', 'unclear', 'Who else?', first)
	expect(talk.one.marks.e2?.answer).toBe('The head does.')
})

test('what is unclear is told once a day, however many points there are', () => {
	const talk = new Talk()
	talk.marks('e2', 'unclear')
	talk.marks('e3', 'unclear')
	expect(talk.told).toEqual(['unclear-point: leaver'])
	talk.does(
		'successor',
		{ type: 'marked', entryId: 'e1', stamp: talk.stampOf('e1'), says: 'unclear', question: '' },
		'2026-11-04',
	)
	expect(new Set(talk.knowledge.pending.map(({ key }) => key)).size).toBe(2)
})

test.each([
	['a secret', 'geheim 123'],
	['a novel', 'x'.repeat(5_000)],
])('%s is neither kept nor shown again', (_what, text) => {
	const talk = new Talk()
	talk.marks('e2', 'unclear', 'Who signs?')
	const before = talk.knowledge
	const saids = [talk.marks('e3', 'unclear', text), talk.answers(text)]
	talk.knowledge = { ...talk.knowledge, cases: [{ ...talk.one, canActOn: today }] }
	saids.push(talk.does('successor', { type: 'looked-back', text }))
	expect(saids.map((said) => ('remark' in said ? said.remark?.is : 'nothing'))).toEqual(
		Array(3).fill(text.startsWith('geheim') ? 'guarded' : 'too-long'),
	)
	expect(JSON.stringify(saids)).not.toContain(text)
	expect({ ...talk.knowledge, cases: before.cases }).toEqual(before)
})

test('one answer that cannot be kept does not cost the others', () => {
	const talk = new Talk()
	talk.marks('e2', 'unclear', 'Who signs?')
	talk.marks('e3', 'unclear', 'When?')
	const given = (entryId: string, text: string) => ({ entryId, stamp: talk.stampOf(entryId), text })
	const said = talk.does('leaver', { type: 'answered', answers: [given('e2', 'geheim'), given('e3', 'On Mondays.')] })
	expect(said).toEqual({ page: 'agenda', remark: { is: 'guarded', kind: 'password' } })
	expect([talk.one.marks.e2?.answer, talk.one.marks.e3?.answer]).toEqual([undefined, 'On Mondays.'])
})

test('after the end nothing is marked or answered any more', () => {
	const talk = new Talk()
	talk.marks('e2', 'unclear', 'Who signs?')
	talk.knowledge = { ...talk.knowledge, cases: [{ ...talk.one, closedOn: today }] }
	const before = talk.knowledge
	talk.marks('e3', 'understood')
	talk.marks('e2', 'understood')
	talk.answers('Too late.')
	talk.does('successor', { type: 'can-act', seen: restStamp(talk.points) })
	expect(talk.knowledge).toBe(before)
})

describe('the look back', () => {
	const handed = (change: Partial<HandoverCase> = {}) =>
		new Talk(knowing(entries, [handover({ canActOn: '2027-01-04', lastDayOn: '2026-12-18', ...change })]))

	test.each([
		['2027-01-17', undefined],
		['2027-01-18', 'review-1'],
		['2027-03-17', 'review-1'],
		['2027-03-18', 'review-3'],
	])('on %s %s is due', (on, step) => {
		expect(reviewDue(handed().one, on)).toBe(step)
	})

	test('counts from the last day of the month as long as the real one is not known', () => {
		expect([reviewDue(handover(), '2027-01-30'), reviewDue(handover(), '2027-01-31')]).toEqual([undefined, 'review-1'])
	})

	test('turns what is missing into one question to the position, and the step is done', () => {
		const talk = handed()
		for (let time = 0; time < 2; time++)
			expect(talk.does('successor', { type: 'looked-back', text: ' Where is the stamp? ' }, '2027-01-20')).toEqual({
				page: 'acting',
				remark: { is: 'asked' },
			})
		expect(talk.knowledge.questions).toEqual([
			{ id: 'q50', text: 'Where is the stamp?', askedBy: 'successor', on: '2027-01-20' },
		])
		expect(talk.one.steps).toEqual({ 'review-1': '2027-01-20' })
		expect(talk.told).toEqual(['question-asked: leaver'])
	})

	test('"nothing is missing" is worth as much, also after the handover has ended', () => {
		const talk = handed({ closedOn: '2027-02-01', steps: { 'review-1': '2027-01-20' } })
		expect(talk.does('successor', { type: 'looked-back', text: '' }, '2027-03-20')).toEqual({
			page: 'acting',
			remark: { is: 'nothing-missing' },
		})
		expect([talk.one.steps['review-3'], talk.knowledge.questions]).toEqual(['2027-03-20', []])
	})
})

const events = (talk: Talk): TakeOverEvent[] => [
	{ type: 'marked', entryId: 'e2', stamp: talk.stampOf('e2'), says: 'understood', question: '' },
	{ type: 'answered', answers: [{ entryId: 'e2', stamp: talk.stampOf('e2'), text: 'x' }] },
	{ type: 'can-act', seen: restStamp(talk.points) },
	{ type: 'looked-back', text: 'x' },
]

test('only the successor marks, only whoever hands over answers; everybody else learns nothing', () => {
	const allowed: string[] = []
	for (const { id } of as('head').directory.people) {
		for (const at of [0, 1, 2, 3]) {
			const talk = new Talk()
			talk.marks('e2', 'unclear', 'Who signs?')
			const before = talk.knowledge
			const said = talk.does(id, events(talk)[at] as TakeOverEvent)
			if (!('refused' in said)) allowed.push(`${id} ${events(talk)[at]?.type}`)
			else expect([said, talk.knowledge === before]).toEqual([{ refused: 'not-permitted' }, true])
		}
	}
	expect(allowed).toEqual(['leaver answered', 'successor marked', 'successor can-act', 'successor looked-back'])
})

test("a handover that is not there and one that is nobody else's business are refused alike", () => {
	const event: TakeOverEvent = { type: 'can-act' }
	const refused = { said: { refused: 'not-permitted' } }
	expect(decideTakeOver(knowing(entries), 'urkunden:9', event, as('successor'))).toEqual(refused)
	expect(decideTakeOver(knowing(entries), 'urkunden:1', event, as('colleague'))).toEqual(refused)
	expect(
		decideTakeOver(knowing(entries, [handover({ kind: 'absence' })]), 'urkunden:1', event, as('successor')),
	).toEqual(refused)
})

/** Any clicks of the two of them, fresh or with an old stamp, in any order. */
const click = fc.record({
	who: fc.constantFrom('successor', 'leaver', 'colleague'),
	what: fc.constantFrom('understood', 'unclear', 'answer', 'act', 'release', 'missing'),
	entryId: fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e99'),
	text: fc.constantFrom('', 'Why?', 'Because.', 'geheim'),
	stale: fc.boolean(),
})

test('whatever is pressed: a repeated click changes nothing, marks belong to released entries, answers stand only on questions', () => {
	fc.assert(
		fc.property(fc.array(click, { maxLength: 25 }), (clicks) => {
			const talk = new Talk()
			const first = Object.fromEntries(entries.map(({ id }) => [id, talk.stampOf(id)]))
			for (const { who, what, entryId, text, stale } of clicks) {
				const stamp = stale ? (first[entryId] ?? 'x') : talk.stampOf(entryId)
				if (what === 'release') {
					const entry = talk.knowledge.entries.find(({ id, state }) => id === entryId && state === 'released')
					if (entry) talk.knowledge = withEntry(talk.knowledge, { ...entry, revision: entry.revision + 1 })
					continue
				}
				const event: TakeOverEvent =
					what === 'answer'
						? { type: 'answered', answers: [{ entryId, stamp, text }] }
						: what === 'act'
							? { type: 'can-act', ...(stale && { seen: restStamp(talk.points) }) }
							: what === 'missing'
								? { type: 'looked-back', text }
								: { type: 'marked', entryId, stamp, says: what, question: text }
				talk.does(who, event)
				const once = talk.knowledge
				talk.does(who, event)
				expect(talk.knowledge).toBe(once)
			}
			const released = talk.knowledge.entries
				.filter(({ state, type }) => state === 'released' && type !== 'story')
				.map(({ id }) => id)
			for (const [id, mark] of Object.entries(talk.one.marks)) {
				expect(released).toContain(id)
				if (mark.answer !== undefined) expect(mark.answer).not.toBe('')
			}
			expect(JSON.stringify(talk.knowledge)).not.toContain('geheim')
			const keys = talk.knowledge.pending.map(({ key }) => key)
			expect(new Set(keys).size).toBe(keys.length)
			expect(talk.told.filter((one) => one.startsWith('thanks')).length).toBe(talk.one.canActOn === undefined ? 0 : 1)
		}),
		{ seed: 1, numRuns: 400 },
	)
})
