import fc from 'fast-check'
import {
	addressesOf,
	comparable,
	fitsAddress,
	linkedPerson,
	mayBeSameAccount,
	personByAddress,
	type RosterEntry,
	readAddress,
	readGuid,
} from '../../../src/domain/directory/account'
import type { Person } from '../../../src/domain/directory/directory'

const tenantId = '0e5c4e7d-0000-4000-8000-0000000000a1'
const entraObjectId = '0e5c4e7d-0000-4000-8000-000000000042'
const account = { tenantId, entraObjectId }
const person = (id: string, what: Partial<Person> = {}): Person => ({
	id,
	name: `Person ${id}`,
	language: 'de',
	roles: ['staff'],
	...what,
})
const matches = (email: string, entry: RosterEntry) => fitsAddress({ email }, addressesOf(entry, account))

test.each<[string, string, RosterEntry]>([
	['the same', 'mara.lenz@nebelstedt.example', { email: 'mara.lenz@nebelstedt.example' }],
	['other cases', 'Mara.Lenz@Nebelstedt.Example', { email: 'MARA.LENZ@nebelstedt.EXAMPLE' }],
	['composed and decomposed letters', 'j\u00fcrgen@nebelstedt.example', { email: 'ju\u0308rgen@nebelstedt.example' }],
	['a domain with umlauts', 'mara@m\u00fchlenau.example', { email: 'mara@xn--mhlenau-n2a.example' }],
	['the same the other way round', 'mara@xn--mhlenau-n2a.example', { email: 'mara@M\u00dcHLENAU.example' }],
	[
		'the principal name beside another e-mail',
		'm.lenz@nebelstedt.example',
		{
			email: 'mara.lenz@nebelstedt.example',
			userPrincipalName: 'm.lenz@nebelstedt.example',
		},
	],
	['no e-mail', 'm.lenz@nebelstedt.example', { email: null, userPrincipalName: 'm.lenz@nebelstedt.example' }],
	[
		'a guest by the address at home',
		'mara_lenz@planbuero.example',
		{
			userPrincipalName: 'mara_lenz_planbuero.example#EXT#@nebelstedt.onmicrosoft.example',
			userRole: 'guest',
		},
	],
	[
		'a guest by the name that Entra made',
		'Mara_planbuero.example#EXT#@nebelstedt.onmicrosoft.example',
		{
			email: 'mara@planbuero.example',
		},
	],
	[
		'a guest by another address of the same house',
		'mara.lenz@planbuero.example',
		{
			email: 'mara.lenz@planbuero.example',
			userPrincipalName: 'ml_planbuero.example#EXT#@nebelstedt.onmicrosoft.example',
		},
	],
	[
		'an entry that names tenant and account',
		'mara@nebelstedt.example',
		{
			email: 'mara@nebelstedt.example',
			tenantId: tenantId.toUpperCase(),
			aadObjectId: entraObjectId,
			userRole: 'user',
		},
	],
])('%s: is the person', (_, email, entry) => {
	expect(matches(email, entry)).toBe(true)
})

test.each<[string, string, RosterEntry]>([
	['somebody else', 'mara@nebelstedt.example', { email: 'mare@nebelstedt.example' }],
	['nothing', 'mara@nebelstedt.example', { email: null, userPrincipalName: '' }],
	[
		'an account of another tenant, whose administrator wrote our address into it',
		'mara@nebelstedt.example',
		{
			email: 'mara@nebelstedt.example',
			tenantId: '0e5c4e7d-0000-4000-8000-0000000000b2',
		},
	],
	[
		'a guest with our address, at home elsewhere',
		'mara@nebelstedt.example',
		{
			email: 'mara@nebelstedt.example',
			userPrincipalName: 'x_elsewhere.example#EXT#@nebelstedt.onmicrosoft.example',
		},
	],
	[
		'somebody who only joined a meeting',
		'mara@nebelstedt.example',
		{
			email: 'mara@nebelstedt.example',
			userRole: 'anonymous',
		},
	],
	[
		'an entry of another account',
		'mara@nebelstedt.example',
		{
			email: 'mara@nebelstedt.example',
			aadObjectId: '0e5c4e7d-0000-4000-8000-000000000043',
		},
	],
	['a letter that looks like ours', 'kara@nebelstedt.example', { email: '\u212aara@nebelstedt.example' }],
	['a domain that looks like ours', 'mara@nebelstedt.example', { email: 'mara@n\u0435belstedt.example' }],
	['an address without a domain', 'mara@', { email: 'mara@' }],
])('%s: is not the person', (_, email, entry) => {
	expect(matches(email, entry)).toBe(false)
})

test('an address is compared as itself, however often it was made comparable', () => {
	fc.assert(
		fc.property(fc.emailAddress(), (address) => {
			const once = comparable(address)
			expect(once).toBeDefined()
			expect(comparable(once ?? '')).toBe(once)
			expect(comparable(address.toUpperCase())).toBe(once)
		}),
	)
})

test('whatever stands in a roster is read without a fault, and makes nobody somebody without an address', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (email, userPrincipalName) => {
			for (const one of addressesOf({ email, userPrincipalName }, account)) expect(one).toMatch(/^[^\s]+@[^\s@]+$/u)
			expect(fitsAddress({ email: '' }, addressesOf({ email, userPrincipalName }, account))).toBe(false)
		}),
	)
})

test('a person whose object id the town named is recognised by that alone, and two fitting people are nobody', () => {
	const mara = person('p1', { email: 'mara@nebelstedt.example' })
	const named = person('p2', { email: 'nils@nebelstedt.example', entraObjectId })
	expect(personByAddress([mara, named], ['mara@nebelstedt.example'])).toEqual({ person: mara })
	expect(personByAddress([mara, named], ['nils@nebelstedt.example'])).toEqual({ not: 'other-account' })
	expect(personByAddress([mara, named], ['mara@nebelstedt.example', 'nils@nebelstedt.example'])).toEqual({
		not: 'several-people',
	})
	expect(personByAddress([mara, named], [])).toEqual({ not: 'unknown' })
})

test('a link holds through a new address, and not where the address or the account has gone to somebody else', () => {
	const link = { personId: 'p1', address: 'registry@nebelstedt.example' }
	const mara = person('p1', { email: 'registry@nebelstedt.example' })
	const married = person('p1', { email: 'mara.bruns@nebelstedt.example' })
	const successor = person('p2', { email: 'registry@nebelstedt.example' })
	expect(linkedPerson([mara], link, entraObjectId)).toBe(mara)
	expect(linkedPerson([married], link, entraObjectId)).toBe(married)
	expect(linkedPerson([married, successor], link, entraObjectId)).toBeUndefined()
	expect(linkedPerson([{ ...mara, entraObjectId }], link, entraObjectId)).toEqual({ ...mara, entraObjectId })
	expect(linkedPerson([{ ...mara, entraObjectId: tenantId }], link, entraObjectId)).toBeUndefined()
	expect(linkedPerson([mara], { personId: 'p1' }, entraObjectId)).toBe(mara)
	expect(linkedPerson([], link, entraObjectId)).toBeUndefined()
})

test('lines of two towns can be met by one account by object id, else by address', () => {
	const mara = { entraObjectId, email: 'mara@nebelstedt.example' }
	expect(mayBeSameAccount(mara, { entraObjectId })).toBe(true)
	expect(mayBeSameAccount(mara, { email: 'MARA@nebelstedt.example' })).toBe(true)
	expect(mayBeSameAccount(mara, { email: 'mara@nebelstedt.example', entraObjectId: tenantId })).toBe(false)
	expect(mayBeSameAccount({ email: 'x_home.example#EXT#@t.example' }, { email: 'x@home.example' })).toBe(true)
	expect(mayBeSameAccount({}, {})).toBe(false)
})

test.each([
	['Joerg@Nebelstedt.Example', 'joerg@nebelstedt.example'],
	['lena_partner.example#EXT#@stadt.onmicrosoft.com', 'lena_partner.example#ext#@stadt.onmicrosoft.com'],
	["siobhan.o'brien@stadt.example", "siobhan.o'brien@stadt.example"],
	['siobhan.o\u2019brien@stadt.example', "siobhan.o'brien@stadt.example"],
	['a+b&c!d~e^f=g@stadt.example', 'a+b&c!d~e^f=g@stadt.example'],
	['j\u00f6rg@stadt.example', 'j\u00f6rg@stadt.example'],
	['jo\u0308rg@stadt.example', 'j\u00f6rg@stadt.example'],
	['\u043e\u043b\u0435\u043d\u0430@stadt.example', '\u043e\u043b\u0435\u043d\u0430@stadt.example'],
	['info@M\u00fcllheim.example', 'info@xn--mllheim-n2a.example'],
	['info@xn--mllheim-n2a.example', 'info@xn--mllheim-n2a.example'],
	['mailto:ada@stadt.example?subject=Hallo', 'ada@stadt.example'],
	['SMTP:ada@stadt.example', 'ada@stadt.example'],
	['Lovelace, Ada (extern) <ada@stadt.example>', 'ada@stadt.example'],
	["'ada@stadt.example'", 'ada@stadt.example'],
	['\u200bada@stadt.example\u00a0;', 'ada@stadt.example'],
	['ada@rathaus.local', 'ada@rathaus.local'],
	[`${'x'.repeat(64)}@${'y'.repeat(40)}.example`, `${'x'.repeat(64)}@${'y'.repeat(40)}.example`],
])('"%s" is the address %s', (text, address) => {
	expect(readAddress(text)).toBe(address)
	expect(readAddress(address)).toBe(address)
})

test.each([
	'',
	'ada',
	'@stadt.example',
	'ada@',
	'ada@stadt',
	'ada@@stadt.example',
	'ada@stadt.example; bob@stadt.example',
	'ada lovelace@stadt.example',
	'ada@stadt..example',
	'ada@10.0.0.1',
	'ada@stadt.example/path',
	`${'x'.repeat(330)}@stadt.example`,
])('"%s" is no address', (text) => {
	expect(readAddress(text)).toBeUndefined()
})

const guid = '5e0c1a52-7d34-4b1f-9a60-0e5c4e7d1001'

test.each([
	guid,
	guid.toUpperCase(),
	`{${guid}}`,
	`(${guid})`,
	guid.replaceAll('-', ''),
	guid.replaceAll('-', '\u2011'),
	`urn:uuid:${guid}`,
	` "${guid}" `,
])('%s is one account', (text) => {
	expect(readGuid(text)).toBe(guid)
})

test.each(['', 'x', guid.slice(1), `${guid}0`, '00000000-0000-0000-0000-000000000000'])('%s is none', (text) => {
	expect(readGuid(text)).toBeUndefined()
})
