import { createHash } from 'node:crypto'
import { loadWordings } from '../../src/cards/kit/wording'
import type { DeputySheet } from '../../src/domain/knowledge/deputy-sheet'
import type { Language } from '../../src/domain/shared/language'
import { deputyPage } from '../../src/reports/knowledge/deputy-page'
import { directory } from '../domain/handover/support'
import { sheetFullOf, usualSheet } from './support/sheets'

const wordingIn = loadWordings()
const page = (sheet: DeputySheet, language: Language = 'de', where = directory) => {
	const made = deputyPage(sheet, where, wordingIn(language))
	return { ...made, html: Buffer.from(made.bytes).toString() }
}

test('its policy names the style that it has', () => {
	const { html, styleHash, type } = page(usualSheet)
	const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(
		([, style = '']) => `sha256-${createHash('sha256').update(style).digest('base64')}`,
	)
	expect([styles, type]).toEqual([[styleHash], 'text/html; charset=utf-8'])
})

test.each([
	'</style><script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' onclick='alert(1)",
	'&lt;b&gt;',
	'<!-- -->',
])('%s stays text, wherever somebody wrote it', (evil) => {
	const named = <One extends { readonly name: string }>(one: One): One => ({ ...one, name: evil })
	const town = {
		...directory,
		town: named(directory.town),
		departments: directory.departments.map(named),
		positions: directory.positions.map(named),
		people: directory.people.map(named),
	} as typeof directory
	const { html, name } = page(sheetFullOf(evil, 1), 'de', town)
	const tags = new Set([...html.replace(/<style>.*?<\/style>/s, '').matchAll(/<\/?([^\s>]+)/g)].map(([, tag]) => tag))
	expect([...tags].sort()).toEqual([
		'!doctype',
		'b',
		'body',
		'div',
		'h1',
		'h2',
		'head',
		'html',
		'li',
		'main',
		'meta',
		'ol',
		'p',
		'section',
		'title',
		'ul',
	])
	expect(html).not.toMatch(/<[^>]*\son\w+=/)
	expect(html).toContain(evil.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`))
	expect(name).not.toMatch(/[<>"/]/)
})

test('fetches nothing and runs nothing', () => {
	const { html } = page(usualSheet)
	expect(html).not.toMatch(/<script|<link|<iframe|<img|@import|https?:|url\((?!data:font\/ttf)/)
})

test('speaks the language of whoever asked, and says what is old', () => {
	const [de, en] = [page(usualSheet, 'de').html, page(usualSheet, 'en').html]
	expect([
		de.includes('lang="de"'),
		de.includes('Wen Sie fragen können'),
		de.includes('Fachverfahren Personenstand (bitte nachfragen)'),
	]).toEqual([true, true, true])
	expect([
		en.includes('lang="en"'),
		en.includes('Whom you can ask'),
		en.includes('Fachverfahren Personenstand (please ask)'),
		/bitte/i.test(en),
	]).toEqual([true, true, true, false])
})

test('a position without a word has a page that says so', () => {
	const nothing = {
		...usualSheet,
		parts: { deadlines: [], tasks: [], contacts: [], systems: [], cases: [], risks: [] },
	}
	expect(page(nothing).html).toContain('noch nichts freigegeben')
})
