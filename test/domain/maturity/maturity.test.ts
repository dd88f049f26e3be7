import type { Criterion } from '../../../src/domain/maturity/catalogue'
import { answersFor, maturityOf, serviceStands, servicesIn } from '../../../src/domain/maturity/maturity'
import type { Value, Withheld } from '../../../src/domain/questionnaire/answer'
import { answers, ask, block, both, catalogue, form, list, loop, model, number, withheld, yesNo } from '../support/form'

/** How far a yes-or-no question lets a service get. */
function criterion(question: string, yes: number, no: number, when?: Criterion['when']): Criterion {
	return {
		id: `criterion ${question}`,
		name: both(question),
		...(when && { when }),
		outcomes: [
			{ when: { question, is: 'yes' }, level: yes },
			{ when: { question, is: 'no' }, level: no, because: both(`no ${question}`), nextStep: both(`do ${question}`) },
		],
	}
}

const ozg = model(
	criterion('described', 4, 0),
	criterion('online', 4, 2),
	criterion('payable', 4, 2, { not: { question: 'payable', status: 'not-applicable' } }),
)

function maturity(so: Readonly<Record<string, Value | { status: Withheld }>>) {
	const known = answers(so)
	const found = maturityOf(ozg, (question) => known[question])
	return (
		found && {
			...found,
			limiting: found.limiting.map((one) => one.criterion.id),
			open: found.open.map((one) => one.id),
		}
	)
}

describe('the weakest criterion decides', () => {
	test.each<[string, Parameters<typeof maturity>[0], number, readonly string[]]>([
		['everything is there', { described: 'yes', online: 'yes', payable: 'yes' }, 4, []],
		['one is missing: no mean', { described: 'no', online: 'yes', payable: 'yes' }, 0, ['criterion described']],
		['the lower of two', { described: 'no', online: 'no', payable: 'yes' }, 0, ['criterion described']],
		[
			'two hold it alike',
			{ described: 'yes', online: 'no', payable: 'no' },
			2,
			['criterion online', 'criterion payable'],
		],
		['one does not apply', { described: 'yes', online: 'yes', payable: withheld('not-applicable') }, 4, []],
	])('%s', (_name, so, level, limiting) => {
		expect(maturity(so)).toEqual({ model: 'tiny', level, atMost: level, limiting, open: [] })
	})

	test('the limiting criterion says why and what comes next', () => {
		const known = answers({ described: 'yes', online: 'no', payable: 'yes' })
		expect(maturityOf(ozg, (question) => known[question])?.limiting).toMatchObject([
			{ level: 2, because: both('no online'), nextStep: both('do online') },
		])
	})
})

describe('while a criterion is open there is no level, only an upper limit', () => {
	test.each<[string, Parameters<typeof maturity>[0], number, readonly string[]]>([
		['nobody answered', { online: 'no', payable: 'yes' }, 2, ['criterion described']],
		['nobody knows', { described: withheld('unknown'), online: 'no', payable: 'yes' }, 2, ['criterion described']],
		['later', { described: 'yes', online: withheld('later'), payable: 'yes' }, 4, ['criterion online']],
		['all of them', {}, 4, ['criterion described', 'criterion online', 'criterion payable']],
	])('%s', (_name, so, atMost, open) => {
		const found = maturity(so)
		expect(found).toMatchObject({ atMost, open })
		expect(found).not.toHaveProperty('level')
	})
})

test('where no criterion applies there is no maturity at all', () => {
	const county = model(criterion('online', 4, 2, { not: { question: 'decides', is: 'county' } }))
	const known = answers({ decides: 'county', online: 'no' })
	expect(maturityOf(county, (question) => known[question])).toBeUndefined()
})

test('the first outcome that holds counts', () => {
	const first: Criterion = {
		id: 'first',
		name: both('first'),
		outcomes: [
			{ when: { question: 'number', atLeast: 3 }, level: 3 },
			{ when: { question: 'number', atLeast: 1 }, level: 1 },
		],
	}
	expect(maturityOf(model(first), () => ({ status: 'given', value: 5 }))?.level).toBe(3)
	expect(maturityOf(model(first), () => ({ status: 'given', value: 2 }))?.level).toBe(1)
})

describe('services of a department', () => {
	const check = catalogue(
		form(block('start', ask('S', list), ask('N', number)), loop('S', 'each', ask('online', yesNo))),
		{
			maturity: { ozg: model(criterion('online', 4, 1)), inner: model() },
		},
	)
	const so = answers({
		S: [{ id: 'b' }, { id: 'gone', removed: true }, { id: 'a', name: 'Märkte' }],
		'online@a': 'yes',
		'online@b': 'no',
		'online@gone': 'no',
	})

	test('are those on the list, in its order', () => {
		expect(servicesIn(check, so).map((item) => item.id)).toEqual(['b', 'a'])
		expect(servicesIn(check, answers({ S: withheld('unknown') }))).toEqual([])
	})

	test('each stands by its own answers', () => {
		expect(serviceStands(check, so).map((stand) => [stand.item.id, stand.ozg?.level, stand.inner])).toEqual([
			['b', 1, undefined],
			['a', 4, undefined],
		])
	})

	test('questions outside the loop are found plain', () => {
		const answerOf = answersFor(check, { ...so, ...answers({ N: 7 }) }, { id: 'a' })
		expect(answerOf('N')).toEqual({ status: 'given', value: 7 })
		expect(answerOf('online')).toEqual({ status: 'given', value: 'yes' })
		expect(answersFor(check, so, undefined)('online')).toBeUndefined()
	})
})
