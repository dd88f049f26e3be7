import { checkCatalogues } from '../../src/content/checks/check'
import { expectToldOf, type Fault } from './faults'
import { tinyCatalogue } from './tiny-catalogue'

const L2 = 'when: { question: L1, includes: online }\n            prompt'

const faults: readonly Fault[] = [
	// structure
	[
		'question id twice',
		[['questionnaire', '- id: Q2', '- id: Q1']],
		'questionnaire',
		'- id: Q1',
		'question "Q1" exists twice',
		'another id',
	],
	[
		'option id twice',
		[['questionnaire', '{ id: paper, label', '{ id: online, label']],
		'questionnaire',
		'auf Papier',
		'option of question L1 "online" exists twice',
		'another id',
	],
	[
		'page id twice',
		[['questionnaire', '- id: time', '- id: arrival']],
		'questionnaire',
		'- id: arrival',
		'page "arrival" exists twice',
		'another id',
	],
	[
		'block id twice',
		[['questionnaire', '- id: department', '- id: area']],
		'questionnaire',
		'- id: area',
		'block "area" exists twice',
		'another id',
	],
	[
		'service id twice',
		[['services', 'id: lost', 'id: passport']],
		'services',
		'Fundsachen',
		'service "passport" exists twice',
		'another id',
	],
	[
		'measure id twice',
		[['rules', '{ id: talk', '{ id: form']],
		'rules',
		'Gespräch',
		'measure "form" exists twice',
		'another id',
	],
	['rule id twice', [['rules', '- id: R2', '- id: R1']], 'rules', '- id: R1', 'rule "R1" exists twice', 'another id'],
	[
		'LeiKa key twice',
		[['services', 'Lost property },', 'Lost property }, leika: "99085001012000",']],
		'services',
		'Fundsachen',
		'LeiKa key "99085001012000" exists twice',
		'another id',
	],
	[
		'unknown area',
		[['services', 'areas: [citizens]', 'areas: [citizen]']],
		'services',
		'Reisepass',
		'unknown area "citizen"',
		'citizens',
	],
	[
		'area without services',
		[['services', 'areas:\n', 'areas:\n  - { id: empty, name: { de: Leer, en: Empty } }\n']],
		'services',
		'Leer',
		'no service',
		'Add a service',
	],
	['no such day', [['services', '2026-11-02', '2026-11-31']], 'services', 'Reisepass', 'not a day', 'YYYY-MM-DD'],
	[
		'loop through no list',
		[['questionnaire', 'forEach: A1', 'forEach: Q1']],
		'questionnaire',
		'forEach: Q1',
		'no question of the form items',
		'earlier question',
	],
	[
		'list without loop',
		[['questionnaire', '    forEach: A1\n', '']],
		'questionnaire',
		'- id: A1',
		'Nothing is asked about the entries',
		'forEach',
	],
	[
		'text too long',
		[['questionnaire', 'maxLength: 200', 'maxLength: 900']],
		'questionnaire',
		'maxLength: 900',
		'longer than 300',
		'maxLength: 300',
	],
	[
		'numbers upside down',
		[['questionnaire', 'min: 0, max: 100', 'min: 100, max: 0']],
		'questionnaire',
		'min: 100',
		'not below',
		'min',
	],
	// conditions
	[
		'no such question',
		[['questionnaire', L2, L2.replace('L1', 'L9')]],
		'questionnaire',
		'L9',
		'L9, which does not exist',
		'Correct the id',
	],
	[
		'forward reference',
		[['questionnaire', '- id: L1\n', '- id: L1\n            when: { question: L2, is: yes }\n']],
		'questionnaire',
		'L2, is: yes',
		'does not come earlier',
		'Move L2',
	],
	[
		'no such option',
		[['questionnaire', L2, L2.replace('online', 'onlin')]],
		'questionnaire',
		'onlin }',
		'no option "onlin"',
		'online, paper',
	],
	[
		'comparison does not fit choices',
		[['questionnaire', L2, L2.replace('includes', 'is')]],
		'questionnaire',
		'is: online',
		'"is" does not fit question L1',
		'includes',
	],
	[
		'comparison does not fit a number',
		[['rules', '{ question: Q1, status: given }', '{ question: Q1, is: "3" }']],
		'rules',
		'is: "3"',
		'"is" does not fit question Q1',
		'atLeast',
	],
	[
		'number outside the form',
		[['rules', '{ question: Q1, status: given }', '{ question: Q1, atLeast: 101 }']],
		'rules',
		'atLeast: 101',
		'101 is outside',
		'0 to 100',
	],
	[
		'bounds crossed',
		[['rules', '{ question: Q1, status: given }', '{ question: Q1, atLeast: 9, atMost: 3 }']],
		'rules',
		'atLeast: 9',
		'at least 9 and at most 3',
		'Swap',
	],
	[
		'loop question from outside',
		[['questionnaire', '- id: Q3\n', '- id: Q3\n            when: { question: L2, is: yes }\n']],
		'questionnaire',
		'L2, is: yes',
		'cannot be seen from here',
		'outside all loops',
	],
	[
		'loop question in a department rule',
		[['rules', 'scope: service', 'scope: department']],
		'rules',
		'L2, is: no',
		'cannot be seen from here',
		'scope: service',
	],
	[
		'answer of the lead revealed',
		[['questionnaire', '- id: Q3\n', '- id: Q3\n            when: { question: Q2, atLeast: 2 }\n']],
		'questionnaire',
		'Q2, atLeast',
		'would reveal the answer to Q2',
		'audience: lead',
	],
	[
		'fact in the wrong scope',
		[['rules', '{ fact: missingDays, atLeast: 1 }', '{ fact: maturity, atLeast: 1 }']],
		'rules',
		'fact: maturity',
		'does not exist in the scope',
		'scope: service',
	],
	[
		'missing days against nothing',
		[['rules', '        - { question: Q1, status: given }\n', '']],
		'rules',
		'missingDays',
		'counted against',
		'status: given',
	],
	// reach
	[
		'question never asked',
		[
			[
				'questionnaire',
				L2,
				L2.replace(
					'{ question: L1, includes: online }',
					'{ all: [{ question: L1, includes: online }, { not: { question: L1, includes: online } }] }',
				),
			],
		],
		'questionnaire',
		'when: { all',
		'Question L2 can never be asked',
		'Correct the condition',
	],
	[
		'rule never applies',
		[
			[
				'rules',
				'when: { question: L2, is: no }',
				'when: { all: [{ question: L2, is: no }, { question: L2, is: yes }] }',
			],
		],
		'rules',
		'when: { all',
		'Rule R1 can never apply',
		'Correct the condition',
	],
	[
		'part of a condition never holds',
		[
			[
				'rules',
				'when: { question: L2, is: no }',
				'when: { any: [{ question: L2, is: no }, { all: [{ question: L2, is: yes }, { not: { question: L1, includes: online } }] }] }',
			],
		],
		'rules',
		'when: { any',
		'never makes a difference',
		'Remove it',
	],
]

test('the tiny catalogue passes', () => {
	const tiny = tinyCatalogue()
	expect(checkCatalogues(tiny.folder)).toEqual([])
	tiny.remove()
})

test.each(faults.map((fault) => [fault[0], fault] as const))('catches: %s', (_name, fault) => {
	expectToldOf(fault)
})
