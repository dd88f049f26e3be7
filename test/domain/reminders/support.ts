import { workingCalendar } from '../../../src/content/holidays'
import { defaultLand, type Land, type Person, type Position, type Role } from '../../../src/domain/directory/directory'
import type { Notice } from '../../../src/domain/notices/notice'
import type { Commitment } from '../../../src/domain/notices/reminder'
import { decideReminders } from '../../../src/domain/reminders/decide-reminders'
import { type Ledger, newLedger, type ScheduleGap } from '../../../src/domain/reminders/ledger'
import type { ReminderFacts } from '../../../src/domain/reminders/rules'
import type { HalfYear } from '../../../src/domain/shared/half-year'
import type { DateRange } from '../../../src/domain/shared/working-calendar'

export function person(id: string, roles: readonly Role[] = ['staff'], departmentId?: string): Person {
	return { id, name: id, language: 'de', roles, ...(departmentId !== undefined && { departmentId }) }
}

/** A lead, an administrator, and a department with its head. */
export const people: readonly Person[] = [
	person('lead', ['projectLead']),
	person('admin', ['administrator']),
	person('head', ['staff', 'departmentHead'], 'trade'),
	person('ada', ['staff'], 'trade'),
	person('bo', ['staff'], 'trade'),
	person('dora', ['staff'], 'taxes'),
]

export function commitment(
	id: string,
	dueOn: string,
	ownerIds: readonly string[] = ['ada'],
	change: Partial<Commitment> = {},
): Commitment {
	return {
		id,
		kind: 'measure',
		title: { de: id, en: id },
		dueOn,
		ownerIds,
		done: false,
		unit: 'trade',
		halfYear: '2027-H1' as HalfYear,
		...change,
	}
}

export interface World {
	readonly land?: Land
	readonly quiet?: readonly DateRange[]
	readonly commitments?: readonly Commitment[]
	readonly people?: readonly Person[]
	readonly positions?: readonly Position[]
	readonly first?: string
	readonly length?: number
}

const calendars = new Map<string, ReturnType<typeof workingCalendar>>()

/** The facts as the service would put them together on this day. */
export function factsOn(
	date: string,
	{
		land = defaultLand,
		quiet = [],
		commitments = [],
		first = '2024-H1',
		length = 40,
		positions = [],
		...world
	}: World = {},
): ReminderFacts {
	const year = Number(date.slice(0, 4))
	const key = `${land} ${year} ${JSON.stringify(quiet)}`
	const calendar = calendars.get(key) ?? workingCalendar(land, year, quiet)
	calendars.set(key, calendar)
	return { first: first as HalfYear, length, commitments, people: world.people ?? people, positions, calendar }
}

/** A town whose reminders are decided at instants of the test's choice. Keeps everything that went out. */
export function town(world: World = {}) {
	let ledger: Ledger = newLedger('auental')
	let dueAt = ''
	const sent: { readonly at: string; readonly notice: Notice }[] = []
	const decide = (at: string, gaps: readonly ScheduleGap[] = [], now: World = world) => {
		const decided = decideReminders(ledger, factsOn(at.slice(0, 10), now), at, gaps)
		for (const notice of decided.next.pending) sent.push({ at, notice })
		const out = decided.next.pending
		ledger = { ...decided.next, pending: [] }
		dueAt = decided.nextDueAt
		return out
	}
	return {
		decide,
		/** Decides at every slot from the next one on, up to this instant. */
		runUntil: (end: string, now: World = world) => {
			while (dueAt <= end) decide(dueAt, [], now)
		},
		change: (make: (ledger: Ledger) => Ledger) => {
			ledger = make(ledger)
		},
		get ledger() {
			return ledger
		},
		get dueAt() {
			return dueAt
		},
		sent,
		/** `2026-11-06 ada: soon:…` for every reminder that went out, oldest first. */
		get told() {
			return sent.flatMap(({ at, notice }) =>
				notice.kind === 'reminder'
					? notice.reminders.map(({ key }) => `${at.slice(0, 10)} ${notice.to.personId}: ${key}`)
					: [],
			)
		},
	}
}
