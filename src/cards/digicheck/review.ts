import { audienceOf, type Circumstances, walked } from '../../domain/digicheck/circumstances'
import { clarificationsOf } from '../../domain/digicheck/clarifications'
import { countingAnswers, differences } from '../../domain/digicheck/decide-release'
import type { Reply } from '../../domain/digicheck/reply'
import { answersOf, type Session } from '../../domain/digicheck/session'
import { headsOf } from '../../domain/directory/directory'
import { may } from '../../domain/directory/may'
import { loopOver, servicesIn } from '../../domain/maturity/maturity'
import { type AnswerKey, answerAt } from '../../domain/questionnaire/answer'
import {
	isAsked,
	progressOf,
	relevantSteps,
	type Section,
	sectionsOf,
	type Walk,
	walk,
} from '../../domain/questionnaire/walk'
import { type Button, buttons } from '../kit/buttons'
import { drawnFrame } from '../kit/frame'
import { departmentName, personName } from '../kit/names'
import type { Presented } from '../kit/presented'
import { remarkOf, remarkText } from '../kit/remarks'
import { fitting, leftOut } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { answerText, itemName } from './answer-text'
import { breadcrumbOf } from './breadcrumb'

/**
 * Characters of JSON for the changes since the last release, before the template's own; what does not fit is counted.
 */
const roomForChanges = 2_800

/** The answers by section: for the team before handing in, for the head before releasing. */
export function presentReview(
	reply: Extract<Reply, { kind: 'review' | 'release-preview' }>,
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): Presented {
	const way = walked(session, circumstances)
	const preview = reply.kind === 'release-preview'
	const open = relevantSteps(way).filter(isAsked).length
	const department = departmentName(circumstances.directory, session.departmentId)
	const sections = sectionsOf(way)
	const changes = session.released ? changed(session, circumstances, wording) : []
	const listed = fitting(changes, roomForChanges)
	return {
		template: 'review',
		data: {
			...drawnFrame(
				{
					breadcrumb: breadcrumbOf(session, circumstances, wording),
					title: preview ? wording.say('preview.title', { department }) : wording.say('review.title'),
					remark: remarkOf(remarkText('remark', reply.remark, wording)),
				},
				wording,
			),
			intros: intros(session, circumstances, wording, preview, open).map((text) => ({ text })),
			changesTitle: session.released
				? wording.say(changes.length > 0 ? 'preview.changesTitle' : 'preview.noChanges')
				: '',
			changes: listed,
			moreChanges: leftOut(changes.length - listed.length, 'preview.moreChanges', wording),
			sections: sections.map((section) => sectionLine(section, circumstances, wording)),
			skipped: skippedLine(way, circumstances, wording),
			choices: sections.map((section) => ({
				title: sectionTitle(section, circumstances, wording),
				value: section.key,
			})),
			choiceLabel: wording.say('review.section'),
			choiceValue: sections[0]?.key ?? '',
			commentLabel: preview ? wording.say('preview.comment') : '',
			commentPlaceholder: preview ? wording.say('preview.commentPlaceholder') : '',
			actions: actionsOf(session, wording, preview, open),
		},
	}
}

/** One section with its answers; from here its pages can be changed, and the next section is one step away. */
export function presentSection(
	reply: Extract<Reply, { kind: 'section' }>,
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): Presented {
	const sections = sectionsOf(walked(session, circumstances))
	const at = Math.max(
		0,
		sections.findIndex((section) => section.key === reply.section),
	)
	const section = sections[at]
	if (!section) throw new Error('a walk without sections cannot be reviewed')
	const next = sections[at + 1]
	const button = buttons(wording)
	const s = session.id
	const pages = section.pages.filter((page) => page.steps.some((step) => step.relevance === 'relevant'))
	const changeable =
		session.status !== 'released' &&
		(session.status !== 'handed-in' || may(circumstances.actor, 'release-digicheck', session.departmentId))
	return {
		template: 'section',
		data: {
			...drawnFrame(
				{
					breadcrumb: `${breadcrumbOf(session, circumstances, wording)} · ${wording.say('review.sectionOf', { number: at + 1, total: sections.length })}`,
					title: plain(sectionTitle(section, circumstances, wording)),
				},
				wording,
			),
			pages: pages.map((page) => ({
				title: wording.pick(page.page.title),
				facts: page.steps
					.filter((step) => step.relevance === 'relevant')
					.map((step) => ({
						prompt: plain(wording.pick(step.question.prompt)),
						answer: plain(answerText(step.question, step.answer, circumstances.catalogue, wording)),
						color: isAsked(step) ? 'warning' : 'default',
					})),
			})),
			choices: changeable ? pages.map((page) => ({ title: wording.pick(page.page.title), value: page.key })) : [],
			choiceLabel: wording.say('review.page'),
			choiceValue: pages[0]?.key ?? '',
			actions: [
				...(next ? [button('review.nextSection', 'review', { s, section: next.key }, { main: true })] : []),
				...(changeable ? [button('review.change', 'open', { s }, { withInputs: true })] : []),
				button('review.overview', 'review', { s }, { main: !next }),
			],
		},
	}
}

function actionsOf(session: Session, wording: Wording, preview: boolean, open: number): Button[] {
	const button = buttons(wording)
	const s = session.id
	const look = button('review.look', 'review', { s }, { withInputs: true })
	if (preview) {
		return [
			...(open > 0 ? [button('preview.answerLead', 'go-on', { s }, { main: true })] : []),
			button('preview.release', 'release', { s }, { main: open === 0 }),
			look,
			button('common.result', 'result', { s, part: 'overview' }),
			button('preview.return', 'return', { s }, { withInputs: true }),
		]
	}
	return [
		open > 0
			? button('review.answerOpen', 'go-on', { s }, { main: true })
			: button('review.handIn', 'hand-in', { s }, { main: true }),
		look,
		button('common.clarifications', 'clarifications', { s }),
		button('common.pause', 'pause', { s }),
	]
}

function intros(
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
	preview: boolean,
	open: number,
): string[] {
	const head = headsOf(circumstances.directory, session.departmentId)[0]
	const clarifications = clarificationsOf(session, circumstances).length
	const { minutesPlanned } = progressOf(
		circumstances.catalogue.questionnaire,
		answersOf(session),
		audienceOf(circumstances.actor, session.departmentId),
	)
	const own = head === undefined || head.id === circumstances.actor.id
	const main = preview
		? wording.say('preview.intro')
		: own
			? wording.say('review.introHead')
			: wording.say('review.intro', { head: personName(circumstances.directory, head.id) })
	return [
		main,
		...(!preview && session.returnedWith
			? [wording.say('review.returned', { comment: plain(session.returnedWith) })]
			: []),
		...(open > 0 ? [wording.say(preview ? 'preview.leadOpen' : 'review.open', { count: open })] : []),
		...(servicesIn(circumstances.catalogue, answersOf(session)).length === 0 ? [wording.say('review.noServices')] : []),
		...(preview
			? []
			: [wording.say('review.planned', { minutes: wording.say('common.minutes', { count: minutesPlanned }) })]),
		...(clarifications > 0 ? [wording.say('review.clarifications', { count: clarifications })] : []),
	]
}

function sectionTitle(section: Section, { catalogue }: Circumstances, wording: Wording): string {
	return shortened(section.item ? itemName(section.item, catalogue, wording) : wording.pick(section.block.title), 80)
}

function sectionLine(section: Section, circumstances: Circumstances, wording: Wording): unknown {
	const steps = section.pages.flatMap((page) => page.steps.filter((step) => step.relevance === 'relevant'))
	const open = steps.filter(isAsked).length
	const later = steps.filter((step) => step.answer?.status === 'later').length
	const answered = wording.say('review.answers', { count: steps.length - open - later })
	return {
		title: plain(sectionTitle(section, circumstances, wording)),
		state:
			open > 0
				? wording.say('review.openShort', { count: open })
				: later > 0
					? `${answered} · ${wording.say('review.later', { count: later })}`
					: `✓ ${answered}`,
		color: open > 0 ? 'warning' : later > 0 ? 'default' : 'good',
	}
}

function skippedLine(way: Walk, { catalogue }: Circumstances, wording: Wording): string {
	const names = way.skipped.map(
		({ block, item }) => `${wording.pick(block.title)}${item ? ` (${itemName(item, catalogue, wording)})` : ''}`,
	)
	return names.length > 0 ? wording.say('review.skipped', { names: plain(shortened(names.join(', '), 300)) }) : ''
}

/**
 * What the new release would change: before and after, in words. Questions meant for the lead are left out for
 * everybody else.
 */
function changed(
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): { prompt: string; before: string; after: string }[] {
	const { catalogue } = circumstances
	const before = session.released ?? {}
	const after = countingAnswers(session, circumstances)
	const ways = [
		walk(catalogue.questionnaire, before, 'lead'),
		walk(catalogue.questionnaire, answersOf(session), 'lead'),
	]
	const pages = new Map(
		ways.flatMap((way) => way.pages.flatMap((page) => page.steps.map((step) => [step.key, { step, page }] as const))),
	)
	const lead = may(circumstances.actor, 'answer-departures', session.departmentId)
	const listed = (answers: typeof before) => new Set(servicesIn(catalogue, answers).map((item) => item.id))
	const [then, now] = [listed(before), listed(after)]
	return differences(before, after).flatMap((key: AnswerKey) => {
		// A service that came or went is one change, told by the list itself, and not one for each of its questions.
		const item = key.split('@')[1]
		if (item !== undefined && loopOver(catalogue).has(key.split('@', 1)[0] ?? '') && then.has(item) !== now.has(item))
			return []
		const found = pages.get(key)
		if (!found || (found.step.question.audience === 'lead' && !lead)) return []
		const { step, page } = found
		const text = (answers: typeof before) => {
			const answer = answerAt(answers, key)
			return answer
				? plain(shortened(answerText(step.question, answer, catalogue, wording), 120))
				: wording.say('preview.none')
		}
		const subject = page.item ? `${itemName(page.item, catalogue, wording)}: ` : ''
		return [
			{
				prompt: plain(shortened(`${subject}${wording.pick(step.question.prompt)}`, 110)),
				before: text(before),
				after: text(after),
			},
		]
	})
}
