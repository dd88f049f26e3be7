/**
 * `npm run evaluate -- inputs`: how much of what really comes in is read as its writer meant it. The corpus in
 * `corpus/inputs` was written from the subject, without a look at the rules; one half may be looked at while rules are
 * made, the other is only counted. `--wrong` shows what went wrong in the first half.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ActivityCase, isAsExpected, withDemo } from './inputs-activities.mts'

const require = createRequire(import.meta.url)
const load = <Room,>(room: string) => require(`../dist/${room}.js`) as Room
const { clean } = load<typeof import('../src/domain/shared/text.ts')>('domain/shared/text')
const { folded } = load<typeof import('../src/domain/shared/spelling.ts')>('domain/shared/spelling')
const { readDate } = load<typeof import('../src/domain/shared/read-date.ts')>('domain/shared/read-date')
const { readMonth } = load<typeof import('../src/domain/shared/entered-dates.ts')>('domain/shared/entered-dates')
const { understandAnswer } = load<typeof import('../src/domain/questionnaire/understand.ts')>(
	'domain/questionnaire/understand',
)
const { loadWords } = load<typeof import('../src/content/typed-words.ts')>('content/typed-words')
const { readNumber } = load<typeof import('../src/domain/questionnaire/read-input.ts')>(
	'domain/questionnaire/read-input',
)
const { withTypedText } = load<typeof import('../src/teams/typed-text.ts')>('teams/typed-text')
const { readTownFolder } = load<typeof import('../src/content/town-folder.ts')>('content/town-folder')
const { ContentError } = load<typeof import('../src/content/problem.ts')>('content/problem')

interface Case {
	readonly id: string
	readonly kind: string
	readonly why: string
	readonly half: 'tune' | 'held'
	/** People may disagree about it; counted apart. */
	readonly hard?: boolean
	readonly alsoOk?: unknown
}

const corpus = fileURLToPath(new URL('./corpus/inputs', import.meta.url))
const exampleTown = fileURLToPath(new URL('../deploy/example-town', import.meta.url))
const areas = [
	...new Set(
		readFileSync(join(exampleTown, 'departments.csv'), 'utf8')
			.trim()
			.split('\n')
			.slice(1)
			.map((line) => line.trim().split(';')[2] ?? ''),
	),
]

const casesIn = <More,>(file: string) => JSON.parse(readFileSync(join(corpus, file), 'utf8')) as (Case & More)[]

/** Whether what was read is what was meant, or another thing that would do as well. */
function isMeant(read: unknown, meant: unknown, also: unknown): boolean {
	const same = (one: unknown) => JSON.stringify(one ?? null) === JSON.stringify(read ?? null)
	return same(meant) || (Array.isArray(also) && also.some(same))
}

interface Seen {
	readonly right: boolean
	readonly read: unknown
}

function evaluateText(one: Case & { a: string; b?: string; same?: boolean; expected?: string }): Seen {
	if (one.kind === 'keep') {
		const read = clean(one.a)
		return { right: isMeant(read, one.expected, one.alsoOk), read }
	}
	const read = [one.a, one.b ?? ''].map(folded)
	return { right: (read[0] === read[1]) === one.same, read }
}

function readFolder(change: (people: string) => void) {
	const folder = mkdtempSync(join(tmpdir(), 'inputs-'))
	try {
		cpSync(exampleTown, folder, { recursive: true })
		change(join(folder, 'people.csv'))
		return { directory: readTownFolder(folder, areas, '2026-11-28') }
	} catch (fault) {
		if (fault instanceof ContentError) return { problems: fault.problems, words: fault.message }
		throw fault
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}

interface FileCase {
	file: string
	expect: 'read' | 'refused'
	people?: number
	maxErrors?: number
	contains?: string[]
	containsAny?: string[]
	check?: { id: string; field: string; value: unknown; alsoOk?: unknown[] }
}

function evaluateFile(one: Case & FileCase): Seen {
	const found = readFolder((people) => cpSync(join(corpus, 'csv', one.file), people))
	if (found.directory) {
		const { people } = found.directory
		const value = (people.find(({ id }) => id === one.check?.id) as Record<string, unknown> | undefined)?.[
			one.check?.field ?? ''
		]
		const right =
			(one.expect === 'read' || one.alsoOk === 'read') &&
			(one.people === undefined || people.length === one.people) &&
			(!one.check || isMeant(value, one.check.value, one.check.alsoOk))
		return { right, read: `${people.length} people, ${String(value)}` }
	}
	const words = found.words.toLowerCase()
	const right =
		(one.expect === 'refused' || one.alsoOk === 'refused') &&
		found.problems.length <= (one.maxErrors ?? 1) &&
		(one.expect === 'read' || (one.contains ?? []).every((word) => words.includes(word.toLowerCase()))) &&
		(one.expect === 'read' || !one.containsAny || one.containsAny.some((word) => words.includes(word.toLowerCase())))
	return { right, read: found.words }
}

interface AccountCase {
	field: 'entraObjectId' | 'email' | 'name'
	value: string
	ok: boolean
	stored?: string
	storedAlso?: string[]
	orOk?: boolean
	orRefused?: boolean
}

function evaluateAccount(one: Case & AccountCase): Seen {
	const quoted = `"${one.value.replaceAll('"', '""')}"`
	const other = 'p-01;Ada Beispiel;;ada@stadt.example;de;staff,departmentHead;buergerservice;'
	const cells = {
		entraObjectId: `p-02;Bo Beispiel;${quoted};;de;staff;buergerservice;`,
		email: `p-02;Bo Beispiel;;${quoted};de;staff;buergerservice;`,
		name: `p-02;${quoted};;bo@stadt.example;de;staff;buergerservice;`,
	}
	const found = readFolder((people) => {
		const text = `id;name;entraObjectId;email;language;roles;department;position\n${other}\n${cells[one.field]}\n`
		require('node:fs').writeFileSync(people, text)
	})
	const read = found.directory?.people.find(({ id }) => id === 'p-02')?.[one.field]
	const accepted = found.directory !== undefined
	const right = accepted
		? (one.ok || one.orOk === true) && (one.stored === undefined || isMeant(read, one.stored, one.storedAlso))
		: !one.ok || one.orRefused === true
	return { right, read: read ?? found.words }
}

function evaluateTyped(one: Case & { text: unknown; meant: string } & Record<string, unknown>): Seen {
	const { id: _id, kind: _kind, why: _why, half: _half, hard: _hard, meant, alsoOk, ...activity } = one
	const read = (withTypedText({ type: 'message', ...activity }) as { text?: unknown }).text
	const plain = (text: unknown) =>
		String(text ?? '')
			.replace(/\r\n?/g, '\n')
			.trimEnd()
	const right = isMeant(plain(read), plain(meant), Array.isArray(alsoOk) ? alsoOk.map(plain) : undefined)
	return { right, read }
}

const read = (one: { text: string }, how: (text: string) => unknown, meant: unknown, also: unknown): Seen => {
	const found = how(one.text)
	return { right: isMeant(found, meant, also), read: found }
}

const words = loadWords()
const label = { de: '', en: '' }
const whichHalfYear = {
	id: 'V1',
	prompt: label,
	why: label,
	seconds: 15,
	form: { kind: 'half-year', from: '2000-H1', to: '2199-H2' },
} as unknown as Parameters<typeof understandAnswer>[1]

/** As an answer is understood that a person types. */
function typedHalfYear(text: string): unknown {
	const found = understandAnswer(text, whichHalfYear, words, [])
	return found && 'input' in found && !found.input.instead ? found.input.main : undefined
}

const sets: readonly (readonly [string, () => readonly (Case & Seen & { given: unknown })[]])[] = [
	['texts', () => casesIn<Parameters<typeof evaluateText>[0]>('text.json').map((one) => seen(one, evaluateText(one)))],
	[
		'dates',
		() =>
			casesIn<{ text: string; iso: unknown }>('dates.json').map((one) =>
				seen(one, read(one, readDate, one.iso, one.alsoOk)),
			),
	],
	[
		'months and half-years',
		() =>
			casesIn<{ text: string; expected: unknown }>('months.json').map((one) =>
				seen(one, read(one, one.kind === 'month' ? readMonth : typedHalfYear, one.expected, one.alsoOk)),
			),
	],
	[
		'numbers',
		() =>
			casesIn<{ text: string; number: unknown }>('numbers.json').map((one) =>
				seen(one, read(one, readNumber, one.number, one.alsoOk)),
			),
	],
	['files', () => casesIn<FileCase>('csv/index.json').map((one) => seen(one, evaluateFile(one)))],
	['accounts', () => casesIn<AccountCase>('accounts.json').map((one) => seen(one, evaluateAccount(one)))],
	[
		'what was typed',
		() => casesIn<Parameters<typeof evaluateTyped>[0]>('typed.json').map((one) => seen(one, evaluateTyped(one))),
	],
]

function seen<One extends Case>(one: One, result: Seen) {
	const { id: _id, kind: _kind, why: _why, half: _half, hard: _hard, ...given } = one
	return { ...one, ...result, given }
}

async function activities() {
	const cases = casesIn<ActivityCase>('activities.json')
	return withDemo(async (post) => {
		const found: (Case & Seen & { given: unknown })[] = []
		for (const one of cases) {
			const read = await post(one)
			found.push({ ...one, right: isAsExpected(one, read), read, given: { what: one.what, expect: one.expect } })
		}
		return found
	})
}

export async function evaluate(flags: readonly string[]): Promise<void> {
	const write = (line: string) => process.stdout.write(`${line}\n`)
	write('Read as meant, of the half that no rule has seen, then of the other; in brackets where people may disagree.')
	for (const [name, cases] of [...sets, ['activities', activities] as const]) {
		const all = await cases()
		const share = (half: Case['half'], hard: boolean) => {
			const among = all.filter((one) => one.half === half && (one.hard ?? false) === hard)
			return `${among.filter(({ right }) => right).length} of ${among.length}`
		}
		const cell = (half: Case['half']) => `${share(half, false)} (${share(half, true)})`.padStart(28)
		write(`${name.padEnd(24)}${cell('held')}${cell('tune')}`)
		if (!flags.includes('--wrong')) continue
		for (const one of all)
			if (!one.right && one.half === 'tune')
				write(
					`  ${one.id}${one.hard ? ' (hard)' : ''} ${one.why} ${JSON.stringify(one.given).slice(0, 400)} → ${JSON.stringify(one.read)?.slice(0, 300)}`,
				)
	}
}
