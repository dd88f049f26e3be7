import { readText } from '../shared/text'

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
	const [, local = '', domain = ''] = /^([^\s\p{Cc}@<>()[\]\\,;:"]+)@([^\s\p{Cc}@]+)$/u.exec(bare) ?? []
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
		.toLowerCase()
		.replace(/^urn:uuid:/, '')
		.replace(/[\s{}()'"\p{Pd}]/gu, '')
	if (!/^[0-9a-f]{32}$/.test(digits) || /^0+$/.test(digits)) return undefined
	return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
