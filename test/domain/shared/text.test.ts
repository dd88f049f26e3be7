import fc from 'fast-check'
import { folded, normalise } from '../../../src/domain/shared/spelling'
import { clean, plainText, readText, readTexts } from '../../../src/domain/shared/text'

describe('what nobody sees is not read', () => {
	test.each([
		['a soft hyphen of a web page', 'Namens\u00aderkl\u00e4rung', 'Namenserkl\u00e4rung'],
		['a zero-width space', 'Familien\u200bbuch', 'Familienbuch'],
		['a word joiner', 'Hunde\u2060steuer', 'Hundesteuer'],
		['a byte order mark', '\ufeffHundesteuer', 'Hundesteuer'],
		['marks of direction', '\u200eBau\u200famt\u061c', 'Bauamt'],
		['a text turned round', 'Pass\u202egnubiarhcs\u202c', 'Passgnubiarhcs'],
		['isolates of direction', '\u2066Bauamt\u2069', 'Bauamt'],
		['invisible operators', 'f\u2061(x)\u2062y\u2063z\u2064', 'f(x)yz'],
		['letters hidden in tags', 'Bau\u{e0068}\u{e0069}\u{e0001}amt', 'Bauamt'],
		['a Mongolian vowel separator', 'Bau\u180eamt', 'Bauamt'],
		['fillers that count as letters', '\u3164\u115f\u1160\uffa0', ''],
		['styles of what is no emoji', 'B\ufe0fau\ufe01amt\u{e0101}', 'Bauamt'],
		['a grapheme joiner', 'Bau\u034famt', 'Bauamt'],
		['Khmer vowels without a shape', 'Bau\u17b4\u17b5amt', 'Bauamt'],
		['joiners between Latin letters', 'Bau\u200damt \u200cf\u200dur', 'Bauamt fur'],
		['control characters', 'a\u0000\u0007b\u001b\u0085c', 'ab\nc'],
		['noncharacters', 'a\ufffe\uffff\ufdd0\u{1ffff}b', 'ab'],
		['half an emoji', 'a\ud83db\udc68', 'ab'],
		['an object that was not sent', 'Bauamt\ufffc', 'Bauamt'],
	])('%s', (_name, typed, expected) => {
		expect(readText(typed)).toBe(expected)
	})
})

describe('what is seen stays', () => {
	test.each([
		['a family', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
		['a woman at a computer', '\u{1f469}\u{1f3fd}\u200d\u{1f4bb}'],
		['a rainbow flag', '\u{1f3f3}\ufe0f\u200d\u{1f308}'],
		['a red heart', '\u2764\ufe0f'],
		['a key with a digit', '1\ufe0f\u20e3'],
		['the flag of Scotland', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
		['the flag of Germany', '\u{1f1e9}\u{1f1ea}'],
		['a Persian word', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
		['a Hindi word', '\u0915\u094d\u200d\u0937'],
		['a Sinhala word', '\u0dc1\u0dca\u200d\u0dbb\u0dd3'],
		['square metres', '12 m\u00b2'],
		['a ligature', 'O\ufb03ce'],
		['a word of full width', '\uff37\uff4f\uff52\uff44'],
		['an ellipsis and dashes', 'Bau \u2013 und so \u2026 \u2212 5'],
		['a capital sharp s', 'STRA\u1e9eE'],
		['what could not be read', 'Bau\ufffdamt'],
	])('%s', (_name, typed) => {
		expect(readText(typed)).toBe(typed)
	})
})

test.each([
	['decomposed letters of macOS', 'Gru\u0308nfla\u0308che', 'Gr\u00fcnfl\u00e4che'],
	['blanks that do not break or are narrow', '1\u202f250\u00a0Euro\u2009und\u3000mehr\tund', '1 250 Euro und mehr und'],
	['a blank in Braille', 'a\u2800b', 'a b'],
	['line ends of Windows and old Macs', 'a\r\nb\rc', 'a\nb\nc'],
	['line breaks of Word and the web', 'a\u000bb\u2028c\u2029d\u0085e\u000cf', 'a\nb\nc\nd\ne\nf'],
])('%s are written in one way', (_name, typed, expected) => {
	expect(readText(typed)).toBe(expected)
})

test('a field loses the blanks around it, and runs of them', () => {
	expect(clean(' \u00a0 Bau \u2009 amt \u200b ')).toBe('Bau amt')
	expect(clean('\u3164 \u00ad')).toBe('')
	expect(clean('a\nb')).toBe('a\nb')
})

test('all strings of something that came in are read, and nothing else of it changes', () => {
	const data = { v: 'say', texts: ['Bau\u00adamt', { deep: 'a\u00a0b' }], number: 3, none: null, yes: true }
	expect(readTexts(data)).toEqual({ v: 'say', texts: ['Bauamt', { deep: 'a b' }], number: 3, none: null, yes: true })
})

/** Everything that may stand in a text, much of it near what is treated in a way of its own. */
const anySign = fc.oneof(
	fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
	fc.constantFrom(
		...'aAu1# \n\r\t',
		...['\u0308', '\u0301', '\u00ad', '\u200b', '\u200c', '\u200d', '\ufe0e', '\ufe0f', '\u20e3', '\u3164'],
		...['\u{1f468}', '\u2764', '\u{1f3fd}', '\u{1f3f4}', '\u{e0067}', '\u{e0062}', '\u{e0065}', '\u{e007f}'],
		...['\u0645', '\u06cc', '\u0915', '\u094d', '\u093c', '\u00b4', '\ufb01', '\u017f', '\u0130', '\u00df'],
		...['\ud83d', '\udc68', '\u0085', '\u2028', '\u1100', '\u1161'],
	),
)
const anyText = fc.array(anySign, { maxLength: 30 }).map((signs) => signs.join(''))

test('once is enough', () => {
	fc.assert(
		fc.property(anyText, (text) => {
			const once = readText(text)
			expect(readText(once)).toBe(once)
			expect(once).toBe(once.normalize('NFC'))
			expect(once.isWellFormed()).toBe(true)
			expect(clean(clean(text))).toBe(clean(text))
			expect(plainText(once)).toBe(plainText(text))
			expect(normalise(once)).toBe(normalise(text))
			expect(folded(once)).toBe(folded(text))
		}),
		{ seed: 1, numRuns: 1_500 },
	)
})

const letters = fc.constantFrom(...'abcxyzABCXYZ0189 .,-', '\u00e4', '\u00df', '\u00e9', '\u017e', '\u2013', '\u20ac')
const words = fc.array(letters, { minLength: 1, maxLength: 20 }).map((signs) => signs.join(''))
const unseen = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter((sign) =>
	/^[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]$/u.test(sign),
)
const invisible = fc.oneof(
	fc.constantFrom('\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u202e', '\u3164', '\ufe0f'),
	fc.constantFrom(...unseen),
)

test('a sign that nobody sees changes nothing, wherever it stands', () => {
	fc.assert(
		fc.property(words, invisible, fc.nat(20), (text, sign, at) => {
			const hidden = `${text.slice(0, at)}${sign}${text.slice(at)}`
			expect(readText(hidden)).toBe(text)
			expect(normalise(hidden)).toBe(normalise(text))
		}),
		{ seed: 2, numRuns: 2_000 },
	)
})

test('a well-written text without such signs stays as it is', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
			fc.pre(!/[\p{Default_Ignorable_Code_Point}\p{C}\u2800]|(?! )\p{Z}/u.test(text) && text === text.normalize('NFC'))
			expect(readText(text)).toBe(text)
		}),
		{ seed: 3, numRuns: 1_000 },
	)
})

test('no emoji is torn apart', () => {
	const person = fc.constantFrom('\u{1f468}', '\u{1f469}', '\u{1f9d1}', '\u{1f467}')
	const skin = fc.constantFrom('', '\u{1f3fb}', '\u{1f3ff}')
	const thing = fc.constantFrom('\u{1f4bb}', '\u{1f9b0}', '\u2764\ufe0f', '\u2642\ufe0f', '\u{1f692}')
	const joined = fc
		.tuple(fc.tuple(person, skin), fc.array(fc.oneof(person, thing), { minLength: 1, maxLength: 3 }))
		.map(([first, others]) => [first.join(''), ...others].join('\u200d'))
	const parts = new Intl.Segmenter('de', { granularity: 'grapheme' })
	fc.assert(
		fc.property(fc.array(fc.oneof(joined, words), { maxLength: 6 }), (pieces) => {
			const text = pieces.join(' ')
			expect([...parts.segment(readText(text))]).toEqual(
				[...parts.segment(text)].map((one) => ({ ...one, input: text })),
			)
		}),
		{ seed: 4, numRuns: 500 },
	)
})

describe('the same word is one word, whoever wrote it', () => {
	test.each([
		['E\u2011Mail', 'E-Mail'],
		['E\u2013Mail', 'E-Mail'],
		['\u22125', '-5'],
		['geht\u2019s', "geht's"],
		['geht\u00b4s', "geht's"],
		['O\u02bcNeill', "O'Neill"],
		['\u201eBau\u201c', '"Bau"'],
		['\u00bbBau\u00ab', '"Bau"'],
		['O\ufb03ce', 'Office'],
		['\uff22au', 'Bau'],
		['Band \u2163', 'Band IV'],
		['m\u00b2', 'm2'],
		['und so weiter\u2026', 'und so weiter...'],
		['\u0661\u0662', '12'],
		['\u096f', '9'],
	])('%j is compared as %j', (typed, expected) => {
		expect(plainText(typed)).toBe(expected)
		expect(folded(typed)).toBe(folded(expected))
	})

	test.each([
		['STRA\u1e9eE', 'Strasse'],
		['Stra\u00dfe', 'STRASSE'],
		['Verwaltung\u017f\u00adamt', 'Verwaltungsamt'],
		['I\u015f\u0131k', 'isik'],
		['\u0130pek', 'ipek'],
		['\u0141ukasz', 'Lukasz'],
		['S\u00f8rensen', 'S\u00f6rensen'],
		['Gru\u0308nfla\u0308che', 'Gruenflaeche'],
		['Bau \u00a0 amt', 'bau amt'],
	])('%j and %j are one name', (one, other) => {
		expect(folded(one)).toBe(folded(other))
		expect(normalise(one)).toBe(normalise(other))
	})

	test('other punctuation makes another name', () => {
		expect(folded('Antrag A+')).not.toBe(folded('Antrag A'))
		expect(folded('Antrag (neu)')).not.toBe(folded('Antrag neu'))
	})
})
