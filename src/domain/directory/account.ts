import { readText } from '../shared/text'
import type { Person } from './directory'

/** As long as an address may be; user principal names end at 113. */
const longest = 320

/**
 * The address of an account, in the one spelling in which addresses are compared: an e-mail address or a user principal
 * name, as Entra, Outlook and people write them, with what stands around it taken away. Guests
 * (`lena_partner.example#EXT#@stadt.example`), letters of every script and domains with umlauts are read. `undefined` if
 * it is none.
 */
export function readAddress(text: string): string | undefined {
	const said = readText(text).trim()
	const bracketed = /^[^<>]*<([^<>]+)>$/.exec(said)?.[1] ?? said
	const bare = bracketed
		.trim()
		.replace(/^(?:mailto|smtp|sip):\s*/i, '')
		.replace(/\?[^@]*$/, '')
		.replace(/^(["'])(.*)\1$/, '$2')
		.replace(/[\s.,;]+$/, '')
		// Spreadsheets turn the apostrophe of O'Brien; accounts know the straight one only.
		.replace(/[\u2018\u2019\u02bc]/g, "'")
	// Dots part words; Entra and mail know none at the beginning, at the end or side by side.
	const [, local = '', domain = ''] =
		/^(?!\.)(?!.*\.[.@])([^\s\p{Cc}@<>()[\]\\,;:"]+)@([^\s\p{Cc}@]+)$/u.exec(bare) ?? []
	const host = readDomain(domain)
	const address = `${local.toLowerCase().normalize('NFC')}@${host ?? ''}`
	return host === undefined || local === '' || address.length > longest ? undefined : address
}

/** A domain as the network spells it: with umlauts it is the same as in letters from a to z. */
function readDomain(text: string): string | undefined {
	const plain = /^[\u0021-\u007e]*$/.test(text) ? text.toLowerCase() : inNetworkSpelling(text)
	return plain && /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(plain)
		? plain
		: undefined
}

function inNetworkSpelling(domain: string): string | undefined {
	// Signs that would end the name of a host inside an address of the web.
	return /[/?#@:\\]/.test(domain) || !URL.canParse(`https://${domain}`)
		? undefined
		: new URL(`https://${domain}`).hostname
}

/**
 * The id of an account or tenant in Entra, in lower case with hyphens: written in capitals, in braces, without hyphens or
 * as `urn:uuid:` it is the same. `undefined` if it is none, or stands for nothing with zeros only.
 */
export function readGuid(text: string): string | undefined {
	const digits = readText(text)
		.trim()
		.toLowerCase()
		.replace(/^urn:uuid:/, '')
		.replace(/[{}()'"\p{Pd}]/gu, '')
	if (!/^[0-9a-f]{32}$/.test(digits) || /^0+$/.test(digits)) return undefined
	return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * Whose account it is. An object id is compared as it is; an address only where the directory names no object id, and
 * only an address that somebody else has given the account: the person can set none of those that count here.
 */

/** What the roster of a conversation says of a member. Teams leaves out what it does not know, or sends null. */
export interface RosterEntry {
	/** The tenant in which the account is at home. */
	readonly tenantId?: string | null | undefined
	readonly aadObjectId?: string | null | undefined
	readonly email?: string | null | undefined
	/** Unique in its tenant and given by its administrators; of a guest it holds the address at home. */
	readonly userPrincipalName?: string | null | undefined
	/** `anonymous` for somebody who only joined a meeting. */
	readonly userRole?: string | null | undefined
}

/** The account that somebody uses, as the verified request names it. */
export interface AccountInUse {
	readonly tenantId: string
	readonly entraObjectId: string
}

/**
 * The addresses by which a member may be recognised. Those of another tenant count for nothing, as its administrators
 * write into an address what they like; for the same reason a guest's e-mail address counts only beside a principal
 * name of the same domain.
 */
export function addressesOf(
	{ tenantId, aadObjectId, email, userPrincipalName, userRole }: RosterEntry,
	account: AccountInUse,
): readonly string[] {
	if (userRole === 'anonymous' || differs(tenantId, account.tenantId)) return []
	if (differs(aadObjectId, account.entraObjectId)) return []
	const named = comparable(userPrincipalName ?? '')
	const mail = comparable(email ?? '')
	const home = named === undefined ? undefined : homeAddress(named)
	const mailCounts = mail !== undefined && (home === undefined || domainOf(mail) === domainOf(home))
	return [...new Set([...(mailCounts ? [mail] : []), ...(named === undefined ? [] : [named]), ...(home ? [home] : [])])]
}

/** Whether what the directory holds as a person's address is one of an account's. `addresses`: from `addressesOf`. */
export function fitsAddress({ email }: Pick<Person, 'email'>, addresses: readonly string[]): boolean {
	return formsOf(email).some((form) => addresses.includes(form))
}

/**
 * An address as it is compared. A letter that merely looks like one of ours must not become it, as reading what people
 * write would allow.
 */
export function comparable(address: string): string | undefined {
	const read = readAddress(address)
	const disguised = read !== undefined && isAscii(localOf(read)) && !isAscii(localOf(address))
	return disguised ? undefined : read
}

/** Who of these people has the account, by its addresses alone. */
export type FoundByAddress =
	| { readonly person: Person }
	/** The directory names another account for the person of this address. */
	| { readonly not: 'other-account' }
	/** The addresses are those of several people. */
	| { readonly not: 'several-people' }
	| { readonly not: 'unknown' }

/** A person whose object id the town named is recognised by that alone. */
export function personByAddress(people: readonly Person[], addresses: readonly string[]): FoundByAddress {
	const [one, another] = people.filter((person) => fitsAddress(person, addresses))
	if (!one) return { not: 'unknown' }
	if (another) return { not: 'several-people' }
	return one.entraObjectId === undefined ? { person: one } : { not: 'other-account' }
}

/** That an account belongs to a person, as it was found by an address. */
export interface AccountLink {
	readonly personId: string
	/** The directory's address by which it was found; the first version did not keep it. */
	readonly address?: string
}

/**
 * Whose account a link says it is, as long as it may still be believed. A new address of the same person does no harm.
 * An object id that the town named since then counts more; and where the address has gone to somebody else, as a
 * function's mailbox does, the account may have gone with it.
 */
export function linkedPerson(
	people: readonly Person[],
	link: AccountLink | undefined,
	entraObjectId: string,
): Person | undefined {
	const person = people.find(({ id }) => id === link?.personId)
	if (!person || (person.entraObjectId !== undefined && person.entraObjectId !== entraObjectId)) return undefined
	const before = formsOf(link?.address)
	const passedOn = people.some((one) => one !== person && fitsAddress(one, before)) && !fitsAddress(person, before)
	return passedOn ? undefined : person
}

/** What a town's directory names of a person's account. */
type AccountNamed = Pick<Person, 'entraObjectId' | 'email'>

/** Two lines of different towns can be met by one account. Object ids decide where both are named. */
export function mayBeSameAccount(one: AccountNamed, other: AccountNamed): boolean {
	if (one.entraObjectId !== undefined && other.entraObjectId !== undefined)
		return one.entraObjectId === other.entraObjectId
	return fitsAddress(one, formsOf(other.email))
}

/** An address in all forms in which it may be met: a guest's principal name holds the address at home. */
function formsOf(address: string | undefined): readonly string[] {
	const plain = address === undefined ? undefined : comparable(address)
	if (plain === undefined) return []
	const home = homeAddress(plain)
	return home === undefined ? [plain] : [plain, home]
}

/** `mara.lenz_planbuero.example#ext#@town.onmicrosoft.com` is `mara.lenz@planbuero.example` at home. */
function homeAddress(principalName: string): string | undefined {
	const coded = /^(.+)#ext#@[^@]+$/u.exec(principalName)?.[1]
	if (coded === undefined) return undefined
	// No domain holds an underscore, so the last one stands for the sign.
	const at = coded.lastIndexOf('_')
	return at < 1 ? undefined : comparable(`${coded.slice(0, at)}@${coded.slice(at + 1)}`)
}

function domainOf(address: string): string {
	return address.slice(address.lastIndexOf('@') + 1)
}

function localOf(address: string): string {
	return address.slice(0, address.lastIndexOf('@'))
}

function isAscii(text: string): boolean {
	return /^[\x20-\x7e]*$/.test(text)
}

function differs(one: string | null | undefined, other: string | null | undefined): boolean {
	return Boolean(one) && Boolean(other) && one?.toLowerCase() !== other?.toLowerCase()
}
