import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** What a room may import of the house: a room with everything in it, or single files. `*` is the whole house. */
const arrows: Readonly<Record<string, readonly string[]>> = {
	domain: [],
	dialog: ['domain'],
	content: ['domain', 'dialog'],
	store: ['domain'],
	cards: ['domain', 'dialog'],
	reports: [
		'domain',
		'dialog/documents',
		'cards/kit/wording',
		'cards/kit/names',
		'cards/plan/plan-words',
		'cards/atlas/atlas-words',
	],
	flows: ['domain', 'dialog', 'store'],
	conversation: ['domain', 'dialog', 'flows', 'cards/plan/plan-paths', 'cards/handover/successor-agenda'],
	search: ['domain'],
	outbox: ['domain', 'store'],
	teams: ['domain', 'dialog', 'flows', 'cards', 'conversation', 'outbox/stored/outcome', 'store/store'],
	http: ['domain/shared/ids'],
	demo: ['*'],
	config: [],
	log: [],
	service: ['*'],
	commands: ['*'],
	main: ['commands'],
}
/** What can be started, without `.ts`. */
const entries = ['main', 'demo/main']

/** Packages that belong to certain rooms or files; every other package may be used by any room but the domain. */
const owned: Readonly<Record<string, readonly string[]>> = {
	botbuilder: ['teams'],
	'botframework-connector': ['teams'],
	restify: ['http'],
	'@js-temporal/polyfill': ['domain/shared/calendar'],
	'@azure/cosmos': ['store/cosmos'],
	'@azure/identity': ['commands'],
	'@azure/storage-queue': ['outbox/doorbell/storage-queue-doorbell'],
	'node:sqlite': ['store/sqlite', 'demo'],
	'adaptivecards-templating': ['cards/kit/render'],
	'@resvg/resvg-wasm': ['reports/plan/timeline-png'],
	docx: ['reports'],
	ics: ['reports/plan/plan-ics'],
	i18next: ['cards/kit/wording'],
	minisearch: ['search'],
	'snowball-stemmers': ['search'],
	pino: ['log', 'http', 'teams', 'service', 'commands', 'demo'],
}
/** Letters that are compared as data, not words that somebody reads. */
const lettersAsData = ['domain/shared/spelling']
const timeless = [
	'domain',
	'dialog',
	'flows',
	'conversation',
	'cards',
	'outbox',
	'store',
	'teams',
	'content',
	'reports',
	'search',
]
const mostLines = 300

interface Import {
	readonly from: string
	/** A file of the house without `.ts`, or the name of a package. */
	readonly to: string
	readonly inside: boolean
}

/** What Teams is spoken to with. Another one shall fit in without a change anywhere but in src/teams. */
const teamsLibraries = /^(?:botbuilder|botframework)(?:$|-)/
/** Places outside src that may know it: its own tests, and the bots that ours is compared with. */
const knowTeamsLibraries = /^(?:test\/teams|bench\/peers)\//

const root = resolve(__dirname, '../src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => ({
		name: file.replaceAll('\\', '/').slice(0, -'.ts'.length),
		text: readFileSync(join(root, file), 'utf8'),
	}))
const imports = files.flatMap(({ name, text }) => importsIn(text).map((specifier) => importOf(name, specifier)))

/** Comments and the insides of strings would otherwise be read as code. */
function withoutComments(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
}

/** `import … from`, `export … from`, bare `import`, `import()` and `require()`; several lines count as one. */
function importsIn(text: string): string[] {
	const forms =
		/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/g
	return [...withoutComments(text).matchAll(forms)].flatMap((found) =>
		found.slice(1).filter((name) => name !== undefined),
	)
}

function importOf(from: string, specifier: string): Import {
	if (specifier.startsWith('.'))
		return {
			from,
			to: relative(root, resolve(root, dirname(from), specifier.replace(/\.js$/, ''))).replaceAll('\\', '/'),
			inside: true,
		}
	const parts = specifier.split('/')
	return { from, to: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/'), inside: false }
}

function roomOf(file: string): string {
	return file.split('/')[0] ?? ''
}

/** Whether a file is one of the places, each a room or a file. */
function isAt(file: string, places: readonly string[]): boolean {
	return places.some((place) => place === '*' || place === file || place === roomOf(file))
}

function offending(imported: readonly Import[], offends: (one: Import) => boolean): string[] {
	return imported.filter(offends).map(({ from, to }) => `${from} imports ${to}`)
}

/** One of the circles that the arrows make, if there is one. */
function circleIn(nodes: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
	const done = new Set<string>()
	const visit = (node: string, path: readonly string[]): readonly string[] | undefined => {
		if (path.includes(node)) return [...path.slice(path.indexOf(node)), node]
		if (done.has(node)) return undefined
		for (const next of nodes.get(node) ?? []) {
			const circle = visit(next, [...path, node])
			if (circle) return circle
		}
		done.add(node)
		return undefined
	}
	for (const node of nodes.keys()) {
		const circle = visit(node, [])
		if (circle) return circle
	}
	return undefined
}

function graph(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
	const nodes = new Map<string, Set<string>>()
	for (const [from, to] of pairs) if (from !== to) nodes.set(from, (nodes.get(from) ?? new Set()).add(to))
	return nodes
}

/** `file:line` of everything that matches, so that a failure can be clicked. */
function places(pattern: RegExp, inFiles = files): string[] {
	return inFiles.flatMap(({ name, text }) =>
		text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`src/${name}.ts:${at + 1} ${line.trim()}`] : [])),
	)
}

const inside = imports.filter((one) => one.inside)
const outside = imports.filter((one) => !one.inside)

test('every room stands in the table', () => {
	expect([...new Set(files.map(({ name }) => roomOf(name)))].sort()).toEqual(Object.keys(arrows).sort())
})

test.each(Object.entries(arrows))('%s imports nothing of the house but %j', (room, allowed) => {
	const mine = inside.filter(({ from }) => roomOf(from) === room)
	expect(offending(mine, ({ to }) => roomOf(to) !== room && !isAt(to, allowed))).toEqual([])
})

test.each(Object.entries(owned))('%s is used only by %j', (name, owners) => {
	const used = outside.filter(({ to }) => to === name)
	expect(used).not.toEqual([])
	expect(offending(used, ({ from }) => !isAt(from, owners))).toEqual([])
})

test('tests and benchmarks know nothing of the library for Teams, but for its own', () => {
	const importing = ['test', 'bench'].flatMap((folder) => {
		const around = resolve(__dirname, '..', folder)
		return readdirSync(around, { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.m?[jt]s$/.test(file) && !file.includes('node_modules'))
			.filter((file) => importsIn(readFileSync(join(around, file), 'utf8')).some((name) => teamsLibraries.test(name)))
			.map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
	})
	expect(importing).toContain('test/teams/library-facts.test.ts')
	expect(importing.filter((file) => !knowTeamsLibraries.test(file))).toEqual([])
})

test('the domain uses no package and nothing of Node but the calendar', () => {
	const used = outside.filter(({ from }) => roomOf(from) === 'domain')
	expect(used).toEqual([{ from: 'domain/shared/calendar', to: '@js-temporal/polyfill', inside: false }])
})

test('every import of the house leads to a file', () => {
	const names = new Set(files.map(({ name }) => name))
	expect(inside.length).toBeGreaterThan(100)
	expect(offending(inside, ({ to }) => !names.has(to))).toEqual([])
})

test('rooms do not import each other in a circle', () => {
	expect(circleIn(graph(inside.map(({ from, to }) => [roomOf(from), roomOf(to)])))).toBeUndefined()
})

test.each(['domain', 'outbox', 'flows', 'reports', 'cards'])('nor do the rooms inside %s', (room) => {
	const within = inside.filter(({ from, to }) => roomOf(from) === room && roomOf(to) === room)
	expect(circleIn(graph(within.map(({ from, to }) => [dirname(from), dirname(to)])))).toBeUndefined()
})

test('nor do files', () => {
	expect(circleIn(graph(inside.map(({ from, to }) => [from, to])))).toBeUndefined()
})

test('the product does not know the demo', () => {
	expect(offending(inside, ({ from, to }) => roomOf(from) !== 'demo' && roomOf(to) === 'demo')).toEqual([])
})

test('what can be started is imported by nothing', () => {
	const names = files.map(({ name }) => name)
	expect(names).toEqual(expect.arrayContaining(entries))
	expect(offending(inside, ({ to }) => entries.includes(to))).toEqual([])
})

test('only what is started hands over the environment, and only config.ts reads from it', () => {
	const environment = places(/\bprocess\.env\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/)
	expect(environment.length).toBeGreaterThan(0)
	const handedOver = /^src\/(?:commands|demo)\/[\w-]+\.ts:\d+ .*\b\w*[cC]onfig\(process\.env\)/
	expect(environment.filter((place) => !handedOver.test(place))).toEqual([])
})

test('no room that decides or stores looks at the clock', () => {
	const timed = files.filter(({ name }) => timeless.includes(roomOf(name)))
	expect(places(/\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bTemporal\.Now\b/, timed)).toEqual([])
})

test(`no file has more than ${mostLines} lines`, () => {
	expect(files.filter(({ text }) => text.trimEnd().split('\n').length > mostLines).map(({ name }) => name)).toEqual([])
})

test('no German is written in code', () => {
	const words = files.filter(({ name }) => !lettersAsData.includes(name))
	expect(places(/[äöüÄÖÜßẞ]/, words)).toEqual([])
})

describe('the reader of imports', () => {
	test('finds every form, over several lines, and nothing in comments', () => {
		const text = [
			"import { a,\n\tb } from '../one'",
			"import type { C } from './two'",
			"import 'three'",
			"export { d } from 'four/deep'",
			"const e = require('five')",
			"const f = await import('six')",
			"// import { g } from 'seven'",
			"/* import h from\n'eight' */",
			"const i = 'from'",
		].join('\n')
		expect(importsIn(text).sort()).toEqual(['../one', './two', 'five', 'four/deep', 'six', 'three'])
	})

	test('knows packages from files', () => {
		expect(importOf('teams/bot', '../store/store')).toEqual({ from: 'teams/bot', to: 'store/store', inside: true })
		expect(importOf('teams/bot', '@azure/cosmos/deep').to).toBe('@azure/cosmos')
		expect(importOf('teams/bot', 'csv-parse/sync').to).toBe('csv-parse')
	})

	test('finds a circle', () => {
		const pairs = ['a b', 'b c', 'c b', 'a d'].map((pair) => pair.split(' ') as [string, string])
		expect(circleIn(graph(pairs))).toEqual(['b', 'c', 'b'])
		expect(circleIn(graph(pairs.slice(0, 2)))).toBeUndefined()
	})
})
