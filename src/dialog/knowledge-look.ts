/**
 * The places of everything about knowledge that can be opened from a button, a typed command or a reminder; each has
 * its own flow.
 */
export const knowledgeDoors = [
	/** What there is to do and to look up, for the person who asks. */
	'home',
	/** The person's own interview: its modules. */
	'interview',
	/** What would be handed in of it now, and what has been. */
	'drafts',
	/** What waits for the person's release. */
	'releases',
	/** All that a position knows. */
	'position',
	/** The handovers that a person may see: the guide's cockpit. */
	'cases',
	/** The successor's dialog. */
	'take-over',
	/** First day, first week, first month. */
	'onboarding',
	/** The one page for the deputy. */
	'deputy',
	/** How well each position is covered, and why. */
	'risks',
	'search',
	'atlas',
	/** What is stored about the person. */
	'my-data',
] as const
export type KnowledgeDoor = (typeof knowledgeDoors)[number]

/** A person wants to look. Ids that are missing mean the person's own; `text` is what was typed. */
export interface KnowledgeLook {
	readonly door: KnowledgeDoor
	readonly positionId?: string | undefined
	readonly caseId?: string | undefined
	readonly entryId?: string | undefined
	readonly text?: string | undefined
}
