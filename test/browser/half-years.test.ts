/// <reference lib="dom" />
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/browser'
import { type Demo, startDemo } from '../support/demo'
import { PersonAtPage } from './person'

/**
 * The plan lived through as people see it, in a real process: kick-off, channels, DigiChecks, plan, half-year by
 * half-year with the clock of the town. `FULL=1` goes on to the end of the plan.
 */
let browser: Browser
let demo: Demo

beforeAll(async () => {
	browser = await launchBrowser()
	demo = await startDemo()
}, 60_000)

afterAll(async () => {
	await browser?.close()
	await demo?.stop()
})

/** What stands in the channel that is open: posts with what hangs in their threads, in order. */
async function channelPosts(person: PersonAtPage) {
	const messages = await person.page.getByTestId('message').evaluateAll((all) =>
		all.map((one) => ({
			id: one.dataset.messageId ?? '',
			root: one.dataset.root,
			text: (one as HTMLElement).innerText,
		})),
	)
	return messages
		.filter(({ root }) => root === undefined)
		.map(({ id, text }) => ({ text, thread: messages.filter(({ root }) => root === id).map((reply) => reply.text) }))
}

test('from the kick-off through the plan: channels tell it in living cards, the lead is reminded, documents open', async () => {
	const jonas = await PersonAtPage.sitDown(browser, demo.address, 'p15')
	for (const [channel, follows] of [
		['Rathaus', 'Ganze Stadt'],
		['Team Bürgerservice', 'Bürgerservice'],
	] as const) {
		await jonas.addChannel(channel)
		await jonas.card().getByText(follows, { exact: true }).click()
		await jonas.press('Verknüpfen')
		expect(await jonas.text()).toContain('Dieser Kanal ist verknüpft')
	}
	await jonas.look('01-linked')

	await jonas.passTime('answers', 60_000)
	await jonas.page.getByText('Der DigiCheck ist freigegeben').nth(1).waitFor()
	const [link, digiCheck, ...none] = await channelPosts(jonas)
	expect(link?.text).toContain('Dieser Kanal ist verknüpft')
	expect(digiCheck?.text).toContain('Bürgerservice')
	expect(digiCheck?.thread.map((text) => /Die Hälfte ist geschafft|ist freigegeben/.exec(text)?.[0])).toEqual([
		'Die Hälfte ist geschafft',
		'ist freigegeben',
	])
	expect(none).toEqual([])
	await jonas.look('02-digicheck')
	await jonas.enter('Rathaus')
	await jonas.page.getByText('Der DigiCheck ist freigegeben').nth(5).waitFor()
	expect(await channelPosts(jonas)).toHaveLength(7)
	await jonas.look('03-town')

	await jonas.goHome()
	await jonas.write('Plan')
	await jonas.press('Plan vorschlagen')
	await jonas.press('Entwurf beschließen')
	expect(await jonas.text()).toContain('Planstand 1')
	await jonas.look('04-agreed')
	await jonas.press('Zeitstrahl')
	await documentsOpen(jonas)
	await jonas.look('05-timeline')

	await jonas.enter('Team Bürgerservice')
	const posts = jonas.page.locator('[data-testid="message"]:not(.reply)')
	await posts.filter({ hasText: 'Digitalisierungsplan' }).waitFor()
	await jonas.passTime('half-year', 60_000)
	const bundles = posts.filter({ hasText: 'Digitalbündel' })
	await bundles.first().waitFor()
	expect(await bundles.count()).toBe(1)
	expect(await bundles.first().innerText()).toContain('In Arbeit')
	const before = (await channelPosts(jonas)).length
	await jonas.look('06-bundle-begins')

	await jonas.passTime('half-year', 60_000)
	await bundles.nth(1).waitFor()
	// The first bundle's card is the same post, and tells the end; the way there hangs below it.
	await bundles.first().getByText('Abgeschlossen').waitFor()
	expect(await bundles.first().innerText()).toContain('geändert')
	const later = await channelPosts(jonas)
	expect(later).toHaveLength(before + 1)
	const thread = later.find(({ text }) => text.includes('Digitalbündel'))?.thread ?? []
	for (const step of ['Umgesetzt:', 'Der Puffer trägt', 'Ein Bündel ist abgeschlossen'])
		expect(thread.some((text) => text.includes(step))).toBe(true)
	expect(later.filter(({ text }) => text.includes('Digitalisierungsplan'))).toHaveLength(1)
	expect(new Set(later.map(({ text }) => text)).size).toBe(later.length)
	await jonas.look('07-bundle-ends')
	await jonas.enter('Rathaus')
	await jonas.look('08-town-half-year')

	await jonas.goHome()
	const chat = await jonas.page.getByTestId('messages').innerText()
	for (const title of [
		/Guten Start in das [12]\. Halbjahr \d{4}!/,
		/Halbzeit im [12]\. Halbjahr/,
		/Vorbereitung auf das/,
		/Bald beginnt das/,
	])
		expect(chat).toMatch(title)
	await jonas.look('09-reminders')
	await jonas.press('Zum Halbjahr')
	expect(await jonas.text()).toMatch(/\d+ von [\d,]+ Personentagen geplant/)
	await jonas.look('10-half-year')

	const mareike = await PersonAtPage.sitDown(browser, demo.address, 'p01')
	await mareike.write('Erinnerungen')
	// What was waiting for her may still be coming in before the answer.
	await mareike.page.getByText('nächste Erinnerung am').first().waitFor()
	await mareike.look('11-reminders')
	await mareike.page.close()

	if (process.env.FULL !== '1') return
	await jonas.passTime('end', 300_000)
	await jonas.look('12-end')
	for (const channel of ['Rathaus', 'Team Bürgerservice']) {
		await jonas.enter(channel)
		await jonas.look(`13-end-${channel}`)
		const all = await channelPosts(jonas)
		expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
		expect(all.filter(({ text }) => text.includes('In Arbeit'))).toEqual([])
	}
}, 420_000)

/** The addresses behind the buttons are the service's own; each answers with what it promises. */
async function documentsOpen(person: PersonAtPage): Promise<void> {
	const { page } = person
	const opened: string[] = []
	await page.exposeFunction('noted', (url: string) => opened.push(url))
	await page.evaluate(() => {
		window.open = (url) => {
			;(window as unknown as { noted(url: string): void }).noted(String(url))
			return null
		}
	})
	const links = person.card().getByRole('link')
	for (let at = 0; at < (await links.count()); at++) await links.nth(at).click()
	const answers = await Promise.all(opened.map(async (url) => fetch(url)))
	const types = await Promise.all(
		answers.map(async (answer) => [
			answer.status,
			answer.headers.get('content-type')?.split(';')[0],
			(await answer.arrayBuffer()).byteLength > 1_000,
		]),
	)
	expect(types).toEqual([
		[200, 'image/png', true],
		[200, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', true],
		[200, 'text/csv', true],
		[200, 'text/calendar', true],
	])
}
