import { z } from 'zod'
import { leavingAges, usualLeavingAge } from '../domain/atlas/outlook'
import { isDate } from '../domain/shared/calendar'
import { lookAtAtlas, openAtlasForm, previewAtlas, publishAtlas } from '../flows/atlas/atlas'
import { chosen, day, departmentId, nothing } from './fields'
import { row } from './row'

const age = z
	.enum(leavingAges.map(String) as [string, ...string[]])
	.transform((text) => leavingAges.find((one) => String(one) === text) ?? usualLeavingAge)
/** All of a large town's departments, six lines each. */
const pasted = z
	.string()
	.max(20_000)
	.optional()
	.transform((text = '') => text)
const count = { text: pasted, on: day.refine(isDate) }

/** What people do with the age atlas. `pick` is a department, `town` or nothing; `d` is the one before them. */
export const atlas = {
	'atlas-look': row({
		reads: z
			.strictObject({
				d: departmentId.optional(),
				pick: chosen(departmentId),
				o: z.enum(['0', '1']).optional(),
				age: chosen(age),
			})
			.transform((read) => ({
				departmentId: read.pick || read.d,
				outlook: read.o === '1',
				leavingAge: read.age || usualLeavingAge,
			})),
		may: 'see-age-atlas',
		does: ({ tools, who }, look) => lookAtAtlas(tools, who, look),
		shows: ['atlas'],
	}),
	'atlas-form': row({
		reads: nothing,
		may: 'import-age-atlas',
		does: ({ tools, who }) => openAtlasForm(tools, who),
		shows: ['atlas'],
	}),
	'atlas-preview': row({
		reads: z.strictObject(count),
		may: 'import-age-atlas',
		does: ({ tools, who }, pastedCount) => previewAtlas(tools, who, pastedCount),
		shows: ['atlas'],
	}),
	'atlas-publish': row({
		reads: z
			.strictObject({ ...count, h: z.string().regex(/^\d{1,9}-[a-z0-9]{1,7}$/) })
			.transform(({ h, ...read }) => ({ ...read, stamp: h })),
		may: 'import-age-atlas',
		does: ({ tools, who }, pastedCount) => publishAtlas(tools, who, pastedCount),
		shows: ['atlas'],
	}),
}
