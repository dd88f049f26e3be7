import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { type Criticality, type Directory, type Land, lands, roles } from '../domain/directory/directory'
import { daysBetween, isDate } from '../domain/shared/calendar'
import { halfYearOf, parseHalfYear } from '../domain/shared/half-year'
import { importedId } from '../domain/shared/ids'
import { languages } from '../domain/shared/language'
import type { DateRange } from '../domain/shared/working-calendar'
import { ContentError, type Problem } from './problem'

/** A town as four CSV files: semicolons, UTF-8, a header row. Checked as a whole; one wrong line refuses the folder. */
const id = z.string().regex(importedId, 'is not an id: use lower-case letters, digits and hyphens, at most 60')
const name = z
	.string()
	.min(1, 'is empty')
	.max(120, 'is longer than 120 characters')
	.refine((text) => !/[\p{Cc}\p{Cf}]/u.test(text), 'holds an invisible sign or a line break')
const guid = z
	.guid('is not a GUID such as 5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001')
	.transform((text) => text.toLowerCase())
const optional = <Schema extends z.ZodType>(schema: Schema) =>
	z.union([z.literal('').transform(() => undefined), schema])

/** `2026-07-20/2026-07-31,2026-10-05/2026-10-09`; quiet never lasts so long that no working day is left. */
const quietRanges = z
	.string()
	.transform((text) =>
		text.split(',').map((range): DateRange => ({ from: range.trim().slice(0, 10), to: range.trim().slice(11) })),
	)
	.refine(
		(ranges) =>
			ranges.every(({ from, to }) => isDate(from) && isDate(to) && from <= to) &&
			ranges.reduce((days, { from, to }) => days + daysBetween(from, to), 0) < 200,
		'is no list of days such as 2026-07-20/2026-07-31, together less than 200 days',
	)

/** A person may hold several positions: `beurkundung, urkundenarchiv`, the main one first. */
const positionIds = z
	.string()
	.transform((text) => [...new Set(text.split(',').map((one) => one.trim()))].filter((one) => one !== ''))
	.pipe(z.array(id))

const rows = {
	town: z.strictObject({
		id,
		name,
		entraTenantId: guid,
		round: optional(
			z.string().refine((text) => parseHalfYear(text) !== undefined, 'is not a half-year such as 2026-H2'),
		).optional(),
		land: optional(
			z.string().refine((text) => lands.some((land) => land === text), `is no Land: use one of ${lands.join(', ')}`),
		).optional(),
		quiet: optional(quietRanges).optional(),
	}),
	departments: z.strictObject({ id, name, area: id }),
	positions: z.strictObject({
		id,
		name,
		department: id,
		superior: optional(id).optional(),
		deputy: optional(id).optional(),
		publicCounter: optional(z.enum(['yes', 'no'], 'is neither yes nor no')).optional(),
		criticality: optional(z.enum(['1', '2', '3'], 'is not 1 (can wait), 2 or 3 (the town stands still)')).optional(),
	}),
	people: z.strictObject({
		id,
		name,
		entraObjectId: optional(guid),
		email: optional(z.email('is not an e-mail address').transform((text) => text.toLowerCase())),
		language: z.enum(languages, `is not a language: use ${languages.join(' or ')}`),
		roles: z
			.string()
			.transform((text) => text.split(',').map((role) => role.trim()))
			.pipe(z.array(z.enum(roles, `names no role: use ${roles.join(', ')}`)).min(1)),
		department: optional(id),
		position: optional(positionIds),
	}),
} as const
type FileName = keyof typeof rows

interface Line<Row> {
	readonly line: number
	readonly row: Row
}

/**
 * Reads and checks a folder. Throws a ContentError that lists every problem; `areas` are those of the service
 * catalogue.
 */
export function readTownFolder(folder: string, areas: readonly string[], today: string): Directory {
	const problems: Problem[] = []
	const say = (file: FileName, line: number, message: string, remedy: string) =>
		problems.push({ file: `${file}.csv`, line, message, remedy })
	const town = readFile('town', folder, problems)
	const departments = readFile('departments', folder, problems)
	const positions = readFile('positions', folder, problems)
	const people = readFile('people', folder, problems)

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
	for (const { line, row } of departments)
		if (!areas.includes(row.area))
			say('departments', line, `area "${row.area}" is unknown`, `Use one of: ${areas.join(', ')}`)
	for (const { line, row } of positions)
		if (!known.departments.has(row.department))
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
			if (!known.positions.has(other))
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
		if (row.department !== undefined && !known.departments.has(row.department))
			say(
				'people',
				line,
				`department "${row.department}" is not in departments.csv`,
				'Correct the id or add the department',
			)
		const held = (row.position ?? []).map((one) => ({ one, department: known.positions.get(one)?.department }))
		for (const { one, department } of held)
			if (department === undefined)
				say('people', line, `position "${one}" is not in positions.csv`, 'Correct the id or add the position')
		const apart = held.filter(({ department }) => department !== undefined && department !== row.department)
		if (apart.length > 0 && apart.length === held.length)
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
	if (problems.length > 0 || !own) throw new ContentError(problems)

	return {
		town: {
			id: own.id,
			name: own.name,
			entraTenantId: own.entraTenantId,
			round: parseHalfYear(own.round ?? '') ?? halfYearOf(today),
			...(own.land !== undefined && { land: own.land as Land }),
			...(own.quiet !== undefined && { quiet: own.quiet }),
		},
		departments: departments.map(({ row }) => row),
		positions: positions.map(({ row }) => ({
			id: row.id,
			name: row.name,
			departmentId: row.department,
			...(row.superior !== undefined && { superiorId: row.superior }),
			...(row.deputy !== undefined && { deputyId: row.deputy }),
			...(row.publicCounter !== undefined && { publicCounter: row.publicCounter === 'yes' }),
			...(row.criticality !== undefined && { criticality: Number(row.criticality) as Criticality }),
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

/** Whether town.csv itself names the round; otherwise a later import keeps the one that is running. */
export function namesRound(folder: string): boolean {
	return readFile('town', folder, []).some(({ row }) => row.round !== undefined)
}

function readFile<Name extends FileName>(
	file: Name,
	folder: string,
	problems: Problem[],
): Line<z.infer<(typeof rows)[Name]>>[] {
	const path = join(folder, `${file}.csv`)
	const say = (line: number, message: string, remedy: string) =>
		void problems.push({ file: `${file}.csv`, line, message, remedy })
	if (!existsSync(path)) {
		say(1, 'is missing', `Put ${file}.csv into the folder; the example town shows its columns`)
		return []
	}
	const bytes = readFileSync(path)
	let text: string
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
	} catch {
		say(1, 'is not UTF-8', 'Save it as "CSV UTF-8"')
		return []
	}
	let records: { record: Record<string, string>; info: { lines: number } }[]
	try {
		records = parse(text, {
			bom: true,
			columns: true,
			delimiter: ';',
			info: true,
			skip_empty_lines: true,
			trim: true,
		}) as unknown as typeof records
	} catch (fault) {
		const { lines, message } = fault as { lines?: number; message: string }
		say(
			lines ?? 1,
			`cannot be read: ${message}`,
			'Separate columns by semicolons and give every line as many as the header has',
		)
		return []
	}
	return records.flatMap(({ record, info }) => {
		const read = rows[file].safeParse(record)
		if (read.success) return [{ line: info.lines, row: read.data as z.infer<(typeof rows)[Name]> }]
		for (const issue of read.error.issues) {
			const column = issue.path[0] === undefined ? '' : `${String(issue.path[0])} `
			const unknown = issue.code === 'unrecognized_keys' ? `unknown column ${issue.keys.join(', ')}` : undefined
			say(
				info.lines,
				unknown ?? `${column}${issue.message}`,
				unknown ? 'Use exactly the columns of the example' : 'Correct the value and import again',
			)
		}
		return []
	})
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
