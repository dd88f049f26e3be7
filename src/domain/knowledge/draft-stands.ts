import type { Draft, Entry } from './entry'
import { sameWords } from './entry-content'
import type { PositionKnowledge } from './knowledge'

/** How a draft of the interview stands beside what was handed in of it. */
export interface DraftStand {
	readonly draft: Draft
	readonly stands: 'new' | 'changed' | 'waiting' | 'returned' | 'released' | 'archived'
	readonly entry?: Entry
}

/** Where an entry keeps which draft it came from. */
export function originOf(caseId: string, draft: Pick<Draft, 'key'>): string {
	return `${caseId}#${draft.key}`
}

/** Whether it can be handed in, for the first time or again. */
export function canHandIn({ stands }: Pick<DraftStand, 'stands'>): boolean {
	return stands === 'new' || stands === 'changed' || stands === 'returned'
}

/**
 * Each draft with what became of it. `authorId` is whose interview it is: words that another person has changed since,
 * with a second person's release, are not offered for overwriting.
 */
export function draftStands(
	knowledge: Pick<PositionKnowledge, 'entries'>,
	caseId: string,
	authorId: string,
	drafts: readonly Draft[],
): readonly DraftStand[] {
	return drafts.map((draft): DraftStand => {
		const entry = knowledge.entries.find((one) => one.from === originOf(caseId, draft))
		if (!entry) return { draft, stands: 'new' }
		return { draft, entry, stands: standOf(draft, entry, authorId) }
	})
}

function standOf(draft: Draft, entry: Entry, authorId: string): DraftStand['stands'] {
	const { proposal } = entry
	if (entry.state === 'archived') return 'archived'
	if (entry.state === 'submitted')
		return entry.returnedWith !== undefined ? 'returned' : sameWords(draft, entry) ? 'waiting' : 'changed'
	if (proposal && proposal.by !== authorId) return 'released'
	if (proposal)
		return entry.returnedWith !== undefined ? 'returned' : sameWords(draft, proposal.content) ? 'waiting' : 'changed'
	return sameWords(draft, entry) || entry.authorId !== authorId ? 'released' : 'changed'
}
