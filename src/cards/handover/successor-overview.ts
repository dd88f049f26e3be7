import { nextPage } from '../../domain/handover/decide-take-over'
import { agendaOf, type Point, restOf, restStamp } from '../../domain/handover/take-over'
import { form } from '../kit/form'
import type { Presented } from '../kit/presented'
import { type SuccessorContext, titlesBox } from './successor-context'

/** How far the successor is, and what comes next. */
export function presentOverview(context: SuccessorContext): Presented {
	const { points, say, button, frame, shown, wording } = context
	const c = shown.caseId
	const next = nextPage(points)
	const agenda = agendaOf(shown.knowledge, context.one)
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
	return form(wording, {
		...frame(
			shown.begun === 'unclear-answered' ? say('successor.overview.answeredTitle') : say('successor.overview.title'),
		),
		intro: [
			shown.begun === 'unclear-answered' ? say('successor.overview.answeredText') : say('successor.overview.text'),
			...(points.length === 0 ? [say('successor.overview.nothing')] : [lines.map((line) => `- ${line}`).join('\n')]),
		],
		boxes: titlesBox(agenda, 'successor.overview.agenda', 'warning', context),
		buttons: [
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
			button('successor.toOnboarding', 'knowledge', { to: 'onboarding', p: shown.knowledge.positionId }),
			button('successor.toKnowledge', 'knowledge', { to: 'home' }),
		],
	})
}

/** Names what is not clear yet, before the successor says that they can act all the same. */
export function presentSecondLook(context: SuccessorContext): Presented {
	const { points, say, button, frame, shown, wording } = context
	const c = shown.caseId
	const rest = restOf(points)
	return form(wording, {
		...frame(say('successor.secondLook.title')),
		intro: [rest.length > 0 ? say('successor.secondLook.text') : say('successor.secondLook.nothing')],
		boxes: [
			...titlesBox(
				rest.filter(({ mark }) => mark?.says === 'unclear'),
				'successor.secondLook.unclear',
				'warning',
				context,
			),
			...titlesBox(
				rest.filter(({ mark }) => mark?.says !== 'unclear'),
				'successor.secondLook.waiting',
				'emphasis',
				context,
			),
		],
		buttons: [
			button('successor.toOverview', 'take-look', { c, page: 'overview' }, { main: true }),
			button('successor.secondLook.yes', 'take-act', { c, r: restStamp(points) }),
		],
	})
}
