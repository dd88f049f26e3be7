import { z } from 'zod'
import type { Action } from '../../dialog/action'
import { knowledgeDoors } from '../../dialog/knowledge-action'

const positionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const caseId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}:\d{1,6}$/)
const entryId = z.string().regex(/^e\d{1,6}$/)

/** Opens one of the places of knowledge: `to` the door, `p` position, `c` handover, `e` entry, `q` what was typed. */
export const knowledgeVerbs = {
	knowledge: z
		.strictObject({
			to: z.enum(knowledgeDoors),
			p: positionId.optional(),
			c: caseId.optional(),
			e: entryId.optional(),
			q: z.string().max(4_000).optional(),
		})
		.transform(
			({ to, p, c, e, q }): Action => ({ do: 'knowledge', door: to, positionId: p, caseId: c, entryId: e, text: q }),
		),
} as const
