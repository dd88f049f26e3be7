import { z } from 'zod'
import type { CaseFacts } from '../domain/handover/case-facts'
import { handoverKinds } from '../domain/knowledge/handover-case'
import { readMonth } from '../domain/shared/entered-dates'
import { positionAndPerson } from '../domain/shared/ids'
import {
	beginHandover,
	changeHandover,
	closeHandover,
	openHandoverForm,
	openHandovers,
	reopenHandover,
	tickHandoverStep,
} from '../flows/handover/change-handover'
import { caseId, chosen, day, departmentId, empty, personId, positionId } from './fields'
import { row } from './row'

const kind = z.enum(handoverKinds)
/** As `YYYY-MM`, in whatever spelling; what cannot be read counts as none, and the form asks for it again. */
const month = z
	.string()
	.max(60)
	.transform((text) => readMonth(text) ?? '')
/** `-` is the choice that no person is known yet. */
const person = personId
	.or(empty)
	.or(z.literal('-'))
	.transform((id) => (id === '-' ? '' : id))
/** Positions of one person, as a list of several sends them. */
const positionIds = z
	.string()
	.max(2_000)
	.refine((text) => text === '' || text.split(',').every((one) => positionId.safeParse(one).success))
const whom = z.string().regex(positionAndPerson)
/** `done|step` or `open|step`. */
const tick = z.string().regex(/^(?:done|open)\|[a-z0-9-]{1,30}$/)
const stamp = z.string().regex(/^[0-9a-z]{1,8}$/)

/** What the forms hold; an absence names no month, it follows from its first day. */
const facts = {
	month: month.optional(),
	last: day.optional(),
	starts: day.optional(),
	until: day.optional(),
	to: person.optional(),
	guide: person.optional(),
} as const

/** The handovers: opening, changing, ticking off and ending one. Looking at them is one of the places of knowledge. */
export const handover = {
	'handover-new': row({
		reads: z
			.strictObject({ dep: chosen(departmentId), who: chosen(whom), kind: kind.optional() })
			.transform(({ dep, who = '', kind: why }) => {
				const [position, holder] = who.split('|')
				return {
					departmentId: dep || undefined,
					positionId: position || undefined,
					personId: holder || undefined,
					kind: why,
				}
			}),
		may: 'open-handover',
		does: ({ tools, who }, asked) => beginHandover(tools, who, asked),
		shows: ['handover-new', 'handover-form'],
	}),
	'handover-open': row({
		reads: z
			.strictObject({ p: positionId, ps: positionIds.optional(), kind, who: personId.optional(), ...facts })
			.transform(({ p, ps = '', kind: why, who, ...read }) => ({
				positionIds: ps === '' ? [p] : ps.split(','),
				request: { kind: why, personId: who, ...factsFrom(read) },
			})),
		may: 'open-handover',
		does: ({ tools, who }, asked) => openHandovers(tools, who, asked),
		shows: ['handover', 'handovers', 'handover-form'],
	}),
	'handover-form': row({
		reads: z.strictObject({ c: caseId }).transform(({ c }) => c),
		may: 'see-handovers',
		does: ({ tools, who }, id) => openHandoverForm(tools, who, id),
		shows: ['handover', 'handover-form'],
	}),
	'handover-change': row({
		reads: z
			.strictObject({ c: caseId, r: stamp, ...facts })
			.transform(({ c, r, ...read }) => ({ caseId: c, facts: factsFrom(read), stamp: r })),
		may: 'see-handovers',
		does: ({ tools, who }, change) => changeHandover(tools, who, change),
		shows: ['handover', 'handover-form'],
	}),
	'handover-step': row({
		reads: z.strictObject({ c: caseId, pick: chosen(tick) }).transform(({ c, pick = '' }) => {
			const [what, step = ''] = pick.split('|')
			return { caseId: c, step, done: what === 'done' }
		}),
		may: 'see-handovers',
		does: ({ tools, who }, ticked) => tickHandoverStep(tools, who, ticked),
		shows: ['handover'],
	}),
	'handover-close': row({
		reads: z
			.strictObject({ c: caseId, sure: z.literal('yes').optional() })
			.transform(({ c, sure }) => ({ caseId: c, sure: sure === 'yes' })),
		may: 'see-handovers',
		does: ({ tools, who }, closing) => closeHandover(tools, who, closing),
		shows: ['handover'],
	}),
	'handover-reopen': row({
		reads: z.strictObject({ c: caseId }).transform(({ c }) => c),
		may: 'see-handovers',
		does: ({ tools, who }, id) => reopenHandover(tools, who, id),
		shows: ['handover'],
	}),
}

function factsFrom({
	month: inMonth = '',
	last = '',
	starts = '',
	until = '',
	to = '',
	guide = '',
}: z.output<z.ZodObject<typeof facts>>): CaseFacts {
	return { month: inMonth, lastDayOn: last, startsOn: starts, until, successorId: to, guideId: guide }
}
