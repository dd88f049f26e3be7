import { z } from 'zod'
import type { SuccessorAction } from '../../dialog/successor-action'
import type { TakeOverEvent } from '../../domain/handover/decide-takeover'

/** As many questions as stand on one card to be answered. */
export const answersOnCard = 5

const caseId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}:\d{1,6}$/)
const positionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const entryId = z.string().regex(/^e\d{1,6}$/)
const stamp = z.string().regex(/^[a-z0-9]{1,10}$/)
const several = (one: RegExp) => z.string().regex(new RegExp(`^${one.source}(,${one.source}){0,${answersOnCard - 1}}$`))
const input = z.string().max(4_000).optional()

const pages = ['overview', 'agenda', 'look-back', 'acting'] as const

/**
 * The successor's dialog and calling a deputy: `c` handover, `e` entry, `r` stamp of what the card shows, `p` position.
 */
export const successorVerbs = {
	'take-look': z
		.strictObject({ c: caseId, page: z.enum(pages) })
		.transform(({ c, page }): SuccessorAction => ({ do: 'take-over-look', caseId: c, page: { page } })),
	'take-entry': z
		.strictObject({ c: caseId, e: entryId })
		.transform(
			({ c, e }): SuccessorAction => ({ do: 'take-over-look', caseId: c, page: { page: 'entry', entryId: e } }),
		),
	'take-clear': z
		.strictObject({ c: caseId, e: entryId, r: stamp, question: input })
		.transform(({ c, e, r, question = '' }) =>
			happened(c, { type: 'marked', entryId: e, stamp: r, says: 'understood', question }),
		),
	'take-unclear': z
		.strictObject({ c: caseId, e: entryId, r: stamp, question: input })
		.transform(({ c, e, r, question = '' }) =>
			happened(c, { type: 'marked', entryId: e, stamp: r, says: 'unclear', question }),
		),
	'take-answer': z
		.strictObject({
			c: caseId,
			e: several(/e\d{1,6}/),
			r: several(/[a-z0-9]{1,10}/),
			a0: input,
			a1: input,
			a2: input,
			a3: input,
			a4: input,
		})
		.transform(({ c, e, r, a0 = '', a1 = '', a2 = '', a3 = '', a4 = '' }) => {
			const [stamps, texts] = [r.split(','), [a0, a1, a2, a3, a4]]
			const answers = e.split(',').map((id, at) => ({ entryId: id, stamp: stamps[at] ?? '', text: texts[at] ?? '' }))
			return happened(c, { type: 'answered', answers })
		}),
	'take-act': z
		.strictObject({ c: caseId, r: stamp.optional() })
		.transform(({ c, r }) => happened(c, { type: 'can-act', ...(r !== undefined && { seen: r }) })),
	'take-missing': z
		.strictObject({ c: caseId, text: input })
		.transform(({ c, text = '' }) => happened(c, { type: 'looked-back', text })),
	'call-form': z
		.strictObject({ p: positionId })
		.transform(({ p }): SuccessorAction => ({ do: 'deputy-form', positionId: p })),
	'call-deputy': z
		.strictObject({ p: positionId, to: z.string().max(80).optional(), until: z.string().max(40).optional() })
		.transform(
			({ p, to = '', until = '' }): SuccessorAction => ({ do: 'call-deputy', positionId: p, personId: to, until }),
		),
} as const

function happened(caseId: string, event: TakeOverEvent): SuccessorAction {
	return { do: 'take-over', caseId, event }
}
