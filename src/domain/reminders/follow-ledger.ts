import { type Moves, movedCommitment, movedKeys, movedReminderKey, movedSubject, onlyOnce } from '../directory/moves'
import { followNotice, followReminder } from '../notices/follow-notice'
import type { Ledger } from './ledger'

/**
 * The town's reminders after a change of the organisation. Where two commitments become one, what was said of either
 * stays, with the later date.
 */
export function followLedger(ledger: Ledger, moves: Moves): Ledger {
	const later = (one: string, other: string) => (one > other ? one : other)
	const key = (one: string) => movedReminderKey(moves, one)
	return {
		...ledger,
		settled: movedKeys(ledger.settled, key, later),
		held: onlyOnce(
			ledger.held.map(({ personId, reminder }) => ({ personId, reminder: followReminder(reminder, moves) })),
			({ personId, reminder }) => [personId, reminder.key],
		),
		snoozed: onlyOnce(
			ledger.snoozed.map((one) => ({ ...one, subject: movedSubject(moves, one.subject) })),
			({ personId, subject }) => [personId, subject],
		),
		delegated: onlyOnce(
			ledger.delegated.map((one) => ({ ...one, commitmentId: movedCommitment(moves, one.commitmentId) })),
			({ commitmentId, from }) => [commitmentId, from],
		),
		done: movedKeys(ledger.done, (id) => movedCommitment(moves, id), later),
		missed: onlyOnce(
			ledger.missed.map((one) => ({ ...one, key: key(one.key) })),
			(one) => one.key,
		),
		pending: ledger.pending.map((notice) => followNotice(notice, moves)),
	}
}
