import type { Directory } from '../directory/directory'
import type { Commitment } from '../reminders/reminder'
import type { PositionKnowledge } from './knowledge'

/** What a position's entries ask of its caretakers: its recurring deadlines, and to say whether an entry is still right. */
export function entryCommitments(_knowledge: PositionKnowledge, _directory: Directory, _today: string): readonly Commitment[] {
	return []
}
