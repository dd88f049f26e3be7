import { randomUUID } from 'node:crypto'
import { addressesOf } from '../../src/domain/directory/account'
import { openSqlite } from '../../src/store/sqlite'
import type { Store } from '../../src/store/store'
import { counting } from './support/counting'
import { exampleTown, openHouse } from './support/house'

/** Who somebody is comes from the verified request and our directory, from nothing else. */
const town = exampleTown()
let store: Store & { readonly asked: string[] }
let house: Awaited<ReturnType<typeof openHouse>>
beforeEach(async () => {
	store = counting(openSqlite(':memory:'))
	house = await openHouse(store)
	store.asked.length = 0
})
afterEach(async () => {
	await house.stop()
	await store.close()
})

const written = () => store.asked.filter((one) => !/\.(read|find) /.test(one))
/** A roster that counts how often it is asked. */
const roster = (email: string | undefined) => {
	const asked = { times: 0 }
	const addressesFromRoster = async () => {
		asked.times++
		return addressesOf({ email }, { tenantId: '', entraObjectId: '' })
	}
	return { asked, addressesFromRoster }
}

test('by the Entra object id, without asking the roster', async () => {
	const { asked, addressesFromRoster } = roster('somebody.else@eschenwerder.example')
	expect((await house.person('p06', town, { addressesFromRoster }).recognise())?.person.name).toBe('Yasemin Korkutan')
	expect(asked.times).toBe(0)
})

test('by the e-mail address of the roster where the town gave no object id; asked once, then linked, also after a restart', async () => {
	const entraObjectId = randomUUID()
	const { asked, addressesFromRoster } = roster('Ole.Hinrichsmeier@Eschenwerder.example')
	const ole = house.person('p12', town, { entraObjectId, addressesFromRoster })
	expect((await ole.recognise())?.person.name).toBe('Ole Hinrichsmeier')
	expect((await ole.recognise())?.person.id).toBe('p12')
	const restarted = await openHouse(store)
	expect((await restarted.person('p12', town, { entraObjectId, addressesFromRoster }).recognise())?.person.id).toBe(
		'p12',
	)
	expect(asked.times).toBe(1)
	expect(written().filter((one) => one.includes('link:'))).toEqual([`data.create link:${entraObjectId}`])
	await restarted.stop()
})

test('an e-mail address does not make somebody a person whose object id the town has named', async () => {
	const { addressesFromRoster } = roster('mareike.toennies@eschenwerder.example')
	expect(
		await house.person('p01', town, { entraObjectId: randomUUID(), addressesFromRoster }).recognise(),
	).toBeUndefined()
	expect(written()).toEqual([])
})

test.each([
	['an address nobody has', 'fremd@eschenwerder.example'],
	['no address', undefined],
	['an empty address', ''],
])('a stranger of the tenant with %s is nobody, and nothing is stored', async (_, email) => {
	expect(await house.person('?', town, { entraObjectId: randomUUID(), ...roster(email) }).recognise()).toBeUndefined()
	expect(written()).toEqual([])
})

test('a person without any object id is not the person of whom the directory knows none', async () => {
	expect(await house.person('?', town, { entraObjectId: '', ...roster(undefined) }).recognise()).toBeUndefined()
})

test('an unknown tenant is nobody and leaves nothing behind, even with a known object id and address', async () => {
	const tenantId = randomUUID()
	const { asked, addressesFromRoster } = roster('ole.hinrichsmeier@eschenwerder.example')
	for (const personId of ['p06', 'p12'])
		expect(await house.person(personId, town, { tenantId, addressesFromRoster }).recognise()).toBeUndefined()
	expect(asked.times).toBe(0)
	expect(written()).toEqual([])
	expect(await store.data.find({ partition: tenantId, limit: 10 })).toEqual([])
})

test.each(['', '@tenants', '__proto__', 'constructor', 'eschenwerder'])(
	'the tenant %p is unknown',
	async (tenantId) => {
		expect(await house.person('p06', town, { tenantId }).recognise()).toBeUndefined()
		expect(written()).toEqual([])
	},
)

test('where somebody can be reached is written when it changes, and only then', async () => {
	const yasemin = house.person('p06')
	await yasemin.recognise()
	await yasemin.recognise()
	expect(written()).toEqual(['data.create reach:p06'])
	const moved = { serviceUrl: 'https://smba.trafficmanager.net/emea/' }
	await house.person('p06', town, moved).recognise()
	await house.person('p06', town, moved).recognise()
	expect(written()).toEqual(['data.create reach:p06', 'data.replace reach:p06'])
	expect((await store.data.read('eschenwerder', 'reach:p06'))?.document.body).toMatchObject(moved)
})
