import type { Directory } from '../../domain/directory/directory'
import { interviewKeptUntil } from '../../domain/handover/interview'
import { caseById, knowledgeId } from '../../domain/knowledge/knowledge'
import { addMonths } from '../../domain/shared/calendar'
import { changeDocument } from '../../store/change-document'
import { documentFor, valueIn } from '../../store/document-values'
import type { Kind } from '../../store/kinds'
import { documentsOf, readValue } from '../../store/read-documents'
import { kinds, register } from '../../store/register'
import type { Collection, Query, Store, Stored } from '../../store/store'
import { directoryId, townsIn } from '../directory/directories'
import { removeStrangers } from '../directory/remove-strangers'
import { forgetPerson } from './forget-person'

const atOnce = 200
/** More than become due on one day. */
const mostDue = 10_000
/** Author names stay so long after a person left, unless they wish otherwise. */
const monthsAfterLeaving = 12

/** Deletes in all towns what has been kept long enough; how long that is the register says for each kind. */
export async function forgetWhatIsOld(store: Store, today: string): Promise<number> {
	for (const due of await store.data.find({ kind: 'session', dueUpTo: today, limit: mostDue }))
		await prolongInterview(store, due, today)
	let forgotten = 0
	for (const kind of kinds) {
		const { kept, collection } = register[kind]
		if ('until' in kept && kept.until === 'due')
			forgotten += await removeAll(store[collection], { kind, dueUpTo: today, limit: atOnce })
		if (!('settled' in kept)) continue
		const dueUpTo = new Date(Date.parse(`${today}T00:00:00Z`) - kept.days * 24 * 60 * 60_000).toISOString()
		for (const how of kept.settled) forgotten += await removeAll(store[collection], { ...how, dueUpTo, limit: atOnce })
	}
	for (const townId of await townsIn(store)) {
		const directory = await readValue(store, 'directory', { partition: townId, id: directoryId })
		if (directory) forgotten += await forgetWithTime(store, directory, today)
	}
	return forgotten
}

/**
 * A handover may have been put off since its interview was opened last; the answers are kept for as long as it says
 * now.
 */
async function prolongInterview(store: Store, due: Stored, today: string): Promise<void> {
	const { partition, id } = due.document
	await changeDocument(
		store,
		'session',
		{ partition, id },
		async (session) => {
			if (!session?.interview) return { said: undefined }
			const { positionId, caseId } = session.interview
			const known = await readValue(store, 'knowledge', { partition, id: knowledgeId(positionId) })
			const handover = known && caseById(known, caseId)
			const keptUntil = handover && handover.closedOn === undefined ? interviewKeptUntil(handover) : today
			if (keptUntil <= today) return { said: undefined }
			return { next: { ...session, interview: { ...session.interview, keptUntil } }, said: undefined }
		},
		due,
	)
}

async function removeAll(collection: Collection, query: Query): Promise<number> {
	let removed = 0
	for (;;) {
		const old = await collection.find(query)
		for (const { document } of old) await collection.remove(document.partition, document.id)
		removed += old.length
		if (old.length < query.limit) return removed
	}
}

/**
 * What is forgotten by itself in one town: names of people who left the directory a year ago, and of handovers that
 * ended two years ago the marks, the questions and the interview. That a person left is noticed here, the day after at
 * the latest.
 */
async function forgetWithTime(store: Store, directory: Directory, today: string): Promise<number> {
	const { town, people } = directory
	let forgotten = 0
	const named = new Set<string>()
	for (const kind of kinds) {
		for (const stored of 'trimmed' in register[kind].kept ? await documentsOf(store, kind, town) : []) {
			const trimmed = await trim(store, kind, stored, today)
			if (trimmed.changed) forgotten++
			for (const id of trimmed.named) named.add(id)
		}
	}
	forgotten += await dropUnused(store, town)
	const here = new Set(people.map((person) => person.id))
	const left = await documentsOf(store, 'left', town)
	const known = new Set(left.map(({ document }) => document.id))
	for (const personId of named) {
		const id = `left:${personId}`
		if (here.has(personId) || known.has(id)) continue
		const forgetOn = addMonths(today, monthsAfterLeaving)
		await store.data.create(documentFor('left', { partition: town.id, id }, { forgetOn }))
	}
	for (const { document } of left) {
		const personId = document.id.slice('left:'.length)
		const { forgetOn } = valueIn('left', document)
		if (here.has(personId)) await store.data.remove(town.id, document.id)
		else if (forgetOn <= today && (await forgetPerson(store, town.id, personId, 'keep', today))) forgotten++
	}
	// A person who wrote in the minute in which a service still remembered the old directory has left where they can be
	// reached.
	return forgotten + (await removeStrangers(store, directory)).length
}

/** Takes off what is about versions of the catalogue that the town no longer uses. */
async function dropUnused(store: Store, town: Directory['town']): Promise<number> {
	let changed = 0
	for (const kind of kinds) {
		const documents = 'whileUsed' in register[kind].kept ? await documentsOf(store, kind, town) : []
		if (documents.length === 0) continue
		const passes = await documentsOf(store, 'session', town)
		const versions = new Set(passes.map(({ document }) => valueIn('session', document).version))
		for (const stored of documents) if (await keepUsed(store, kind, stored, [...versions])) changed++
	}
	return changed
}

async function keepUsed<Each extends Kind>(
	store: Store,
	kind: Each,
	stored: Stored,
	versions: readonly string[],
): Promise<boolean> {
	const { kept } = register[kind]
	if (!('whileUsed' in kept)) return false
	const { partition, id } = stored.document
	const { written } = await changeDocument(
		store,
		kind,
		{ partition, id },
		(value) => {
			const next = value && kept.whileUsed(value, versions)
			return { ...(JSON.stringify(next) !== JSON.stringify(value) && { next }), said: undefined }
		},
		stored,
	)
	return written !== 'unchanged'
}

/** Takes off a document what is over for long, and removes what goes with it; the people who are named in the rest. */
async function trim<Each extends Kind>(
	store: Store,
	kind: Each,
	stored: Stored,
	today: string,
): Promise<{ readonly changed: boolean; readonly named: readonly string[] }> {
	const { kept, collection } = register[kind]
	if (!('trimmed' in kept)) return { changed: false, named: [] }
	const { partition, id } = stored.document
	const { gone } = kept.trimmed(valueIn(kind, stored.document), today)
	const { written, said } = await changeDocument(
		store,
		kind,
		{ partition, id },
		(value) => {
			if (value === undefined) return { said: [] }
			const { next } = kept.trimmed(value, today)
			return { ...(JSON.stringify(next) !== JSON.stringify(value) && { next }), said: kept.named(next) }
		},
		stored,
	)
	for (const one of gone) await store[collection].remove(partition, one)
	return { changed: written !== 'unchanged', named: said }
}
