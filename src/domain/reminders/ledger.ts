import type { Notice } from '../notices/notice'
import type { Commitment, DueReminder, MissedReminder } from '../notices/reminder'

/** A person wants to be reminded of something again. */
export interface Snooze {
	readonly personId: string
	/** See `reminderSubject` in rules.ts. */
	readonly subject: string
	/** Local date. */
	readonly until: string
}

/** A person has passed a commitment on. Taking it back removes the entry. */
export interface Delegation {
	readonly commitmentId: string
	readonly from: string
	readonly to: string
	/** Local date from which the other person hears of it. */
	readonly on: string
}

/** A reminder for one person. */
export interface Candidate {
	readonly personId: string
	readonly reminder: DueReminder
}

/** When the schedule stood still or failed; instants. `from` names it: a gap that is noticed twice is still one. */
export interface ScheduleGap {
	readonly from: string
	readonly until: string
}

/**
 * What a town's reminders know of the past: one document per town, so that what was sent and what is to be sent are one
 * write.
 */
export interface Ledger {
	readonly townId: string
	/** Nothing that was due before this local date is sent; empty until the first decision. */
	readonly since: string
	/** The latest local date that was decided; empty until the first decision. */
	readonly through: string
	/**
	 * Keys of reminders that are not to be made again, with the local date they were due on: sent, held back, superseded
	 * or missed.
	 */
	readonly settled: Readonly<Record<string, string>>
	/** Due, but not sent yet: the person is paused or has had enough messages this week. */
	readonly held: readonly Candidate[]
	/** On which local dates of this week a person was written to. */
	readonly messages: Readonly<Record<string, readonly string[]>>
	readonly snoozed: readonly Snooze[]
	/** Until which local date a person wants silence; on that date it ends. */
	readonly paused: Readonly<Record<string, string>>
	readonly delegated: readonly Delegation[]
	/** Commitments that are done, with the local date on which that was said. */
	readonly done: Readonly<Record<string, string>>
	readonly missed: readonly MissedReminder[]
	/** Gaps that began up to this instant have been told. */
	readonly toldUpTo: string
	/** This town's own gaps that are still to be told. */
	readonly gaps: readonly ScheduleGap[]
	/** Instant of the last decision. */
	readonly lastRun?: string
	readonly pending: readonly Notice[]
}

export function newLedger(townId: string): Ledger {
	return {
		townId,
		since: '',
		through: '',
		settled: {},
		held: [],
		messages: {},
		snoozed: [],
		paused: {},
		delegated: [],
		done: {},
		missed: [],
		toldUpTo: '',
		gaps: [],
		pending: [],
	}
}

/** Who has to take care of a commitment now: each owner, or the person it was passed on to. */
export function carriersOf(
	commitment: Pick<Commitment, 'id' | 'ownerIds'>,
	delegated: readonly Delegation[],
): readonly string[] {
	const moves = new Map(delegated.filter((one) => one.commitmentId === commitment.id).map(({ from, to }) => [from, to]))
	const carrier = (owner: string): string => {
		const met = new Set([owner])
		let at = owner
		for (let to = moves.get(at); to !== undefined && !met.has(to); to = moves.get(at)) {
			met.add(to)
			at = to
		}
		return at
	}
	return [...new Set(commitment.ownerIds.map(carrier))]
}

export function isDone(commitment: Commitment, ledger: Pick<Ledger, 'done'>): boolean {
	return commitment.done || Object.hasOwn(ledger.done, commitment.id)
}
