/// <reference lib="dom" />
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'

/** Where screenshots go when somebody wants to look: `SHOTS=folder npx jest test/browser`. */
const shots = process.env.SHOTS

/** Somebody of the town in front of the chat page. Does only what a person can do: read, press, choose, type. */
export class PersonAtPage {
	private constructor(
		readonly page: Page,
		private readonly name: string,
	) {}

	static async sitDown(
		browser: Browser,
		address: string,
		id: string,
		screen: { width: number; height: number; colorScheme?: 'light' | 'dark' } = { width: 1100, height: 950 },
	): Promise<PersonAtPage> {
		const { colorScheme = 'light', ...viewport } = screen
		const page = await browser.newPage({ viewport, colorScheme })
		await page.goto(`${address}?person=${id}`)
		await page.waitForSelector('html[data-ready]')
		const person = new PersonAtPage(page, id)
		const start = page.getByTestId('start-button')
		if (await start.isVisible()) await start.click()
		await person.card().waitFor()
		return person
	}

	/** The newest card in the chat. */
	card(): Locator {
		return this.page
			.getByTestId('message')
			.filter({ has: this.page.getByTestId('card') })
			.last()
	}

	text(): Promise<string> {
		return this.card().innerText()
	}

	async offers(button: string): Promise<boolean> {
		return (await this.card().getByRole('button', { name: button, exact: true }).count()) > 0
	}

	/**
	 * Presses a button of the newest card and waits until the answer is there: the card has changed or another one has
	 * come.
	 */
	async press(button: string): Promise<void> {
		const before = await this.fingerprint()
		await this.card().getByRole('button', { name: button, exact: true }).first().click()
		await this.changed(before)
		// An older card may fold up meanwhile; the pressed one is busy until its answer is there.
		await this.page.waitForFunction(() => document.querySelector('[data-testid="message"] [aria-busy]') === null)
	}

	/** Types a message and waits for the card that comes in answer. */
	async write(text: string): Promise<void> {
		const cards = this.page.getByTestId('message').filter({ has: this.page.getByTestId('card') })
		const before = await cards.count()
		await this.page.getByTestId('composer-text').fill(text)
		await this.page.keyboard.press('Enter')
		await cards.nth(before).waitFor()
	}

	/** Fills every input of the card with something sensible; `choice` picks among that many options. */
	async fillIn(choice: (options: number) => number): Promise<void> {
		const card = this.card()
		const groups = new Set(
			await card
				.locator('input[type=radio]')
				.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).name)),
		)
		for (const group of groups) {
			const options = card.locator(`input[type=radio][name="${group}"]`)
			await options.nth(choice(await options.count())).check()
		}
		const boxes = card.locator('input[type=checkbox]')
		for (let at = 0; at < Math.min(2, await boxes.count()); at++) await boxes.nth(at).check()
		for (const field of await card.locator('input[type=text]').all())
			if ((await field.inputValue()) === '') await field.fill('2')
		for (const field of await card.locator('textarea').all())
			if ((await boxes.count()) === 0) await field.fill('Viele Rückfragen am Telefon')
		for (const list of await card.locator('select').all()) {
			const options = await list.locator('option').allTextContents()
			if (!options.some((option) => option.includes('ich antworte oben')))
				await list.selectOption({ index: Math.min(1, options.length - 1) })
		}
	}

	/**
	 * Chooses in a list of the newest card, by its words or by its number; 0 is what stands there before anybody chose.
	 */
	async pick(label: string, option: string | number): Promise<void> {
		await this.card()
			.getByLabel(label)
			.selectOption(typeof option === 'number' ? { index: option } : { label: option })
	}

	/** Opens a channel in the list at the side. */
	async enter(channel: string): Promise<void> {
		await this.page.getByTestId('channel').filter({ hasText: channel }).click()
		await this.page.getByTestId('chat-title').getByText(channel, { exact: true }).waitFor()
		await this.card().waitFor()
	}

	/** Opens the person's own chat. */
	async goHome(): Promise<void> {
		await this.page.getByTestId(`person-${this.name}`).click()
		await this.card().waitFor()
	}

	/** Adds a channel and waits for the card that asks what it follows. */
	async addChannel(name: string): Promise<void> {
		await this.page.getByTestId('channel-name').fill(name)
		await this.page.getByTestId('create-channel').click()
		await this.page.getByTestId('chat-title').getByText(name, { exact: true }).waitFor()
		await this.card().waitFor()
	}

	/** Lets time pass in the town, until it stands still again. */
	async passTime(step: string, timeout: number): Promise<void> {
		await this.page.getByTestId(`clock-${step}`).click()
		await this.page.locator(`[data-testid="clock"][aria-busy="true"]`).waitFor()
		await this.page.locator(`[data-testid="clock-${step}"]:enabled`).waitFor({ timeout })
	}

	async look(what: string): Promise<void> {
		if (!shots) return
		mkdirSync(shots, { recursive: true })
		await this.page.screenshot({ path: path.join(shots, `${this.name}-${what}.png`) })
	}

	/** Of the newest message only: an older card may still be folding up. */
	private fingerprint(): Promise<string> {
		return this.page
			.getByTestId('message')
			.evaluateAll(
				(messages) =>
					messages.map((message) => `${message.dataset.messageId}:${message.dataset.revision}`).at(-1) ?? '',
			)
	}

	private async changed(before: string): Promise<void> {
		await this.page.waitForFunction((then) => {
			const now = [...document.querySelectorAll<HTMLElement>('[data-testid="message"]')]
				.map((message) => `${message.dataset.messageId}:${message.dataset.revision}`)
				.at(-1)
			return now !== then
		}, before)
		await this.card().waitFor()
	}
}
