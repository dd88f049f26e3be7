import type { Department } from '../directory/directory'
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
	const problems = lines.slice(0, mostLines).flatMap((line, at): readonly ReadLine[] => {
		const problem = line.trim() === '' || (at === 0 && isHeader(line)) ? undefined : read(line)
		return problem ? [{ line: at + 1, problem }] : []
	})
	const all = lines.length > mostLines ? [...problems, { line: mostLines + 1, problem: 'too-many' as const }] : problems
	return { counts, problems: all, normal: [...counts].flatMap(([id, bands]) => normalLines(id, bands)).join('\n') }

	function read(line: string): LineProblem | undefined {
		const separator = ['\t', ';', ','].find((one) => line.includes(one)) ?? ';'
		const columns = line.split(separator).map((column) => column.trim().replace(/^"(.*)"$/, '$1'))
		const isWhole = columns.length === bandCount + 1
		if (columns.length !== 3 && !isWhole) return 'columns'
		const [department = '', band = ''] = columns
		const id = departments.find(
			(one) => one.id === department.toLowerCase() || folded(one.name) === folded(department),
		)?.id
		if (id === undefined) return 'department'
		const single = bandFrom(band)
		const bands = isWhole ? Array.from({ length: bandCount }, (_, at) => at) : single === undefined ? [] : [single]
		if (bands.length === 0) return 'band'
		const numbers = columns
			.slice(-bands.length)
			.map((number) => (/^\d{1,5}$/.test(number) ? Number(number) : Number.NaN))
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

function folded(name: string): string {
	return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}
