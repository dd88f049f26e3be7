import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importAges } from '../../src/commands/age-atlas'
import type { ShownAtlas } from '../../src/dialog/atlas-shown'
import type { AtlasAsked } from '../../src/dialog/documents'
import { departmentIn, townIn } from '../../src/domain/atlas/atlas'
import { horizonOf } from '../../src/domain/atlas/outlook'
import { roles } from '../../src/domain/directory/directory'
import { permissions } from '../../src/domain/directory/may'
import { readAtlas } from '../../src/flows/documents/read-atlas'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { emulated, inMemory, type Opened } from '../store/support/stores'
import { type Before, exampleTown, openHouse } from './support/house'
import { lead, planOf, releasedHouse, storedPlan } from './support/plan'

/** Numbers that occur nowhere else, so that they can be looked for. Standesamt is too small to stand alone. */
const counted = [
	'buergerservice;16;24;27;22;19;18',
	'standesamt;1;1;3;2;1;1',
	'ordnung;12;19;21;23;17;16',
	'finanzen;11;14;16;19;18;17',
	'bauen;13;21;24;22;20;22',
	'zentrale-dienste;15;18;22;25;16;19',
].join('\n')
const hr = 'p16'
const head = 'p01'

function atlasOf({ shown }: Before): ShownAtlas {
	if (shown.kind !== 'atlas')
		throw new Error(`expected the age atlas, got ${shown.kind === 'refused' ? shown.reason : shown.kind}`)
	return shown
}
const everything = async (store: Store) =>
	JSON.stringify(await store.data.find({ partition: 'eschenwerder', limit: 1_000 }))
const staffed = (before: Before) => atlasOf(before).view.town?.people.reduce((sum, count) => sum + count, 0)

describe.each([inMemory, emulated])('over $name', ({ open }) => {
	let opened: Opened
	let house: Awaited<ReturnType<typeof openHouse>>
	const links: AtlasAsked[] = []
	beforeAll(async () => {
		opened = await open()
		house = await openHouse(opened.store, {
			service: {
				documentAddress: (asked) => {
					if ('kind' in asked && asked.kind === 'atlas') links.push(asked)
					return 'https://digicheck.example.de/reports/x'
				},
			},
		})
	})
	afterAll(async () => {
		await house.stop()
		await opened.stop()
	})

	test('a count is previewed, confirmed and then seen by those who may; only groups of five and more are stored', async () => {
		const ruth = house.person(hr)
		const form = await ruth.press(await ruth.say('altersstruktur'), 'atlas-form')
		const preview = await ruth.press(form, 'atlas-preview', { text: counted, on: '2026-06-30' })
		expect(atlasOf(preview).page).toBe('preview')
		expect(await readAtlas(opened, 'eschenwerder')).toMatchObject({ revision: 0, releases: [] })
		const done = await ruth.press(preview, 'atlas-publish', { text: counted })
		expect([atlasOf(done).remark, staffed(done)]).toEqual(['published', 575])
		// Pressed twice is published once.
		expect(atlasOf(await ruth.press(preview, 'atlas-publish', { text: counted })).remark).toBe('published')
		const atlas = await readAtlas(opened, 'eschenwerder')
		expect(atlas.revision).toBe(1)
		expect(
			atlas.releases.flatMap(({ units }) => units.flatMap(({ people }) => people)).filter((count) => count < 5),
		).toEqual([])
		const mareike = house.person(head)
		const seen = await mareike.say('altersstruktur')
		expect([staffed(seen), JSON.stringify(seen.card).includes('atlas-form')]).toEqual([575, false])
		expect(links.at(-1)).toEqual({ kind: 'atlas', townId: 'eschenwerder', format: 'png', language: 'de' })
		const office = await mareike.press(seen, 'atlas-look', { pick: 'standesamt', age: '67' })
		expect(JSON.stringify(office.card)).toContain('Zu wenige Personen')
		expect(horizonOf(atlas, 'standesamt')).toBeUndefined()
	})

	test('what was not understood is not shown again and not stored', async () => {
		const ruth = house.person(hr)
		const form = await ruth.press(await ruth.say('atlas'), 'atlas-form')
		const wrong = await ruth.press(form, 'atlas-preview', {
			text: 'Bürgerservice;25-34;17\nOttilie Musterfrau;1961\nordnung;25 bis 34;7\nbauen;30-39;5\nbauen;45-54;viele\nordnung;25-34;8',
			on: '2026-06-30',
		})
		const shown = atlasOf(wrong)
		expect(shown.page === 'form' && shown.problems).toEqual([
			{ line: 2, problem: 'columns' },
			{ line: 4, problem: 'band' },
			{ line: 5, problem: 'number' },
			{ line: 6, problem: 'twice' },
		])
		expect(shown.page === 'form' && shown.text).toBe('buergerservice;25-34;17\nordnung;25-34;7')
		expect(JSON.stringify(wrong.card)).not.toContain('Ottilie')
		expect(await everything(opened.store)).not.toContain('Ottilie')
	})

	test('what was changed after the preview is previewed again', async () => {
		const ruth = house.person(hr)
		const form = await ruth.press(await ruth.say('atlas'), 'atlas-form')
		const preview = await ruth.press(form, 'atlas-preview', { text: counted, on: '2026-06-30' })
		const again = await ruth.press(preview, 'atlas-publish', { text: counted.replace('16;24', '99;24') })
		expect([atlasOf(again).page, atlasOf(again).remark]).toEqual(['preview', 'changed-meanwhile'])
		expect((await readAtlas(opened, 'eschenwerder')).revision).toBe(1)
	})

	test('a count that would show single people changes nothing, and the earlier day stays', async () => {
		const ruth = house.person(hr)
		const form = await ruth.press(await ruth.say('atlas'), 'atlas-form')
		const one = counted.replace('zentrale-dienste;15', 'zentrale-dienste;16')
		const preview = await ruth.press(form, 'atlas-preview', { text: one, on: '2026-06-30' })
		const shown = atlasOf(preview)
		if (shown.page !== 'preview') throw new Error(`expected a preview, got ${shown.page}`)
		expect(shown.release?.units.map(({ departments }) => departments)).not.toContainEqual(['zentrale-dienste'])
		expect(shown.release?.complete ?? false).toBe(false)
	})
})

test('only HR brings a count, and only those who may see the atlas see it; nobody else learns whether there is one', async () => {
	const store = openSqlite(':memory:')
	const town = exampleTown()
	const one = roles.map((role, at) => ({
		id: `r${at}`,
		name: role,
		entraObjectId: `5e0c1a52-7d34-4b1f-9a60-0e5c4e7d3${String(at).padStart(3, '0')}`,
		email: `${role}@eschenwerder.example`.toLowerCase(),
		language: 'de' as const,
		roles: [role],
		departmentId: 'bauen',
	}))
	const house = await openHouse(store, { towns: [{ ...town, people: [...town.people, ...one] }] })
	const ruth = house.person(hr)
	const form = await ruth.press(await ruth.say('atlas'), 'atlas-form')
	const preview = await ruth.press(form, 'atlas-preview', { text: counted, on: '2026-06-30' })
	await ruth.press(preview, 'atlas-publish', { text: counted })
	const attempts = [
		['see-age-atlas', await ruth.say('atlas'), 'atlas-look', {}],
		['import-age-atlas', await ruth.say('atlas'), 'atlas-form', {}],
		['import-age-atlas', form, 'atlas-preview', { text: counted, on: '2026-06-30' }],
		['import-age-atlas', preview, 'atlas-publish', { text: counted }],
	] as const
	for (const [at, role] of roles.entries()) {
		const somebody = house.person(`r${at}`, { ...town, people: one })
		for (const [action, card, verb, inputs] of attempts) {
			const { shown } = await somebody.press(card, verb, inputs)
			const allowed = permissions[action][role] !== undefined
			expect([role, verb, shown.kind === 'refused' ? shown.reason : shown.kind]).toEqual([
				role,
				verb,
				allowed ? 'atlas' : 'not-permitted',
			])
		}
	}
	await house.stop()
	await store.close()
}, 60_000)

test('the plan hears low, medium or high where a department did not say, explains it without a number, and stays as it is without an atlas', async () => {
	const store = openSqlite(':memory:')
	const house = await releasedHouse(store, ['buergerservice'])
	const jonas = house.person(lead)
	await jonas.press(await jonas.say('plan'), 'plan-draft')
	const before = (await storedPlan(store, 'eschenwerder'))?.draft?.basis.items ?? []
	expect(before.filter(({ priority }) => priority.fromAtlas)).toEqual([])
	const ruth = house.person(hr)
	const form = await ruth.press(await ruth.say('atlas'), 'atlas-form')
	const old = counted.replace('buergerservice;16;24;27;22;19;18', 'buergerservice;6;7;8;22;41;43')
	await ruth.press(await ruth.press(form, 'atlas-preview', { text: old, on: '2026-06-30' }), 'atlas-publish', {
		text: old,
	})
	expect(horizonOf(await readAtlas({ store }, 'eschenwerder'), 'buergerservice')).toBe('high')
	const overview = await jonas.say('plan')
	await jonas.press(overview, 'plan-discard')
	await jonas.press(await jonas.say('plan'), 'plan-draft')
	const after = (await storedPlan(store, 'eschenwerder'))?.draft?.basis.items ?? []
	const heard = after.filter(({ priority }) => priority.fromAtlas)
	// The head answered how many leave, or the atlas speaks: never both.
	const answered = before.some(({ priority }) => priority.demography !== 0.5)
	if (answered) expect(after.map(({ priority }) => priority)).toEqual(before.map(({ priority }) => priority))
	else
		expect([heard.length, new Set(heard.map(({ priority }) => priority.demography))]).toEqual([
			after.filter(({ kind }) => kind !== 'own').length,
			new Set([0.75]),
		])
	expect(planOf(await jonas.say('plan')).draft).toBe(true)
	await house.stop()
	await store.close()
}, 120_000)

describe('from a file', () => {
	const folder = mkdtempSync(join(tmpdir(), 'ages-'))
	afterAll(() => rmSync(folder, { recursive: true }))
	const file = (name: string, text: string) => {
		const path = join(folder, name)
		writeFileSync(path, text)
		return path
	}
	let store: Store
	beforeEach(async () => {
		store = openSqlite(':memory:')
		await (await openHouse(store)).stop()
	})
	afterEach(() => store.close())

	test('a list of people is counted and forgotten: no line, no year and no exact number reaches the store', async () => {
		const people = ['buergerservice', 'bauen', 'finanzen'].flatMap((id, at) =>
			Array.from({ length: 40 + at }, (_, person) => `${id};${1958 + person}`),
		)
		const alone = ['standesamt;1959', 'standesamt;1961', 'standesamt;1988']
		const path = file('people.csv', ['department;birthYear', ...people, ...alone].join('\n'))
		const said = await importAges(store, 'eschenwerder', path, undefined, '2026-11-03')
		expect(said.join('\n')).toContain('published as of 2026-06-30')
		expect(said.at(-1)).toContain('Delete the file now')
		const atlas = await readAtlas({ store }, 'eschenwerder')
		const units = atlas.releases.flatMap((release) => release.units)
		expect(units.flatMap(({ people: groups }) => groups).reduce((sum, count) => sum + count, 0)).toBe(126)
		expect(units.find(({ departments }) => departments.join() === 'standesamt')).toBeUndefined()
		const raw = JSON.stringify((await store.data.read('eschenwerder', 'atlas'))?.document)
		expect(raw).not.toMatch(/19\d\d|birth/)
	})

	test.each([
		['department;birthYear', 'standesamt;2020', 'line 2|has no possible age'],
		['department;birthYear', 'Geheim Amt;1961', 'names a department that is not in the directory'],
		['department;band;number', 'standesamt;30-39;4', 'has no band'],
		['department;band;number', 'standesamt;25-34;vier', 'has no whole number'],
		['department;band;number', 'standesamt;25-34;4\nstandesamt;25-34;5', 'repeats a band'],
		['name;age', 'Ottilie Musterfrau;61', 'has no header row'],
		['department;age', '"Ottilie Musterfrau;61', 'opens a quotation mark'],
	])('%s with %j is refused as a whole, and nothing of the line is repeated', async (header, line, message) => {
		const path = file('wrong.csv', [header, line].join('\n'))
		const fault = await importAges(store, 'eschenwerder', path, undefined, '2026-11-03').catch(
			(one: Error) => one.message,
		)
		expect(fault).toMatch(new RegExp(message.split('|').at(-1) ?? ''))
		expect(fault).not.toMatch(/Ottilie|Geheim|vier|2020/)
		expect((await readAtlas({ store }, 'eschenwerder')).revision).toBe(0)
	})

	test('exact numbers are taken in bands, the same file again changes nothing, and an earlier day is refused', async () => {
		const lines = counted.split('\n').flatMap((line) => {
			const [id = '', ...numbers] = line.split(';')
			return numbers.map((number, at) => `${id};${['<25', '25-34', '35-44', '45-54', '55-59', '60+'][at]};${number}`)
		})
		const path = file('bands.csv', ['department;band;number', ...lines].join('\n'))
		await importAges(store, 'eschenwerder', path, '2026-06-30', '2026-11-03')
		await importAges(store, 'eschenwerder', path, '2026-06-30', '2026-11-03')
		expect((await readAtlas({ store }, 'eschenwerder')).revision).toBe(1)
		expect(await importAges(store, 'eschenwerder', path, '2025-06-30', '2026-11-03')).toContainEqual(
			expect.stringContaining('a later day is known already'),
		)
		expect(await importAges(store, 'eschenwerder', path, '2027-06-30', '2026-11-03')).toContainEqual(
			expect.stringContaining('lies in the future'),
		)
	})

	test('a file that came cut off says who is missing, and what was known of them and of the town stays', async () => {
		const header = 'department;band;number'
		const bands = ['<25', '25-34', '35-44', '45-54', '55-59', '60+']
		const linesOf = (id: string, number: number) => bands.map((band) => `${id};${band};${number}`)
		const whole = ['buergerservice', 'bauen', 'finanzen'].flatMap((id) => linesOf(id, 12))
		await importAges(
			store,
			'eschenwerder',
			file('whole.csv', [header, ...whole].join('\n')),
			'2025-06-30',
			'2026-11-03',
		)
		const before = await readAtlas({ store }, 'eschenwerder')
		const cut = file('cut.csv', [header, ...linesOf('buergerservice', 20), ...linesOf('bauen', 0)].join('\n'))
		const said = await importAges(store, 'eschenwerder', cut, '2026-06-30', '2026-11-03')
		expect(said[0]).toBe('missing or without people, although published before: finanzen, bauen')
		expect(said).toContainEqual(expect.stringContaining('published as of 2026-06-30, in part'))
		const after = await readAtlas({ store }, 'eschenwerder')
		expect(townIn(after)).toEqual(townIn(before))
		expect(departmentIn(after, 'buergerservice')?.on).toBe('2026-06-30')
		for (const id of ['bauen', 'finanzen']) {
			expect(departmentIn(before, id)?.on).toBe('2025-06-30')
			expect(departmentIn(after, id)).toEqual(departmentIn(before, id))
		}
	})
})
