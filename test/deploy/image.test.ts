import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(__dirname, '../..')
const { scripts, dependencies, devDependencies } = JSON.parse(
	readFileSync(join(root, 'package.json'), 'utf8'),
) as Record<'scripts' | 'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
const dockerfile = readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')
const stages = dockerfile.split(/^(?=FROM )/m)

test('the image runs on the Node version that the tests run on', () => {
	expect(dockerfile).toContain(`ARG NODE_VERSION=${devDependencies.node}\n`)
	expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1])).toEqual(
		Array(2).fill('node:${NODE_VERSION}-bookworm-slim'),
	)
})

test('the last stage is small, unprivileged, and stops when it is asked to', () => {
	const last = stages.at(-1) ?? ''
	expect(stages[1]).toMatch(/npm ci[\s\S]*npm run build[\s\S]*npm prune --omit=dev/)
	expect(last).not.toMatch(/npm |apt/)
	expect(last).toMatch(/^USER node$/m)
	expect(last).toMatch(/^STOPSIGNAL SIGTERM$/m)
	expect(last).toMatch(/^HEALTHCHECK [\s\S]*\/livez/m)
	// Only this form makes node the first process, the one that gets the signal.
	expect(last).toMatch(/^CMD \["node", "dist\/main.js"\]$/m)
	for (const needed of ['node_modules', 'dist', 'src/content', 'cards', 'package.json'])
		expect(last).toMatch(new RegExp(`^COPY .*${needed}`, 'm'))
})

test('everything the build copies exists and is let through, and nothing else is', () => {
	const ignore = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')
	expect(ignore).toContain('*')
	const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => (match[1] ?? '').split(' '))
	for (const path of copied) {
		expect([path, existsSync(join(root, path))]).toEqual([path, true])
		expect(ignore).toContain(`!${path}`)
	}
	expect(ignore.filter((line) => line.startsWith('!')).sort()).toEqual(
		[...new Set(copied)].map((path) => `!${path}`).sort(),
	)
	// The last line that matches counts.
	expect(ignore.lastIndexOf('src/demo')).toBeGreaterThan(ignore.indexOf('!src'))
})

describe('what `npm run build` makes', () => {
	const built = mkdtempSync(join(tmpdir(), 'digicheck-image-'))
	afterAll(() => rmSync(built, { recursive: true, force: true }))
	beforeAll(() => {
		const [tool = '', ...args] = scripts.build?.split(' ') ?? []
		// What the compiler remembers is about another folder.
		const elsewhere = ['--outDir', built, '--tsBuildInfoFile', join(built, 'build.tsbuildinfo')]
		execFileSync(join(root, 'node_modules/.bin', tool), [...args, ...elsewhere], { cwd: root, stdio: 'inherit' })
	}, 120_000)

	test('holds nothing of the demo, and its commands need nothing of it', () => {
		expect(readdirSync(built)).toContain('main.js')
		expect(readdirSync(built)).not.toContain('demo')
		const { files } = reachedFrom(join(built, 'main.js'))
		const names = files.map((file) => relative(built, file))
		expect(names).toEqual(
			expect.arrayContaining(['commands/production.js', 'commands/town.js', 'commands/check-content.js']),
		)
		expect(names.filter((name) => name.startsWith('demo') || name.startsWith('..'))).toEqual([])
	})

	test('needs the packages that are installed without those for development, all of them', () => {
		const { packages } = reachedFrom(join(built, 'main.js'))
		const needed = new Set(packages.flatMap((name) => [name, ...companionsOf(name)]))
		expect([...needed].sort()).toEqual(Object.keys(dependencies).sort())
	})
})

/** The packages that a package cannot do without beside itself. */
function companionsOf(name: string): string[] {
	const { peerDependencies = {}, peerDependenciesMeta = {} } = JSON.parse(
		readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'),
	) as {
		peerDependencies?: Readonly<Record<string, string>>
		peerDependenciesMeta?: Readonly<Record<string, { optional?: boolean }>>
	}
	return Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional)
}

/** The built files that a file loads, now or later, with itself, and the packages that they load or read from. */
function reachedFrom(entry: string): { readonly files: string[]; readonly packages: string[] } {
	const files = new Set<string>()
	const packages = new Set<string>()
	const visit = (file: string) => {
		if (files.has(file)) return
		files.add(file)
		const text = readFileSync(file, 'utf8')
		for (const [, name = ''] of text.matchAll(/\b(?:require|require\.resolve|import)\(['"]([^'"]+)['"]\)/g))
			if (name.startsWith('.')) visit(resolve(dirname(file), name.endsWith('.js') ? name : `${name}.js`))
			else if (!isBuiltin(name)) packages.add(name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
	}
	visit(entry)
	return { files: [...files], packages: [...packages] }
}
