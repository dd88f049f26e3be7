/// <reference lib="dom" />
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { sqliteFile } from '../../src/config'
import { openSqlite } from '../../src/store/sqlite'
import { lead, releasedHouse } from '../flows/support/plan'
import { launchBrowser } from '../support/browser'
import { type Demo, startDemo } from '../support/demo'
import { PersonAtPage } from './person'

/** The plan as people meet it on the chat page, at a desk and on a phone. */
let browser: Browser
let demo: Demo

beforeAll(async () => {
	browser = await launchBrowser()
	const dataDir = mkdtempSync(path.join(tmpdir(), 'digicheck-plan-'))
	// What four departments answered lies in the store when the demo starts.
	const store = openSqlite(sqliteFile(dataDir))
	const house = await releasedHouse(store, ['buergerservice', 'standesamt', 'ordnung'], { now: Date.now })
	await house.stop()
	await store.close()
	demo = await startDemo(dataDir)
}, 120_000)

afterAll(async () => {
	await browser?.close()
	await demo?.stop()
})

test.each([
	['desk', { width: 1100, height: 950 }],
	['phone', { width: 390, height: 844 }],
] as const)(
	'the lead plans at a %s',
	async (where, screen) => {
		const jonas = await PersonAtPage.sitDown(browser, demo.address, lead, screen)
		const look = (what: string) => jonas.look(`plan-${where}-${what}`)
		await jonas.write('Plan')
		if (await jonas.offers('Plan vorschlagen')) {
			await look('none')
			await jonas.press('Plan vorschlagen')
			await look('proposal')
			await jonas.press('Entwurf beschließen')
		}
		expect(await jonas.text()).toContain('Planstand')
		await look('overview')
		await jonas.pick('Was möchten Sie genauer sehen?', 'Bürgerservice')
		await jonas.press('Ansehen')
		await look('unit')
		await jonas.pick('Welche Maßnahme möchten Sie sehen?', 1)
		await jonas.press('Ansehen')
		expect(await jonas.text()).toContain('Warum gerade dann?')
		await look('item')
		await jonas.pick('Gewünschtes Halbjahr', 5)
		await jonas.press('Frühestens dann')
		expect(await jonas.text()).toContain('Nichts ist gespeichert, bis Sie es übernehmen.')
		await look('preview')
		await jonas.card().getByLabel('Begründung').fill('Das Team möchte zuerst die Vertretung regeln.')
		await jonas.press('In den Entwurf übernehmen')
		expect(await jonas.text()).toContain('Im Entwurf gespeichert')
		await look('draft')
		await jonas.press('Alle Unterschiede')
		await look('compare')
		await jonas.press('Zum Entwurf')
		await jonas.press('Weiter ändern')
		await look('change')
		await jonas.press('Gewichte und Puffer')
		await look('settings')
		await jonas.press('Wirkung ansehen')
		await look('settings-preview')
		await jonas.press('Zum Plan')
		await jonas.press('Entwurf beschließen')
		await jonas.press('Lücken (3)')
		await look('gaps')
		await jonas.press('Zum Plan')
		await jonas.press('Planstände')
		await look('versions')
		await jonas.press('Zum Plan')
		await jonas.write('Bündel')
		await look('half-year')
		await jonas.pick('Welches Bündel möchten Sie sehen?', 1)
		await jonas.press('Ansehen')
		await look('bundle')
		await jonas.page.close()
	},
	120_000,
)
