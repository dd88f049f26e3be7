import { checkCatalogues } from '../../src/content/checks/check'
import { type Change, tinyCatalogue } from './tiny-catalogue'

describe('the next version', () => {
	const next = (changes: readonly Change[], migration: string) => {
		const tiny = tinyCatalogue()
		tiny.copy('1', '2')
		for (const change of changes) tiny.change('2', change)
		tiny.write('2', 'migration', migration)
		const problems = checkCatalogues(tiny.folder).map(({ message, remedy }) => `${message}. ${remedy}`)
		tiny.remove()
		return problems
	}

	test('unchanged, it only names the version before', () => {
		expect(next([], 'from: 1\n')).toEqual([])
	})

	test.each([
		['wrong version', [], 'from: 7\n', 'The version before is 1, not 7'],
		['question gone', [['questionnaire', '- id: Q3', '- id: Q4']], 'from: 1\n', 'Question Q3 is gone'],
		['unknown new question', [], 'from: 1\nquestions: { Q3: Q9 }\n', 'no question Q9'],
		['unknown old question', [], 'from: 1\nquestions: { Q9: Q3 }\n', 'Version 1 has no question Q9'],
		[
			'option gone',
			[['questionnaire', '{ id: paper, label', '{ id: letter, label']],
			'from: 1\n',
			'option "paper" of question L1 has nothing to carry over to',
		],
		[
			'another form',
			[['questionnaire', '{ kind: text, maxLength: 200 }', '{ kind: half-year, from: 2026-H2, to: 2030-H2 }']],
			'from: 1\n',
			'answers of Q3 have the form text',
		],
	] as const)('catches: %s', (_name, changes, migration, message) => {
		expect(next(changes, migration)).toContainEqual(expect.stringContaining(message))
	})

	test('accepts what the migration explains', () => {
		const changes = [
			['questionnaire', '- id: Q3', '- id: Q4'],
			['questionnaire', '{ id: paper, label', '{ id: letter, label'],
		] as const
		expect(next(changes, 'from: 1\nquestions: { Q3: Q4 }\noptions: { L1: { paper: letter } }\n')).toEqual([])
	})

	test('asks for migration.yaml', () => {
		const tiny = tinyCatalogue()
		tiny.copy('1', '2')
		expect(checkCatalogues(tiny.folder)).toMatchObject([
			{
				message: expect.stringContaining('how the answers of version 1 carry over'),
				remedy: expect.stringContaining('migration.yaml'),
			},
		])
		tiny.remove()
	})
})
