import { participation } from '../../src/domain/digicheck/session'
import { modulesOf } from '../../src/domain/handover/interview'
import { walk } from '../../src/domain/questionnaire/walk'
import type { Recognised } from '../../src/flows/directory/recognise'
import { readDrafts } from '../../src/flows/documents/read-drafts'
import { releasesOf } from '../../src/flows/documents/read-plan'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import { counting } from './support/counting'
import { storedSession, storeHandovers, yasemins } from './support/handover'
import { type Before, exampleTown, openHouse, pageOf, replyOf, sessionOf, shippedCatalogues } from './support/house'

const id = 'interview:beurkundung:1'
const town = exampleTown()
const who = (personId: string): Recognised => ({
	directory: town,
	person: town.people.find((one) => one.id === personId) as Recognised['person'],
})

/** The interview in somebody's chat, from the typed word to the first question. */
async function begun(house: Awaited<ReturnType<typeof openHouse>>, personId = 'p06') {
	const person = house.person(personId)
	const notice = await person.press(await person.say('meine Übergabe'), 'go-on')
	return { person, notice, first: await person.press(notice, 'accept') }
}

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	beforeEach(async () => {
		opened = await open()
		await storeHandovers(opened.store, yasemins)
	})
	afterEach(() => opened.stop())

	test('from the door to drafts, in the order the person chooses', async () => {
		const house = await openHouse(opened.store)
		const person = house.person('p06')
		const home = await person.say('meine Übergabe')
		expect(replyOf(home).kind).toBe('review')
		expect(await storedSession(opened.store, id)).toBeUndefined()
		const notice = await person.press(home, 'module', { pick: 'risks' })
		expect(replyOf(notice).kind).toBe('notice')
		const risks = await person.press(notice, 'accept')
		expect(pageOf(risks).page).toBe('risks-list')
		const sign = await person.press(risks, 'answer', { o0: 'Stromausfall\nSystemwechsel' })
		expect(pageOf(sign).page).toBe('risk-page@own-1')
		const next = await person.press(sign, 'answer', {
			i0: 'Das Licht flackert',
			i1: 'Auf Papier weiterarbeiten',
			w2: 'later',
		})
		expect(pageOf(next).page).toBe('risk-page@own-2')
		const afterwards = await person.press(next, 'postpone')
		// The module is finished, so it goes on from the beginning.
		expect(pageOf(afterwards).page).toBe('frame-work')
		const overview = await person.say('Übersicht')
		expect(replyOf(overview).kind).toBe('review')
		const session = sessionOf(overview)
		const handover = shippedCatalogues.latest.handover
		if (!handover) throw new Error('no interview is shipped')
		expect(modulesOf(session, { questionnaire: handover }).find(({ module }) => module === 'risks')).toMatchObject({
			state: 'later',
			openPoints: 4,
		})
		const tools = {
			...house.service,
			store: opened.store,
			catalogues: shippedCatalogues,
			today: () => '2026-11-03',
		} as unknown as Parameters<typeof readDrafts>[0]
		expect(await readDrafts(tools, who('p06'), yasemins)).toEqual([
			{
				key: 'risk@own-1',
				type: 'risk',
				title: 'Stromausfall',
				fields: { sign: 'Das Licht flackert', emergency: 'Auf Papier weiterarbeiten' },
				visibility: 'department',
			},
			{ key: 'risk@own-2', type: 'risk', title: 'Systemwechsel', fields: {}, visibility: 'department' },
		])
		expect(await readDrafts(tools, who('p05'), yasemins)).toEqual([])
		expect(await readDrafts(tools, who('p05'), { ...yasemins, personId: 'p05' })).toEqual([])
		expect(await releasesOf(tools, who('p15'))).toEqual([])
		await house.stop()
	})

	test('an answered page is one conditional write and a point read of the handover and of the interview, and nothing else', async () => {
		const store = counting(opened.store)
		const house = await openHouse(store)
		const { person, first } = await begun(house)
		let before = await person.answerAll(first, 1)
		for (let page = 0; page < 3; page++) {
			store.asked.length = 0
			before = await person.answer(before)
			expect(store.asked).toEqual(['data.read knowledge:beurkundung', `data.read ${id}`, `data.replace ${id}`])
		}
		await house.stop()
	})

	test('what is typed answers the page of the interview, and the DigiCheck once the person turns to it', async () => {
		const house = await openHouse(opened.store)
		const { person, first } = await begun(house)
		await person.press(await person.press(first, 'answer', { i0: 'deadlines' }), 'answer', {
			i0: 'Beurkunden',
			i1: 'Beratung',
		})
		const typed = await person.say('Der Schalter bleibt zu')
		expect(sessionOf(typed).answers.P3?.answer).toEqual({ status: 'given', value: 'Der Schalter bleibt zu' })
		const digicheck = await person.begin()
		expect(sessionOf(digicheck).interview).toBeUndefined()
		expect(participation((await storedSession(opened.store, id)) as never, 'p06').page).toBeUndefined()
		const list = await person.say('Trauung im Freien')
		expect(sessionOf(list).id).toBe('digicheck:standesamt:2026-H2')
		const back = await person.press(await person.say('meine Übergabe'), 'go-on')
		expect(pageOf(back).page).toBe('position-missing')
		expect(
			participation((await storedSession(opened.store, 'digicheck:standesamt:2026-H2')) as never, 'p06').page,
		).toBeUndefined()
		const more = await person.say('Eheschließungen anmelden')
		expect(sessionOf(more).answers.P4?.answer).toEqual({ status: 'given', value: 'Eheschließungen anmelden' })
		await house.stop()
	})

	test('nobody else gets further than with an interview that does not exist', async () => {
		const house = await openHouse(opened.store)
		const { person, first } = await begun(house)
		await person.press(first, 'answer', { i0: 'deadlines' })
		const before = await storedSession(opened.store, id)
		const missing = {
			...first,
			card: JSON.parse(
				JSON.stringify(first.card).replaceAll('interview:beurkundung:1', 'interview:beurkundung:2'),
			) as Before['card'],
		}
		for (const { id: other } of town.people.filter((one) => one.id !== 'p06' && one.entraObjectId)) {
			for (const verb of ['answer', 'postpone', 'pause']) {
				const [foreign, nothing] = [
					await house.person(other).press(first, verb),
					await house.person(other).press(missing, verb),
				]
				expect(foreign.shown).toEqual({
					kind: 'refused',
					reason: 'not-permitted',
					language: foreign.shown.kind === 'refused' && foreign.shown.language,
				})
				expect(nothing.shown).toEqual(foreign.shown)
				expect(nothing.card).toEqual(foreign.card)
			}
		}
		expect(await storedSession(opened.store, id)).toEqual(before)
		await house.stop()
	})
})

describe('in the store', () => {
	let opened: Opened
	beforeEach(async () => {
		opened = await inMemory.open()
	})
	afterEach(() => opened.stop())

	test('without a handover it says how one begins', async () => {
		const house = await openHouse(opened.store)
		expect((await house.person('p06').say('meine Übergabe')).shown).toMatchObject({ kind: 'interviews', open: [] })
		await house.stop()
	})

	test.each([
		['closed', { ...yasemins, closedOn: '2026-11-02' }],
		['of somebody else', { ...yasemins, personId: 'p05' }],
	])('a handover that is %s has no interview', async (_, handover) => {
		await storeHandovers(opened.store, handover)
		const house = await openHouse(opened.store)
		const person = house.person('p06')
		const none = await person.say('meine Übergabe')
		expect(none.shown).toMatchObject({ kind: 'interviews', open: [] })
		const forged = {
			...none,
			card: {
				...none.card,
				actions: [{ type: 'Action.Execute', verb: 'go-on', data: { v: 'go-on', s: id } }],
			} as unknown as Before['card'],
		}
		expect((await person.press(forged, 'go-on')).shown).toMatchObject({ kind: 'refused', reason: 'not-permitted' })
		expect(await storedSession(opened.store, id)).toBeUndefined()
		await house.stop()
	})

	test.each([
		'Suche im Register nach dem Namen der Mutter',
		'Vertretung durch die Kollegin aus dem Meldewesen',
		'Suche: erst im Register, dann im Archiv',
		'Vertretung: die Kollegin aus dem Meldewesen',
		'Zust\u00e4ndig: das Amtsgericht',
		'Wo steht der Siegelschrank? Im Keller.',
	])('an answer that begins like a request is the answer: %s', async (text) => {
		await storeHandovers(opened.store, yasemins)
		const house = await openHouse(opened.store)
		const { person, first } = await begun(house)
		await person.press(await person.press(first, 'answer', { i0: 'deadlines' }), 'answer', {
			i0: 'Beurkunden',
			i1: 'Beratung',
		})
		expect(sessionOf(await person.say(text)).answers.P3?.answer).toEqual({ status: 'given', value: text })
		await house.stop()
	})

	test('a handover that is closed takes no more answers, and nothing typed lands in it', async () => {
		await storeHandovers(opened.store, yasemins)
		const house = await openHouse(opened.store)
		const { person, first } = await begun(house)
		const before = await person.press(first, 'answer', { i0: 'deadlines' })
		const stored = await opened.store.data.read('eschenwerder', 'knowledge:beurkundung')
		if (!stored) throw new Error('the position knows nothing')
		const { document, etag } = stored
		await opened.store.data.replace(
			{ ...document, body: { ...(document.body as object), cases: [{ ...yasemins, closedOn: '2026-11-03' }] } },
			etag,
		)
		const was = await storedSession(opened.store, id)
		const typed = await person.say('Beurkunden am Vormittag')
		expect('session' in typed.shown && typed.shown.session.id).not.toBe(id)
		const pressed = await person.press(before, 'answer', { i0: 'Beurkunden', i1: 'Beratung' })
		expect(pressed.shown).toMatchObject({ kind: 'refused', reason: 'not-permitted' })
		expect(await storedSession(opened.store, id)).toEqual(was)
		await house.stop()
	})

	test('of several handovers one is chosen', async () => {
		await storeHandovers(opened.store, yasemins, { ...yasemins, id: 'beurkundung:2', kind: 'absence' })
		const house = await openHouse(opened.store)
		const shown = await house.person('p06').say('meine Übergabe')
		expect(shown.shown).toMatchObject({
			kind: 'interviews',
			open: [{ caseId: 'beurkundung:1' }, { caseId: 'beurkundung:2' }],
		})
		expect(JSON.stringify(shown.card)).toContain('Vertretung: Beurkundung')
		const one = await house.person('p06').press(shown, 'knowledge')
		expect(sessionOf(one).id).toBe(id)
		await house.stop()
	})

	test('somebody else’s handover opens no door, and none at all looks the same', async () => {
		await storeHandovers(opened.store, yasemins, { ...yasemins, id: 'beurkundung:2', kind: 'absence' })
		const house = await openHouse(opened.store)
		const choice = await house.person('p06').say('meine Übergabe')
		const nowhere = {
			...choice,
			card: JSON.parse(JSON.stringify(choice.card).replaceAll('beurkundung:1', 'beurkundung:9')) as Before['card'],
		}
		for (const other of ['p05', 'p15', 'p16', 'p19']) {
			const foreign = await house.person(other).press(choice, 'knowledge')
			expect(foreign.shown).toMatchObject({ kind: 'refused', reason: 'not-permitted' })
			expect((await house.person(other).press(nowhere, 'knowledge')).card).toEqual(foreign.card)
		}
		await house.stop()
	})

	test('a handover that is put off keeps its answers longer', async () => {
		await storeHandovers(opened.store, yasemins)
		const house = await openHouse(opened.store)
		const { person } = await begun(house)
		expect((await opened.store.data.read('eschenwerder', id))?.document.dueAt).toBe('2028-01-01')
		const stored = await opened.store.data.read('eschenwerder', 'knowledge:beurkundung')
		if (!stored) throw new Error('the position knows nothing')
		const { document, etag } = stored
		await opened.store.data.replace(
			{ ...document, body: { ...(document.body as object), cases: [{ ...yasemins, lastDayOn: '2027-12-31' }] } },
			etag,
		)
		await person.say('meine Übergabe')
		expect((await opened.store.data.read('eschenwerder', id))?.document.dueAt).toBe('2028-07-01')
		await house.stop()
	})

	test('an absence asks only for what cannot wait, in twenty planned minutes', async () => {
		await storeHandovers(opened.store, { ...yasemins, kind: 'absence' })
		const house = await openHouse(opened.store)
		const { first } = await begun(house)
		expect(pageOf(first).page).toBe('short-tasks-list')
		const handover = shippedCatalogues.latest.handover
		if (!handover) throw new Error('no interview is shipped')
		const modules = modulesOf(sessionOf(first), { questionnaire: handover })
		expect(modules.map(({ module }) => module)).toEqual(['frame', 'tasks', 'deadlines', 'systems', 'cases'])
		const minutes = modules.reduce((sum, one) => sum + one.minutesLeft, 0)
		expect(minutes).toBeGreaterThan(10)
		expect(minutes).toBeLessThanOrEqual(20)
		await house.stop()
	})

	test('a stop is offered after five planned minutes, and going on stays in the module', async () => {
		await storeHandovers(opened.store, yasemins)
		const house = await openHouse(opened.store)
		const person = house.person('p06')
		const notice = await person.press(await person.say('meine Übergabe'), 'module', { pick: 'sources' })
		let now = await person.press(await person.press(notice, 'accept'), 'answer', {
			o0: Array.from({ length: 10 }, (_, at) => `Ordner ${at}`).join('\n'),
		})
		let seconds = 45
		while (replyOf(now).kind === 'page') {
			now = await person.answer(now)
			seconds += 45
		}
		expect(replyOf(now).kind).toBe('stop-offered')
		expect(seconds).toBeGreaterThanOrEqual(300)
		expect(seconds).toBeLessThan(350)
		expect(pageOf(await person.press(now, 'start')).page).toMatch(/^source-page@/)
		await house.stop()
	})

	test('the list of departments and the channels know nothing of an interview', async () => {
		await storeHandovers(opened.store, yasemins)
		const house = await openHouse(opened.store)
		const { person, first } = await begun(house)
		await person.answerAll(first, 400)
		const session = await storedSession(opened.store, id)
		const handover = shippedCatalogues.latest.handover
		if (!session || !handover) throw new Error('the interview is not there')
		const answers = Object.fromEntries(Object.entries(session.answers).map(([key, { answer }]) => [key, answer]))
		expect(
			walk(handover, answers, 'everyone')
				.pages.flatMap(({ steps }) => steps)
				.filter(({ answer }) => answer === undefined),
		).toEqual([])
		expect(session).toMatchObject({ pending: [], releases: [], status: 'answering', owners: {} })
		const list = await house.person('p15').say('fachbereiche')
		expect(list.shown).toMatchObject({ kind: 'departments' })
		expect(list.shown.kind === 'departments' && list.shown.stands.map(({ status }) => status)).toEqual(
			town.departments.map(() => 'not-started'),
		)
		await house.stop()
	})
})
