import { z } from 'zod'
import type { Action } from '../../dialog/action'
import { leavingAges, usualLeavingAge } from '../../domain/atlas/outlook'
import { isDate } from '../../domain/shared/calendar'

const department = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const age = z
	.enum(leavingAges.map(String) as [string, ...string[]])
	.transform((text) => leavingAges.find((one) => String(one) === text) ?? usualLeavingAge)
/** All of a large town's departments, six lines each. */
const pasted = z.string().max(20_000)
const day = z.string().refine(isDate)

/** What people do with the age atlas. `pick` is a department, `town` or nothing; `d` is the one before them. */
export const atlasVerbs = {
	'atlas-look': z
		.strictObject({
			d: department.optional(),
			pick: department.or(z.literal('')).optional(),
			o: z.enum(['0', '1']).optional(),
			age: age.or(z.literal('')).optional(),
		})
		.transform(
			({ d, pick, o, age: leavingAge }): Action => ({
				do: 'atlas-look',
				departmentId: pick || d,
				outlook: o === '1',
				leavingAge: leavingAge || usualLeavingAge,
			}),
		),
	'atlas-form': z.strictObject({}).transform((): Action => ({ do: 'atlas-form' })),
	'atlas-preview': z
		.strictObject({ text: pasted.optional(), on: day })
		.transform(({ text = '', on }): Action => ({ do: 'atlas-preview', text, on })),
	'atlas-publish': z
		.strictObject({ text: pasted.optional(), on: day, h: z.string().regex(/^\d{1,9}-[a-z0-9]{1,7}$/) })
		.transform(({ text = '', on, h }): Action => ({ do: 'atlas-publish', text, on, stamp: h })),
} as const
