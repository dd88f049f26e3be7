import { longestPointQuestion } from '../../domain/handover/decide-take-over'
import { type Point, pointStamp } from '../../domain/handover/take-over'
import { type Box, box } from '../kit/boxes'
import { form } from '../kit/form'
import { aside } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { plain, shortened } from '../kit/wording'
import { longestShownTitle, type SuccessorContext } from './successor-context'
import { presentOverview } from './successor-overview'
import { fieldLines, fittedTexts } from './successor-words'

/** Characters of JSON. */
const roomForFields = 9_000
const roomForAnswered = 3_000

/** One released entry, to be understood or asked about. */
export function presentEntry(context: SuccessorContext, entryId: string): Presented {
	const { points, wording, say, button, frame, shown } = context
	const at = points.findIndex(({ entry }) => entry.id === entryId)
	const point = points[at]
	if (!point) return presentOverview(context)
	const { entry, mark, state } = point
	const c = shown.caseId
	const before = points[at - 1]
	const answered = fittedTexts(
		entry.answered.slice(-4).flatMap(({ question, answer }) => [question, answer]),
		roomForAnswered,
	)
	const pairs = answered.flatMap((text, index) =>
		index % 2 === 0 ? [aside(say('successor.askedBefore', { question: text, answer: answered[index + 1] ?? '' }))] : [],
	)
	return form(wording, {
		...frame(plain(shortened(entry.title, longestShownTitle))),
		intro: [
			aside(
				say('successor.entry.place', {
					type: say(`entries.type.${entry.type}`),
					number: at + 1,
					count: points.length,
				}),
			),
			...fieldLines(entry, wording, roomForFields),
			...pairs,
			...(entry.releasedOn === undefined
				? []
				: [aside(say('successor.entry.released', { date: wording.date(entry.releasedOn) }))]),
		],
		boxes: boxesOf(point, context),
		fields: [
			{
				id: 'question',
				label: say('successor.entry.question'),
				placeholder: say('successor.entry.questionPlaceholder'),
				value: state === 'unclear' ? (mark?.question ?? '') : '',
				most: longestPointQuestion,
				multiline: true,
			},
		],
		buttons: [
			button(
				mark?.says === 'unclear' ? 'successor.entry.nowClear' : 'successor.entry.understood',
				'take-clear',
				{ c, e: entryId, r: pointStamp(point) },
				{ main: true, withInputs: true },
			),
			button('successor.entry.unclear', 'take-unclear', { c, e: entryId, r: pointStamp(point) }, { withInputs: true }),
			...(before ? [button('successor.back', 'take-entry', { c, e: before.entry.id })] : []),
			button('successor.toOverview', 'take-look', { c, page: 'overview' }),
		],
	})
}

/** What has been said about an entry so far. */
function boxesOf({ entry, mark, state }: Point, { say }: SuccessorContext): readonly Box[] {
	if (state === 'open' || !mark) return []
	const [question = '', answer = ''] = fittedTexts([mark.question ?? entry.title, mark.answer ?? ''], roomForAnswered)
	const asked =
		mark.says === 'unclear' && mark.question !== undefined ? say('successor.state.question', { question }) : ''
	if (state === 'changed') return [box('accent', say('successor.state.changed'), asked)]
	if (state === 'answered')
		return [box('good', say('successor.state.answered'), say('successor.askedBefore', { question, answer }))]
	return [box(state === 'unclear' ? 'warning' : 'good', say(`successor.state.${state}`), asked)]
}
