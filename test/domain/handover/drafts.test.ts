import fc from 'fast-check'
import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { dateIn } from '../../../src/domain/handover/dates'
import { draftsOf } from '../../../src/domain/handover/drafts'
import { entryFields, rhythms, usualVisibility } from '../../../src/domain/knowledge/entry'
import {
	type Answer,
	type Answers,
	activeItems,
	answerAt,
	answerKey,
	type Item,
} from '../../../src/domain/questionnaire/answer'
import type { Question, Questionnaire } from '../../../src/domain/questionnaire/questionnaire'
import { loopQuestions, relevantSteps, walk } from '../../../src/domain/questionnaire/walk'
import { given } from '../support/form'

const today = '2026-11-03'
const shipped = loadCatalogues(catalogueFolder).latest
const handover = shipped.handover as Questionnaire
const full = {
	S1: given('full'),
	S2: given(['counter', 'sole']),
	W1: given(['deadlines', 'contacts', 'systems', 'cases']),
}

const word = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,20}[a-z]$/)
const someItems = fc.array(fc.record({ name: word, removed: fc.boolean() }), { minLength: 1, maxLength: 4 })
const withheld: Answer[] = [{ status: 'unknown' }, { status: 'not-applicable' }, { status: 'later' }]

/** An answer as its form allows, one of the withheld ones, or none. */
function someAnswer({ form }: Question): fc.Arbitrary<Answer | undefined> {
	const value: fc.Arbitrary<Answer> =
		form.kind === 'items'
			? someItems.map((items) =>
					given(
						items.map(
							({ name, removed }, at): Item => ({
								id: `own-${at + 1}`,
								name,
								...(removed && { removed: true as const }),
							}),
						),
					),
				)
			: form.kind === 'choice'
				? fc.constantFrom(...form.options.map(({ id }) => given(id)))
				: word.map((text) => given(text))
	return fc.oneof(
		{ weight: 6, arbitrary: value },
		{ weight: 1, arbitrary: fc.constantFrom(...withheld) },
		{ weight: 1, arbitrary: fc.constant(undefined) },
	)
}

const questions = handover.blocks.flatMap((block) =>
	block.pages.flatMap((page) => page.questions.map((question) => ({ block, question }))),
)
/** Answers to anything, also for items that were taken off and in modules that are not asked. */
const someAnswers: fc.Arbitrary<Answers> = fc
	.tuple(
		fc.constantFrom('full', 'short'),
		fc.tuple(
			...questions.map(({ block, question }) =>
				fc.tuple(...[1, 2, 3, 4].map(() => someAnswer(question)), fc.constant(block)),
			),
		),
	)
	.map(([form, all]) => {
		const entries = all.flatMap((answers, at) => {
			const found = questions[at] as (typeof questions)[number]
			const loops = loopQuestions(found.block).has(found.question.id)
			return (answers.slice(0, loops ? 4 : 1) as (Answer | undefined)[]).flatMap((answer, item) =>
				answer ? [[answerKey(found.question.id, loops ? { id: `own-${item + 1}` } : undefined), answer] as const] : [],
			)
		})
		return { ...Object.fromEntries(entries), ...full, S1: given(form) }
	})

const check = (answers: Answers, holds: (drafts: ReturnType<typeof draftsOf>) => void) =>
	holds(draftsOf(handover, answers, { today }))

test('every given answer that counts is found in a draft, and nothing else is', () => {
	fc.assert(
		fc.property(someAnswers, (answers) => {
			const steps = relevantSteps(walk(handover, answers, 'everyone')).filter(({ key }) => !Object.hasOwn(full, key))
			const texts = steps.flatMap(({ question, answer }) =>
				question.form.kind === 'text' && answer?.status === 'given' ? [String(answer.value)] : [],
			)
			const names = steps.flatMap(({ question, answer }) =>
				question.form.kind === 'items' ? activeItems(answer).map(({ name }) => name) : [],
			)
			check(answers, (drafts) => {
				const words = drafts.flatMap(({ title, fields }) => [
					title,
					...Object.values(fields).flatMap((text) => text.split('\n')),
				])
				for (const text of [...texts, ...names]) expect(words).toContain(text)
				const known = new Set([
					...texts,
					...names,
					...handover.blocks.flatMap(({ title, entry }) => [
						title.de,
						typeof entry?.title === 'object' ? entry.title.de : '',
					]),
				])
				expect(words.filter((text) => !known.has(text))).toEqual([])
			})
		}),
		{ seed: 4, numRuns: 150 },
	)
})

test('there is exactly one draft for each thing on a list, and its key stays when the list is changed', () => {
	fc.assert(
		fc.property(someAnswers, fc.integer({ min: 0, max: 3 }), (answers, off) => {
			const items = activeItems(answerAt(answers, 'R0'))
			const keys = (of: Answers) =>
				draftsOf(handover, of, { today }).flatMap(({ key }) => (key.startsWith('risk@') ? [key] : []))
			const asked = relevantSteps(walk(handover, answers, 'everyone')).some(({ key }) => key === 'R0')
			expect(keys(answers)).toEqual(asked ? items.map(({ id }) => `risk@${id}`) : [])
			if (!asked) return
			const without = items.filter((_, at) => at !== off)
			expect(
				keys({
					...answers,
					R0: given(items.map((item, at) => (at === off ? { ...item, removed: true as const } : item))),
				}),
			).toEqual(without.map(({ id }) => `risk@${id}`))
			expect(keys({ ...answers, R0: given(items.toReversed()) })).toEqual(
				items.toReversed().map(({ id }) => `risk@${id}`),
			)
		}),
		{ seed: 5, numRuns: 100 },
	)
})

test('drafts are made as entries are', () => {
	fc.assert(
		fc.property(someAnswers, (answers) =>
			check(answers, (drafts) => {
				expect(new Set(drafts.map(({ key }) => key)).size).toBe(drafts.length)
				for (const { type, title, fields, visibility, recurrence } of drafts) {
					expect(title).not.toBe('')
					expect(entryFields[type]).toEqual(expect.arrayContaining(Object.keys(fields)))
					expect(Object.values(fields)).not.toContain('')
					expect(visibility).toBe(usualVisibility[type])
					if (recurrence) expect([type, rhythms.includes(recurrence.rhythm)]).toEqual(['deadline', true])
				}
			}),
		),
		{ seed: 6, numRuns: 100 },
	)
})

test('what was withdrawn comes back with the same key', () => {
	const story = { ...full, Z1: given('Der Wasserrohrbruch'), Z2: given('Damals standen alle Akten im Keller.') }
	const keys = (answers: Answers) => draftsOf(handover, answers).map(({ key }) => key)
	expect(keys(story)).toEqual(['story'])
	expect(keys({ ...story, S1: given('short') })).toEqual([])
	expect(keys({ ...story, Z2: { status: 'later' } })).toEqual(['story'])
	expect(keys({ ...story, Z1: { status: 'not-applicable' } })).toEqual(['story'])
	expect(keys({ ...story, Z1: { status: 'later' }, Z2: { status: 'later' } })).toEqual([])
	expect(draftsOf(handover, { ...story, Z1: { status: 'later' } })[0]?.title).toBe('Ihre Geschichte')
})

test('a task from the catalogue goes by its name and knows its service', () => {
	const answers = {
		...full,
		T0: given([{ id: 'own-1', name: 'Archiv' }, { id: 'birth-certificate' }, { id: 'wedding', name: 'Trauungen' }]),
	}
	const drafts = draftsOf(handover, answers, {
		nameOf: ({ id }) => (id === 'birth-certificate' ? 'Geburtsurkunde' : undefined),
	})
	expect(drafts.map(({ key, title, serviceId }) => [key, title, serviceId])).toEqual([
		['task@own-1', 'Archiv', undefined],
		['task@birth-certificate', 'Geburtsurkunde', 'birth-certificate'],
		['task@wedding', 'Trauungen', 'wedding'],
	])
})

describe('deadlines', () => {
	const deadline = (rhythm: string | undefined, nextOn: string | undefined, where?: string) => {
		const own = {
			...(rhythm && { 'D2@own-1': given(rhythm) }),
			...(nextOn && { 'D3@own-1': given(nextOn) }),
			...(where && { 'D5@own-1': given(where) }),
		}
		const [draft] = draftsOf(
			handover,
			{ ...full, D0: given([{ id: 'own-1', name: 'Statistik melden' }]), ...own },
			{ today },
		)
		return [draft?.recurrence, draft?.fields]
	}

	test.each([
		['yearly', '15.03.2027', undefined, { rhythm: 'yearly', nextOn: '2027-03-15' }, {}],
		['yearly', '15. März', 'Erlass', { rhythm: 'yearly', nextOn: '2027-03-15' }, { where: 'Erlass' }],
		['monthly', undefined, undefined, { rhythm: 'monthly' }, {}],
		[undefined, '1.12.', undefined, { rhythm: 'once', nextOn: '2026-12-01' }, {}],
		['irregular', 'vor jeder Wahl', undefined, undefined, { where: 'vor jeder Wahl' }],
		['yearly', 'Ende März', 'Erlass', { rhythm: 'yearly' }, { where: 'Erlass\nEnde März' }],
		[
			'yearly',
			'spätestens am 15. März',
			undefined,
			{ rhythm: 'yearly', nextOn: '2027-03-15' },
			{ where: 'spätestens am 15. März' },
		],
		['yearly', '31.02.2027', undefined, { rhythm: 'yearly' }, { where: '31.02.2027' }],
	])('every %s, next on %s, found in %s', (rhythm, nextOn, where, recurrence, fields) => {
		expect(deadline(rhythm, nextOn, where)).toEqual([recurrence, fields])
	})
})

test.each([
	['2027-03-15', '2027-03-15'],
	['15.03.2027', '2027-03-15'],
	['15. 3. 2027', '2027-03-15'],
	['am 15. März 2027', '2027-03-15'],
	['15. Maerz', '2027-03-15'],
	['15. Mär.', '2027-03-15'],
	['15th March 2027', '2027-03-15'],
	['3 Oct 2027', '2027-10-03'],
	['3. Dezember', '2026-12-03'],
	['3.11.', '2026-11-03'],
	['2.11.', '2027-11-02'],
	['29. Februar', '2028-02-29'],
	['29.02.2027', undefined],
	['32.01.2027', undefined],
	['15. und 30. März', undefined],
	['15. März um 10 Uhr', undefined],
	['3 Tage vor dem 15. März', undefined],
	['jeden 15.', undefined],
	['Ende März', undefined],
	['15.03.27', undefined],
	['im Jahr 2027', undefined],
	['', undefined],
])('"%s" is the date %s', (text, date) => {
	expect(dateIn(text, today)).toBe(date)
})

test('no text is read as a date that is none', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 40 }), (text) => {
			expect(dateIn(text, today) ?? '2026-11-03').toMatch(/^\d{4}-\d{2}-\d{2}$/)
		}),
		{ seed: 7, numRuns: 2_000 },
	)
})
