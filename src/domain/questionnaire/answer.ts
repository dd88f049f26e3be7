/** `L16`: what a question is called in the catalogue. */
export type QuestionId = string

/**
 * Something a person listed and a loop runs through: a service from the catalogue or one of their own. Its id never
 * changes.
 */
export interface Item {
	readonly id: string
	/** Set when the person added or renamed it; otherwise the catalogue's wording counts. */
	readonly name?: string
	/** Taken off the list. Its answers stay and come back when it is added again. */
	readonly removed?: true
}

export type Value = string | number | readonly string[] | readonly Item[]

/** "I don't know", "does not apply" and "later" are answers of their own; none of them is ever scored as 0. */
export const withheld = ['unknown', 'not-applicable', 'later'] as const
export type Withheld = (typeof withheld)[number]
export type Answer = { readonly status: 'given'; readonly value: Value } | { readonly status: Withheld }

/** `L16`, or `L16@gewerbe-anmeldung` inside a loop. */
export type AnswerKey = string
export type Answers = Readonly<Record<AnswerKey, Answer>>

export function answerKey(question: QuestionId, item?: Pick<Item, 'id'>): AnswerKey {
	return item ? `${question}@${item.id}` : question
}

/** Own property only, so that a key like `constructor` finds nothing. */
export function answerAt(answers: Answers, key: AnswerKey): Answer | undefined {
	return Object.hasOwn(answers, key) ? answers[key] : undefined
}

export function itemsIn(answer: Answer | undefined): readonly Item[] {
	if (answer?.status !== 'given' || !Array.isArray(answer.value)) return []
	return (answer.value as readonly (Item | string)[]).filter((entry): entry is Item => typeof entry === 'object')
}

/** The items that are on the list now, in the person's order. */
export function activeItems(answer: Answer | undefined): readonly Item[] {
	return itemsIn(answer).filter((item) => !item.removed)
}

export function sameAnswer(one: Answer | undefined, other: Answer | undefined): boolean {
	return JSON.stringify(one) === JSON.stringify(other)
}
