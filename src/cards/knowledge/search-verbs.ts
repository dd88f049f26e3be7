import { z } from 'zod'
import type { Action } from '../../dialog/action'

const positionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const input = z.string().max(4_000)
/** An entry or a question of a position, as a list offers it: `steuern/e7`. Nothing chosen is the empty text. */
const picked = z.string().regex(/^(?:[a-z0-9][a-z0-9-]{0,59}\/[eq]\d{1,6})?$/)

/** Looking for knowledge, asking a position, answering. */
export const searchVerbs = {
	find: z
		.strictObject({ q: input.optional(), pick: picked.optional() })
		.transform(({ q = '' }): Action => ({ do: 'find', text: q })),
	'find-open': z.strictObject({ pick: picked.optional(), q: input.optional() }).transform(({ pick = '' }): Action => {
		const [position = '', entryId = ''] = pick.split('/')
		return { do: 'find-open', positionId: position, entryId }
	}),
	ask: z
		.strictObject({ q: input.optional(), pick: picked.optional(), p: positionId.optional() })
		.transform(({ q = '', p }): Action => ({ do: 'ask', text: q, ...(p !== undefined && { positionId: p }) })),
	'ask-send': z
		.strictObject({ q: input.optional(), to: positionId.or(z.literal('')).optional() })
		.transform(({ q = '', to = '' }): Action => ({ do: 'ask-send', positionId: to, text: q })),
	'ask-list': z.strictObject({ q: input.optional() }).transform((): Action => ({ do: 'ask-list' })),
	'ask-answer': z
		.strictObject({ pick: picked.optional(), text: input.optional() })
		.transform(({ pick = '', text = '' }): Action => {
			const [position = '', questionId = ''] = pick.split('/')
			return { do: 'ask-answer', positionId: position, questionId, text }
		}),
} as const
