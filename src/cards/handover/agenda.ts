import type { TakeOversShown } from '../../dialog/successor-shown'
import { longestAnswer } from '../../domain/handover/decide-takeover'
import { agendaOf, type Point, pointStamp } from '../../domain/handover/takeover'
import { buttons } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import { fitting, plain, shortened, type Wording } from '../kit/wording'
import { field } from '../plan/plan-change'
import { door, fittedTexts, personName } from './successor-words'
import { longestTitle, type TakeOverDesk } from './takeover-desk'

/** As many questions as stand on one card to be answered. */
export const answersOnCard = 5

/** Characters of JSON. */
const roomForAgenda = 9_000
const roomForPicks = 6_000

/** The points of the talk with what was asked and answered. */
export function presentAgenda(desk: TakeOverDesk, answerable: readonly Point[] = []): Presented {
	const { say, button, frame, shown, one } = desk
	const c = shown.caseId
	const agenda = agendaOf(shown.knowledge, one).filter(
		({ entry }) => !answerable.some((point) => point.entry.id === entry.id),
	)
	const successor = one.successorId === shown.person.id
	const asking = answerable.length > 0
	const title = shown.begun === 'unclear-point' ? 'successor.agenda.newTitle' : 'successor.agenda.title'
	const texts = linesOf(agenda, desk, asking ? roomForAgenda / 3 : roomForAgenda)
	const name = personName(shown.directory, one.successorId)
	return {
		template: 'plan-form',
		data: {
			...frame(say(title)),
			paragraphs: [
				{
					text: asking
						? say('successor.agenda.please', { name })
						: agenda.length > 0
							? say('successor.agenda.text')
							: say('successor.agenda.nothing'),
					subtle: false,
				},
				...texts.map((text) => ({ text, subtle: asking })),
			],
			boxes: boxesToAnswer(answerable, desk),
			inputs: answerable.map((_, at) =>
				field(desk, {
					id: `a${at}`,
					label: say('successor.agenda.answer', { number: at + 1 }),
					most: longestAnswer,
					multiline: true,
				}),
			),
			actions: [
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
				door(button, 'successor.toKnowledge', 'home'),
			],
		},
	}
}

/** The same for whoever answers: the first open points, each with a field of its own. */
export function presentQuestions(desk: TakeOverDesk): Presented {
	const open = agendaOf(desk.shown.knowledge, desk.one).filter(({ mark }) => mark?.answer === undefined)
	return presentAgenda(desk, open.slice(0, answersOnCard))
}

function boxesToAnswer(points: readonly Point[], { say }: TakeOverDesk): readonly object[] {
	const texts = fittedTexts(
		points.map(({ mark }) => mark?.question ?? ''),
		roomForAgenda / 2,
	)
	return points.map(({ entry }, at) => ({
		style: 'emphasis',
		title: say('successor.agenda.point', { number: at + 1, title: plain(shortened(entry.title, longestTitle)) }),
		text: texts[at] || say('successor.agenda.noQuestion'),
	}))
}

function linesOf(points: readonly Point[], { say }: TakeOverDesk, room: number): readonly string[] {
	const texts = fittedTexts(
		points.flatMap(({ entry, mark }) => [
			shortened(entry.title, longestTitle),
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

/** Several handovers to choose from, or none. */
export function presentTakeOvers({ cases, directory }: TakeOversShown, wording: Wording): Presented {
	const { say } = wording
	const button = buttons(wording)
	const choices = fitting(
		cases.map(({ caseId, positionId }) => ({
			title: shortened(directory.positions.find(({ id }) => id === positionId)?.name ?? positionId, 90),
			value: caseId,
		})),
		roomForPicks,
	)
	return {
		template: 'plan-form',
		data: {
			lang: wording.language,
			remark: '',
			remarkStyle: 'default',
			crumb: '',
			title: say('successor.list.title'),
			paragraphs: [{ text: say(cases.length > 0 ? 'successor.list.text' : 'successor.list.nothing'), subtle: false }],
			boxes: [],
			inputs:
				choices.length > 0
					? [
							field(
								{ say },
								{
									id: 'c',
									label: say('successor.list.label'),
									placeholder: say('page.choose'),
									choices,
									required: true,
								},
							),
						]
					: [],
			actions: [
				...(choices.length > 0
					? [button('knowledge.go', 'knowledge', { to: 'take-over' }, { main: true, withInputs: true })]
					: []),
				door(button, 'successor.toKnowledge', 'home'),
			],
		},
	}
}
