import { loadWords } from '../../src/content/typed-words'
import { understandCommand } from '../../src/dialog/commands'
import { doorOf, understandRequest } from '../../src/dialog/requests'
import { findPositions } from '../../src/domain/directory/find-positions'
import { directory } from '../domain/handover/support'
import { exampleTown } from '../flows/support/house'

const words = loadWords()

test.each([
	['Vertretung Standesamt', 'deputy', 'Standesamt'],
	['vertretung für das Meldewesen?', 'deputy', 'Meldewesen'],
	['VERTRETUNGSKARTE: Ausweise und Pässe', 'deputy', 'Ausweise und Pässe'],
	['Vertretung', 'deputy', ''],
	['deputy sheet for registration', 'deputy', 'registration'],
	['suche nach Auto anmelden', 'search', 'Auto anmelden'],
	['Wo finde ich die Siegel?', 'search', 'die Siegel'],
	['finde Grüne Plakette', 'search', 'Grüne Plakette'],
	['Wer ist zuständig für Hundesteuer?', 'responsible', 'Hundesteuer'],
	['wer ist zustaendig fuer Hundesteuer', 'responsible', 'Hundesteuer'],
	['Who is responsible for weddings?', 'responsible', 'weddings'],
])('%s asks for %s about "%s"', (text, request, rest) => {
	expect(understandRequest(text, words)).toEqual({ request, rest })
})

test.each(['', '   ', 'ja', 'weiß nicht', 'Standesamt', 'Vertretungsregelung', 'ich suche etwas', '12'])(
	'"%s" asks for none of them',
	(text) => {
		expect(understandRequest(text, words)).toBeUndefined()
	},
)

test('while a free text is asked for only what nobody means otherwise counts', () => {
	const strict = (text: string) => understandRequest(text, words, true)?.request
	expect(['Suche nach Akten dauert zu lange', 'Vertretung ist geregelt', 'Zuständig sind alle'].map(strict)).toEqual([
		undefined,
		undefined,
		undefined,
	])
	expect(
		['Suche: Akten', 'Vertretungskarte Standesamt', 'Wer ist zuständig für Hunde?', 'Vertretung: Standesamt'].map(
			strict,
		),
	).toEqual(['search', 'deputy', 'responsible', 'deputy'])
})

test('who is responsible keeps all that was typed', () => {
	expect(doorOf({ request: 'responsible', rest: 'Hunde' }, ' Wer ist zuständig für Hunde? ')).toEqual({
		door: 'search',
		text: 'Wer ist zuständig für Hunde?',
	})
	expect(doorOf({ request: 'deputy', rest: 'Hunde' }, 'Vertretung Hunde')).toEqual({
		door: 'deputy',
		text: 'Hunde',
	})
})

test('no beginning is a command, and no command begins like a request', () => {
	const beginnings = [words.de, words.en].flatMap(({ requests }) => Object.values(requests).flat())
	expect(beginnings.filter((one) => understandCommand(one, words, true) !== undefined)).toEqual([])
	const commands = [words.de, words.en].flatMap((one) => Object.values(one.commands).flat())
	expect(commands.filter((one) => understandRequest(one, words) !== undefined)).toEqual([])
})

describe('a position is found', () => {
	const town = exampleTown()
	const found = (text: string) => findPositions(town, text).map(({ id }) => id)

	test.each([
		['Meldewesen', ['meldewesen-1', 'meldewesen-2']],
		['meldewesn 2', ['meldewesen-2']],
		['Standesamt', ['leitung-standesamt', 'beurkundung']],
		['Leitung Standesamt', ['leitung-standesamt']],
		['Urkunden', ['beurkundung']],
		['Ausweise', ['ausweise']],
		['Steuern', []],
		['Grundsteuer Finanzen', []],
		['Gewerbesteuer', ['steuern']],
		['Quatsch', []],
		['', []],
		['?!', []],
	])('by "%s": %j', (text, ids) => {
		expect(found(text)).toEqual(ids)
	})

	test('never by who holds it', () => {
		for (const { name } of [...town.people, ...directory.people])
			for (const part of [name, ...name.split(/[\s-]/)]) expect([part, found(part)]).toEqual([part, []])
	})
})
