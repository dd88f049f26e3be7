import { z } from 'zod'
import { knowledgeIdInTown } from '../domain/shared/ids'
import {
	answerWaitingQuestion,
	askPosition,
	findKnowledge,
	openFound,
	prepareQuestion,
	waitingQuestions,
} from '../flows/knowledge/search-knowledge'
import { chosen, positionId, typed } from './fields'
import { row } from './row'

const input = typed.optional().transform((text = '') => text)
const picked = chosen(z.string().regex(knowledgeIdInTown)).transform((text = '') => {
	const [position = '', id = ''] = text.split('/')
	return { positionId: position, id }
})

/** Looking for knowledge, asking a position, answering. */
export const search = {
	find: row({
		reads: z.strictObject({ q: input, pick: picked }).transform(({ q }) => q),
		may: 'search-knowledge',
		does: ({ tools, who }, text) => findKnowledge(tools, who, text),
		shows: ['found'],
	}),
	'find-open': row({
		reads: z
			.strictObject({ pick: picked, q: input })
			.transform(({ pick }) => ({ positionId: pick.positionId, entryId: pick.id })),
		may: 'search-knowledge',
		does: ({ tools, who }, entry) => openFound(tools, who, entry),
		shows: ['found', 'found-entry'],
	}),
	ask: row({
		reads: z
			.strictObject({ q: input, pick: picked, p: positionId.optional() })
			.transform(({ q, p }) => ({ text: q, positionId: p })),
		may: 'search-knowledge',
		does: ({ tools, who }, question) => prepareQuestion(tools, who, question),
		shows: ['found', 'asking'],
	}),
	'ask-send': row({
		reads: z
			.strictObject({ q: input, to: chosen(positionId) })
			.transform(({ q, to = '' }) => ({ positionId: to, text: q })),
		may: 'search-knowledge',
		does: ({ tools, who }, question) => askPosition(tools, who, question),
		shows: ['found', 'asking'],
	}),
	'ask-list': row({
		reads: z.strictObject({ q: input }),
		may: 'search-knowledge',
		does: ({ tools, who }) => waitingQuestions(tools, who),
		shows: ['questions'],
	}),
	'ask-answer': row({
		reads: z
			.strictObject({ pick: picked, text: input })
			.transform(({ pick, text }) => ({ positionId: pick.positionId, questionId: pick.id, text })),
		may: 'search-knowledge',
		does: ({ tools, who }, answered) => answerWaitingQuestion(tools, who, answered),
		shows: ['questions'],
	}),
}
