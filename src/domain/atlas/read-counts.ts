import type { Department } from '../directory/directory'
import { folded } from '../shared/spelling'
import { readWhole } from '../shared/whole-number'
import { type AgeCounts, bandCount, type CutAge, cutAges } from './atlas'

/** Why a line could not be read. The line itself is never shown again: it may hold pasted names. */
export type LineProblem = 'columns' | 'department' | 'band' | 'number' | 'twice' | 'too-many'

export interface ReadLine {
	/** Counted from 1. */
	readonly line: number
	readonly problem: LineProblem
}

export interface ReadCounts {
	readonly counts: AgeCounts
	readonly problems: readonly ReadLine[]
	/** What was understood, in one spelling: ids, ages and numbers, and nothing else of what was pasted. */
	readonly normal: string
}

const mostPeople = 20_000
const mostLines = 2_000

/**
 * Reads lines `department;band;number` or, for a whole department, `department` and a number for each band. Separated
 * by tabs, semicolons or commas; departments by name or id, bands by their ages. What is not mentioned counts as zero.
 */
export function readCounts(text: string, departments: readonly Department[]): ReadCounts {
	const counts = new Map<string, number[]>()
	const seen = new Set<string>()
	const lines = text.split(/\r\n|[\r\n\u2028]/)
	let hasBegun = false
	// Whole rows may name their bands in a header, in an order of their own.
	let order: readonly number[] = Array.from({ length: bandCount }, (_, at) => at)
	const problems = lines.slice(0, mostLines).flatMap((line, at): readonly ReadLine[] => {
		const cells = cellsIn(line)
		if (cells.length === 0 || /^"?sep=/i.test(line) || isSum(cells)) return []
		const bands = hasBegun ? undefined : bandsNamed(cells)
		if (bands) order = bands
		const isAbove = !hasBegun && (bands !== undefined || isHeader(line))
		hasBegun = true
		const problem = isAbove ? undefined : read(cells)
		return problem ? [{ line: at + 1, problem }] : []
	})
	const all = lines.length > mostLines ? [...problems, { line: mostLines + 1, problem: 'too-many' as const }] : problems
	return { counts, problems: all, normal: [...counts].flatMap(([id, bands]) => normalLines(id, bands)).join('\n') }

	function read(columns: readonly string[]): LineProblem | undefined {
		const isWhole = columns.length === bandCount + 1
		if (columns.length !== 3 && !isWhole) return 'columns'
		const [department = '', band = ''] = columns
		const id = departments.find(
			(one) => one.id === department.toLowerCase() || folded(one.name) === folded(department),
		)?.id
		if (id === undefined) return 'department'
		const single = bandFrom(band)
		const bands = isWhole ? order : single === undefined ? [] : [single]
		if (bands.length === 0) return 'band'
		const numbers = columns
			.slice(-bands.length)
			.map((number) => readWhole(number === '' && isWhole ? '0' : number) ?? Number.NaN)
		if (!numbers.every((number) => number <= mostPeople)) return 'number'
		if (bands.some((at) => seen.has(`${id};${at}`))) return 'twice'
		const found = counts.get(id) ?? Array.from({ length: bandCount }, () => 0)
		bands.forEach((at, index) => {
			seen.add(`${id};${at}`)
			found[at] = numbers[index] ?? 0
		})
		counts.set(id, found)
		return undefined
	}

	/** In one line where the whole department was said, so that what is still missing can be added otherwise. */
	function normalLines(id: string, bands: readonly number[]): readonly string[] {
		const said = bands.flatMap((count, at) => (seen.has(`${id};${at}`) ? [`${id};${bandName(at)};${count}`] : []))
		return said.length === bandCount ? [[id, ...bands].join(';')] : said
	}
}

/** The cells of a line, without the empty ones at its end; none where nothing is said. */
function cellsIn(line: string): readonly string[] {
	const separator = ['\t', ';', ','].find((one) => line.includes(one)) ?? ';'
	const cells = line.split(separator).map((cell) =>
		cell
			.trim()
			.replace(/^"(.*)"$/, '$1')
			.trim(),
	)
	// A whole row may end in bands without anybody; a row with one band ends after its number.
	const isWhole = cells.length === bandCount + 1 && lastFilled(cells) >= 0
	const isSingle = cells.slice(3).every((cell) => cell === '') && bandFrom(cells[1] ?? '') !== undefined
	return isWhole && !isSingle ? cells : cells.slice(0, lastFilled(cells) + 1)
}

function lastFilled(cells: readonly string[]): number {
	return cells.findLastIndex((cell) => cell !== '')
}

/** Which band each column of whole rows holds, if this is their header. */
function bandsNamed([, ...names]: readonly string[]): readonly number[] | undefined {
	const bands = names.map(bandFrom).filter((band) => band !== undefined)
	return names.length === bandCount && new Set(bands).size === bandCount ? bands : undefined
}

/** A row that only adds up the others. */
function isSum([first = '', ...rest]: readonly string[]): boolean {
	return /^(?:gesamt)?(?:summe|gesamt|total|sum)\s*:?$/i.test(first) && rest.every((cell) => /^[\d.,'\s]*$/.test(cell))
}

/** A first line that names the columns holds no figures. */
function isHeader(line: string): boolean {
	return !/\d/.test(line) && /[\t;,]/.test(line)
}

/** Which band is meant: `<25`, `25-34`, `25 bis unter 35`, `60+`, in words or signs; only the ages count. */
export function bandFrom(text: string): number | undefined {
	const ages = (text.match(/\d+/g) ?? []).map(Number)
	const [from, to] = ages
	if (ages.length > 2 || from === undefined) return undefined
	if (to === undefined) {
		const isBelow = /^\s*(?:<|[ub])/i.test(text)
		if (isBelow && /^\s*<?\s*(?:unter|under|below|bis unter)?\s*\d+\D*$/i.test(text))
			return from === cutAges[0] ? 0 : undefined
		return !isBelow && from === cutAges.at(-1) ? cutAges.length : undefined
	}
	const at = cutAges.indexOf(from as CutAge)
	const next = cutAges[at + 1]
	return at >= 0 && next !== undefined && (to === next - 1 || (to === next && /unter|under|below|</i.test(text)))
		? at + 1
		: undefined
}

/** The band as it is written without words: `<25`, `25-34`, `60+`. */
export function bandName(band: number): string {
	const [from, to] = [cutAges[band - 1], cutAges[band]]
	return from === undefined ? `<${to}` : to === undefined ? `${from}+` : `${from}-${to - 1}`
}

/** The band in which an age lies. */
export function bandOf(age: number): number {
	return cutAges.filter((cut) => cut <= age).length
}
