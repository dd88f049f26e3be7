import fc from 'fast-check'
import { oneLine } from '../../src/reports/kit/clean'

test.each([
	['a vertical tab', 'a\u000bb', 'a b'],
	['a control character', 'a\u0001b', 'ab'],
	['noncharacters', 'a\ufffeb\uffff', 'ab'],
	['half an emoji', 'a\ud83db', 'ab'],
	['a soft hyphen', 'Gr\u00fcn\u00adfl\u00e4che', 'Gr\u00fcnfl\u00e4che'],
	['line breaks', 'a\r\nb\u2028c', 'a b c'],
	['a joined emoji', '\u{1f468}\u200d\u{1f469}', '\u{1f468}\u200d\u{1f469}'],
])('%s does not break a file', (_name, text, expected) => {
	expect(oneLine(text)).toBe(expected)
})

test('whatever is written, Word, a calendar and a picture can hold it', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
			const line = oneLine(text)
			expect(line.isWellFormed()).toBe(true)
			expect(line).not.toMatch(/[\p{Cc}\p{Noncharacter_Code_Point}\u2028\u2029]/u)
		}),
		{ seed: 1, numRuns: 300 },
	)
})
