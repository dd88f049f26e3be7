import { type Columns, type Complaint, columnNamed, namesOf, nearestName } from './columns'
import { separators } from './split-rows'

export interface Header {
	/** Where it stands, counted from 1. */
	readonly line: number
	readonly separator: string
	/** Which of the ways to name the columns it follows. */
	readonly columns: Columns
}

/** Titles, dates and blank lines may stand above a table, but not many. */
const farthest = 20
const aSlip = 0.8

/**
 * Finds the row that names the columns, and with it the separator: the row and the separator that make the most known
 * names. `kinds` are the tables that it may be, one of them in most files.
 */
export function findHeader(
	text: string,
	kinds: readonly [Columns, ...Columns[]],
): { readonly header: Header } | { readonly complaint: Complaint } {
	const lines = text.split('\n')
	// Excel reads this line as an order and does not show it.
	const named = /^"?sep=(.|\\t)"?[;,\t\s]*$/i.exec(lines[0] ?? '')?.[1]
	const first = named === undefined ? 0 : 1
	const wanted = named === undefined ? separators : [named === '\\t' ? '\t' : named, ...separators]
	let best: (Header & { readonly score: number }) | undefined
	for (const [at, line] of lines.slice(first, first + farthest).entries())
		for (const separator of wanted)
			for (const columns of kinds) {
				const score = scoreOf(cellsOf(line, separator), columns)
				if (score > (best?.score ?? 0)) best = { line: first + at + 1, separator, columns, score }
			}
	const begins = lines.findIndex((line, at) => at >= first && /[\p{L}\p{N}]/u.test(line)) + 1
	if (!best || best.score < 2 * aSlip || best.score < best.columns.needed.length / 2)
		return {
			complaint: {
				line: Math.max(begins, first + 1),
				message: 'has no header row that names the columns',
				remedy: `Begin the file with ${kinds.map(headerOf).join(' or ')}`,
			},
		}
	const above = lines
		.slice(first, best.line - 1)
		.findIndex((line) => isData(cellsOf(line, best?.separator ?? ';'), best?.columns))
	if (above >= 0)
		return {
			complaint: {
				line: first + above + 1,
				message: `stands above the header, which is in line ${best.line}`,
				remedy: 'Move the header to the top; sorting in a spreadsheet may have taken it along',
			},
		}
	return { header: best }
}

/** How a header is written: `id;name;area`. */
export function headerOf({ needed, optional }: Columns): string {
	return needed.join(';') + (optional.length > 0 ? ` (and if you like ${optional.join(', ')})` : '')
}

function cellsOf(line: string, separator: string): readonly string[] {
	return line.split(separator).map((cell) => cell.trim())
}

function scoreOf(cells: readonly string[], columns: Columns): number {
	const names = namesOf(columns)
	const known = new Set(cells.map((cell) => columnNamed(cell, names)).filter((name) => name !== undefined))
	const near = new Set(cells.map((cell) => nearestName(cell, names)).filter((name) => name && !known.has(name)))
	// Of two ways to name columns the one counts that leaves nothing out.
	const missing = columns.needed.filter((name) => !known.has(name)).length
	return known.size === 0 ? 0 : known.size + aSlip * near.size - missing / 100
}

/** A title fills one cell, a row of a table several. */
function isData(cells: readonly string[], columns: Columns | undefined): boolean {
	return cells.filter((cell) => /[\p{L}\p{N}]/u.test(cell)).length >= Math.max(2, columns?.needed.length ?? 2)
}
