import type { ShownInterviews } from '../../dialog/interview-shown'
import { type Circumstances, walked } from '../../domain/digicheck/circumstances'
import type { Reply } from '../../domain/digicheck/reply'
import { answersOf, type Interview, type Session } from '../../domain/digicheck/session'
import { type ModuleStand, modulesOf } from '../../domain/handover/interview'
import { moduleOf } from '../../domain/questionnaire/questionnaire'
import { type PageStand, progressOf, relevantSteps } from '../../domain/questionnaire/walk'
import { itemName } from '../digicheck/answer-text'
import { breadcrumbOf } from '../digicheck/breadcrumb'
import { timeLeft } from '../digicheck/time-left'
import { box } from '../kit/boxes'
import { buttons } from '../kit/buttons'
import { aside } from '../kit/frame'
import { list } from '../kit/list'
import { personName, positionTitle } from '../kit/names'
import { message, type Presented } from '../kit/presented'
import { plain, shortened, type Wording } from '../kit/wording'

/** Of each module at most so many open questions are named. */
const mostPoints = 2
/** Beside the way to the hub; a card has room for six buttons. */
const mostHandovers = 5
const colors: Readonly<Record<ModuleStand['state'], string>> = {
	untouched: 'default',
	begun: 'accent',
	done: 'good',
	later: 'good',
	waiting: 'default',
}

/** What an interview says differently from a DigiCheck; nothing where both say the same. */
export function presentInterview(
	reply: Reply,
	session: Session,
	circumstances: Circumstances,
	wording: Wording,
): Presented | undefined {
	if (!session.interview) return undefined
	const button = buttons(wording)
	const s = session.id
	const breadcrumb = breadcrumbOf(session, circumstances, wording)
	switch (reply.kind) {
		case 'notice':
			return presentNotice(session, session.interview, circumstances, wording)
		case 'review':
			return presentModules(session, session.interview, circumstances, wording)
		case 'stop-offered':
			return message(
				wording,
				'interview.stop.title',
				[
					{ text: wording.say('interview.stop.text') },
					timeLeft('interview.stop.left', session, circumstances, wording),
				],
				[
					button('interview.stop.continue', 'start', { s }, { main: true }),
					button('interview.stop.modules', 'review', { s }),
					button('interview.stop.pause', 'pause', { s }),
				],
				breadcrumb,
			)
		case 'paused':
			return message(
				wording,
				'interview.paused.title',
				[{ text: wording.say('interview.paused.text') }],
				[button('common.continue', 'start', { s }, { main: true }), button('interview.stop.modules', 'review', { s })],
				breadcrumb,
			)
		default:
			return undefined
	}
}

/** What people read before the first question of their interview. */
function presentNotice(
	session: Session,
	{ keptUntil }: Interview,
	circumstances: Circumstances,
	wording: Wording,
): Presented {
	const officer = circumstances.directory.people.find((person) => person.roles.includes('dataProtectionOfficer'))
	const sections = (['purpose', 'who', 'never', 'rights'] as const).map((part) => ({
		heading: wording.say(`interview.notice.${part}Title`),
		text: wording.say(`interview.notice.${part}`),
	}))
	const kept = keptUntil && {
		heading: wording.say('interview.notice.keptTitle'),
		text: wording.say('interview.notice.kept', { date: wording.date(keptUntil) }),
	}
	return message(
		wording,
		'interview.notice.title',
		[
			...sections,
			...(kept ? [kept] : []),
			...(officer
				? [{ text: wording.say('notice.contact', { name: personName(circumstances.directory, officer.id) }) }]
				: []),
		],
		[buttons(wording)('interview.notice.accept', 'accept', { s: session.id }, { main: true })],
		breadcrumbOf(session, circumstances, wording),
	)
}

/** The modules with what is done and what is open; the person chooses where to go on. */
function presentModules(
	session: Session,
	{ caseId }: Interview,
	circumstances: Circumstances,
	wording: Wording,
): Presented {
	const stands = modulesOf(session, circumstances.catalogue)
	const { minutesLeft } = progressOf(circumstances.catalogue.questionnaire, answersOf(session), 'everyone')
	const points = stands.reduce((sum, stand) => sum + stand.openPoints, 0)
	const done = stands.every(({ state }) => state === 'done' || state === 'later')
	const begun = session.people[circumstances.actor.id]?.notice !== undefined
	const minutes = (count: number) => wording.say('common.minutes', { count })
	const say = wording.say
	const button = buttons(wording)
	const s = session.id
	const drafts = button('interview.home.drafts', 'knowledge', { to: 'drafts', c: caseId }, { main: done })
	return list(wording, {
		breadcrumb: breadcrumbOf(session, circumstances, wording),
		title: say('interview.home.title'),
		intro: [
			...(done ? [] : [say('interview.home.intro')]),
			...(minutesLeft > 0 ? [aside(say('interview.home.left', { minutes: minutes(minutesLeft) }))] : []),
			...(points > 0 ? [aside(say('interview.home.points', { count: points }))] : []),
		],
		boxes: done ? [box('good', say('interview.home.thanks'), say('interview.home.thanksNext'))] : [],
		rows: stands.map((stand) => ({
			heading: titleOf(stand.module, circumstances, wording),
			state: say(`interview.state.${stand.state}`, { minutes: minutes(stand.minutesLeft), count: stand.openPoints }),
			color: colors[stand.state],
			note: openPointsIn(stand.module, session, circumstances, wording),
		})),
		pick: {
			label: say('interview.home.module'),
			placeholder: say('interview.home.modulePlaceholder'),
			choices: stands.map(({ module }) => ({ title: titleOf(module, circumstances, wording), value: module })),
		},
		buttons: [
			...(done
				? [drafts]
				: [button(begun ? 'common.continue' : 'interview.home.begin', 'go-on', { s }, { main: true })]),
			button('interview.home.open', 'module', { s }, { withInputs: true }),
			...(done || !begun ? [] : [drafts]),
			button('interview.home.pause', 'reminders'),
		],
	})
}

function titleOf(module: string, { catalogue }: Circumstances, wording: Wording): string {
	const block = catalogue.questionnaire.blocks.find((one) => moduleOf(one) === module)
	return block ? wording.pick(block.title) : module
}

/** The questions of a module that were put off, so that they need not be looked for. */
function openPointsIn(module: string, session: Session, circumstances: Circumstances, wording: Wording): string {
	const pages = walked(session, circumstances).pages.filter(({ block }) => moduleOf(block) === module)
	const points = pages.flatMap((page) =>
		relevantSteps({ pages: [page], skipped: [] })
			.filter(({ answer }) => answer?.status === 'later' || answer?.status === 'unknown')
			.map(({ question }) => `${itemOf(page, circumstances, wording)}${wording.pick(question.prompt)}`),
	)
	if (points.length === 0) return ''
	const named = points.slice(0, mostPoints).map((point) => plain(shortened(point, 90)))
	return wording.say('interview.openPoint', {
		prompts: `${named.join(' · ')}${points.length > mostPoints ? ' · …' : ''}`,
	})
}

function itemOf({ item }: PageStand, { catalogue }: Circumstances, wording: Wording): string {
	return item ? `${shortened(itemName(item, catalogue, wording), 30)}: ` : ''
}

/** Where there is nothing to answer yet, how a handover begins; where there are several, the choice. */
export function presentInterviews({ open, directory }: ShownInterviews, wording: Wording): Presented {
	const button = buttons(wording)
	const home = button('interview.none.home', 'knowledge', { to: 'home' }, { main: open.length === 0 })
	if (open.length === 0)
		return message(
			wording,
			'interview.none.title',
			[{ text: wording.say('interview.none.text') }, { text: wording.say('interview.none.how') }],
			[home],
		)
	const named = open
		.slice(0, mostHandovers)
		.map((one) => ({ ...one, position: positionTitle(directory, one.positionId) }))
	return message(
		wording,
		'interview.several.title',
		[{ text: wording.say('interview.several.text') }],
		[
			...named.map(({ caseId, position, short }) =>
				button(
					short ? 'interview.several.openShort' : 'interview.several.open',
					'knowledge',
					{ to: 'interview', c: caseId },
					{ values: { position: shortened(position, 40) } },
				),
			),
			home,
		],
	)
}
