import type { Directory } from '../../src/domain/directory/directory'
import type { HalfYear } from '../../src/domain/shared/half-year'
import { type ImportOptions, importTown } from '../../src/flows/directory/import-town'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { counting } from './support/counting'
import { exampleTown, openHouse, sessionOf, tuesday } from './support/house'

/** A town's directory may be imported as often as one likes. */
const town = exampleTown()
const movedTo = 'c0ffee00-1111-4222-8333-444455556666'
let store: Store & { readonly asked: string[] }
beforeEach(() => {
	store = counting(openSqlite(':memory:'))
})
afterEach(() => store.close())

const changed = (change: Partial<Directory['town']>): Directory => ({ ...town, town: { ...town.town, ...change } })
/** What was done with it. */
const bring = async (one: Directory, options: Partial<ImportOptions> = {}) =>
	(await importTown(store, one, { keepRound: true, ...options })).done
const directory = async () => (await store.data.read(town.town.id, 'directory'))?.document.body as Directory
const townsOf = async (tenantId: string) => (await store.data.read('@tenants', tenantId))?.document.body

test('the first time it is created, the second time nothing is written', async () => {
	expect(await bring(town)).toBe('created')
	store.asked.length = 0
	expect(await bring(town)).toBe('unchanged')
	expect(store.asked.filter((one) => !/^data\.(read|find)/.test(one))).toEqual([])
	expect(await directory()).toEqual(town)
	expect(await townsOf(town.town.entraTenantId)).toEqual({ towns: ['eschenwerder'] })
})

test('a later import keeps the round that is running, unless it names one', async () => {
	await importTown(store, changed({ round: '2026-H1' as HalfYear }), { keepRound: true })
	expect(await bring(changed({ round: '2026-H2' as HalfYear, name: 'Stadt Eschenwerder an der Oste' }))).toBe('changed')
	expect((await directory()).town).toMatchObject({ round: '2026-H1', name: 'Stadt Eschenwerder an der Oste' })
	expect(await bring(changed({ round: '2026-H2' as HalfYear }), { keepRound: false })).toBe('changed')
	expect((await directory()).town.round).toBe('2026-H2')
})

test('a new round begins a new DigiCheck and leaves the old one as it is', async () => {
	let clock = tuesday
	const house = await openHouse(store, { now: () => clock })
	const old = await house.person('p06').answer(await house.person('p06').begin())
	await importTown(store, changed({ round: '2027-H1' as HalfYear }), { keepRound: false })
	clock += 61_000
	const fresh = await house.person('p06').begin()
	expect(sessionOf(fresh)).toMatchObject({ id: 'digicheck:standesamt:2027-H1', revision: 0 })
	expect((await store.data.read('eschenwerder', sessionOf(old).id))?.document.body).toMatchObject({ revision: 1 })
	await house.stop()
})

test('people who came or went are known within a minute, without a restart', async () => {
	let clock = tuesday
	const house = await openHouse(store, { now: () => clock })
	expect(await house.person('p06').recognise()).toBeDefined()
	await importTown(store, { ...town, people: town.people.filter((person) => person.id !== 'p06') }, { keepRound: true })
	clock += 61_000
	expect(await house.person('p06').recognise()).toBeUndefined()
	expect(await house.person('p05').recognise()).toBeDefined()
	await house.stop()
})

test('a town that moves to another tenant is found there, and in the old one no longer', async () => {
	let clock = tuesday
	const house = await openHouse(store, { now: () => clock })
	const before = await house.person('p06').answer(await house.person('p06').begin())
	const moved = changed({ entraTenantId: movedTo })
	expect(await bring(moved)).toBe('refused')
	expect(await bring(moved, { words: { tenant: movedTo } })).toBe('changed')
	clock += 61_000
	expect(await house.person('p06').recognise()).toBeUndefined()
	const there = await house.person('p06', moved).say('weiter')
	expect(sessionOf(there).answers).toEqual(sessionOf(before).answers)
	await house.stop()
})

test('two towns of one tenant imported at the same moment are both on its list', async () => {
	const other = changed({ id: 'erlenbruch', name: 'Erlenbruch' })
	expect(await Promise.all([bring(town), bring(other)])).toEqual(['created', 'created'])
	expect(await townsOf(town.town.entraTenantId)).toEqual({ towns: ['erlenbruch', 'eschenwerder'] })
})
