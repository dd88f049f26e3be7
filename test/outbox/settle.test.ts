import { settle, settleAfterCrash } from '../../src/outbox/posting/settle-entry'
import type { OutboxEntry } from '../../src/outbox/stored/entry'
import type { PostOutcome } from '../../src/outbox/stored/outcome'
import { entryFor, redrawFor } from './support'

const at = new Date('2026-11-03T09:00:00Z')
const person = { ...entryFor('one', 'p05'), attempts: 1 }
const channel = { ...entryFor('one', '19:bau'), attempts: 1 }
const redraw = { ...redrawFor('19:bau'), attempts: 1 }

const sent: PostOutcome = { kind: 'sent' }
const unclear: PostOutcome = { kind: 'unclear', fault: '504' }
const later: PostOutcome = { kind: 'later', fault: '429' }
const contended: PostOutcome = { kind: 'contended', fault: '412' }
const gone: PostOutcome = { kind: 'gone', fault: '404' }
const tooLarge: PostOutcome = { kind: 'too-large', fault: '413' }

describe('what becomes of an entry', () => {
	test.each<[PostOutcome, OutboxEntry, string, number, Partial<OutboxEntry>]>([
		[sent, person, 'sent', 0, {}],
		[{ kind: 'sent', messageId: '17' }, channel, 'sent', 0, { messageId: '17' }],
		// Somebody asked for another redraw while this one was on its way: at most one a minute.
		[sent, { ...redraw, again: true }, 'ready', 60_000, { attempts: 0 }],
		[{ ...later, afterMs: 7_000 }, person, 'delayed', 7_000, {}],
		// Teams did not say for how long; it is never too often.
		[later, person, 'delayed', 2_000, {}],
		[later, { ...channel, attempts: 5 }, 'delayed', 32_000, {}],
		[later, { ...person, attempts: 500 }, 'delayed', 300_000, {}],
		[contended, person, 'delayed', 2_000, { contended: 1 }],
		[contended, { ...channel, contended: 2 }, 'delayed', 8_000, { contended: 3 }],
		[contended, { ...channel, contended: 3 }, 'unclear', 0, { contended: 4 }],
		[contended, { ...redraw, contended: 3 }, 'delayed', 2_000, { contended: 4 }],
		[{ kind: 'unreachable', fault: '403' }, person, 'unreachable', 0, { lastFault: '403' }],
		[gone, person, 'unreachable', 0, {}],
		[gone, redraw, 'delayed', 0, { anew: true }],
		[gone, channel, 'delayed', 0, { anew: true }],
		[gone, { ...channel, anew: true }, 'unreachable', 0, {}],
		[tooLarge, channel, 'delayed', 0, { short: true }],
		[tooLarge, { ...channel, short: true }, 'rejected', 0, {}],
		[{ kind: 'rejected', fault: '400' }, person, 'rejected', 0, { lastFault: '400' }],
		// Nothing is wrong with this one: it goes out when Teams knows us again.
		[{ kind: 'unauthorised', fault: '401' }, person, 'delayed', 0, { attempts: 0 }],
		[unclear, person, 'delayed', 5_000, { doubts: 1 }],
		[unclear, { ...person, doubts: 1 }, 'unclear', 0, { doubts: 2 }],
		[unclear, channel, 'unclear', 0, { doubts: 1 }],
		[unclear, redraw, 'delayed', 2_000, { doubts: 1 }],
		[unclear, { ...redraw, attempts: 10 }, 'rejected', 0, {}],
		// A new post in place of a card that is gone is a post like any other.
		[unclear, { ...redraw, anew: true }, 'unclear', 0, {}],
	])('%j, %j: %s in %i ms', (outcome, entry, state, inMs, change) => {
		const claimed = { ...entry, owner: 'one', fence: 3, leaseUntil: '2026-11-03T09:00:30.000Z' }
		const settled = settle(claimed, outcome, at)
		expect(settled).toMatchObject({ state, dueAt: new Date(at.getTime() + inMs).toISOString(), entry: change })
		for (const claim of ['owner', 'fence', 'leaseUntil']) expect(settled.entry).not.toHaveProperty(claim)
	})

	test.each<[string, OutboxEntry, string]>([
		['a card to a person goes out once more', person, 'delayed'],
		['but not a third time', { ...person, doubts: 1 }, 'unclear'],
		['a post to a channel is never repeated', channel, 'unclear'],
		['a redraw is', redraw, 'delayed'],
	])('when the sender died: %s', (_, entry, state) => {
		expect(settleAfterCrash(entry, at).state).toBe(state)
	})
})
