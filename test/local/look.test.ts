import { launchBrowser } from '../support/browser'
import { richCard } from './support/rich-card'
import { startTown } from './support/town'
test('look', async () => {
	const town = await startTown({}, [richCard])
	await town.connector.createChannel('Digitalisierung der Verwaltung')
	const browser = await launchBrowser()
	for (const [theme, width, height] of [['light', 1200, 900], ['dark', 1200, 900], ['light', 360, 740], ['dark', 360, 740]] as const) {
		const page = await browser.newPage({ viewport: { width, height } })
		page.on('console', (m) => console.log(m.type(), m.text()))
		page.on('pageerror', (e) => console.log('PAGEERROR', e.message))
		await page.goto(`${town.address}/?theme=${theme}`)
		await page.waitForSelector('html[data-ready]')
		await page.screenshot({ path: `/tmp/look/${theme}-${width}-0.png` })
		await page.goto(`${town.address}/?theme=${theme}&person=hanne`)
		await page.waitForSelector('html[data-ready]')
		if (await page.getByTestId('start-button').isVisible()) {
			await page.screenshot({ path: `/tmp/look/${theme}-${width}-1.png` })
			await page.getByTestId('start-button').click()
			await page.getByTestId('card').waitFor()
			await page.getByTestId('composer-text').fill('Guten Morgen, wie geht es weiter?')
			await page.keyboard.press('Enter')
			await page.getByText('Sie sagten').waitFor()
		}
		await page.screenshot({ path: `/tmp/look/${theme}-${width}-2.png` })
		// the whole card
		await page.setViewportSize({ width, height: 2100 })
		await page.getByRole('button', { name: 'Später' }).click()
		await page.getByTestId('problem').waitFor()
		await page.getByRole('button', { name: 'Antworten' }).click()
		await page.getByRole('button', { name: 'Anmerkung' }).first().click()
		await page.waitForTimeout(200)
		await page.screenshot({ path: `/tmp/look/${theme}-${width}-3.png` })
		await page.close()
	}
	await browser.close()
	await town.stop()
}, 120000)
