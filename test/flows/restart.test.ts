import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { catalogueFolder, loadCatalogues } from '../../src/content/load'
import { openSqlite } from '../../src/store/sqlite'
import { openHouse, pageOf, sessionOf } from './support/house'

/** Nothing about a dialog lives in the process: a new one on the same file goes on as if nothing had been. */
let folder: string
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'restart-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () => openSqlite(join(folder, 'digicheck.sqlite'))

test('in the middle of a DigiCheck: the card from before still works, and typing goes on where it was', async () => {
	const first = await openHouse(open())
	const yasemin = first.person('p06')
	const before = await yasemin.answerAll(await yasemin.begin(), 4)
	await first.stop()
	await first.store.close()

	const second = await openHouse(open())
	const again = second.person('p06')
	const typed = await again.say('weiter')
	expect(pageOf(typed).page).toBe(pageOf(before).page)
	expect(sessionOf(typed).answers).toEqual(sessionOf(before).answers)
	// The open card of before the restart is known, and closes because another takes its place.
	expect(typed.closed?.cardId).toBe(before.cardId)
	const next = await again.answer(before)
	expect(sessionOf(next).revision).toBe(sessionOf(before).revision + 1)
	await second.stop()
	await second.store.close()
})

test('a message handled before the restart and delivered again after it has one effect', async () => {
	const first = await openHouse(open())
	const yasemin = first.person('p06')
	await yasemin.answer(await yasemin.begin())
	await yasemin.say('4,5', '08:00:01')
	await first.stop()
	await first.store.close()

	const second = await openHouse(open())
	const again = await second.person('p06').say('4,5', '08:00:01')
	expect(sessionOf(again).answers).toHaveProperty('A2')
	expect(sessionOf(again).answers).not.toHaveProperty('A2b')
	await second.stop()
	await second.store.close()
})

describe('a new catalogue', () => {
	const was = 'Wie viele Vollzeitstellen sind zurzeit besetzt?'
	const is = 'Wie viele Stellen sind heute besetzt?'
	/** The shipped catalogue as version 1 and, with one question worded anew, as version 2. */
	const twoVersions = () => {
		const catalogues = join(folder, 'catalogues')
		cpSync(join(catalogueFolder, '1'), join(catalogues, '1'), { recursive: true })
		cpSync(join(catalogueFolder, '1'), join(catalogues, '2'), { recursive: true })
		const file = join(catalogues, '2', 'questionnaire.yaml')
		writeFileSync(file, readFileSync(file, 'utf8').replace(was, is))
		return loadCatalogues(catalogues)
	}

	test('a DigiCheck begun under version 1 stays on it; one that begins now is on version 2', async () => {
		const first = await openHouse(open())
		await first.person('p06').answer(await first.person('p06').begin())
		await first.stop()
		await first.store.close()

		const second = await openHouse(open(), { catalogues: twoVersions() })
		const begun = await second.person('p06').say('weiter')
		expect(sessionOf(begun).version).toBe('1')
		expect(JSON.stringify(begun.card)).toContain(was)
		const gisela = second.person('p07')
		const fresh = await gisela.answer(await gisela.begin())
		expect(sessionOf(fresh).version).toBe('2')
		expect(JSON.stringify(fresh.card)).toContain(is)
		// Going on does not move the first one either.
		expect(sessionOf(await second.person('p06').answer(begun)).version).toBe('1')
		await second.stop()
		await second.store.close()
	})

	test('without the version that a DigiCheck began with, nothing is guessed: the fault names the folder to put back', async () => {
		const first = await openHouse(open(), { catalogues: twoVersions() })
		await first.person('p06').begin()
		await first.stop()
		await first.store.close()

		const second = await openHouse(open())
		await expect(second.person('p06').say('weiter')).rejects.toThrow('There is no catalogue version 2')
		await second.stop()
		await second.store.close()
	})
})
