import type { Directory } from '../../domain/directory/directory'
import { type Document, type Store, type Stored, StoreUnavailable } from '../../store/store'
import { type Clock, pause } from '../shared/clock'
import { after } from '../shared/instants'
import { entryDocument, mannerOf, type OutboxEntry, type Post, type State } from '../stored/entry'
import { leaseMs } from '../stored/lane-lease'
import type { PostOutcome } from '../stored/outcome'
import { askForRedraw } from '../stored/redraw'
import { tellLeads } from '../unconfirmed/unclear-posts'
import { type Settled, settle, settleAfterCrash } from './settle-entry'

/** What happened that should be known. Names no person and quotes no card. */
export interface Report {
	readonly what: 'rejected' | 'unclear' | 'unauthorised' | 'lane-paused' | 'taken-over' | 'failed'
	readonly lane: string
	readonly kind?: string
	readonly fault: string
}

export interface SendParts {
	readonly store: Store
	readonly post: Post
	readonly clock: Clock
	readonly directoryOf: (townId: string) => Promise<Directory | undefined>
	readonly report: (report: Report) => void
}

/** An entry as it was found or written last. */
export interface Loaded {
	readonly entry: OutboxEntry
	readonly state: State
	readonly dueAt: string
	readonly etag: string
}

/** What came of it. */
export interface Sent {
	/** How the post ended; without it nothing was posted. */
	readonly outcome?: PostOutcome
	/**
	 * The entry, if it stays the first of its conversation: it is to be tried again, or another instance has it and is
	 * not done.
	 */
	readonly stays?: Loaded
	/** When it is to be sent anew without holding up others: a living card's next redraw. */
	readonly readyAt?: string
}

/** A post must have begun this early within its claim: afterwards another instance may believe that we are dead. */
const lastStartMs = 10_000
const claimTries = 3
/** About as long as the claim lasts: what is known to have arrived should not have to be asked for. */
const settleTries = 6

/**
 * Claims an entry, posts it, settles it. Claim and settlement are conditional writes, so that of several instances one
 * posts. Throws `StoreUnavailable` when the store stays silent; the claim then runs out, and the next instance knows
 * that a post may be on its way.
 */
export async function sendEntry(
	parts: SendParts,
	lease: { readonly owner: string; readonly fence: number },
	loaded: Loaded,
): Promise<Sent> {
	const { clock, report } = parts
	// Still marked as being sent after its claim ran out: its sender did not live to say whether it arrived.
	if (loaded.state === 'sending') return finish(parts, loaded, settleAfterCrash(loaded.entry, clock.now()), undefined)

	const claimedAt = clock.now()
	const leaseUntil = after(claimedAt, leaseMs)
	const entry: OutboxEntry = {
		...loaded.entry,
		attempts: loaded.entry.attempts + 1,
		owner: lease.owner,
		fence: lease.fence,
		leaseUntil,
	}
	const isOurs = ({ document: { state, body } }: Stored) => {
		const found = body as OutboxEntry
		return (
			state === 'sending' &&
			found.owner === entry.owner &&
			found.fence === entry.fence &&
			found.attempts === entry.attempts
		)
	}
	// While it is being sent, the entry is due again when the claim ends: a crash needs no other trace.
	const claim = await write(
		parts,
		entryDocument(entry, 'sending', leaseUntil),
		loaded.etag,
		(found) => (isOurs(found) ? 'written' : 'lost'),
		claimTries,
	)
	if ('lost' in claim) return staying(claim.lost)
	const claimed: Loaded = { entry, state: 'sending', dueAt: leaseUntil, etag: claim.etag }
	if (clock.now().getTime() - claimedAt.getTime() > lastStartMs)
		return finish(parts, claimed, { entry: loaded.entry, state: 'delayed', dueAt: after(clock.now(), 0) }, isOurs)

	const outcome = await postSafely(parts, entry)
	if (outcome.kind === 'sent' && outcome.redraw && entry.work.kind === 'milestone')
		await asked(parts, entry, outcome.redraw)
	const settled =
		outcome.kind === 'not-tried'
			? { entry: loaded.entry, state: 'delayed' as const, dueAt: after(clock.now(), 5_000) }
			: settle(entry, outcome, clock.now())
	if (settled.state === 'rejected' || settled.state === 'unclear' || outcome.kind === 'unauthorised') {
		const what = outcome.kind === 'unauthorised' ? 'unauthorised' : settled.state === 'unclear' ? 'unclear' : 'rejected'
		report({ what, lane: entry.tenantId, kind: entry.work.kind, fault: settled.entry.lastFault ?? '' })
	}
	const finished = await finish(parts, claimed, settled, isOurs)
	return { ...(outcome.kind !== 'not-tried' && { outcome }), ...finished }
}

async function postSafely(
	{ post, report }: SendParts,
	entry: OutboxEntry,
): Promise<PostOutcome | { readonly kind: 'not-tried' }> {
	try {
		return await post(entry)
	} catch (fault) {
		// It failed before anything was sent. Without the store it is tried again; any other fault is ours and would come
		// again.
		if (fault instanceof StoreUnavailable) return { kind: 'not-tried' }
		report({
			what: 'failed',
			lane: entry.tenantId,
			kind: entry.work.kind,
			fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
		})
		return { kind: 'rejected', fault: fault instanceof Error ? fault.message : String(fault) }
	}
}

/** Writes what became of an entry. Whatever follows from it is stored before, so that a crash in between repeats it. */
async function finish(
	parts: SendParts,
	claimed: Loaded,
	settled: Settled,
	isOurs: ((found: Stored) => boolean) | undefined,
): Promise<Sent> {
	const { store, clock, directoryOf, report } = parts
	const { entry, state, dueAt } = settled
	if (state === 'unclear' && mannerOf(entry) === 'never-again')
		await tellLeads(store, await directoryOf(entry.townId), entry, clock.now())
	const wish = entryDocument(entry, state, dueAt)
	const written = await write(
		parts,
		wish,
		claimed.etag,
		(found) => {
			const body = found.document.body as OutboxEntry
			// Another redraw was asked for while this one was on its way.
			if (isOurs?.(found)) return body.again && state === 'sent' ? redrawn(body, settled, clock.now()) : wish
			// Another instance took us for dead, but it did arrive.
			return state === 'sent' && found.document.state === 'unclear' && body.attempts === entry.attempts ? wish : 'lost'
		},
		settleTries,
	)
	if ('lost' in written) {
		report({ what: 'taken-over', lane: entry.tenantId, kind: entry.work.kind, fault: `was to become ${state}` })
		return staying(written.lost)
	}
	return written.document.state === 'ready' ? { readyAt: written.document.dueAt ?? dueAt } : staying(written)
}

/** Nothing may overtake an entry that is not settled, no matter which instance has it. */
function staying(found: Stored | undefined): Sent {
	if (!found) return {}
	const { state, dueAt = '', body } = found.document
	return state === 'ready' || state === 'delayed' || state === 'sending'
		? { stays: { entry: body as OutboxEntry, state, dueAt, etag: found.etag } }
		: {}
}

function redrawn(body: OutboxEntry, { entry }: Settled, now: Date): Document {
	const { entry: next, state, dueAt } = settle({ ...body, ...entry, again: true }, { kind: 'sent' }, now)
	return entryDocument(next, state, dueAt)
}

/** A living card that stays as it was until the next milestone does less harm than a post that is not known of. */
async function asked(
	{ store, clock, report }: SendParts,
	entry: OutboxEntry,
	subject: Parameters<typeof askForRedraw>[2],
): Promise<void> {
	try {
		await askForRedraw(store, entry, subject, clock.now())
	} catch (fault) {
		if (!(fault instanceof StoreUnavailable)) throw fault
		report({ what: 'failed', lane: entry.tenantId, kind: 'redraw', fault: fault.message })
	}
}

/**
 * A conditional write that outlives a store that does not answer: if it may have happened, it looks. `lost` is what is
 * there instead if another instance has the entry.
 */
async function write(
	{ store, clock }: SendParts,
	document: Document,
	etag: string,
	instead: (found: Stored) => Document | 'written' | 'lost',
	tries: number,
): Promise<Stored | { readonly lost: Stored | undefined }> {
	let [wish, known] = [document, etag]
	for (let attempt = 0; ; attempt++) {
		try {
			const written = await store.outbox.replace(wish, known)
			if (written !== 'conflict') return { document: wish, etag: written.etag }
			const found = await store.outbox.read(wish.partition, wish.id)
			const next = found ? instead(found) : 'lost'
			if (next === 'lost' || !found) return { lost: found }
			if (next === 'written') return found
			;[wish, known] = [next, found.etag]
		} catch (fault) {
			if (!(fault instanceof StoreUnavailable) || attempt >= tries) throw fault
			await pause(clock, 200 * 2 ** attempt)
		}
	}
}
