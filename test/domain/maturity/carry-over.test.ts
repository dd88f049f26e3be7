import { carryOver } from '../../../src/domain/maturity/carry-over'
import type { Catalogue } from '../../../src/domain/maturity/catalogue'
import type { Answers } from '../../../src/domain/questionnaire/answer'

const version = (name: string, migration?: Catalogue['migration']): Catalogue =>
	({ version: name, ...(migration && { migration }) }) as Catalogue

/** Version 2 renames a question and an option and drops a question; version 3 renames the question again. */
const versions = [
	version('1'),
	version('2', { from: '1', questions: { Q1: 'files', Q9: null }, options: { files: { full: 'everywhere' } } }),
	version('3', { from: '2', questions: { files: 'e-files' }, options: {} }),
]
const given = (value: string | readonly string[]) => ({ status: 'given', value }) as const
const answers: Answers = {
	Q1: given('full'),
	'Q1@own-1': given(['none', 'full']),
	Q9: given('helps'),
	Q2: { status: 'later' },
}

describe('answers of an earlier catalogue version', () => {
	test('follow renamed questions and options, inside loops too, and lose what has no successor', () => {
		expect(carryOver(answers, '1', '2', versions)).toEqual({
			files: given('everywhere'),
			'files@own-1': given(['none', 'everywhere']),
			Q2: { status: 'later' },
		})
	})

	test('go through every version in between', () => {
		expect(carryOver(answers, '1', '3', versions)).toEqual({
			'e-files': given('everywhere'),
			'e-files@own-1': given(['none', 'everywhere']),
			Q2: { status: 'later' },
		})
	})

	test('stay as they are within a version', () => {
		expect(carryOver(answers, '2', '2', versions)).toEqual(answers)
	})

	test('cannot go back or come from a version that nobody knows', () => {
		expect(() => carryOver(answers, '3', '1', versions)).toThrow('from catalogue 3 to 1')
		expect(() => carryOver(answers, '0', '1', versions)).toThrow('from catalogue 0')
	})

	test('a question called like a built-in property is no trap', () => {
		expect(carryOver({ constructor: given('a') }, '1', '2', versions)).toEqual({ constructor: given('a') })
	})
})
