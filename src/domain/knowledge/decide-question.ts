import type { Directory, Person } from '../directory/directory'
import { caretakersOf, positionById, superiorsOf } from '../directory/positions'
import type { SensitiveKind } from '../shared/guard'
import { normalise } from '../shared/spelling'
import { clean } from '../shared/text'
import type { Entry } from './entry'
import { releasersOf } from './four-eyes'
import type { KnowledgeCircumstances, KnowledgeDecision, OpenQuestion, PositionKnowledge } from './knowledge'
import { telling } from './tell'

/** What came of asking or answering, for one sentence on the card. */
export type QuestionRemark =
	| {
			readonly is:
				| 'asked'
				| 'asked-already'
				| 'answered'
				| 'answered-already'
				| 'empty'
				| 'too-long'
				| 'too-many'
				| 'no-position'
				| 'nobody-there'
				| 'no-question'
	  }
	| { readonly is: 'sensitive'; readonly what: SensitiveKind }

/** Characters. */
export const longestQuestion = 300
export const longestAnswer = 1_500
/** A position that has so many open questions needs help and not more of them. */
const mostOpen = 30
const mostOfOnePerson = 5

/** Questions that are not answered yet, the oldest first. */
export function openQuestions({ questions }: Pick<PositionKnowledge, 'questions'>): readonly OpenQuestion[] {
	return questions.filter((one) => one.entryId === undefined)
}

/** Who may answer what a position is asked: those who take care of it, and those to whom it answers. */
export function mayAnswer(directory: Directory, positionId: string, person: Pick<Person, 'id'>): boolean {
	return [...caretakersOf(directory, positionId), ...superiorsOf(directory, positionId)].some(
		(one) => one.id === person.id,
	)
}

/** Everybody who waits for the answer; people who have been forgotten do not. */
export function askersOf({ askedBy, also = [] }: OpenQuestion): readonly string[] {
	return [askedBy, ...also].filter((id) => id !== '')
}

/**
 * Nothing answers it yet: the question waits for those who take care of the position. The same question of another
 * person is no second one.
 */
export function askQuestion(
	knowledge: PositionKnowledge,
	typed: string,
	{ directory, actor, today, guard }: KnowledgeCircumstances,
): KnowledgeDecision<QuestionRemark> {
	const { positionId } = knowledge
	const text = tidy(typed)
	const refusal = refused(text, longestQuestion, guard)
	if (refusal) return { said: refusal }
	if (!positionById(directory, positionId)) return { said: { is: 'no-position' } }
	const caretakers = caretakersOf(directory, positionId).filter((one) => one.id !== actor.id)
	if (caretakers.length === 0) return { said: { is: 'nobody-there' } }
	const open = openQuestions(knowledge)
	const same = open.find((one) => alike(one.text, text))
	if (same && askersOf(same).includes(actor.id)) return { said: { is: 'asked-already' } }
	if (!same && open.length >= mostOpen) return { said: { is: 'too-many' } }
	if (open.filter((one) => askersOf(one).includes(actor.id)).length >= mostOfOnePerson)
		return { said: { is: 'too-many' } }
	const revision = knowledge.revision + 1
	if (same) {
		const joined = { ...same, also: [...(same.also ?? []), actor.id] }
		return {
			next: { ...knowledge, revision, questions: knowledge.questions.map((one) => (one === same ? joined : one)) },
			said: { is: 'asked' },
		}
	}
	const question: OpenQuestion = { id: `q${knowledge.nextNumber}`, text, askedBy: actor.id, on: today }
	const next = {
		...knowledge,
		revision,
		nextNumber: knowledge.nextNumber + 1,
		questions: [...knowledge.questions, question],
	}
	const toIds = caretakers.map(({ id }) => id)
	return {
		next: telling(next, toIds, { about: 'question-asked', questionId: question.id, byId: actor.id }),
		said: { is: 'asked' },
	}
}

/**
 * The person who asked gets the answer at once. For everybody else it becomes an entry that waits for a second pair of
 * eyes, so that the same question is answered by the search the next time; it is for the whole town, since it was the
 * town that asked.
 */
export function answerQuestion(
	knowledge: PositionKnowledge,
	questionId: string,
	typed: string,
	{ directory, actor, today, guard }: KnowledgeCircumstances,
): KnowledgeDecision<QuestionRemark> {
	const { positionId } = knowledge
	// Those who may not answer learn nothing: neither whether there is a question nor what it says.
	const question = mayAnswer(directory, positionId, actor)
		? knowledge.questions.find((one) => one.id === questionId)
		: undefined
	if (!question) return { said: { is: 'no-question' } }
	const answer = clean(typed)
	if (question.entryId !== undefined) return { said: { is: 'answered-already' } }
	const refusal = refused(answer, longestAnswer, guard)
	if (refusal) return { said: refusal }
	const entry: Entry = {
		id: `e${knowledge.nextNumber}`,
		type: 'advice',
		title: question.text.slice(0, 120),
		fields: { content: answer },
		visibility: 'town',
		authorId: actor.id,
		state: 'submitted',
		revision: 0,
		submittedOn: today,
		helped: 0,
		answered: [],
	}
	const next: PositionKnowledge = {
		...knowledge,
		revision: knowledge.revision + 1,
		nextNumber: knowledge.nextNumber + 1,
		entries: [...knowledge.entries, entry],
		questions: knowledge.questions.map((one) => (one === question ? { ...question, entryId: entry.id } : one)),
	}
	const told = telling(next, askersOf(question), {
		about: 'question-answered',
		questionId,
		entryId: entry.id,
		byId: actor.id,
	})
	const eyes = releasersOf(directory, positionId, actor.id).map(({ id }) => id)
	return {
		next: telling(told, eyes, { about: 'entry-submitted', entryId: entry.id, byId: actor.id }),
		said: { is: 'answered' },
	}
}

function refused(text: string, most: number, guard: KnowledgeCircumstances['guard']): QuestionRemark | undefined {
	if (text === '') return { is: 'empty' }
	if (text.length > most) return { is: 'too-long' }
	const what = guard(text)
	return what && { is: 'sensitive', what }
}

function tidy(text: string): string {
	return clean(text).replace(/\s+/g, ' ')
}

function alike(one: string, other: string): boolean {
	const plain = (text: string) => normalise(text).replace(/[ ?]+/g, '')
	return plain(one) === plain(other)
}
