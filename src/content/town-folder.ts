import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { Directory } from '../domain/directory/directory'
import { halfYearOf } from '../domain/shared/half-year'
import { ContentError, type Problem } from './problem'
import { nearestName } from './table/columns'
import { grouped, readTable } from './table/read-table'
import { isWindows1252 } from './table/windows-1252'
import { type TownFile, townColumns, townRows } from './town-rows'

type RowOf<Name extends TownFile> = z.infer<(typeof townRows)[Name]>

interface Line<Row> {
	readonly line: number
	readonly row: Row
}

/**
 * Reads and checks a folder. Throws a ContentError that lists every problem; `areas` are those of the service
 * catalogue.
 */
export function readTownFolder(folder: string, areas: readonly string[], today: string): Directory {
	if (!existsSync(folder) || !statSync(folder).isDirectory())
		throw new ContentError([
			{
				file: folder,
				line: 1,
				message: 'is no folder',
				remedy: 'Name the folder that holds town.csv and the other files',
			},
		])
	const problems: Problem[] = []
	const say = (file: TownFile, line: number, message: string, remedy: string) =>
		problems.push({ file: `${file}.csv`, line, message, remedy })
	const town = readFile('town', folder, problems)
	const departments = readFile('departments', folder, problems)
	const positions = readFile('positions', folder, problems)
	const people = readFile('people', folder, problems)

	// What names a line of a file that could not be read is no fault of its own.
	const unread = new Set(problems.map(({ file }) => file))
	const isKnown = (file: 'departments' | 'positions', id: string) => unread.has(`${file}.csv`) || known[file].has(id)
	if (problems.length === 0 && town.length !== 1)
		say(
			'town',
			2,
			`has ${town.length} lines`,
			'Keep exactly one line below the header; a second town needs a folder of its own',
		)
	const known = {
		departments: new Set(departments.map(({ row }) => row.id)),
		positions: new Map(positions.map(({ row }) => [row.id, row])),
	}
	const named = { departments, positions, people }
	for (const [file, lines] of Object.entries(named) as [keyof typeof named, readonly Line<{ id: string }>[]][]) {
		for (const { line, value } of repeated(lines, (row) => row.id))
			say(file, line, `the id "${value}" stands there twice`, 'Give every line an id of its own')
	}
	for (const { line, row } of departments) {
		if (areas.includes(row.area)) continue
		const near = nearestName(row.area, areas)
		const meant = near === undefined ? '' : `Did you mean ${near}? `
		say('departments', line, `area "${row.area}" is unknown`, `${meant}Use one of: ${areas.join(', ')}`)
	}
	for (const { line, row } of positions)
		if (!isKnown('departments', row.department))
			say(
				'positions',
				line,
				`department "${row.department}" is not in departments.csv`,
				'Correct the id or add the department',
			)
	for (const { line, row } of positions) {
		for (const column of ['superior', 'deputy'] as const) {
			const other = row[column]
			if (other === undefined) continue
			if (!isKnown('positions', other))
				say('positions', line, `${column} "${other}" is not in positions.csv`, 'Correct the id or add the position')
			if (other === row.id)
				say('positions', line, `is its own ${column}`, 'Name another position or leave the column empty')
		}
	}
	for (const { line, row } of people) {
		if (row.entraObjectId === undefined && row.email === undefined)
			say(
				'people',
				line,
				'has neither entraObjectId nor email',
				'Enter at least one, so that the person can be recognised',
			)
		if (row.department !== undefined && !isKnown('departments', row.department))
			say(
				'people',
				line,
				`department "${row.department}" is not in departments.csv`,
				'Correct the id or add the department',
			)
		const held = (row.position ?? []).map((one) => ({ one, department: known.positions.get(one)?.department }))
		for (const { one } of held)
			if (!isKnown('positions', one))
				say('people', line, `position "${one}" is not in positions.csv`, 'Correct the id or add the position')
		const apart = held.filter(({ department }) => department !== undefined && department !== row.department)
		// A department that is not known has been said.
		if (
			apart.length > 0 &&
			apart.length === held.length &&
			(row.department === undefined || isKnown('departments', row.department))
		)
			say(
				'people',
				line,
				held.map(({ one, department }) => `position "${one}" belongs to department "${department}"`).join(', '),
				'Let the person name the department of at least one of their positions',
			)
		if (row.roles.includes('departmentHead') && row.department === undefined)
			say('people', line, 'is departmentHead of no department', 'Enter the department')
	}
	for (const { line, value } of repeated(people, ({ entraObjectId }) => entraObjectId))
		say('people', line, `entraObjectId ${value} stands there twice`, 'Every account belongs to one person')
	for (const { line, value } of repeated(people, ({ email }) => email))
		say('people', line, `e-mail ${value} stands there twice`, 'Every account belongs to one person')
	const own = town[0]?.row
	if (problems.length > 0 || !own) throw new ContentError(onceForEachFile(problems))

	return {
		town: {
			id: own.id,
			name: own.name,
			entraTenantId: own.entraTenantId,
			round: own.round ?? halfYearOf(today),
			...(own.land !== undefined && { land: own.land }),
			...(own.quiet !== undefined && { quiet: own.quiet }),
		},
		departments: departments.map(({ row }) => row),
		positions: positions.map(({ row }) => ({
			id: row.id,
			name: row.name,
			departmentId: row.department,
			...(row.superior !== undefined && { superiorId: row.superior }),
			...(row.deputy !== undefined && { deputyId: row.deputy }),
			...(row.publicCounter !== undefined && { publicCounter: row.publicCounter }),
			...(row.criticality !== undefined && { criticality: row.criticality }),
		})),
		people: people.map(({ row }) => ({
			id: row.id,
			name: row.name,
			...(row.entraObjectId !== undefined && { entraObjectId: row.entraObjectId }),
			...(row.email !== undefined && { email: row.email }),
			language: row.language,
			roles: row.roles,
			...(row.department !== undefined && { departmentId: row.department }),
			...(row.position !== undefined && row.position.length > 0 && { positionIds: row.position }),
		})),
	}
}

/** Names of the files that are not UTF-8 and were read as Windows-1252; worth a look at their letters. */
export function filesInWindows1252(folder: string): readonly string[] {
	return Object.keys(townRows)
		.map((name) => `${name}.csv`)
		.filter((file) => existsSync(join(folder, file)) && isWindows1252(readFileSync(join(folder, file))))
}

/** Whether town.csv itself names the round; otherwise a later import keeps the one that is running. */
export function namesRound(folder: string): boolean {
	return readFile('town', folder, []).some(({ row }) => row.round !== undefined)
}

function onceForEachFile(problems: readonly Problem[]): readonly Problem[] {
	return [...Map.groupBy(problems, ({ file }) => file).values()].flatMap((ofFile) => grouped(ofFile))
}

/** Which files may be without rows: a town may have no positions yet. What vanishes from the store is asked for there. */
const mayBeEmpty: readonly TownFile[] = ['positions']

function readFile<Name extends TownFile>(file: Name, folder: string, problems: Problem[]): Line<RowOf<Name>>[] {
	const name = `${file}.csv`
	const say = (line: number, message: string, remedy: string) =>
		void problems.push({ file: name, line, message, remedy })
	const found = fileIn(folder, file)
	if ('instead' in found) {
		say(1, 'is missing', found.instead)
		return []
	}
	const table = readTable(readFileSync(join(folder, found.name)), found.name, [townColumns[file]])
	for (const { line, message, remedy } of table.complaints) say(line, message, remedy)
	if (table.complaints.length > 0) return []
	if (table.rows.length === 0 && file !== 'town' && !mayBeEmpty.includes(file))
		say(
			table.header,
			'has a header and no rows',
			`Enter the ${file}; a file without any is not taken as an order to remove all of them`,
		)
	return table.rows.flatMap(({ line, cells }) => {
		const read = townRows[file].safeParse(cells)
		if (read.success) return [{ line, row: read.data as RowOf<Name> }]
		for (const issue of read.error.issues) {
			const remedy = issue.code === 'custom' ? issue.params?.remedy : undefined
			say(line, `${String(issue.path[0])} ${issue.message}`, remedy ?? 'Correct the value and import again')
		}
		return []
	})
}

/** The file under its name in any case; or what to do, if there is only something like it. */
function fileIn(folder: string, file: TownFile): { readonly name: string } | { readonly instead: string } {
	const names = readdirSync(folder)
	const wanted = `${file}.csv`
	const exact = names.find((name) => name === wanted) ?? names.find((name) => name.toLowerCase() === wanted)
	if (exact) return { name: exact }
	const alike = names.find((name) => name.toLowerCase().startsWith(file) && !name.startsWith('~'))
	return {
		instead:
			alike === undefined
				? `Put ${wanted} into the folder; the example town shows its columns`
				: /\.(?:csv|txt|tsv)\b/i.test(alike)
					? `There is "${alike}"; rename it to ${wanted}`
					: `There is "${alike}"; save it as CSV UTF-8 under the name ${wanted}`,
	}
}

function repeated<Row>(
	lines: readonly Line<Row>[],
	pick: (row: Row) => string | undefined,
): { line: number; value: string }[] {
	const seen = new Set<string>()
	return lines.flatMap(({ line, row }) => {
		const value = pick(row)
		if (value === undefined) return []
		if (seen.has(value)) return [{ line, value }]
		seen.add(value)
		return []
	})
}
