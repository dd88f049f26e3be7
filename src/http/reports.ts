import type { ReportAsked, ReportLinks } from './links'

/** A document as it travels. `name` is what it is called when it is kept: any text, without a folder. */
export interface ReportFile {
	readonly name: string
	readonly type: string
	readonly bytes: Uint8Array
	/** Of a page that is opened and not kept: the hash by which its one style may take effect. */
	readonly styleHash?: string
}

/** Why there is no document: the link is not ours, it is too old, or the plan it names is gone. */
export type NoReport = 'forged' | 'expired' | 'gone'

export interface ReportSource {
	readonly links: ReportLinks
	/** The document, or `undefined` where the plan or the version is gone. */
	file(asked: ReportAsked): Promise<ReportFile | undefined>
	/** A friendly page in HTML that says how to get a new link. */
	page(why: NoReport): string
}

export interface Download {
	readonly status: number
	readonly headers: Readonly<Record<string, string>>
	readonly bytes: Uint8Array
}

const statuses: Readonly<Record<NoReport, number>> = { forged: 404, expired: 410, gone: 404 }

/**
 * No cache keeps a copy, no other site learns the address by a click, and nothing in a document runs or fetches
 * anything.
 */
const guards = {
	'cache-control': 'no-store',
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; sandbox",
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
	'x-robots-tag': 'noindex',
}

/** A page to print: its own style and the letters it brings along, and nothing else. */
function pagePolicy(styleHash: string): string {
	return `default-src 'none'; style-src '${styleHash}'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox`
}

/** Answers `GET /reports/<ticket>`. */
export async function download(ticket: string, { links, file, page }: ReportSource): Promise<Download> {
	const asked = links.read(ticket)
	const found = typeof asked === 'string' ? undefined : await file(asked)
	if (found === undefined) {
		const why = typeof asked === 'string' ? asked : 'gone'
		return {
			status: statuses[why],
			headers: { ...guards, 'content-type': 'text/html; charset=utf-8' },
			bytes: Buffer.from(page(why)),
		}
	}
	const shown = found.type.startsWith('image/') || found.styleHash !== undefined
	const disposition = `${shown ? 'inline' : 'attachment'}; filename="${asciiName(found.name)}"; filename*=UTF-8''${encoded(found.name)}`
	const policy = found.styleHash === undefined ? {} : { 'content-security-policy': pagePolicy(found.styleHash) }
	return {
		status: 200,
		headers: { ...guards, ...policy, 'content-type': found.type, 'content-disposition': disposition },
		bytes: found.bytes,
	}
}

/**
 * For the few programs that do not read the second name: umlauts written out, everything else outside letters and
 * figures a hyphen.
 */
function asciiName(name: string): string {
	const umlauts: Readonly<Record<string, string>> = {
		'\u00e4': 'ae',
		'\u00f6': 'oe',
		'\u00fc': 'ue',
		'\u00c4': 'Ae',
		'\u00d6': 'Oe',
		'\u00dc': 'Ue',
		'\u00df': 'ss',
	}
	const spelled = name
		.normalize('NFC')
		.replace(/[\u00e4\u00f6\u00fc\u00c4\u00d6\u00dc\u00df]/g, (letter) => umlauts[letter] ?? '-')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
	return spelled.replace(/[^A-Za-z0-9.]+/g, '-').replace(/-+(?=\.)|^[-.]+/g, '')
}

function encoded(name: string): string {
	return encodeURIComponent(name.toWellFormed()).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	)
}
