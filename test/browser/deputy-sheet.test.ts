import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { loadWordings } from '../../src/cards/kit/wording'
import type { DeputySheet } from '../../src/domain/knowledge/deputy-sheet'
import type { Language } from '../../src/domain/shared/language'
import { reportLinks } from '../../src/http/links'
import { download } from '../../src/http/reports'
import { deputyPage } from '../../src/reports/knowledge/deputy-page'
import { directory } from '../domain/handover/support'
import { startServer } from '../http/support'
import { sheetFullOf, usualSheet } from '../reports/support/sheets'
import { launchBrowser } from '../support/browser'

/**
 * The deputy sheet through the real door into a real browser: it is one page of paper, whatever people have written.
 */
const pictures = process.env.PICTURES
const axe = require.resolve('axe-core/axe.min.js')
const wordingIn = loadWordings()
const publicUrl = 'http://127.0.0.1'
const links = reportLinks({ publicUrl }, () => 0)
let shown: { sheet: DeputySheet; language: Language } = { sheet: usualSheet, language: 'de' }
let browser: Browser
let server: Awaited<ReturnType<typeof startServer>>

beforeAll(async () => {
	const file = async () => deputyPage(shown.sheet, directory, wordingIn(shown.language))
	server = await startServer({ report: (ticket) => download(ticket, { links, file, page: () => '' }) })
	browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
	await browser.close()
	await server.stop()
})

/** Opens the sheet as somebody would who pressed the link, and prints it. */
async function printed(sheet: DeputySheet, language: Language = 'de', name?: string) {
	shown = { sheet, language }
	const context = await browser.newContext({ viewport: { width: 820, height: 1_160 } })
	const page = await context.newPage()
	const refused: string[] = []
	page.on('console', (line) => void (line.type() === 'error' && refused.push(line.text())))
	const address = links.addressOf({ kind: 'deputy-sheet', townId: 'eschenwerder', positionId: 'urkunden', language })
	await page.goto(`${server.url}${address.slice(publicUrl.length)}`)
	const pdf = await page.pdf({ preferCSSPageSize: true })
	await page.emulateMedia({ media: 'print' })
	await page.setViewportSize({ width: 703, height: 1_031 })
	const height = await page.evaluate(() => document.querySelector('main')?.scrollHeight ?? 0)
	const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
	if (pictures && name) {
		mkdirSync(pictures, { recursive: true })
		writeFileSync(join(pictures, `${name}.pdf`), pdf)
		await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
	}
	const text = await page.evaluate(() => document.body.innerText)
	await context.close()
	return { pages: pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length, height, wide, text, refused }
}

const sentence =
	'Bei abweichenden Angaben in der Sterbefallanzeige zuerst die Standesamtsaufsicht anrufen und das Ergebnis vermerken. '
const longest: readonly [string, string][] = [
	['sentences', sentence.repeat(30)],
	['one long word', 'Personenstandsregisterfortführungsverordnung'.repeat(60)],
	['wide capitals', 'WWWW MMMM '.repeat(300)],
	['narrow letters', 'i l '.repeat(900)],
	['short words', 'a b c '.repeat(600)],
	['letters the font lacks', '\u672d\u5e4c \ud83d\ude80\ud83d\ude80 '.repeat(300)],
	['markup', '<b>&amp;"\'</b> '.repeat(200)],
]

test.each(longest.flatMap(([what, words]) => [1, 3, 40].map((many) => [what, many, words] as const)))(
	'full of %s, %i of each kind, it is exactly one page',
	async (what, many, words) => {
		const { pages, height, wide, refused } = await printed(
			sheetFullOf(words, many, { releasedOn: '2020-01-01' }),
			many === 3 ? 'en' : 'de',
			`${what}-${many}`,
		)
		expect([pages, wide, refused]).toEqual([1, false, []])
		expect(height).toBeLessThanOrEqual(1_031)
		// And the page is used.
		if (many === 40) expect(height).toBeGreaterThan(600)
	},
	60_000,
)

test('a usual one says everything, in words that can be read', async () => {
	const { pages, text } = await printed(usualSheet, 'de', 'usual')
	expect(pages).toBe(1)
	for (const words of [
		'Vertretung: Urkundenausgabe',
		'gültig bis 20. November 2026',
		'Name of head',
		'Urkunde drucken und siegeln',
		'IT-Betreuung richtet den Zugang ein',
		'Ersatzdrucker',
	])
		expect(text).toContain(words)
	expect(text).not.toContain('…')
}, 60_000)

test('it is for everybody: no fault that axe knows', async () => {
	// Without the policy, which would keep the checker out as well.
	const context = await browser.newContext()
	const page = await context.newPage()
	await page.setContent(Buffer.from(deputyPage(usualSheet, directory, wordingIn('de')).bytes).toString())
	await page.addScriptTag({ path: axe })
	const violations = await page.evaluate(async () => {
		const found = await (
			globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
		).axe.run()
		return found.violations.map(({ id }) => id)
	})
	expect(violations).toEqual([])
	await context.close()
}, 60_000)
