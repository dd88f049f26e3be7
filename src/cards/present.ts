import type { Shown } from '../dialog/shown'
import type { Circumstances } from '../domain/digicheck/circumstances'
import type { Session } from '../domain/digicheck/session'
import { type Directory, departmentOf, headsOf, type Person } from '../domain/directory/directory'
import { may } from '../domain/directory/may'
import type { Catalogue } from '../domain/maturity/catalogue'
import { questionsOf } from '../domain/questionnaire/questionnaire'
import type { Language } from '../domain/shared/language'
import { presentAtlas } from './atlas/atlas'
import { presentChannel, presentChannels } from './channels/channels'
import { presentDeliveries } from './channels/deliveries'
import { breadcrumbOf } from './digicheck/breadcrumb'
import { presentClarifications } from './digicheck/clarifications'
import { presentClosed } from './digicheck/closed'
import { presentItems } from './digicheck/items'
import { presentNotUnderstood } from './digicheck/not-understood'
import { presentPage } from './digicheck/page'
import { presentResult } from './digicheck/result'
import { presentReview, presentSection } from './digicheck/review'
import { timeLeft } from './digicheck/time-left'
import { presentHandoverPage } from './handover/handover-page'
import { presentInterview, presentInterviews } from './handover/interview'
import { presentSuccessor } from './handover/successor'
import { type Button, buttons } from './kit/buttons'
import { message, type Presented, type Section } from './kit/presented'
import { fitting } from './kit/room'
import { plain, type Wording } from './kit/wording'
import { presentEntries } from './knowledge/entries'
import { presentRisks } from './knowledge/risks'
import { presentSearch } from './knowledge/search'
import { presentOwnData } from './own-data/own-data'
import { presentPlan } from './plan/plan'
import { presentReminders } from './reminders/reminders'

/** Turns what a person gets to see into a card's name and data. */
export function present(shown: Shown, wordingIn: (language: Language) => Wording): Presented {
	switch (shown.kind) {
		case 'session':
			return presentReply(shown, wordingIn(shown.circumstances.actor.language))
		case 'interviews':
			return presentInterviews(shown, wordingIn(shown.person.language))
		case 'not-understood':
			return presentNotUnderstood(shown, wordingIn(shown.circumstances.actor.language))
		case 'closed':
			return presentClosed(shown, wordingIn(shown.circumstances.actor.language))
		case 'result':
			return presentResult(shown, wordingIn(shown.person.language))
		case 'reminders':
			return presentReminders(shown, wordingIn(shown.person.language))
		case 'departments':
			return presentDepartments(shown, wordingIn(shown.person.language))
		case 'welcome':
			return presentWelcome(shown.directory, shown.person, wordingIn(shown.person.language))
		case 'help':
			return presentHelp(shown.directory, shown.person, wordingIn(shown.person.language))
		case 'privacy':
			return message(
				wordingIn(shown.person.language),
				'notice.title',
				noticeSections(shown.directory, wordingIn(shown.person.language)),
				[buttons(wordingIn(shown.person.language))('common.continue', 'start')],
			)
		case 'entries':
			return presentEntries(shown, wordingIn(shown.person.language))
		case 'risks':
			return presentRisks(shown, wordingIn(shown.person.language))
		case 'plan':
			return presentPlan(shown, wordingIn(shown.person.language))
		case 'knowledge-home':
		case 'handovers':
		case 'handover':
		case 'handover-new':
		case 'handover-form':
			return presentHandoverPage(shown, wordingIn(shown.person.language))
		case 'take-over':
		case 'take-overs':
		case 'onboarding':
		case 'deputy-sheet':
		case 'deputy-list':
		case 'call-deputy':
			return presentSuccessor(shown, wordingIn(shown.person.language))
		case 'atlas':
			return presentAtlas(shown, wordingIn(shown.person.language))
		case 'found':
		case 'found-entry':
		case 'shared-entry':
		case 'asking':
		case 'questions':
			return presentSearch(shown, wordingIn(shown.person.language))
		case 'channel':
			return presentChannel(shown, wordingIn(shown.language))
		case 'channels':
			return presentChannels(shown, wordingIn(shown.person.language))
		case 'deliveries':
			return presentDeliveries(shown, wordingIn(shown.person.language))
		case 'refused': {
			const wording = wordingIn(shown.language)
			const start =
				shown.reason !== 'no-department' && shown.reason !== 'personal-chat-only'
					? [buttons(wording)('common.yesOpen', 'start')]
					: []
			return message(wording, 'refused.title', [{ text: wording.say(`refused.${shown.reason}`) }], start)
		}
		case 'own-data':
			return presentOwnData(shown, wordingIn(shown.person.language))
		case 'sensitive-message': {
			const wording = wordingIn(shown.person.language)
			const sections = [{ text: wording.say(`guard.${shown.sensitive}`) }, { text: wording.say('guard.deleteMessage') }]
			return message(wording, 'guard.title', sections, [buttons(wording)('common.continue', 'start')])
		}
		case 'stranger': {
			const wording = wordingIn(shown.language)
			return message(wording, 'stranger.title', [{ text: wording.say('stranger.text') }], [])
		}
	}
}

function presentReply(
	{ reply, session, circumstances }: Extract<Shown, { kind: 'session' }>,
	wording: Wording,
): Presented {
	const ofInterview = presentInterview(reply, session, circumstances, wording)
	if (ofInterview) return ofInterview
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
						text: head ? wording.say('handedIn.text', { head: plain(head.name) }) : wording.say('handedIn.textNoHead'),
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

/** What everybody reads before the first question, and whenever they ask for it. */
function noticeSections(directory: Directory, wording: Wording): Section[] {
	const officer = directory.people.find((person) => person.roles.includes('dataProtectionOfficer'))
	return [
		...(['purpose', 'who', 'kept', 'measure', 'rights'] as const).map((part) => ({
			heading: wording.say(`notice.${part}Title`),
			text: wording.say(`notice.${part}`),
		})),
		...(officer ? [{ text: wording.say('notice.contact', { name: plain(officer.name) }) }] : []),
	]
}

function presentReleased(
	session: Session,
	{ directory, actor, catalogue }: Circumstances,
	wording: Wording,
	breadcrumb: string,
): Presented {
	const last = session.releases.at(-1)
	const department = plain(directory.departments.find((one) => one.id === session.departmentId)?.name ?? '')
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

function presentWelcome(directory: Directory, person: Person, wording: Wording): Presented {
	const department = departmentOf(directory, person)
	const town = plain(directory.town.name)
	const text = department
		? wording.say('welcome.text', { town, department: plain(department.name) })
		: wording.say('welcome.textNoDepartment', { town })
	return message(
		wording,
		{
			key: 'welcome.title',
			values: {
				name: plain(person.name),
			},
		},
		[{ text }, { text: wording.say('welcome.how') }],
		[
			...startingButtons(directory, person, wording),
			...(may(person, 'see-plan', undefined) ? planButton(person, wording) : []),
			knowledgeButton(wording),
		],
	)
}

function presentHelp(directory: Directory, person: Person, wording: Wording): Presented {
	const topics = [
		'start',
		'back',
		'pause',
		'review',
		'clarifications',
		'result',
		'plan',
		'reminders',
		'knowledge',
		'channels',
		'privacy',
		'language',
	] as const
	const lines = topics.map((key) => `- ${wording.say(`help.${key}`)}`)
	const switching: Button = buttons(wording)('help.switch', 'language', { to: wording.language === 'de' ? 'en' : 'de' })
	// A card has room for six; the channels are found on the welcome card and by their word.
	const starting = startingButtons(directory, person, wording).filter(({ verb }) => verb !== 'channels')
	return message(
		wording,
		'help.title',
		[
			{ text: wording.say('help.intro') },
			{ text: lines.join('\n') },
			{ text: wording.say('help.answers'), subtle: true },
		],
		[
			...starting,
			...planButton(person, wording),
			knowledgeButton(wording),
			buttons(wording)('reminder.mine', 'reminders'),
			switching,
		],
	)
}

function startingButtons(directory: Directory, person: Person, wording: Wording): Button[] {
	const button = buttons(wording)
	const answers =
		departmentOf(directory, person) && (person.roles.includes('staff') || person.roles.includes('departmentHead'))
	return [
		...(answers ? [button('common.start', 'start', {}, { main: true })] : []),
		...(person.roles.includes('projectLead')
			? [button('common.departments', 'departments'), button('common.channels', 'channels')]
			: []),
		...(person.roles.includes('departmentHead') ? [button('common.result', 'result', { part: 'overview' })] : []),
	]
}

function knowledgeButton(wording: Wording): Button {
	return buttons(wording)('knowledge.button', 'knowledge', { to: 'home' })
}

/** For everybody who may see at least their department's part of it. */
function planButton(person: Person, wording: Wording): Button[] {
	return may(person, 'see-plan', person.departmentId) ? [buttons(wording)('common.plan', 'plan')] : []
}

function presentDepartments(
	{ stands, directory, person }: Extract<Shown, { kind: 'departments' }>,
	wording: Wording,
): Presented {
	const released = stands.filter((stand) => stand.released)
	return {
		template: 'departments',
		data: {
			lang: wording.language,
			title: wording.say('departments.title', { town: plain(directory.town.name) }),
			intro: [
				wording.say('departments.intro', { round: wording.halfYear(directory.town.round) }),
				wording.say('departments.planned', {
					minutes: wording.say('common.minutes', {
						count: stands.reduce((sum, stand) => sum + stand.minutesPlanned, 0),
					}),
				}),
			].join(' '),
			departments: fitting(stands, 8_000).map((stand) => ({
				name: plain(stand.department.name),
				state: wording.say(`departments.${stand.status}`),
				color: stand.released ? 'good' : stand.status === 'not-started' ? 'default' : 'accent',
			})),
			none: released.length === 0 ? wording.say('departments.none') : '',
			picks: fitting(released, 6_000).map((stand) => ({ title: stand.department.name, value: stand.sessionId })),
			pickLabel: wording.say('departments.pick'),
			pickPlaceholder: wording.say('departments.pickPlaceholder'),
			actions: [
				...(released.length === 0
					? []
					: [buttons(wording)('common.result', 'result', { part: 'overview' }, { main: true, withInputs: true })]),
				...planButton(person, wording),
			],
		},
	}
}
