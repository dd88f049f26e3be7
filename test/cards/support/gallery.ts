import { presentLiving } from '../../../src/cards/channels/living'
import { presentMilestone } from '../../../src/cards/channels/milestone'
import { type DigiCheckNotice, presentNotice } from '../../../src/cards/digicheck/digicheck-notices'
import type { Presented } from '../../../src/cards/kit/presented'
import { type Card, cardRenderer } from '../../../src/cards/kit/render'
import { cardOfTown } from '../../../src/cards/kit/town-line'
import { loadWordings, type Wording } from '../../../src/cards/kit/wording'
import { present } from '../../../src/cards/present'
import { resultParts, type Shown } from '../../../src/dialog/shown'
import type { Refusal, Remark, Reply } from '../../../src/domain/digicheck/reply'
import { type Session, type SessionStatus, sessionId } from '../../../src/domain/digicheck/session'
import type { Directory } from '../../../src/domain/directory/directory'
import type { Input, InputProblem } from '../../../src/domain/questionnaire/read-input'
import type { Language } from '../../../src/domain/shared/language'
import { clean } from '../../../src/domain/shared/text'
import { type Manner, Pass, plainly, type SessionShown } from './answering'
import { atlasShown } from './atlas'
import { bigPlanOf } from './big-plan'
import { everyChannelCard, everyPost, type Post } from './channels'
import { edges } from './edges'
import { entriesShown } from './entries'
import { handoverNotices, handoversShown } from './handovers'
import { faultsIn } from './inspect'
import { interviewsShown } from './interviews'
import { ownDataShown } from './own-data'
import { plansOf } from './plans'
import { questionReportsShown } from './question-reports'
import { reminderNotices, remindersShown } from './reminders'
import { questionNotices, searchShown } from './search'
import { sensitiveProblems, sensitiveRemarks, sensitiveShown } from './sensitive'
import { successorShown } from './successor'
import { catalogue, invented, type Names, personIn, roles, townOf } from './town'
import { townsShown } from './towns'

/** One card with the name under which a failure reports it. */
export interface Drawn {
	readonly name: string
	readonly template: string
	readonly card: Card
	/** Why it could not be drawn at all. */
	readonly fault?: string
}

// Written as records so that the compiler misses a kind that was added.
export const replyKinds = Object.keys({
	notice: 0,
	page: 0,
	items: 0,
	'stop-offered': 0,
	paused: 0,
	review: 0,
	section: 0,
	'handed-in': 0,
	'release-preview': 0,
	returned: 0,
	released: 0,
	clarifications: 0,
	refused: 0,
} satisfies Record<Reply['kind'], 0>) as Reply['kind'][]
export const shownKinds = Object.keys({
	session: 0,
	'not-understood': 0,
	closed: 0,
	'which-one': 0,
	'question-report': 0,
	'question-reports': 0,
	result: 0,
	departments: 0,
	channel: 0,
	channels: 0,
	deliveries: 0,
	plan: 0,
	interviews: 0,
	entries: 0,
	risks: 0,
	reminders: 0,
	'knowledge-home': 0,
	handovers: 0,
	handover: 0,
	'handover-new': 0,
	'handover-form': 0,
	'take-over': 0,
	'take-overs': 0,
	onboarding: 0,
	'deputy-sheet': 0,
	'deputy-list': 0,
	'call-deputy': 0,
	atlas: 0,
	found: 0,
	'found-entry': 0,
	'shared-entry': 0,
	asking: 0,
	questions: 0,
	welcome: 0,
	help: 0,
	privacy: 0,
	refused: 0,
	'sensitive-message': 0,
	'unread-message': 0,
	'own-data': 0,
	stranger: 0,
	towns: 0,
} satisfies Record<Shown['kind'], 0>) as Shown['kind'][]
const refusals = Object.keys({
	'not-permitted': 0,
	'not-started': 0,
	'handed-in': 0,
	released: 0,
	'not-handed-in': 0,
	'still-open': 0,
	'too-many-items': 0,
	'name-missing': 0,
	'name-too-long': 0,
	'name-taken': 0,
	'no-such-item': 0,
	'no-such-person': 0,
} satisfies Record<Refusal, 0>) as Refusal[]
/** `removed` names an item and is said on the list only; the way through the pass shows it. */
const remarks = [
	'already-answered',
	'no-longer-asked',
	'set-aside',
	'moved',
	...refusals,
	...sensitiveRemarks,
] as const satisfies readonly Remark[]
const elsewhere = [
	'no-department',
	'unreadable',
	'busy',
	'personal-chat-only',
	'too-much-to-show',
	'town-not-chosen',
	'card-of-other-town',
	...refusals,
] as const
/** Every problem with a form that can have it and what was entered then. */
const problems: Readonly<Record<InputProblem, readonly [form: string, entered: Input]>> = {
	'not-a-number': ['number', { main: 'viele' }],
	'too-small': ['number', { main: '-1' }],
	'too-large': ['number', { main: '999999' }],
	'too-precise': ['number', { main: '1,2345' }],
	'not-an-option': ['choice', {}],
	contradictory: ['text', { main: 'x', instead: 'later' }],
	'too-long': ['text', { main: 'x'.repeat(4_000) }],
	'not-a-half-year': ['half-year', {}],
	'half-year-out-of-range': ['half-year', {}],
	'too-many-items': ['items', { own: 'x\n'.repeat(600) }],
	'name-too-long': ['items', { own: 'x'.repeat(1_200) }],
	...sensitiveProblems,
}
const statuses: readonly (SessionStatus | 'not-started')[] = [
	'not-started',
	'answering',
	'handed-in',
	'released',
	'correcting',
]

const render = cardRenderer()
const wordings = loadWordings()

/** Draws as the service does and notes in `said` which texts were used. */
export function drawer(said: Set<string> = new Set()) {
	const noted = (language: Language): Wording => {
		const wording = wordings(language)
		const say: Wording['say'] = (key, values) => {
			said.add(key)
			return wording.say(key, values)
		}
		return { ...wording, say }
	}
	const drawn = (name: string, { template, data }: Presented): Drawn => {
		try {
			return { name, template, card: render(template, data) }
		} catch (fault) {
			return { name, template, card: {}, fault: (fault as Error).message }
		}
	}
	return {
		said,
		shown: (name: string, shown: Shown) => drawn(name, present(shown, noted)),
		post: (name: string, post: Post, directory: Directory, language: Language) =>
			drawn(
				name,
				'about' in post
					? presentLiving(post, directory, noted(language))
					: presentMilestone(post, directory, noted(language)),
			),
		notice: (name: string, notice: DigiCheckNotice, session: Session, pass: Pass, personId: string) =>
			drawn(name, presentNotice(notice, session, pass.directory, personIn(pass.directory, personId), noted)),
		ofTown: (one: Drawn, { town }: Directory, language: Language): Drawn => ({
			...one,
			name: `${one.name}, of several towns`,
			card: one.fault === undefined ? cardOfTown(one.card, town, noted(language)) : one.card,
		}),
		presented: (name: string, make: (wordingIn: (language: Language) => Wording) => Presented) =>
			drawn(name, make(noted)),
	}
}

/** `card: fault`, each fault once with the first card that has it. */
export function faultsOf(all: readonly Drawn[], leftovers?: RegExp): string[] {
	const found = new Map<string, string>()
	for (const { name, card, fault } of all)
		for (const one of fault ? [fault] : faultsIn(card, leftovers)) if (!found.has(one)) found.set(one, name)
	return [...found].map(([fault, name]) => `${name}: ${fault}`)
}

export interface Gallery {
	readonly cards: readonly Drawn[]
	/** The same cards as people of several towns get them. */
	readonly ofTown: readonly Drawn[]
	readonly shown: readonly Shown[]
	readonly said: ReadonlySet<string>
}

/** How much of the plan belongs to it: drawing it takes longer than all the rest. */
export type Depth = 'digicheck' | 'plan' | 'everything'

/**
 * Every kind of card for every role, from one department's whole way: answering, handing in, giving back, releasing,
 * correcting.
 */
export function gallery(
	language: Language,
	manner: Manner = plainly(7),
	names: Names = invented,
	depth: Depth = 'everything',
): Gallery {
	const draw = drawer()
	const pass = wholeWay(language, manner, names)
	const all: [string, Shown][] = pass.seen.map((shown, at) => [
		`${at} ${shown.reply.kind}${shown.reply.kind === 'page' ? ` ${shown.reply.page}` : ''}`,
		shown,
	])
	all.push(
		...everySection(pass),
		...everyRemark(pass),
		...everyProblem(pass),
		...besideTheWay(pass, language),
		...edges(language),
		...everyChannelCard(pass.directory, manner, language),
		...remindersShown(pass.directory),
		...handoversShown(pass.directory),
		...interviewsShown(pass.directory, manner),
		...entriesShown(pass.directory, manner),
		...successorShown(pass.directory, clean(manner.text(0))),
		...sensitiveShown(pass.directory),
		...atlasShown(pass.directory),
		...searchShown(pass.directory, manner),
		...ownDataShown(pass.directory),
		...townsShown(pass.directory, language),
		...questionReportsShown(pass, manner),
		...(depth === 'digicheck' ? [] : plansOf(pass.directory, manner)),
		...(depth === 'everything' ? bigPlanOf(pass.directory, (at) => `${at} ${names.department}`, manner.text(0)) : []),
	)
	const cards = all.map(([name, shown]) => draw.shown(`${language} ${name}`, shown))
	for (const kind of ['digicheck-handed-in', 'digicheck-returned', 'digicheck-released'] as const) {
		const notice: DigiCheckNotice = {
			key: 'k',
			kind,
			to: { personId: 'head' },
			sessionId: pass.session.id,
			...(kind === 'digicheck-returned' && { comment: clean(manner.text(0)) }),
		}
		cards.push(draw.notice(`${language} notice ${kind}`, notice, pass.session, pass, 'head'))
	}
	cards.push(
		...everyPost(pass.directory, manner).map(([name, post]) =>
			draw.post(`${language} channel ${name}`, post, pass.directory, language),
		),
	)
	for (const [name, make] of handoverNotices(pass.directory, clean(manner.text(0))))
		cards.push(draw.presented(`${language} notice ${name}`, make))
	for (const [name, make] of reminderNotices(pass.directory))
		cards.push(draw.presented(`${language} notice ${name}`, make))
	for (const [name, make] of questionNotices(pass.directory, manner))
		cards.push(draw.presented(`${language} notice ${name}`, make))
	const ofTown = cards.map((one) => draw.ofTown(one, pass.directory, language))
	return { cards, ofTown, shown: all.map(([, shown]) => shown), said: draw.said }
}

function wholeWay(language: Language, manner: Manner, names: Names): Pass {
	const pass = new Pass(townOf(language, names), manner)
	pass.answersAll('staff', 4)
	pass.does('staff', { type: 'paused' })
	pass.does('staff', { type: 'review-opened' })
	pass.does('staff', { type: 'went-on' })
	pass.does('staff', { type: 'went-back' })
	pass.changesItems('staff')
	pass.does('staff', { type: 'handed-in' })
	pass.answersAll('staff')
	pass.does('staff', { type: 'handed-in' })
	pass.does('staff', { type: 'taken-back' })
	pass.does('staff', { type: 'clarifications-opened' })
	pass.does('staff', { type: 'handed-in' })
	pass.does('staff', { type: 'opened' })
	pass.does('head', { type: 'opened' })
	pass.does('head', { type: 'notice-accepted' })
	pass.does('head', { type: 'returned', comment: manner.text(1) })
	pass.does('staff', { type: 'review-opened' })
	pass.does('staff', { type: 'handed-in' })
	pass.answersAll('head')
	pass.does('head', { type: 'released' })
	pass.does('staff', { type: 'opened' })
	pass.does('head', { type: 'correction-started' })
	pass.answersAgain('head', 12)
	pass.changesItems('head')
	pass.does('head', { type: 'handed-in' })
	pass.does('hr', { type: 'clarifications-opened' })
	return pass
}

function last(pass: Pass, kind: Reply['kind']): SessionShown {
	const found = pass.seen.findLast(({ reply }) => reply.kind === kind)
	if (!found) throw new Error(`nobody was shown ${kind}`)
	return found
}

function everySection(pass: Pass): [string, Shown][] {
	return ['staff', 'head'].flatMap((personId) =>
		pass
			.sectionKeys(personId)
			.map((section): [string, Shown] => [
				`${personId} section ${section}`,
				pass.looks(personId, { kind: 'section', section }),
			]),
	)
}

function everyRemark(pass: Pass): [string, Shown][] {
	const carriers = (['page', 'items', 'review', 'clarifications'] as const).map((kind) => last(pass, kind))
	return remarks.flatMap((remark) =>
		carriers.map((shown): [string, Shown] => [
			`${shown.reply.kind} with ${remark}`,
			{ ...shown, reply: { ...shown.reply, remark } as Reply },
		]),
	)
}

function everyProblem(pass: Pass): [string, Shown][] {
	return Object.entries(problems).flatMap(([name, [form, entered]]): [string, Shown][] => {
		const found = pass.pageWith('head', form)
		if (!found) return []
		const { page, key } = found
		const problem = name as InputProblem
		return [
			[
				`${problem} on ${page}`,
				pass.looks('head', {
					kind: 'page',
					page,
					editing: false,
					saved: [],
					problems: { [key]: { problem, entered } },
				}),
			],
		]
	})
}

/** What is shown outside the walk: to every role, and for every reason. */
function besideTheWay(pass: Pass, language: Language): [string, Shown][] {
	const { directory, session } = pass
	const circumstances = pass.circumstances('staff')
	const crowd = directory.people.flatMap((person) => [
		person,
		...Array.from({ length: 30 }, (_, at) => ({ ...person, id: `${person.id}-${at}` })),
	])
	const unclear = [...catalogue.services]
		.slice(0, 6)
		.map((service) => ({ id: service.id, names: [service.name.de, service.name.en] }))
	const stands = (released: boolean) =>
		statuses.map((status, at) => ({
			department: directory.departments[at] as (typeof directory.departments)[number],
			sessionId: sessionId(`department-${at}`, session.round),
			status,
			released,
			minutesPlanned: 90,
		}))
	const draft = last(pass, 'release-preview').session
	const earlier = pass.seen.find(
		(one) =>
			one.session.status === 'answering' && one.reply.kind === 'page' && Object.keys(one.session.answers).length > 3,
	) as SessionShown
	return [
		...[session, draft, { ...session, status: 'correcting' as const }].flatMap((one) =>
			['head', 'lead'].flatMap((id) =>
				resultParts.map((part): [string, Shown] => [
					`${id} result ${part} ${one.status}`,
					{ kind: 'result', part, session: one, catalogue, directory, person: personIn(directory, id) },
				]),
			),
		),
		...roles.flatMap((id) =>
			(['welcome', 'help', 'privacy'] as const).map((kind): [string, Shown] => [
				`${id} ${kind}`,
				{ kind, directory, person: personIn(directory, id) },
			]),
		),
		...[true, false].map((released): [string, Shown] => [
			`departments ${released}`,
			{ kind: 'departments', stands: stands(released), directory, person: personIn(directory, 'lead') },
		]),
		...elsewhere.map((reason): [string, Shown] => [`refused ${reason}`, { kind: 'refused', reason, language }]),
		...refusals.map((reason): [string, Shown] => [
			`session refused ${reason}`,
			{ kind: 'session', reply: { kind: 'refused', reason }, session, circumstances },
		]),
		...(['attachment', 'attachment-beside', 'no-words', 'too-long', 'edited', 'restored', 'deleted'] as const).map(
			(why): [string, Shown] => [
				`unread message, ${why}`,
				{ kind: 'unread-message', why, person: personIn(directory, 'lead') },
			],
		),
		['not understood', { kind: 'not-understood', unclear: [], session: earlier.session, circumstances }],
		[
			'not understood, may be looked for',
			{ kind: 'not-understood', unclear: [], text: 'Hund', session: earlier.session, circumstances },
		],
		['not understood, several', { kind: 'not-understood', unclear, session: earlier.session, circumstances }],
		...['services', 'staffing', 'no-such-page'].map((page): [string, Shown] => [
			`closed ${page}`,
			{ kind: 'closed', page, session: earlier.session, circumstances },
		]),
		['closed without a page', { kind: 'closed', session, circumstances }],
		...[[], ['staff', 'head'], crowd.map(({ id }) => id)].map((found): [string, Shown] => [
			`which one of ${found.length}`,
			{
				kind: 'which-one',
				verb: 'handover-open',
				data: { p: 'stelle', kind: 'absence', starts: '2026-10-01', until: '2026-10-10' },
				list: 'to',
				text: 'Person',
				found,
				directory: { ...directory, people: crowd },
				person: personIn(directory, 'hr'),
			},
		]),
	]
}
