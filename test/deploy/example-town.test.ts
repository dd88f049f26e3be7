import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { parse as parseYaml } from 'yaml'
import { roles } from '../../src/domain/directory/directory'
import { languages } from '../../src/domain/shared/language'

const root = resolve(__dirname, '../..')
const columns = {
	'town.csv': ['id', 'name', 'entraTenantId'],
	'departments.csv': ['id', 'name', 'area'],
	'positions.csv': ['id', 'name', 'department', 'superior', 'deputy', 'publicCounter', 'criticality'],
	'people.csv': ['id', 'name', 'entraObjectId', 'email', 'language', 'roles', 'department', 'position'],
}
type File = keyof typeof columns
type Row = Readonly<Record<string, string>>

const textOf = (folder: string, file: File) => readFileSync(join(root, 'deploy', folder, file), 'utf8')
const rowsOf = (folder: string, file: File): Row[] => parse(textOf(folder, file), { delimiter: ';', columns: true })
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

describe.each(['example-town', 'example-town-2'])('%s', (folder) => {
	const [departments, positions, people] = (['departments.csv', 'positions.csv', 'people.csv'] as const).map((file) =>
		rowsOf(folder, file),
	) as [Row[], Row[], Row[]]

	test('has the documented columns, and ids that mean one thing', () => {
		for (const [file, expected] of Object.entries(columns) as [File, string[]][]) {
			expect(textOf(folder, file).split('\n')[0]?.split(';')).toEqual(expected)
			const ids = rowsOf(folder, file).map((row) => row.id)
			expect(new Set(ids).size).toBe(ids.length)
		}
		expect(rowsOf(folder, 'town.csv')).toEqual([
			expect.objectContaining({ entraTenantId: expect.stringMatching(guid) }),
		])
	})

	test('refers only to what exists', () => {
		const catalogue = parseYaml(readFileSync(join(root, 'src/content/catalogue/1/services.yaml'), 'utf8')) as {
			areas: { id: string }[]
		}
		const areas = catalogue.areas.map((area) => area.id)
		for (const department of departments) expect(areas).toContain(department.area)
		for (const { department } of positions) expect(departments.map(({ id }) => id)).toContain(department)
		for (const person of people) {
			expect(departments.map(({ id }) => id)).toContain(person.department)
			if (person.position)
				expect(positions).toContainEqual(
					expect.objectContaining({ id: person.position, department: person.department }),
				)
		}
	})

	test('names people the bot can recognise, in invented places only', () => {
		for (const person of people) {
			expect(`${person.entraObjectId}${person.email}`).not.toBe('')
			if (person.entraObjectId) expect(person.entraObjectId).toMatch(guid)
			if (person.email) expect(person.email).toMatch(/@[a-z]+\.example$/)
			expect(languages).toContain(person.language)
			for (const role of person.roles?.split(',') ?? []) expect(roles).toContain(role)
		}
	})

	test('every department has exactly one head', () => {
		for (const { id } of departments)
			expect(
				people.filter((person) => person.department === id && person.roles?.includes('departmentHead')),
			).toHaveLength(1)
	})
})

test('the two towns live in different tenants', () => {
	const [first, second] = ['example-town', 'example-town-2'].map(
		(folder) => rowsOf(folder, 'town.csv')[0]?.entraTenantId,
	)
	expect(first).not.toBe(second)
})

test('the README explains every column, area and role', () => {
	const readme = readFileSync(join(root, 'deploy/example-town/README.md'), 'utf8')
	const catalogue = parseYaml(readFileSync(join(root, 'src/content/catalogue/1/services.yaml'), 'utf8')) as {
		areas: { id: string }[]
	}
	for (const word of [...Object.values(columns).flat(), ...roles, ...catalogue.areas.map((area) => area.id)])
		expect(readme).toContain(`\`${word}\``)
})
