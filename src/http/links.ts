import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { importedId } from '../domain/shared/ids'

/** How long a link opens its document. Long enough to press it twice, too short to pass it on. */
export const linkLifeMs = 15 * 60_000
const longestTicket = 800

const townId = z.string().regex(/^[a-z0-9-]{1,60}$/)
const language = z.enum(['de', 'en'])

/** A document of the plan; the oldest kind of ticket, which names no kind. */
const planTicket = z.strictObject({
	townId,
	/** A department's id, `town` for its own basics, or empty for the whole town. */
	unit: z.string().regex(/^[a-z0-9-]{0,60}$/),
	/** Version of the plan; 0 is the draft. */
	version: z.number().int().min(0).max(100_000),
	format: z.enum(['svg', 'png', 'docx', 'csv', 'ics']),
	language,
})

/** The one page for the deputy of a position. */
const sheetTicket = z.strictObject({
	kind: z.literal('deputy-sheet'),
	townId,
	positionId: z.string().regex(importedId),
	language,
})

/** The picture of a town's age structure. */
const atlasTicket = z.strictObject({ kind: z.literal('atlas'), townId, format: z.enum(['svg', 'png']), language })

const schema = z.union([planTicket, sheetTicket, atlasTicket])

export type PlanReportAsked = Readonly<z.infer<typeof planTicket>>
export type SheetReportAsked = Readonly<z.infer<typeof sheetTicket>>

/** What a link opens. The maker of a link has checked that the person may see it: the link itself is the permission. */
export type ReportAsked = Readonly<z.infer<typeof schema>>

export interface ReportLinks {
	/** The address of a document, good for a quarter of an hour. */
	addressOf(asked: ReportAsked): string
	/** What a ticket from an address opens; `expired` only where the signature is ours. */
	read(ticket: string): ReportAsked | 'expired' | 'forged'
}

/**
 * Makes and reads links that carry everything they open, signed, so that nothing has to be remembered between
 * instances. Without a key the process makes its own, and other processes refuse its links.
 */
export function reportLinks(
	where: { readonly publicUrl: string; readonly key?: string | undefined },
	nowMs: () => number,
): ReportLinks {
	const key = where.key ?? randomBytes(32)
	const signatureOf = (payload: string) => createHmac('sha256', key).update(`report link 1 ${payload}`).digest()
	return {
		addressOf: (asked) => {
			const payload = Buffer.from(JSON.stringify({ ...schema.parse(asked), until: nowMs() + linkLifeMs })).toString(
				'base64url',
			)
			return `${where.publicUrl}/reports/${payload}.${signatureOf(payload).toString('base64url')}`
		},
		read: (ticket) => {
			const [payload = '', signature = '', ...more] = ticket.length > longestTicket ? [] : ticket.split('.')
			const given = Buffer.from(signature, 'base64url')
			const right = signatureOf(payload)
			// Base64 has several spellings for the same bytes; only ours counts.
			if (
				more.length > 0 ||
				given.length !== right.length ||
				!timingSafeEqual(given, right) ||
				given.toString('base64url') !== signature
			)
				return 'forged'
			const { until, ...asked } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as ReportAsked & {
				readonly until: number
			}
			return until > nowMs() ? schema.parse(asked) : 'expired'
		},
	}
}
