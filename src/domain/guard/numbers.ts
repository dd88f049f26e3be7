import type { Word } from './prepare'

/** Lengths of an IBAN by country; a text of another length is none. */
const ibanLengths: Readonly<Record<string, number>> = {
	AT: 20,
	BE: 16,
	BG: 22,
	CH: 21,
	CY: 28,
	CZ: 24,
	DE: 22,
	DK: 18,
	EE: 20,
	ES: 24,
	FI: 18,
	FR: 27,
	GB: 22,
	GR: 27,
	HR: 21,
	HU: 28,
	IE: 22,
	IS: 26,
	IT: 27,
	LI: 21,
	LT: 20,
	LU: 20,
	LV: 21,
	MC: 27,
	MT: 31,
	NL: 18,
	NO: 15,
	PL: 28,
	PT: 25,
	RO: 24,
	RS: 22,
	SE: 24,
	SI: 19,
	SK: 24,
	SM: 27,
	TR: 26,
	UA: 29,
}
const longestIban = 34
/** An IBAN of at most 34 characters is rarely written in more than 16 pieces. */
const mostPieces = 18

/**
 * Whether an IBAN begins at this word, in whatever groups it is written. A German one counts even with a slip in it:
 * nothing else looks like it.
 */
export function ibanAt(words: readonly Word[], at: number): boolean {
	if (!/^(?:IBAN)?[A-Z]{2}(?:\d|$)/i.test(words[at]?.raw ?? '')) return false
	const first = compact(words[at])
	const country = /^(?:IBAN)?([A-Z]{2})(?:\d|$)/.exec(first)?.[1]
	const length = country === undefined ? undefined : ibanLengths[country]
	if (length === undefined) return false
	let text = first.replace(/^IBAN(?=[A-Z]{2})/, '')
	for (let next = at + 1; text.length < length && next < at + mostPieces; next++) {
		const more = compact(words[next])
		if (!/^[A-Z0-9]{1,30}$/.test(more)) break
		text += more
	}
	const iban = text.slice(0, length)
	if (iban.length < length || text.length > longestIban || !/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return false
	return (country === 'DE' && /^DE\d{20}$/.test(iban)) || remainder97(iban.slice(4) + iban.slice(0, 4)) === 1
}

function compact(word: Word | undefined): string {
	return word && word.raw.length <= 60 ? word.raw.replace(/[-./_\u00b7]/g, '').toUpperCase() : ''
}

function remainder97(text: string): number {
	let rest = 0
	for (const char of text) {
		const value = /\d/.test(char) ? Number(char) : (char.codePointAt(0) ?? 0) - 55
		rest = (rest * (value > 9 ? 100 : 10) + value) % 97
	}
	return rest
}

/**
 * The digits of a number that is written in groups from this word on, at most so many; the groups that are not digits
 * only end it.
 */
export function digitsFrom(words: readonly Word[], at: number, most: number): string {
	let digits = ''
	for (let next = at; next < words.length && next < at + 8; next++) {
		const word = words[next] as Word
		const group = word.raw.replace(/[-./()]/g, '')
		if (
			!/^\+?\d+$/.test(group) ||
			(next > at && !/^[\s/()-]*$/.test(word.before)) ||
			digits.length + group.length > most
		)
			break
		digits += group.replace('+', '00')
	}
	return digits
}

/** Whether a card's number begins at this word: in groups as on the card or in one, with its check digit. */
export function cardAt(words: readonly Word[], at: number): boolean {
	const first = words[at]?.raw ?? ''
	if (!/^[2-6]\d{3}(?:[-. ]?\d+)*(?:-\d+)*$/.test(first.slice(0, 24)) || first.length > 24) return false
	const digits = digitsFrom(words, at, 19)
	return (digits.length === 16 || (digits.length === 15 && /^3[47]/.test(digits))) && passesLuhn(digits)
}

function passesLuhn(digits: string): boolean {
	let sum = 0
	for (let at = 0; at < digits.length; at++) {
		const digit = Number(digits[digits.length - 1 - at])
		sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
	}
	return sum % 10 === 0
}

/**
 * Whether eleven digits are a German tax id: its check digit, and one digit that stands twice or three times in the
 * first ten.
 */
export function isTaxId(digits: string): boolean {
	if (!/^[1-9]\d{10}$/.test(digits)) return false
	const counts = [...digits.slice(0, 10)].reduce(
		(all, digit) => all.set(digit, (all.get(digit) ?? 0) + 1),
		new Map<string, number>(),
	)
	const repeated = [...counts.values()].filter((count) => count > 1)
	if (repeated.length !== 1 || (repeated[0] ?? 0) > 3) return false
	let product = 10
	for (const digit of digits.slice(0, 10)) {
		const sum = (Number(digit) + product) % 10
		product = ((sum === 0 ? 10 : sum) * 2) % 11
	}
	return (11 - product) % 10 === Number(digits[10])
}

/** Whether a German social security number begins at this word: area, birth date, initial, serial number. */
export function socialSecurityAt(words: readonly Word[], at: number): boolean {
	if (!/^\d{2}/.test(words[at]?.raw ?? '')) return false
	let text = ''
	for (let next = at; next < at + 5 && text.length < 12; next++) text += compact(words[next])
	const read = /^\d{2}(\d{2})(\d{2})\d{2}[A-Z]\d{3}$/.exec(text)
	// From 51 on the day says that a number had to be given twice.
	return (
		read !== null &&
		Number(read[1]) % 50 >= 1 &&
		Number(read[1]) % 50 <= 31 &&
		Number(read[2]) >= 1 &&
		Number(read[2]) <= 12
	)
}
