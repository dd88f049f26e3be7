import { z } from 'zod'
import { entryIdInPosition, handoverId, importedId } from '../domain/shared/ids'

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

/** A choice of a card, of which nothing may be chosen. */
export function chosen<Schema extends z.ZodType>(one: Schema) {
	return one.or(empty).optional()
}
