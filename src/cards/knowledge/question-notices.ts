import type { Directory, Person } from '../../domain/directory/directory'
import { entryById, type PositionKnowledge } from '../../domain/knowledge/knowledge'
import type { HandoverNotice, QuestionNews } from '../../domain/notices/handover-notice'
import type { Language } from '../../domain/shared/language'
import { buttons } from '../kit/buttons'
import { positionName } from '../kit/names'
import { message, type Presented } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'

/** Whether a notice is about a question from the search. */
export function isAboutQuestion<One extends HandoverNotice>(
	notice: One,
): notice is One & { readonly about: QuestionNews } {
	return notice.about === 'question-asked' || notice.about === 'question-answered'
}

/**
 * A question for those who take care of a position, or the answer for those who asked. Nothing where it has been
 * answered or is gone meanwhile.
 */
export function presentQuestionNotice(
	{ about, questionId, entryId }: HandoverNotice,
	knowledge: PositionKnowledge,
	{ directory, person }: { readonly directory: Directory; readonly person: Person },
	wordingIn: (language: Language) => Wording,
): Presented | undefined {
	const wording = wordingIn(person.language)
	const button = buttons(wording)
	const question = knowledge.questions.find((one) => one.id === questionId)
	const position = positionName(directory, knowledge.positionId)
	if (!question) return undefined
	const asked = { heading: wording.say('search.notice.question'), text: plain(shortened(question.text, 300)) }
	if (about === 'question-asked') {
		if (question.entryId !== undefined) return undefined
		const sections = [{ text: wording.say('search.notice.askedText', { position }) }, asked]
		return message(wording, 'search.notice.asked', sections, [
			button('search.notice.answer', 'ask-list', {}, { main: true }),
		])
	}
	const answer = entryById(knowledge, entryId)?.fields.content
	if (answer === undefined) return undefined
	const sections = [
		asked,
		{ heading: wording.say('search.notice.answerOf', { position }), text: plain(shortened(answer, 1_500)) },
		{ text: wording.say('search.notice.later'), subtle: true },
	]
	return message(wording, 'search.notice.answered', sections, [button('search.again', 'knowledge', { to: 'search' })])
}
