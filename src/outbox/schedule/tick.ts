import { decideReminders } from '../../domain/reminders/decide-reminders'
import type { Ledger, ScheduleGap } from '../../domain/reminders/ledger'
import type { ReminderFacts } from '../../domain/reminders/rules'
import { changeDocument } from '../../store/change-document'
import { documentFor } from '../../store/document-values'
import { firstLedger, ledgerId } from '../../store/documents'
import { ledgerState } from '../../store/register'
import type { Store, Stored } from '../../store/store'

/** What the schedule needs from the rest of the house. */
export interface ScheduleTools {
	readonly store: Store
	/** Hands the notices that wait in a document to the outbox. */
	readonly relay: (townId: string, documentId: string, nowIso: string) => Promise<unknown>
	/** Every town that was ever imported. */
	readonly towns: () => Promise<readonly string[]>
	/** Undefined if the town is gone. */
	readonly factsOf: (townId: string) => Promise<ReminderFacts | undefined>
	readonly now: () => Date
	/** Milliseconds from any beginning, which cannot be set: a clock that was moved is no standstill. */
	readonly steadyMs: () => number
	/** Between 0 and 1: several services go through the towns in different orders and so rarely meet. */
	readonly random: () => number
	/** Something failed and will be tried again; the town only where it is one town's. */
	readonly failed: (fault: unknown, townId?: string) => void
}

/** Where the service notes that it lives; no town has this id. */
export const operationsPartition = '@operations'
export const heartbeatId = 'heartbeat'
/** A schedule that was silent for so long has stood still. */
export const standstillMs = 10 * 60_000
const heartbeatEveryMs = 55_000
const atOnce = 200
const sideBySide = 4
const mostLedgers = 10_000
const dayMs = 24 * 60 * 60_000

/** What one process remembers from tick to tick. */
export interface ScheduleMemory {
	/** Steady milliseconds of the last tick that went through. */
	lastGoodMs?: number
	/** Since when (steady milliseconds) towns have failed. */
	readonly failingSince: Map<string, number>
	everyTownHasALedger: boolean
}

export interface Ticked {
	readonly decided: number
	/** How often another service had decided in between. */
	readonly conflicts: number
}

export function scheduleMemory(): ScheduleMemory {
	return { failingSince: new Map(), everyTownHasALedger: false }
}

/**
 * Decides for every town whose slot has come: one query for all, then one read and one conditional write for each. Any
 * number of services may do it at the same time. A town that fails keeps none of the others waiting and stays due.
 * Throws if the store as a whole does not answer.
 */
export async function tick(tools: ScheduleTools, memory: ScheduleMemory): Promise<Ticked> {
	const { store, now, steadyMs } = tools
	const nowIso = now().toISOString()
	if (!memory.everyTownHasALedger) await beginWhereNoneIs(tools)
	memory.everyTownHasALedger = true
	const beat = await store.data.read(operationsPartition, heartbeatId)
	const beatAt = (beat?.document.body as { at: string } | undefined)?.at ?? nowIso
	const sinceBeat = Date.parse(nowIso) - Date.parse(beatAt)
	const awake = memory.lastGoodMs !== undefined && steadyMs() - memory.lastGoodMs <= standstillMs
	const gap: ScheduleGap | undefined = sinceBeat > standstillMs && !awake ? { from: beatAt, until: nowIso } : undefined
	// After a standstill every town is told; a clock that had run ahead left every town waiting for a day far away.
	const ranAhead = sinceBeat < -2 * dayMs
	const all = gap !== undefined || ranAhead
	const run = new Run(tools, memory, { nowIso, gap, ranAhead, awake })
	if (all) await run.through(await store.data.find({ kind: 'reminders', state: ledgerState, limit: mostLedgers }))
	await run.throughDue()
	for (const townId of memory.failingSince.keys()) if (!run.failed.has(townId)) memory.failingSince.delete(townId)
	if (all || beat === undefined || Math.abs(sinceBeat) >= heartbeatEveryMs) await writeHeartbeat(store, beat, nowIso)
	memory.lastGoodMs = steadyMs()
	return { decided: run.decided, conflicts: run.conflicts }
}

async function beginWhereNoneIs({ store, towns }: ScheduleTools): Promise<void> {
	const begun = new Set(
		(await store.data.find({ kind: 'reminders', state: ledgerState, limit: mostLedgers })).map(
			({ document }) => document.partition,
		),
	)
	for (const townId of await towns()) if (!begun.has(townId)) await store.data.create(firstLedger(townId))
}

/** If another service wrote it meanwhile, the schedule lives as well. */
async function writeHeartbeat(store: Store, beat: Stored | undefined, at: string): Promise<void> {
	const document = documentFor('heartbeat', { partition: operationsPartition, id: heartbeatId }, { at })
	if (beat) await store.data.replace(document, beat.etag)
	else await store.data.create(document)
}

/** One tick's way through the towns. */
class Run {
	readonly failed = new Set<string>()
	decided = 0
	conflicts = 0

	constructor(
		private readonly tools: ScheduleTools,
		private readonly memory: ScheduleMemory,
		private readonly when: {
			readonly nowIso: string
			readonly gap: ScheduleGap | undefined
			readonly ranAhead: boolean
			readonly awake: boolean
		},
	) {}

	async throughDue(): Promise<void> {
		const { store } = this.tools
		const { nowIso } = this.when
		for (;;) {
			// Those that failed are still due and must not take the others' places.
			const limit = atOnce + this.failed.size
			const due = await store.data.find({ kind: 'reminders', state: ledgerState, dueUpTo: nowIso, limit })
			const untried = due.filter(({ document }) => !this.failed.has(document.partition))
			if (untried.length === 0) return
			await this.through(untried)
		}
	}

	async through(ledgers: readonly Stored[]): Promise<void> {
		const order = ledgers
			.map(({ document }) => ({ townId: document.partition, at: this.tools.random() }))
			.sort((one, other) => one.at - other.at)
		const worker = async () => {
			for (let next = order.pop(); next; next = order.pop()) await this.town(next.townId)
		}
		await Promise.all(Array.from({ length: sideBySide }, worker))
	}

	private async town(townId: string): Promise<void> {
		try {
			await this.decide(townId)
		} catch (fault) {
			this.failed.add(townId)
			if (!this.memory.failingSince.has(townId)) this.memory.failingSince.set(townId, this.tools.steadyMs())
			this.tools.failed(fault, townId)
		}
	}

	/**
	 * Reads again before it decides: of several services that found the same town, all but the first then see that it is
	 * done.
	 */
	private async decide(townId: string): Promise<void> {
		const { store, factsOf, relay } = this.tools
		const { nowIso } = this.when
		const place = { partition: townId, id: ledgerId }
		const { written, waiting, lost } = await changeDocument(store, 'reminders', place, async (stored) => {
			if (!stored) return { said: undefined }
			const { ledger, nextAt: dueAt } = stored
			if (dueAt > nowIso && !this.hasToKnow(ledger)) return { said: undefined }
			const facts = await factsOf(townId)
			const decided = facts
				? decideReminders(ledger, facts, nowIso, this.gapsOf(townId, ledger, dueAt))
				: { next: ledger, nextDueAt: new Date(Date.parse(nowIso) + dayMs).toISOString() }
			return { next: { ledger: decided.next, nextAt: decided.nextDueAt }, said: undefined }
		})
		this.conflicts += lost
		if (written === 'unchanged') return
		this.decided++
		if (waiting) await relay(townId, ledgerId, nowIso)
	}

	/** A gap that it has not heard of, or a clock that had made it wait for a wrong day. */
	private hasToKnow(ledger: Ledger): boolean {
		const { gap, ranAhead } = this.when
		return (
			ranAhead ||
			(gap !== undefined && gap.from > ledger.toldUpTo && !ledger.gaps.some(({ from }) => from === gap.from))
		)
	}

	/**
	 * What everybody had, and what only this town had: its slot has passed long ago though the schedule was awake, or it
	 * had failed.
	 */
	private gapsOf(townId: string, ledger: Ledger, dueAt: string): readonly ScheduleGap[] {
		const { gap, nowIso, awake } = this.when
		if (gap) return [gap]
		const late = Date.parse(nowIso) - Date.parse(dueAt) > standstillMs && ledger.through !== ''
		return late && (this.memory.failingSince.has(townId) || !awake) ? [{ from: dueAt, until: nowIso }] : []
	}
}
