import type { Directory, Person } from '../domain/directory/directory'
import type { PersonalNotice } from '../domain/messages/notice'
import type { DueReminder, MissedReminder } from '../domain/reminders/reminder'
import { aboutKey, subjectOf } from '../domain/reminders/rules'
import { localDate, localTime } from '../domain/shared/calendar'
import type { Language } from '../domain/shared/language'
import { buttons } from './actions'
import { leadWords } from './lead-words'
import { pathOf } from './plan-paths'
import { commitmentTitle, picksFor, reminderOptions } from './present-reminders'
import { message, type Presented, type Section } from './presented'
import { fitting, plain, shortened, type Wording } from './wording'

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
export function presentReminder({ reminders }: ReminderNotice, reader: Reader, wordingIn: (language: Language) => Wording): Presented {
	const wording = wordingIn(reader.person.language)
	const [first] = reminders
	if (!first) throw new Error('a reminder of nothing')
	const single = reminders.length === 1
	const givable = reminders.some(({ rule }) => rule === 'commitment')
	const about = single ? { picks: [], subject: subjectOf(first), givable } : { picks: picksFor(reminders, wording), givable }
	const words = wordsOf(first, reader, wording)
	const lines = reminders.map((reminder): Section => {
		const { title, text } = wordsOf(reminder, reader, wording)
		return { heading: title, text }
	})
	const listed = fitting(lines, roomForLines)
	const more = lines.length - listed.length
	const sections: Section[] = single
		? [{ text: words.text }, { heading: wording.say('reminder.next'), text: words.next }, { text: words.why, subtle: true }]
		: [
				{ text: wording.say('reminder.digest.text') },
				...listed,
				...(more > 0 ? [{ text: wording.say('reminders.more', { count: more }) }] : []),
				{ text: wording.say('reminder.digest.next'), subtle: true },
			]
	return {
		template: 'reminder',
		data: {
			lang: wording.language,
			remark: '',
			title: single ? words.title : wording.say('reminder.digest.title'),
			sections: sections.map(({ heading = '', text, subtle = false }) => ({ heading, text, subtle })),
			more: wording.say('reminder.more'),
			open: false,
			options: reminderOptions(about, reader, wording),
			actions: actionsFor(reminders, single, wording),
		},
	}
}

/** The next step first: a commitment can be done or looked at, a half-year is looked after from the plan. */
function actionsFor(reminders: readonly DueReminder[], single: boolean, wording: Wording) {
	const button = buttons(wording)
	const [first] = reminders
	const mine = button('reminder.mine', 'reminders')
	const half = (reminder: DueReminder) => (reminder.rule === 'commitment' ? reminder.commitment.halfYear : reminder.halfYear)
	if (single && first?.rule === 'commitment') {
		const { unit, halfYear } = first.commitment
		const bundle = button('reminder.toBundle', 'plan', { to: pathOf({ page: 'bundle', unit, halfYear }) }, { main: true })
		return [bundle, button('reminder.done', 'remind-done', { k: subjectOf(first) }), mine]
	}
	const lead = reminders.find(({ rule }) => rule !== 'commitment')
	const about = lead ?? first
	const review = lead?.rule === 'review' || lead?.rule === 'closing'
	const look = about && pathOf(review ? { page: 'review', halfYear: half(about) } : lead ? { page: 'half-year', halfYear: half(lead) } : { page: 'now' })
	return [...(look ? [button(review ? 'reminder.toReview' : 'reminder.toPlan', 'plan', { to: look }, { main: true })] : []), mine]
}

function wordsOf(reminder: DueReminder, { directory, today }: Reader, wording: Wording): ReturnType<typeof leadWords> {
	if (reminder.rule !== 'commitment') return leadWords(reminder, wording)
	const { commitment, from } = reminder
	// What was due when it was decided may be overdue when it is read.
	const stage = reminder.stage !== 'given' && today > commitment.dueOn ? 'overdue' : reminder.stage
	const giver = directory.people.find(({ id }) => id === from)?.name ?? ''
	const values = { title: plain(shortened(commitmentTitle(commitment, wording), 200)), date: wording.date(commitment.dueOn), name: plain(giver) }
	return {
		title: wording.say(`reminder.${stage}.title`, values),
		text: wording.say(`reminder.${stage}.text`, values),
		next: wording.say(stage === 'overdue' ? 'reminder.overdue.next' : `reminder.${commitment.kind}.next`),
		why: wording.say(`reminder.${commitment.kind}.why`),
	}
}

/** Tells whoever looks after the service when the schedule stood still, and what became of the reminders. */
export function presentScheduleGap({ from, until, times, caughtUp, missed }: GapNotice, reader: Reader, wordingIn: (language: Language) => Wording): Presented {
	const wording = wordingIn(reader.person.language)
	const moment = (instant: string) => wording.say('gap.moment', { date: wording.date(localDate(Date.parse(instant))), time: localTime(Date.parse(instant)) })
	const span = { from: moment(from), until: moment(until) }
	const lines = missed.map((one) => `- ${missedLine(one, wording)}`)
	const listed = fitting(lines, roomForMissed)
	const more = missed.length - listed.length
	return message(
		wording,
		'gap.title',
		[
			{ text: times === 1 ? wording.say('gap.once', span) : wording.say('gap.often', { ...span, times: wording.number(times) }) },
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
	const what = about ? leadWords(about, wording).title : wording.say('gap.commitment')
	return wording.say('gap.line', { what, date: wording.date(dueOn) })
}
