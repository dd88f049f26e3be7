import { z } from 'zod'
import { type KnowledgeLook, knowledgeDoors } from '../dialog/knowledge-look'
import { knowledgePlace } from '../domain/shared/ids'
import { beginHandover } from '../flows/handover/change-handover'
import { caseId, chosen, entryId, positionId, typed } from './fields'
import { behindDoors, openDoor } from './knowledge-doors'
import { row } from './row'

const place = z.string().max(200).regex(knowledgePlace)

/** Opens one of the places of knowledge: `to` the door, `p` position, `c` handover, `e` entry, `q` what was typed. */
export const knowledge = {
	knowledge: row({
		reads: z
			.strictObject({
				to: z.enum(knowledgeDoors),
				p: positionId.optional(),
				c: caseId.optional(),
				e: entryId.optional(),
				q: typed.optional(),
			})
			.transform(({ to, p, c, e, q }): KnowledgeLook => ({ door: to, positionId: p, caseId: c, entryId: e, text: q })),
		may: 'everybody',
		does: (turn, look) => openDoor(turn, look),
		shows: behindDoors,
	}),
	'knowledge-pick': row({
		reads: z.strictObject({ pick: chosen(place), q: typed.optional() }).transform(({ pick = '' }) => {
			const [name, position, one] = pick.split('|')
			const door = name === 'new' ? ('new' as const) : (knowledgeDoors.find((known) => known === name) ?? 'home')
			return { door, positionId: position || undefined, caseId: one || undefined }
		}),
		may: 'everybody',
		does: (turn, { door, ...look }) =>
			door === 'new' ? beginHandover(turn.tools, turn.who, {}) : openDoor(turn, { door, ...look }),
		shows: behindDoors,
	}),
	'knowledge-find': row({
		reads: z.strictObject({ q: typed.optional(), pick: chosen(place) }).transform(({ q }) => q),
		may: 'everybody',
		does: (turn, text) => openDoor(turn, { door: 'search', text }),
		shows: behindDoors,
	}),
}
