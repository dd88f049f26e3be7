import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readExampleKnowledge } from '../../src/demo/example/knowledge'
import { stateOf } from '../../src/domain/knowledge/entry'
import { entryTypes } from '../../src/domain/shared/entry-type'
import { exampleTown, shippedCatalogues } from '../flows/support/house'

const today = '2026-11-03'
const town = exampleTown()
const serviceIds = new Set(shippedCatalogues.latest.services.map(({ id }) => id))
const read = (folder: string) => readExampleKnowledge(folder, town, serviceIds, today)
const shipped = join(__dirname, '../../deploy/example-town')

test('the shipped corpus has everything in it that a search has to cope with', () => {
	const entries = read(shipped).all.flatMap((one) => one.entries)
	expect(entries.length).toBeGreaterThanOrEqual(160)
	// A story is told in the demo.
	expect([...new Set(entries.map(({ type }) => type))].sort()).toEqual(
		entryTypes.filter((type) => type !== 'story').sort(),
	)
	expect(entries.filter((entry) => stateOf(entry, today) === 'stale').length).toBeGreaterThan(3)
	const recurring = entries.flatMap(({ recurrence }) => recurrence?.nextOn ?? [])
	expect(recurring.length).toBeGreaterThan(10)
	expect(recurring.filter((day) => day < today)).toEqual([])
})

test('it names nobody of the town', () => {
	const text = readFileSync(join(shipped, 'knowledge.yaml'), 'utf8')
	expect(
		town.people
			.flatMap(({ name }) => name.split(/[ -]/))
			.filter((word) => word.length > 3 && new RegExp(`\\b${word}\\b`).test(text)),
	).toEqual([])
})

test.each([
	['nirgends:\n  eins: { type: rule, title: Eins }\n', 'knowledge.yaml:1 position "nirgends" is not in positions.csv'],
	[
		'steuern:\n  eins:\n    type: rule\n    title: Eins\n    sign: Rot\n',
		'knowledge.yaml:5 "sign" is no field of a rule',
	],
	[
		'steuern:\n  eins:\n    type: task\n    title: Eins\n    service: katzensteuer\n',
		'knowledge.yaml:5 service "katzensteuer" is not in the catalogue',
	],
	['steuern:\n  eins:\n    type: task\n    title: Eins\n    rhythm: yearly\n', 'knowledge.yaml:2 a task has no rhythm'],
	['steuern:\n  eins:\n    type: deadline\n    title: Eins\n    next: 13-01\n', 'knowledge.yaml:5 '],
	['steuern:\n  eins:\n    type: unsinn\n    title: Eins\n', 'knowledge.yaml:3 '],
	[
		'steuern:\n  eins:\n    type: rule\n    title: Eins\n    farbe: rot\n',
		'knowledge.yaml:5 "farbe" is not a known word here',
	],
])('a mistake is told with its line: %#', (text, complaint) => {
	const folder = mkdtempSync(join(tmpdir(), 'knowledge-'))
	writeFileSync(join(folder, 'knowledge.yaml'), text)
	try {
		expect(() => read(folder)).toThrow(complaint)
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
})
