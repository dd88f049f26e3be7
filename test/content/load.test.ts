import { basename } from 'node:path'
import { loadCatalogues } from '../../src/content/load'
import { ContentError, type Problem } from '../../src/content/problem'
import { type Change, tinyCatalogue } from './tiny-catalogue'

function problemsWhen(changes: readonly Change[]): readonly (Problem & { readonly text: string })[] {
	const tiny = tinyCatalogue(changes)
	try {
		loadCatalogues(tiny.folder)
		return []
	} catch (error) {
		if (!(error instanceof ContentError)) throw error
		return error.problems.map((problem) => ({
			...problem,
			file: basename(problem.file),
			text: tiny.lineOf(problem.file, problem.line),
		}))
	} finally {
		tiny.remove()
	}
}

test.each([
	['broken YAML', ['rules', 'measure: form', 'measure: "form'], 'rules.yaml', '', 'Missing closing', 'indentation'],
	[
		'unknown word',
		['questionnaire', 'why: { de: Das spart', 'wy: { de: Das spart'],
		'questionnaire.yaml',
		'wy:',
		'"wy" is not a known word',
		'spelling',
	],
	[
		'missing word',
		['questionnaire', '            why: { de: Das spart Wege., en: It saves trips. }\n', ''],
		'questionnaire.yaml',
		'- id: L2',
		'"why" is missing',
		'Add "why:"',
	],
	[
		'missing language',
		['questionnaire', 'why: { de: Das spart Wege., en: It saves trips. }', 'why: { de: Das spart Wege. }'],
		'questionnaire.yaml',
		'why:',
		'"en" is missing',
		'Add "en:"',
	],
	[
		'LeiKa key too short',
		['services', '99085001012000', '9908500101'],
		'services.yaml',
		'Reisepass',
		'14 digits',
		'Correct',
	],
	[
		'no condition',
		['rules', 'when: { question: L2, is: no }', 'when: { question: L2, equals: no }'],
		'rules.yaml',
		'equals',
		'needs one of the words',
		'Correct',
	],
	[
		'two comparisons in one',
		['rules', 'when: { question: L2, is: no }', 'when: { question: L2, is: no, atLeast: 2 }'],
		'rules.yaml',
		'atLeast: 2',
		'"atLeast" is not a known word',
		'spelling',
	],
	[
		'fault deep in a condition',
		['rules', '{ question: Q1, status: given }', '{ question: Q1, status: givn }'],
		'rules.yaml',
		'givn',
		'status',
		'Correct',
	],
	[
		'unknown fact',
		['rules', 'fact: missingDays', 'fact: missingWeeks'],
		'rules.yaml',
		'missingWeeks',
		'missingDays',
		'Correct',
	],
] as const)('%s is told with file, line and remedy', (_name, change, file, text, message, remedy) => {
	expect(problemsWhen([change])).toContainEqual({
		file,
		line: expect.any(Number),
		text: expect.stringContaining(text),
		message: expect.stringContaining(message),
		remedy: expect.stringContaining(remedy),
	})
})

test('all files are read before complaining, and the message has one problem a line', () => {
	const tiny = tinyCatalogue([
		['services', 'id: lost', 'ident: lost'],
		['rules', 'effort: XS', 'effort: XXL'],
	])
	try {
		loadCatalogues(tiny.folder)
		throw new Error('it loaded')
	} catch (error) {
		const lines = (error as Error).message.split('\n')
		expect(error).toBeInstanceOf(ContentError)
		expect(lines).toHaveLength((error as ContentError).problems.length)
		expect(lines).toContainEqual(expect.stringMatching(/services\.yaml:5 "ident" is not a known word here\. Correct/))
		expect(lines).toContainEqual(expect.stringMatching(/rules\.yaml:3 "effort"/))
	} finally {
		tiny.remove()
	}
})

test('a missing file, a misspelt file and a strange version folder are told', () => {
	const tiny = tinyCatalogue()
	tiny.write('1', 'migrations', 'from: 0\n')
	expect(() => loadCatalogues(tiny.folder)).toThrow('migrations.yaml:1 This file is not part of a catalogue')
	tiny.write('2', 'rules', 'rules: []\n')
	expect(() => loadCatalogues(tiny.folder)).toThrow('The file is missing')
	tiny.write('draft', 'rules', 'rules: []\n')
	expect(() => loadCatalogues(tiny.folder)).toThrow('A version folder is named by a whole number')
	tiny.remove()
	expect(() => loadCatalogues(tiny.folder)).toThrow('There is no catalogue version here')
})

test('versions are read in numeric order, the last is the latest, and the migration comes along', () => {
	const tiny = tinyCatalogue()
	for (const version of ['2', '10']) {
		tiny.copy('1', version)
		tiny.write(
			version,
			'migration',
			`from: ${version === '2' ? 1 : 2}\nquestions: { Q3: null }\noptions: { L1: { paper: online } }\n`,
		)
	}
	const catalogues = loadCatalogues(tiny.folder)
	expect(catalogues.versions).toEqual(['1', '2', '10'])
	expect(catalogues.latest).toBe(catalogues.get('10'))
	expect(catalogues.get('1').migration).toBeUndefined()
	expect(catalogues.latest.migration).toEqual({
		from: '2',
		questions: { Q3: null },
		options: { L1: { paper: 'online' } },
	})
	expect(() => catalogues.get('3')).toThrow('There is no catalogue version 3, only 1, 2, 10. Put the folder')
	tiny.remove()
})
