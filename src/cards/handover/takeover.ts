import type { TakeOverShown } from '../../dialog/successor-shown'
import { longestQuestion, nextPage } from '../../domain/handover/decide-takeover'
import {
	agendaOf,
	answers,
	type Point,
	pointStamp,
	pointsOf,
	restOf,
	restStamp,
	reviewDue,
} from '../../domain/handover/takeover'
import { caseById } from '../../domain/knowledge/knowledge'
import { buttons } from '../kit/buttons'
import type { Presented } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'
import { field } from '../plan/plan-change'
import { presentAgenda, presentQuestions } from './agenda'
import { door, fieldLines, fittedTexts, personName, positionName, remarkOf } from './successor-words'
import { longestTitle, type TakeOverDesk, titlesBox } from './takeover-desk'

/** Characters of JSON. */
const roomForFields = 9_000
const roomForAnswered = 3_000

/** A page of the successor's dialog, or of the talk that it prepares. */
export function presentTakeOver(shown: TakeOverShown, wording: Wording): Presented {
	const one = caseById(shown.knowledge, shown.caseId)
	if (!one) throw new Error(`there is no handover ${shown.caseId}`)
	const { say } = wording
	const position = positionName(shown.directory, shown.knowledge.positionId)
	const desk: TakeOverDesk = {
		shown,
		one,
		points: pointsOf(shown.knowledge, one),
		wording,
		say,
		button: buttons(wording),
		frame: (title) => ({
			lang: wording.language,
			...remarkOf(shown.remark, wording),
			crumb: say('successor.crumb', { position }),
			title,
			paragraphs: [],
			boxes: [],
			inputs: [],
			actions: [],
		}),
	}
	switch (shown.look.page) {
		case 'entry':
			return presentEntry(desk, shown.look.entryId)
		case 'overview':
			return presentOverview(desk)
		case 'agenda':
			return answers(shown.directory, shown.knowledge, one, shown.person) && one.closedOn === undefined
				? presentQuestions(desk)
				: presentAgenda(desk)
		case 'second-look':
			return presentSecondLook(desk)
		case 'acting':
			return presentActing(desk)
		case 'look-back':
			return presentLookBack(desk)
	}
}

/** One released entry, to be understood or asked about. */
function presentEntry(desk: TakeOverDesk, entryId: string): Presented {
	const { points, wording, say, button, frame, shown } = desk
	const at = points.findIndex(({ entry }) => entry.id === entryId)
	const point = points[at]
	if (!point) return presentOverview(desk)
	const { entry, mark, state } = point
	const c = shown.caseId
	const before = points[at - 1]
	const answered = fittedTexts(
		entry.answered.slice(-4).flatMap(({ question, answer }) => [question, answer]),
		roomForAnswered,
	)
	const pairs = answered.flatMap((text, index) =>
		index % 2 === 0
			? [{ text: say('successor.askedBefore', { question: text, answer: answered[index + 1] ?? '' }), subtle: true }]
			: [],
	)
	return {
		template: 'plan-form',
		data: {
			...frame(plain(shortened(entry.title, longestTitle))),
			paragraphs: [
				{
					text: say('successor.entry.place', {
						type: say(`entries.type.${entry.type}`),
						number: at + 1,
						count: points.length,
					}),
					subtle: true,
				},
				...fieldLines(entry, wording, roomForFields).map((text) => ({ text, subtle: false })),
				...pairs,
				...(entry.releasedOn === undefined
					? []
					: [{ text: say('successor.entry.released', { date: wording.date(entry.releasedOn) }), subtle: true }]),
			],
			boxes: boxesOf(point, desk),
			inputs: [
				field(desk, {
					id: 'question',
					label: say('successor.entry.question'),
					placeholder: say('successor.entry.questionPlaceholder'),
					value: state === 'unclear' ? (mark?.question ?? '') : '',
					most: longestQuestion,
					multiline: true,
				}),
			],
			actions: [
				button(
					mark?.says === 'unclear' ? 'successor.entry.nowClear' : 'successor.entry.understood',
					'take-clear',
					{ c, e: entryId, r: pointStamp(point) },
					{ main: true, withInputs: true },
				),
				button(
					'successor.entry.unclear',
					'take-unclear',
					{ c, e: entryId, r: pointStamp(point) },
					{ withInputs: true },
				),
				...(before ? [button('successor.back', 'take-entry', { c, e: before.entry.id })] : []),
				button('successor.toOverview', 'take-look', { c, page: 'overview' }),
			],
		},
	}
}

/** What has been said about an entry so far. */
function boxesOf(
	{ entry, mark, state }: Point,
	{ say }: TakeOverDesk,
): readonly { style: string; title: string; text: string }[] {
	if (state === 'open' || !mark) return []
	const [question = '', answer = ''] = fittedTexts([mark.question ?? entry.title, mark.answer ?? ''], roomForAnswered)
	const asked =
		mark.says === 'unclear' && mark.question !== undefined ? say('successor.state.question', { question }) : ''
	if (state === 'changed') return [{ style: 'accent', title: say('successor.state.changed'), text: asked }]
	if (state === 'answered')
		return [
			{
				style: 'good',
				title: say('successor.state.answered'),
				text: say('successor.askedBefore', { question, answer }),
			},
		]
	return [{ style: state === 'unclear' ? 'warning' : 'good', title: say(`successor.state.${state}`), text: asked }]
}

/** How far the successor is, and what comes next. */
function presentOverview(desk: TakeOverDesk): Presented {
	const { points, say, button, frame, shown } = desk
	const c = shown.caseId
	const next = nextPage(points)
	const agenda = agendaOf(shown.knowledge, desk.one)
	const counted = (state: Point['state']) => points.filter((point) => point.state === state).length
	const waiting = counted('open') + counted('changed')
	const lines = [
		say('successor.overview.understood', { count: counted('understood') }),
		...(agenda.length > 0
			? [
					say('successor.overview.unclear', { count: counted('unclear') }),
					say('successor.overview.answered', { count: counted('answered') }),
				]
			: []),
		say('successor.overview.waiting', { count: waiting }),
	]
	const answered = points.find(({ state }) => state === 'answered')
	const first = next.page === 'entry' ? next.entryId : answered?.entry.id
	return {
		template: 'plan-form',
		data: {
			...frame(
				shown.begun === 'unclear-answered' ? say('successor.overview.answeredTitle') : say('successor.overview.title'),
			),
			paragraphs: [
				{
					text:
						shown.begun === 'unclear-answered'
							? say('successor.overview.answeredText')
							: say('successor.overview.text'),
					subtle: false,
				},
				...(points.length === 0
					? [{ text: say('successor.overview.nothing'), subtle: false }]
					: [{ text: lines.map((line) => `- ${line}`).join('\n'), subtle: false }]),
			],
			boxes: titlesBox(agenda, 'successor.overview.agenda', 'warning', desk),
			actions: [
				...(first === undefined
					? []
					: [
							button(
								next.page === 'entry' ? 'successor.overview.goOn' : 'successor.overview.toAnswers',
								'take-entry',
								{ c, e: first },
								{ main: restOf(points).length > 0 },
							),
						]),
				...(points.length > 0
					? [button('successor.canAct', 'take-act', { c }, { main: restOf(points).length === 0 })]
					: []),
				...(agenda.length > 0 ? [button('successor.toAgenda', 'take-look', { c, page: 'agenda' })] : []),
				door(button, 'successor.toOnboarding', 'onboarding', { p: shown.knowledge.positionId }),
				door(button, 'successor.toKnowledge', 'home'),
			],
		},
	}
}

/** Names what is not clear yet, before the successor says that they can act all the same. */
function presentSecondLook(desk: TakeOverDesk): Presented {
	const { points, say, button, frame, shown } = desk
	const c = shown.caseId
	const rest = restOf(points)
	return {
		template: 'plan-form',
		data: {
			...frame(say('successor.secondLook.title')),
			paragraphs: [
				{
					text: rest.length > 0 ? say('successor.secondLook.text') : say('successor.secondLook.nothing'),
					subtle: false,
				},
			],
			boxes: [
				...titlesBox(
					rest.filter(({ mark }) => mark?.says === 'unclear'),
					'successor.secondLook.unclear',
					'warning',
					desk,
				),
				...titlesBox(
					rest.filter(({ mark }) => mark?.says !== 'unclear'),
					'successor.secondLook.waiting',
					'emphasis',
					desk,
				),
			],
			actions: [
				button('successor.toOverview', 'take-look', { c, page: 'overview' }, { main: true }),
				button('successor.secondLook.yes', 'take-act', { c, r: restStamp(points) }),
			],
		},
	}
}

/** "I can act": for the successor, and for everybody who is told and thanked. */
function presentActing(desk: TakeOverDesk): Presented {
	const { say, wording, button, frame, shown, one } = desk
	const name = personName(shown.directory, one.successorId)
	const position = positionName(shown.directory, shown.knowledge.positionId)
	const paragraph = (text: string) => ({ text, subtle: false })
	if (shown.begun === 'can-act' || shown.begun === 'thanks')
		return {
			template: 'plan-form',
			data: {
				...frame(say(`successor.news.${shown.begun}Title`, { name })),
				paragraphs: [paragraph(say(`successor.news.${shown.begun}`, { name, position }))],
				actions: [door(button, 'successor.toKnowledge', 'home')],
			},
		}
	const said = one.canActOn !== undefined
	return {
		template: 'plan-form',
		data: {
			...frame(say(said ? 'successor.acting.title' : 'successor.acting.closedTitle')),
			paragraphs: said
				? [
						paragraph(say('successor.acting.text', { position, date: wording.date(one.canActOn ?? '') })),
						paragraph(say('successor.acting.next')),
					]
				: [paragraph(say('successor.acting.closed'))],
			actions: [
				button('successor.acting.missing', 'take-look', { c: shown.caseId, page: 'look-back' }),
				door(button, 'successor.toPosition', 'position', { p: shown.knowledge.positionId }),
				door(button, 'successor.toKnowledge', 'home'),
			],
		},
	}
}

/** Some time later: what is missing? */
function presentLookBack(desk: TakeOverDesk): Presented {
	const { say, button, frame, shown, one } = desk
	const c = shown.caseId
	const due = reviewDue(one, shown.today)
	const actions = [
		button('successor.lookBack.ask', 'take-missing', { c }, { main: true, withInputs: true }),
		button('successor.lookBack.nothing', 'take-missing', { c }),
		door(button, 'successor.toKnowledge', 'home'),
	]
	return {
		template: 'plan-form',
		data: {
			...frame(say('successor.lookBack.title')),
			paragraphs: [{ text: say(`successor.lookBack.${due ?? 'anytime'}`), subtle: false }],
			inputs: [
				field(desk, { id: 'text', label: say('successor.lookBack.label'), most: longestQuestion, multiline: true }),
			],
			actions,
		},
	}
}
