import type { Directory, Person } from '../../domain/directory/directory'
import type { PositionKnowledge } from '../../domain/knowledge/knowledge'
import {
	type EntryWish,
	forgetClosedCases,
	forgetInDirectory,
	forgetInKnowledge,
	forgetInLedger,
	forgetInSession,
	mentions,
	peopleIn,
} from '../../domain/own-data/forget'
import { type OwnData, ownData } from '../../domain/own-data/own-data'
import { newLedger } from '../../domain/reminders/ledger'
import { addMonths } from '../../domain/shared/calendar'
import {
	documentOf,
	knowledgeDocument,
	knowledgeFrom,
	ledgerDocument,
	ledgerFrom,
	ledgerId,
	sessionFrom,
} from '../../store/documents'
import { type Collection, type Document, type Store, type Stored, StoreUnavailable } from '../../store/store'
import { reachId } from '../directory/recognise'

const attempts = 5
/** More documents of a kind than any town has. */
const all = 10_000
/** Author names stay so long after somebody left, unless they wish otherwise. */
const monthsAfterLeaving = 12
const monthsAfterClosing = 24

/** What was done for somebody who is to be forgotten. It names no content and can be handed to them. */
export interface Receipt {
	readonly townId: string
	/** Local date. */
	readonly on: string
	readonly entries: EntryWish
	/** How many documents of each kind were changed or removed. */
	readonly changed: Readonly<Record<string, number>>
	/**
	 * Documents in which colleagues wrote the person's name into a text. They are nobody's to change by machine: somebody
	 * has to read them.
	 */
	readonly nameInTexts: readonly string[]
	/** What is not in the service's hands. */
	readonly remains: readonly ('backups' | 'teams' | 'import')[]
}

/**
 * Takes a person out of everything that is stored about a town, document by document, each by a conditional write. If
 * it is interrupted it is simply done again: what is gone stays gone, and the directory comes last, so that the person
 * is still found by name until then.
 */
export async function forgetPerson(
	store: Store,
	townId: string,
	personId: string,
	entries: EntryWish,
	today: string,
): Promise<Receipt | undefined> {
	const directory = await directoryOf(store, townId)
	if (!directory) return undefined
	const person = directory.people.find((one) => one.id === personId)
	const changed: Record<string, number> = {}
	const count = (kind: string) => {
		changed[kind] = (changed[kind] ?? 0) + 1
	}
	for (const stored of await store.data.find({ partition: townId, kind: 'session', limit: all })) {
		if (sessionFrom(stored.document).interview?.ownerId === personId) {
			await store.data.remove(townId, stored.document.id)
			count('interview')
		} else if (
			await changeStored(
				store.data,
				stored,
				about(personId, (document) => documentOf(forgetInSession(sessionFrom(document), personId))),
			)
		)
			count('session')
	}
	for (const stored of await store.data.find({ partition: townId, kind: 'knowledge', limit: all })) {
		const change = about(personId, (document) =>
			knowledgeDocument(forgetInKnowledge(knowledgeFrom(document), personId, entries)),
		)
		if (await changeStored(store.data, stored, change)) count('knowledge')
	}
	const ledger = await store.data.read(townId, ledgerId)
	const withoutThem = about(personId, (document) =>
		ledgerDocument(forgetInLedger(ledgerFrom(document), personId), document.dueAt ?? ''),
	)
	if (ledger && (await changeStored(store.data, ledger, withoutThem))) count('reminders')
	for (const { document } of await store.outbox.find({ partition: directory.town.entraTenantId, limit: all })) {
		const entry = document.body as { readonly townId?: string }
		if (entry.townId !== townId || !mentions([document.body, document.id], personId)) continue
		await store.outbox.remove(document.partition, document.id)
		count('message')
	}
	for (const kind of ['reach', 'link', 'left']) {
		for (const { document } of await store.data.find({ partition: townId, kind, limit: all })) {
			if (ownerOf(document) !== personId) continue
			await store.data.remove(townId, document.id)
			count(kind)
		}
	}
	const listed = await store.data.read(townId, 'directory')
	if (
		listed &&
		(await changeStored(store.data, listed, (document) => ({
			...document,
			body: forgetInDirectory(document.body as Directory, personId),
		})))
	)
		count('directory')
	return {
		townId,
		on: today,
		entries,
		changed,
		nameInTexts: person ? await textsNaming(store, townId, person) : [],
		remains: ['backups', 'teams', 'import'],
	}
}

/** Everything that is stored about a person, picked from all documents of their town. */
export async function dataOf(store: Store, townId: string, personId: string): Promise<OwnData | undefined> {
	const directory = await directoryOf(store, townId)
	const person = directory?.people.find((one) => one.id === personId)
	if (!directory || !person) return undefined
	const [sessions, knowledge, ledger, reach, outbox] = await Promise.all([
		store.data.find({ partition: townId, kind: 'session', limit: all }),
		store.data.find({ partition: townId, kind: 'knowledge', limit: all }),
		store.data.read(townId, ledgerId),
		store.data.read(townId, reachId(personId)),
		store.outbox.find({ partition: directory.town.entraTenantId, limit: all }),
	])
	return ownData(person, {
		directory,
		sessions: sessions.map(({ document }) => sessionFrom(document)),
		knowledge: knowledge.map(({ document }) => knowledgeFrom(document)),
		ledger: ledger ? ledgerFrom(ledger.document) : newLedger(townId),
		reach: reach?.document.body as Record<string, unknown> | undefined,
		messages: outbox.flatMap(({ document }) => {
			const entry = document.body as {
				readonly townId?: string
				readonly to?: { readonly personId?: string }
				readonly work?: { readonly kind: string }
			}
			if (entry.townId !== townId || entry.to?.personId !== personId) return []
			return [{ kind: entry.work?.kind ?? '', state: document.state ?? '', on: document.dueAt?.slice(0, 10) ?? '' }]
		}),
	})
}

/**
 * What is forgotten by itself in one town: names of people who left the directory a year ago, and of handovers that
 * ended two years ago the marks, the questions and the interview. That somebody left is noticed here, the day after at
 * the latest.
 */
export async function forgetWithTime(store: Store, townId: string, today: string): Promise<number> {
	const directory = await directoryOf(store, townId)
	if (!directory) return 0
	let forgotten = 0
	const knowledge: PositionKnowledge[] = []
	for (const stored of await store.data.find({ partition: townId, kind: 'knowledge', limit: all })) {
		const { next, interviews } = forgetClosedCases(
			knowledgeFrom(stored.document),
			addMonths(today, -monthsAfterClosing),
		)
		if (
			await changeStored(store.data, stored, (document) =>
				knowledgeDocument(forgetClosedCases(knowledgeFrom(document), addMonths(today, -monthsAfterClosing)).next),
			)
		)
			forgotten++
		for (const id of interviews) await store.data.remove(townId, id)
		knowledge.push(next)
	}
	const here = new Set(directory.people.map((person) => person.id))
	const left = new Map(
		(await store.data.find({ partition: townId, kind: 'left', limit: all })).map(({ document }) => [
			document.id.slice('left:'.length),
			document,
		]),
	)
	for (const personId of new Set(knowledge.flatMap(peopleIn))) {
		if (here.has(personId) || left.has(personId)) continue
		await store.data.create({
			id: `left:${personId}`,
			partition: townId,
			kind: 'left',
			dueAt: addMonths(today, monthsAfterLeaving),
			shape: 1,
			body: {},
		})
	}
	for (const [personId, { id, dueAt = '' }] of left) {
		if (here.has(personId)) await store.data.remove(townId, id)
		else if (dueAt <= today && (await forgetPerson(store, townId, personId, 'keep', today))) forgotten++
	}
	// Whoever wrote in the minute in which a service still remembered the old directory has left where they can be
	// reached.
	for (const kind of ['reach', 'link']) {
		for (const { document } of await store.data.find({ partition: townId, kind, limit: all })) {
			if (here.has(ownerOf(document))) continue
			await store.data.remove(townId, document.id)
			forgotten++
		}
	}
	return forgotten
}

/** Whom `reach:p06`, `left:p06` and `link:<object id>` are about. */
function ownerOf({ id, body }: Document): string {
	return (body as { readonly personId?: string }).personId ?? id.slice(id.indexOf(':') + 1)
}

async function directoryOf(store: Store, townId: string): Promise<Directory | undefined> {
	return (await store.data.read(townId, 'directory'))?.document.body as Directory | undefined
}

/** Leaves a document alone that does not name the person, so that doing it twice writes once. */
function about(personId: string, change: (document: Document) => Document): (document: Document) => Document {
	return (document) => (mentions(document.body, personId) ? change(document) : document)
}

/**
 * One conditional write, made again from what is stored if somebody was faster. Says whether anything had to be
 * changed.
 */
async function changeStored(
	collection: Collection,
	first: Stored,
	change: (document: Document) => Document,
): Promise<boolean> {
	let stored: Stored | undefined = first
	for (let attempt = 0; attempt < attempts && stored; attempt++) {
		const next = change(stored.document)
		if (JSON.stringify(next) === JSON.stringify(stored.document)) return false
		if (typeof (await collection.replace(next, stored.etag)) !== 'string') return true
		stored = await collection.read(first.document.partition, first.document.id)
	}
	if (stored) throw new StoreUnavailable(`${first.document.id} was changed by others ${attempts} times in a row`)
	return false
}

/** Where a text still holds the name or the address of the person: written by others, in a sentence. */
async function textsNaming(store: Store, townId: string, { name, email }: Person): Promise<readonly string[]> {
	const words = [name, ...(email ? [email] : [])].map((word) => JSON.stringify(word).slice(1, -1).toLowerCase())
	const left = await store.data.find({ partition: townId, limit: all })
	return left
		.filter(({ document }) => words.some((word) => JSON.stringify(document).toLowerCase().includes(word)))
		.map(({ document }) => document.id)
}
