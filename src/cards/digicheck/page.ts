import { audienceOf, type Circumstances, walked } from '../../domain/digicheck/circumstances'
import { questionsShown } from '../../domain/digicheck/decide-answers'
import type { Reply } from '../../domain/digicheck/reply'
import { answersOf, type Session, stampOf } from '../../domain/digicheck/session'
import { suggestionsFor } from '../../domain/maturity/suggestions'
import { type AnswerKey, activeItems, answerAt, itemsIn, withheld } from '../../domain/questionnaire/answer'
import { type Input, withheldChoice } from '../../domain/questionnaire/read-input'
import { type PageStand, progressOf, type Step } from '../../domain/questionnaire/walk'
import { addHalfYears, type HalfYear, halfYearOf, halfYearsBetween } from '../../domain/shared/half-year'
import { buttons } from '../kit/buttons'
import { drawnFrame } from '../kit/frame'
import type { Presented } from '../kit/presented'
import { remarkOf, remarkText } from '../kit/remarks'
import { plain, shortened, type Wording } from '../kit/wording'
import { answerText, itemName } from './answer-text'
import { breadcrumbOf } from './breadcrumb'
import { problemText } from './problem-text'

/** More options than this become a drop-down, so that a card stays a card. */
const mostRadios = 5

/** One to four questions with their inputs, the way here and how far it still is. */
export function presentPage(
	reply: Extract<Reply, { kind: 'page' }>,
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): Presented {
	const way = walked(session, circumstances)
	const page = way.pages.find((stand) => stand.key === reply.page)
	if (!page) throw new Error(`page ${reply.page} is not part of the walk`)
	const editing = reply.editing || reply.remark === 'already-answered'
	const steps = questionsShown(page, editing, reply.problems)
	const shown = steps.map((step) => step.key)
	const data = { s: session.id, p: page.key }
	const stamped = { ...data, q: shown.join(','), r: stampOf(session, shown) }
	const button = buttons(wording)
	const first = way.pages[0]?.key === page.key
	const loopSource = page.block.forEach
	return {
		template: 'page',
		data: {
			...drawnFrame(
				{
					breadcrumb: `${breadcrumbOf(session, circumstances, wording)} · ${wording.pick(page.block.title)}`,
					title: wording.pick(page.page.title),
					remark: remarkOf(remarkText('remark', reply.remark, wording)),
				},
				wording,
			),
			loop: loopLine(page, session, circumstances, wording),
			refresh: { v: 'refresh', ...data },
			separated: reply.saved.length > 0,
			saved: savedOf(reply.saved, session, circumstances, wording),
			progress: progressLine(session, circumstances, wording),
			editing: reply.editing ? wording.say('page.editing') : '',
			questions: steps.map((step, at) => ({
				...questionData({ step, at, problem: reply.problems[step.key] }, session, circumstances, wording),
				actions: [button('reports.report', 'report-form', { ...data, q: step.key })],
			})),
			typeHint: first && !editing ? wording.say('page.typeHint') : '',
			whyTitle: wording.say('page.why'),
			actions: [
				button('page.answer', 'answer', stamped, { main: true, withInputs: true }),
				...(first ? [] : [button('common.back', 'back', data)]),
				...(steps.some((step) => step.answer === undefined) && steps.length > 0
					? [button('page.postpone', 'postpone', stamped)]
					: []),
				...(loopSource && itemsIn(answerAt(answersOf(session), loopSource)).length > 0
					? [button('page.items', 'items', { s: session.id, q: loopSource })]
					: []),
				button('common.pause', 'pause', { s: session.id }),
			],
		},
	}
}

function loopLine(page: PageStand, session: Session, { catalogue }: Circumstances, wording: Wording): string {
	if (!page.item || !page.block.forEach) return ''
	const items = activeItems(answerAt(answersOf(session), page.block.forEach))
	return wording.say('page.loop', {
		number: items.findIndex((item) => item.id === page.item?.id) + 1,
		total: items.length,
		name: plain(itemName(page.item, catalogue, wording)),
	})
}

/** The receipt of what was just stored, folded away. */
export function savedOf(
	saved: readonly AnswerKey[],
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): unknown {
	const steps = walked(session, circumstances).pages.flatMap((page) =>
		page.steps.filter((step) => saved.includes(step.key)),
	)
	return {
		count: String(steps.length),
		title: wording.say('page.saved', { count: steps.length }),
		show: wording.say('page.show'),
		facts: steps.map((step) => ({
			title: plain(shortened(wording.pick(step.question.prompt), 80)),
			value: plain(shortened(answerText(step.question, step.answer, circumstances.catalogue, wording), 160)),
		})),
	}
}

function progressLine(session: Session, circumstances: Circumstances, wording: Wording): unknown {
	const { answered, total, minutesLeft } = progressOf(
		circumstances.catalogue.questionnaire,
		answersOf(session),
		audienceOf(circumstances.actor, session.departmentId),
	)
	const minutes = wording.say('common.minutes', { count: minutesLeft })
	const certain = Object.keys(session.answers).length > 0 && answered > 0
	const done = total === 0 ? 0 : Math.round((answered / total) * 100)
	return {
		done: String(done),
		left: String(100 - done),
		text: certain
			? wording.say('page.progress', { answered, total, minutes })
			: wording.say('page.progressGrowing', { answered, minutes }),
	}
}

/** A question as it stands on the page, `at` counting from 0, with what was wrong with the last answer. */
interface QuestionOnPage {
	readonly step: Step
	readonly at: number
	readonly problem: Extract<Reply, { kind: 'page' }>['problems'][string] | undefined
}

function questionData(
	{ step, at, problem }: QuestionOnPage,
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): object {
	const { question, answer } = step
	const { form } = question
	const prompt = wording.pick(question.prompt)
	const entered = problem?.entered ?? enteredFrom(step, wording)
	const notes = [
		question.voluntary ? wording.say('page.voluntary') : '',
		question.audience === 'lead' ? wording.say('page.lead') : '',
	]
	const blank = {
		placeholder: '',
		choices: [],
		multiline: false,
		maxLength: 0,
		own: '',
		ownLabel: '',
		ownValue: '',
		ownPlaceholder: '',
		instead: '',
		insteadLabel: '',
		insteadValue: '',
		insteadChoices: [],
	}
	const base = {
		...blank,
		input: `i${at}`,
		prompt,
		promptShown: plain(prompt),
		why: plain(wording.pick(question.why)),
		hint: question.hint ? plain(wording.pick(question.hint)) : '',
		note: notes.filter((note) => note !== '').join(' '),
		problem: problem ? problemText(problem.problem, step, wording) : '',
		value: entered.main ?? '',
	}
	const withheldChoices = withheld.map((status) => ({
		title: wording.say(`withheld.${status}`),
		value: withheldChoice(status),
	}))
	switch (form.kind) {
		case 'choice': {
			const choices = form.options.map((option) => ({ title: wording.pick(option.label), value: option.id }))
			return {
				...base,
				kind: choices.length <= mostRadios ? 'radio' : 'select',
				placeholder: wording.say('page.choose'),
				choices: [...choices, ...withheldChoices],
			}
		}
		case 'scale': {
			const choices = form.labels.map((label, value) => ({
				title: wording.say('scale.value', { value, label: wording.pick(label) }),
				value: String(value),
			}))
			return { ...base, kind: 'radio', choices: [...choices, ...withheldChoices] }
		}
		case 'choices':
			return {
				...base,
				kind: 'checks',
				choices: form.options.map((option) => ({ title: wording.pick(option.label), value: option.id })),
				...insteadInput(at, entered, wording),
			}
		case 'half-year': {
			// Nobody plans into the past; an earlier answer stays choosable.
			const earliest = [form.from, halfYearOf(circumstances.today)].sort()[1] ?? form.from
			const from = (
				answer?.status === 'given' && String(answer.value) < earliest ? String(answer.value) : earliest
			) as HalfYear
			const count = halfYearsBetween(from, form.to as HalfYear) + 1
			const choices = Array.from({ length: count }, (_, index) => addHalfYears(from, index)).map((halfYear) => ({
				title: wording.halfYear(halfYear),
				value: halfYear,
			}))
			return {
				...base,
				kind: 'select',
				placeholder: wording.say('page.choose'),
				choices: [...choices, ...withheldChoices],
			}
		}
		case 'number':
		case 'text': {
			const number = form.kind === 'number'
			const unit = number && form.unit ? wording.pick(form.unit) : ''
			return {
				...base,
				kind: 'text',
				placeholder: number ? unit : wording.say('page.textPlaceholder'),
				multiline: form.kind === 'text' && form.multiline === true,
				maxLength: number ? 12 : form.maxLength,
				...insteadInput(at, entered, wording),
			}
		}
		case 'items': {
			const area = circumstances.directory.departments.find((one) => one.id === session.departmentId)?.area
			const offered =
				form.suggestions === 'services'
					? suggestionsFor(circumstances.catalogue, area, circumstances.today).map((service) => ({ id: service.id }))
					: []
			const known = itemsIn(answer)
			const all = [
				...known.filter((item) => !item.removed),
				...offered.filter((one) => !known.some((item) => item.id === one.id && !item.removed)),
			]
			// Renderers read Markdown in the titles of expanded choices.
			const choices = all.map((item) => ({
				title: plain(itemName(item, circumstances.catalogue, wording)),
				value: item.id,
			}))
			const own = {
				own: `o${at}`,
				ownLabel: choices.length > 0 ? wording.say('page.ownItems') : prompt,
				ownValue: entered.own ?? '',
				ownPlaceholder: wording.say(session.interview ? 'interview.ownPlaceholder' : 'page.ownPlaceholder'),
			}
			// A department without services makes no sense; one without running projects does, and in an interview everything
			// may be skipped.
			const skippable = form.suggestions === 'none' || session.interview !== undefined
			return {
				...base,
				kind: choices.length > 0 ? 'checks' : 'none',
				choices,
				...own,
				...(skippable && insteadInput(at, entered, wording)),
			}
		}
	}
}

/** The drop-down beside inputs that have no options of their own. Its first entry takes the choice back. */
function insteadInput(at: number, entered: Input, wording: Wording): object {
	return {
		instead: `w${at}`,
		insteadLabel: wording.say('withheld.instead'),
		insteadValue: entered.instead ?? 'none',
		insteadChoices: [
			{ title: wording.say('withheld.none'), value: 'none' },
			...withheld.map((status) => ({ title: wording.say(`withheld.${status}`), value: status })),
		],
	}
}

/** The stored answer as the inputs show it. */
function enteredFrom({ question, answer }: Step, wording: Wording): Input {
	if (!answer) return {}
	if (answer.status !== 'given')
		return ['number', 'text', 'items', 'choices'].includes(question.form.kind)
			? { instead: answer.status }
			: { main: withheldChoice(answer.status) }
	if (question.form.kind === 'items')
		return {
			main: activeItems(answer)
				.map((item) => item.id)
				.join(','),
		}
	if (question.form.kind === 'number') return { main: wording.number(Number(answer.value)) }
	return { main: Array.isArray(answer.value) ? answer.value.join(',') : String(answer.value) }
}
