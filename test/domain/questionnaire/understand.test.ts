import fc from 'fast-check'
import { catalogueFolder, loadCatalogues } from '../../../src/content/load'
import { loadWords } from '../../../src/content/typed-words'
import { understandCommand } from '../../../src/dialog/commands'
import { questionById } from '../../../src/domain/maturity/catalogue'
import { type Form, type Question, questionsOf } from '../../../src/domain/questionnaire/questionnaire'
import { readInput } from '../../../src/domain/questionnaire/read-input'
import { type Understood, understandAnswer } from '../../../src/domain/questionnaire/understand'
import { editDistance, type Named, normalise } from '../../../src/domain/shared/spelling'
import { ask, both, list, number, text } from '../support/form'

const words = loadWords()
const { latest } = loadCatalogues(catalogueFolder)
const services = latest.services.map(
	(service): Named => ({ id: service.id, names: [service.name.de, service.name.en, ...service.synonyms] }),
)

const fees: Form = {
	kind: 'choice',
	options: [
		{ id: 'none', label: both('keine Gebühr', 'no fee') },
		{ id: 'online', label: both('Gebühr vorher, online zahlbar', 'fee before, payable online') },
		{ id: 'counter', label: both('Gebühr vorher, nicht online zahlbar', 'fee before, not payable online') },
		{ id: 'wishes', label: both('Grünes Licht', 'Go-ahead') },
	],
}
const cases: Form = {
	kind: 'choice',
	options: [
		{ id: 'none', label: both('zurzeit keine', 'none at present') },
		{ id: 'few', label: both('1 bis 50', '1 to 50') },
		{ id: 'some', label: both('51 bis 250', '51 to 250') },
		{ id: 'many', label: both('mehr als 250', 'more than 250') },
	],
}
const ways: Form = {
	kind: 'choices',
	options: [
		{ id: 'citizens', label: both('Bürgerinnen und Bürger', 'Citizens') },
		{ id: 'email', label: both('E-Mail', 'Email') },
		{ id: 'paper', label: both('Brief oder Papierformular', 'Letter or paper form') },
		{ id: 'phone', label: both('Telefon', 'Telephone') },
	],
}
const often: Form = {
	kind: 'scale',
	labels: [
		both('nie', 'never'),
		both('selten', 'rarely'),
		both('manchmal', 'sometimes'),
		both('meistens', 'mostly'),
		both('immer', 'always'),
	],
}
const when: Form = { kind: 'half-year', from: '2026-H1', to: '2036-H2' }

/**
 * What is meant, short: the chosen value, `instead: …`, `unclear: …`, or `-` if it was not understood. Own items follow
 * after ` + `.
 */
function meaning(typed: string, form: Form, suggestions: readonly Named[] = services): string {
	return short(understandAnswer(typed, ask('Q', form), words, suggestions))
}

function short(understood: Understood): string {
	if (!understood) return '-'
	if ('unclear' in understood) return `unclear: ${understood.unclear.map((one) => one.id).join(' ')}`
	const { main, instead, own } = understood.input
	if (instead !== undefined) return `instead: ${instead}`
	return own ? `${main} + ${own.replaceAll('\n', ' | ')}` : (main ?? '')
}

describe('commands', () => {
	test.each([
		['weiter', 'continue'],
		['WEITER', 'continue'],
		['Weiter!', 'continue'],
		['wieter', 'continue'],
		['nächste Frage', 'continue'],
		['naechste frage', 'continue'],
		['nachste frage', 'continue'],
		['zurück', 'back'],
		['zurueck', 'back'],
		['zuruck', 'back'],
		['Zrück', 'back'],
		['pause', 'pause'],
		['Puase', 'pause'],
		['Schluss für heute', 'pause'],
		['schluß fuer heute.', 'pause'],
		['Hilfe', 'help'],
		['hilfe??', 'help'],
		['?', 'help'],
		['??', 'help'],
		['Hlife', 'help'],
		['was kann ich tun?', 'help'],
		['Übersicht', 'review'],
		['Ubersicht', 'review'],
		['meine', undefined],
		['Ergebnis', 'result'],
		['ergebniss', 'result'],
		['klärungsliste', 'clarifications'],
		['Offene Punkte', 'clarifications'],
		['Leistungen', 'items'],
		['Datenschutz', 'privacy'],
		['datenschuzt', 'privacy'],
		['auf Deutsch', 'german'],
		['english', 'english'],
		['Englisch', 'english'],
		['guten Morgen', 'start'],
		['Moin', 'start'],
		["let's go", 'start'],
		['next question', 'continue'],
		['go back', 'back'],
		['enough for today', 'pause'],
		['my answers', 'review'],
		// Two commands begin like this, or nothing is near.
		['was', undefined],
		['go', undefined],
		['x', undefined],
		['ja', undefined],
		['', undefined],
		['Wir brauchen eine Pause bei den vielen Vorhaben', undefined],
	])('%s → %s', (typed, command) => {
		expect(understandCommand(typed, words, false)).toBe(command)
	})

	test.each([
		['Pause', 'pause'],
		['ZURÜCK!', 'back'],
		['zuruck', 'back'],
		['Puase', undefined],
		['meine', undefined],
	])('while a text is asked for, only the exact word counts: %s → %s', (typed, command) => {
		expect(understandCommand(typed, words, true)).toBe(command)
	})
})

describe('withheld answers', () => {
	test.each([
		['weiß nicht', 'unknown'],
		['weiss nicht', 'unknown'],
		['WEISS NICHT!', 'unknown'],
		['weis nicht', 'unknown'],
		['wn', 'unknown'],
		['Keine Ahnung', 'unknown'],
		["I don't know", 'unknown'],
		['dont know', 'unknown'],
		['trifft nicht zu', 'not-applicable'],
		['trift nicht zu', 'not-applicable'],
		['entfaellt', 'not-applicable'],
		['Gibt es nicht.', 'not-applicable'],
		['n/a', 'not-applicable'],
		['später', 'later'],
		['spaeter', 'later'],
		['spater', 'later'],
		['Überspringen', 'later'],
		['skip', 'later'],
	])('%s → %s, whatever is asked', (typed, status) => {
		for (const form of [fees, cases, ways, often, number, when, list])
			expect(meaning(typed, form)).toBe(`instead: ${status}`)
	})

	test('a text may begin like one or be near one: only the exact wording counts', () => {
		expect(meaning('später', text)).toBe('instead: later')
		expect(meaning('spätre', text)).toBe('spätre')
		expect(meaning('weiß nicht, wie lange noch', text)).toBe('weiß nicht, wie lange noch')
	})

	test.each(['gibt es', 'haben wir', 'bekannt', 'trifft zu', 'nicht'])('%s is not the opposite of itself', (typed) => {
		for (const form of [fees, often, number]) expect(meaning(typed, form)).toBe('-')
	})

	test('an option worded like one is the option', () => {
		const known: Form = {
			kind: 'choice',
			options: [
				{ id: 'yes', label: both('bekannt') },
				{ id: 'no', label: both('nicht bekannt') },
			],
		}
		expect(meaning('nicht bekannt', known)).toBe('no')
		expect(meaning('bekannt', known)).toBe('yes')
	})
})

describe('choosing one', () => {
	test.each([
		['the whole label', 'keine Gebühr', fees, 'none'],
		['in English', 'No fee', fees, 'none'],
		['umlauts spelled out', 'keine gebuehr', fees, 'none'],
		['umlauts without dots', 'grunes licht', fees, 'wishes'],
		['a typing error', 'kiene Gebühr', fees, 'none'],
		['its beginning, although "keine Ahnung" begins so, too', 'keine', fees, 'none'],
		['its number', '1', fees, 'none'],
		['its number with a dot', '4.', fees, 'wishes'],
		['its number in a word', 'drei', fees, 'counter'],
		['a beginning that two share', 'Gebühr vorher', fees, 'unclear: online counter'],
		['a number that no option has', '9', fees, '-'],
		['zero is no option', '0', fees, '-'],
		['something else', 'Rathaus', fees, '-'],
		['options that speak of numbers are not counted', '4', cases, '-'],
		['but found by their own wording', '51 bis 250', cases, 'some'],
		['and by how they begin', '51', cases, 'some'],
		['with a typing error', 'mer als 250', cases, 'many'],
	])('%s: %s', (_name, typed, form, expected) => {
		expect(meaning(typed, form)).toBe(expected)
	})

	test('"ja" is enough where one option begins with it', () => {
		const deputies = questionById(latest, 'L17')
		expect(short(understandAnswer('ja', deputies, words, services))).toBe('trained')
		expect(short(understandAnswer('Yes', deputies, words, services))).toBe('trained')
	})
})

describe('a scale', () => {
	test.each([
		['0', '0'],
		['4', '4'],
		['zwei', '2'],
		['nie', '0'],
		['Manchmal', '2'],
		['manchmla', '2'],
		['rarely', '1'],
		['5', '-'],
	])('%s → %s', (typed, expected) => {
		expect(meaning(typed, often)).toBe(expected)
	})
})

describe('choosing several', () => {
	test.each([
		['Telefon', 'phone'],
		['Telefon, E-Mail', 'phone,email'],
		['E-Mail, Brief und Telefon', 'email,paper,phone'],
		['email & telephone', 'email,phone'],
		['Telefon sowie Email', 'phone,email'],
		['Telephone and letter', 'phone,paper'],
		['Telefn, Emial', 'phone,email'],
		['3 und 4', 'paper,phone'],
		['2, 4', 'email,phone'],
		['1; 2', 'citizens,email'],
		['Bürgerinnen und Bürger', 'citizens'],
		['Buergerinen und Buerger', 'citizens'],
		['Bürgerinnen und Bürger, Telefon', 'citizens,phone'],
		['Telefon, Fax', '-'],
		['Telefon, 9', '-'],
	])('%s → %s', (typed, expected) => {
		expect(meaning(typed, ways)).toBe(expected)
	})

	test('one part that two options share makes all of it unclear', () => {
		const two: Form = { kind: 'choices', options: [...fees.options, { id: 'phone', label: both('Telefon') }] }
		expect(meaning('Telefon, Gebühr vorher', two)).toBe('unclear: online counter')
	})
})

describe('numbers', () => {
	test.each([
		['3', '3'],
		['drei', '3'],
		['DREI', '3'],
		['fünf', '5'],
		['fuenf', '5'],
		['eine', '1'],
		['zwölf', '12'],
		['seven', '7'],
		['null', '0'],
		['2,5', '2.5'],
		['2.5', '2.5'],
		['1.250', '1250'],
		['1 250', '1250'],
		['20 Tage', '20'],
		['1.250 Fälle im Jahr', '1250'],
		['15 %', '15'],
		['5.', '5'],
		['-3', '-3'],
		['3 bis 4', '-'],
		['3 bis 4 Tage', '-'],
		['2 bis drei Tage', '-'],
		['3 4', '-'],
		['viele', '-'],
		['dreizehn', '-'],
	])('%s → %s', (typed, expected) => {
		expect(meaning(typed, number)).toBe(expected)
	})
})

describe('half-years', () => {
	test.each([
		['2027-H2', '2027-H2'],
		['2027 h1', '2027-H1'],
		['2027h1', '2027-H1'],
		['H2/2027', '2027-H2'],
		['2. Halbjahr 2027', '2027-H2'],
		['im 1. Halbjahr 2028', '2028-H1'],
		['zweites Halbjahr 2027', '2027-H2'],
		['ZWEITES HALBJAHR 2027', '2027-H2'],
		['im ersten Halbjahr 2027', '2027-H1'],
		['2. Halbjhar 2027', '2027-H2'],
		['HJ 2 2027', '2027-H2'],
		['HJ2 2027', '2027-H2'],
		['2. HJ 2027', '2027-H2'],
		['2027, 2. Hälfte', '2027-H2'],
		['second half of 2027', '2027-H2'],
		['Halbjahr 2/2027', '2027-H2'],
		['II. Halbjahr 2027', '2027-H2'],
		['zweites HJ 27', '2027-H2'],
		['first half-year 2027', '2027-H1'],
		['2027', '-'],
		['Halbjahr 2027', '-'],
		['3. Halbjahr 2027', '-'],
		['1. oder 2. Halbjahr 2027', '-'],
		['erstes oder zweites Halbjahr 2027', '-'],
		['2. Halbjahr 2027 oder 2028', '-'],
		['1.7.2027', '-'],
		['2/2027', '-'],
		['Q2 2027', '-'],
		['zweites Halbjahr', '-'],
		['bald', '-'],
	])('%s → %s', (typed, expected) => {
		expect(meaning(typed, when)).toBe(expected)
	})
})

describe('lists', () => {
	const few: readonly Named[] = [
		{ id: 'passport', names: ['Reisepass', 'Passport'] },
		{ id: 'dog-tax', names: ['Hundesteuer', 'Dog tax', 'Hunde'] },
		{ id: 'markets', names: ['Märkte und Feste', 'Markets and fairs'] },
	]

	test.each([
		['Reisepass', 'passport'],
		['reisepas, hundesteuer', 'passport,dog-tax'],
		['Reisepass, Hunde und Feuerwerk', 'passport,dog-tax + Feuerwerk'],
		['Märkte und Feste', 'markets'],
		['Reisepass, Maerkte und Feste', 'passport,markets'],
		['Feuerwerk\nFundsachen; Reisepass', 'passport + Feuerwerk | Fundsachen'],
		[' , ', '-'],
	])('%j → %s', (typed, expected) => {
		expect(meaning(typed, list, few)).toBe(expected)
	})
})

describe('with the shipped catalogue', () => {
	const choosing = questionsOf(latest.questionnaire).filter(({ form }) =>
		['choice', 'choices', 'scale'].includes(form.kind),
	)
	const labelled = choosing.flatMap((question) =>
		optionsOf(question).flatMap(([id, label]) =>
			[label.de, label.en].map((wording) => [question.id, wording, id] as const),
		),
	)

	function optionsOf({ form }: Question): readonly (readonly [string, { de: string; en: string }])[] {
		if (form.kind === 'scale') return form.labels.map((label, at) => [String(at), label] as const)
		return form.kind === 'choice' || form.kind === 'choices'
			? form.options.map((option) => [option.id, option.label] as const)
			: []
	}

	test('every label of every option, typed as it stands, is understood as it', () => {
		expect(labelled.length).toBeGreaterThan(200)
		const wrong = labelled.filter(
			([id, wording, option]) => short(understandAnswer(wording, questionById(latest, id), words, services)) !== option,
		)
		expect(wrong).toEqual([])
	})

	test('no label is taken for a command', () => {
		expect(labelled.filter(([, wording]) => understandCommand(wording, words, true) !== undefined)).toEqual([])
	})

	test('every service is found by its name', () => {
		const wrong = latest.services.filter(
			(service) => meaning(service.name.de, list) !== service.id || meaning(service.name.en, list) !== service.id,
		)
		expect(wrong.map((service) => service.id)).toEqual([])
	})

	test('no wording belongs to two commands', () => {
		const all = Object.values(words).flatMap((language) =>
			Object.entries(language.commands).flatMap(([command, names]) => names.map((name) => [name, command] as const)),
		)
		expect(all.filter(([name, command]) => understandCommand(name, words, true) !== command)).toEqual([])
	})

	/** Nothing anybody types may throw or hold up the others; what is understood can be read as an answer. */
	function survives(typed: string, question: Question): void {
		const understood = understandAnswer(typed, question, words, services)
		understandCommand(typed, words, false)
		if (understood && 'input' in understood) readInput(question, understood.input, undefined)
	}

	const forms = [...choosing, ask('N', number), ask('H', when), ask('T', text), ask('S', list)]

	test('no text makes it throw', () => {
		const fragment = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 40 }),
			fc.constantFrom('und', ',', '3', 'H2', '2027', 'ja', '\n', 'Reisepass', '-', '.', '??', '\u202e'),
		)
		const typed = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(' '))
		fc.assert(
			fc.property(typed, fc.constantFrom(...forms), (said, question) => survives(said, question)),
			{ seed: 4, numRuns: 1_000 },
		)
	})

	test.each([
		['one long word', 'x'.repeat(4_000)],
		['nearly a service, again and again', 'Hundesteur'.repeat(400)],
		['many words', 'was kann '.repeat(444)],
		['an endless enumeration', Array.from({ length: 1_000 }, (_, at) => `${at}a`).join(',')],
		['commas', ','.repeat(4_000)],
		['and and and', 'a und '.repeat(666)],
		['digits', '9'.repeat(4_000)],
		['digits and dots', '1.'.repeat(2_000)],
		['blanks', `1${' '.repeat(3_998)}x`],
		['years', '2027 '.repeat(800)],
		['question marks', '?'.repeat(4_000)],
		['accents', 'e\u0301'.repeat(2_000)],
	])('4,000 signs take less than 50 ms: %s', (_name, typed) => {
		for (const question of [
			questionById(latest, 'L4'),
			questionById(latest, 'A7'),
			ask('N', number),
			ask('H', when),
			ask('S', list),
		]) {
			// The best of five, so that a busy machine does not decide.
			const took = [1, 2, 3, 4, 5].map(() => {
				const began = performance.now()
				survives(typed, question)
				return performance.now() - began
			})
			expect([question.id, Math.min(...took) < 50 || Math.round(Math.min(...took))]).toEqual([question.id, true])
		}
	})
})

describe('the distance between two spellings', () => {
	test.each([
		['pause', 'pause', 0],
		['pause', 'puase', 1],
		['pause', 'paus', 1],
		['pause', 'pausen', 1],
		['pause', 'bause', 1],
		['', 'abc', 3],
		['kitten', 'sitting', 3],
	])('%s, %s: %i', (one, other, expected) => {
		expect(editDistance(one, other)).toBe(expected)
	})

	test('is the same both ways, 0 only for equal ones, and never more than the longer one', () => {
		const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
		fc.assert(
			fc.property(word, word, (one, other) => {
				const distance = editDistance(one, other)
				expect(editDistance(other, one)).toBe(distance)
				expect(distance === 0).toBe(one === other)
				expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length))
				expect(distance).toBeGreaterThanOrEqual(Math.abs(one.length - other.length))
			}),
			{ seed: 5, numRuns: 2_000 },
		)
	})
})

test.each([
	['Grün-Weiß!', 'gruen weiss'],
	['gru\u0308n', 'gruen'],
	['Café', 'cafe'],
	['  a   b ', 'a b'],
	['wer?', 'wer'],
	['?', '?'],
	['…', ''],
])('%j is compared as %j', (typed, expected) => {
	expect(normalise(typed)).toBe(expected)
})
