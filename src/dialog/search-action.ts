/**
 * Looking for what the town's positions know, and asking where nothing is known yet. Its form has been checked, its
 * permission not.
 */
export type SearchAction =
	| { readonly do: 'find'; readonly text: string }
	/** One entry, to be read as a whole. */
	| { readonly do: 'find-open'; readonly positionId: string; readonly entryId: string }
	/** Nothing was found: which position could know it? `positionId` is the one that comes to mind first. */
	| { readonly do: 'ask'; readonly text: string; readonly positionId?: string }
	| { readonly do: 'ask-send'; readonly positionId: string; readonly text: string }
	/** The questions that wait for whoever looks. */
	| { readonly do: 'ask-list' }
	| { readonly do: 'ask-answer'; readonly positionId: string; readonly questionId: string; readonly text: string }
