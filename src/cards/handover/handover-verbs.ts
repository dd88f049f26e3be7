import { z } from 'zod'
import type { Action } from '../../dialog/action'
import { knowledgeDoors } from '../../dialog/knowledge-action'
import type { CaseFacts } from '../../domain/handover/decide-case'
import { handoverKinds } from '../../domain/knowledge/handover-case'

const slug = '[a-z0-9][a-z0-9-]{0,59}'
const caseId = z.string().regex(new RegExp(`^${slug}:\\d{1,6}$`))
const positionId = z.string().regex(new RegExp(`^${slug}$`))
const personId = z.string().regex(new RegExp(`^${slug}$`))
const kind = z.enum(handoverKinds)
const day = z.string().max(40)
/** `-` is the choice that nobody is known yet. */
const person = personId
	.or(z.literal(''))
	.or(z.literal('-'))
	.transform((id) => (id === '-' ? '' : id))

/** `position|person`, as the choices of the card that asks for whom. */
const whom = z.string().regex(new RegExp(`^${slug}\\|${slug}$`))
/** `done|step` or `open|step`. */
const tick = z.string().regex(/^(?:done|open)\|[a-z0-9-]{1,30}$/)
/** `door|position|case`, the last two as far as needed, or `new`. */
const place = z
	.string()
	.max(200)
	.regex(new RegExp(`^(?:new|[a-z-]{1,20}(?:\\|(?:${slug})?(?:\\|${slug}:\\d{1,6})?)?)$`))

/** What the forms hold; an absence names no month, it follows from its first day. */
const facts = {
	month: z.string().max(7).optional(),
	last: day.optional(),
	starts: day.optional(),
	until: day.optional(),
	to: person.optional(),
	guide: person.optional(),
} as const

/** The handovers: opening, changing, ticking off and ending one; and going from the hub to wherever is picked there. */
export const handoverVerbs = {
	'handover-new': z
		.strictObject({
			dep: positionId.or(z.literal('')).optional(),
			who: whom.or(z.literal('')).optional(),
			kind: kind.optional(),
		})
		.transform(({ dep, who = '', kind: why }): Action => {
			const [position, holder] = who.split('|')
			return {
				do: 'handover-new',
				departmentId: dep || undefined,
				positionId: position || undefined,
				personId: holder || undefined,
				kind: why,
			}
		}),
	'handover-open': z.strictObject({ p: positionId, kind, who: personId.optional(), ...facts }).transform(
		({ p, kind: why, who, ...read }): Action => ({
			do: 'handover-open',
			positionId: p,
			request: { kind: why, personId: who, ...factsFrom(read) },
		}),
	),
	'handover-form': z.strictObject({ c: caseId }).transform(({ c }): Action => ({ do: 'handover-form', caseId: c })),
	'handover-change': z
		.strictObject({ c: caseId, r: z.string().regex(/^[0-9a-z]{1,8}$/), ...facts })
		.transform(({ c, r, ...read }): Action => ({ do: 'handover-change', caseId: c, facts: factsFrom(read), stamp: r })),
	'handover-step': z
		.strictObject({ c: caseId, pick: tick.or(z.literal('')).optional() })
		.transform(({ c, pick = '' }): Action => {
			const [what, step = ''] = pick.split('|')
			return { do: 'handover-step', caseId: c, step, done: what === 'done' }
		}),
	'handover-close': z
		.strictObject({ c: caseId, sure: z.literal('yes').optional() })
		.transform(({ c, sure }): Action => ({ do: 'handover-close', caseId: c, sure: sure === 'yes' })),
	'handover-reopen': z.strictObject({ c: caseId }).transform(({ c }): Action => ({ do: 'handover-reopen', caseId: c })),
	'knowledge-pick': z
		.strictObject({ pick: place.or(z.literal('')).optional(), q: z.string().max(4_000).optional() })
		.transform(({ pick = '' }): Action => {
			if (pick === 'new') return { do: 'handover-new' }
			const [name, position, one] = pick.split('|')
			const door = knowledgeDoors.find((known) => known === name) ?? 'home'
			return { do: 'knowledge', door, positionId: position || undefined, caseId: one || undefined }
		}),
	'knowledge-find': z
		.strictObject({ q: z.string().max(4_000).optional(), pick: place.or(z.literal('')).optional() })
		.transform(({ q }): Action => ({ do: 'knowledge', door: 'search', text: q })),
} as const

function factsFrom({
	month = '',
	last = '',
	starts = '',
	until = '',
	to = '',
	guide = '',
}: z.output<z.ZodObject<typeof facts>>): CaseFacts {
	return { month, lastDayOn: last, startsOn: starts, until, successorId: to, guideId: guide }
}
