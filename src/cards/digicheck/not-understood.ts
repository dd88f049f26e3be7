import type { Shown } from '../../dialog/shown'
import { walked } from '../../domain/digicheck/circumstances'
import { participation } from '../../domain/digicheck/session'
import { isAsked } from '../../domain/questionnaire/walk'
import { buttons } from '../kit/buttons'
import { form } from '../kit/form'
import { message, type Presented } from '../kit/presented'
import { searchField } from '../kit/search-field'
import { plain, type Wording } from '../kit/wording'
import { breadcrumbOf } from './breadcrumb'

/** Asks back instead of guessing, and says what it is about. */
export function presentNotUnderstood(
	{ unclear, text, session, circumstances }: Extract<Shown, { kind: 'not-understood' }>,
	wording: Wording,
): Presented {
	const way = walked(session, circumstances)
	const here = participation(session, circumstances.actor.id).page
	const step = way.pages.find((stand) => stand.key === here)?.steps.find(isAsked)
	const names = unclear.slice(0, 4).map((one) =>
		wording.say('notUnderstood.name', {
			name: plain(one.names[wording.language === 'de' ? 0 : 1] ?? one.names[0] ?? one.id),
		}),
	)
	const button = buttons(wording)
	const sections = [
		...(step
			? [{ text: wording.say('notUnderstood.asked', { prompt: plain(wording.pick(step.question.prompt)) }) }]
			: []),
		{
			text:
				names.length > 0
					? wording.say('notUnderstood.unclear', { names: names.join(', ') })
					: wording.say('notUnderstood.hint'),
		},
	]
	const [on, help] = [
		button('common.yesOpen', 'start', { s: session.id }, { main: true }),
		button('common.help', 'help'),
	]
	const breadcrumb = breadcrumbOf(session, circumstances, wording)
	if (text === undefined) return message(wording, 'notUnderstood.title', sections, [on, help], breadcrumb)
	return form(wording, {
		title: wording.say('notUnderstood.title'),
		breadcrumb,
		intro: sections.map((section) => section.text),
		fields: [searchField(text, wording)],
		buttons: [on, button('search.fromText', 'find', {}, { withInputs: true }), help],
	})
}
