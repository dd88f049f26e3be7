import type { Complaint } from './columns'
import { readWindows1252 } from './windows-1252'

/** Where to find the right form, in the words of the programs' own menus in both languages. */
const saveAsCsv =
	'Open it in the program that made it and save the sheet as CSV: in Excel "CSV UTF-8" (Datei > Speichern unter > CSV UTF-8 (durch Trennzeichen getrennt)), in LibreOffice Calc "Text CSV" with the character set Unicode (UTF-8), in Numbers File > Export To > CSV, in Google Sheets File > Download > CSV'
const saveAsUtf8 =
	'Save it again: in Excel as "CSV UTF-8 (Comma delimited)" (Datei > Speichern unter > CSV UTF-8 (durch Trennzeichen getrennt)) and not as "CSV", in LibreOffice Calc as Text CSV with the character set Unicode (UTF-8)'
const lettersLost =
	'Open the original and save that as CSV UTF-8; in this file the letters cannot be told any more, and names would be stored wrongly'
const exportAgain = 'Put the file there again; if it comes from a program, export it anew'

/** The text of a table's file, without marks of byte order and with one kind of line break; or what the file is instead. */
export function readBytes(
	bytes: Uint8Array,
	name: string,
): { readonly text: string } | { readonly complaint: Complaint } {
	const refuse = (message: string, remedy: string, line = 1) => ({ complaint: { line, message, remedy } })
	if (/^(?:~\$|\.~lock\.)/.test(name) || isLock(bytes))
		return refuse(
			'is only the mark of a program that has the table open',
			'Close the program and name the table itself',
		)
	const other = otherKind(bytes)
	if (other) return refuse(`is ${other} and no CSV file`, saveAsCsv)
	const encoding = encodingOf(bytes)
	if (encoding === 'utf-32') return refuse('is written in UTF-32', saveAsUtf8)
	let text: string
	try {
		// `ignoreBOM` leaves the mark in, of which programs write up to two.
		text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
	} catch {
		if (encoding !== 'utf-8') return refuse('is cut off in the middle of a letter', exportAgain)
		const { line, atEnd } = firstFault(bytes)
		if (atEnd) return refuse('is cut off in the middle of a letter', exportAgain, line)
		const western = readWindows1252(bytes)
		if (western === undefined) return refuse('is not UTF-8', saveAsUtf8, line)
		text = western
	}
	text = text.replace(/^\ufeff+/, '').replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
	if (text.trim() === '') return refuse('is empty', exportAgain)
	if (text.includes('\0')) return refuse('is no text file', saveAsCsv)
	const markup = markupKind(text)
	if (markup) return refuse(`is ${markup} and no CSV file`, saveAsCsv)
	const lost =
		/\ufffd|\u00c3[\u00a4\u00b6\u00bc\u00a9\u0178\u009f\u201e\u0084\u2013\u0096\u0153\u009c]|\u221a[\u00a7\u2202\u222b\u00ba\u00df]/.exec(
			text,
		)
	if (lost) return refuse('holds letters that another program has spoilt', lettersLost, lineAt(text, lost.index))
	return { text }
}

/** A file of another kind, by its first bytes. */
function otherKind(bytes: Uint8Array): string | undefined {
	const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
	if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) {
		const inside = Buffer.from(bytes).toString('latin1')
		if (inside.includes('opendocument.spreadsheet')) return 'a spreadsheet of LibreOffice (.ods)'
		if (inside.includes('xl/')) return 'a workbook of Excel (.xlsx)'
		return inside.includes('Index/') ? 'a spreadsheet of Numbers' : 'a ZIP archive'
	}
	if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'a workbook of Excel (.xls, or protected by a password)'
	if (start.startsWith('%PDF')) return 'a PDF document'
	if (start.startsWith('{\\rtf')) return 'a text document (RTF)'
	return undefined
}

/** What Office and LibreOffice put beside a file that somebody has open. */
function isLock(bytes: Uint8Array): boolean {
	if (bytes.length > 600) return false
	const text = Buffer.from(bytes).toString('latin1')
	const isOffice = (bytes.length === 165 || bytes.length === 162) && (bytes[0] ?? 0) < 55 && /[\0 ]{20}/.test(text)
	return isOffice || /^[^\n]*,[^\n]*,\d\d\.\d\d\.\d{4} \d\d:\d\d,file:\/\/[^\n]*;\s*$/.test(text)
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' {
	const [first, second, third, fourth] = bytes
	if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'utf-32' : 'utf-16le'
	if (first === 0xfe && second === 0xff) return 'utf-16be'
	// Without its mark: every letter of a header has one empty byte.
	if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le'
	return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? 'utf-16be' : 'utf-8'
}

/** The line of the first byte that is not UTF-8, and whether only the end of a letter is missing at the end. */
function firstFault(bytes: Uint8Array): { readonly line: number; readonly atEnd: boolean } {
	let [good, bad] = [0, bytes.length]
	// Cutting between the bytes of one letter is no fault while more may come.
	const isSound = (length: number) => {
		try {
			new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
			return true
		} catch {
			return false
		}
	}
	if (isSound(bytes.length)) return { line: lineOf(bytes, bytes.length), atEnd: true }
	while (bad - good > 1) {
		const middle = (good + bad) >> 1
		if (isSound(middle)) good = middle
		else bad = middle
	}
	return { line: lineOf(bytes, good), atEnd: false }
}

function lineOf(bytes: Uint8Array, end: number): number {
	return Buffer.from(bytes.subarray(0, end))
		.toString('latin1')
		.split(/\r\n?|\n/).length
}

function lineAt(text: string, index: number): number {
	return text.slice(0, index).split('\n').length
}

function markupKind(text: string): string | undefined {
	const start = text.slice(0, 2000).trimStart()
	if (/^<(?:!doctype html|html|head|body|table|meta|style)\b/i.test(start)) return 'a web page (HTML)'
	if (/^<\?xml|^<[a-z]+:?[a-z]*[\s>]/i.test(start))
		return /spreadsheet/i.test(start) ? 'a spreadsheet in XML' : 'an XML file'
	return /^[[{]\s*(?:["[{\]}]|-?\d)/.test(start) ? 'a JSON file' : undefined
}
