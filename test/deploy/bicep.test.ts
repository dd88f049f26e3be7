import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bellQueue } from '../../src/outbox/doorbell/storage-queue-doorbell'

/** No compiler is at hand: these are the checks that reading the text allows. */
const folder = resolve(__dirname, '../../deploy')
const files = ['main.bicep', ...readdirSync(join(folder, 'modules')).map((name) => `modules/${name}`)]
const read = (file: string) => readFileSync(join(folder, file), 'utf8')

interface Module {
	readonly symbol: string
	readonly path: string
	readonly given: readonly string[]
}

interface Bicep {
	readonly params: readonly string[]
	readonly required: readonly string[]
	readonly outputs: readonly string[]
	readonly symbols: readonly string[]
	readonly modules: readonly Module[]
	/** Identifiers in expressions, without property names, keys, strings and comments. */
	readonly used: readonly string[]
	readonly moduleOutputs: readonly (readonly [symbol: string, output: string])[]
}

function parse(source: string): Bicep {
	const text = source.replaceAll(/^\s*\/\/.*$/gm, '')
	const names = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')
	const code = withoutStrings(text)
	return {
		params: names(/^param (\w+)/gm),
		required: names(/^param (\w+) \w+$/gm),
		outputs: names(/^output (\w+)/gm),
		symbols: names(/^(?:param|var|resource|module) (\w+)/gm),
		modules: [...text.matchAll(/^module (\w+) '([^']+)' = \{\n[\s\S]*?\n {2}params: \{\n([\s\S]*?)\n {2}\}/gm)].map(
			([, symbol = '', path = '', body = '']) => ({
				symbol,
				path,
				given: [...body.matchAll(/^ {4}(\w+):/gm)].map((match) => match[1] ?? ''),
			}),
		),
		used: code
			.split('\n')
			.filter((line) => !/^(param|targetScope|@)/.test(line))
			.map((line) => line.replace(/^(var|resource|module|output) \w+( string)?/, '').replace(/^\s*\w+:(?!:)/, ''))
			.flatMap((line) => [...line.matchAll(/(?<![.\w])([a-zA-Z]\w*)(?!\w|\s*\()/g)].map((match) => match[1] ?? '')),
		moduleOutputs: [...code.matchAll(/\b(\w+)\.outputs\.(\w+)/g)].map(
			([, symbol = '', output = '']) => [symbol, output] as const,
		),
	}
}

/** Leaves only what stands inside `${…}` of a string. */
const withoutStrings = (text: string) =>
	text.replaceAll(
		/'(?:[^'\\]|\\.)*'/g,
		(literal) => [...literal.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1]).join(' ') || '0',
	)

const words = new Set(['true', 'false', 'null', 'if', 'existing'])

describe.each(files)('%s', (file) => {
	const source = read(file)
	const bicep = parse(source)

	test('uses every parameter it declares, and names nothing it does not declare', () => {
		expect(bicep.params.filter((param) => !bicep.used.includes(param))).toEqual([])
		expect(bicep.used.filter((name) => !words.has(name) && !bicep.symbols.includes(name))).toEqual([])
	})

	test('gives every module exactly the parameters it asks for, and reads only outputs it has', () => {
		for (const { path, given } of bicep.modules) {
			expect(existsSync(join(folder, path))).toBe(true)
			expect([...given].sort()).toEqual([...parse(read(path)).params].sort())
		}
		for (const [symbol, output] of bicep.moduleOutputs) {
			const called = bicep.modules.find((module) => module.symbol === symbol)
			expect([symbol, parse(read(called?.path ?? '')).outputs]).toEqual([symbol, expect.arrayContaining([output])])
		}
	})

	test('closes what it opens and holds no secret', () => {
		const code = withoutStrings(source.replaceAll(/^\s*\/\/.*$/gm, ''))
		for (const [open = '', close = ''] of ['{}', '[]', '()'])
			expect(code.split(open).length).toBe(code.split(close).length)
		expect(source).not.toMatch(/listKeys|listCredentials|AccountKey=|primaryMasterKey/i)
		for (const [, name = ''] of source.matchAll(/^param (\w*(?:password|secret)\w*)/gim)) {
			expect(source).toMatch(new RegExp(`@secure\\(\\)\\nparam ${name} string( = '')?$`, 'm'))
		}
	})
})

test('the example of values sets only parameters that exist, every required one, and no secret', () => {
	const example = read('main.bicepparam')
	const main = parse(read('main.bicep'))
	const set = [...example.matchAll(/^(?:\/\/ )?param (\w+) =/gm)].map((match) => match[1] ?? '')
	expect(set.filter((name) => !main.params.includes(name))).toEqual([])
	expect(main.required.filter((name) => !set.includes(name))).toEqual([])
	expect(example).toMatch(/entraAppPassword = readEnvironmentVariable\(/)
})

test('the app gets exactly the environment that the service reads in Azure', () => {
	const app = read('modules/app.bicep')
	const names = [...app.matchAll(/name: '([A-Z][A-Z_]+)'/g)].map((match) => match[1])
	expect(names.sort()).toEqual([
		'AZURE_CLIENT_ID',
		'COSMOS_DATABASE',
		'COSMOS_ENDPOINT',
		'LINK_KEY',
		'LOG_LEVEL',
		'MICROSOFT_APP_ID',
		'MICROSOFT_APP_PASSWORD',
		'MICROSOFT_APP_TENANT_ID',
		'MICROSOFT_APP_TYPE',
		'PORT',
		'PUBLIC_URL',
		'QUEUE_ENDPOINT',
	])
	expect(app).toContain('var port = 3978')
	expect(app).toMatch(/'Liveness'\s+httpGet: \{\s+path: '\/livez'/)
	expect(app).toMatch(/'Readiness'\s+httpGet: \{\s+path: '\/readyz'/)
})

test('the queue knows no keys, has the name that the service uses, and the bot may make and empty it', () => {
	const queue = read('modules/queue.bicep')
	expect(queue).toContain('allowSharedKeyAccess: false')
	expect(queue).toContain(`var queueName = '${bellQueue}'`)
	expect(queue).toMatch(/'974c5e8b-45b9-4653-ba55-5f855dd0fb88'/)
	expect(queue).toMatch(/scope: queue\n/)
})

test('the database knows no keys, can be restored, and is partitioned and indexed as the store asks', () => {
	const data = read('modules/data.bicep')
	expect(data).toContain('disableLocalAuth: true')
	expect(data).toContain("tier: 'Continuous7Days'")
	const container = (id: string) =>
		data.match(new RegExp(`id: '${id}'[\\s\\S]*?excludedPaths: \\[[\\s\\S]*?\\]`))?.[0] ?? ''
	const paths = (text: string) => [...text.matchAll(/path: '([^']+)'/g)].map((match) => match[1] ?? '')
	expect(container('data')).toMatch(/paths: \[\s+'\/townId'\s+\]/)
	expect(container('outbox')).toMatch(/paths: \[\s+'\/shard'\s+\]/)
	for (const id of ['data', 'outbox']) expect(paths(container(id))).toContain('/*')

	// A query on a field without an index reads every document: the bill would notice before anybody else did.
	const store = readFileSync(resolve(__dirname, '../../src/store/cosmos.ts'), 'utf8')
	const queried = [...store.matchAll(/'c\.(\w+) /g)].map((match) => `/${match[1]}/?`)
	expect(queried.length).toBeGreaterThan(0)
	expect([...paths(container('data')), ...paths(container('outbox'))]).toEqual(expect.arrayContaining(queried))
})
