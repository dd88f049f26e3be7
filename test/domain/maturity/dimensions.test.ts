import fc from 'fast-check'
import { dimensionScores, leastCoverage, scoreOf } from '../../../src/domain/maturity/dimensions'
import type { Answers, Value, Withheld } from '../../../src/domain/questionnaire/answer'
import type { Form } from '../../../src/domain/questionnaire/questionnaire'
import {
	answers,
	ask,
	block,
	both,
	catalogue,
	form,
	list,
	loop,
	options,
	scale,
	text,
	withheld,
	yesNo,
} from '../support/form'

/**
 * Two questions about access (weights 3 and 2), one that depends on the first, one for information, one of another
 * dimension.
 */
const check = catalogue(
	form(
		block(
			'start',
			ask('A', scale, { dimension: 'access', weight: 3 }),
			ask('B', scale, { dimension: 'access', weight: 2, when: { question: 'A', atLeast: 1 } }),
			ask('I', scale, { dimension: 'access', weight: 'input' }),
			ask('T', text, { dimension: 'access' }),
			ask('K', scale, { dimension: 'knowledge', weight: 1 }),
		),
	),
	{ dimensions: ['access', 'knowledge', 'nothing'].map((id) => ({ id, name: both(id) })) },
)

function access(so: Readonly<Record<string, Value | { status: Withheld }>>) {
	const found = dimensionScores(check, answers(so)).find((one) => one.dimension.id === 'access')
	return found && { coverage: found.coverage, score: found.score, range: found.range }
}

test.each<[string, Parameters<typeof access>[0], ReturnType<typeof access>]>([
	['the weighted mean of 0 to 4, times 25', { A: 4, B: 2 }, { coverage: 1, score: 80, range: [80, 80] }],
	['the best', { A: 4, B: 4 }, { coverage: 1, score: 100, range: [100, 100] }],
	['the worst; B is not asked', { A: 0 }, { coverage: 1, score: 0, range: [0, 0] }],
	[
		'exactly 60 percent are answered: a number and its range',
		{ A: 2, B: withheld('unknown') },
		{ coverage: 0.6, score: 50, range: [30, 70] },
	],
	['less: the range only', { A: withheld('unknown'), B: 2 }, { coverage: 0, score: undefined, range: [0, 100] }],
	[
		'"later" lowers the coverage like "unknown"',
		{ A: 2, B: withheld('later') },
		{ coverage: 0.6, score: 50, range: [30, 70] },
	],
	[
		'"does not apply" leaves the calculation',
		{ A: 2, B: withheld('not-applicable') },
		{ coverage: 1, score: 50, range: [50, 50] },
	],
	['all "does not apply": no dimension', { A: withheld('not-applicable') }, undefined],
	['a withdrawn answer does not count', { A: 0, B: 4 }, { coverage: 1, score: 0, range: [0, 0] }],
	[
		'what feeds only rules does not count, nor does a text',
		{ A: 2, B: 2, I: 4, T: 'x' },
		{ coverage: 1, score: 50, range: [50, 50] },
	],
])('%s', (_name, so, expected) => {
	expect(access(so)).toEqual(expected)
})

test('a question still undecided is not yet applicable', () => {
	expect(access({})).toEqual({ coverage: 0, score: undefined, range: [0, 100] })
	expect(dimensionScores(check, {}).map((one) => one.dimension.id)).toEqual(['access', 'knowledge'])
})

test('inside a loop every item counts with its own answers', () => {
	const looped = catalogue(
		form(block('start', ask('S', list)), loop('S', 'each', ask('A', scale, { dimension: 'access', weight: 3 }))),
		{
			dimensions: [{ id: 'access', name: both('access') }],
		},
	)
	const so = answers({ S: [{ id: 'a' }, { id: 'b' }, { id: 'c', removed: true }], 'A@a': 4, 'A@b': 1, 'A@c': 0 })
	expect(dimensionScores(looped, so)).toMatchObject([{ coverage: 1, score: 62.5 }])
})

describe('the score of one answer', () => {
	const rated = options({ id: 'good', score: 4 }, { id: 'fair', score: 2 }, { id: 'bad', score: 0 }, { id: 'other' })
	const best: Form = { kind: 'choices', options: rated, scoredBy: 'best' }
	const worst: Form = { kind: 'choices', options: rated, scoredBy: 'worst' }
	const breaks: Form = { kind: 'number', min: 0, max: 9, scores: [{ upTo: 0, score: 4 }, { upTo: 2, score: 2 }, { upTo: 5, score: 0 }] } // biome-ignore format: reads as a table

	test.each<[string, Form, Value, number | undefined]>([
		['a choice', { kind: 'choice', options: rated }, 'fair', 2],
		['a choice of no score', { kind: 'choice', options: rated }, 'other', undefined],
		['several by the best', best, ['bad', 'good'], 4],
		['several by the worst', worst, ['bad', 'good'], 0],
		['several, those without a score left out', worst, ['fair', 'other'], 2],
		['several, none of them with a score', best, ['other'], undefined],
		['a scale', scale, 3, 3],
		['a scale upside down', { ...scale, inverted: true } as Form, 3, 1],
		['a number on the first step', breaks, 0, 4],
		['a number between the steps', breaks, 1, 2],
		['a number on a later step', breaks, 2, 2],
		['a number beyond the steps', breaks, 6, undefined],
		['a text', text, 'x', undefined],
		['a choice without scores', yesNo, 'yes', undefined],
	])('%s', (_name, how, value, score) => {
		expect(scoreOf(ask('Q', how), { status: 'given', value })).toBe(score)
	})

	test.each(['unknown', 'not-applicable', 'later'] as const)('"%s" is never 0', (status) => {
		for (const how of [best, worst, scale, breaks]) expect(scoreOf(ask('Q', how), { status })).toBeUndefined()
	})
})

test('the range holds whatever the open answers will be, and no number is shown below 60 percent', () => {
	const one = fc.option(
		fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(withheld('unknown'), withheld('later'))),
		{ nil: undefined },
	)
	fc.assert(
		fc.property(one, one, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }), (a, b, fillA, fillB) => {
			// A stays at least 1, so that B is asked for certain.
			const known = answers(
				Object.fromEntries(
					Object.entries({ A: a === 0 ? 1 : a, B: b }).filter(([, value]) => value !== undefined),
				) as Record<string, Value>,
			)
			const full: Answers = {
				...answers({ A: fillA, B: fillB }),
				...Object.fromEntries(Object.entries(known).filter(([, answer]) => answer.status === 'given')),
			}
			const now = dimensionScores(check, known).find((found) => found.dimension.id === 'access')
			const then = dimensionScores(check, full).find((found) => found.dimension.id === 'access')
			if (!now || then?.score === undefined) throw new Error('both apply')
			// Before A is known, B is not yet applicable; from then on the range only narrows.
			if (known.A?.status === 'given') {
				expect(then.score).toBeGreaterThanOrEqual(now.range[0] - 1e-9)
				expect(then.score).toBeLessThanOrEqual(now.range[1] + 1e-9)
			}
			expect(now.score !== undefined).toBe(now.coverage >= leastCoverage)
			expect(now.coverage).toBeGreaterThanOrEqual(0)
			expect(now.coverage).toBeLessThanOrEqual(1)
		}),
		{ seed: 40, numRuns: 500 },
	)
})
