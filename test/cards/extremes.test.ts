import MarkdownIt from 'markdown-it'
import { languages } from '../../src/domain/shared/language'
import type { Manner } from './support/answering'
import { plainly } from './support/answering'
import { type Drawn, gallery } from './support/gallery'
import { faultsIn, inputsOf, markdownOf } from './support/inspect'
import { invented, type Names } from './support/town'

/** Eighty characters each, as a list may hold twelve of. `at` makes them differ. */
const longest = (unit: string) => (at: number) => `${at} ${unit.repeat(80)}`.slice(0, 80)

/** As much as the product takes, in every place at once: nothing of it may make a card too large for Teams. */
const fullest: readonly [string, Manner, Names][] = [
	['words', { ...plainly(11), items: 12, itemName: longest('Straßenreinigung '), text: () => 'Wir brauchen mehr Zeit. '.repeat(200) }, namesOf('Amt für Ordnung '.repeat(8).slice(0, 120))],
	['signs that are escaped', { ...plainly(12), items: 12, itemName: longest('*_[]()<>&'), text: () => '*_"\\<>&'.repeat(600) }, namesOf('*_[]<>&"'.repeat(15).slice(0, 120))],
	['nothing but open points', { ...plainly(13), items: 12, itemName: longest('Bestattung '), withheld: 1 }, namesOf('Dr. Ottilie von und zu '.repeat(6).slice(0, 120))],
]

function namesOf(name: string): Names {
	return { town: name, department: name, person: (at) => `${at} ${name}`.slice(0, 120), colleagues: 55 }
}

describe.each(languages)('in %s', (language) => {
	test.each(fullest)('cards full of %s still fit', (_what, manner, names) => {
		expect(faultsOf(gallery(language, manner, names).cards)).toEqual([])
	})
})

function faultsOf(all: readonly Drawn[]): string[] {
	return all.flatMap(({ name, card }) => faultsIn(card).map((fault) => `${name}: ${fault}`))
}

/** What somebody could write to make a card say, link or call something that is not theirs to say. */
const corpus = [
	'**fett** und _schräg_ und ~~weg~~',
	'[Hier anmelden](https://angriff.example/login)',
	'![Bild](https://angriff.example/bild.png)',
	'<https://angriff.example> <b>fett</b> <script>alert(1)</script>',
	'<at>Projektleitung</at> bitte freigeben',
	'# Überschrift',
	'Zeile\n===\nund\n---',
	'1. eins\n2. zwei\n- drei\n+ vier\n* fünf',
	'> Zitat und `Code` und ```Block```',
	'| a | b |\n|---|---|\n| 1 | 2 |',
	'&lt;b&gt; &amp; &#42;&#42;x&#42;&#42;',
	'[x]: https://angriff.example',
	'\\*schon\\* \\[geschützt\\](https://angriff.example)',
	'$' + '{title} $' + '{$root.actions} {{name}} $t(common.pause)',
	'tel:110 mailto:a@angriff.example javascript:alert(1)',
]
const markdown = new MarkdownIt({ html: true, linkify: false })

/** Everything but paragraphs, and what our own texts use: bold words, lists. */
function foreignTags(html: string): string[] {
	return (html.match(/<\/?[a-z][^>]*>/g) ?? []).filter((tag) => !/^<\/?(p|strong|ul|li)>$/.test(tag))
}

describe.each(corpus)('%j in names and answers', (evil) => {
	const line = evil.replaceAll('\n', ' ')
	const names: Names = { ...invented, town: line, department: line, person: (at) => `${line} ${at}` }
	const manner: Manner = { ...plainly(21), withheld: 0, itemName: (at) => `${at} ${line}`.slice(0, 80), text: () => evil }
	const { cards } = gallery('de', manner, names)

	test('formats nothing, links nowhere', () => {
		const rendered = cards.flatMap(({ name, card }) => markdownOf(card).flatMap((text) => foreignTags(markdown.render(text)).map((tag) => `${name}: ${tag} from ${text}`)))
		expect(rendered.slice(0, 3)).toEqual([])
	})

	test('is read as it was written', () => {
		const texts = cards.flatMap(({ card }) => markdownOf(card)).map((text) => readable(markdown.render(text)))
		expect(texts.some((text) => text.includes(readable(markdown.render(escaped(`${line} 1`)))))).toBe(true)
	})

	test('does not break a card', () => {
		expect(faultsOf(cards).filter((fault) => !/left over/.test(fault))).toEqual([])
	})
})

function escaped(text: string): string {
	return text.replace(/[!-/:-@[-`{-~]/g, '\\$&')
}

function readable(html: string): string {
	const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' }
	return html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|amp|quot);/g, (entity) => entities[entity] ?? '').replace(/\s+/g, ' ').trim()
}

test('signs that turn the reading direction or hide are gone from what people typed', () => {
	const hidden = /[\u0000-\u0009\u000b-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/
	const manner: Manner = { ...plainly(31), withheld: 0, itemName: (at) => `${at} harmlos\u202egnp.exe\u200b`, text: () => 'links\u202erechts\u0007\u2066' }
	const { cards } = gallery('de', manner)
	const texts = cards.flatMap(({ name, card }) => [...markdownOf(card), ...inputsOf(card).map((input) => JSON.stringify(input))].map((text) => `${name}: ${text}`))
	expect(texts.some((text) => text.includes('harmlos gnp.exe'))).toBe(true)
	expect(texts.filter((text) => hidden.test(text))).toEqual([])
})
