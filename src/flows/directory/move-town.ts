import { type Changes, isNothing } from '../../domain/directory/changes'
import type { Directory } from '../../domain/directory/directory'
import { type Moves, movedDepartment, movesOf, rememberingNumbers, type Taken } from '../../domain/directory/moves'
import { listsOf } from '../../domain/maturity/catalogue'
import type { HalfYear } from '../../domain/shared/half-year'
import { changeDocument } from '../../store/change-document'
import { valueIn } from '../../store/document-values'
import type { Held, Kind } from '../../store/kinds'
import { documentsOf, readValue } from '../../store/read-documents'
import { kinds, register } from '../../store/register'
import type { Collection, Document, Store, Stored } from '../../store/store'
import type { Tools } from '../tools'
import { directoryId, freshForMs } from './directories'

/**
 * Milliseconds until no service works with the directory from before: each remembers it for a minute, and what was
 * begun then takes a moment more.
 */
export const untilAllKnow = freshForMs + 15_000

/** How many documents of each kind moved or were changed; `copied` are begun DigiChecks for the further parts of a split. */
export type Moved = Readonly<Record<string, number>>

/** What knows the numbers of what goes into others has to be done before what names them. */
const inOrder: readonly Kind[] = [
	'knowledge',
	'session',
	...kinds.filter((kind) => kind !== 'knowledge' && kind !== 'session'),
]

/**
 * Lets everything follow what the last import changed in a town's organisation, kind by kind as the register says,
 * document by document, each by a conditional write. First it waits until every service knows the new directory, so
 * that nobody writes to what is moved. If it is interrupted it is simply done again: what has gone where it belongs is
 * not taken twice. Nothing to do is nothing done.
 */
export async function moveTown(
	store: Store,
	townId: string,
	pause: (ms: number) => Promise<unknown>,
	catalogues: Pick<Tools['catalogues'], 'get' | 'versions'>,
): Promise<Moved | undefined> {
	const place = { partition: townId, id: directoryId }
	const directory = await readValue(store, 'directory', place)
	if (!directory?.moving || isNothing(directory.moving)) return undefined
	const { moving } = directory
	const lists = (version: string) =>
		catalogues.versions.includes(version) ? listsOf(catalogues.get(version)) : undefined
	const moved: Record<string, number> = {}
	if (!moving.followed) {
		await pause(untilAllKnow)
		for (const kind of inOrder) {
			const moves = movesOf(moving, await marksIn(store, directory), directory, lists)
			for (const what of await moveKind(store, kind, directory, moves)) moved[what] = (moved[what] ?? 0) + 1
		}
		const taken = await marksIn(store, directory)
		await changeDirectory(store, directory, ({ moved: known, ...rest }) => ({
			...rest,
			...(known && { moved: rememberingNumbers(known, taken) }),
			moving: { ...moving, followed: true },
		}))
	}
	await takeMarksOff(store, directory)
	await changeDirectory(store, directory, ({ moving: _done, ...rest }) => rest)
	return moved
}

/** Another import may have come in meanwhile and wants something else; then that one has to be finished. */
async function changeDirectory(
	store: Store,
	{ town, moving }: Directory,
	next: (directory: Directory) => Directory,
): Promise<void> {
	const what = (changes: Changes | undefined) => JSON.stringify([changes?.departments, changes?.positions])
	await changeDocument(store, 'directory', { partition: town.id, id: directoryId }, (before) => ({
		...(before && what(before.moving) === what(moving) && { next: next(before) }),
		said: undefined,
	}))
}

async function moveKind<Each extends Kind>(
	store: Store,
	kind: Each,
	directory: Directory,
	moves: Moves,
): Promise<readonly string[]> {
	const done: string[] = []
	if ('nothing' in register[kind].moves) return done
	const all = await documentsOf(store, kind, directory.town)
	for (const stored of all)
		if (await copyDocument(store, kind, stored, moves, directory.town.round)) done.push('copied')
	for (const stored of inNamedOrder(all, moves)) if (await moveDocument(store, kind, stored, moves)) done.push(kind)
	return done
}

/** In the order in which the town named them: of what becomes one, the first goes on. */
function inNamedOrder(all: readonly Stored[], { departments, positions }: Moves): readonly Stored[] {
	const named = [...positions, ...departments].map(({ from }) => from)
	const rank = ({ document }: Stored) => {
		const at = named.indexOf(document.id.split(':')[1] ?? '')
		return at < 0 ? named.length : at
	}
	return [...all].sort((one, other) => rank(one) - rank(other))
}

/** The further parts of a split begin with a copy, once. */
async function copyDocument<Each extends Kind>(
	store: Store,
	kind: Each,
	{ document }: Stored,
	moves: Moves,
	round: HalfYear,
): Promise<boolean> {
	const row = register[kind].moves
	if ('nothing' in row || !row.copies || !row.unite) return false
	const { unite, taken = () => [] } = row
	const value = readIn(kind, document)
	if (value === undefined) return false
	let written = false
	for (const [id, copy] of Object.entries(row.copies(value, moves, round)) as [string, Held[Each]][]) {
		const change = await changeDocument(store, kind, { partition: document.partition, id }, (into) => {
			const isTaken = into !== undefined && includes(taken(into), taken(copy))
			return { ...(!isTaken && { next: into === undefined ? copy : unite(into, copy, moves) }), said: undefined }
		})
		written ||= change.written !== 'unchanged'
	}
	return written
}

async function moveDocument<Each extends Kind>(
	store: Store,
	kind: Each,
	stored: Stored,
	moves: Moves,
): Promise<boolean> {
	const row = register[kind].moves
	if ('nothing' in row) return false
	const { follow, unite, taken = () => [], id: idOf = (id: string) => id } = row
	const { partition, id } = stored.document
	const known = readIn(kind, stored.document)
	const target = idOf(id, moves, known)
	if (known === undefined) return target !== id && moveUnread(store[register[kind].collection], stored, target, moves)
	if (target === id) {
		const { written } = await changeDocument(
			store,
			kind,
			{ partition, id },
			(value) => {
				const next = value && follow(value, moves)
				return { ...(JSON.stringify(next) !== JSON.stringify(value) && { next }), said: undefined }
			},
			stored,
		)
		return written !== 'unchanged'
	}
	const collection = store[register[kind].collection]
	const gone = await collection.read(partition, id)
	if (!gone) return false
	const value = valueIn(kind, gone.document)
	await changeDocument(store, kind, { partition, id: target }, (into) => {
		if (!unite) return { ...(into === undefined && { next: follow(value, moves) }), said: undefined }
		const isTaken = into !== undefined && taken(into).some(({ from }) => from === id)
		return { ...(!isTaken && { next: unite(into, value, moves) }), said: undefined }
	})
	await collection.remove(partition, id)
	return true
}

/**
 * What this version cannot read goes along as it is, for the version that can. Where another document is already, it
 * stays where it was, and nothing is lost.
 */
async function moveUnread(collection: Collection, { document }: Stored, id: string, moves: Moves): Promise<boolean> {
	const { departmentId } = (document.body ?? {}) as { readonly departmentId?: unknown }
	const body =
		typeof departmentId === 'string'
			? { ...(document.body as object), departmentId: movedDepartment(moves, departmentId) }
			: document.body
	if ((await collection.create({ ...document, id, body })) === 'exists') return false
	await collection.remove(document.partition, document.id)
	return true
}

function readIn<Each extends Kind>(kind: Each, document: Document): Held[Each] | undefined {
	try {
		return valueIn(kind, document)
	} catch {
		return undefined
	}
}

function includes(all: readonly Taken[], some: readonly Taken[]): boolean {
	return some.every(({ from }) => all.some((one) => one.from === from))
}

/** What went into what, as far as it is done. */
async function marksIn(store: Store, { town }: Directory): Promise<readonly Taken[]> {
	const ofKind = async <Each extends Kind>(kind: Each) => {
		const row = register[kind].moves
		if ('nothing' in row || !row.taken) return []
		const { taken } = row
		return (await documentsOf(store, kind, town)).flatMap(({ document }) => {
			const value = readIn(kind, document)
			return value === undefined ? [] : taken(value)
		})
	}
	return (await Promise.all(kinds.map(ofKind))).flat()
}

async function takeMarksOff(store: Store, { town }: Directory): Promise<void> {
	const ofKind = async <Each extends Kind>(kind: Each) => {
		const row = register[kind].moves
		if ('nothing' in row || !row.settled || !row.taken) return
		const { settled, taken } = row
		for (const stored of await documentsOf(store, kind, town)) {
			const { partition, id } = stored.document
			const marked = readIn(kind, stored.document)
			if (marked === undefined || taken(marked).length === 0) continue
			await changeDocument(
				store,
				kind,
				{ partition, id },
				(value) => ({ ...(value && { next: settled(value) }), said: undefined }),
				stored,
			)
		}
	}
	for (const kind of kinds) await ofKind(kind)
}
