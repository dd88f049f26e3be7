import { expectToldOf, type Fault } from './faults'

const prompt = 'prompt: { de: Geht alles online?, en: Can everything be done online? }'

const faults: readonly Fault[] = [
	// scoring
	[
		'option without score',
		[['questionnaire', '{ de: auf Papier, en: on paper }, score: 0', '{ de: auf Papier, en: on paper }']],
		'questionnaire',
		'- id: L1',
		'"paper" of the scored question L1 has no score',
		'score:',
	],
	['choices without scoredBy', [['questionnaire', '              scoredBy: best\n', '']], 'questionnaire', '- id: L1', 'which of several', 'scoredBy'],
	[
		'scored without dimension',
		[['questionnaire', 'dimension: access\n            weight: 2', 'weight: 2']],
		'questionnaire',
		'- id: L2',
		'belongs to no dimension',
		'dimension:',
	],
	[
		'unknown dimension',
		[['questionnaire', 'dimension: access\n            weight: 2', 'dimension: acces\n            weight: 2']],
		'questionnaire',
		'- id: L2',
		'unknown dimension "acces"',
		'access',
	],
	[
		'dimension without questions',
		[['questionnaire', 'dimensions:\n', 'dimensions:\n  - { id: idle, name: { de: Leer, en: Idle } }\n']],
		'questionnaire',
		'idle',
		'No scored question',
		'remove it',
	],
	[
		'scores without weight',
		[['questionnaire', '            dimension: access\n            weight: 2\n', '']],
		'questionnaire',
		'- id: L2',
		'scores but no weight',
		'weight:',
	],
	[
		'text with weight',
		[['questionnaire', 'maxLength: 200 }\n', 'maxLength: 200 }\n            weight: 1\n            dimension: access\n']],
		'questionnaire',
		'- id: Q3',
		'cannot be scored',
		'weight: input',
	],
	[
		'number without scores',
		[['questionnaire', 'max: 100 }\n            weight: input', 'max: 100 }\n            weight: 1\n            dimension: access']],
		'questionnaire',
		'- id: Q1',
		'do not cover',
		'upTo',
	],
	[
		'weight that nothing uses',
		[['rules', '{ question: Q2, criterion: demography }', '{ question: Q1, criterion: feasibility }']],
		'questionnaire',
		'- id: Q2',
		'no rule, criterion or priority uses it',
		'Let a rule cite it',
	],
	['priority of no question', [['rules', '{ question: Q2,', '{ question: Q7,']], 'rules', 'Q7', 'Q7, which does not exist', 'Correct the id'],
	['priority without criterion', [['rules', 'criterion: demography', 'criterion: age']], 'rules', 'criterion: age', 'no criterion "age"', 'demography'],
	// rules and measures
	['no such measure', [['rules', 'measure: form', 'measure: forms']], 'rules', 'measure: forms', '"forms", which does not exist', 'add the measure'],
	['measure without rule', [['rules', 'measure: talk', 'measure: form']], 'rules', '{ id: talk', 'No rule proposes the measure talk', 'Add a rule'],
	['after nothing', [['rules', 'after: [talk]', 'after: [walk]']], 'rules', 'after: [walk]', '"walk", which does not exist', 'Correct the id'],
	[
		'circle of measures',
		[['rules', 'effort: XS, benefit: 2', 'effort: XS, benefit: 2, after: [form]']],
		'rules',
		'{ id: form',
		'form → talk → form',
		'Remove one',
	],
	['finding without service', [['rules', '{{service}} is not', 'It is not']], 'rules', 'finding', 'which service', '{{service}}'],
	['placeholder in a department finding', [['rules', 'Die Zeit reicht nicht.', '"{{service}} braucht Zeit."']], 'rules', 'finding', 'placeholder', 'without'],
	// texts
	[
		'same in both languages',
		[['questionnaire', prompt, 'prompt: { de: Geht wirklich alles online bei Ihnen?, en: Geht wirklich alles online bei Ihnen? }']],
		'questionnaire',
		'Geht wirklich',
		'are the same',
		'Translate',
	],
	['note to oneself', [['questionnaire', 'en: It saves trips.', 'en: TODO translate']], 'questionnaire', 'TODO', 'placeholder or a note', 'Write out'],
	[
		'too long for the card',
		[['questionnaire', 'en: Can everything be done online?', `en: ${'very '.repeat(40)}long?`]],
		'questionnaire',
		'very',
		'prompt allows 140',
		'Shorten',
	],
	// maturity
	[
		'answer without outcome',
		[['maturity', '{ question: L2, is: no }', '{ question: L2, is: yes }']],
		'maturity',
		'- id: complete',
		'stays open for ever when L2 is no',
		'Add an outcome',
	],
	[
		'outcome never reached',
		[['maturity', '{ question: L2, is: no }', '{ question: L2, is: yes }']],
		'maturity',
		'- when: { question: L2, is: yes }',
		'can never be reached',
		'Remove it',
	],
	[
		'open where it is not asked',
		[['maturity', '          - { question: L1, includes: online }\n', '']],
		'maturity',
		'- id: complete',
		'when L2 is not asked',
		'exclude it',
	],
	[
		'open where it does not apply',
		[['maturity', '          - { not: { question: L2, status: not-applicable } }\n', '']],
		'maturity',
		'- id: complete',
		'when L2 is "not-applicable"',
		'exclude it',
	],
	[
		'level without reason',
		[['maturity', '          because: { de: etwas fehlt, en: something is missing }\n', '']],
		'maturity',
		'- when',
		'does not say why',
		'because:',
	],
	['no such level', [['maturity', '          level: 1\n', '          level: 3\n']], 'maturity', '- when', 'no level 3', '0 to 1'],
	['levels out of order', [['maturity', '{ level: 1, name', '{ level: 2, name']], 'maturity', 'level: 2', 'level 1 is expected', '0 upwards'],
]

test.each(faults.map((fault) => [fault[0], fault] as const))('catches: %s', (_name, fault) => {
	expectToldOf(fault)
})
