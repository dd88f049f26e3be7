import { type Directory, headsOf, type Person, type Position } from '../directory/directory'
import {
	type Commitment,
	type CommitmentStage,
	commitmentStages,
	type DueReminder,
	type LeadRule,
	leadRules,
	usualStages,
} from '../notices/reminder'
import { addDays } from '../shared/calendar'
import { addHalfYears, type HalfYear, halfYearOf, halfYearsBetween } from '../shared/half-year'
import { nextWorkingDay, type WorkingCalendar } from '../shared/working-calendar'
import { type Candidate, carriersOf, isDone, type Ledger } from './ledger'
import { commitmentDate, leadDate } from './reminder-dates'

/** What the plan says about time: its half-years, and what people have taken on. */
export interface PlanFacts {
	readonly first: HalfYear
	/** Half-years. */
	readonly length: number
	readonly commitments: readonly Commitment[]
}

/** Everything that a town's reminders are made from. */
export interface ReminderFacts extends PlanFacts {
	readonly calendar: WorkingCalendar
	readonly people: readonly Person[]
	readonly positions: readonly Position[]
}

/** What a reminder is about, named without the person: it may stand on a card, where only its own reader can use it. */
export type Subject = string

export function reminderSubject(reminder: DueReminder): Subject {
	return reminder.rule === 'commitment'
		? `commitment:${reminder.commitment.id}`
		: `${reminder.rule}:${reminder.halfYear}`
}

/** Reminders that say the same thing sooner or later: of these, one person gets only the latest at a time. */
export function threadOf(reminder: DueReminder): string {
	return reminder.rule === 'commitment' ? reminderSubject(reminder) : `lead:${reminder.halfYear}`
}

/** Later in its thread. */
export function rankOf(reminder: DueReminder): number {
	return reminder.rule === 'commitment' ? commitmentStages.indexOf(reminder.stage) : leadRules.indexOf(reminder.rule)
}

/**
 * Every reminder that is due from one local date to another, both included, for everybody; the same input gives the
 * same list.
 */
export function dueReminders(
	facts: ReminderFacts,
	ledger: Pick<Ledger, 'delegated' | 'done' | 'snoozed'>,
	from: string,
	to: string,
): readonly Candidate[] {
	const all = [
		...leadReminders(facts, from, to),
		...commitmentReminders(facts, ledger),
		...givenReminders(facts, ledger),
		...snoozedReminders(facts, ledger),
	]
	return all.filter(({ reminder }) => from <= reminder.dueOn && reminder.dueOn <= to)
}

export function leadsOf(people: readonly Person[]): readonly Person[] {
	return people.filter((person) => person.roles.includes('projectLead'))
}

/**
 * Who has to take care of a commitment: its carriers, and instead of people who have left the heads of its unit or else
 * the leads.
 */
export function askedFor(
	commitment: Commitment,
	facts: ReminderFacts,
	ledger: Pick<Ledger, 'delegated'>,
): readonly string[] {
	const here = carriersOf(commitment, ledger.delegated).filter((id) => facts.people.some((person) => person.id === id))
	if (here.length > 0) return here
	const heads = headsOf(facts, commitment.unit)
	return (heads.length > 0 ? heads : leadsOf(facts.people)).map(({ id }) => id)
}

function isPlanned(halfYear: HalfYear, { first, length }: PlanFacts): boolean {
	const at = halfYearsBetween(first, halfYear)
	return at >= 0 && at < length
}

function leadReminders(facts: ReminderFacts, from: string, to: string): readonly Candidate[] {
	const leads = leadsOf(facts.people)
	if (leads.length === 0) return []
	const found: Candidate[] = []
	// The first rule comes eight weeks before a half-year begins, the last two weeks after it has ended.
	const latest = addHalfYears(halfYearOf(to), 1)
	for (let halfYear = addHalfYears(halfYearOf(from), -1); halfYear <= latest; halfYear = addHalfYears(halfYear, 1)) {
		if (!isPlanned(halfYear, facts)) continue
		for (const rule of leadRules) {
			const dueOn = leadDate(rule, halfYear, facts.calendar)
			if (dueOn < from || dueOn > to) continue
			for (const { id } of leads)
				found.push({ personId: id, reminder: { key: `${rule}:${halfYear}:${id}`, rule, halfYear, dueOn } })
		}
	}
	return found
}

function commitmentReminders(facts: ReminderFacts, ledger: Pick<Ledger, 'delegated' | 'done'>): readonly Candidate[] {
	return facts.commitments
		.filter((one) => !isDone(one, ledger))
		.flatMap((commitment) =>
			askedFor(commitment, facts, ledger).flatMap((personId) => stagesFor(commitment, personId, facts.calendar)),
		)
}

/**
 * The reminders of one commitment for one person. A date that is moved makes new ones; moved back, it makes none twice.
 */
export function stagesFor(commitment: Commitment, personId: string, calendar: WorkingCalendar): readonly Candidate[] {
	return ownStages(commitment).map((stage) => ({
		personId,
		reminder: {
			key: `${stage}:${commitment.dueOn}:${personId}:${commitment.id}`,
			rule: 'commitment',
			commitment,
			stage,
			dueOn: commitmentDate(stage, commitment.dueOn, calendar),
		},
	}))
}

function ownStages({ stages = usualStages }: Commitment): readonly Exclude<CommitmentStage, 'given'>[] {
	return stages.filter((stage) => stage !== 'given')
}

/** The one that stands for a commitment when nothing else says which: the last before its date, or on it. */
function mainStage(commitment: Commitment): CommitmentStage | undefined {
	const stages = ownStages(commitment)
	return stages.findLast((stage) => stage !== 'overdue') ?? stages[0]
}

function givenReminders(facts: ReminderFacts, ledger: Pick<Ledger, 'delegated' | 'done'>): readonly Candidate[] {
	return ledger.delegated.flatMap(({ commitmentId, from, to, on }): Candidate[] => {
		const commitment = facts.commitments.find((one) => one.id === commitmentId)
		if (!commitment || isDone(commitment, ledger) || !askedFor(commitment, facts, ledger).includes(to)) return []
		const key = `given:${on}:${to}:${commitmentId}`
		return [
			{
				personId: to,
				reminder: {
					key,
					rule: 'commitment',
					commitment,
					stage: 'given',
					dueOn: nextWorkingDay(facts.calendar, on),
					from,
				},
			},
		]
	})
}

function snoozedReminders(
	facts: ReminderFacts,
	ledger: Pick<Ledger, 'delegated' | 'done' | 'snoozed'>,
): readonly Candidate[] {
	return ledger.snoozed.flatMap(({ personId, subject, until }): Candidate[] => {
		const reminder = reminderAbout(subject, personId, facts, ledger)
		return reminder
			? [
					{
						personId,
						reminder: {
							...reminder,
							key: `later:${until}:${personId}:${subject}`,
							dueOn: nextWorkingDay(facts.calendar, until),
						},
					},
				]
			: []
	})
}

/**
 * The person's own reminder about a subject; nothing if it is not theirs, or no longer open. `dueOn` is when its rule
 * asked for it.
 */
export function reminderAbout(
	subject: Subject,
	personId: string,
	facts: ReminderFacts,
	ledger: Pick<Ledger, 'delegated' | 'done'>,
): DueReminder | undefined {
	const commitment = facts.commitments.find((one) => `commitment:${one.id}` === subject)
	if (commitment) {
		if (isDone(commitment, ledger) || !askedFor(commitment, facts, ledger).includes(personId)) return undefined
		const main = mainStage(commitment)
		return stagesFor(commitment, personId, facts.calendar)
			.map(({ reminder }) => reminder)
			.find((reminder) => reminder.rule === 'commitment' && reminder.stage === main)
	}
	const rule = leadRules.find((one) => subject.startsWith(`${one}:`))
	if (!rule || !leadsOf(facts.people).some((person) => person.id === personId)) return undefined
	const halfYear = subject.slice(rule.length + 1) as HalfYear
	if (!/^\d{4}-H[12]$/.test(halfYear) || !isPlanned(halfYear, facts)) return undefined
	return { key: `${subject}:${personId}`, rule, halfYear, dueOn: leadDate(rule, halfYear, facts.calendar) }
}

/** Which of the lead's rules and which half-year a key is about; nothing for a commitment. */
export function aboutKey(key: string): { readonly rule: LeadRule; readonly halfYear: HalfYear } | undefined {
	const found = /(?:^|:)([a-z-]+):(\d{4}-H[12])(?::|$)/.exec(key)
	const rule = leadRules.find((one) => one === found?.[1])
	return rule && { rule, halfYear: found?.[2] as HalfYear }
}

/** Whether a reminder that had to wait still has something to say: later it would only puzzle. */
export function isStillOpen(
	{ personId, reminder }: Candidate,
	facts: ReminderFacts,
	ledger: Pick<Ledger, 'delegated' | 'done'>,
	today: string,
): boolean {
	if (reminderAbout(reminderSubject(reminder), personId, facts, ledger) === undefined) return false
	return reminder.rule === 'commitment' || halfYearsBetween(reminder.halfYear, halfYearOf(today)) <= 1
}

/**
 * Whether a reminder that is on its way is still the latest about its matter: a person who comes back after weeks is
 * not to get all that was said.
 */
export function isLatest(
	candidate: Candidate,
	facts: ReminderFacts,
	ledger: Pick<Ledger, 'delegated' | 'done' | 'snoozed'>,
	today: string,
): boolean {
	if (!isStillOpen(candidate, facts, ledger, today)) return false
	const { personId, reminder } = candidate
	return !dueReminders(facts, ledger, addDays(reminder.dueOn, 1), today).some(
		(one) =>
			one.personId === personId &&
			threadOf(one.reminder) === threadOf(reminder) &&
			rankOf(one.reminder) > rankOf(reminder),
	)
}

/** With positions only what is known of these is read; without, that of the whole town. */
export type ReminderFactsOf = (directory: Directory, positionIds?: readonly string[]) => Promise<ReminderFacts>
