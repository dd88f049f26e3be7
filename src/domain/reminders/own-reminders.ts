import type { Commitment, DueReminder } from '../notices/reminder'
import { addDays } from '../shared/calendar'
import { isDone, type Ledger } from './ledger'
import { askedFor, dueReminders, type ReminderFacts, rankOf, reminderSubject, type Subject, threadOf } from './rules'

export type LeadReminder = Extract<DueReminder, { halfYear: unknown }>

/** What a person is reminded of, and what they have changed about it. */
export interface OwnReminders {
	/** Open commitments, the next due one first; with the local date of the next reminder. */
	readonly open: readonly { readonly subject: Subject; readonly commitment: Commitment; readonly nextOn?: string }[]
	/** A lead's half-years: what is on now and what comes next. */
	readonly halfYears: readonly { readonly subject: Subject; readonly reminder: LeadReminder }[]
	readonly later: readonly { readonly subject: Subject; readonly reminder: DueReminder; readonly until: string }[]
	readonly given: readonly { readonly commitment: Commitment; readonly to: string }[]
	/** Done lately: it may have been a slip. */
	readonly done: readonly Commitment[]
	readonly pausedUntil?: string
}

/**
 * Days: how far the list looks back and ahead for the reminders of half-years, and how long something done may be taken
 * back.
 */
const back = 28
const ahead = 70
const takeBack = 14
/** Days within which the next reminder of a commitment is looked for. */
const farthest = 400

/** The person's own reminders as they stand today (local date). */
export function ownReminders(ledger: Ledger, facts: ReminderFacts, personId: string, today: string): OwnReminders {
	const near = dueReminders(facts, ledger, addDays(today, -back), addDays(today, farthest)).filter(
		(one) => one.personId === personId,
	)
	const nextOf = (subject: Subject) =>
		near
			.filter(
				({ reminder }) =>
					reminderSubject(reminder) === subject &&
					reminder.dueOn > today &&
					!Object.hasOwn(ledger.settled, reminder.key),
			)
			.map(({ reminder }) => reminder.dueOn)
			.sort()[0]
	const carried = facts.commitments.filter((one) => askedFor(one, facts, ledger).includes(personId))
	const open = carried
		.filter((one) => !isDone(one, ledger))
		.map((commitment) => {
			const subject = `commitment:${commitment.id}`
			const nextOn = nextOf(subject)
			return { subject, commitment, ...(nextOn !== undefined && { nextOn }) }
		})
		.sort((one, other) => (one.commitment.dueOn < other.commitment.dueOn ? -1 : 1))
	const later = ledger.snoozed
		.filter((one) => one.personId === personId)
		.flatMap(({ subject, until }) => {
			const found = near.find(({ reminder }) => reminder.key === `later:${until}:${personId}:${subject}`)
			return found ? [{ subject, reminder: found.reminder, until }] : []
		})
	const pausedUntil = ledger.paused[personId]
	return {
		open,
		halfYears: halfYearsOf(
			near
				.map(({ reminder }) => reminder)
				.filter(
					(reminder): reminder is LeadReminder => reminder.rule !== 'commitment' && !reminder.key.startsWith('later:'),
				)
				.filter(({ key, dueOn }) => dueOn <= today || !Object.hasOwn(ledger.settled, key)),
			today,
		),
		later,
		given: ledger.delegated
			.filter(({ from }) => from === personId)
			.flatMap(({ commitmentId, to }) => {
				const commitment = facts.commitments.find((one) => one.id === commitmentId)
				return commitment && !isDone(commitment, ledger) ? [{ commitment, to }] : []
			}),
		done: carried.filter((one) => (doneOnOf(one, ledger) ?? '') >= addDays(today, -takeBack)),
		...(pausedUntil !== undefined && pausedUntil > today && { pausedUntil }),
	}
}

/** When it was said to be done; a handover's step says so itself, its date is then that day. */
function doneOnOf({ id, done, dueOn, place }: Commitment, ledger: Ledger): string | undefined {
	return done && place?.step !== undefined ? dueOn : ledger.done[id]
}

/** Of what has been, the latest for each half-year; then what comes. */
function halfYearsOf(reminders: readonly LeadReminder[], today: string): OwnReminders['halfYears'] {
	const sorted = reminders
		.filter(({ dueOn }) => dueOn <= addDays(today, ahead))
		.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
	return sorted
		.filter(
			(one) =>
				one.dueOn > today ||
				!sorted.some(
					(other) => threadOf(other) === threadOf(one) && other.dueOn <= today && rankOf(other) > rankOf(one),
				),
		)
		.map((reminder) => ({ subject: reminderSubject(reminder), reminder }))
}
