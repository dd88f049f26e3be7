import type { Value } from '../../../src/domain/questionnaire/answer'
import { type Condition, holds, questionsIn } from '../../../src/domain/questionnaire/condition'
import { answers, withheld } from '../support/form'

const yes: Condition = { question: 'A', is: 'yes' }
const much: Condition = { question: 'N', atLeast: 3 }

test.each<[string, Condition, Record<string, Value | ReturnType<typeof withheld>>, boolean]>([
	['is: the same option', yes, { A: 'yes' }, true],
	['is: another option', yes, { A: 'no' }, false],
	['is: one of several', { question: 'A', is: ['yes', 'partly'] }, { A: 'partly' }, true],
	['is: a scale value as text', { question: 'N', is: '3' }, { N: 3 }, true],
	['is: unanswered', yes, {}, false],
	['is: withheld', yes, { A: withheld('unknown') }, false],
	['includes: among the chosen', { question: 'C', includes: 'paper' }, { C: ['phone', 'paper'] }, true],
	['includes: not among them', { question: 'C', includes: 'paper' }, { C: ['phone'] }, false],
	['includes: any of several', { question: 'C', includes: ['paper', 'phone'] }, { C: ['phone'] }, true],
	['includes: an item on the list', { question: 'S', includes: 'dog-tax' }, { S: [{ id: 'dog-tax' }] }, true],
	[
		'includes: an item taken off',
		{ question: 'S', includes: 'dog-tax' },
		{ S: [{ id: 'dog-tax', removed: true }] },
		false,
	],
	['includes: withheld', { question: 'C', includes: 'paper' }, { C: withheld('later') }, false],
	['atLeast: the limit itself', much, { N: 3 }, true],
	['atLeast: below', much, { N: 2 }, false],
	['atMost: the limit itself', { question: 'N', atMost: 3 }, { N: 3 }, true],
	['atMost: above', { question: 'N', atMost: 3 }, { N: 4 }, false],
	['atMost: withheld is not 0', { question: 'N', atMost: 3 }, { N: withheld('unknown') }, false],
	['between', { question: 'N', atLeast: 2, atMost: 4 }, { N: 3 }, true],
	['atLeast: no number at all', much, { N: 'many' }, false],
	['status: withheld like this', { question: 'A', status: 'later' }, { A: withheld('later') }, true],
	['status: withheld otherwise', { question: 'A', status: 'later' }, { A: withheld('unknown') }, false],
	['status: given', { question: 'A', status: 'given' }, { A: 'no' }, true],
	['status: given, unanswered', { question: 'A', status: 'given' }, {}, false],
	['not', { not: yes }, { A: 'no' }, true],
	['not: withheld satisfies no comparison, so this holds', { not: yes }, { A: withheld('unknown') }, true],
	['all', { all: [yes, much] }, { A: 'yes', N: 3 }, true],
	['all: one is missing', { all: [yes, much] }, { A: 'yes', N: 1 }, false],
	['any', { any: [yes, much] }, { A: 'no', N: 3 }, true],
	['any: none', { any: [yes, much] }, { A: 'no', N: 1 }, false],
])('%s', (_name, condition, so, expected) => {
	const known = answers(so)
	expect(holds(condition, (question) => known[question])).toBe(expected)
})

test('names every question it looks at once', () => {
	expect(questionsIn({ all: [yes, { any: [much, { not: yes }] }] })).toEqual(['A', 'N'])
})
