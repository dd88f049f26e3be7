import { basename } from 'node:path'
import { clean } from '../../domain/shared/text'
import { type Columns, type Complaint, columnNamed, foldedName, namesOf, nearestName } from './columns'
import { findHeader, type Header, headerOf } from './find-header'
import { readBytes } from './read-bytes'
import { type Row, splitRows } from './split-rows'

export type { Columns, Complaint } from './columns'

/** A row of a table: what stands in each column that the header names; `''` where nothing does. */
export interface TableRow {
	/** Where it begins in the file, counted from 1. */
	readonly line: number
	readonly cells: Readonly<Record<string, string>>
}

export interface Table {
	/** The line of the header. */
	readonly header: number
	readonly columns: Columns
	readonly rows: readonly TableRow[]
	/** What is wrong; then the rows are those that could be read. No complaint repeats a cell of a row. */
	readonly complaints: readonly Complaint[]
}

/**
 * Reads a table that was saved by a spreadsheet or written by hand, whatever the program leaves in its file beside the
 * rows. `kinds` are the ways in which its columns may be named, one of them in most files. What cannot be read safely is
 * said once, with its line and what to do about it.
 */
export function readTable(bytes: Uint8Array, path: string, kinds: readonly [Columns, ...Columns[]]): Table {
	const nothing = (complaint: Complaint): Table => ({ header: 1, columns: kinds[0], rows: [], complaints: [complaint] })
	const read = readBytes(bytes, basename(path))
	if ('complaint' in read) return nothing(read.complaint)
	const found = findHeader(read.text, kinds)
	if ('complaint' in found) return nothing(found.complaint)
	const { header } = found
	const below = read.text
		.split('\n')
		.slice(header.line - 1)
		.join('\n')
	const split = splitRows(below, header.separator, header.line)
	if ('complaint' in split) return { ...nothing(split.complaint), columns: header.columns }
	const [first, ...rest] = split.rows.map(({ line, cells }) => ({ line, cells: cells.map(cleanCell) }))
	const names = first?.cells ?? []
	const rows = withoutSums(rest.filter((row) => hasText(row) && !isHeaderAgain(row, names)))
	const isCutOff = !read.text.endsWith('\n') && (split.rows.at(-1)?.cells.length ?? 0) < names.length
	const ofHeader = headerComplaints(names, header)
	const complaints =
		ofHeader.length > 0 ? ofHeader : rowComplaints(rows, names, header, isCutOff ? split.rows.at(-1)?.line : undefined)
	const places = namesOf(header.columns).map((name) => ({
		name,
		at: names.findIndex((said) => columnNamed(said, [name]) !== undefined),
	}))
	return {
		header: header.line,
		columns: header.columns,
		rows: rows.map(({ line, cells }) => ({
			line,
			cells: Object.fromEntries(places.filter(({ at }) => at >= 0).map(({ name, at }) => [name, cells[at] ?? ''])),
		})),
		complaints: grouped(complaints),
	}
}

/**
 * Says once what is wrong in many lines: one wrong setting of a spreadsheet makes the same mistake in every row, and
 * five hundred complaints hide the one that matters.
 */
export function grouped<Said extends Complaint>(complaints: readonly Said[]): readonly Said[] {
	const alike = Map.groupBy(complaints, ({ message }) => message)
	return [...alike.values()].flatMap(([first, ...more]): readonly Said[] => {
		if (!first || more.length < many) return first ? [first, ...more] : []
		const lines = more.slice(0, many).map(({ line }) => line)
		const others = more.length - lines.length
		const where = `lines ${lines.join(', ')}${others > 0 ? ` and ${others} more` : ''}`
		return [{ ...first, message: `${first.message}; the same in ${where}` }]
	})
}
const many = 3

/**
 * A cell as its author sees it: without what only tells a spreadsheet to take it for text, such as `="0123"` or an
 * apostrophe before a sign that would begin a formula.
 */
function cleanCell(cell: string): string {
	return clean(cell)
		.replace(/^=\s*"([^"]*)"$/, '$1')
		.replace(/^'(?=[=+\-@\d])/, '')
		.trim()
}

function hasText({ cells }: Row): boolean {
	return cells.some((cell) => cell !== '')
}

/** Where files were put together, the header stands in the middle again. */
function isHeaderAgain({ cells }: Row, names: readonly string[]): boolean {
	return names.every((name, at) => foldedName(name) === foldedName(cells[at] ?? ''))
}

const sums = /^(?:zwischen|gesamt|end)?(?:summe|gesamt|gesamtzahl|anzahl|total|sum|subtotal|grand ?total|count)\s*:?$/i

/** The last row may add up a column: a word, and nothing but numbers. */
function withoutSums(rows: readonly Row[]): readonly Row[] {
	const filled = rows.at(-1)?.cells.filter((cell) => cell !== '') ?? []
	const isSum = sums.test(filled[0] ?? '') && filled.slice(1).every((cell) => /^[\d.,'\s]+$/.test(cell))
	return isSum ? rows.slice(0, -1) : rows
}

function headerComplaints(names: readonly string[], { columns, line }: Header): readonly Complaint[] {
	const known = namesOf(columns)
	const meant = names.map((name) => columnNamed(name, known))
	const twice = [...new Set(meant.filter((name, at) => name !== undefined && meant.indexOf(name) < at))]
	const missing = columns.needed.filter((name) => !meant.includes(name))
	const unknown = names.filter((name, at) => name !== '' && meant[at] === undefined)
	const free = known.filter((name) => !meant.includes(name))
	const slips = unknown.flatMap((name) => {
		const near = nearestName(name, free)
		return near === undefined ? [] : [`write ${near} instead of "${name}"`]
	})
	const said = [
		...twice.map((name) => `has the column ${name} twice`),
		...(missing.length > 0 ? [`lacks the ${columnsIn(missing)}`] : []),
		...(unknown.length > 0 ? [`has the unknown ${columnsIn(unknown.map((name) => `"${name}"`))}`] : []),
	]
	if (said.length === 0) return []
	const remedy = slips.length > 0 ? `In the header ${slips.join(', ')}` : `Let the header be ${headerOf(columns)}`
	return [{ line, message: said.join(' and '), remedy }]
}

function columnsIn(names: readonly string[]): string {
	return `${names.length === 1 ? 'column' : 'columns'} ${names.join(', ')}`
}

/** What a spreadsheet shows instead of a value that it cannot work out, and in a column that is too narrow. */
const errorValue = /^(?:#(?:[\p{Lu}\d]+(?:\/[\p{Lu}\d]+)?[!?]?|#+)|(?:err|fehler):\d+)$/iu

function rowComplaints(
	rows: readonly Row[],
	names: readonly string[],
	{ columns }: Header,
	cutOff: number | undefined,
): readonly Complaint[] {
	const known = namesOf(columns)
	// Excel leaves out the separators at the end of a line where nothing stands between them.
	const lastNeeded = names.findLastIndex((name) => columnNamed(name, columns.needed) !== undefined)
	return rows.flatMap(({ line, cells }): readonly Complaint[] => {
		const say = (message: string, remedy: string) => [{ line, message, remedy }]
		const filled = cells.filter((cell) => cell !== '').length
		if (line === cutOff)
			return say('ends in the middle of the row', 'The file is cut off there; export it again, or complete the row')
		if (names.length > 2 && filled === 1)
			return say('fills a single cell and is no row of the table', 'Remove titles, notes and sums; keep rows only')
		if (cells.length <= lastNeeded)
			return say(
				`has ${cells.length} cells and the header names ${names.length}`,
				'Give the row as many separators as the header has',
			)
		const beyond = cells.findIndex((cell, at) => cell !== '' && at >= names.length)
		if (beyond >= 0)
			return say(
				'has more cells than the header names columns',
				'Put a cell that holds the separator itself into quotation marks, or name the column',
			)
		return names.flatMap((name, at): readonly Complaint[] => {
			const cell = cells[at] ?? ''
			const column = columnNamed(name, known)
			if (name === '' && cell !== '')
				return say('fills a column without a name', 'Remove what stands there, or name the column in the header')
			if (column === undefined) return []
			if (errorValue.test(cell))
				return say(
					`${column} holds an error of the spreadsheet instead of a value`,
					'Mend the formula, or type the value',
				)
			return cell.startsWith('=')
				? say(`${column} holds a formula`, 'Save the file with values: copy the column and paste it as values')
				: []
		})
	})
}
