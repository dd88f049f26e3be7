import { z } from 'zod'
import { answersOnCard } from '../cards/handover/successor-agenda'
import type { TakeOverEvent } from '../domain/handover/decide-take-over'
import { lookAtTakeOver, takeOver } from '../flows/handover/take-over'
import { callDeputyFor, openCallForm } from '../flows/knowledge/deputy'
import { caseId, day, entryId, positionId, typed } from './fields'
import { row } from './row'

const stamp = z.string().regex(/^[a-z0-9]{1,10}$/)
const several = (one: string) => z.string().regex(new RegExp(`^${one}(,${one}){0,${answersOnCard - 1}}$`))
const input = typed.optional().transform((text = '') => text)
const pages = ['overview', 'agenda', 'look-back', 'acting'] as const

/**
 * The successor's dialog and calling a deputy: `c` handover, `e` entry, `r` stamp of what the card shows, `p` position.
 */
export const successor = {
	'take-look': row({
		reads: z
			.strictObject({ c: caseId, page: z.enum(pages) })
			.transform(({ c, page }) => ({ caseId: c, page: { page } })),
		may: 'see-handovers',
		does: ({ tools, who }, asked) => lookAtTakeOver(tools, who, asked),
		shows: ['take-over'],
	}),
	'take-entry': row({
		reads: z
			.strictObject({ c: caseId, e: entryId })
			.transform(({ c, e }) => ({ caseId: c, page: { page: 'entry' as const, entryId: e } })),
		may: 'see-handovers',
		does: ({ tools, who }, asked) => lookAtTakeOver(tools, who, asked),
		shows: ['take-over'],
	}),
	'take-clear': event({ e: entryId, r: stamp, question: input }, ({ e, r, question }) => ({
		type: 'marked',
		entryId: e,
		stamp: r,
		says: 'understood',
		question,
	})),
	'take-unclear': event({ e: entryId, r: stamp, question: input }, ({ e, r, question }) => ({
		type: 'marked',
		entryId: e,
		stamp: r,
		says: 'unclear',
		question,
	})),
	'take-answer': event(
		{ e: several('e\\d{1,6}'), r: several('[a-z0-9]{1,10}'), a0: input, a1: input, a2: input, a3: input, a4: input },
		({ e, r, a0, a1, a2, a3, a4 }) => {
			const [stamps, texts] = [r.split(','), [a0, a1, a2, a3, a4]]
			const answers = e.split(',').map((id, at) => ({ entryId: id, stamp: stamps[at] ?? '', text: texts[at] ?? '' }))
			return { type: 'answered', answers }
		},
	),
	'take-act': event({ r: stamp.optional() }, ({ r }) => ({ type: 'can-act', ...(r !== undefined && { seen: r }) })),
	'take-missing': event({ text: input }, ({ text }) => ({ type: 'looked-back', text })),
	'call-form': row({
		reads: z.strictObject({ p: positionId }).transform(({ p }) => p),
		may: 'call-deputy',
		does: ({ tools, who }, position) => openCallForm(tools, who, position),
		shows: ['call-deputy'],
	}),
	'call-deputy': row({
		reads: z
			.strictObject({ p: positionId, to: z.string().max(80).optional(), until: day.optional() })
			.transform(({ p, to = '', until = '' }) => ({ positionId: p, personId: to, until })),
		may: 'call-deputy',
		does: ({ tools, who }, call) => callDeputyFor(tools, who, call),
		shows: ['call-deputy'],
	}),
}

/** Something happens in the dialog about one handover. */
function event<Fields extends z.ZodRawShape>(
	fields: Fields,
	eventOf: (read: z.output<z.ZodObject<Fields>>) => TakeOverEvent,
) {
	return row({
		reads: z.strictObject({ c: caseId, ...fields }).transform((read) => {
			const { c, ...rest } = read as { c: string }
			return { caseId: c, event: eventOf(rest as z.output<z.ZodObject<Fields>>) }
		}),
		may: 'see-handovers',
		does: ({ tools, who }, happened) => takeOver(tools, who, happened),
		shows: ['take-over'],
	})
}
