import { longestPointAnswer } from '../../domain/handover/decide-take-over'
import { agendaOf, type Point, pointStamp } from '../../domain/handover/take-over'
import { type Box, box } from '../kit/boxes'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import { personName } from '../kit/names'
import type { Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, shortened } from '../kit/wording'
import { longestShownTitle, type SuccessorContext } from './successor-context'
import { fittedTexts } from './successor-words'

/** As many questions as stand on one card to be answered. */
export const answersOnCard = 5

/** Characters of JSON. */
const roomForAgenda = 9_000

/** The points of the talk with what was asked and answered. */
export function presentAgenda(context: SuccessorContext, answerable: readonly Point[] = []): Presented {
	const { say, button, frame, shown, one, wording } = context
	const c = shown.caseId
	const agenda = agendaOf(shown.knowledge, one).filter(
		({ entry }) => !answerable.some((point) => point.entry.id === entry.id),
	)
	const successor = one.successorId === shown.person.id
	const asking = answerable.length > 0
	const title = shown.begun === 'unclear-point' ? 'successor.agenda.newTitle' : 'successor.agenda.title'
	const texts = linesOf(agenda, context, asking ? roomForAgenda / 3 : roomForAgenda)
	const name = personName(shown.directory, one.successorId)
	return form(wording, {
		...frame(say(title)),
		intro: [
			asking
				? say('successor.agenda.please', { name })
				: agenda.length > 0
					? say('successor.agenda.text')
					: say('successor.agenda.nothing'),
			...texts.map((text) => (asking ? aside(text) : text)),
		],
		boxes: boxesToAnswer(answerable, context),
		fields: answerable.map((_, at) => ({
			id: `a${at}`,
			label: say('successor.agenda.answer', { number: at + 1 }),
			most: longestPointAnswer,
			multiline: true,
		})),
		buttons: [
			...(asking
				? [
						button(
							'successor.agenda.send',
							'take-answer',
							{ c, e: answerable.map(({ entry }) => entry.id).join(','), r: answerable.map(pointStamp).join(',') },
							{ main: true, withInputs: true },
						),
					]
				: []),
			...(successor ? [button('successor.toOverview', 'take-look', { c, page: 'overview' }, { main: true })] : []),
			button('successor.toKnowledge', 'knowledge', { to: 'home' }),
		],
	})
}

/** The same for the person who answers: the first open points, each with a field of its own. */
export function presentQuestions(context: SuccessorContext): Presented {
	const open = agendaOf(context.shown.knowledge, context.one).filter(({ mark }) => mark?.answer === undefined)
	return presentAgenda(context, open.slice(0, answersOnCard))
}

function boxesToAnswer(points: readonly Point[], { say }: SuccessorContext): readonly Box[] {
	const texts = fittedTexts(
		points.map(({ mark }) => mark?.question ?? ''),
		roomForAgenda / 2,
	)
	return points.map(({ entry }, at) =>
		box(
			'emphasis',
			say('successor.agenda.point', { number: at + 1, title: plain(shortened(entry.title, longestShownTitle)) }),
			texts[at] || say('successor.agenda.noQuestion'),
		),
	)
}

function linesOf(points: readonly Point[], { say }: SuccessorContext, room: number): readonly string[] {
	const texts = fittedTexts(
		points.flatMap(({ entry, mark }) => [
			shortened(entry.title, longestShownTitle),
			mark?.question ?? '',
			mark?.answer ?? '',
		]),
		room * 0.8,
	)
	const lines = points.map(({ mark }, at) => {
		const [title = '', question = '', answer = ''] = texts.slice(3 * at, 3 * at + 3)
		const asked = question === '' ? say('successor.agenda.noQuestion') : question
		return `**${title}:** ${mark?.answer === undefined ? asked : say('successor.askedBefore', { question: asked, answer })}`
	})
	const listed = fitting(lines, room)
	const more = lines.length - listed.length
	return [...listed, ...(more > 0 ? [say('successor.more', { count: more })] : [])]
}
