import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/browser'
import { type Demo, startDemo } from '../support/demo'
import { PersonAtPage } from './person'

let browser: Browser
let demo: Demo

beforeAll(async () => {
	browser = await launchBrowser()
	demo = await startDemo(mkdtempSync(path.join(tmpdir(), 'digicheck-reports-')))
}, 120_000)

afterAll(async () => {
	await browser?.close()
	await demo?.stop()
})

test('a clerk reports a question on a phone, the lead reads it without a name and hands it on', async () => {
	const yasemin = await PersonAtPage.sitDown(browser, demo.address, 'p06', { width: 390, height: 844 })
	await yasemin.write('DigiCheck')
	await yasemin.press('Verstanden, los geht’s')
	await yasemin.card().getByRole('button', { name: 'Warum fragen wir das?', exact: true }).click()
	await yasemin.look('reports-why')
	await yasemin.press('Frage melden')
	expect(await yasemin.text()).toContain('ohne Namen, Fachbereich und Datum')
	await yasemin.card().getByLabel('Die Frage ist unklar.').check()
	await yasemin.card().getByLabel('In einem Satz').fill('Zählt die Beglaubigung als eigene Leistung?')
	await yasemin.look('reports-form')
	await yasemin.press('Absenden')
	expect(await yasemin.text()).toContain('Danke für Ihren Hinweis')
	await yasemin.look('reports-thanks')
	await yasemin.press('Zurück zur Frage')
	expect(await yasemin.offers('Speichern und weiter')).toBe(true)

	const jonas = await PersonAtPage.sitDown(browser, demo.address, 'p15')
	await jonas.write('Gemeldete Fragen')
	const list = await jonas.text()
	expect(list).toContain('unklar: Zählt die Beglaubigung als eigene Leistung?')
	for (const trace of ['Yasemin', 'Korkutan', 'Standesamt']) expect(list).not.toContain(trace)
	await jonas.look('reports-list')
	await jonas.pick('Ein Satz', 1)
	await jonas.press('An Redaktion geben')
	expect(await jonas.text()).toContain('(weitergegeben)')
	await jonas.look('reports-handed-on')
}, 120_000)
