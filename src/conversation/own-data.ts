import { z } from 'zod'
import { entryWishes } from '../domain/own-data/forget'
import { ownEntries, withdrawOwnInterview } from '../flows/own-data/own-data'
import { caseId, chosen } from './fields'
import { row } from './row'

/** Both choices of the card travel with each of its buttons: `how` for the entries, `c` the interview. */
const choices = z.strictObject({
	how: chosen(z.enum(entryWishes)),
	c: chosen(caseId),
	sure: z.literal('yes').optional(),
})

/** What people want done with their own data. */
export const ownData = {
	'own-entries': row({
		reads: choices.transform(({ how, sure }) => ({ wish: how || undefined, sure: sure !== undefined })),
		may: 'manage-own-data',
		does: ({ tools, who }, wanted) => ownEntries(tools, who, wanted),
		shows: ['own-data'],
	}),
	'withdraw-interview': row({
		reads: choices.transform(({ c, sure }) => ({ caseId: c || undefined, sure: sure !== undefined })),
		may: 'manage-own-data',
		does: ({ tools, who }, wanted) => withdrawOwnInterview(tools, who, wanted),
		shows: ['own-data'],
	}),
}
