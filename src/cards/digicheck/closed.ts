import type { Shown } from '../../dialog/shown'
import { walked } from '../../domain/digicheck/circumstances'
import { isAsked } from '../../domain/questionnaire/walk'
import { buttons } from '../kit/buttons'
import { message, type Presented } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'
import { answerText } from './answer-text'
import { breadcrumbOf } from './breadcrumb'

/** An older card folds up to what was answered on it. */
export function presentClosed(
	{ page: key, session, circumstances }: Extract<Shown, { kind: 'closed' }>,
	wording: Wording,
): Presented {
	const page = walked(session, circumstances).pages.find((stand) => stand.key === key)
	const steps = page?.steps.filter((step) => step.relevance === 'relevant' && step.answer !== undefined) ?? []
	const open = page?.steps.some(isAsked) ?? false
	const lines = steps.map(
		(step) =>
			`**${plain(shortened(wording.pick(step.question.prompt), 100))}** ${plain(shortened(answerText(step.question, step.answer, circumstances.catalogue, wording), 200))}`,
	)
	const sections = [
		...lines.map((text) => ({ text })),
		{ text: wording.say(open || !page ? 'closed.open' : 'closed.text'), subtle: true },
	]
	const title = page && steps.length > 0 ? 'closed.title' : 'closed.titlePlain'
	return message(
		wording,
		{
			key: title,
			values: {
				page: page ? wording.pick(page.page.title) : '',
			},
		},
		sections,
		[buttons(wording)('common.yesOpen', 'start', { s: session.id })],
		breadcrumbOf(session, circumstances, wording),
	)
}
