/**
 * Builds the Teams app package: `node manifest/build.mts [output.zip]`.
 *
 * The values come from the environment: MICROSOFT_APP_ID and PUBLIC_HOSTNAME (both, or neither for a trial build), and
 * optionally APP_VERSION, DEVELOPER_NAME, WEBSITE_URL, PRIVACY_URL, TERMS_URL. Same input, same bytes: the zip carries
 * one fixed date. fflate packs it, because its deflate is plain JavaScript and does not change with the Node version.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest'
import { zipSync } from 'fflate'
import { isWhiteOnTransparent, readIcon } from './icon.mts'

const room = import.meta.dirname
const schemas = '@microsoft/app-manifest/build/json-schemas/teams/v1.22'
const require = createRequire(import.meta.url)

type Schema = NonNullable<Parameters<typeof AppManifestUtils.validateAgainstSchema>[1]>

/** A refusal that can be acted on: what is wrong, and what to do about it. */
class Refusal extends Error {
	constructor(problem: string, remedy: string) {
		super(`${problem}\nRemedy: ${remedy}`)
	}
}

interface Values extends Readonly<Record<string, string>> {
	readonly MICROSOFT_APP_ID: string
	readonly PUBLIC_HOSTNAME: string
}

/** Obviously invented, and valid: good for looking at the package, of no use in a real tenant. */
const trial = { MICROSOFT_APP_ID: '00000000-0000-4000-8000-000000000000', PUBLIC_HOSTNAME: 'digicheck.example.org' }

function readValues(): { values: Values; note: string } {
	const given = (name: string): string => (process.env[name] ?? '').trim()
	const appId = given('MICROSOFT_APP_ID')
	const hostname = given('PUBLIC_HOSTNAME')
	if ((appId === '') !== (hostname === '')) {
		throw new Refusal(
			`Only ${appId === '' ? 'PUBLIC_HOSTNAME' : 'MICROSOFT_APP_ID'} is set.`,
			'Set MICROSOFT_APP_ID and PUBLIC_HOSTNAME together, or neither for a trial build.',
		)
	}
	const isTrial = appId === ''
	if (!isTrial && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(appId)) {
		throw new Refusal(
			`MICROSOFT_APP_ID "${appId}" is not a GUID.`,
			'Copy the "Microsoft App ID" from the Azure Bot, page "Configuration" (German portal: "Konfiguration").',
		)
	}
	if (!isTrial && !/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(hostname)) {
		throw new Refusal(
			`PUBLIC_HOSTNAME "${hostname}" is not a host name.`,
			'Give the host name alone, without https://, port or path, such as bot.town.example.',
		)
	}
	const host = isTrial ? trial.PUBLIC_HOSTNAME : hostname.toLowerCase()
	const project = JSON.parse(readFileSync(join(room, '../package.json'), 'utf8')) as { version: string }
	const values = {
		MICROSOFT_APP_ID: isTrial ? trial.MICROSOFT_APP_ID : appId.toLowerCase(),
		PUBLIC_HOSTNAME: host,
		APP_VERSION: given('APP_VERSION') || project.version,
		DEVELOPER_NAME: given('DEVELOPER_NAME') || 'DigiCheck',
		WEBSITE_URL: given('WEBSITE_URL') || `https://${host}`,
		PRIVACY_URL: given('PRIVACY_URL') || `https://${host}/privacy`,
		TERMS_URL: given('TERMS_URL') || `https://${host}/terms`,
	}
	if (!/^\d+\.\d+\.\d+$/.test(values.APP_VERSION)) {
		throw new Refusal(
			`APP_VERSION "${values.APP_VERSION}" is not a version of three numbers.`,
			'Write it as 1.2.3, higher than the last uploaded one.',
		)
	}
	for (const name of ['WEBSITE_URL', 'PRIVACY_URL', 'TERMS_URL'] as const) {
		if (!URL.canParse(values[name]) || new URL(values[name]).protocol !== 'https:') {
			throw new Refusal(
				`${name} "${values[name]}" is not an https address.`,
				'Give a full address that begins with https://.',
			)
		}
	}
	const missing = ['WEBSITE_URL', 'PRIVACY_URL', 'TERMS_URL'].filter((name) => given(name) === '')
	const note = isTrial
		? ' (trial build with invented app id and host: set MICROSOFT_APP_ID and PUBLIC_HOSTNAME before you upload it)'
		: missing.length > 0
			? ` (not set, so guessed from the host name: ${missing.join(', ')})`
			: ''
	return { values, note }
}

/** Puts the values in, as JSON strings: a quotation mark in a developer name must not break the file. */
function fill(template: string, values: Values): string {
	return template.replaceAll(/\$\{([A-Z_]+)\}/g, (_, name: string) => {
		const value = values[name]
		if (value === undefined)
			throw new Refusal(
				`manifest.json asks for \${${name}}, which the build does not know.`,
				'Correct the placeholder, or teach it to build.mts.',
			)
		return JSON.stringify(value).slice(1, -1)
	})
}

/**
 * Microsoft's localisation schema has an unescaped bracket that a strict regular expression refuses; it is escaped on
 * reading.
 */
function readSchema(name: string): Schema {
	return JSON.parse(
		readFileSync(require.resolve(`${schemas}/${name}`), 'utf8').replaceAll('\\\\b]', '\\\\b\\\\]'),
	) as Schema
}

/** Offline: the schema comes from the package, never from the address in `$schema`. */
async function validate(file: string, text: string, schema: string): Promise<void> {
	const content = JSON.parse(text) as TeamsManifest
	const failures = await AppManifestUtils.validateAgainstSchema(content, readSchema(schema))
	if (failures.length > 0) {
		throw new Refusal(
			`${file} breaks the Teams schema 1.22:\n- ${failures.join('\n- ')}`,
			`Correct these places in manifest/${file}, or the value that was filled in.`,
		)
	}
}

/** Every text that the German manifest shows must have its English twin, and no twin may be left over. */
function compareLanguages(manifest: string, english: string): void {
	const german = JSON.parse(manifest) as {
		bots: { commandLists: { commands: unknown[] }[] }[]
		composeExtensions: { commands: { parameters: unknown[] }[] }[]
	}
	const expected = ['name.short', 'name.full', 'description.short', 'description.full']
	for (const [b, bot] of german.bots.entries()) {
		for (const [l, list] of bot.commandLists.entries()) {
			for (const c of list.commands.keys())
				expected.push(
					`bots[${b}].commandLists[${l}].commands[${c}].title`,
					`bots[${b}].commandLists[${l}].commands[${c}].description`,
				)
		}
	}
	for (const [e, extension] of german.composeExtensions.entries()) {
		for (const [c, command] of extension.commands.entries()) {
			const at = `composeExtensions[${e}].commands[${c}]`
			expected.push(`${at}.title`, `${at}.description`)
			for (const parameter of command.parameters.keys())
				expected.push(`${at}.parameters[${parameter}].title`, `${at}.parameters[${parameter}].description`)
		}
	}
	const found = Object.keys(JSON.parse(english) as object).filter((key) => key !== '$schema')
	const odd = [...expected.filter((key) => !found.includes(key)), ...found.filter((key) => !expected.includes(key))]
	if (odd.length > 0)
		throw new Refusal(`en.json and manifest.json do not match: ${odd.join(', ')}`, 'Give every text in both languages.')
}

function checkIcon(name: string, size: number, png: Buffer): void {
	const redraw = `Export manifest/${name.replace('.png', '.svg')} again as an 8-bit PNG of ${size} x ${size} pixels.`
	let icon: ReturnType<typeof readIcon>
	try {
		icon = readIcon(png)
	} catch (error) {
		throw new Refusal(`${name} cannot be read: ${(error as Error).message}.`, redraw)
	}
	if (icon.width !== size || icon.height !== size)
		throw new Refusal(`${name} is ${icon.width} x ${icon.height} pixels, Teams wants ${size} x ${size}.`, redraw)
	if (name === 'outline.png' && !isWhiteOnTransparent(icon))
		throw new Refusal('outline.png must be white on a transparent background.', redraw)
}

async function build(output: string): Promise<string> {
	const { values, note } = readValues()
	const manifest = fill(readFileSync(join(room, 'manifest.json'), 'utf8'), values)
	const english = readFileSync(join(room, 'en.json'), 'utf8')
	await validate('manifest.json', manifest, 'MicrosoftTeams.schema.json')
	await validate('en.json', english, 'MicrosoftTeams.Localization.schema.json')
	compareLanguages(manifest, english)
	const color = readFileSync(join(room, 'color.png'))
	const outline = readFileSync(join(room, 'outline.png'))
	checkIcon('color.png', 192, color)
	checkIcon('outline.png', 32, outline)

	const files = {
		'manifest.json': Buffer.from(manifest),
		'en.json': Buffer.from(english),
		'color.png': color,
		'outline.png': outline,
	}
	// Local time on purpose: a zip stores the wall clock, so this is the same date everywhere.
	const zip = zipSync(files, { level: 9, mtime: new Date(2026, 0, 1) })
	mkdirSync(dirname(output), { recursive: true })
	writeFileSync(output, zip)
	return `Teams app package: ${relative(process.cwd(), output) || output}${note}`
}

try {
	console.log(await build(resolve(process.argv[2] ?? join(room, '../dist/digicheck-teams-app.zip'))))
} catch (error) {
	if (!(error instanceof Refusal)) throw error
	console.error(error.message)
	process.exitCode = 1
}
