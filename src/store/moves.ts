import { copiesOf, followSession, settleSession, uniteSessions } from '../domain/digicheck/follow-session'
import type { Session } from '../domain/digicheck/session'
import { type Moves, movedPosition, movedSession, type Taken } from '../domain/directory/moves'
import { followKnowledge, settleKnowledge, uniteKnowledge } from '../domain/knowledge/follow-knowledge'
import { knowledgeId, type PositionKnowledge } from '../domain/knowledge/knowledge'
import { followNotice, followSubject } from '../domain/notices/follow-notice'
import type { Notice, RedrawNotice } from '../domain/notices/notice'
import type { OutboxMessage } from './kinds'
import type { Move } from './row'

/** How what has an id of its own follows a change of the organisation; the rest stands in register.ts. */
export const sessionMoves: Move<Session> = {
	follow: followSession,
	id: (id, moves) => movedSession(moves, id),
	unite: (into, gone, moves) => (into ? uniteSessions(into, gone, moves) : settleSession(gone, moves)),
	copies: (session, moves, round) => Object.fromEntries(copiesOf(session, moves, round).map((one) => [one.id, one])),
	taken: takenBy,
	settled: withoutMarks,
}

export const knowledgeMoves: Move<PositionKnowledge> = {
	follow: followKnowledge,
	id: (id, moves) => knowledgeId(movedPosition(moves, id.slice(knowledgeId('').length))),
	unite: (into, gone, moves) => (into ? uniteKnowledge(into, gone, moves) : settleKnowledge(gone, moves)),
	taken: takenBy,
	settled: withoutMarks,
}

/** A message that waits names what it is about as it is called today. One that is on its way is left alone. */
export function followMessage(message: OutboxMessage, moves: Moves): OutboxMessage {
	if (message.state === 'sending') return message
	const work = message.entry.work as Notice | Pick<RedrawNotice, 'kind' | 'subject'>
	const moved = 'key' in work ? followNotice(work, moves) : { ...work, subject: followSubject(work.subject, moves) }
	return { ...message, entry: { ...message.entry, work: moved } }
}

interface Marked {
	readonly took?: readonly Taken[]
}

function takenBy({ took = [] }: Marked): readonly Taken[] {
	return took
}

function withoutMarks<Value extends Marked>({ took: _done, ...value }: Value): Value {
	return value as Value
}
