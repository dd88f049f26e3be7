import type { Answers } from '../../../src/domain/questionnaire/answer'
import type { Questionnaire } from '../../../src/domain/questionnaire/questionnaire'
import {
	type Audience,
	isAsked,
	openPage,
	pageBefore,
	progressOf,
	relevantSteps,
	sectionsOf,
	walk,
} from '../../../src/domain/questionnaire/walk'
import {
	answers,
	ask,
	block,
	blockIf,
	form,
	list,
	loop,
	number,
	page,
	scale,
	text,
	withheld,
	yesNo,
} from '../support/form'

/** What is asked for certain, in order. */
function asked(questionnaire: Questionnaire, so: Answers, audience: Audience = 'everyone'): readonly string[] {
	return relevantSteps(walk(questionnaire, so, audience)).map((step) => step.key)
}

/** What may still be asked, depending on something open. */
function undecided(questionnaire: Questionnaire, so: Answers): readonly string[] {
	const steps = walk(questionnaire, so, 'everyone').pages.flatMap((one) => one.steps)
	return steps.filter((step) => step.relevance === 'undecided').map((step) => step.key)
}

/** The questions that the next card asks. */
function next(questionnaire: Questionnaire, so: Answers, audience: Audience = 'everyone'): readonly string[] {
	return (openPage(walk(questionnaire, so, audience))?.steps ?? []).filter(isAsked).map((step) => step.key)
}

describe('order', () => {
	const questionnaire = form(
		block('one', page('first', ask('A', yesNo), ask('B', yesNo)), ask('C', text)),
		block('two', ask('D', number)),
	)

	test('questions come as the questionnaire lists them, page by page', () => {
		expect(asked(questionnaire, {})).toEqual(['A', 'B', 'C', 'D'])
		expect(next(questionnaire, {})).toEqual(['A', 'B'])
		expect(next(questionnaire, answers({ A: 'yes' }))).toEqual(['B'])
		expect(next(questionnaire, answers({ A: 'yes', B: 'no' }))).toEqual(['C'])
	})

	test('a gap is asked first, whatever was answered after it', () => {
		expect(next(questionnaire, answers({ A: 'yes', B: 'no', D: 3 }))).toEqual(['C'])
	})

	test('when all is answered there is no next page; a withheld answer is an answer', () => {
		expect(
			openPage(
				walk(
					questionnaire,
					answers({ A: withheld('later'), B: withheld('unknown'), C: withheld('not-applicable'), D: 3 }),
					'everyone',
				),
			),
		).toBeUndefined()
	})

	test('answers to questions that do not exist, or are named like parts of an object, are not looked at', () => {
		expect(next(questionnaire, answers({ X: 'yes', constructor: 'yes', toString: 'no' }))).toEqual(['A', 'B'])
	})
})

describe('a question under a condition', () => {
	const questionnaire = form(
		block('one', ask('A', yesNo), ask('B', yesNo, { when: { question: 'A', is: 'yes' } }), ask('C', text)),
	)

	test.each([
		['undecided while the question it depends on is open', {}, ['A', 'C'], ['B']],
		['asked when it holds', { A: 'yes' }, ['A', 'B', 'C'], []],
		['not asked when it does not', { A: 'no' }, ['A', 'C'], []],
		['not asked when the answer was withheld', { A: withheld('unknown') }, ['A', 'C'], []],
	])('%s', (_name, so, certain, perhaps) => {
		expect(asked(questionnaire, answers(so))).toEqual(certain)
		expect(undecided(questionnaire, answers(so))).toEqual(perhaps)
	})

	test('"not" holds for a withheld answer', () => {
		const unless = form(block('one', ask('A', yesNo), ask('B', yesNo, { when: { not: { question: 'A', is: 'yes' } } })))
		expect(asked(unless, answers({ A: withheld('unknown') }))).toEqual(['A', 'B'])
		expect(asked(unless, answers({ A: 'yes' }))).toEqual(['A'])
	})

	test('an answer that is withdrawn counts for no condition and comes back with its cause', () => {
		const chain = form(
			block(
				'one',
				ask('A', yesNo),
				ask('B', yesNo, { when: { question: 'A', is: 'yes' } }),
				ask('C', text, { when: { question: 'B', is: 'yes' } }),
			),
		)
		const so = answers({ A: 'yes', B: 'yes', C: 'kept' })
		expect(asked(chain, so)).toEqual(['A', 'B', 'C'])
		expect(asked(chain, { ...so, ...answers({ A: 'no' }) })).toEqual(['A'])
		expect(
			relevantSteps(walk(chain, { ...so, ...answers({ A: 'no' }), ...answers({ A: 'yes' }) }, 'everyone')).at(-1)
				?.answer,
		).toEqual({
			status: 'given',
			value: 'kept',
		})
	})

	test('two questions deep it is undecided as long as either is open', () => {
		const chain = form(
			block(
				'one',
				ask('A', yesNo),
				ask('B', yesNo, { when: { question: 'A', is: 'yes' } }),
				ask('C', text, { when: { question: 'B', is: 'yes' } }),
			),
		)
		expect(undecided(chain, {})).toEqual(['B', 'C'])
		expect(undecided(chain, answers({ A: 'yes' }))).toEqual(['C'])
		expect(undecided(chain, answers({ A: 'no' }))).toEqual([])
	})
})

describe('a block under a condition', () => {
	const questionnaire = form(
		block('start', ask('A', yesNo)),
		blockIf({ question: 'A', is: 'yes' }, 'details', ask('B', text), ask('C', text)),
		block('end', ask('D', text)),
	)

	test('is skipped whole, and the walk says so', () => {
		const walked = walk(questionnaire, answers({ A: 'no' }), 'everyone')
		expect(walked.pages.map((one) => one.key)).toEqual(['A', 'D'])
		expect(walked.skipped.map((one) => one.block.id)).toEqual(['details'])
	})

	test('is undecided whole while its condition is', () => {
		expect(undecided(questionnaire, {})).toEqual(['B', 'C'])
		expect(walk(questionnaire, {}, 'everyone').skipped).toEqual([])
	})

	test('is asked when the condition holds', () => {
		expect(asked(questionnaire, answers({ A: 'yes' }))).toEqual(['A', 'B', 'C', 'D'])
	})
})

describe('a loop', () => {
	const questionnaire = form(
		block('start', ask('S', list)),
		loop('S', 'each', ask('L1', yesNo), ask('L2', text, { when: { question: 'L1', is: 'yes' } })),
		block('end', ask('D', text)),
	)

	test('runs once for each item, in the order of the person', () => {
		expect(asked(questionnaire, answers({ S: [{ id: 'fishing' }, { id: 'dog-tax' }] }))).toEqual([
			'S',
			'L1@fishing',
			'L1@dog-tax',
			'D',
		])
		expect(asked(questionnaire, answers({ S: [{ id: 'dog-tax' }, { id: 'fishing' }] }))).toEqual([
			'S',
			'L1@dog-tax',
			'L1@fishing',
			'D',
		])
	})

	test('a condition inside means the same item', () => {
		const so = answers({ S: [{ id: 'a' }, { id: 'b' }], 'L1@a': 'yes', 'L1@b': 'no' })
		expect(asked(questionnaire, so)).toEqual(['S', 'L1@a', 'L2@a', 'L1@b', 'D'])
	})

	test('a removed item is left out, and its answers wait for its return', () => {
		const so = answers({ S: [{ id: 'a', removed: true }, { id: 'b' }], 'L1@a': 'yes' })
		expect(asked(questionnaire, so)).toEqual(['S', 'L1@b', 'D'])
		expect(next(questionnaire, { ...so, ...answers({ S: [{ id: 'a' }, { id: 'b' }] }) })).toEqual(['L2@a'])
	})

	test.each([
		['before the list is named', {}],
		['when the list was withheld', { S: withheld('later') }],
		['when the list is empty', { S: [] }],
	])('has no pages %s', (_name, so) => {
		expect(asked(questionnaire, answers(so)).filter((key) => key.startsWith('L'))).toEqual([])
	})

	test('a block may be skipped for one item and asked for the other', () => {
		const online = form(block('start', ask('S', list)), loop('S', 'each', ask('L1', yesNo)), {
			...loop('S', 'online', ask('L2', text)),
			when: { question: 'S', includes: 'b' },
		})
		const walked = walk(online, answers({ S: [{ id: 'a' }] }), 'everyone')
		expect(walked.skipped).toMatchObject([{ block: { id: 'online' }, item: { id: 'a' } }])
		expect(asked(online, answers({ S: [{ id: 'a' }, { id: 'b' }] }))).toContain('L2@a')
	})

	describe('whose list is asked under a condition', () => {
		const conditional = form(
			block('start', ask('A', yesNo), ask('S', list, { when: { question: 'A', is: 'yes' } })),
			loop('S', 'each', ask('L1', yesNo)),
		)
		const named = { S: [{ id: 'a' }], 'L1@a': 'yes' }

		test('is withdrawn with its list', () => {
			expect(asked(conditional, answers({ ...named, A: 'yes' }))).toEqual(['A', 'S', 'L1@a'])
			expect(asked(conditional, answers({ ...named, A: 'no' }))).toEqual(['A'])
		})

		test('is undecided with its list', () => {
			expect(undecided(conditional, answers(named))).toEqual(['S', 'L1@a'])
		})
	})
})

describe('questions for the lead only', () => {
	const questionnaire = form(
		block('one', ask('A', yesNo), page('departures', ask('Q', yesNo, { audience: 'lead' }))),
		block('two', ask('B', text, { when: { question: 'Q', is: 'yes' }, audience: 'lead' })),
	)

	test('are asked of the lead', () => {
		expect(asked(questionnaire, {}, 'lead')).toEqual(['A', 'Q'])
		expect(next(questionnaire, answers({ A: 'yes' }), 'lead')).toEqual(['Q'])
	})

	test.each([
		['open', {}],
		['answered', { Q: 'yes', B: 'three leave' }],
	])('are hidden from everyone else, %s', (_name, so) => {
		const shown = walk(questionnaire, answers({ A: 'yes', ...so }), 'everyone')
		expect(shown.pages.flatMap((one) => one.steps.map((step) => step.key))).toEqual(['A'])
		expect(openPage(shown)).toBeUndefined()
	})
})

describe('going back', () => {
	const walked = walk(
		form(block('one', ask('A', yesNo), ask('B', text, { when: { question: 'A', is: 'yes' } }), ask('C', text))),
		answers({ A: 'no' }),
		'everyone',
	)
	test.each([
		['from the last page, over the page that is not asked', 'C', 'A'],
		['from the end', undefined, 'C'],
		['from the first page there is nothing before', 'A', undefined],
		['from a page that is no longer asked there is nothing before', 'B', undefined],
	])('%s', (_name, from, before) => {
		expect(pageBefore(walked, from)?.key).toBe(before)
	})
})

test('sections are blocks, inside a loop one for each item', () => {
	const questionnaire = form(block('start', ask('S', list)), loop('S', 'each', ask('L1', yesNo), ask('L2', text)))
	const sections = sectionsOf(walk(questionnaire, answers({ S: [{ id: 'a' }, { id: 'b' }] }), 'everyone'))
	expect(sections.map((one) => [one.key, one.pages.map((stand) => stand.key)])).toEqual([
		['start', ['S']],
		['each@a', ['L1@a', 'L2@a']],
		['each@b', ['L1@b', 'L2@b']],
	])
})

describe('progress', () => {
	const questionnaire = form(
		block(
			'one',
			ask('A', yesNo),
			ask('B', scale, { when: { question: 'A', is: 'yes' }, seconds: 120 }),
			ask('C', text, { seconds: 30 }),
		),
	)

	test.each([
		['at first: B counts by half, 60 + 60 + 30 seconds are 3 minutes', {}, { answered: 0, total: 2, minutesLeft: 3 }],
		['B is certain: 120 + 30 seconds', { A: 'yes' }, { answered: 1, total: 3, minutesLeft: 3 }],
		['B is out: 30 seconds', { A: 'no' }, { answered: 1, total: 2, minutesLeft: 1 }],
		['a withheld answer is done, too', { A: 'no', C: withheld('later') }, { answered: 2, total: 2, minutesLeft: 0 }],
		['a withdrawn answer does not count', { A: 'no', B: 3, C: 'x' }, { answered: 2, total: 2, minutesLeft: 0 }],
	])('%s', (_name, so, expected) => {
		expect(progressOf(questionnaire, answers(so), 'everyone')).toMatchObject(expected)
	})

	test('minutes planned are those of everything asked, answered or not', () => {
		expect(progressOf(questionnaire, answers({ A: 'yes', B: 1 }), 'everyone').minutesPlanned).toBe(4)
		expect(progressOf(questionnaire, answers({ A: 'no', C: 'x' }), 'everyone').minutesPlanned).toBe(2)
	})

	test('until the list is named a loop is foreseen for a typical number of items, three quarters of its questions each', () => {
		const looped = form(
			block('start', ask('S', list)),
			loop('S', 'each', ask('L1', yesNo), ask('L2', yesNo, { seconds: 20 })),
		)
		expect(progressOf(looped, {}, 'everyone', 4).minutesLeft).toBe(Math.ceil((60 + 4 * 0.75 * 80) / 60))
		expect(progressOf(looped, answers({ S: [{ id: 'a' }] }), 'everyone', 4).minutesLeft).toBe(2)
		expect(progressOf(looped, answers({ S: withheld('later') }), 'everyone', 4).minutesLeft).toBe(0)
	})
})
