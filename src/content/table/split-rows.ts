import { parse } from 'csv-parse/sync'
import type { Complaint } from './columns'

/** A row as it stands in the file. */
export interface Row {
	/** Where it begins, counted from 1 in the file. */
	readonly line: number
	readonly cells: readonly string[]
}

export const separators = [';', ',', '\t', '|'] as const

interface Parsed {
	readonly record: readonly string[]
	readonly info: { readonly lines: number }
}

/**
 * Parts a text into rows. `firstLine` is the line of the file at which it begins. A quotation mark that stands in the
 * middle of a cell is a letter like others, as long as nobody could take it for the beginning of a longer cell.
 */
export function splitRows(
	text: string,
	separator: string,
	firstLine: number,
): { readonly rows: readonly Row[] } | { readonly complaint: Complaint } {
	const header = /^\s*(\S)/.exec(text)?.[1] ?? ''
	const quote = header === "'" ? "'" : '"'
	// Text programs write curly marks; whole columns in them stand so from the header on.
	const plain = /[\u201c-\u201f]/.test(header) ? text.replace(/[\u201c-\u201f]/g, '"') : text
	// The last line of the last row that was read; an unclosed mark opens in the row after it.
	let lastLine = 0
	const read = (isRelaxed: boolean) =>
		rowsOf(
			parse(plain, {
				delimiter: separator,
				quote,
				record_delimiter: '\n',
				info: true,
				relax_column_count: true,
				relax_quotes: isRelaxed,
				ltrim: separator !== '\t',
				rtrim: separator !== '\t',
				on_record: (record, { lines }) => {
					lastLine = lines
					return record
				},
			}) as unknown as readonly Parsed[],
			firstLine,
		)
	try {
		return { rows: read(false) }
	} catch {
		lastLine = 0
		try {
			const rows = read(true)
			const swallowed = rows.find(({ cells }) => cells.some((cell) => cell.includes('\n') && cell.includes(separator)))
			return swallowed ? openQuote(swallowed.line) : { rows }
		} catch {
			return openQuote(lastLine + firstLine)
		}
	}
}

function openQuote(line: number): { readonly complaint: Complaint } {
	return {
		complaint: {
			line,
			message: 'opens a quotation mark that is not closed in its cell',
			remedy:
				'Close it, or write it twice inside of a cell that stands in quotation marks; if the file ends there, it is cut off: export it again',
		},
	}
}

/** Rows follow each other without a gap, so each begins where the one before has ended. */
function rowsOf(parsed: readonly Parsed[], firstLine: number): readonly Row[] {
	return parsed.map(({ record }, at) => ({
		line: (parsed[at - 1]?.info.lines ?? 0) + firstLine,
		cells: record,
	}))
}
