import { after } from '../shared/instants'
import { mannerOf, type OutboxEntry, type State } from '../stored/entry'
import type { PostOutcome } from '../stored/outcome'
import { redrawEveryMs } from '../stored/redraw'

/** So often a card to a person may be on its way without it being known whether it arrived: once, and once again. */
const mostDoubts = 2
/** How often a post is tried again while Teams is busy with its conversation. */
const mostContended = 3
/** A living card that cannot be redrawn so often is left until the next milestone. */
const mostRedraws = 10
const doubtMs = 5_000

export interface Settled {
	readonly entry: OutboxEntry
	readonly state: State
	readonly dueAt: string
}

/** What becomes of a claimed entry after its post. `attempts` counts this one already. */
export function settle(claimed: OutboxEntry, outcome: PostOutcome, now: Date): Settled {
	const { owner: _owner, fence: _fence, leaseUntil: _ended, ...free } = claimed
	const entry: OutboxEntry = 'fault' in outcome ? { ...free, lastFault: outcome.fault } : free
	const to = (state: State, change: Partial<OutboxEntry> = {}, inMs = 0): Settled => ({
		entry: { ...entry, ...change },
		state,
		dueAt: after(now, inMs),
	})
	switch (outcome.kind) {
		case 'sent': {
			const { again, ...done } = entry
			if (again) return { entry: { ...done, attempts: 0 }, state: 'ready', dueAt: after(now, redrawEveryMs) }
			return to('sent', outcome.messageId === undefined ? {} : { messageId: outcome.messageId })
		}
		case 'later':
			return to('delayed', {}, outcome.afterMs ?? growing(entry.attempts))
		case 'not-now':
			return to('ready', { attempts: entry.attempts - 1 }, outcome.afterMs)
		case 'obsolete':
			return to('sent')
		case 'unauthorised':
			// Teams looked at nothing but our name: this was no attempt.
			return to('delayed', { attempts: entry.attempts - 1 })
		case 'contended': {
			const contended = (entry.contended ?? 0) + 1
			if (mannerOf(entry) === 'freely') return doubted({ ...entry, contended }, entry.doubts ?? 0, now)
			// Shown rather than dropped: it can be sent again by hand.
			return contended > mostContended ? to('unclear', { contended }) : to('delayed', { contended }, growing(contended))
		}
		case 'gone':
			return entry.anew || 'personId' in entry.to ? to('unreachable') : to('delayed', { anew: true })
		case 'too-large':
			return entry.short ? to('rejected') : to('delayed', { short: true })
		case 'unclear':
			return doubted(entry, (entry.doubts ?? 0) + 1, now)
		default:
			return to(outcome.kind)
	}
}

/** What becomes of an entry whose sender did not live to say whether it arrived. */
export function settleAfterCrash(claimed: OutboxEntry, now: Date): Settled {
	const { owner: _owner, fence: _fence, leaseUntil: _ended, ...entry } = claimed
	return doubted(entry, (entry.doubts ?? 0) + 1, now)
}

function doubted(entry: OutboxEntry, doubts: number, now: Date): Settled {
	const doubtful = { ...entry, doubts }
	switch (mannerOf(entry)) {
		case 'never-again':
			return { entry: doubtful, state: 'unclear', dueAt: after(now, 0) }
		case 'once-again':
			return doubts >= mostDoubts
				? { entry: doubtful, state: 'unclear', dueAt: after(now, 0) }
				: { entry: doubtful, state: 'delayed', dueAt: after(now, doubtMs) }
		case 'freely':
			return entry.attempts >= mostRedraws
				? { entry: doubtful, state: 'rejected', dueAt: after(now, 0) }
				: { entry: doubtful, state: 'delayed', dueAt: after(now, growing(entry.attempts)) }
	}
}

/** 2, 4, 8 … seconds, five minutes at most. */
function growing(times: number): number {
	return Math.min(1_000 * 2 ** Math.max(1, times), 300_000)
}
