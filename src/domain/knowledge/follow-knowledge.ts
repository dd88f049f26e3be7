import { type Moves, movedCase, movedKeys, movedNumber, movedPosition, onlyOnce, shiftOf } from '../directory/moves'
import { followNotice } from '../notices/follow-notice'
import { knowledgeId, type PositionKnowledge } from './knowledge'

/** What a position knows, under the id of the position that inherits it. */
export function followKnowledge(knowledge: PositionKnowledge, moves: Moves): PositionKnowledge {
	const { positionId } = knowledge
	const number = (id: string) => movedNumber(moves, positionId, id)
	return {
		...knowledge,
		positionId: movedPosition(moves, positionId),
		nextNumber: knowledge.nextNumber + shiftOf(moves, knowledgeId(positionId)),
		entries: knowledge.entries.map((entry) => ({
			...entry,
			id: number(entry.id),
			...(entry.from !== undefined && { from: movedOrigin(entry.from, moves) }),
		})),
		cases: knowledge.cases.map((one) => ({
			...one,
			id: movedCase(moves, one.id),
			marks: movedKeys(one.marks, number),
		})),
		questions: knowledge.questions.map((question) => ({
			...question,
			id: number(question.id),
			...(question.entryId !== undefined && { entryId: number(question.entryId) }),
		})),
		pending: knowledge.pending.map((notice) => followNotice(notice, moves)),
	}
}

/** Everything that two positions know, as one: what is added gets numbers that are free. */
export function uniteKnowledge(into: PositionKnowledge, gone: PositionKnowledge, moves: Moves): PositionKnowledge {
	const taken = {
		from: knowledgeId(gone.positionId),
		into: knowledgeId(into.positionId),
		shift: into.nextNumber - 1,
	}
	const from = followKnowledge(gone, { ...moves, taken: [taken, ...moves.taken] })
	return {
		...into,
		revision: Math.max(into.revision, from.revision) + 1,
		nextNumber: from.nextNumber,
		entries: [...into.entries, ...from.entries],
		cases: [...into.cases, ...from.cases],
		questions: [...into.questions, ...from.questions],
		took: [...(into.took ?? []), taken],
		pending: onlyOnce([...into.pending, ...from.pending], ({ key }) => key),
	}
}

/** What a position knows, where nothing is known yet of the one that inherits it. */
export function settleKnowledge(gone: PositionKnowledge, moves: Moves): PositionKnowledge {
	const next = followKnowledge(gone, moves)
	const taken = { from: knowledgeId(gone.positionId), into: knowledgeId(next.positionId), shift: 0 }
	return { ...next, took: [taken] }
}

/** `<case>#<draft key>` */
function movedOrigin(from: string, moves: Moves): string {
	const at = from.indexOf('#')
	return at < 0 ? from : `${movedCase(moves, from.slice(0, at))}${from.slice(at)}`
}
