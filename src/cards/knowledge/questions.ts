import type { ShownSearch } from '../../dialog/search-shown'
import { caretakersOf } from '../../domain/directory/positions'
import { longestAnswer, longestQuestion } from '../../domain/knowledge/decide-question'
import { box } from '../kit/boxes'
import { type Button, buttons } from '../kit/buttons'
import { findField } from '../kit/find-field'
import { form } from '../kit/form'
import { personName, personTitle, positionName, positionTitle } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { searchFrame, titleLength } from './search-words'

const roomForPositions = 3_500
const roomForQuestions = 4_000

export function presentAsking(
	{ subject, suggested, remark, directory }: Extract<ShownSearch, { kind: 'asking' }>,
	wording: Wording,
): Presented {
	const button = buttons(wording)
	const positions = suggested.map((id) => {
		const names = caretakersOf(directory, id).map((one) => personTitle(directory, one.id))
		return { title: shortened(`${positionTitle(directory, id)} (${names.join(', ')})`, 160), value: id }
	})
	const choices = fitting(positions, roomForPositions)
	return form(wording, {
		...searchFrame(wording.say('search.asking.title'), remark, wording),
		intro: [wording.say('search.asking.text')],
		fields: [
			{
				id: 'q',
				label: wording.say('search.asking.question'),
				value: shortened(subject, longestQuestion),
				most: longestQuestion,
				multiline: true,
			},
			...(choices.length > 0
				? [
						{
							id: 'to',
							label: wording.say('search.asking.to'),
							value: choices[0]?.value ?? '',
							placeholder: wording.say('page.choose'),
							choices,
						},
						...findField('to', choices.length < positions.length, wording),
					]
				: []),
		],
		buttons: [
			...(choices.length > 0 ? [button('search.asking.send', 'ask-send', {}, { main: true, withInputs: true })] : []),
			button('search.again', 'knowledge', { to: 'search' }),
		],
	})
}

export function presentQuestions(
	{ waiting, remark, directory }: Extract<ShownSearch, { kind: 'questions' }>,
	wording: Wording,
): Presented {
	const button = buttons(wording)
	const listed = fitting(
		waiting.map(({ positionId, question }) => ({
			title: shortened(question.text, titleLength),
			value: `${positionId}/${question.id}`,
		})),
		roomForQuestions,
	)
	const boxes = waiting.slice(0, listed.length).map(({ positionId, question }) =>
		box(
			'emphasis',
			plain(shortened(question.text, longestQuestion)),
			[
				positionName(directory, positionId),
				wording.say('search.questions.from', {
					name: personName(directory, question.askedBy) || wording.say('search.questions.somebody'),
					date: wording.date(question.on),
				}),
			].join(' · '),
		),
	)
	const actions: Button[] =
		listed.length > 0 ? [button('search.questions.send', 'ask-answer', {}, { main: true, withInputs: true })] : []
	return form(wording, {
		...searchFrame(wording.say('search.questions.title'), remark, wording),
		intro: [wording.say(listed.length > 0 ? 'search.questions.text' : 'search.questions.none')],
		boxes: fitting(boxes, 8_000),
		fields:
			listed.length > 0
				? [
						{
							id: 'pick',
							label: wording.say('search.questions.pick'),
							value: listed[0]?.value ?? '',
							placeholder: wording.say('page.choose'),
							choices: listed,
						},
						{ id: 'text', label: wording.say('search.questions.answer'), most: longestAnswer, multiline: true },
					]
				: [],
		buttons: [...actions, button('search.again', 'knowledge', { to: 'search' })],
	})
}
