import { may } from '../directory/may'
import type { Notice } from '../notices/notice'
import type { MissedReminder } from '../notices/reminder'
import { addDays, daysBetween, instantAt, localDate, mondayOf } from '../shared/calendar'
import type { Candidate, Ledger, ScheduleGap } from './ledger'
import { dueReminders, isStillOpen, leadsOf, type ReminderFacts, rankOf, threadOf } from './rules'
import { isSendingTime, nextSlot, slotTime } from './slots'

/** Days: what a stop has delayed longer is listed as missed instead of being sent. */
const latestDelay = 7
const mostMessagesAWeek = 3
/**
 * Days that are looked back for what became due on paper only later. Settled keys are kept longer, so that none can
 * come again.
 */
const lookBack = 40
const keptSettled = 60
const keptMissed = 200
/** A clock that is set back this many days had been wrong before. */
const clockTolerance = 2

export interface Decided {
	readonly next: Ledger
	/** Instant of the next slot. */
	readonly nextDueAt: string
}

/**
 * What goes out now and what the ledger knows afterwards. One decision covers all days since the last one, so it does
 * not matter how often or how late it is asked: in working hours of a day that is not decided yet it decides, at any
 * other time it only says when to ask again. `gaps` are those that everybody had, this ledger's own included.
 */
export function decideReminders(
	ledger: Ledger,
	facts: ReminderFacts,
	now: string,
	gaps: readonly ScheduleGap[] = [],
): Decided {
	const nowMs = Date.parse(now)
	const today = localDate(nowMs)
	const known = withGaps(begun(ledger, today, now), gaps)
	const nextDueAt = new Date(nextSlot(facts.calendar, nowMs)).toISOString()
	if (!isSendingTime(facts.calendar, nowMs)) return { next: { ...known, lastRun: now }, nextDueAt }
	const day =
		today > known.through
			? decideDay(withoutStrangers(known, facts), facts, today)
			: { next: known, caughtUp: 0, missed: [] }
	return { next: { ...tellGaps(day, facts), lastRun: now }, nextDueAt }
}

/**
 * The first decision begins today. A clock that had run ahead by days is believed again: what it settled stays settled,
 * the rest comes in its time.
 */
function begun(ledger: Ledger, today: string, now: string): Ledger {
	if (ledger.through === '') return { ...ledger, since: today, through: addDays(today, -1), toldUpTo: now }
	if (daysBetween(today, ledger.through) <= clockTolerance) return ledger
	const tooEarly = new Set(ledger.missed.filter(({ dueOn }) => dueOn > today).map(({ key }) => key))
	return {
		...ledger,
		since: addDays(today, 1),
		through: today,
		missed: ledger.missed.filter(({ key }) => !tooEarly.has(key)),
		settled: Object.fromEntries(Object.entries(ledger.settled).filter(([key]) => !tooEarly.has(key))),
	}
}

/** A person who has left the town leaves nothing behind here, and what was passed on to them goes back. */
function withoutStrangers(ledger: Ledger, { people }: ReminderFacts): Ledger {
	const here = new Set(people.map(({ id }) => id))
	const ofPeopleHere = <Value>(record: Readonly<Record<string, Value>>) =>
		Object.fromEntries(Object.entries(record).filter(([id]) => here.has(id)))
	return {
		...ledger,
		held: ledger.held.filter(({ personId }) => here.has(personId)),
		messages: ofPeopleHere(ledger.messages),
		snoozed: ledger.snoozed.filter(({ personId }) => here.has(personId)),
		paused: ofPeopleHere(ledger.paused),
		delegated: ledger.delegated.filter(({ from, to }) => here.has(from) && here.has(to)),
	}
}

interface Day {
	readonly next: Ledger
	/** How many reminders went out later than they should have. */
	readonly caughtUp: number
	readonly missed: readonly MissedReminder[]
}

function decideDay(ledger: Ledger, facts: ReminderFacts, today: string): Day {
	const sorted = sortOut(ledger, facts, today)
	const monday = mondayOf(today)
	const firstOfWeek = ledger.through < monday
	const lateToday = ledger.gaps.some(({ until }) => Date.parse(until) > instantAt(today, slotTime))
	const messages: Record<string, readonly string[]> = {}
	for (const [personId, dates] of Object.entries(ledger.messages))
		messages[personId] = dates.filter((date) => date >= monday)
	const held: Candidate[] = [...sorted.silent]
	const settled: Record<string, string> = { ...ledger.settled }
	const pending: Notice[] = []
	let caughtUp = 0
	for (const [personId, { due, upcoming }] of sorted.people) {
		const week = firstOfWeek ? [...due, ...upcoming.filter(mayComeEarly)] : []
		const gathered = latestOfEach(week)
		const content = gathered.length > 1 ? gathered : due
		if (content.length === 0) continue
		const before = messages[personId] ?? []
		for (const { reminder } of gathered.length > 1 ? week : due) settled[reminder.key] = reminder.dueOn
		if (before.includes(today) || before.length >= mostMessagesAWeek) {
			held.push(...content)
			continue
		}
		messages[personId] = [...before, today]
		const reminders = content
			.map(({ reminder }) => reminder)
			.sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0))
		caughtUp += reminders.filter(
			({ dueOn }) => dueOn > ledger.through && (dueOn < today || (lateToday && dueOn === today)),
		).length
		pending.push({ key: `reminder:${personId}:${today}`, kind: 'reminder', to: { personId }, reminders })
	}
	for (const { reminder } of [...sorted.silent, ...sorted.superseded]) settled[reminder.key] = reminder.dueOn
	for (const { key, dueOn } of sorted.missed) settled[key] = dueOn
	const next: Ledger = {
		...ledger,
		through: today,
		settled: recordOf(settled, (dueOn) => dueOn >= addDays(today, -keptSettled)),
		held,
		messages: recordOf(messages, (dates) => dates.length > 0),
		// What was snoozed has been settled by now, or its day has long gone by.
		snoozed: ledger.snoozed.filter(
			({ personId, subject, until }) =>
				!Object.hasOwn(settled, `later:${until}:${personId}:${subject}`) && until >= addDays(today, -lookBack),
		),
		paused: recordOf(ledger.paused, (until) => until > today),
		missed: [...ledger.missed, ...sorted.missed].slice(-keptMissed),
		pending: [...ledger.pending, ...pending],
	}
	return { next, caughtUp, missed: sorted.missed }
}

interface Sorted {
	readonly people: ReadonlyMap<string, { readonly due: readonly Candidate[]; readonly upcoming: readonly Candidate[] }>
	/** Of people who want silence. */
	readonly silent: readonly Candidate[]
	/** Overtaken by a later one about the same thing. */
	readonly superseded: readonly Candidate[]
	readonly missed: readonly MissedReminder[]
}

/** Everything that is not settled, by person and by what is to happen with it. */
function sortOut(ledger: Ledger, facts: ReminderFacts, today: string): Sorted {
	const pausedOn = (personId: string, date: string) => (ledger.paused[personId] ?? '') > date
	const [from = ledger.since] = [ledger.since, addDays(ledger.through, -lookBack)].sort().reverse()
	const sunday = addDays(mondayOf(today), 6)
	const fresh = dueReminders(facts, ledger, from, sunday).filter(
		({ reminder }) => !Object.hasOwn(ledger.settled, reminder.key),
	)
	const isNew = ({ reminder }: Candidate) => reminder.dueOn > ledger.through
	const missed: MissedReminder[] = []
	const reached = fresh.filter((one) => {
		if (one.reminder.dueOn > today) return false
		if (daysBetween(one.reminder.dueOn, today) <= latestDelay || pausedOn(one.personId, one.reminder.dueOn)) return true
		if (isNew(one)) missed.push({ key: one.reminder.key, dueOn: one.reminder.dueOn })
		return false
	})
	const waited = ledger.held.filter((one) => isStillOpen(one, facts, ledger, today))
	const latest = latestOfEach([...waited, ...reached])
	const kept = new Set(latest)
	const superseded = reached.filter((one) => !kept.has(one))
	for (const one of superseded)
		if (isNew(one) && one.reminder.dueOn < today && !pausedOn(one.personId, one.reminder.dueOn))
			missed.push({ key: one.reminder.key, dueOn: one.reminder.dueOn })
	const people = new Map<string, { due: Candidate[]; upcoming: Candidate[] }>()
	const of = (personId: string) => {
		const entry = people.get(personId) ?? { due: [], upcoming: [] }
		people.set(personId, entry)
		return entry
	}
	const silent = latest.filter(({ personId }) => pausedOn(personId, today))
	for (const one of latest) if (!pausedOn(one.personId, today)) of(one.personId).due.push(one)
	for (const one of fresh)
		if (one.reminder.dueOn > today && !pausedOn(one.personId, today)) of(one.personId).upcoming.push(one)
	return { people, silent, superseded, missed }
}

/** A half-year is not welcomed before it begins, even if that makes a message more. */
function mayComeEarly({ reminder }: Candidate): boolean {
	return reminder.rule !== 'start'
}

/** Of several reminders of one person about the same thing only the latest. */
function latestOfEach(candidates: readonly Candidate[]): readonly Candidate[] {
	const latest = new Map<string, Candidate>()
	for (const one of candidates) {
		const thread = `${one.personId} ${threadOf(one.reminder)}`
		const other = latest.get(thread)
		if (!other || isLater(one, other)) latest.set(thread, one)
	}
	return [...latest.values()]
}

function isLater({ reminder: one }: Candidate, { reminder: other }: Candidate): boolean {
	return one.dueOn === other.dueOn ? rankOf(one) > rankOf(other) : one.dueOn > other.dueOn
}

function withGaps(ledger: Ledger, gaps: readonly ScheduleGap[]): Ledger {
	const known = new Set(ledger.gaps.map(({ from }) => from))
	const added = gaps.filter(({ from }) => from > ledger.toldUpTo && !known.has(from))
	return added.length > 0 ? { ...ledger, gaps: [...ledger.gaps, ...added] } : ledger
}

/**
 * One card for all gaps since the last one: to those who look after the service, and to the leads where there are none.
 */
function tellGaps({ next, caughtUp, missed }: Day, { people }: ReminderFacts): Ledger {
	const gaps = next.gaps.toSorted((one, other) => (one.from < other.from ? -1 : 1))
	const [first] = gaps
	if (!first) return next
	const administrators = people.filter((person) => may(person, 'hear-of-schedule-gaps', undefined))
	const [until = first.until] = gaps
		.map((gap) => gap.until)
		.toSorted()
		.reverse()
	const notices = (administrators.length > 0 ? administrators : leadsOf(people)).map(
		({ id }): Notice => ({
			key: `schedule-gap:${id}:${first.from}`,
			kind: 'schedule-gap',
			to: { personId: id },
			from: first.from,
			until,
			times: gaps.length,
			caughtUp,
			missed,
		}),
	)
	return { ...next, gaps: [], toldUpTo: gaps.at(-1)?.from ?? next.toldUpTo, pending: [...next.pending, ...notices] }
}

function recordOf<Value>(
	record: Readonly<Record<string, Value>>,
	keep: (value: Value) => boolean,
): Readonly<Record<string, Value>> {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => keep(value)))
}
