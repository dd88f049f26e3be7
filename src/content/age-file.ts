import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { type AgeCounts, bandCount } from '../domain/atlas/atlas'
import { bandFrom, bandOf } from '../domain/atlas/read-counts'
import type { Department } from '../domain/directory/directory'
import { ContentError, type Problem } from './problem'

const youngest = 14
const oldest = 99
const mostPeople = 20_000

export interface AgeFile {
	readonly counts: AgeCounts
	/** Whether the file held a line for each person. Nothing of them is kept, and the file should not be either. */
	readonly people: boolean
}

/**
 * Reads a town's age counts: `department;band;number`, or one line for each person, `department;birthYear` or
 * `department;age` on the day of the count. Persons are counted while reading and are never together in memory with
 * anything but their band. Throws a ContentError that names lines and columns and repeats no value, because it may be
 * about a person.
 */
export function readAgeFile(path: string, departments: readonly Department[], on: string): AgeFile {
	const problems: Problem[] = []
	const say = (line: number, message: string, remedy: string) =>
		void problems.push({ file: path, line, message, remedy })
	let records: { record: Record<string, string>; info: { lines: number } }[] = []
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
		records = parse(text, {
			bom: true,
			columns: true,
			delimiter: [';', ',', '\t'],
			info: true,
			skip_empty_lines: true,
			trim: true,
		}) as unknown as typeof records
	} catch (fault) {
		const { lines, code } = fault as { lines?: number; code?: string }
		// What the library says in words quotes the line.
		say(
			lines ?? 1,
			`cannot be read (${code ?? 'unknown'})`,
			'Save it as "CSV UTF-8" with a header row and as many columns in every line',
		)
	}
	const columns = Object.keys(records[0]?.record ?? {})
	const kind = kinds.find((one) => one.every((column) => columns.includes(column)) && columns.length === one.length)
	if (problems.length === 0 && !kind)
		say(1, 'has other columns', `Use exactly department;band;number, department;birthYear or department;age`)
	const counts = new Map<string, number[]>()
	const seen = new Set<string>()
	for (const { record, info } of kind ? records : []) {
		const { department: named = '', band = '', number, birthYear, age } = record
		const id = departments.find(
			(one) => one.id === named.toLowerCase() || one.name.toLowerCase() === named.toLowerCase(),
		)?.id
		if (id === undefined) {
			say(info.lines, 'names a department that is not in the directory', 'Use the id or the name from departments.csv')
			continue
		}
		const at =
			number === undefined
				? bandAt(birthYear === undefined ? age : String(Number(on.slice(0, 4)) - Number(birthYear)))
				: bandFrom(band)
		const count = number === undefined ? 1 : /^\d{1,5}$/.test(number) ? Number(number) : Number.NaN
		if (at === undefined)
			say(
				info.lines,
				number === undefined ? 'has no possible age' : 'has no band',
				'Use a year such as 1968, an age from 14 to 99, or <25, 25-34, 35-44, 45-54, 55-59, 60+',
			)
		else if (!(count <= mostPeople)) say(info.lines, 'has no whole number', 'Use a number from 0 to 20000')
		else if (number !== undefined && seen.has(`${id};${at}`))
			say(info.lines, 'repeats a band of its department', 'Keep one of both lines')
		else {
			seen.add(`${id};${at}`)
			const bands = counts.get(id) ?? Array.from({ length: bandCount }, () => 0)
			bands[at] = (bands[at] ?? 0) + count
			counts.set(id, bands)
		}
	}
	if (problems.length > 0) throw new ContentError(problems)
	return { counts, people: kind !== undefined && !kind.includes('number') }
}

const kinds: readonly (readonly string[])[] = [
	['department', 'band', 'number'],
	['department', 'birthYear'],
	['department', 'age'],
]

/** A birth year stands for the age reached in the year of the count. */
function bandAt(age: string | undefined): number | undefined {
	const years = /^\d{1,3}$/.test(age ?? '') ? Number(age) : Number.NaN
	return years >= youngest && years <= oldest ? bandOf(years) : undefined
}
