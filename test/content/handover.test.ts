import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { checkCatalogues } from '../../src/content/checks/check'
import { catalogueFolder, loadCatalogues } from '../../src/content/load'
import { moduleOf, type Questionnaire, questionsOf } from '../../src/domain/questionnaire/questionnaire'
import { entryTypes } from '../../src/domain/shared/entry-type'

const handover = loadCatalogues(catalogueFolder).latest.handover as Questionnaire

/** The shipped catalogue with its interview changed in one place, and what the check says of it. */
function toldAfter(from: string | RegExp, to: string) {
	const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
	cpSync(catalogueFolder, folder, { recursive: true })
	const file = join(folder, '1/handover.yaml')
	const before = readFileSync(file, 'utf8')
	const after = before.replace(from, to)
	if (after === before) throw new Error(`handover.yaml does not hold ${from}`)
	writeFileSync(file, after)
	const problems = checkCatalogues(folder).map((problem) => ({
		...problem,
		file: basename(problem.file),
		text: after.split('\n')[problem.line - 1] ?? '',
	}))
	rmSync(folder, { recursive: true })
	return problems
}

describe('every fault is told with its place', () => {
	test.each([
		['an unknown field', 'fields: { sign: R1', 'fields: { signal: R1', 'entry: { type: risk', 'no field "signal"'],
		[
			'a field from elsewhere',
			'fields: { sign: R1',
			'fields: { sign: O1',
			'entry: { type: risk',
			'"O1" is no text question of block risk',
		],
		[
			'a field from a question that does not exist',
			'fields: { sign: R1',
			'fields: { sign: R9',
			'entry: { type: risk',
			'"R9" is no text question',
		],
		['an answer that becomes nothing', ', history: R3 }', ' }', '- id: risk', 'answer to R3 does not become part'],
		['a kind that does not exist', '{ type: risk,', '{ type: danger,', 'entry: { type: danger', 'Invalid option'],
		['no title', 'title: Z1, fields', 'fields', 'entry: { type: story', 'has no title'],
		[
			'a rhythm that is none',
			'id: half-yearly, label',
			'id: every-other-year, label',
			'entry: { type: deadline',
			'rhythm D2 is no choice among',
		],
		['a date that is no text', 'nextOn: D3', 'nextOn: D2', 'entry: { type: deadline', '"D2" is no text question'],
		[
			'a rhythm for what does not come back',
			'type: deadline, fields',
			'type: case, fields',
			'entry: { type: case',
			'does not come back',
		],
		[
			'a list without an entry',
			/\n {4}entry: \{ type: source.*/,
			'',
			'- id: source',
			'Nothing becomes of block source',
		],
		['a loop through nothing', 'forEach: R0', 'forEach: R1', 'forEach: R1', 'is no question of the form items'],
		[
			'a condition on an option that does not exist',
			'W1, includes: cases',
			'W1, includes: case',
			'includes: case',
			'no option "case"',
		],
		[
			'a condition that nothing satisfies',
			'when: { question: S2, includes: counter }',
			'when: { question: S1, is: short }',
			'question: S1, is: short',
			'can never be asked',
		],
		['a question twice', '- id: R2', '- id: R1', '- id: R1', 'question "R1" exists twice'],
		['a seed that is no choice', 'seeds: { form: S1', 'seeds: { form: S2', 'seeds:', 'seed "form"'],
		['a seed without an option', '{ id: no-deputy, label', '{ id: nobody, label', 'seeds:', 'seed "position"'],
		[
			'a module torn apart',
			'  - id: change\n    module: advice',
			'  - id: change\n    module: risks',
			'module: risks',
			'Module risks is torn apart',
		],
		[
			'too much text on a page',
			'form: { kind: text, maxLength: 500, multiline: true }',
			'form: { kind: text, maxLength: 950 }',
			'maxLength: 950',
			'longer than 900',
		],
		[
			'something to score',
			'            seconds: 50\n          - id: P2',
			'            weight: 1\n          - id: P2',
			'weight: 1',
			'"weight" is not a known word here',
		],
		[
			'an untranslated text',
			'en: Where does it stand?',
			'en: Wie ist der Stand?',
			'',
			'German and English are the same',
		],
	])('%s', (_, from, to, line, message) => {
		const told = toldAfter(from, to)
		expect(told.map(({ message: said }) => said).join('\n')).toContain(message)
		const found = told.find((one) => one.message.includes(message))
		expect(found?.file).toBe('handover.yaml')
		expect(found?.text).toContain(line)
	})

	test('a page of several long texts makes too big a card', () => {
		const told = toldAfter(
			/(id: U1[\s\S]*?)maxLength: 500([\s\S]*?id: U2[\s\S]*?)maxLength: 300/,
			'$1maxLength: 900$2maxLength: 900',
		)
		expect(told.map(({ message }) => message)).toEqual([
			'The texts of page habit-page may have 1800 characters together',
		])
	})
})

test('every kind of knowledge is asked for', () => {
	const asked = new Set(handover.blocks.flatMap(({ entry }) => (entry ? [entry.type] : [])))
	expect([...asked].sort()).toEqual([...entryTypes].sort())
})

test('its modules are those of the method, in their order', () => {
	expect([...new Set(handover.blocks.map(moduleOf))]).toEqual([
		'frame',
		'position',
		'tasks',
		'deadlines',
		'contacts',
		'systems',
		'cases',
		'unwritten',
		'risks',
		'sources',
		'further-tasks',
		'advice',
		'story',
	])
})

describe('wording', () => {
	const spoken = questionsOf(handover).flatMap(({ prompt, why, hint }) => [prompt, why, ...(hint ? [hint] : [])])

	test('sentences have at most 15 words', () => {
		const sentences = spoken.flatMap(({ de }) => de.split(/(?<=[.?!])\s+/))
		expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 15)).toEqual([])
	})

	test('nobody is asked for a secret, a name or why they are away', () => {
		const asking =
			/(?<!keine |niemals |und keine )\b(Passwort|Passwörter|PIN|Kennwort|krank|Krankheit|Alter|Geburtsdatum|Urlaub)\b/
		expect(
			spoken.filter(({ de }) =>
				asking.test(de.replace(/Passwörter und PIN gehören niemals hierher|keine Passwörter/g, '')),
			),
		).toEqual([])
	})

	test('forms are neutral without star or colon, and umlauts are written out', () => {
		expect(spoken.filter(({ de }) => /[*:_]in(nen)?\b|\b(fuer|ueber|koennen|Uebergabe)/i.test(de))).toEqual([])
	})
})

test('a packet of about five minutes has room for every page', () => {
	const pages = handover.blocks.flatMap(({ pages: all }) =>
		all.map(({ id, questions }) => [id, questions.reduce((sum, { seconds }) => sum + seconds, 0)] as const),
	)
	expect(pages.filter(([, seconds]) => seconds > 150)).toEqual([])
})
