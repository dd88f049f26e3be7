import { readFileSync } from 'node:fs'
import { type AgeCounts, bandCount } from '../domain/atlas/atlas'
import { bandFrom, bandOf } from '../domain/atlas/read-counts'
import type { Department } from '../domain/directory/directory'
import { folded } from '../domain/shared/spelling'
import { readWhole } from '../domain/shared/whole-number'
import { ContentError, type Problem } from './problem'
import { grouped, readTable } from './table/read-table'

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
	const table = readTable(readFileSync(path), path, kinds)
	for (const { line, message, remedy } of table.complaints) say(line, message, remedy)
	if (problems.length === 0 && table.rows.length === 0)
		say(table.header, 'has a header and no rows', 'Enter the figures below the header')
	const counts = new Map<string, number[]>()
	const seen = new Set<string>()
	for (const { line, cells } of problems.length > 0 ? [] : table.rows) {
		const { department: named = '', band = '', number, birthYear, age } = cells
		const id = departments.find((one) => one.id === named.toLowerCase() || folded(one.name) === folded(named))?.id
		if (id === undefined) {
			say(line, 'names a department that is not in the directory', 'Use the id or the name from departments.csv')
			continue
		}
		const at =
			number === undefined
				? bandAt(
						birthYear === undefined ? readWhole(age ?? '') : reachedIn(Number(on.slice(0, 4)), readWhole(birthYear)),
					)
				: bandFrom(band)
		const count = number === undefined ? 1 : (readWhole(number) ?? Number.NaN)
		if (at === undefined)
			say(
				line,
				number === undefined ? 'has no possible age' : 'has no band',
				'Use a year such as 1968, an age from 14 to 99, or <25, 25-34, 35-44, 45-54, 55-59, 60+',
			)
		else if (!(count <= mostPeople)) say(line, 'has no whole number', 'Use a number from 0 to 20000')
		else if (number !== undefined && seen.has(`${id};${at}`))
			say(line, 'repeats a band of its department', 'Keep one of both lines')
		else {
			seen.add(`${id};${at}`)
			const bands = counts.get(id) ?? Array.from({ length: bandCount }, () => 0)
			bands[at] = (bands[at] ?? 0) + count
			counts.set(id, bands)
		}
	}
	if (problems.length > 0) throw new ContentError(grouped(problems))
	return { counts, people: !table.columns.needed.includes('number') }
}

const kinds = [
	{ needed: ['department', 'band', 'number'], optional: [] },
	{ needed: ['department', 'birthYear'], optional: [] },
	{ needed: ['department', 'age'], optional: [] },
] as const

/** A birth year stands for the age reached in the year of the count. */
function reachedIn(year: number, birthYear: number | undefined): number | undefined {
	return birthYear === undefined ? undefined : year - birthYear
}

function bandAt(years: number | undefined): number | undefined {
	return years !== undefined && years >= youngest && years <= oldest ? bandOf(years) : undefined
}
