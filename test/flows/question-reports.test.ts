import type { Shown } from '../../src/dialog/shown'
import { handedOnReports } from '../../src/flows/digicheck/handed-on-reports'
import { forgetPerson } from '../../src/flows/own-data/forget-person'
import { forgetWhatIsOld } from '../../src/flows/own-data/retention'
import { csv } from '../../src/reports/kit/csv'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { type Before, exampleTown, openHouse, pageOf, replyOf } from './support/house'

let store: Store
let house: Awaited<ReturnType<typeof openHouse>>
beforeEach(async () => {
	store = openSqlite(':memory:')
	house = await openHouse(store)
})
afterEach(async () => {
	await house.stop()
	await store.close()
})

const [clerk, lead] = ['p06', 'p15']
const stored = async () => {
	const found = await store.data.find({ kind: 'question-reports', limit: 10 })
	return JSON.stringify(found.map(({ document }) => document))
}

/** On the second page of the DigiCheck, with the form for its first question. */
async function formOf(personId = clerk) {
	const person = house.person(personId)
	const page = await person.answer(await person.begin())
	return { person, page, form: await person.press(page, 'report-form') }
}
const listOf = ({ shown }: Before): Extract<Shown, { kind: 'question-reports' }> => {
	if (shown.kind !== 'question-reports') throw new Error(`expected the list, got ${shown.kind}`)
	return shown
}
const sentences = (before: Before) => listOf(before).questions.flatMap(({ reports }) => reports.map(({ text }) => text))

test('a colleague reports a question and goes on, the lead reads the sentence and hands it on', async () => {
	const { person, page, form } = await formOf()
	expect(form.shown).toMatchObject({ kind: 'question-report' })
	const thanks = await person.press(form, 'report-send', { why: 'unclear', text: 'Zählen Auszubildende mit?' })
	expect(thanks.shown).toMatchObject({ kind: 'question-report', remark: 'sent' })
	expect(pageOf(await person.press(thanks, 'open')).page).toBe(pageOf(page).page)

	const chief = house.person(lead)
	const list = await chief.say('gemeldete Fragen')
	expect(sentences(list)).toEqual(['Zählen Auszubildende mit?'])
	const on = await chief.press(list, 'report-hand-on', { pick: 'r1' })
	expect(listOf(on)).toMatchObject({ remark: 'handed-on', questions: [{ reports: [{ handedOn: true }] }] })
	expect(sentences(await chief.press(on, 'report-remove', { pick: 'r1' }))).toEqual([])
})

test('the editors read what was handed on and nothing else, and not from which town', async () => {
	const { person, form } = await formOf()
	await person.press(form, 'report-send', { why: 'unclear', text: '=SUMME(A1) "zählt" mit?' })
	await person.press(form, 'report-send', { why: 'misfit', text: 'Bleibt in der Stadt.' })
	const chief = house.person(lead)
	await chief.press(await chief.say('gemeldete Fragen'), 'report-hand-on', { pick: 'r1' })
	expect(await handedOnReports(store)).toEqual([
		expect.objectContaining({ reason: 'unclear', text: '=SUMME(A1) "zählt" mit?' }),
	])
	// As the command writes it: no formula for a spreadsheet.
	expect(csv([['=SUMME(A1) "zählt" mit?']])).toBe('\ufeff"\'=SUMME(A1) ""zählt"" mit?"\r\n')
})

test('nothing that is stored says who wrote it', async () => {
	const { person, form } = await formOf()
	await person.press(form, 'report-send', { why: 'misfit', text: 'Wir haben keine Anträge.' })
	const all = await stored()
	expect(all).toContain('Wir haben keine Anträge.')
	const { name = '', departmentId = '' } = exampleTown().people.find(({ id }) => id === clerk) ?? {}
	for (const trace of [clerk, name, departmentId, '2026']) expect(all).not.toContain(trace)
})

test('what is typed while the form is open is no answer to the page', async () => {
	const { person, page } = await formOf()
	const before = JSON.stringify((await store.data.read('eschenwerder', 'digicheck:standesamt:2026-H2'))?.document.body)
	await person.say('Das verstehe ich nicht')
	const body = (await store.data.read('eschenwerder', 'digicheck:standesamt:2026-H2'))?.document.body
	expect(JSON.stringify((body as { answers: unknown }).answers)).toBe(
		JSON.stringify((JSON.parse(before) as { answers: unknown }).answers),
	)
	expect(pageOf(page).page).toBeDefined()
})

test('a secret is neither stored nor shown again, and the form stays', async () => {
	const { person, form } = await formOf()
	const again = await person.press(form, 'report-send', { why: 'unclear', text: 'Das Passwort lautet Sommer2026!' })
	expect(again.shown).toMatchObject({ kind: 'question-report', remark: expect.stringMatching(/^sensitive-/) })
	expect(JSON.stringify(again.card)).not.toContain('Sommer2026')
	expect(await stored()).toBe('[]')
})

test('what was filled in comes back where something is missing', async () => {
	const { person, form } = await formOf()
	const again = await person.press(form, 'report-send', { why: '', text: 'Wer ist gemeint?' })
	expect(again.shown).toMatchObject({ remark: 'reason-missing', entered: { text: 'Wer ist gemeint?' } })
	expect(JSON.stringify(again.card)).toContain('Wer ist gemeint?')
})

test('a colleague of another department cannot report on this page, and only the lead reads the list', async () => {
	const { form } = await formOf()
	const button = { s: 'digicheck:standesamt:2026-H2' }
	const other = await house.person('p02').press(form, 'report-send', { ...button, why: 'unclear', text: 'x' })
	expect(other.shown).toMatchObject({ kind: 'refused', reason: 'not-permitted' })
	expect((await house.person(clerk).say('gemeldete Fragen')).shown).toMatchObject({ kind: 'refused' })
	expect(await stored()).toBe('[]')
})

test('forgetting a person says that a sentence names them', async () => {
	const { person, form } = await formOf()
	const name = exampleTown().people.find(({ id }) => id === 'p05')?.name ?? ''
	await person.press(form, 'report-send', { why: 'misfit', text: `Das weiß nur ${name}.` })
	const receipt = await forgetPerson(store, 'eschenwerder', 'p05', 'keep', '2026-11-03')
	expect(receipt?.nameInTexts).toContain('question-reports')
})

test('a sentence goes when the town no longer uses that version of the catalogue', async () => {
	const { person, form } = await formOf()
	await person.press(form, 'report-send', { why: 'unclear', text: 'Wer ist gemeint?' })
	await forgetWhatIsOld(store, '2026-11-04')
	expect(await stored()).toContain('Wer ist gemeint?')
	const session = await store.data.read('eschenwerder', 'digicheck:standesamt:2026-H2')
	if (!session) throw new Error('there is no session')
	const body = { ...(session.document.body as object), version: '2' }
	await store.data.replace({ ...session.document, body }, session.etag)
	await forgetWhatIsOld(store, '2026-11-05')
	expect(await stored()).not.toContain('Wer ist gemeint?')
})

test('the reply to a page that is closed is the page’s own refusal', async () => {
	const { person, form } = await formOf()
	const handedIn = await person.answerAll(await person.press(form, 'open'))
	await person.press(handedIn, 'hand-in')
	const late = await person.press(form, 'report-send', { why: 'unclear', text: 'zu spät' })
	expect(replyOf(late).kind).not.toBe('page')
	expect(await stored()).toBe('[]')
})
