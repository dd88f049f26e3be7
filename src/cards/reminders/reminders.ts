import type { Shown } from '../../dialog/shown'
import type { Directory, Person } from '../../domain/directory/directory'
import type { Commitment, DueReminder } from '../../domain/notices/reminder'
import {
	isGivable,
	longestPause,
	mayBeGivenTo,
	postponements,
	type ReminderRemark,
} from '../../domain/reminders/change-reminders'
import type { OwnReminders } from '../../domain/reminders/own-reminders'
import { reminderSubject, type Subject } from '../../domain/reminders/rules'
import { addDays, addMonths } from '../../domain/shared/calendar'
import { townUnit } from '../../domain/shared/unit'
import { type Button, buttons } from '../kit/buttons'
import { drawnFrame } from '../kit/frame'
import { personChoices, personName } from '../kit/names'
import { drawnSections, type Presented } from '../kit/presented'
import { remarkOf } from '../kit/remarks'
import { fitting } from '../kit/room'
import { plain, shortened, type Wording } from '../kit/wording'
import { leadReminderWords } from './lead-reminder-words'

/** Characters of JSON for what is listed and for each list to choose from. */
const roomForLines = 4_000
const roomForPicks = 2_000
const roomForPeople = 2_500
const titleLength = 100
/** Remarks that nothing happened; all others say what did. */
const refusals: readonly ReminderRemark['is'][] = [
	'nothing-chosen',
	'not-open',
	'no-such-date',
	'day-unreadable',
	'no-such-person',
	'stays-here',
]

/** One thing to choose or enter, with the button that uses it. */
export interface ReminderInput {
	readonly kind: 'choices' | 'date'
	readonly id: string
	readonly label: string
	readonly placeholder: string
	readonly value: string
	readonly choices: readonly { readonly title: string; readonly value: string }[]
	/** Local dates. */
	readonly min: string
	readonly max: string
	readonly actions: readonly Button[]
	/** The label of a field to type a name into, where the list had to be cut. */
	readonly find: string
}

/** `packet-7` is a packet; the others are their own names. */
export function stepNamed(step: string): string {
	return step.startsWith('packet') ? 'packet' : step
}

/** A reminder in a few words, as plain text. */
export function shortTitle(reminder: DueReminder, wording: Wording): string {
	return reminder.rule === 'commitment'
		? commitmentTitle(reminder.commitment, wording)
		: leadReminderWords(reminder, wording).title
}

/** What a person has taken on, as plain text: a measure by its title, a gate by its unit and step. */
export function commitmentTitle(
	{ title, kind, step, unit, place }: Commitment,
	wording: Wording,
	length = titleLength,
): string {
	const name = unit === townUnit ? wording.say('report.townUnit') : wording.pick(title)
	if (place?.step !== undefined)
		return wording.say('reminder.handover.title', {
			position: shortened(name, length - 40),
			step: wording.say(`handover.step.${stepNamed(place.step)}.name`),
		})
	if (kind === 'recheck') return wording.say('reminder.recheck.title', { title: shortened(name, length - 20) })
	return kind === 'gate' && step
		? wording.say('reminder.gate.title', {
				unit: shortened(name, length - 30),
				step: wording.say(`bundle.step.${step}`),
			})
		: shortened(wording.pick(title), length)
}

/**
 * What a person can do about reminders beside the next step. `picks` are the subjects to choose from; a card about only
 * one names it itself.
 */
export function reminderOptions(
	about: {
		readonly picks: readonly { readonly title: string; readonly value: Subject }[]
		readonly subject?: Subject
		readonly givable: boolean
	},
	{ directory, person, today }: { readonly directory: Directory; readonly person: Person; readonly today: string },
	wording: Wording,
): readonly ReminderInput[] {
	const button = buttons(wording)
	const data: Record<string, string> = about.subject === undefined ? {} : { k: about.subject }
	const withInputs = { withInputs: true }
	const people = about.givable ? personChoices(directory, mayBeGivenTo(person, directory)) : []
	const offered = fitting(people, roomForPeople)
	const picks = fitting(about.picks, roomForPicks)
	return [
		...(picks.length > 0
			? [choices('k', picks, [button('reminder.done', 'remind-done', data, withInputs)], wording)]
			: []),
		...(picks.length > 0 || about.subject !== undefined
			? [
					{
						...choices(
							'by',
							Object.keys(postponements).map((value) => ({ title: wording.say(`reminder.by.${value}`), value })),
							[button('reminder.later', 'remind-later', data, withInputs)],
							wording,
						),
						value: 'week',
					},
				]
			: []),
		...(people.length > 0 && (picks.length > 0 || about.subject !== undefined)
			? [
					{
						...choices('to', offered, [button('reminder.give', 'remind-give', data, withInputs)], wording),
						find: offered.length < people.length ? wording.say('find.label') : '',
					},
				]
			: []),
		{
			...choices('until', [], [button('reminder.pause', 'remind-pause', data, withInputs)], wording),
			kind: 'date',
			min: addDays(today, 1),
			max: addMonths(today, longestPause),
		},
	]
}

function choices(
	id: 'k' | 'by' | 'to' | 'until' | 'u',
	entries: ReminderInput['choices'],
	actions: readonly Button[],
	wording: Wording,
): ReminderInput {
	const placeholder = wording.say('page.choose')
	return {
		kind: 'choices',
		id,
		label: wording.say(`reminder.label.${id}`),
		placeholder,
		value: '',
		choices: entries,
		min: '',
		max: '',
		actions,
		find: '',
	}
}

/** The person's own reminders, what they have changed about them, and everything they can do. */
export function presentReminders(shown: Extract<Shown, { kind: 'reminders' }>, wording: Wording): Presented {
	const { mine, remark, directory, today } = shown
	const button = buttons(wording)
	const nameOf = (id: string) => personName(directory, id) || wording.say('handover.gone')
	const open = mine.open.map(({ commitment, nextOn }) => ({
		heading: plain(commitmentTitle(commitment, wording)),
		text: [
			wording.say(commitment.dueOn < today ? 'reminders.wasDue' : 'reminders.due', {
				date: wording.date(commitment.dueOn),
			}),
			...(nextOn === undefined ? [] : [wording.say('reminders.next', { date: wording.date(nextOn) })]),
		].join(' · '),
	}))
	const halfYears = mine.halfYears.map(({ reminder }) => ({
		heading: leadReminderWords(reminder, wording).title,
		text: wording.say(reminder.dueOn <= today ? 'reminders.since' : 'reminders.next', {
			date: wording.date(reminder.dueOn),
		}),
	}))
	const later = mine.later.map(({ reminder, until }) => ({
		heading: plain(shortTitle(reminder, wording)),
		text: wording.say('reminders.later', { date: wording.date(until) }),
	}))
	const given = mine.given.map(({ commitment, to }) => ({
		heading: plain(commitmentTitle(commitment, wording)),
		text: wording.say('reminders.given', { name: nameOf(to) }),
	}))
	const lines = [...open, ...halfYears, ...later, ...given]
	const listed = fitting(lines, roomForLines)
	const more = lines.length - listed.length
	const paused = mine.pausedUntil
	const sections = [
		...(paused === undefined ? [] : [{ text: wording.say('reminders.paused', { date: wording.date(paused) }) }]),
		...(lines.length === 0 ? [{ text: wording.say('reminders.none') }] : listed),
		...(more > 0 ? [{ text: wording.say('reminders.more', { count: more }) }] : []),
	]
	const undo = fitting(undoable(mine, wording), roomForPicks)
	return {
		template: 'reminder',
		data: {
			...drawnFrame(
				{
					remark: remarkOf(
						remark ? remarkText(remark, nameOf, wording) : '',
						remark && refusals.includes(remark.is) ? 'warning' : 'good',
					),
					title: wording.say('reminders.title'),
				},
				wording,
			),
			sections: drawnSections(sections),
			more: '',
			open: true,
			options: [
				...reminderOptions(
					{ picks: picksOf(mine, wording), givable: mine.open.some(({ commitment }) => isGivable(commitment)) },
					shown,
					wording,
				),
				...(undo.length > 0
					? [choices('u', undo, [button('reminder.undo', 'remind-undo', {}, { withInputs: true })], wording)]
					: []),
			],
			actions: [
				...(paused === undefined ? [] : [button('reminder.resume', 'remind-resume')]),
				button('common.help', 'help'),
			],
		},
	}
}

function picksOf(mine: OwnReminders, wording: Wording): { title: string; value: Subject }[] {
	return [
		...mine.open.map(({ subject, commitment }) => ({ title: commitmentTitle(commitment, wording), value: subject })),
		...mine.halfYears.map(({ subject, reminder }) => ({
			title: leadReminderWords(reminder, wording).title,
			value: subject,
		})),
	]
}

function undoable(mine: OwnReminders, wording: Wording): { title: string; value: string }[] {
	const titled = (key: string, title: string) =>
		wording.say(`reminders.undo.${key}`, { title: shortened(title, titleLength) })
	return [
		...mine.done.map((commitment) => ({
			title: titled('done', commitmentTitle(commitment, wording)),
			value: `done:${commitment.id}`,
		})),
		...mine.given.map(({ commitment }) => ({
			title: titled('given', commitmentTitle(commitment, wording)),
			value: `given:${commitment.id}`,
		})),
		...mine.later.map(({ subject, reminder }) => ({
			title: titled('later', shortTitle(reminder, wording)),
			value: `later:${subject}`,
		})),
	]
}

function remarkText(remark: ReminderRemark, nameOf: (id: string) => string, wording: Wording): string {
	switch (remark.is) {
		case 'later':
		case 'paused':
			return wording.say(`reminders.remark.${remark.is}`, { date: wording.date(remark.until) })
		case 'given':
			return wording.say('reminders.remark.given', { name: nameOf(remark.to) })
		default:
			return wording.say(`reminders.remark.${remark.is}`)
	}
}

/** The choices for a message with several reminders. */
export function picksFor(reminders: readonly DueReminder[], wording: Wording): { title: string; value: Subject }[] {
	return [...new Map(reminders.map((reminder) => [reminderSubject(reminder), reminder]))].map(([value, reminder]) => ({
		title: shortTitle(reminder, wording),
		value,
	}))
}
