/// <reference lib="dom" />
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/browser'
import { type Demo, startDemo } from '../support/demo'
import { PersonAtPage } from './person'

/** The whole DigiCheck as people meet it: a real process, a real browser, nothing but the page. */
let browser: Browser
let demo: Demo

beforeAll(async () => {
	browser = await launchBrowser()
	demo = await startDemo()
}, 60_000)

afterAll(async () => {
	await browser.close()
	await demo.stop()
})

async function answerEverything(
	person: PersonAtPage,
	onPage: (page: number, text: string) => Promise<void> = async () => undefined,
): Promise<{ pages: number; stops: number }> {
	let pages = 0
	let stops = 0
	for (let turn = 0; turn < 120; turn++) {
		if (await person.offers('Speichern und weiter')) {
			await onPage(pages, await person.text())
			await person.fillIn((options) => turn % Math.max(1, options - 3))
			await person.press('Speichern und weiter')
			pages++
		} else if (await person.offers('Noch etwas weitermachen')) {
			await person.look('stop')
			await person.press('Noch etwas weitermachen')
			stops++
		} else break
	}
	return { pages, stops }
}

test('a clerk answers a whole DigiCheck, a restart in the middle included, and the head releases it', async () => {
	let clerk = await PersonAtPage.sitDown(browser, demo.address, 'p02')
	expect(await clerk.text()).toContain('Guten Tag, Cem')
	await clerk.press('DigiCheck starten')

	const notice = await clerk.text()
	for (const promise of ['Wer die Antworten sieht', 'Wie lange sie bleiben', 'Es wird nicht gemessen'])
		expect(notice).toContain(promise)
	await clerk.look('notice')
	await clerk.press('Verstanden, los geht’s')

	// Two services and one of the department's own, then some pages by hand.
	await clerk.card().getByText('Wohnsitz anmelden').click()
	await clerk.card().getByText('Personalausweis').click()
	await clerk.card().locator('textarea').fill('Vermietung Dorfgemeinschaftshaus')
	await clerk.look('services')
	await clerk.press('Speichern und weiter')
	await clerk.fillIn(() => 0)
	await clerk.press('Speichern und weiter')
	expect(await clerk.text()).toMatch(/3 von \d+ Fragen beantwortet · noch etwa \d+ Minuten/)

	// Power cut; the same folder, another port, another browser tab.
	await demo.stop('SIGKILL')
	demo = await startDemo(demo.dataDir)
	await clerk.page.close()
	clerk = await PersonAtPage.sitDown(browser, demo.address, 'p02')
	expect(await clerk.text()).toMatch(/3 von \d+ Fragen beantwortet/)

	const titles: string[] = []
	const { pages, stops } = await answerEverything(clerk, async (page, text) => {
		titles.push(text)
		if (page % 8 === 1) await clerk.look(`page-${page}`)
	})
	expect(pages).toBeGreaterThan(20)
	expect(stops).toBeGreaterThanOrEqual(1)
	expect(titles.some((title) => title.includes('3 von 3: Vermietung Dorfgemeinschaftshaus'))).toBe(true)

	expect(await clerk.text()).toContain('Ihre Antworten im Überblick')
	await clerk.look('review')
	await clerk.press('Zur Freigabe geben')
	expect(await clerk.text()).toContain('Mareike Tönnies sieht die Antworten jetzt durch')

	const head = await PersonAtPage.sitDown(browser, demo.address, 'p01')
	await head.page
		.getByTestId('messages')
		.getByText('DigiCheck Bürgerservice wartet auf Ihre Freigabe')
		.waitFor({ timeout: 15_000 })
	await head.press('Ansehen und freigeben')
	await head.press('Verstanden, los geht’s')
	await head.look('preview')
	await head.press('Jetzt beantworten')
	expect(await head.text()).toContain('Diese Frage sieht nur die Fachbereichsleitung.')
	await head.fillIn(() => 1)
	await head.press('Speichern und weiter')
	await head.press('Freigeben')
	expect(await head.text()).toMatch(/Stand 1 vom \d+\. \S+ \d{4}/)

	await head.press('Ergebnis ansehen')
	expect(await head.text()).toContain('Wie sich die Leistungen verteilen')
	await head.look('result')
	await head.press('Leistungen im Einzelnen')
	expect(await head.text()).toMatch(/Stufe \d, weil .+\./)
	expect(await head.text()).toContain('Nächster Schritt:')
	await head.look('result-services')
	await head.press('Maßnahmen')
	expect(await head.text()).toContain('Worauf beruht das?')
	await head.look('result-measures')

	// The project lead sees the result now, and not a single person.
	const lead = await PersonAtPage.sitDown(browser, demo.address, projectLead())
	await lead.press('Alle Fachbereiche')
	await lead.look('departments')
	expect(await lead.text()).toContain('freigegeben')
	expect(await lead.text()).not.toContain('Cem')
}, 240_000)

test('a word instead of a button: typed answers, typing errors, back, pause and on', async () => {
	const clerk = await PersonAtPage.sitDown(browser, demo.address, 'p08')
	await clerk.write('digichek')
	await clerk.press('Verstanden, los geht’s')
	await clerk.write('Gewerbe anmelden, Hundehaltung')
	// What was typed is shown as the list it made, so that a misunderstanding is seen.
	expect(await clerk.text()).toContain('2. Hundehaltung anmelden')
	await clerk.press('Fertig')
	expect(await clerk.text()).toContain('Besetzung')
	await clerk.write('drei')
	expect(await clerk.text()).toContain('unbesetzt')
	await clerk.write('weiss nicht')
	expect(await clerk.text()).toContain('Wer wendet sich vor allem an Ihren Bereich?')
	await clerk.write('zurük')
	expect(await clerk.text()).toContain('Sie ändern frühere Antworten')
	await clerk.look('typed-back')
	await clerk.write('Pause')
	expect(await clerk.text()).toContain('Alles ist gespeichert')
	await clerk.write('weiter')
	expect(await clerk.text()).toContain('Wer wendet sich vor allem an Ihren Bereich?')
	await clerk.write('offene punkte')
	expect(await clerk.text()).toContain('Wie viele Vollzeitstellen sind zurzeit unbesetzt?')
	await clerk.look('typed-open-points')
	// Older cards have folded up to what was answered on them.
	const chat = await clerk.page.getByTestId('messages').innerText()
	expect(chat).toContain('Erledigt: Besetzung')
}, 120_000)

test('keyboard alone is enough to answer a page', async () => {
	const clerk = await PersonAtPage.sitDown(browser, demo.address, 'p10')
	const { keyboard } = clerk.page
	const tabTo = async (name: RegExp) => {
		for (let step = 0; step < 120; step++) {
			const focused = await clerk.page.evaluate(() => {
				const element = document.activeElement as HTMLInputElement | null
				const label = element?.labels?.[0]?.textContent ?? element?.closest('div')?.textContent
				return `${element?.tagName} ${element?.type ?? ''} ${element?.textContent} ${element?.type === 'checkbox' ? label : ''}`
			})
			if (name.test(focused)) return
			await keyboard.press('Tab')
		}
		throw new Error(`the keyboard does not reach ${name}`)
	}
	const pressByKey = async (name: RegExp) => {
		const before = await clerk.text()
		await tabTo(name)
		await keyboard.press('Enter')
		await clerk.page.waitForFunction(
			(then) =>
				document.querySelector<HTMLElement>('[data-testid="messages"]')?.innerText !== then &&
				!document.querySelector('[aria-busy="true"]'),
			before,
		)
	}
	await pressByKey(/^BUTTON .*DigiCheck starten/)
	await pressByKey(/^BUTTON .*Verstanden/)
	await tabTo(/^INPUT checkbox/)
	await keyboard.press('Space')
	await pressByKey(/^BUTTON .*Speichern und weiter/)
	await expect(clerk.card().getByText('Besetzung').first().waitFor({ timeout: 5_000 })).resolves.toBeUndefined()
}, 60_000)

test.each([
	['phone, light', { width: 360, height: 740, colorScheme: 'light' as const }],
	['phone, dark', { width: 360, height: 740, colorScheme: 'dark' as const }],
	['desk, dark', { width: 1200, height: 900, colorScheme: 'dark' as const }],
])(
	'the cards hold on %s: nothing cut off, no serious barrier',
	async (name, screen) => {
		const head = await PersonAtPage.sitDown(browser, demo.address, 'p01', screen)
		if (!(await head.offers('Leistungen im Einzelnen'))) await head.write('Ergebnis')
		await head.look(name.replace(', ', '-'))
		const wider = await head.page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		)
		expect(wider).toBeLessThanOrEqual(0)
		await head.page.evaluate(readFileSync(path.join(__dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8'))
		const serious = await head.page.evaluate(async () => {
			const { axe } = globalThis as unknown as {
				axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> }
			}
			return (await axe.run()).violations
				.filter(({ impact }) => impact === 'serious' || impact === 'critical')
				.map(({ id }) => id)
		})
		expect(serious).toEqual([])
	},
	60_000,
)

function projectLead(): string {
	const lines = readFileSync(path.join(__dirname, '../../deploy/example-town/people.csv'), 'utf8').split('\n')
	return lines.find((line) => line.includes('projectLead'))?.split(';')[0] ?? ''
}
