import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'

const root = resolve(__dirname, '../..')
const appId = '3f1d7c52-9a4e-4c0b-8d26-71b5e0a9c001'
const production = { MICROSOFT_APP_ID: appId, PUBLIC_HOSTNAME: 'bot.eschenwerder.example' }

let folder: string
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'digicheck-manifest-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the build the way a person does, with nothing in the environment but what the test gives. */
function build(env: Record<string, string>, script = join(root, 'manifest/build.mts')) {
	const output = join(folder, 'app.zip')
	const run = spawnSync(process.execPath, [script, output], {
		env: { PATH: process.env.PATH, ...env },
		encoding: 'utf8',
	})
	const unpack = () => unzipSync(readFileSync(output))
	return { code: run.status, said: run.stdout, complained: run.stderr, output, unpack }
}

/** A copy of the room in which a test may break something. */
function copyOfRoom(): string {
	cpSync(join(root, 'manifest'), join(folder, 'manifest'), { recursive: true })
	cpSync(join(root, 'package.json'), join(folder, 'package.json'))
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
	return join(folder, 'manifest')
}

const commandsOf = (manifest: { bots: { commandLists: { scopes: string[]; commands: { title: string }[] }[] }[] }) =>
	manifest.bots[0]?.commandLists
		.find((list) => list.scopes.includes('personal'))
		?.commands.map((command) => command.title)

test('the package carries the given ids, German first, English beside it, and asks for nothing it does not need', () => {
	const { code, said, complained, unpack } = build(production)
	expect([code, complained]).toEqual([0, ''])
	expect(said.trim().split('\n')).toHaveLength(1)
	const files = unpack()
	expect(Object.keys(files).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png'])

	const text = strFromU8(files['manifest.json'] ?? new Uint8Array())
	expect(text).not.toContain('${')
	const manifest = JSON.parse(text)
	expect(manifest).toMatchObject({
		id: appId,
		validDomains: ['bot.eschenwerder.example'],
		localizationInfo: { defaultLanguageTag: 'de' },
	})
	expect(manifest.bots).toMatchObject([{ botId: appId, scopes: ['personal', 'team'], supportsFiles: false }])
	expect(manifest).not.toHaveProperty('authorization')
	expect(manifest).not.toHaveProperty('webApplicationInfo')
	expect(manifest.composeExtensions).toMatchObject([
		{
			botId: appId,
			commands: [{ id: 'findKnowledge', type: 'query', context: ['compose'], parameters: [{ name: 'q' }] }],
		},
	])
	expect(commandsOf(manifest)).toEqual(['DigiCheck', 'Weiter', 'Zurück', 'Pause', 'Ergebnis', 'Offene Punkte', 'Hilfe'])
	expect(JSON.parse(strFromU8(files['en.json'] ?? new Uint8Array()))).toMatchObject({
		'bots[0].commandLists[0].commands[1].title': 'Continue',
	})
})

test('the same input gives the same bytes, whatever the time zone', () => {
	const [berlin, tokyo] = ['Europe/Berlin', 'Asia/Tokyo'].map((TZ) => readFileSync(build({ ...production, TZ }).output))
	expect(berlin?.equals(tokyo ?? Buffer.alloc(0))).toBe(true)
})

test('without variables it is a trial build and says so', () => {
	const { code, said } = build({})
	expect(code).toBe(0)
	expect(said).toContain('trial build')
})

test.each([
	[
		'an app id that is not a GUID',
		{ ...production, MICROSOFT_APP_ID: 'digicheck' },
		'MICROSOFT_APP_ID "digicheck" is not a GUID',
	],
	['an app id without a host', { MICROSOFT_APP_ID: appId }, 'Only MICROSOFT_APP_ID is set'],
	[
		'an address instead of a host name',
		{ ...production, PUBLIC_HOSTNAME: 'https://bot.eschenwerder.example/' },
		'is not a host name',
	],
	['a privacy page without https', { ...production, PRIVACY_URL: 'http://eschenwerder.example' }, 'PRIVACY_URL'],
	['a version Teams cannot compare', { ...production, APP_VERSION: '1.0' }, 'APP_VERSION "1.0"'],
	[
		'a developer name beyond 32 characters',
		{ ...production, DEVELOPER_NAME: 'x'.repeat(33) },
		'/developer/name must NOT have more than 32 characters',
	],
])('%s is refused, with a remedy', (_, env, reason) => {
	const { code, said, complained } = build(env)
	expect([code, said]).toEqual([1, ''])
	expect(complained).toContain(reason)
	expect(complained).toContain('Remedy: ')
	expect(complained).not.toContain('    at ')
})

test.each([
	[
		'the colour icon where the outline belongs',
		(room: string) => cpSync(join(room, 'color.png'), join(room, 'outline.png')),
		'outline.png is 192 x 192 pixels',
	],
	[
		'an icon that is no picture',
		(room: string) => writeFileSync(join(room, 'color.png'), 'text'),
		'color.png cannot be read',
	],
	[
		'a command that has no English twin',
		(room: string) => {
			const english = JSON.parse(readFileSync(join(room, 'en.json'), 'utf8'))
			delete english['bots[0].commandLists[0].commands[3].title']
			writeFileSync(join(room, 'en.json'), JSON.stringify(english))
		},
		'commands[3].title',
	],
])('%s is refused', (_, breakIt, reason) => {
	const room = copyOfRoom()
	breakIt(room)
	const { code, complained } = build(production, join(room, 'build.mts'))
	expect(code).toBe(1)
	expect(complained).toContain(reason)
})
