/// <reference lib="dom" />
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/browser'
import { type Demo, startDemo } from '../support/demo'
import { PersonAtPage } from './person'

/**
 * A handover as its people see it, in a real process: the head of the registry office goes, from the first notice two years before to the
 * sentence "I can act", with the clock of the town moved forward.
 */
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
	const yasemin = await sitDown('p06')
	await yasemin.card().getByText('Sie übernehmen eine Stelle').waitFor()

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
	for (const box of await hartmut.card().locator('input[type=checkbox]').all()) await box.check()
	await hartmut.press('Gewählte einreichen')
	expect(await hartmut.text()).toContain('warten jetzt auf Freigabe')
	await hartmut.look('12-handed-in')

	const birgit = await sitDown('p14')
	await birgit.write('Freigaben')
	await birgit.look('13-releases')
	await birgit.press('Der Reihe nach lesen')
	await birgit.look('14-read')
	while (await birgit.offers('Freigeben und weiter')) await birgit.press('Freigeben und weiter')
	await birgit.press('Freigeben')
	expect(await birgit.text()).toContain('Gerade wartet nichts auf Ihre Freigabe')
	await birgit.look('15-released')

	for (let halfYear = 0; halfYear < 3; halfYear++) await birgit.passTime('half-year', 60_000)
	await yasemin.write('Nachfolge')
	await yasemin.look('16-overview')
	await yasemin.press('Weiter')
	await yasemin.look('17-entry')
	await yasemin.card().locator('textarea').fill('Wer prüft die Papiere aus dem Ausland zuerst?')
	await yasemin.press('Noch unklar')
	while (await yasemin.offers('Verstanden')) await yasemin.press('Verstanden')
	expect(await yasemin.text()).toContain('Noch unklar: 1')
	await yasemin.look('18-unclear')

	await hartmut.card().getByText('Es gibt Rückfragen an Sie').waitFor()
	await hartmut.card().locator('textarea').fill('Das Oberlandesgericht. Der Ablauf liegt im Ordner Ausland.')
	await hartmut.press('Antworten speichern')
	await hartmut.look('19-answered')
	await yasemin.card().getByText('Ihre Fragen sind beantwortet').waitFor()
	await yasemin.press('Antworten ansehen')
	expect(await yasemin.text()).toContain('Ordner Ausland')
	await yasemin.look('20-answer')
	await yasemin.press('Jetzt klar')
	await yasemin.press('Ich kann handeln')
	expect(await yasemin.text()).toContain('Sie können handeln')
	await yasemin.look('21-can-act')

	await jonas.enter('Rathaus')
	await jonas.look('22-channel')
	const channel = await jonas.page.getByTestId('message').allInnerTexts()
	for (const said of ['Brackelmann', 'Ruhestand', 'Eheschließung anmelden', 'Übergabe']) expect(channel.join(' ')).not.toContain(said)
}, 240_000)
