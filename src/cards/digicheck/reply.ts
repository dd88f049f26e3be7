import type { ShownOf } from '../../dialog/shown'
import type { Circumstances } from '../../domain/digicheck/circumstances'
import type { Session } from '../../domain/digicheck/session'
import { headsOf } from '../../domain/directory/directory'
import type { Catalogue } from '../../domain/maturity/catalogue'
import { questionsOf } from '../../domain/questionnaire/questionnaire'
import { noticeSections } from '../everywhere/notice-sections'
import { buttons } from '../kit/buttons'
import { departmentName, personName } from '../kit/names'
import { message, type Presented } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, type Wording } from '../kit/wording'
import { breadcrumbOf } from './breadcrumb'
import { presentClarifications } from './clarifications'
import { presentItems } from './items'
import { presentPage } from './page'
import { presentReview, presentSection } from './review'
import { timeLeft } from './time-left'

/** What a DigiCheck replies, one kind of card for each kind of reply. */
export function presentReply({ reply, session, circumstances }: ShownOf<'session'>, wording: Wording): Presented {
	const { directory } = circumstances
	const button = buttons(wording)
	const s = session.id
	const breadcrumb = breadcrumbOf(session, circumstances, wording)
	switch (reply.kind) {
		case 'notice':
			return message(
				wording,
				'notice.title',
				[...noticeSections(directory, wording), { text: wording.say('notice.closing'), subtle: true }],
				[button('notice.accept', 'accept', { s }, { main: true })],
				breadcrumb,
			)
		case 'page':
			return presentPage(reply, session, circumstances, wording)
		case 'items':
			return presentItems(reply, session, circumstances, wording)
		case 'stop-offered':
			return message(
				wording,
				'stop.title',
				[{ text: wording.say('stop.text') }, timeLeft('stop.left', session, circumstances, wording)],
				[button('stop.continue', 'start', { s }, { main: true }), button('stop.pause', 'pause', { s })],
				breadcrumb,
			)
		case 'paused':
			return message(
				wording,
				'paused.title',
				[
					{ text: wording.say('paused.text') },
					...(session.status === 'answering' ? [timeLeft('paused.left', session, circumstances, wording)] : []),
				],
				[button('common.continue', 'start', { s }, { main: true })],
				breadcrumb,
			)
		case 'review':
		case 'release-preview':
			return presentReview(reply, session, circumstances, wording)
		case 'section':
			return presentSection(reply, session, circumstances, wording)
		case 'handed-in': {
			const head = headsOf(directory, session.departmentId)[0]
			return message(
				wording,
				'handedIn.title',
				[
					{
						text: head
							? wording.say('handedIn.text', { head: personName(directory, head.id) })
							: wording.say('handedIn.textNoHead'),
					},
				],
				[button('handedIn.takeBack', 'take-back', { s })],
				breadcrumb,
			)
		}
		case 'returned':
			return message(
				wording,
				'returned.title',
				[{ text: wording.say('returned.text') }],
				[button('common.continue', 'start', { s })],
				breadcrumb,
			)
		case 'released':
			return presentReleased(session, circumstances, wording, breadcrumb)
		case 'clarifications':
			return presentClarifications(reply, session, circumstances, wording)
		case 'refused':
			return message(
				wording,
				'refused.title',
				[{ text: wording.say(`refused.${reply.reason}`) }],
				[button('common.yesOpen', 'start')],
				breadcrumb,
			)
	}
}

function presentReleased(
	session: Session,
	{ directory, actor, catalogue }: Circumstances,
	wording: Wording,
	breadcrumb: string,
): Presented {
	const last = session.releases.at(-1)
	const department = departmentName(directory, session.departmentId)
	const head = headsOf(directory, session.departmentId).some((one) => one.id === actor.id)
	const button = buttons(wording)
	const sections = [
		{
			text: wording.say('released.text', {
				department,
				number: last?.number ?? 1,
				date: wording.date(last?.on ?? '1970-01-01'),
			}),
		},
		{ text: wording.say('released.next') },
	]
	const prompts = changedPrompts(last?.changed ?? [], catalogue, wording)
	if (prompts.length > 0) sections.push({ text: wording.say('released.changed', { prompts: prompts.join(' · ') }) })
	if (!head) return message(wording, 'released.title', sections, [], breadcrumb)
	return message(
		wording,
		'released.title',
		[...sections, { text: wording.say('released.correctHint'), subtle: true }],
		[
			button('common.result', 'result', { s: session.id, part: 'overview' }, { main: true }),
			button('released.correct', 'correct', { s: session.id }),
		],
		breadcrumb,
	)
}

/** What the last release changed, by its questions; those meant for the lead are left out. */
function changedPrompts(keys: readonly string[], catalogue: Catalogue, wording: Wording): readonly string[] {
	const changed = new Set(keys.map((key) => key.split('@', 1)[0]))
	const questions = questionsOf(catalogue.questionnaire).filter(
		(question) => changed.has(question.id) && question.audience !== 'lead',
	)
	return fitting(
		questions.map((question) => plain(wording.pick(question.prompt))),
		1_500,
	)
}
