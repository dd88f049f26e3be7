/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../support/browser'
import { type RunningService, startService } from '../support/service'

/** Channels on the chat page: made, linked by the lead, watched by everybody. */
let browser: Browser
let service: RunningService

beforeAll(async () => {
	browser = await launchBrowser()
	service = await startService()
}, 60_000)
afterAll(async () => {
	await browser.close()
	await service.stop()
})

async function at(personId: string, channelId = ''): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1100, height: 950 } })
	page.setDefaultTimeout(10_000)
	await page.goto(`${service.url}/?person=${personId}&channel=${encodeURIComponent(channelId)}`)
	await page.waitForSelector('html[data-ready]')
	return page
}

test('the lead makes a channel and links it; a colleague is refused in private and sees the milestone with its thread', async () => {
	const lead = await at('p15')
	await lead.getByTestId('channel-name').fill('Standesamt digital')
	await lead.getByTestId('create-channel').click()
	const linkCard = lead.getByTestId('card').first()
	await linkCard.getByText('Meilensteine in diesem Kanal').waitFor()
	const channelId = new URL(lead.url()).searchParams.get('channel') ?? ''

	const clerk = await at('p06', channelId)
	await clerk.getByRole('button', { name: 'Verknüpfen' }).click()
	await clerk.getByText('Kanäle richtet die Projektleitung').waitFor()
	expect(await linkCard.textContent()).not.toContain('Kanäle richtet')

	await linkCard.getByText('Standesamt', { exact: true }).click()
	await linkCard.getByRole('button', { name: 'Verknüpfen' }).click()
	await clerk.getByText('Dieser Kanal ist verknüpft').waitFor()

	await service.say('p06', 'DigiCheck')
	await service.press('p06', 'accept')
	await service.service.sendDue()
	const post = clerk.getByTestId('message').filter({ hasText: 'Der DigiCheck hat begonnen' })
	await post.waitFor()
	expect(await post.getAttribute('class')).not.toContain('reply')

	// What is said below a post stands there, whatever comes after the post.
	await lead.getByTestId('composer-text').fill('verknüpfen')
	await lead.keyboard.press('Enter')
	const reply = lead.locator('.reply')
	await reply.waitFor()
	const root = await reply.getAttribute('data-root')
	expect(await lead.locator(`[data-message-id="${root}"]`).textContent()).toContain('verknüpfen')
}, 60_000)
