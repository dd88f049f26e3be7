import fc from 'fast-check'
import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { walked } from '../../../src/domain/digicheck/circumstances'
import { countingAnswers } from '../../../src/domain/digicheck/decide-release'
import type { Measure, Rule, RuleCondition } from '../../../src/domain/maturity/catalogue'
import { citedQuestions, recommendMeasures } from '../../../src/domain/maturity/recommend'
import type { Answers } from '../../../src/domain/questionnaire/answer'
import { openPage } from '../../../src/domain/questionnaire/walk'
import {
	answers,
	ask,
	block,
	both,
	catalogue,
	form,
	list,
	loop,
	model,
	number,
	options,
	scale,
	withheld,
} from '../support/form'
import { answerTo, picks, someNumbers } from '../support/random'
import { begun, circumstances, clara, decide } from '../support/town'

function measure(id: string, effort: Measure['effort'], benefit: number, more: Partial<Measure> = {}): Measure {
	return { id, title: both(id), detail: both(id), effort, benefit, ...more }
}

function rule(id: string, scope: Rule['scope'], when: RuleCondition, measureId: string): Rule {
	return { id, scope, when, finding: both(id), measure: measureId }
}

const ways = { kind: 'choice', options: options('online', 'paper') } as const
const check = catalogue(
	form(
		block('start', ask('S', list), ask('A2', number), ask('A2b', number), ask('Q', scale), ask('D', number)),
		loop('S', 'each', ask('L', ways), ask('M', ways)),
	),
	{
		maturity: {
			ozg: model({
				id: 'way',
				name: both('way'),
				outcomes: [
					{ when: { question: 'L', is: 'online' }, level: 4 },
					{ when: { question: 'L', is: 'paper' }, level: 1, because: both('paper') },
				],
			}),
			inner: model(),
		},
		measures: [
			measure('workshop', 'S', 3),
			measure('online', 'M', 5),
			measure('duty', 'L', 1, { duty: true }),
			measure('relief', 'XS', 1),
			measure('front', 'S', 1),
			measure('stretch', 'XS', 2),
			measure('twin', 'S', 3),
		],
		rules: [
			rule('paper', 'service', { question: 'L', is: 'paper' }, 'online'),
			rule(
				'paper-inside',
				'service',
				{ all: [{ question: 'M', is: 'paper' }, { not: { question: 'L', is: 'online' } }] },
				'online',
			),
			rule('law', 'department', { question: 'Q', atMost: 0 }, 'duty'),
			rule('talk', 'department', { question: 'Q', atMost: 1 }, 'workshop'),
			rule('talk-too', 'department', { question: 'Q', atMost: 1 }, 'twin'),
			rule('vacant', 'department', { fact: 'vacancyPercent', atLeast: 15 }, 'relief'),
			rule('all-online', 'department', { fact: 'lowestMaturity', atLeast: 3 }, 'front'),
			rule(
				'time',
				'department',
				{
					all: [
						{ question: 'D', status: 'given' },
						{ fact: 'missingDays', atLeast: 1 },
					],
				},
				'stretch',
			),
		],
	},
)
const two = { S: [{ id: 'a' }, { id: 'b' }] }

function recommended(so: Answers): readonly string[] {
	return recommendMeasures(check, so).map(
		(one) =>
			`${one.measure.id}: ${one.findings.map((found) => `${found.rule.id}${found.item ? ` ${found.item.id}` : ''}`).join(', ')}`,
	)
}

test('nothing answered, nothing recommended', () => {
	expect(recommended({})).toEqual([])
})

test('a measure that several services or rules ask for is recommended once, with every finding', () => {
	expect(recommended(answers({ ...two, 'L@a': 'paper', 'L@b': 'paper', 'M@b': 'paper' }))).toEqual([
		'online: paper a, paper b, paper-inside b',
	])
})

test('what a service was taken off the list for is not recommended', () => {
	expect(recommended(answers({ S: [{ id: 'a', removed: true }], 'L@a': 'paper' }))).toEqual([])
})

test.each(['unknown', 'later', 'not-applicable'] as const)('"%s" leads to nothing', (status) => {
	expect(
		recommended(
			answers({ Q: withheld(status), A2: withheld(status), A2b: 9, D: withheld(status), S: withheld(status) }),
		),
	).toEqual([])
})

test('duties come first, however small their return', () => {
	expect(recommended(answers({ Q: 0, ...two, 'L@a': 'paper' })).map((line) => line.split(':')[0])).toEqual([
		'duty',
		'workshop',
		'twin',
		'online',
	])
})

describe('then the return for the days it takes', () => {
	const order = (so: Answers) => recommendMeasures(check, so).map((one) => one.measure.id)

	test('more services that gain move a measure up', () => {
		const one = answers({ Q: 1, ...two, 'L@a': 'paper', 'L@b': 'online' })
		const four = answers({
			Q: 1,
			S: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }],
			'L@a': 'paper',
			'L@b': 'paper',
			'L@c': 'paper',
			'L@d': 'paper',
		})
		expect(order(one)).toEqual(['workshop', 'twin', 'online'])
		expect(order(four)).toEqual(['online', 'workshop', 'twin'])
	})

	test('equals stand in the order of the catalogue', () => {
		expect(order(answers({ Q: 1 }))).toEqual(['workshop', 'twin'])
	})
})

describe('facts', () => {
	test.each([
		['15 percent', { A2: 17, A2b: 3 }, ['relief: vacant']],
		['less', { A2: 18, A2b: 3 }, []],
		['no posts at all', { A2: 0, A2b: 0 }, []],
		['one of the two unknown', { A2b: 3 }, []],
	])('vacant posts, %s', (_name, so, expected) => {
		expect(recommended(answers(so))).toEqual(expected)
	})

	test.each([
		['all services are online', { ...two, 'L@a': 'online', 'L@b': 'online' }, ['front: all-online']],
		['one is not', { ...two, 'L@a': 'online', 'L@b': 'paper' }, ['online: paper b']],
		['one is open: nothing is said about all', { ...two, 'L@a': 'online' }, []],
		['there is none', { S: [] }, []],
	])('about all services, %s', (_name, so, expected) => {
		expect(recommended(answers(so))).toEqual(expected)
	})

	test.each([
		['ten days are planned and ten there are', 10, ['workshop', 'twin']],
		['one day is missing', 9, ['workshop', 'twin', 'stretch']],
	])('days: %s', (_name, days, expected) => {
		expect([...recommendMeasures(check, answers({ Q: 1, D: days }))].map((one) => one.measure.id).sort()).toEqual(
			[...expected].sort(),
		)
	})
})

describe('every finding names the answers it rests on', () => {
	test.each<[string, Answers, readonly string[]]>([
		['those of the rule, for the service', answers({ ...two, 'L@b': 'paper', 'M@b': 'online' }), ['L@b']],
		[
			'also an answer that only a "not" looks at',
			answers({ ...two, 'M@b': 'paper', 'L@b': withheld('unknown') }),
			['M@b', 'L@b'],
		],
		['posts behind the vacancy', answers({ A2: 1, A2b: 1 }), ['A2', 'A2b']],
		['the weakest services behind a level', answers({ ...two, 'L@a': 'online', 'L@b': 'online' }), ['L@a', 'L@b']],
	])('%s', (_name, so, sources) => {
		expect(recommendMeasures(check, so).flatMap((one) => one.findings.flatMap((found) => found.sources))).toEqual(
			sources,
		)
	})

	test('rules cite each question once', () => {
		expect(
			citedQuestions({
				any: [
					{ question: 'Q', is: '1' },
					{ all: [{ not: { question: 'Q', is: '2' } }, { fact: 'maturity', atLeast: 1 }] },
				],
			}),
		).toEqual(['Q'])
	})
})

describe('with the shipped catalogue and any answers', () => {
	const shipped = loadCatalogues(catalogueFolder).latest

	function someAnswers(numbers: readonly number[]): Answers {
		const pick = picks([...numbers, ...Array.from({ length: 97 }, (_, at) => at * 31)])
		let session = begun([clara])
		for (let turn = 0; turn < 200; turn++) {
			const stand = openPage(walked(session, circumstances(shipped, clara)))
			if (!stand) break
			session = decide(shipped, session, clara, answerTo(session, stand, pick, false)).session
		}
		return countingAnswers(session, { catalogue: shipped })
	}

	test('every recommendation traces to answers that were given or withheld, and the same answers recommend the same', () => {
		const rulesSeen = new Set<string>()
		fc.assert(
			fc.property(someNumbers, (numbers) => {
				const so = someAnswers(numbers)
				const found = recommendMeasures(shipped, so)
				for (const { measure: one, findings } of found) {
					for (const finding of findings) {
						rulesSeen.add(finding.rule.id)
						expect(finding.rule.measure).toBe(one.id)
						expect([finding.rule.id, finding.sources.length]).not.toEqual([finding.rule.id, 0])
						expect(Object.keys(so)).toEqual(expect.arrayContaining([...finding.sources]))
					}
				}
				expect(new Set(found.map((one) => one.measure.id)).size).toBe(found.length)
				const duties = found.map((one) => one.measure.duty ?? false)
				expect(duties).toEqual([...duties].sort((one, other) => Number(other) - Number(one)))
				const shuffled = Object.fromEntries(Object.entries(so).reverse())
				expect(recommendMeasures(shipped, shuffled)).toEqual(found)
			}),
			{ seed: 50, numRuns: 120 },
		)
		expect(rulesSeen.size).toBeGreaterThan(20)
	})
})
