/**
 * The one entrance for text. Word, web pages, PDF files, phones and different systems put signs into a text that nobody
 * sees, and write what everybody sees in several ways. Everything that comes in passes here once, before it is
 * understood, compared or stored. What is a sign of which kind is Unicode's to say, not a list's.
 */

/** What is read as it stands; nearly everything that comes in. */
const asItStands = /^[\n\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*$/u

/**
 * Signs without a shape of their own: soft hyphens, zero-width blanks, marks of direction, fillers, control characters,
 * noncharacters, marks for an object that was not sent. Some others carry meaning where they belong, see below.
 */
const unseen =
	/[[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Noncharacter_Code_Point}\ufff9-\ufffc]--[\t\n\v\f\r\u0085\u200c\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}]]/gv

/** The flag of a part of a country is a black flag with hidden letters; hidden letters elsewhere only hide something. */
const hiddenLetters = /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f})|[\u{e0020}-\u{e007f}]/gv

/** Which of two ways to draw it a sign has, said of anything but an emoji or a key with a digit. */
const strayStyle = /(?<!\p{Extended_Pictographic})(?:\ufe0e|\ufe0f(?!(?<=[0-9#*]\ufe0f)\u20e3))/gv

/** Letters of scripts in which joiners change what is read, as in Persian or Hindi; those with two cases are none. */
const joining =
	'[[\\p{Lo}\\p{M}]--[\\p{Script=Latin}\\p{Script=Hebrew}\\p{Script=Han}\\p{Script=Hangul}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Inherited}\\p{Script=Common}]]'
const strayJoiner = new RegExp(
	[
		`(?<!${joining}\\p{M}*)\u200c|\u200c(?!${joining})`,
		`(?<!${joining}\\p{M}*|\\p{Extended_Pictographic}[\\p{M}\\p{Emoji_Modifier}\u{e0020}-\u{e007f}]*)\u200d`,
		`(?<=\\p{Extended_Pictographic}[\\p{M}\\p{Emoji_Modifier}\u{e0020}-\u{e007f}]*)\u200d(?!\\p{Extended_Pictographic})`,
	].join('|'),
	'gv',
)

/**
 * A text as people see it, with one way to write each of its signs: nothing invisible, composed letters, one kind of
 * blank and one of line break. Emoji and words of other scripts stay whole, and so does every sign that is seen.
 */
export function readText(text: string): string {
	if (asItStands.test(text)) return text
	return text
		.replace(/\p{Cs}+/gu, '')
		.replace(unseen, '')
		.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
		.replace(/[\p{Zs}\t\u2800]/gu, ' ')
		.replace(hiddenLetters, '$1')
		.replace(strayStyle, '')
		.replace(/(\p{Join_Control})\p{Join_Control}+/gu, '$1')
		.replace(strayJoiner, '')
		.normalize('NFC')
}

/** The same for something that is typed into a field: blanks count once, and none stand around it. Line breaks stay. */
export function clean(text: string): string {
	return readText(text).replace(/ {2,}/g, ' ').trim()
}

/** The same for every string of something that came in as data. */
export function readTexts<Data>(data: Data): Data
export function readTexts(data: unknown): unknown {
	if (typeof data === 'string') return readText(data)
	if (Array.isArray(data)) return data.map((one) => readTexts(one))
	if (typeof data !== 'object' || data === null) return data
	return Object.fromEntries(Object.entries(data).map(([name, one]) => [name, readTexts(one)]))
}

/** Emoji that are joined, and the flags of parts of a country, differ by these signs from what they are made of. */
const ignored =
	/[\p{Default_Ignorable_Code_Point}--[\u200d\u{e0020}-\u{e007f}]]|(?<!\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]*)\u200d/gv

const plainAsItStands = /^[\n\u0020-\u005f\u0061-\u007e\u00c0-\u00ff]*$/u

/**
 * A text as it is compared and as numbers and dates are read from it; never stored, because it no longer looks the same.
 * Ligatures, full-width letters and raised digits become plain ones, digits of every script become 0 to 9, and there is
 * one hyphen, one apostrophe and one quotation mark.
 */
export function plainText(text: string): string {
	if (plainAsItStands.test(text)) return text
	return (
		readText(text)
			.replaceAll('\u00b4', "'")
			// Ten squared is not 102.
			.replace(/(?<=\p{Nd})\p{No}/gu, ' $&')
			.normalize('NFKC')
			.replace(ignored, '')
			.replace(/[\p{Pd}\u2212]/gu, '-')
			.replace(/[\u2018-\u201b\u2032\u2039\u203a`\u02b9\u02bb-\u02bd\u02c8\ua78b\ua78c]/g, "'")
			.replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
			.replace(/(?![0-9])\p{Nd}/gu, digitOf)
	)
}

/** Unicode keeps the ten digits of a script together, from its zero to its nine. */
function digitOf(digit: string): string {
	const code = digit.codePointAt(0) ?? 0
	let value = 0
	while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
	return String(value)
}
