/// <reference lib="dom" />
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/browser'
import { type Demo, startDemo } from '../support/demo'
import { PersonAtPage } from './person'

/**
 * A handover as its people see it, in a real process: the head of the registry office goes, from the first notice two
 * years before to the sentence "I can act", with the clock of the town moved forward. `FULL=1` lives through all of the
 * two years.
 */
/** To the talks three months before the last day; in short half a year only. */
const timeUntilTheTalks = process.env.FULL
	? ['half-year', 'half-year', 'half-year', 'half-year', 'month', 'month']
	: ['half-year']
let browser: Browser
let demo: Demo
const people: PersonAtPage[] = []

beforeAll(async () => {
	browser = await launchBrowser()
	demo = await startDemo()
}, 60_000)

afterAll(async () => {
	await browser?.close()
	await demo?.stop()
})

async function sitDown(id: string): Promise<PersonAtPage> {
	const person = await PersonAtPage.sitDown(browser, demo.address, id)
	people.push(person)
	return person
}

/** A month that far ahead as the list of months words it. */
function monthAhead(months: number): string {
	const now = new Date()
	return new Intl.DateTimeFormat('de-DE', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
		new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)),
	)
}

test('from the first notice to "I can act"; nothing of it in a channel', async () => {
	const jonas = await sitDown('p15')
	await jonas.addChannel('Rathaus')
	await jonas.card().getByText('Ganze Stadt', { exact: true }).click()
	await jonas.press('Verknüpfen')

	const yasemin = await sitDown('p06')
	const ruth = await sitDown('p16')
	await ruth.write('Wissen')
	await ruth.look('01-hub')
	await ruth.write('Übergaben')
	await ruth.press('Übergabe beginnen')
	await ruth.look('02-new')
	await ruth.pick('Um wen geht es?', 'Hartmut Brackelmann · Leitung Standesamt')
	await ruth.press('Ruhestand')
	await ruth.pick('Monat', monthAhead(24))
	await ruth.look('03-form')
	await ruth.press('Beginnen')
	expect(await ruth.text()).toContain('Frühzeitig informieren')
	await ruth.look('04-case')
	await ruth.press('Ändern')
	await ruth.pick('Wer übernimmt die Stelle?', 'Yasemin Korkutan')
	await ruth.pick('Wer begleitet die Übergabe?', 'Wiebke Osterloh')
	await ruth.press('Speichern')
	expect(await ruth.text()).toContain('Nachfolge: Yasemin Korkutan')
	await ruth.look('05-change')

	await yasemin.card().getByText('Sie übernehmen eine Stelle').waitFor()
	await yasemin.look('05-named')

	const hartmut = await sitDown('p05')
	await hartmut.card().getByText('Ihr Wissen zählt').waitFor()
	await hartmut.look('05-notice')
	await hartmut.press('Meine Übergabe ansehen')
	await hartmut.look('06-interview')
	await hartmut.press('Beginnen')
	expect(await hartmut.text()).toContain('Wer Ihre Antworten liest')
	await hartmut.look('07-privacy')
	await hartmut.press('Verstanden, los geht’s')
	for (const work of await hartmut.card().locator('input[type=checkbox]').all()) await work.check()
	await hartmut.press('Speichern und weiter')
	await hartmut.look('08-position')

	await hartmut.card().locator('textarea').first().fill('Das Passwort für das Register ist Rosenkohl-77!')
	await hartmut.press('Speichern und weiter')
	await hartmut.look('09-refused')
	expect(await hartmut.text()).toContain('Passwort liegt im Tresor')
	expect(await hartmut.page.content()).not.toContain('Rosenkohl-77')
	await hartmut.passTime('handover', 60_000)
	await hartmut.write('Meine Übergabe')
	expect(await hartmut.text()).toContain('Herzlichen Dank')
	await hartmut.look('10-all-said')
	await hartmut.press('Zur Freigabe geben')
	await hartmut.look('11-drafts')
	await hartmut.card().getByText('Alle, die noch nicht eingereicht sind').click()
	await hartmut.press('Gewählte einreichen')
	expect(await hartmut.text()).toContain('warten jetzt auf Freigabe')
	await hartmut.look('12-handed-in')

	const birgit = await sitDown('p14')
	// Told she is by itself, so she waits for it rather than typing past it.
	await birgit.card().getByText('Etwas wartet auf Ihre Freigabe').waitFor()
	await birgit.press('Zur Freigabe')
	await birgit.look('13-releases')
	await birgit.press('Der Reihe nach lesen')
	await birgit.look('14-read')
	let released = 0
	for (; await birgit.offers('Freigeben und weiter'); released++) await birgit.press('Freigeben und weiter')
	if (await birgit.offers('Freigeben')) await birgit.press('Freigeben')
	expect(released).toBeGreaterThan(20)
	await birgit.look('15-released')

	for (const step of timeUntilTheTalks) await birgit.passTime(step, 60_000)
	await hartmut.look('16-reminded')
	await yasemin.look('16-told')
	await yasemin.write('Nachfolge')
	await yasemin.look('17-overview')
	expect(await yasemin.text()).toContain('Noch nicht angesehen: 26')
	await yasemin.press('Weiter')
	await yasemin.look('18-entry')
	await yasemin
		.card()
		.locator('textarea, input[type=text]')
		.first()
		.fill('Wer nimmt die Anmeldung an, wenn der Schalter geschlossen ist?')
	await yasemin.press('Noch unklar')
	let understood = 0
	for (; await yasemin.offers('Verstanden'); understood++) await yasemin.press('Verstanden')
	await yasemin.look('19-all')

	expect(understood).toBeGreaterThan(20)

	await hartmut.write('Nachfolge')
	await hartmut.look('20-agenda')
	await hartmut
		.card()
		.locator('textarea, input[type=text]')
		.first()
		.fill('Die Meldebehörde nimmt Schreiben an und legt sie in das Fach des Standesamts.')
	await hartmut.press('Antworten speichern')
	expect(await hartmut.text()).toContain('Vielen Dank für Ihre Antwort')
	await yasemin.card().getByText('Ihre Fragen sind beantwortet').waitFor()
	await yasemin.look('21-answered')
	await yasemin.press('Antworten ansehen')
	await yasemin.look('22-answer')
	await yasemin.press('Jetzt klar')
	await yasemin.press('Ich kann handeln')
	expect(await yasemin.text()).toContain('Sie können handeln')
	await yasemin.look('23-can-act')
	await hartmut.card().getByText('Danke: Yasemin Korkutan kann handeln').waitFor()
	await hartmut.look('24-thanks')

	await yasemin.write('Vertretung Leitung Standesamt')
	expect(await yasemin.text()).toContain('In den nächsten vier Wochen nicht vergessen')
	await yasemin.look('25-deputy-sheet')
	const [sheet] = await Promise.all([
		yasemin.page.context().waitForEvent('page'),
		yasemin.card().getByText('Zum Drucken öffnen').click(),
	])
	await sheet.waitForLoadState()
	expect(await sheet.title()).toContain('Leitung Standesamt')
	await sheet.close()
	await yasemin.write('Wo stehen die alten Register?')
	await yasemin.look('26-search')
	expect(await yasemin.text()).toContain('Urkunden aus alten Registern ausstellen')

	await jonas.enter('Rathaus')
	const channel = await jonas.page.getByTestId('messages').innerText()
	expect(channel).toContain('Dieser Kanal ist verknüpft')
	expect(channel).not.toMatch(/Übergabe|Ruhestand|Hartmut|Yasemin|Nachfolge|Vertretung|Wissen/)
	await jonas.look('27-channel')
	for (const person of people) await person.page.close()
}, 400_000)
