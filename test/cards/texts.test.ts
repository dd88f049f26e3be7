import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

type Texts = ReadonlyMap<string, string>

const mostWords = 25
/** English texts that offer the way back to German, in German. */
const inGermanOnPurpose = ['help.language', 'help.switch']

const de = textsIn('de')
const en = textsIn('en')

function textsIn(language: 'de' | 'en'): Texts {
	return new Map(flat(parse(readFileSync(join(__dirname, `../../cards/texts/${language}.yaml`), 'utf8')), []))
}

/** Every leaf with its dotted key. Anything but text stays as it is, so that `text` can complain about it. */
function flat(node: unknown, path: readonly string[]): [string, string][] {
	return typeof node === 'object' && node !== null
		? Object.entries(node).flatMap(([key, value]) => flat(value, [...path, key]))
		: [[path.join('.'), node as string]]
}

function placeholders(text: string): readonly string[] {
	return [...text.matchAll(/\{\{.*?\}\}/g)].map(([placeholder]) => placeholder).sort()
}

/** A full stop after a figure is an ordinal, not an end: `2. Halbjahr`. */
function sentences(text: string): readonly string[] {
	return text.split(/(?<=[.!?…]["“”]?)(?<!\d\.)\s+(?=["„“*]*[\p{Lu}\p{N}{])/u)
}

function words(sentence: string): readonly string[] {
	return sentence.replaceAll(/\{\{.*?\}\}/g, 'x').match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []
}

/** The offending texts as `key: text`, so that a failure names them. */
function offenders(texts: Texts, offends: (text: string, key: string) => boolean): readonly string[] {
	return [...texts].filter(([key, text]) => offends(text, key)).map(([key, text]) => `${key}: ${text}`)
}

test('both languages have the same keys in the same order', () => {
	expect([...en.keys()]).toEqual([...de.keys()])
})

test('both languages fill in the same values', () => {
	const filled = (texts: Texts) => Object.fromEntries([...texts].map(([key, text]) => [key, placeholders(text)]))
	expect(filled(en)).toEqual(filled(de))
})

test.each([
	['German', de],
	['English', en],
])('every %s text is text and says something', (_, texts) => {
	expect(texts.size).toBeGreaterThan(0)
	expect(offenders(texts, (text) => typeof text !== 'string' || text.trim() === '')).toEqual([])
})

test('no German is left in the English texts', () => {
	const german = /[äöüß„]|\bSie\b|\bIhre?[mnrs]?\b|\b(?:der|das|und|nicht|ist|oder|bitte|auf|wird|noch)\b/i
	expect(offenders(en, (text, key) => !inGermanOnPurpose.includes(key) && german.test(text))).toEqual([])
})

test('each language offers the other one in its own words', () => {
	expect(de.get('help.switch')).toBe('English')
	expect(en.get('help.switch')).toBe('Deutsch')
})

test(`German sentences have at most ${mostWords} words`, () => {
	expect(offenders(de, (text) => sentences(text).some((sentence) => words(sentence).length > mostWords))).toEqual([])
})

test('German addresses people formally', () => {
	const informal = /(?<!\p{L})(?:du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?)(?!\p{L})/iu
	expect(offenders(de, (text) => informal.test(text))).toEqual([])
})

test('German uses neutral terms instead of gender signs', () => {
	const signs = /\p{L}[*:_·/]-?(?:in(?:nen)?|r|n|e|er)(?!\p{L})|\p{Ll}In(?:nen)?(?!\p{L})/u
	expect(offenders(de, (text) => signs.test(text))).toEqual([])
})

test.each([
	['Eins zwei. Drei vier fünf.', [2, 3]],
	['Zum Beispiel 2. Halbjahr {{year}}.', [5]],
	['Schreiben Sie „Hilfe“. „{{name}}“ bleibt.', [3, 2]],
])('counts the words of "%s"', (text, counts) => {
	expect(sentences(text).map((sentence) => words(sentence).length)).toEqual(counts)
})
