import fc from 'fast-check'
import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { walked } from '../../../src/domain/digicheck/circumstances'
import { countingAnswers } from '../../../src/domain/digicheck/decide-release'
import { answerIn, answersOf, type Session, stampOf } from '../../../src/domain/digicheck/session'
import type { Catalogue } from '../../../src/domain/maturity/catalogue'
import {
	type Answer,
	type Answers,
	activeItems,
	answerAt,
	answerKey,
	itemsIn,
} from '../../../src/domain/questionnaire/answer'
import { holds, questionsIn } from '../../../src/domain/questionnaire/condition'
import { type Questionnaire, questionsOf } from '../../../src/domain/questionnaire/questionnaire'
import { type Audience, isAsked, openPage, relevantSteps, walk } from '../../../src/domain/questionnaire/walk'
import { catalogue } from '../support/form'
import { answerTo, type Pick, picks, someItemChange, someNumbers, someQuestionnaire } from '../support/random'
import { begun, circumstances, clara, decide } from '../support/town'

/** What holds for every questionnaire must hold for any small one and for the one we ship. */
const shipped = loadCatalogues(catalogueFolder).latest
const someCatalogue = fc.oneof(
	{ weight: 4, arbitrary: someQuestionnaire.map((one) => catalogue(one)) },
	{ weight: 1, arbitrary: fc.constant(shipped) },
)

/** Answers page after page at random, at most `bound` times or until nothing is open. */
function play(check: Catalogue, pick: Pick, bound: number, from = begun([clara])): Session {
	let session = from
	for (let turn = 0; turn < bound; turn++) {
		const stand = openPage(walked(session, circumstances(check, clara)))
		if (!stand) return session
		session = decide(check, session, clara, answerTo(session, stand, pick, false)).session
	}
	return session
}

/** Every question for at most four items; some inputs are refused at first and need a second or third try. */
function turnsEnough({ questionnaire }: Catalogue): number {
	return questionsOf(questionnaire).length * (4 + 1) * 10
}

test('every path ends', () => {
	fc.assert(
		fc.property(someCatalogue, someNumbers, (check, numbers) => {
			const fair = picks([...numbers, ...Array.from({ length: 97 }, (_, at) => at * 31)])
			const end = play(check, fair, turnsEnough(check))
			expect(openPage(walked(end, circumstances(check, clara)))?.key).toBeUndefined()
		}),
		{ seed: 10, numRuns: 250 },
	)
})

/**
 * The rule in the words of the rule book, with recursion instead of one pass: a question is asked if its block and
 * itself hold, where only answers of questions that are asked themselves count, and it is undecided as long as one of
 * those is open.
 */
function standsByTheBook({ blocks }: Questionnaire, answers: Answers, audience: Audience): Record<string, string> {
	const places = blocks.flatMap((block) =>
		block.pages.flatMap((page) => page.questions.map((question) => ({ block, question }))),
	)
	const stand = (id: string, item: { id: string } | undefined): string => {
		const place = places.find(({ question }) => question.id === id)
		if (!place) return 'irrelevant'
		const { block, question } = place
		const key = (of: string) =>
			answerKey(
				of,
				places.some((one) => one.question.id === of && one.block === block && block.forEach !== undefined)
					? item
					: undefined,
			)
		const counting = (of: string) => (stand(of, item) === 'irrelevant' ? undefined : answerAt(answers, key(of)))
		const judged = [block.when, question.when].map((when) => {
			if (!when) return 'relevant'
			if (questionsIn(when).some((of) => stand(of, item) !== 'irrelevant' && counting(of) === undefined))
				return 'undecided'
			return holds(when, counting) ? 'relevant' : 'irrelevant'
		})
		const source = block.forEach === undefined ? 'relevant' : stand(block.forEach, undefined)
		if (source === 'irrelevant' || judged[0] === 'irrelevant') return 'irrelevant'
		const unseen = question.audience === 'lead' && audience !== 'lead' && answerAt(answers, key(id)) === undefined
		if (unseen) return 'irrelevant'
		if (source === 'undecided' || judged[0] === 'undecided') return 'undecided'
		return judged[1] ?? 'relevant'
	}
	return Object.fromEntries(
		places.flatMap(({ block, question }) =>
			(block.forEach === undefined ? [undefined] : activeItems(answerAt(answers, block.forEach)))
				.map((item) => [answerKey(question.id, item), stand(question.id, item)] as const)
				.filter(([, found]) => found !== 'irrelevant' && !(question.audience === 'lead' && audience !== 'lead')),
		),
	)
}

test('asks what the rule book says and never an irrelevant question', () => {
	fc.assert(
		fc.property(
			someQuestionnaire,
			someNumbers,
			fc.nat(40),
			fc.constantFrom<Audience>('everyone', 'lead'),
			(questionnaire, numbers, turns, audience) => {
				const answers = answersOf(play(catalogue(questionnaire), picks(numbers), turns))
				const steps = walk(questionnaire, answers, audience).pages.flatMap((page) => page.steps)
				expect(Object.fromEntries(steps.map((step) => [step.key, step.relevance]))).toEqual(
					standsByTheBook(questionnaire, answers, audience),
				)
			},
		),
		{ seed: 11, numRuns: 600 },
	)
})

test('the same event twice is once', () => {
	fc.assert(
		fc.property(someCatalogue, someNumbers, fc.nat(30), (check, numbers, turns) => {
			const pick = picks(numbers)
			const session = play(check, pick, turns)
			const stand = openPage(walked(session, circumstances(check, clara)))
			fc.pre(stand !== undefined)
			const event = answerTo(session, stand, pick, false)
			const once = decide(check, session, clara, event).session
			const twice = decide(check, once, clara, event).session
			expect([twice.revision, twice.answers, twice.owners]).toEqual([once.revision, once.answers, once.owners])
		}),
		{ seed: 12, numRuns: 300 },
	)
})

test('there and back loses nothing: what counted before counts again', () => {
	let changed = 0
	fc.assert(
		fc.property(someCatalogue, someNumbers, (check, numbers) => {
			const pick = picks([...numbers, 7, 1, 4, 2])
			const there = play(check, pick, 60)
			const steps = relevantSteps(walked(there, circumstances(check, clara))).filter(
				(step) => step.answer !== undefined,
			)
			const step = steps[pick(Math.max(steps.length, 1))]
			fc.pre(step !== undefined)
			const pageOf = (session: Session) =>
				walked(session, circumstances(check, clara)).pages.find((page) =>
					page.steps.some((one) => one.key === step.key && one.relevance === 'relevant'),
				)
			const stand = pageOf(there)
			fc.pre(stand !== undefined)
			const event = answerTo(there, stand, pick, true)
			fc.pre(event.type === 'page-answered')
			const only = { ...event, shown: [step.key], stamp: stampOf(there, [step.key]) }
			const away = decide(check, there, clara, only).session
			changed += away.answers === there.answers ? 0 : 1
			// Whatever else is withdrawn now, no other answer may be touched.
			const { [step.key]: _changed, ...others } = away.answers
			const { [step.key]: _before, ...othersBefore } = there.answers
			expect(others).toEqual(othersBefore)
			const { answer } = step
			if (!answer) throw new Error('only answered steps are changed')
			const back = { ...away, answers: { ...away.answers, [step.key]: { answer, revision: away.revision + 1 } } }
			expect(countingAnswers(back, { catalogue: check })).toEqual(countingAnswers(there, { catalogue: check }))
		}),
		{ seed: 13, numRuns: 300 },
	)
	expect(changed).toBeGreaterThan(100)
})

test('adding, renaming, removing and moving items touches no answer, and bringing them back restores each', () => {
	fc.assert(
		fc.property(someNumbers, fc.integer({ min: 5, max: 60 }), fc.nat(12), (numbers, turns, changes) => {
			const pick = picks(numbers)
			const before = play(shipped, picks([...numbers.map((one) => one * 6 + 1)]), turns)
			const first = answerIn(before, 'A1')
			fc.pre(first?.status === 'given')
			let session = before
			for (let change = 0; change < changes; change++)
				session = decide(shipped, session, clara, someItemChange(session, 'A1', pick)).session
			const { A1: list, ...others } = session.answers
			const { A1: _list, ...othersBefore } = before.answers
			expect(others).toEqual(othersBefore)
			const ids = (answer: Answer) => itemsIn(answer).map((item) => item.id)
			expect(list?.answer.status).toBe('given')
			const now = list?.answer ?? first
			// Nobody's id is lost, and no id is there twice.
			expect(ids(now)).toEqual(expect.arrayContaining(ids(first)))
			expect(new Set(ids(now)).size).toBe(ids(now).length)
			const restored = {
				...session,
				answers: { ...session.answers, A1: { answer: first, revision: session.revision + 1 } },
			}
			expect(countingAnswers(restored, { catalogue: shipped })).toEqual(countingAnswers(before, { catalogue: shipped }))
		}),
		{ seed: 14, numRuns: 250 },
	)
})

test('the next card asks something, and only what is certain and open', () => {
	fc.assert(
		fc.property(someCatalogue, someNumbers, fc.nat(40), (check, numbers, turns) => {
			const way = walked(play(check, picks(numbers), turns), circumstances(check, clara))
			const asked = openPage(way)?.steps.filter(isAsked) ?? []
			expect(asked.length > 0).toBe(relevantSteps(way).some((step) => step.answer === undefined))
			for (const step of asked) expect(step).toMatchObject({ relevance: 'relevant', answer: undefined })
		}),
		{ seed: 15, numRuns: 200 },
	)
})
