import { z } from 'zod'
import type { Action } from '../../dialog/action'
import { entryWishes } from '../../domain/own-data/forget'

const caseId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}:\d{1,6}$/)
/** Both choices of the card travel with each of its buttons: `how` for the entries, `c` the interview. */
const own = z.strictObject({
	how: z.enum(entryWishes).or(z.literal('')).optional(),
	c: caseId.or(z.literal('')).optional(),
	sure: z.literal('yes').optional(),
})

/** What people want done with their own data. */
export const ownDataVerbs = {
	'own-entries': own.transform(
		({ how, sure }): Action => ({ do: 'own-entries', wish: how || undefined, sure: sure !== undefined }),
	),
	'withdraw-interview': own.transform(
		({ c, sure }): Action => ({ do: 'withdraw-interview', caseId: c || undefined, sure: sure !== undefined }),
	),
} as const
