import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../..')
const dockerfile = readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')
const stages = dockerfile.split(/^(?=FROM )/m)

test('the image runs on the Node version that the tests run on', () => {
	const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		devDependencies: { node: string }
	}
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
})
