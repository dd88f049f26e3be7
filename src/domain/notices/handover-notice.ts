/**
 * What a message about a handover or about a position's knowledge can be about. Each is told to one person, in their
 * own chat.
 */
export const handoverNews = [
	/** To the person who hands over or is away: it has been opened. */
	'opened',
	'successor-named',
	'guide-named',
	/** To the second pair of eyes. */
	'entry-submitted',
	/** To the author; `comment` says what is asked for. */
	'entry-returned',
	'entries-released',
] as const
export type HandoverNews = (typeof handoverNews)[number]

/** A question to the position's caretakers, and the answer to the person who asked. */
export type QuestionNews = 'question-asked' | 'question-answered'

/** What the successor's dialog and the call of a deputy tell. */
export const successorNewsKinds = [
	/** To the person who hands over, and the answer to the successor. */
	'unclear-point',
	'unclear-answered',
	/** The successor can act: to the person who hands over and to the guide. */
	'can-act',
	'deputy-called',
	/** To the person who handed over, when the successor can act. */
	'thanks',
] as const
export type SuccessorNews = (typeof successorNewsKinds)[number]

/**
 * Says that something about a handover or a position's knowledge concerns a person. It names things, never their
 * content; the card reads that afresh.
 */
export interface HandoverNotice {
	readonly kind: 'handover'
	readonly about: HandoverNews | QuestionNews | SuccessorNews
	readonly positionId: string
	/** Absent where it is about the position and no handover, such as a question from the search. */
	readonly caseId?: string
	readonly entryId?: string
	/** `q3`, where it is about a question. */
	readonly questionId?: string
	/** Who caused it, where the card names them. */
	readonly byId?: string
	/** What one person wrote for the other. Has passed the guard. */
	readonly comment?: string
}
