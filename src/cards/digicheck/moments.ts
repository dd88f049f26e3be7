import type { Shown } from '../../dialog/shown'
import { audienceOf, type Circumstances, walked } from '../../domain/digicheck/circumstances'
import { answersOf, participation, type Session } from '../../domain/digicheck/session'
import { isAsked, progressOf } from '../../domain/questionnaire/walk'
import { buttons } from '../kit/buttons'
import { message, type Presented, type Section } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'
import { query } from '../knowledge/search'
import { answerText } from './answer-text'
import { crumbOf } from './breadcrumb'

/** Small cards between the questions. */
export function presentRemaining(
	key: string,
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): Section {
	const { minutesLeft } = progressOf(
		circumstances.catalogue.questionnaire,
		answersOf(session),
		audienceOf(circumstances.actor, session.departmentId),
	)
	return { text: wording.say(key, { minutes: wording.say('common.minutes', { count: minutesLeft }) }), subtle: true }
}

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
		title,
		sections,
		[buttons(wording)('common.yesOpen', 'start', { s: session.id })],
		crumbOf(session, circumstances, wording),
		{
			page: page ? wording.pick(page.page.title) : '',
		},
	)
}

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
	const crumb = crumbOf(session, circumstances, wording)
	if (text === undefined) return message(wording, 'notUnderstood.title', sections, [on, help], crumb)
	const paragraphs = sections.map((section) => ({ ...section, subtle: false }))
	const actions = [on, button('search.fromText', 'find', {}, { withInputs: true }), help]
	const title = wording.say('notUnderstood.title')
	const form = {
		lang: wording.language,
		remark: '',
		remarkStyle: 'default',
		crumb,
		title,
		paragraphs,
		boxes: [],
		inputs: [query(text, wording)],
		actions,
	}
	return { template: 'plan-form', data: form }
}
