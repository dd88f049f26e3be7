import type { Directory, Person } from '../directory/directory'
import { may } from '../directory/may'
import { positionsOf, worksIn } from '../directory/positions'
import type { Commitment, DueReminder } from '../notices/reminder'
import { addDays, addMonths, isDate } from '../shared/calendar'
import { dayFault } from '../shared/entered-dates'
import type { Delegation, Ledger } from './ledger'
import { askedFor, type ReminderFacts, reminderAbout, reminderSubject, type Subject, stagesFor } from './rules'

/** For how many days a reminder can be put off. */
export const postponements = { day: 1, week: 7, fortnight: 14 } as const

/** What a person does with their own reminders. Its form has been checked, nothing else. */
export type ReminderChange =
	| { readonly change: 'done'; readonly subject: Subject }
	| { readonly change: 'later'; readonly subject: Subject; readonly by: string }
	| { readonly change: 'give'; readonly subject: Subject; readonly to: string }
	| { readonly change: 'pause'; readonly until: string }
	| { readonly change: 'resume' }
	/** Takes back what was done, put off or passed on. */
	| { readonly change: 'undo'; readonly what: UndoKey }

/** `done:<commitment>`, `given:<commitment>` or `later:<subject>`. */
export type UndoKey = string

/** What came of it, for one sentence on the card. */
export type ReminderRemark =
	| {
			readonly is:
				| 'done'
				| 'taken-back'
				| 'resumed'
				| 'nothing-chosen'
				| 'not-open'
				| 'no-such-date'
				| 'day-unreadable'
				| 'no-such-person'
				| 'stays-here'
	  }
	| { readonly is: 'later' | 'paused'; readonly until: string }
	| { readonly is: 'given'; readonly to: string }

/** Months for which a person may want silence. */
export const longestPause = 12

/**
 * Changes what a person is reminded of. Only their own reminders can be meant: a subject says nothing of a person, and
 * it is looked for among those of the person who asks. The same again changes nothing.
 */
export function changeReminders(
	ledger: Ledger,
	change: ReminderChange,
	facts: ReminderFacts,
	actor: Person,
	today: string,
): { readonly next?: Ledger; readonly remark: ReminderRemark } {
	switch (change.change) {
		case 'pause': {
			const { until } = change
			if (until !== '' && dayFault(until) === 'day-unreadable') return { remark: { is: 'day-unreadable' } }
			if (!isDate(until) || until <= today || until > addMonths(today, longestPause))
				return { remark: { is: 'no-such-date' } }
			return { next: { ...ledger, paused: { ...ledger.paused, [actor.id]: until } }, remark: { is: 'paused', until } }
		}
		case 'resume': {
			const { [actor.id]: _ended, ...paused } = ledger.paused
			return { next: { ...ledger, paused }, remark: { is: 'resumed' } }
		}
		case 'undo':
			return undo(ledger, change.what, facts, actor)
		default: {
			if (change.subject === '') return { remark: { is: 'nothing-chosen' } }
			const reminder = reminderAbout(change.subject, actor.id, facts, ledger)
			if (!reminder || !may(actor, 'answer-reminder', undefined, actor.id)) return { remark: { is: 'not-open' } }
			if (change.change === 'later') return later(ledger, change, actor, today)
			if (change.change === 'done')
				return { next: done(ledger, reminder, change.subject, actor, today), remark: { is: 'done' } }
			if (reminder.rule !== 'commitment') return { remark: { is: 'not-open' } }
			if (!isGivable(reminder.commitment)) return { remark: { is: 'stays-here' } }
			return give(ledger, { commitment: reminder.commitment, to: change.to }, facts, actor, today)
		}
	}
}

/** A commitment is done for everybody; what a half-year asks of its leads is done for the one who says so. */
function done(ledger: Ledger, reminder: DueReminder, subject: Subject, actor: Person, today: string): Ledger {
	if (reminder.rule === 'commitment') return { ...ledger, done: { ...ledger.done, [reminder.commitment.id]: today } }
	return {
		...ledger,
		settled: { ...ledger.settled, [reminder.key]: reminder.dueOn },
		snoozed: ledger.snoozed.filter((one) => one.personId !== actor.id || one.subject !== subject),
		held: ledger.held.filter((one) => one.personId !== actor.id || reminderSubject(one.reminder) !== subject),
	}
}

function later(ledger: Ledger, { subject, by }: { subject: Subject; by: string }, actor: Person, today: string) {
	if (!Object.hasOwn(postponements, by)) return { remark: { is: 'no-such-date' } as const }
	const until = addDays(today, postponements[by as keyof typeof postponements])
	const others = ledger.snoozed.filter((one) => one.personId !== actor.id || one.subject !== subject)
	return {
		next: { ...ledger, snoozed: [...others, { personId: actor.id, subject, until }] },
		remark: { is: 'later', until } as const,
	}
}

/**
 * What is about a position's knowledge stays with the position: others may not even know of it, and a deputy is called
 * for that.
 */
export function isGivable({ place }: Pick<Commitment, 'place'>): boolean {
	return place === undefined
}

/** To whom a person may pass something on: to a department in which both work, or to those who lead the project. */
export function mayBeGivenTo(actor: Person, directory: Pick<Directory, 'people' | 'positions'>): readonly Person[] {
	const own = new Set(positionsOf(directory, actor).map(({ departmentId }) => departmentId))
	if (actor.departmentId !== undefined) own.add(actor.departmentId)
	return directory.people.filter(
		(one) =>
			one.id !== actor.id &&
			([...own].some((departmentId) => worksIn(directory, one, departmentId)) || one.roles.includes('projectLead')) &&
			may(one, 'answer-reminder', undefined, one.id),
	)
}

function give(
	ledger: Ledger,
	{ commitment, to }: { readonly commitment: Commitment; readonly to: string },
	facts: ReminderFacts,
	actor: Person,
	today: string,
) {
	if (to === '') return { remark: { is: 'nothing-chosen' } as const }
	if (!mayBeGivenTo(actor, facts).some(({ id }) => id === to)) return { remark: { is: 'no-such-person' } as const }
	const mine = ledger.delegated.filter((one) => one.commitmentId !== commitment.id || one.from !== actor.id)
	// Given back to the person it came from, it is theirs again; two arrows against each other would lead nowhere.
	const back = mine.find((one) => one.commitmentId === commitment.id && one.from === to && one.to === actor.id)
	const remark = { is: 'given', to } as const
	if (back) return { next: { ...ledger, delegated: mine.filter((one) => one !== back) }, remark }
	const on = ledger.through >= today ? addDays(today, 1) : today
	const entry: Delegation = { commitmentId: commitment.id, from: actor.id, to, on }
	// Hearing of it is enough: the reminders whose time has passed are not for the new one.
	const passed = stagesFor(commitment, to, facts.calendar).filter(({ reminder }) => reminder.dueOn <= on)
	return {
		next: {
			...ledger,
			delegated: [...mine, entry],
			settled: {
				...ledger.settled,
				...Object.fromEntries(passed.map(({ reminder }) => [reminder.key, reminder.dueOn])),
			},
		},
		remark,
	}
}

function undo(
	ledger: Ledger,
	what: UndoKey,
	facts: ReminderFacts,
	actor: Person,
): { readonly next?: Ledger; readonly remark: ReminderRemark } {
	if (what === '') return { remark: { is: 'nothing-chosen' } }
	const [kind = ''] = what.split(':', 1)
	const id = what.slice(kind.length + 1)
	const remark: ReminderRemark = { is: 'taken-back' }
	const commitment = facts.commitments.find((one) => one.id === id)
	if (kind === 'later' && ledger.snoozed.some((one) => one.personId === actor.id && one.subject === id))
		return {
			next: { ...ledger, snoozed: ledger.snoozed.filter((one) => one.personId !== actor.id || one.subject !== id) },
			remark,
		}
	if (kind === 'given' && ledger.delegated.some((one) => one.commitmentId === id && one.from === actor.id))
		return {
			next: {
				...ledger,
				delegated: ledger.delegated.filter((one) => one.commitmentId !== id || one.from !== actor.id),
			},
			remark,
		}
	if (
		kind === 'done' &&
		commitment &&
		Object.hasOwn(ledger.done, id) &&
		askedFor(commitment, facts, ledger).includes(actor.id)
	) {
		const { [id]: _undone, ...rest } = ledger.done
		return { next: { ...ledger, done: rest }, remark }
	}
	return { remark: { is: 'not-open' } }
}
