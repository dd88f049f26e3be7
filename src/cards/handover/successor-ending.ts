import { longestPointQuestion } from '../../domain/handover/decide-take-over'
import { reviewDue } from '../../domain/handover/take-over'
import { form } from '../kit/form'
import { personName, positionName } from '../kit/names'
import type { Presented } from '../kit/presented'
import type { SuccessorContext } from './successor-context'

/** "I can act": for the successor, and for everybody who is told and thanked. */
export function presentActing(context: SuccessorContext): Presented {
	const { say, wording, button, frame, shown, one } = context
	const name = personName(shown.directory, one.successorId)
	const position = positionName(shown.directory, shown.knowledge.positionId)
	if (shown.begun === 'can-act' || shown.begun === 'thanks')
		return form(wording, {
			...frame(say(`successor.news.${shown.begun}Title`, { name })),
			intro: [say(`successor.news.${shown.begun}`, { name, position })],
			buttons: [button('successor.toKnowledge', 'knowledge', { to: 'home' })],
		})
	const said = one.canActOn !== undefined
	return form(wording, {
		...frame(say(said ? 'successor.acting.title' : 'successor.acting.closedTitle')),
		intro: said
			? [
					say('successor.acting.text', { position, date: wording.date(one.canActOn ?? '') }),
					say('successor.acting.next'),
				]
			: [say('successor.acting.closed')],
		buttons: [
			button('successor.acting.missing', 'take-look', { c: shown.caseId, page: 'look-back' }),
			button('successor.toPosition', 'knowledge', { to: 'position', p: shown.knowledge.positionId }),
			button('successor.toKnowledge', 'knowledge', { to: 'home' }),
		],
	})
}

/** Some time later: what is missing? */
export function presentLookBack(context: SuccessorContext): Presented {
	const { say, button, frame, shown, one, wording } = context
	const c = shown.caseId
	const due = reviewDue(one, shown.today)
	const actions = [
		button('successor.lookBack.ask', 'take-missing', { c }, { main: true, withInputs: true }),
		button('successor.lookBack.nothing', 'take-missing', { c }),
		button('successor.toKnowledge', 'knowledge', { to: 'home' }),
	]
	return form(wording, {
		...frame(say('successor.lookBack.title')),
		intro: [say(`successor.lookBack.${due ?? 'anytime'}`)],
		fields: [{ id: 'text', label: say('successor.lookBack.label'), most: longestPointQuestion, multiline: true }],
		buttons: actions,
	})
}
