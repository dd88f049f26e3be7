import { z } from 'zod'
import { entryIdInPosition, handoverId, importedId } from '../domain/shared/ids'
import { readDate } from '../domain/shared/read-date'

/** The form of everything that cards send back more than once. */

/** A button without inputs that carries nothing. */
export const nothing = z.strictObject({})
export const departmentId = z.string().regex(importedId)
export const positionId = z.string().regex(importedId)
export const personId = z.string().regex(importedId)
export const caseId = z.string().regex(handoverId)
export const entryId = z.string().regex(entryIdInPosition)
/** What people type; beyond this no text is read. */
export const typed = z.string().max(4_000)
/** Nothing chosen. */
export const empty = z.literal('')
/**
 * A day in whatever spelling a client or a person uses, as `YYYY-MM-DD`. What cannot be read stays as it was entered;
 * the decision says so, and what else was entered is kept.
 */
export const day = z
	.string()
	.max(120)
	.transform((text) => readDate(text) ?? text.trim())

/** Several values that were chosen, with commas between them; clients differ in the blanks. */
export function values(most: number) {
	return z
		.string()
		.max(most)
		.transform((text) =>
			text
				.split(',')
				.map((one) => one.trim())
				.filter((one) => one !== '')
				.join(','),
		)
}

/** A choice of a card, of which nothing may be chosen. */
export function chosen<Schema extends z.ZodType>(one: Schema) {
	return one.or(empty).optional()
}
