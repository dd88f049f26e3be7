import { plainText } from '../shared/text'

/** A word of a text as the guard reads it. */
export interface Word {
	/** Normalised, case kept, without the punctuation around it. */
	readonly raw: string
	/** Lower case, umlauts spelled out, look-alike letters Latin. */
	readonly folded: string
	/** What stands between the word before and this one. */
	readonly before: string
	/** Whether quotation marks open right before it. */
	readonly quoted: boolean
	/** Counts the sentences of the text. */
	readonly sentence: number
	/** What has been found out about it already, one place for each question; many windows slide over a word. */
	readonly judged: (boolean | undefined)[]
}

/** Letters of other alphabets that look like Latin ones, each with what it looks like. */
const lookAlikes = new Map(
	Object.entries({
		'\u0430': 'a',
		'\u0435': 'e',
		'\u043e': 'o',
		'\u0440': 'p',
		'\u0441': 'c',
		'\u0445': 'x',
		'\u0443': 'y',
		'\u0456': 'i',
		'\u0455': 's',
		'\u0458': 'j',
		'\u0410': 'A',
		'\u0412': 'B',
		'\u0415': 'E',
		'\u041a': 'K',
		'\u041c': 'M',
		'\u041d': 'H',
		'\u041e': 'O',
		'\u0420': 'P',
		'\u0421': 'C',
		'\u0422': 'T',
		'\u0425': 'X',
		'\u0406': 'I',
		'\u043a': 'k',
		'\u0442': 't',
		'\u0501': 'd',
		'\u051b': 'q',
		'\u051d': 'w',
		'\u03bf': 'o',
		'\u03b1': 'a',
		'\u03c1': 'p',
		'\u0391': 'A',
		'\u0392': 'B',
		'\u0395': 'E',
		'\u0397': 'H',
		'\u0399': 'I',
		'\u039a': 'K',
		'\u039c': 'M',
		'\u039d': 'N',
		'\u039f': 'O',
		'\u03a1': 'P',
		'\u03a4': 'T',
		'\u0396': 'Z',
		'\u0131': 'i',
		'\u2044': '/',
		'\u2215': '/',
		'\ua789': ':',
		'\u2236': ':',
	}),
)

/**
 * Compatible forms made one (full-width letters, ligatures), invisible characters taken out, look-alikes made Latin.
 * Line breaks stay.
 */
export function unmasked(text: string): string {
	let latin = ''
	for (const char of plainText(text)) latin += lookAlikes.get(char) ?? char
	return latin
}

/** Lower case, umlauts spelled out, accents gone. */
export function fold(text: string): string {
	return text
		.toLowerCase()
		.replaceAll('\u00e4', 'ae')
		.replaceAll('\u00f6', 'oe')
		.replaceAll('\u00fc', 'ue')
		.replaceAll('\u00df', 'ss')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
}

const opening = new Set('"\'\u201e\u201c\u201d\u201a\u2018\u2019\u00ab\u00bb([{<`*_')
const closing = new Set('"\'\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb)]}>`.,;:')
const quotes = /["'\u201e\u201c\u201d\u201a\u2018\u00ab\u00bb`]/
/** Inside of a piece of text these part a name from its value. */
const parting = new Set(':=()<>"\u201e\u201c\u201d\u00ab\u00bb[]{}|,;')

/** The words of a text that has been unmasked. Letters and digits typed with gaps are put together. */
export function wordsIn(text: string): readonly Word[] {
	const words: Word[] = []
	let sentence = 0
	let between = ''
	for (const { space, piece } of together(pieces(text))) {
		between += space
		for (const { lead, core, tail } of parted(piece)) {
			between += lead
			if (core === '') continue
			const last = words.at(-1)
			if (last && endsSentence(last.raw, between, core)) sentence++
			words.push({
				raw: core,
				folded: fold(core),
				before: between,
				quoted: quotes.test(between.slice(-1)),
				sentence,
				judged: [],
			})
			between = tail
		}
	}
	return words
}

interface Piece {
	readonly space: string
	readonly piece: string
}

function pieces(text: string): Piece[] {
	return [...text.matchAll(/(\s*)(\S+)/gu)].map(([, space = '', piece = '']) => ({ space, piece }))
}

/** `P a s s w o r t` and `P-a-s-s` become words again, and `1 2 3 4` a number. */
function together(all: readonly Piece[]): readonly Piece[] {
	const joined: Piece[] = []
	for (let at = 0; at < all.length; ) {
		const first = all[at] as Piece
		let end = at
		while (
			end < all.length &&
			isSingle(all[end]) &&
			sameSort(first.piece, all[end]?.piece ?? '') &&
			(end === at || /^[ \t]{1,2}$/.test(all[end]?.space ?? ''))
		)
			end++
		// The last letter may carry the stop of the sentence.
		if (
			end > at &&
			end < all.length &&
			/^[\p{L}\d][.,:;!?]+$/u.test(all[end]?.piece ?? '') &&
			/^[ \t]{1,2}$/.test(all[end]?.space ?? '')
		)
			end++
		if (end - at >= 4) {
			joined.push({
				space: first.space,
				piece: all
					.slice(at, end)
					.map((one) => one.piece)
					.join(''),
			})
			at = end
		} else {
			const { space, piece } = first
			joined.push({
				space,
				piece:
					piece.length < 80 && /^(?:[\p{L}\d][-._*\u00b7])(?:[\p{L}\d][-._*\u00b7]){2,}[\p{L}\d]?[:=]?$/u.test(piece)
						? piece.replace(/[-._*\u00b7]/g, '')
						: piece,
			})
			at++
		}
	}
	return joined
}

function isSingle(one: Piece | undefined): boolean {
	return one !== undefined && /^[\p{L}\d!?$#%&]$/u.test(one.piece)
}

function sameSort(one: string, other: string): boolean {
	return /\d/.test(one) === /\d/.test(other) || !/\d/.test(one)
}

/**
 * A piece without the punctuation around it, in two or more where a name and its value stand together: `pw=x`, `PIN:1`.
 */
function parted(piece: string): readonly { readonly lead: string; readonly core: string; readonly tail: string }[] {
	if (/^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(piece) || /^\d+:\d+/.test(piece)) return [trimmed(piece)]
	const parts: string[] = []
	let start = 0
	for (let at = 0; at < piece.length; at++) {
		if (!parting.has(piece[at] ?? '')) continue
		if (piece[at] === ',' && /\d/.test(piece[at - 1] ?? '') && /\d/.test(piece[at + 1] ?? '')) continue
		let end = at
		while (end < piece.length && parting.has(piece[end] ?? '')) end++
		parts.push(piece.slice(start, end))
		start = end
		at = end - 1
	}
	if (start < piece.length) parts.push(piece.slice(start))
	return parts.map(trimmed)
}

function trimmed(part: string): { readonly lead: string; readonly core: string; readonly tail: string } {
	let start = 0
	let end = part.length
	while (start < end && opening.has(part[start] ?? '')) start++
	while (start === 0 && start < end && parting.has(part[start] ?? '')) start++
	while (end > start && (closing.has(part[end - 1] ?? '') || parting.has(part[end - 1] ?? ''))) end--
	// Nothing but signs is what stands between words.
	if (!/[\p{L}\d]/u.test(part.slice(start, end))) return { lead: part, core: '', tail: '' }
	// A sign of exclamation belongs to a sentence after a plain word, and to a password after others.
	while (end > start && /[!?]/.test(part[end - 1] ?? '') && /^[\p{L}-]+[!?]+$/u.test(part.slice(start, end))) end--
	return { lead: part.slice(0, start), core: part.slice(start, end), tail: part.slice(end) }
}

/** A full stop after a number or a short word is none: `Az. 12`, `z. B.`. */
function endsSentence(word: string, between: string, next: string): boolean {
	if (/\n\s*(?:\n|[-*\u2022])/.test(between)) return true
	if (/[!?]/.test(between)) return true
	if (/(?:nr|str|tel|abt|geb|bzw|inkl|evtl|vgl|usw|ggf)$/i.test(word)) return false
	return (
		between.includes('.') && word.length > 4 && /\s/.test(between) && /^\p{Lu}/u.test(next) && !/^[\d.]+$/.test(word)
	)
}
