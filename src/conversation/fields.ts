import { z } from 'zod'

/** The form of everything that a card sends back more than once. Patterns are anchored: nothing may stand around an id. */
const slug = '[a-z0-9][a-z0-9-]{0,59}'

const whole = (pattern: string) => z.string().regex(new RegExp(`^(?:${pattern})$`))

/** A button without inputs that carries nothing. */
export const nothing = z.strictObject({})
export const departmentId = whole(slug)
export const positionId = whole(slug)
export const personId = whole(slug)
/** `standesamt-1:3` */
export const caseId = whole(`${slug}:\\d{1,6}`)
export const entryId = whole('e\\d{1,6}')
/** What people type; beyond this no text is read. */
export const typed = z.string().max(4_000)
/** Nothing chosen. */
export const empty = z.literal('')

/** A choice of a card, of which nothing may be chosen. */
export function chosen<Schema extends z.ZodType>(one: Schema) {
	return one.or(empty).optional()
}
