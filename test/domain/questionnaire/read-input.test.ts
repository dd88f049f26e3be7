import fc from 'fast-check'
import type { Answer, Item } from '../../../src/domain/questionnaire/answer'
import type { Form } from '../../../src/domain/questionnaire/questionnaire'
import {
	type Input,
	longestItemName,
	type Read,
	readInput,
	readNumber,
	withheldChoice,
} from '../../../src/domain/questionnaire/read-input'
import { ask, given, list, number, options, scale, text, yesNo } from '../support/form'

const colours: Form = { kind: 'choices', options: options('red', 'green', 'blue') }
const exact: Form = { kind: 'number', min: 0.5, max: 300, decimals: 2 }
const years: Form = { kind: 'half-year', from: '2026-H2', to: '2030-H1' }

function read(form: Form, input: string | Input, before?: Answer): Read {
	return readInput(ask('Q', form), typeof input === 'string' ? { main: input } : input, before)
}

describe('numbers in German and English notation', () => {
	test.each<[string, number | undefined]>([
		['0', 0],
		['12', 12],
		['  12  ', 12],
		['2,5', 2.5],
		['2.5', 2.5],
		['-3', -3],
		['-0', 0],
		['1250', 1250],
		['1.250', 1250],
		['1 250', 1250],
		['1\u00a0250', 1250],
		['1.250,75', 1250.75],
		['12.500.000', 12_500_000],
		['0.125', 0.125],
		['0,125', 0.125],
		['1.2500', 1.25],
		['007', 7],
		['', undefined],
		['3 4', undefined],
		['12.50.0', undefined],
		['1,2,3', undefined],
		['1.250.75', undefined],
		['1e3', undefined],
		['0x10', undefined],
		['Infinity', undefined],
		['NaN', undefined],
		['five', undefined],
		['5 Tage', undefined],
		['٣', 3],
		['1\u202f250', 1250],
		["1'250", undefined],
		['1.5.2026', undefined],
		['0,75', 0.75],
		['1.000.000', 1_000_000],
		['\u22123', -3],
		['\uff11\uff12', 12],
		['3\u00b2', undefined],
		['\u00bd', undefined],
		['--3', undefined],
		[',5', undefined],
	])('%j is %j', (typed, expected) => {
		expect(readNumber(typed)).toBe(expected)
	})

	test('every number as Germany writes it reads as itself', () => {
		const german = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 2 })
		fc.assert(
			fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (hundredths) => {
				expect(readNumber(german.format(hundredths / 100))).toBe(hundredths / 100 + 0)
			}),
			{ seed: 1, numRuns: 2_000 },
		)
	})
})

describe('what is entered becomes an answer', () => {
	test.each<[string, Form, string | Input, Answer]>([
		['a choice', yesNo, 'yes', given('yes')],
		['several, in the order of the options', colours, 'blue,red', given(['red', 'blue'])],
		['several, one twice', colours, 'red,red,', given(['red'])],
		['a scale', scale, '0', given(0)],
		['a number', number, ' 7 ', given(7)],
		['the lowest number', exact, '0,5', given(0.5)],
		['the highest number', exact, '300', given(300)],
		['two decimals', exact, '4,35', given(4.35)],
		['a number with its unit', number, '12 St\u00fcck', given(12)],
		['a number of square metres', number, '12 m\u00b2', given(12)],
		['about a number', number, 'ca. 12', given(12)],
		['several with blanks', colours, ' blue , red ', given(['red', 'blue'])],
		['a half-year as people write it', years, 'H1 2028', given('2028-H1')],
		['a text', text, ' so it is ', given('so it is')],
		['a text with commas', text, 'a, b', given('a, b')],
		['a text of a comma', text, ',', given(',')],
		['a text of exactly 20 signs', text, '🏛'.repeat(20), given('🏛'.repeat(20))],
		['a half-year', years, '2026-H2', given('2026-H2')],
		['the last half-year', years, '2030-H1', given('2030-H1')],
		['"unknown" among the options', yesNo, withheldChoice('unknown'), { status: 'unknown' }],
		['"later" beside a number', number, { main: '', instead: 'later' }, { status: 'later' }],
		[
			'"does not apply" beside a list',
			list,
			{ main: '', instead: withheldChoice('not-applicable'), own: ' ' },
			{ status: 'not-applicable' },
		],
	])('%s', (_name, form, input, answer) => {
		expect(read(form, input)).toEqual({ answer })
	})
})

describe('what cannot be an answer is named', () => {
	test.each<[string, Form, string | Input, string]>([
		['a word for a number', number, 'many', 'not-a-number'],
		['thousands in a word', number, '5 Tsd.', 'not-a-number'],
		['two numbers with a unit', number, '3 4 Tage', 'not-a-number'],
		['from one number to another', number, '3 bis 4', 'not-a-number'],
		['below the limit', exact, '0,49', 'too-small'],
		['above the limit', number, '100,5', 'too-large'],
		['no end of digits', number, '9'.repeat(400), 'too-large'],
		['decimals where none fit', number, '2,5', 'too-precise'],
		['three decimals where two fit', exact, '1,005', 'too-precise'],
		['an option that does not exist', yesNo, 'perhaps', 'not-an-option'],
		['an option named like a part of an object', yesNo, 'constructor', 'not-an-option'],
		['one strange option among several', colours, 'red,__proto__', 'not-an-option'],
		['outside the scale', scale, '5', 'not-an-option'],
		['between the steps of the scale', scale, '1.5', 'not-an-option'],
		['a long text', text, 'x'.repeat(21), 'too-long'],
		['no half-year', years, '2027', 'not-a-half-year'],
		['a third half', years, '2027-H3', 'not-a-half-year'],
		['too early', years, '2026-H1', 'half-year-out-of-range'],
		['too late', years, '2030-H2', 'half-year-out-of-range'],
		['an answer and "unknown" at once', yesNo, { main: 'yes', instead: 'unknown' }, 'contradictory'],
		['an option and "later" among several', colours, `red,${withheldChoice('later')}`, 'contradictory'],
		['own names and "does not apply"', list, { own: 'Wochenmarkt', instead: 'not-applicable' }, 'contradictory'],
		['too many items', list, 'a,b,c,d,e', 'too-many-items'],
		['too many items, own ones included', list, { main: 'a,b,c', own: 'x;y' }, 'too-many-items'],
		['a very long own name', list, { own: 'x'.repeat(longestItemName + 1) }, 'name-too-long'],
		['an item id that could be a key', list, 'a@b', 'not-an-option'],
		['an item id named like a part of an object', list, '__proto__', 'not-an-option'],
	])('%s', (_name, form, input, problem) => {
		expect(read(form, input)).toEqual({ problem })
	})
})

test.each<[string, Form, string | Input]>([
	['nothing', yesNo, {}],
	['blanks', text, ' \n '],
	['signs that cannot be seen', text, '\u200b\u202e'],
	['no option ticked', colours, ''],
	['commas without options', colours, ',,'],
	['commas without items', list, { main: ',', own: '  ' }],
	['an unknown kind of withholding', number, { instead: 'never' }],
])('%s is not an answer', (_name, form, input) => {
	expect(read(form, input)).toEqual({ empty: true })
})

describe('a list', () => {
	const before = given([{ id: 'passport' }, { id: 'own-1', name: 'Wochenmarkt' }, { id: 'dog-tax', removed: true }])
	const items = (input: string | Input) => {
		const found = read(list, input, before)
		return 'answer' in found && found.answer.status === 'given' ? (found.answer.value as readonly Item[]) : found
	}

	test('keeps ids and order; what is no longer chosen is marked, not lost', () => {
		expect(items('own-1')).toEqual([
			{ id: 'passport', removed: true },
			{ id: 'own-1', name: 'Wochenmarkt' },
			{ id: 'dog-tax', removed: true },
		])
	})

	test('brings a removed one back where it was, new ones come last', () => {
		expect(items('fishing,dog-tax,own-1,passport')).toEqual([
			{ id: 'passport' },
			{ id: 'own-1', name: 'Wochenmarkt' },
			{ id: 'dog-tax' },
			{ id: 'fishing' },
		])
	})

	test('own names: one a line or between semicolons, the same name only once', () => {
		expect(items({ main: 'passport,own-1', own: 'Feuerwerk; WOCHENMARKT\nfeuerwerk\n\n' })).toEqual([
			{ id: 'passport' },
			{ id: 'own-1', name: 'Wochenmarkt' },
			{ id: 'dog-tax', removed: true },
			{ id: 'own-2', name: 'Feuerwerk' },
		])
	})

	test('"does not apply" empties it, so that names and answers can come back', () => {
		const emptied = read(list, { instead: 'not-applicable' }, before)
		expect(emptied).toEqual({
			answer: given([
				{ id: 'passport', removed: true },
				{ id: 'own-1', name: 'Wochenmarkt', removed: true },
				{ id: 'dog-tax', removed: true },
			]),
		})
		expect('answer' in emptied && read(list, 'passport,own-1', emptied.answer)).toEqual({ answer: before })
	})

	test.each(['unknown', 'later'])('"%s" contradicts a list that was named', (instead) => {
		expect(read(list, { instead }, before)).toEqual({ problem: 'contradictory' })
		expect(read(list, { instead }, { status: 'later' })).toEqual({ answer: { status: instead } })
	})

	test('removed ones do not count against the limit', () => {
		expect(items('a,b,c,d')).toHaveLength(7)
	})

	test('names like parts of an object are names', () => {
		expect(items({ main: 'constructor', own: '__proto__' })).toEqual(
			expect.arrayContaining([{ id: 'constructor' }, expect.objectContaining({ name: '__proto__' })]),
		)
	})
})

test('whatever comes in, the outcome is an answer, a problem or nothing', () => {
	const any = fc.option(
		fc.oneof(
			fc.string({ unit: 'binary', maxLength: 30 }),
			fc.constantFrom('yes', 'red,blue', '1.250', '2027-H1', '~unknown', ','),
		),
		{
			nil: undefined,
		},
	)
	fc.assert(
		fc.property(
			fc.constantFrom(yesNo, colours, scale, number, exact, text, years, list),
			any,
			any,
			any,
			(form, main, instead, own) => {
				const [outcome] = Object.keys(read(form, { main, instead, own }))
				expect(['answer', 'problem', 'empty']).toContain(outcome)
			},
		),
		{ seed: 3, numRuns: 3_000 },
	)
})
