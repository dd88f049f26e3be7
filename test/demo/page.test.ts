import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../support/browser'
import { countingCard, withCard } from './support/fake-bot'
import { richCard } from './support/rich-card'
import { startTown } from './support/town'

type Town = Awaited<ReturnType<typeof startTown>>

let browser: Browser
const ends: (() => Promise<unknown>)[] = []
beforeAll(async () => {
	browser = await launchBrowser()
})
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end()
})
afterAll(() => browser.close())

const openTown = async (...parameters: Parameters<typeof startTown>) => {
	const town = await startTown(...parameters)
	ends.push(town.stop)
	return town
}
const openPage = async (town: Town, search: string, width = 1200) => {
	const page = await browser.newPage({ viewport: { width, height: 800 } })
	ends.push(() => page.close())
	page.setDefaultTimeout(8000)
	const problems: string[] = []
	page.on('pageerror', ({ message }) => problems.push(message))
	page.on('console', (message) => {
		if (message.type() === 'error' && message.text().includes('Content Security Policy')) problems.push(message.text())
	})
	ends.push(async () => expect(problems).toEqual([]))
	await page.goto(`${town.address}/${search}`)
	await page.waitForSelector('html[data-ready]')
	return page
}
const focused = (page: Page) => page.evaluate('document.activeElement.textContent.trim()')

test('a person begins the chat, answers a card by keyboard, and lands in the next one', async () => {
	const town = await openTown()
	const page = await openPage(town, '?person=hanne')
	await page.getByTestId('start-button').click()
	await page.getByRole('heading', { name: 'Erste Frage' }).waitFor()
	await page.getByLabel('Ihre Notiz').fill('Papier')
	await page.getByRole('button', { name: 'Weiter' }).focus()
	await page.keyboard.press('Enter')
	await page.getByRole('heading', { name: 'Frage 2' }).waitFor()
	expect(await page.getByTestId('card').count()).toBe(1)
	expect(await focused(page)).toBe('Frage 2')
	expect(town.received.at(-1)).toMatchObject({ value: { action: { verb: 'next', data: { done: 0, note: 'Papier' } } } })
})

test('an action that fails says so, keeps what was entered, and can be tried again', async () => {
	const town = await openTown()
	await town.connector.install('hanne')
	const page = await openPage(town, '?person=hanne')
	await page.getByLabel('Ihre Notiz').fill('Papier')
	await page.getByRole('button', { name: 'Geht schief' }).click()
	await page.getByTestId('retry').waitFor()
	expect(await page.getByLabel('Ihre Notiz').inputValue()).toBe('Papier')
	const before = town.received.length
	await page.getByTestId('retry').click()
	await page.getByTestId('retry').waitFor()
	await page.getByRole('button', { name: 'Nur ein Hinweis' }).click()
	await page.getByTestId('note').getByText('Schon gespeichert.').waitFor()
	expect(town.received.slice(before).map(({ value }) => value)).toMatchObject([
		{ action: { verb: 'fail', data: { note: 'Papier' } } },
		{ action: { verb: 'hint', data: { note: 'Papier' } } },
	])
})

test('two tabs of one person show the same, and a changed message changes in place', async () => {
	const town = await openTown({}, [])
	await town.connector.install('hanne')
	const [first, second] = [await openPage(town, '?person=hanne'), await openPage(town, '?person=hanne')]
	await first.getByTestId('composer-text').fill('Guten Tag')
	await first.keyboard.press('Enter')
	for (const page of [first, second]) await page.getByTestId('text').getByText('Sie sagten: Guten Tag').waitFor()
	const chat = town.connector.chatOf('hanne')
	const last = town.connector.history(chat).at(-1)?.id
	await town.ask('PUT', `/v3/conversations/${encodeURIComponent(chat)}/activities/${last}`, withCard(countingCard(4)))
	for (const page of [first, second]) await page.getByRole('heading', { name: 'Frage 5' }).waitFor()
	expect(await second.getByTestId('message').count()).toBe(3)
})

test('a card that asks for it is renewed once when its chat is opened', async () => {
	const refresh = { action: { type: 'Action.Execute', verb: 'next', data: { done: 8 } }, userIds: [] }
	const town = await openTown({}, [{ ...countingCard(0), refresh }])
	await town.connector.install('hanne')
	const page = await openPage(town, '?person=hanne')
	await page.getByRole('heading', { name: 'Frage 10' }).waitFor()
	expect(town.received.filter(({ type }) => type === 'invoke')).toMatchObject([{ value: { trigger: 'automatic' } }])
})

test('somebody else has unread messages until their chat is opened, in their language', async () => {
	const town = await openTown({}, [])
	const page = await openPage(town, '?person=hanne')
	await town.connector.install('ines')
	await page.getByTestId('person-tarik').focus()
	await town.connector.say('hanne', 'Hallo')
	await page.getByTestId('person-ines').getByRole('img', { name: '1 ungelesen' }).waitFor()
	await page.getByTestId('text').getByText('Sie sagten: Hallo').waitFor()
	expect(await focused(page)).toContain('Tarik Özgün')
	await page.getByTestId('person-ines').click()
	await page.getByRole('button', { name: 'Send' }).waitFor()
	await page.getByTestId('unread').waitFor({ state: 'detached' })
	expect(await page.evaluate('document.documentElement.lang')).toBe('en')
})

test('a rich card shows details, checks its fields, opens no script, and falls back for newer elements', async () => {
	const town = await openTown({}, [
		richCard,
		{
			type: 'AdaptiveCard',
			version: '1.5',
			body: [],
			actions: [{ type: 'Action.OpenUrl', title: 'Falle', url: 'javascript:alert(1)' }],
		},
	])
	await town.connector.install('hanne')
	const page = await openPage(town, '?person=hanne')
	await page.getByText('Frage 7 von 20').waitFor()
	await page.getByRole('button', { name: 'Warum fragen wir das?' }).click()
	await page.getByText('ein Medienbruch Zeit kostet').waitFor()
	await page.getByRole('button', { name: 'Antworten' }).click()
	await page.getByText('Bitte wählen Sie einen Weg.').waitFor()
	await page.getByLabel('Auf Papier').check()
	await page.getByLabel('Was hält Sie auf?').fill('Der Scanner')
	await page.getByText('Falle').click()
	await page.getByTestId('note').getByText('javascript:alert(1)').waitFor()
	await page.getByRole('button', { name: 'Antworten' }).click()
	await page.getByRole('heading', { name: 'Frage 8' }).waitFor()
	expect(town.received.at(-1)).toMatchObject({
		value: { action: { data: { done: 6, channel: 'paper', why: 'Der Scanner', share: 'true' } } },
	})
})

test('a town with a clock of its own can be moved forward', async () => {
	let now = new Date('2026-09-08T08:00:00Z')
	const move = async () => {
		now = new Date('2027-01-04T08:00:00Z')
	}
	const clock = { now: () => now, steps: ['half-year'], move }
	const town = await openTown({}, [], clock)
	const page = await openPage(town, '?person=hanne')
	await page.getByText('Dienstag, 8. September 2026').waitFor()
	await page.getByTestId('clock-half-year').click()
	await page.getByText('Montag, 4. Januar 2027').waitFor()
	expect(await focused(page)).toBe('Ein Halbjahr, alle arbeiten mit')
})

describe.each(['light', 'dark'])('the %s view', (theme) => {
	test.each([1200, 360])('has no serious barriers and nothing that sticks out at %i px', async (width) => {
		const town = await openTown({}, [richCard])
		await town.connector.createChannel('Digitalisierung')
		await town.connector.install('hanne')
		const page = await openPage(town, `?person=hanne&theme=${theme}`, width)
		await page.getByRole('button', { name: 'Anmerkung' }).click()
		await page.getByRole('button', { name: 'Später' }).click()
		await page.getByTestId('problem').waitFor()
		// Through the debugger, so that the page's own content security policy stays in force.
		await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))
		const found =
			(await page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
			.then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
				.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html.slice(0, 160) + ' ' + (any[0]?.message ?? '')).join(' | ')))`)) as string[]
		expect(found).toEqual([])
		expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
	})
})
