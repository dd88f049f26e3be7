import type { KnowledgeDoor } from '../../dialog/knowledge-look'
import type { PlanLook } from '../../dialog/plan-look'
import type { Directory, Person } from '../../domain/directory/directory'
import type { HandoverStep } from '../../domain/handover/steps'
import type { PersonalNotice } from '../../domain/notices/notice'
import type {
	Commitment,
	CommitmentStage,
	DueReminder,
	KnowledgePlace,
	MissedReminder,
} from '../../domain/notices/reminder'
import { isGivable } from '../../domain/reminders/change-reminders'
import { aboutKey, reminderSubject } from '../../domain/reminders/rules'
import { localDate, localTime } from '../../domain/shared/calendar'
import type { Language } from '../../domain/shared/language'
import { buttons } from '../kit/buttons'
import { drawnFrame } from '../kit/frame'
import { personName } from '../kit/names'
import { drawnSections, message, type Presented, type TextSection } from '../kit/presented'
import { fitting } from '../kit/room'
import { plain, type Wording } from '../kit/wording'
import { pathOf } from '../plan/plan-paths'
import { leadReminderWords } from './lead-reminder-words'
import { commitmentTitle, picksFor, reminderOptions, stepNamed } from './reminders'

export type ReminderNotice = Extract<PersonalNotice, { kind: 'reminder' }>
export type GapNotice = Extract<PersonalNotice, { kind: 'schedule-gap' }>

/** For whom and on which local date a card is drawn. */
export interface Reader {
	readonly directory: Directory
	readonly person: Person
	readonly today: string
}

const roomForLines = 5_000
const roomForMissed = 4_000

/** One reminder with its next step, or several as a digest. */
export function presentReminder(
	{ reminders }: ReminderNotice,
	reader: Reader,
	wordingIn: (language: Language) => Wording,
): Presented {
	const wording = wordingIn(reader.person.language)
	const [first] = reminders
	if (!first) throw new Error('a reminder of nothing')
	const single = reminders.length === 1
	const givable = reminders.some((one) => one.rule === 'commitment' && isGivable(one.commitment))
	const about = single
		? { picks: [], subject: reminderSubject(first), givable }
		: { picks: picksFor(reminders, wording), givable }
	const words = wordsOf(first, reader, wording)
	const lines = reminders.map((reminder): TextSection => {
		const { title, text } = wordsOf(reminder, reader, wording)
		return { heading: title, text }
	})
	const listed = fitting(lines, roomForLines)
	const more = lines.length - listed.length
	const sections: TextSection[] = single
		? [
				{ text: words.text },
				{ heading: wording.say('reminder.next'), text: words.next },
				{ text: words.why, subtle: true },
			]
		: [
				{ text: wording.say('reminder.digest.text') },
				...listed,
				...(more > 0 ? [{ text: wording.say('reminders.more', { count: more }) }] : []),
				{ text: wording.say('reminder.digest.next'), subtle: true },
			]
	return {
		template: 'reminder',
		data: {
			...drawnFrame({ title: single ? words.title : wording.say('reminder.digest.title') }, wording),
			sections: drawnSections(sections),
			more: wording.say('reminder.more'),
			open: false,
			options: reminderOptions(about, reader, wording),
			actions: actionsFor(reminders, reader, wording),
		},
	}
}

/**
 * The next step first: where the bundle or the half-year is looked after. Those who only help out say when it is done.
 */
function actionsFor(reminders: readonly DueReminder[], { person }: Reader, wording: Wording) {
	const button = buttons(wording)
	const [first] = reminders
	const lead = reminders.find((one) => one.rule !== 'commitment')
	const open = (key: string, look: PlanLook) => button(key, 'plan', { to: pathOf(look) }, { main: true })
	const mine = button('reminder.mine', 'reminders')
	if (reminders.length === 1 && first?.rule === 'commitment' && first.commitment.place) {
		const { place } = first.commitment
		const page = pageFor(place)
		return [
			button(`reminder.to.${page}`, 'knowledge', placeData(page, place), { main: true }),
			button('reminder.done', 'remind-done', { k: reminderSubject(first) }),
			mine,
		]
	}
	const knowledge = reminders.some((one) => one.rule === 'commitment' && one.commitment.place)
	const bundles = reminders.some((one) => one.rule === 'commitment' && !one.commitment.place)
	const home = knowledge ? [button('knowledge.button', 'knowledge', { to: 'home' }, { main: !lead && !bundles })] : []
	if (reminders.length === 1 && first?.rule === 'commitment') {
		const { unit, halfYear, ownerIds } = first.commitment
		const steers = ownerIds.includes(person.id)
		const done = button('reminder.done', 'remind-done', { k: reminderSubject(first) }, { main: !steers })
		return [...(steers ? [open('reminder.toBundle', { page: 'bundle', unit, halfYear })] : []), done, mine]
	}
	if (lead)
		return [
			open('plan.toHalfYear', { page: 'half-year', halfYear: lead.halfYear }),
			button('common.departments', 'departments'),
			...home,
			mine,
		]
	return [...(bundles ? [open('reminder.toBundles', { page: 'now' })] : []), ...home, mine]
}

/** Where each step of a handover is done; what is about an entry is done where the position's entries are. */
const pages: Readonly<Partial<Record<HandoverStep, KnowledgeDoor>>> = {
	map: 'interview',
	packet: 'interview',
	'short-interview': 'interview',
	talk: 'take-over',
	'review-1': 'take-over',
	'review-3': 'take-over',
	'first-day': 'onboarding',
	'first-week': 'onboarding',
	'first-month': 'onboarding',
	'deputy-sheet': 'deputy',
}

function pageFor({ step }: KnowledgePlace): KnowledgeDoor {
	return step === undefined ? 'position' : (pages[stepNamed(step) as HandoverStep] ?? 'cases')
}

function placeData(
	page: KnowledgeDoor,
	{ positionId, caseId, entryId }: KnowledgePlace,
): Readonly<Record<string, string>> {
	return {
		to: page,
		p: positionId,
		...(caseId !== undefined && { c: caseId }),
		...(entryId !== undefined && { e: entryId }),
	}
}

/** A handover's step says itself what to do. */
function nextFor({ kind, place }: Commitment, stage: CommitmentStage, who: 'own' | 'given', wording: Wording): string {
	if (place && stage === 'overdue') return wording.say('reminder.overdue.next.knowledge')
	if (place?.step !== undefined) return wording.say(`handover.step.${stepNamed(place.step)}.what`)
	if (place) return wording.say(`reminder.${kind}.next`)
	return wording.say(stage === 'overdue' ? `reminder.overdue.next.${who}` : `reminder.${kind}.next.${who}`)
}

function wordsOf(
	reminder: DueReminder,
	{ directory, person, today }: Reader,
	wording: Wording,
): ReturnType<typeof leadReminderWords> {
	if (reminder.rule !== 'commitment') return leadReminderWords(reminder, wording)
	const { commitment, from } = reminder
	// What was due when it was decided may be overdue when it is read.
	const always = reminder.stage === 'given' || reminder.stage === 'today'
	const stage = !always && today > commitment.dueOn ? 'overdue' : reminder.stage
	const who = commitment.ownerIds.includes(person.id) ? 'own' : 'given'
	const values = {
		title: plain(commitmentTitle(commitment, wording, 200)),
		date: wording.date(commitment.dueOn),
		name: personName(directory, from),
	}
	return {
		title: wording.say(`reminder.${stage}.title`, values),
		text: wording.say(`reminder.${stage}.text`, values),
		next: nextFor(commitment, stage, who, wording),
		why: wording.say(`reminder.${commitment.kind}.why`),
	}
}

/** Tells those who look after the service when the schedule stood still, and what became of the reminders. */
export function presentScheduleGap(
	{ from, until, times, caughtUp, missed }: GapNotice,
	reader: Reader,
	wordingIn: (language: Language) => Wording,
): Presented {
	const wording = wordingIn(reader.person.language)
	const moment = (instant: string) =>
		wording.say('gap.moment', {
			date: wording.date(localDate(Date.parse(instant))),
			time: localTime(Date.parse(instant)),
		})
	const span = { from: moment(from), until: moment(until) }
	const lines = missed.map((one) => `- ${missedLine(one, wording)}`)
	const listed = fitting(lines, roomForMissed)
	const more = missed.length - listed.length
	return message(
		wording,
		'gap.title',
		[
			{
				text:
					times === 1
						? wording.say('gap.once', span)
						: wording.say('gap.often', { ...span, times: wording.number(times) }),
			},
			{ text: caughtUp === 0 ? wording.say('gap.nothingLate') : wording.say('gap.caughtUp', { count: caughtUp }) },
			...(missed.length > 0 ? [{ heading: wording.say('gap.missed'), text: listed.join('\n') }] : []),
			...(more > 0 ? [{ text: wording.say('reminders.more', { count: more }) }] : []),
			{ text: wording.say('gap.next'), subtle: true },
		],
		[],
	)
}

function missedLine({ key, dueOn }: MissedReminder, wording: Wording): string {
	const about = aboutKey(key)
	const what = about ? leadReminderWords(about, wording).title : wording.say('gap.commitment')
	return wording.say('gap.line', { what, date: wording.date(dueOn) })
}
