/// <reference lib="dom" />
import type { Browser } from 'playwright-core'
import type { Commitment } from '../../src/domain/notices/reminder'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { launchBrowser } from '../support/browser'
import { type RunningService, startService } from '../support/service'
import { PersonAtPage } from './person'

/** Reminders as people meet them on the chat page. */
let browser: Browser
let service: RunningService
let clock = Date.parse('2026-11-27T11:00:00Z')

const gate = (id: string, dueOn: string, de: string): Commitment => ({
	id,
	kind: 'gate',
	title: { de, en: de },
	dueOn,
	ownerIds: ['p15'],
	done: false,
	unit: 'zentrale-dienste',
	halfYear: '2027-H1' as HalfYear,
})
const commitments = [
	gate('gate:standesamt:2027-H1:information', '2026-12-16', 'Standesamt: alle sind informiert'),
	gate('gate:bauen:2027-H1:information', '2027-02-10', 'Bauen: Schulung steht'),
]

beforeAll(async () => {
	browser = await launchBrowser()
	service = await startService({
		now: () => clock,
		service: {
			steadyMs: () => clock,
			planFactsOf: async () => ({ first: '2026-H2' as HalfYear, length: 14, commitments }),
		},
	})
}, 60_000)

afterAll(async () => {
	await browser.close()
	await service.stop()
})

const at = async (iso: string) => {
	clock = Date.parse(iso)
	await service.service.tick()
	await service.service.sendDue()
}

test('a digest, a single reminder, later, pass on, take back', async () => {
	const jonas = await PersonAtPage.sitDown(browser, `${service.url}/`, 'p15')
	await jonas.write('erinnerungen')
	await jonas.look('reminders-list')
	// The first week of December has two for the lead: the capacity of the next half-year and the end of this one.
	await at('2026-11-30T08:00:00Z')
	await jonas.page.getByTestId('messages').getByText('Ihre Woche auf einen Blick').waitFor()
	const digest = await jonas.text()
	expect(digest).toContain('Passt die geplante Kapazität im 1. Halbjahr 2027 noch?')
	expect(digest).toContain('Abschluss für das 2. Halbjahr 2026')
	await jonas.look('reminders-digest')
	await jonas.card().getByRole('button', { name: 'Später, Pause, weitergeben' }).click()
	await jonas.look('reminders-digest-open')

	await at('2027-01-25T08:00:00Z')
	await at('2027-01-27T08:00:00Z')
	await jonas.page.getByTestId('messages').getByText('Demnächst: Bauen: Schulung steht').waitFor()
	await jonas.look('reminders-single')
	await jonas.card().getByRole('button', { name: 'Später, Pause, weitergeben' }).click()
	await jonas.card().getByLabel('Wer kann das übernehmen?').selectOption({ label: 'Ruth Ellerbrake' })
	await jonas.press('Weitergeben')
	expect(await jonas.text()).toContain('Ruth Ellerbrake erfährt es')
	await jonas.look('reminders-given')
	await jonas
		.card()
		.getByLabel('Was möchten Sie zurücknehmen?')
		.selectOption({ label: 'Weitergegeben: Bauen: Schulung steht' })
	await jonas.press('Zurücknehmen')
	expect(await jonas.text()).toContain('Zurückgenommen.')
	await jonas.card().getByLabel('Bis wann möchten Sie keine Erinnerungen?').fill('2027-03-01')
	await jonas.press('Pause machen')
	expect(await jonas.text()).toContain('Sie haben Pause bis 1. März 2027.')
	await jonas.look('reminders-paused')
}, 60_000)
